"""What the desk's pages ask: an archive's views as they were a moment ago, with what is asked most held ready in memory.

A :class:`Snapshot` never changes. While one is asked, the next is made beside it when the archive has got new parts or reviews;
whoever asks waits for none.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from contextlib import closing, suppress
from copy import copy
from pathlib import Path
from time import monotonic
from typing import Any, NamedTuple, TypeVar

import duckdb

from dateline.archive import Archive
from dateline.archive.allowance import MEMORY
from dateline.archive.asked import KnownNames
from dateline.archive.corrected import is_corrected
from dateline.archive.correcting import reviewed_reports
from dateline.archive.folder import lock
from dateline.archive.ledger import LedgerEntry
from dateline.archive.sightings import Tables, entries_around, known_names
from dateline.archive.stored import Address, first_words, row_at, rows_by_coder
from dateline.archive.views import OURS
from dateline.desk.judging_kept import KeptReviews
from dateline.desk.kept_answers import KeptAnswers
from dateline.desk.patching import UnpatchedError, patch
from dateline.desk.searching import Searching
from dateline.desk.snapshot_tables import OF_ARCHIVE, PASSING, tables_of_events
from dateline.errors import ArchiveError
from dateline.exchange.identity import forget, identify
from dateline.exchange.selection import Selected

_LOOK_AGAIN = 1.0  # seconds
_REST = 5.0  # a snapshot may be so many times as old as its making took before the next is made
_SECONDS = 20.0  # that one question may take
_LARGE = 2.0  # seconds that the making of a snapshot took: of such an archive, what is asked first is asked ahead
_KEPT = 200  # answers of a snapshot
_PAGES, _BYTES = 500, 64 << 20  # pages of a snapshot as they leave, and what they may weigh
_EVERYTHING = Selected("events", "sides", "reports", "mentions")
_WATCHED = ("codings", "stories", "failures")
T = TypeVar("T")
_LEDGER = Tables("(SELECT * FROM desk.people WHERE kind <> 'state')", "desk.roles", "desk.reports")


def _memory() -> str:
    """What a snapshot may take: half of what the machine has, for tables that lie on the disk are slow."""
    try:
        half = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2
    except (AttributeError, OSError, ValueError):
        return MEMORY
    return f"{half >> 20}MB"


def _marked(files: Iterable[Path]) -> tuple[tuple[str, int, int], ...]:
    marks = []
    for file in files:
        with suppress(OSError):
            held = file.stat()
            marks.append((file.name, held.st_size, held.st_mtime_ns))
    return tuple(sorted(marks))


class OvertakenError(ArchiveError):
    """Parts of the archive were merged away since the snapshot was made."""


class PartsSeen(NamedTuple):
    """Tells an archive from itself before anything was added: its files, with their sizes and times."""

    parts: tuple[tuple[str, int, int], ...]
    reviews: tuple[tuple[str, int, int], ...]


class Snapshot:
    """An archive as it was when this was made. Many threads may ask at once."""

    def __init__(self, archive: Archive, mark: PartsSeen, *, raw: bool = False) -> None:
        begun = monotonic()
        self.folder = archive.folder
        self._learning = threading.Lock()
        self._asking: set[duckdb.DuckDBPyConnection] = set()
        self._names: KnownNames | None = None
        self._reviewed = reviewed_reports(archive.folder)
        self._connection = archive.connect(raw=raw)
        try:
            lock(self._connection, archive.folder, _memory())
            self._make_tables()
            self.is_corrected = is_corrected(self._connection)
        except BaseException:
            self._connection.close()
            raise
        self.seconds = monotonic() - begun
        self._begin(mark)

    def _make_tables(self) -> None:
        self._connection.execute("CREATE SCHEMA desk")
        identify(self._connection, _EVERYTHING)
        for name, sql in {**OF_ARCHIVE, **tables_of_events()}.items():
            if not threading.main_thread().is_alive():
                raise ArchiveError("the program ends")
            self._connection.execute(f"CREATE TABLE desk.{name} AS {sql}")
        forget(self._connection)
        for name in PASSING:
            self._connection.execute(f"DROP TABLE desk.{name}")

    def _begin(self, mark: PartsSeen) -> None:
        self.mark = mark
        self.made = monotonic()
        self._made: KeptAnswers[Hashable] = KeptAnswers(_KEPT)
        self.pages: KeptAnswers[Any] = KeptAnswers(_PAGES, _BYTES, lambda drawn: len(drawn.body))

    def with_reviews(self, mark: PartsSeen) -> Snapshot:
        """This snapshot with the reviews that have come since, and nothing of what was kept of it. Both stand in the same tables:
        what this one is asked from now on, it answers as the new one does. UnpatchedError if it takes more than new rows.
        """
        reviewed = reviewed_reports(self.folder)
        new = [report for report, last in reviewed.items() if self._reviewed.get(report) != last]
        if not self.is_corrected:
            raise UnpatchedError("no reviews were there before")
        patch(self._connection, self.folder, reviewed, new)
        then = copy(self)
        then._reviewed = reviewed
        then._begin(mark)
        return then

    def ask(self, sql: str, values: Sequence[object] | Mapping[str, object] = ()) -> list[dict[str, Any]]:
        """The rows of a SELECT, each as a dict by column. ArchiveError if it takes too long or cannot be answered."""
        return self._read(lambda cursor: _dicts(cursor.execute(sql, values)))

    def _read(self, question: Callable[[duckdb.DuckDBPyConnection], T]) -> T:
        with closing(self._connection.cursor()) as cursor:
            timer = threading.Timer(_SECONDS, cursor.interrupt)
            timer.daemon = True
            timer.start()
            self._asking.add(cursor)
            try:
                return question(cursor)
            except duckdb.IOException as error:
                raise OvertakenError(_told(error)) from error
            except (duckdb.Error, RuntimeError) as error:
                raise ArchiveError(_told(error)) from error
            finally:
                timer.cancel()
                self._asking.discard(cursor)

    def interrupt(self) -> None:
        """Break off whatever is being asked."""
        for cursor in tuple(self._asking):
            cursor.interrupt()

    def row(self, report_id: str) -> dict[str, Any] | None:
        """The coding of one report as plain data; None if there is no such report."""
        address = self.address(report_id)
        if address is None:
            return None
        return self._read(lambda cursor: row_at(cursor, self.folder, report_id, address))

    def rows_by_coder(self, report_id: str) -> dict[str, dict[str, Any]]:
        """The newest coding of one report by each coder, as plain data, ours first; nothing if there is no such report."""
        return self._read(lambda cursor: rows_by_coder(cursor, self.folder, report_id, OURS))

    def address(self, report_id: str) -> Address | None:
        """Where the coding of a report stands: what stands there never changes, whichever snapshot asks."""
        return self._addresses([report_id]).get(report_id)

    def _addresses(self, report_ids: Sequence[str]) -> dict[str, Address]:
        found = self.ask(
            "SELECT * FROM desk.addresses WHERE report_id IN (SELECT unnest($ids::VARCHAR[]))", {"ids": report_ids}
        )
        return {row["report_id"]: Address(row["part"], row["row"]) for row in found}

    def first_words(self, report_ids: Sequence[str], characters: int = 300) -> dict[str, str]:
        """How the bodies of these reports begin, as far as their texts are kept."""
        at = self._addresses(report_ids) if report_ids else {}
        return self._read(lambda cursor: first_words(cursor, self.folder, at, characters))

    def entries(self, name: str) -> tuple[LedgerEntry, ...]:
        """The entries of the ledger that a name may mean, whole or shortened, those with most reports first."""
        known = self.learn_names()
        return self.kept(
            ("entries", name), lambda: self._read(lambda cursor: entries_around(cursor, name, known, _LEDGER))
        )

    def learn_names(self) -> KnownNames:
        """The names of all whom reports name: those of a large archive take a second to learn, once."""
        with self._learning:
            if self._names is None:
                self._names = self._read(lambda cursor: known_names(cursor, _LEDGER))
            return self._names

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """What was made under this key, made if it is not there: a snapshot does not change, and neither do its answers."""
        return self._made.kept(key, make)

    def one(self, sql: str, values: Sequence[object] | Mapping[str, object] = ()) -> dict[str, Any]:
        """The first row; LookupError if there is none."""
        rows = self.ask(sql, values)
        if not rows:
            raise LookupError(sql)
        return rows[0]


def _dicts(found: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _told(error: Exception) -> str:
    if "interrupt" in str(error).lower():
        return f"the question takes longer than {_SECONDS:g} seconds; choose fewer events"
    lines = str(error).strip().splitlines()
    return f"the archive cannot answer ({lines[0] if lines else 'no reason given'}); load the page again"


class Shelf:
    """The archive in a folder, for pages: :meth:`snapshot` is what to ask, at most some seconds old.

    ``ask_ahead`` asks a snapshot what will be asked of it first, before it takes the place of the one ``before``; and of a large
    archive, beside the first page. Beside the ``corrected`` shelf this is one that shows what was coded, whatever reviewers found
    (``raw``).
    """

    def __init__(
        self,
        folder: Path,
        ask_ahead: Callable[[Shelf, Snapshot, Snapshot | None], None] | None = None,
        *,
        corrected: Shelf | None = None,
    ) -> None:
        self.raw = corrected is not None
        self.archive = Archive.existing(folder)
        self.reviews: KeptReviews = corrected.reviews if corrected is not None else KeptReviews(folder)
        self._lock, self._renewing = threading.Lock(), threading.Lock()
        self._looked = monotonic()
        self._making: threading.Thread | None = None
        self._ask_ahead = ask_ahead
        self._current = self._newest = Snapshot(self.archive, self._mark(), raw=self.raw)
        self._took = self._current.seconds
        self.searching: Searching = corrected.searching if corrected is not None else Searching(folder)
        self.searching.refresh()
        if self._current.seconds > _LARGE:
            self.prepare()

    def prepare(self) -> None:
        """Ask ahead of the first page what will be asked first, beside whatever else goes on."""
        with self._lock:
            if not self._is_making():
                self._making = threading.Thread(target=self._prepare, args=(self._current, None), daemon=False)
                self._making.start()

    def snapshot(self) -> Snapshot:
        """The newest that is ready, at once. If the archive has changed since, the next is begun beside it."""
        with self._lock:
            now = monotonic()
            rested = now - self._current.made >= _REST * self._took
            if rested and now - self._looked >= _LOOK_AGAIN and not self._is_making():
                self._looked = now
                self._making = threading.Thread(target=self._look, daemon=False)
                self._making.start()
            return self._current

    def renew(self) -> Snapshot:
        """A snapshot that holds all that was written before this call."""
        with self._renewing:  # of many who ask at once, the first makes it
            mark = self._mark()
            if mark != self._current.mark:
                self._newest = self._current = self._next(mark)
                self.searching.refresh()
            return self._current

    def _is_making(self) -> bool:
        return self._making is not None and self._making.is_alive()

    def _look(self) -> None:
        """Make the next snapshot if anything was written since."""
        begun, mark = monotonic(), self._mark()
        if mark == self._current.mark:
            return
        try:
            with self._renewing:
                self._newest = made = self._next(mark)
        except (ArchiveError, duckdb.Error, OSError):
            return  # merged away meanwhile, or damaged: the next look makes it, and what is there goes on answering
        self.searching.refresh()
        self._prepare(made, self._current)
        with self._renewing:
            if self._newest is made:  # else somebody could not wait, and has made a newer one
                made.made = monotonic()
                self._took = made.made - begun
                self._current = made

    def _next(self, mark: PartsSeen) -> Snapshot:
        """The archive as it is now; if only reviews have come, from the tables that are there."""
        if mark == self._newest.mark:
            return self._newest
        if mark.parts == self._newest.mark.parts:
            with suppress(ArchiveError, duckdb.Error, OSError):
                return self._newest.with_reviews(mark)
        return Snapshot(self.archive, mark, raw=self.raw)

    def _prepare(self, snapshot: Snapshot, before: Snapshot | None) -> None:
        with suppress(ArchiveError):  # whoever asks for it will be told
            if snapshot.seconds > _LARGE:
                snapshot.learn_names()
            if self._ask_ahead is not None:
                self._ask_ahead(self, snapshot, before)

    def _mark(self) -> PartsSeen:
        held = self.archive.folder
        parts = (file for room in _WATCHED for file in (held / room).glob("*.parquet"))
        return PartsSeen(_marked(parts), () if self.raw else _marked(held.glob("reviews.sqlite*")))

    def close(self) -> None:
        """Nobody will ask any more: break off what is being asked and indexed, which would hold up the end of the program."""
        self._current.interrupt()
        self.searching.stop()

    def found(self, words: str) -> Sequence[str]:
        """The reports that hold these words, the best first. NotIndexedError until there is an index, and SearchWordsError for
        words that mean nothing."""
        return self.searching.found(words)
