"""An archive: a folder of immutable parts that many processes may write to and read from at once, without a lock."""

# ruff: noqa: S608 the SQL is put together from names of ours, and paths that are quoted
from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import duckdb
import numpy as np

from dateline.archive.allowance import MEMORY, SPILLED
from dateline.archive.damage import any_gone, damaged_inside, files_after, reads_through, whole_parts, without_broken
from dateline.archive.flat import TABLES
from dateline.archive.generation import refuse_others
from dateline.archive.hashes import Hashes, Pairs
from dateline.archive.parts import (
    laid_out,
    quoted,
    remove_broken_flat,
    write_failures,
    write_flat,
    write_part,
)
from dateline.archive.row import now, row_of
from dateline.archive.stored import stored_codings
from dateline.archive.unfinished import sweep
from dateline.archive.views import create_views, nested_or_flat
from dateline.errors import ArchiveError, ReportError, printable
from dateline.model import Coding, Versions
from dateline.reports.finding import MOUNT

_ASKED_AT_ONCE = 64  # parts, so that no more than some million hashes are in flight
_OF_FILES = re.compile(r"(?i)parquet|thrift|TProtocol|decompress|magic bytes")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")  # Path makes one slash of two


@dataclass(frozen=True, slots=True)
class Failure:
    """A record that could not be read or coded; ``content_hash`` if it could at least be read."""

    source: str
    cause: str
    next_move: str
    content_hash: str | None = None

    @classmethod
    def of(cls, error: ReportError, content_hash: str | None = None) -> Failure:
        """The failure to write down for an error; ``content_hash`` if the report could be read and not coded."""
        return cls(error.source, error.cause, error.next_move, content_hash)


