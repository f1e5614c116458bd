"""What the desk's pages ask: an archive's views as they were a moment ago, with what is asked most held ready in memory.

A :class:`Snapshot` never changes. While one is asked, the next is made beside it when the archive has got new parts or reviews;
whoever asks waits for none.
"""

# ruff: noqa: S608 the SQL is put together from names of ours
from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar, cast

import duckdb

from dateline.archive import Archive
from dateline.archive.allowance import MEMORY
from dateline.archive.asked import KnownNames
from dateline.archive.corrected import is_corrected
from dateline.archive.folder import lock
from dateline.archive.ledger import LedgerEntry
from dateline.archive.sightings import Tables, entries_around, known_names
from dateline.archive.stored import Address, addresses, first_words, rows_by_coder, stored_row
from dateline.archive.views import OURS
from dateline.desk.judging_kept import KeptReviews
from dateline.desk.searching import Searching
from dateline.errors import ArchiveError
from dateline.exchange.country_pairs import country_pairs
from dateline.exchange.identity import IDENTITIES, SHOWN_NAME, forget, identify
from dateline.exchange.selection import DAY, Selected

_LOOK_AGAIN = 1.0  # seconds
_REST = 5.0  # a snapshot may be so many times as old as its making took before the next is made
_SECONDS = 20.0  # that one question may take
_LARGE = 2.0  # seconds that the making of a snapshot took: of such an archive, what is asked first is asked ahead
_KEPT = 200  # answers of a snapshot
_EVERYTHING = Selected("events", "sides", "reports", "mentions")
_WATCHED = ("codings", "stories", "failures")
T = TypeVar("T")
_LEDGER = Tables("(SELECT * FROM desk.people WHERE kind <> 'state')", "desk.roles", "desk.reports")

_SHOWN = f"WITH shown AS (SELECT identity, {SHOWN_NAME} AS who FROM {IDENTITIES} i GROUP BY 1)"

# What pages list, count and draw. ``n`` numbers the events, the latest first: whoever joins by it joins quickly. Only narrow rows
# are sorted: with its sentences, a million takes minutes.
_TABLES = {
    "desk.reports": """
SELECT r, report_id, title, publisher, published, url, source, characters, sentences, events, truncated
FROM reports JOIN (SELECT report_id, row_number() OVER (ORDER BY published DESC NULLS LAST, report_id) AS r FROM reports)
USING (report_id)""",
    "desk.numbers": f"""
SELECT event_id, day, row_number() OVER (ORDER BY day DESC NULLS LAST, event_id) AS n
FROM (SELECT event_id, {DAY} AS day FROM events)""",
    "desk.events": """
SELECT n, r, event_id, report_id, publisher, published, type, mode, quad, intensity, status, day, date_start, date_end,
  date_precision, date_from, place_id, place_name, place_country, place_from, place_feature, lat, lon, confidence, killed,
  injured, arrested, trigger_text, sentence_text
FROM events JOIN desk.numbers USING (event_id) JOIN (SELECT report_id, r FROM desk.reports) USING (report_id)""",
    # ``who`` is the name that somebody goes by over all reports; of whom a report does not name, the words of that report.
    "desk.sides": f"""
{_SHOWN}
SELECT n, side, position, s.actor_id, s.name, s.kind, s.country, coalesce(who, s.name) AS who, coalesce(i.named, false) AS named
FROM sides s JOIN desk.events e USING (event_id) LEFT JOIN {IDENTITIES} i ON i.report_id = e.report_id AND i.actor_id = s.actor_id
LEFT JOIN shown USING (identity)""",
    # All whom reports name, on a side of an event or not, by the same names.
    "desk.people": f"""
{_SHOWN}
SELECT report_id, actor_id, name, kind, country, coalesce(who, name) AS who FROM {IDENTITIES} LEFT JOIN shown USING (identity)
WHERE named""",
    "desk.roles": """
SELECT report_id, actor_id, name, kind, country, title, role_country, start, published FROM roles""",
    "desk.pairs": f"""
SELECT DISTINCT n, source, target FROM ({country_pairs("events", "sides")}) JOIN desk.events USING (event_id)
WHERE source IS NOT NULL AND target IS NOT NULL""",
    # Those of its sides, and that of its place.
    "desk.countries": """
SELECT * FROM (SELECT n, country FROM desk.sides UNION SELECT n, place_country FROM desk.events) WHERE country IS NOT NULL""",
    "desk.stories": """
SELECT n, story_id, s.reports, s.independent_sources FROM stories s JOIN desk.events e USING (event_id)""",
}


def _memory() -> str:
    """What a snapshot may take: half of what the machine has, for tables that lie on the disk are slow."""
    try:
        half = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2
    except (AttributeError, OSError, ValueError):
        return MEMORY
    return f"{half >> 20}MB"


class OvertakenError(ArchiveError):
    """Parts of the archive were merged away since the snapshot was made."""


