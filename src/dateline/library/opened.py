"""``dateline.open``: an archive to ask, in SQL or for its codings; it is only read."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.errors import ArchiveError, MissingPackageError, WrongTypeError
from dateline.installed import how_to_add
from dateline.model import Coding
from dateline.reports.given import kind_of_value

if TYPE_CHECKING:
    import duckdb
    from pandas import DataFrame
    from pyarrow import Table

    from dateline.archive import Archive

_AT_ONCE = 2_000


def open(folder: str | PathLike[str], *, coder: str | None = None, raw: bool = False) -> OpenArchive:  # noqa: A001  dateline.open
    """The archive in a folder, as ``dateline code … --into`` makes them; it shows the codings of one coder.

    ``coder`` is its name: ours unless another is asked for, or the only one there is. What reviewers corrected is shown as they
    corrected it, unless you want it ``raw``. Raises ArchiveError if there is no archive.

    >>> import dateline
    >>> try:
    ...     dateline.open("nowhere")
    ... except dateline.ArchiveError as error:
    ...     print(error)
    nowhere: there is no such folder; make an archive with: dateline code FILE --into nowhere
    """
    from dateline.archive import Archive

    if not isinstance(folder, str | PathLike):
        raise WrongTypeError("open", f"is given {kind_of_value(folder)}", "give the folder of an archive")
    return OpenArchive(Archive.existing(Path(fspath(folder))), coder, raw=raw)


class OpenArchive:
    """An archive to ask. Nothing is kept open or locked: each question is answered by what is there when it is asked.

    >>> archive = dateline.open("archive")                                          # doctest: +SKIP
    >>> archive.query("SELECT type, count(*) AS n FROM events GROUP BY type").df()  # doctest: +SKIP
    >>> [event["trigger_text"] for event in archive.events()]                       # doctest: +SKIP
    """

    def __init__(self, archive: Archive, coder: str | None = None, *, raw: bool = False) -> None:
        self._archive, self._coder, self._raw = archive, coder, raw

    def query(self, sql: str) -> Rows:
        """What a SELECT over the views gives; ``dateline query --columns`` lists them with their columns.

        Raises ArchiveError if the SQL is wrong, names what is not there, or does anything but read.
        """
        if not isinstance(sql, str):
            raise WrongTypeError("query", f"is given {kind_of_value(sql)}", "give SQL: 'SELECT * FROM events'")
        return Rows(self._archive, sql, self._coder, raw=self._raw)

    def reports(self) -> Rows:
        """A row a report: publisher, date, title, address, how many events."""
        return self.query("SELECT * FROM reports")

    def events(self) -> Rows:
        """A row an event: type, mode, status, date, place, size, sources, and the words that it was read from."""
        return self.query("SELECT * FROM events")

    def actors(self) -> Rows:
        """A row an actor of a report: name, kind, country, sectors."""
        return self.query("SELECT * FROM actors")

    def statements(self) -> Rows:
        """A row a statement: who says what, through whom."""
        return self.query("SELECT * FROM statements")

    def codings(self) -> Iterator[Coding]:
        """The codings themselves, one after the other, equal to those that were added whatever reviews say; of each report the
        newest.

        Raises ArchiveError if the archive was made without its reports' texts.
        """
        return self._archive.codings(coder=self._coder)

    def __repr__(self) -> str:
        return f"<OpenArchive {self._archive.folder}>"


class Rows:
    """What an archive answers: iterate over it for dicts, or take all of it as :meth:`rows`, :meth:`arrow` or :meth:`df`.

    Each of these asks the archive anew, so that a large answer is never held unless you hold it.
    """

    def __init__(self, archive: Archive, sql: str, coder: str | None, *, raw: bool = False) -> None:
        self._archive, self._sql, self._coder, self._raw = archive, sql, coder, raw
        with self._reading() as connection:
            self.columns = tuple(connection.sql(sql).columns)
            self._warn_if_untold(connection)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        twice = next((name for name in self.columns if self.columns.count(name) > 1), None)
        if twice is not None:
            raise ArchiveError(f"two columns are called {twice!r}; name them apart with AS")
        with self._reading() as connection:
            answer = connection.execute(self._sql)
            while some := answer.fetchmany(_AT_ONCE):
                yield from (dict(zip(self.columns, row, strict=True)) for row in some)

    def rows(self) -> list[dict[str, Any]]:
        """All rows, each a dict by the names of the columns."""
        return list(self)

    def df(self) -> DataFrame:
        """All rows as a DataFrame of pandas. Raises MissingPackageError, with the command to install it, if it is not there."""
        _need("pandas")
        return self._all(lambda relation: relation.df())

    def arrow(self) -> Table:
        """All rows as a table of Arrow. Raises MissingPackageError, with the command, if pyarrow is not installed."""
        _need("pyarrow")
        return self._all(lambda relation: relation.to_arrow_table())

    def __repr__(self) -> str:
        return f"<Rows of {', '.join(self.columns)}>"

    def _all(self, take: Callable[[duckdb.DuckDBPyRelation], Any]) -> Any:
        with self._reading() as connection:
            return take(connection.sql(self._sql))

    def _warn_if_untold(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Telling the stories of millions of events takes minutes, and an archive is only read here: so who asks is told."""
        from dateline.archive.write_stories import are_told

        if re.search(r"(?i)\bstories\b", self._sql) and not are_told(self._archive, connection):
            says = f"the stories do not tell all events; tell them with: dateline stories {self._archive.folder}"
            warnings.warn(says, stacklevel=4)

    @contextmanager
    def _reading(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection to ask once; what is wrong with the question is told as an ArchiveError of one line."""
        import duckdb

        from dateline.archive.sql import only_reads, told_in_a_line

        try:
            with self._archive.reading(locked=True, coder=self._coder, raw=self._raw) as connection:
                only_reads(connection, self._sql)
                yield connection
        except duckdb.Error as error:
            raise told_in_a_line(error, self._sql) from error


def _need(package: str) -> None:
    try:
        import_module(package)
    except ImportError:
        cause = f"needs {package}, which is not installed"
        raise MissingPackageError("the table", cause, how_to_add(package)) from None