class Archive:
    """The codings in one folder. Writing makes the folder; nothing that is written is ever changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def existing(cls, folder: Path) -> Archive:
        """The archive in this folder; ArchiveError if there is none."""
        _refuse_name(folder)
        if not folder.is_dir():
            raise ArchiveError(
                f"{folder}: there is no such folder; make an archive with: dateline code FILE --into {folder}"
            )
        if not (folder / "codings").is_dir():
            raise ArchiveError(
                f"{folder}: is no archive (it has no folder 'codings'); give the folder that --into named"
            )
        return cls(folder)

    @classmethod
    def writable(cls, folder: Path) -> Archive:
        """The archive in this folder, made if it is not there; ArchiveError if something else is.

        What killed processes have left unfinished there is removed.
        """
        _refuse_name(folder)
        if _ADDRESS.match(str(folder)):
            raise ArchiveError(f"{folder}: is an address, and an archive is a folder of a disk; {MOUNT}")
        try:
            if folder.is_dir() and not (folder / "codings").is_dir() and any(folder.iterdir()):
                raise ArchiveError(f"{folder}: holds other files and is no archive; name a new or empty folder")
            (folder / "codings").mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ArchiveError(
                f"{folder}: cannot be an archive ({error.strerror}); check the name and its permissions"
            ) from error
        refuse_others(folder)
        sweep(folder)
        return cls(folder)

    def add(self, codings: Iterable[Coding], *, text: bool = True) -> None:
        """Write codings as one part, whole or not at all.

        Without ``text`` no sentence of the reports is kept: neither their texts nor the contents of statements nor what was
        seen and not coded, nor other words of more than a dozen. Names, roles, triggers and the like stay.
        """
        write_part(self.folder, (row_of(coding, text=text) for coding in codings))

    def add_failures(self, failures: Sequence[Failure]) -> None:
        """Write down what could not be coded; what is there already is not written twice if you ask known_failures first."""
        stamp = now()
        write_failures(self.folder, [asdict(failure) | {"failed_at": stamp} for failure in failures])

    def parts(self) -> list[Path]:
        """The parts that are whole, by the look of them; oldest first. Warns of those that are not."""
        return whole_parts(self.folder, "codings")

    def known(self, versions: Versions) -> Hashes:
        """The content hashes of all reports that exactly these versions have coded."""
        known = Hashes()
        for pairs in self._known_pairs(versions):
            known.add_pairs(pairs)
        return known

    def _known_pairs(self, versions: Versions) -> Iterator[Pairs]:
        """Some parts at a time. If parts are merged meanwhile, begins again: what comes twice is known all the same."""
        halves = "('0x' || left(content_hash, 16))::UBIGINT AS a, ('0x' || right(content_hash, 16))::UBIGINT AS b"
        is_of = "coder = ? AND dateline_version = ? AND reader_version = ? AND codebook_version = ?"
        wanted = [versions.coder, versions.dateline, versions.reader, versions.codebook]
        refuse_others(self.folder)
        parts, start = self.parts(), 0
        with _plain() as connection:
            while some := parts[start : start + _ASKED_AT_ONCE]:
                source = nested_or_flat("reports", self.folder, some)
                try:
                    found = connection.execute(f"SELECT {halves} FROM ({source}) WHERE {is_of}", wanted).fetchnumpy()
                except duckdb.Error as error:
                    parts, start = self._without_blamed(parts, error), 0
                    continue
                yield np.stack([found["a"], found["b"]], axis=1)
                start += _ASKED_AT_ONCE

    def has(self, content_hash: str, versions: Versions) -> bool:
        """True if these versions have coded a report of this content. For many reports ask :meth:`known` once."""
        return content_hash in self.known(versions)

    def known_failures(self) -> set[tuple[str, str]]:
        """Source and cause of every failure that is written down."""
        files = whole_parts(self.folder, "failures")
        with _plain() as connection:
            while files:
                names = ", ".join(quoted(str(file)) for file in files)
                try:
                    found = connection.execute(f"SELECT DISTINCT source, cause FROM read_parquet([{names}])")
                    return {(source, cause) for source, cause in _rows(found)}
                except duckdb.Error as error:
                    files = files_after(error, files)
        return set()

    def lay_out(self) -> list[Path]:
        """Make the flat tables of parts that lack them, as far as the folder may be written to; the parts that can be read."""
        parts = self.parts()
        done = set.intersection(*(laid_out(self.folder, table, parts) for table in TABLES))
        readable = []
        for part in parts:
            if part.name in done or self._is_laid_out_now(part):
                readable.append(part)
        return readable

    def _is_laid_out_now(self, part: Path) -> bool:
        """Lay a part out; False if it cannot be read. Where nothing may be written it is read as it is."""
        try:
            with _plain() as connection:
                write_flat(connection, self.folder, part.name)
        except OSError:
            return part.exists()
        except duckdb.Error as error:
            with suppress(duckdb.Error):
                return bool(without_broken([part], error))
        return True

    def codings(self, *, coder: str | None = None) -> Iterator[Coding]:
        """The codings that the views show, of each report the newest by one coder: part by part, in the order of writing.

        They equal those that were added. ArchiveError if the archive was made without texts, which every span needs.
        """
        with self._reading(coder=coder, raw=True) as (connection, parts):
            yield from stored_codings(connection, parts, self.folder)

    def connect(
        self, *, locked: bool = False, coder: str | None = None, raw: bool = False, at: datetime | None = None
    ) -> duckdb.DuckDBPyConnection:
        """A DuckDB connection in memory with the documented views over all that is here now.

        The views show the codings of one ``coder``: ours unless another is named, or the only one there is. ArchiveError if
        there are codings, and none of that coder. ``locked``: no file outside the archive can be read and no setting changed
        any more, for queries of others. Whoever asks the views more than in passing uses :meth:`reading`, which knows what to
        say if parts are merged meanwhile. They show what the archive's reviews make of the codings; ``raw``: what was coded;
        ``at`` a moment (with its zone): what was there before it.
        """
        return self._opened(locked, coder, raw, at)[0]

    @contextmanager
    def reading(
        self, *, locked: bool = False, coder: str | None = None, raw: bool = False, at: datetime | None = None
    ) -> Iterator[duckdb.DuckDBPyConnection]:
        """Like :meth:`connect`, closed at the end; ArchiveError if the parts were merged away from under a query."""
        with self._reading(locked=locked, coder=coder, raw=raw, at=at) as (connection, _):
            yield connection

    @contextmanager
    def _reading(
        self, *, locked: bool = False, coder: str | None = None, raw: bool = False, at: datetime | None = None
    ) -> Iterator[tuple[duckdb.DuckDBPyConnection, list[Path]]]:
        connection, parts = self._opened(locked, coder, raw, at)
        with connection:
            try:
                yield connection, parts
            except duckdb.Error as error:
                told = self._explained(parts, error)
                raise told from (error if told is not error else None)
            except RuntimeError as error:
                if "interrupted" in str(error).lower():  # DuckDB's word for Ctrl-C
                    raise KeyboardInterrupt from error
                raise

    def _opened(
        self, locked: bool, coder: str | None, raw: bool, at: datetime | None
    ) -> tuple[duckdb.DuckDBPyConnection, list[Path]]:
        refuse_others(self.folder)
        parts = self.lay_out()
        while True:
            connection = _plain()
            try:
                create_views(connection, self.folder, parts, coder, raw=raw, at=at)
                if locked:
                    lock(connection, self.folder)
            except duckdb.Error as error:
                connection.close()
                parts = self._without_blamed(parts, error)
            except BaseException:
                connection.close()
                raise
            else:
                return connection, parts

    def _without_blamed(self, parts: Sequence[Path], error: duckdb.Error) -> list[Path]:
        """The parts to go on with after an error: those of now if some were merged away, else those that can be read.

        ArchiveError if neither parts nor flat tables are to blame.
        """
        if any_gone(parts):
            return self.lay_out()
        if remove_broken_flat(self.folder, parts):
            return self.lay_out()
        try:
            return without_broken(parts, error)
        except duckdb.Error:
            cause = str(error).splitlines()[0]
            raise ArchiveError(f"{self.folder}: cannot be read ({cause}); use a copy of it that can") from error

    def _explained(self, parts: Sequence[Path], error: duckdb.Error) -> Exception:
        """What to tell of an error that came while the views were asked: of files that changed meanwhile, or the error itself."""
        if any_gone(parts):
            return ArchiveError(
                f"{self.folder}: its parts were merged while they were read; start the same command again"
            )
        if not isinstance(error, duckdb.IOException) and not _OF_FILES.search(str(error)):
            return error
        if remove_broken_flat(self.folder, parts):
            return ArchiveError(
                f"{self.folder}: flat tables were damaged, and are made again; start the same command again"
            )
        broken = next((part for part in parts if not reads_through(part)), None)
        return ArchiveError(str(damaged_inside(broken))) if broken is not None else error


def _refuse_name(folder: Path) -> None:
    """DuckDB opens no file whose name is not UTF-8."""
    try:
        str(folder.absolute()).encode()
    except UnicodeEncodeError:
        raise ArchiveError(f"{printable(str(folder))}: has a name that is not UTF-8; rename the folder") from None


def _plain() -> duckdb.DuckDBPyConnection:
    """A connection whose folder for what does not fit into the memory is its own, made if there is need, and gone with it."""
    return duckdb.connect(config={"temp_directory": str(Path(tempfile.gettempdir()) / f"dateline-{uuid4().hex}")})


def lock(connection: duckdb.DuckDBPyConnection, folder: Path, memory: str = MEMORY) -> None:
    """Let the connection read no file outside the archive from now on, take so much memory, and change no setting."""
    connection.execute(f"SET memory_limit = '{memory}'")
    connection.execute(f"SET max_temp_directory_size = '{SPILLED}'")
    connection.execute("SET python_enable_replacements = false")  # no variable of a program is a table
    connection.execute(f"SET allowed_directories = [{quoted(str(folder))}, {quoted(str(folder.resolve()))}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def _rows(result: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while batch := result.fetchmany(10_000):
        yield from batch