class Snapshot:
    """An archive as it was when this was made. Many threads may ask at once."""

    def __init__(self, archive: Archive, mark: object) -> None:
        begun = monotonic()
        self.mark = mark
        self.folder = archive.folder
        self._lock = threading.Lock()
        self._learning = threading.Lock()
        self._asking: set[duckdb.DuckDBPyConnection] = set()
        self._names: KnownNames | None = None
        self._made: OrderedDict[Hashable, object] = OrderedDict()
        self._connection = archive.connect()
        try:
            lock(self._connection, archive.folder, _memory())
            self._connection.execute("CREATE SCHEMA desk")
            identify(self._connection, _EVERYTHING)
            for name, sql in _TABLES.items():
                if not threading.main_thread().is_alive():
                    raise ArchiveError("the program ends")
                self._connection.execute(f"CREATE TABLE {name} AS {sql}")
            forget(self._connection)
            self._connection.execute("DROP TABLE desk.numbers")
            self.is_corrected = is_corrected(self._connection)
        except BaseException:
            self._connection.close()
            raise
        self.seconds = monotonic() - begun
        self.made = monotonic()

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
        return self._read(lambda cursor: stored_row(cursor, self.folder, report_id))

    def rows_by_coder(self, report_id: str) -> dict[str, dict[str, Any]]:
        """The newest coding of one report by each coder, as plain data, ours first; nothing if there is no such report."""
        return self._read(lambda cursor: rows_by_coder(cursor, self.folder, report_id, OURS))

    def address(self, report_id: str) -> Address | None:
        """Where the coding of a report stands: what stands there never changes, whichever snapshot asks."""
        return self.kept(
            ("address", report_id), lambda: self._read(lambda cursor: addresses(cursor, [report_id])).get(report_id)
        )

    def first_words(self, report_ids: Sequence[str], characters: int = 300) -> dict[str, str]:
        """How the bodies of these reports begin, as far as their texts are kept."""
        return self._read(lambda cursor: first_words(cursor, self.folder, report_ids, characters)) if report_ids else {}

    def entries(self, name: str) -> tuple[LedgerEntry, ...]:
        """The entries of the ledger that a name may mean, whole or shortened, those with most reports first."""
        with self._learning:  # the names of a large archive take a second to learn, once
            if self._names is None:
                self._names = self._read(lambda cursor: known_names(cursor, _LEDGER))
            known = self._names
        return self.kept(
            ("entries", name), lambda: self._read(lambda cursor: entries_around(cursor, name, known, _LEDGER))
        )

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """What was made under this key, made if it is not there: a snapshot does not change, and neither do its answers."""
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                return cast(T, self._made[key])
        made = make()
        with self._lock:
            self._made[key] = made
            while len(self._made) > _KEPT:
                self._made.popitem(last=False)
        return made

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

    ``ask_ahead`` asks a snapshot what will be asked first: of a large archive beside the first page, and before the next
    snapshot takes its place.
    """

    def __init__(self, folder: Path, ask_ahead: Callable[[Shelf, Snapshot], None] | None = None) -> None:
        self.archive = Archive.existing(folder)
        self.reviews = KeptReviews(folder)
        self._lock, self._renewing = threading.Lock(), threading.Lock()
        self._looked = monotonic()
        self._making: threading.Thread | None = None
        self._current = Snapshot(self.archive, self._mark())
        self._ask_ahead = ask_ahead
        self.searching = Searching(folder)
        self.searching.refresh()
        if self._current.seconds > _LARGE:
            self._making = threading.Thread(target=self._prepare, args=(self._current,))
            self._making.start()

    def snapshot(self) -> Snapshot:
        """The newest that is ready. If the archive has changed since, the next is begun."""
        with self._lock:
            now = monotonic()
            if now - self._looked >= _LOOK_AGAIN and not self._is_making():
                self._looked = now
                rested = now - self._current.made >= _REST * self._current.seconds
                if rested and self._mark() != self._current.mark:
                    self._begin()
            return self._current

    def renew(self) -> Snapshot:
        """A snapshot that holds all that was written before this call."""
        with self._lock:
            making = self._making
        if making is not None:
            making.join()
        with self._renewing:  # of many who ask at once, the first makes it
            mark = self._mark()
            if mark != self._current.mark:
                self._current = Snapshot(self.archive, mark)
                self.searching.refresh()
            return self._current

    def _is_making(self) -> bool:
        return self._making is not None and self._making.is_alive()

    def _begin(self) -> None:
        self._making = threading.Thread(target=self._make, args=(self._mark(),))
        self._making.start()

    def _make(self, mark: object) -> None:
        try:
            made = Snapshot(self.archive, mark)
        except (ArchiveError, duckdb.Error, OSError):
            return  # merged away meanwhile, or damaged: the next look makes it, and what is there goes on answering
        if made.seconds > _LARGE:
            self._prepare(made)
        self._current = made
        self.searching.refresh()

    def _prepare(self, snapshot: Snapshot) -> None:
        if self._ask_ahead is not None:
            with suppress(ArchiveError):  # whoever asks for it will be told
                self._ask_ahead(self, snapshot)

    def _mark(self) -> tuple[tuple[str, int, int], ...]:
        """Tells an archive from itself before anything was added, by the names, sizes and times of its files."""
        files = [file for room in _WATCHED for file in (self.archive.folder / room).glob("*.parquet")]
        files += self.archive.folder.glob("reviews.sqlite*")
        marks = []
        for file in files:
            try:
                held = file.stat()
            except OSError:
                continue
            marks.append((file.name, held.st_size, held.st_mtime_ns))
        return tuple(sorted(marks))

    def close(self) -> None:
        """Nobody will ask any more: break off what is being asked and indexed, which would hold up the end of the program."""
        self._current.interrupt()
        self.searching.stop()

    def found(self, words: str) -> Sequence[str]:
        """The reports that hold these words, the best first. NotIndexedError until there is an index, and SearchWordsError for
        words that mean nothing."""
        return self.searching.found(words)
