"""Full-text search over the reports that an archive's views show.

>>> search = Search(Path("archive"))                    # doctest: +SKIP
>>> search.refresh()                                    # doctest: +SKIP
>>> search.find('"peace talks" -sports', 20).found      # doctest: +SKIP
"""

# ruff: noqa: S608 the SQL is put together from names of ours
from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extractOne

from dateline.archive.damage import any_gone
from dateline.archive.folder import Archive
from dateline.archive.full_text import Hits, cut, expression, hits, refuse_without_full_text
from dateline.archive.search_file import DamagedIndexError, SearchFile
from dateline.archive.search_indexing import Progress, bring_up, state_of
from dateline.archive.search_rows import Indexed, stored
from dateline.archive.search_words import SearchWordsError, phrases, sought
from dateline.archive.snippet import Snippet, snippet_of
from dateline.errors import ArchiveError

SECONDS = 5.0  # that a search may take
_RANKED = 200_000  # reports that are weighed, divided by the phrases asked for and one: that takes 0.2 seconds
_BEGUN = 500  # stems that a beginning may stand for
_NEAR = 80.0  # of a hundred: "ceasfire" is nearly spelt as "ceasefire"
_ATTEMPTS = 10  # to index what is there, while others write, merge or do damage


class FoundReport(NamedTuple):
    """A report that holds what was asked for; ``rank`` 1 holds it best."""

    report_id: str
    rank: int


class Results(NamedTuple):
    """The best of the ``total`` reports that hold what was asked for."""

    found: tuple[FoundReport, ...]
    total: int


class Holding(NamedTuple):
    """How many reports are indexed, and of how many only title and publisher, for the archive holds no text of them."""

    reports: int
    without_text: int


class Search:
    """Searches the reports of the archive in a folder, as its views show them for one coder.

    What is found is what was indexed when :meth:`refresh` was last called, by whatever process. Safe to use from several
    threads and processes, also while reports are coded into the archive. Where nothing may be written, the index is in a
    temporary folder.

    How to write what is searched for: :func:`dateline.archive.search_words.sought`.
    """

    def __init__(self, folder: Path, *, coder: str | None = None) -> None:
        refuse_without_full_text()
        self._archive = Archive.existing(folder)
        self._coder = coder
        self._file = SearchFile(folder, coder)

    def refresh(self, progress: Progress | None = None) -> int:
        """Index what is not yet, and take out what the views do not show any more; gives how many reports were indexed.

        Where nothing was coded since, that is known at once. Whatever is indexed stays so if the work is broken off.
        """
        added = 0
        for attempt in range(1, _ATTEMPTS + 1):
            parts = self._archive.parts()
            try:
                state = state_of(parts)
                if self._file.state() == state:
                    break
                if not self._file.leave():
                    self._file.sweep()
                    added += bring_up(self._file, self._archive, self._coder, state, progress)
            except ArchiveError as error:  # of an index that was damaged, or of parts that others have merged meanwhile
                again = isinstance(error, DamagedIndexError) or any_gone(parts)
                if not again or attempt == _ATTEMPTS:
                    raise
        return added

    def holding(self) -> Holding:
        """What is indexed."""
        with self._file.reading(SECONDS) as connection:
            (reports,) = connection.execute("SELECT count(*) FROM docs").fetchone()
            (without,) = connection.execute("SELECT count(*) FROM texts WHERE text IS NULL").fetchone()
        return Holding(reports, without)

    def find(self, words: str, limit: int | None = 20, *, skip: int = 0, among: Iterable[str] | None = None) -> Results:
        """The reports that hold what was asked for, best first; ``among``: only those of these ids.

        Raises SearchWordsError if the words mean nothing, or finding them takes longer than :data:`SECONDS`. Of very many
        reports those are weighed that were indexed last.
        """
        last = None if limit is None else skip + limit
        chosen = None if among is None else json.dumps([*among])
        with self._asked(words) as (connection, asked):
            where = "words MATCH :asked"
            if chosen is not None:  # the + keeps SQLite from asking for the words of one report after the other
                where += (
                    " AND +rowid IN (SELECT doc FROM docs WHERE report_id IN (SELECT value FROM json_each(:among)))"
                )
            values: dict[str, object] = {"asked": asked, "among": chosen}
            (total,) = connection.execute(f"SELECT count(*) FROM words WHERE {where}", values).fetchone()
            values["least"] = _least(connection, where, values, last, total)
            best = connection.execute(
                f"SELECT rowid FROM words WHERE {where} AND rowid >= :least ORDER BY rank LIMIT :last",
                values | {"last": -1 if last is None else last},
            ).fetchall()[skip:]
            ids = [connection.execute("SELECT report_id FROM docs WHERE doc = ?", doc).fetchone()[0] for doc in best]
        return Results(tuple(FoundReport(report_id, n) for n, report_id in enumerate(ids, skip + 1)), total)

    def matching(self, words: str) -> tuple[str, ...]:
        """The ids of all reports that hold what was asked for, in no order: faster than to weigh them all."""
        with self._asked(words) as (connection, asked):
            found = connection.execute(
                "SELECT report_id FROM docs WHERE doc IN (SELECT rowid FROM words WHERE words MATCH ?)", (asked,)
            )
            return tuple(report_id for (report_id,) in found)

    def snippet(self, report_id: str, words: str) -> Snippet | None:
        """The piece of a report that best shows what was asked for; None if the report is not indexed."""
        return self.snippets([report_id], words).get(report_id)

    def snippets(self, report_ids: Iterable[str], words: str) -> dict[str, Snippet]:
        """That piece of each of these reports that is indexed."""
        return {
            report.report_id: snippet_of(report.text or "", report.body_start, found)
            for report, found in self._hits(report_ids, words)
        }

    def hits(self, report_id: str, words: str) -> Hits:
        """Where in a report, and in its title, what was asked for stands: everywhere, to mark it there."""
        return next((found for _, found in self._hits([report_id], words)), Hits())

    def near(self, words: str) -> dict[str, str]:
        """For words that no report holds, one that is spelt nearly so and that some do."""
        asked = cut([phrase.words for phrase in phrases(sought(words), wanted=True)])
        with self._asked(words) as (connection, _):
            near = {word: _near(connection, word) for word in chain(*asked)}
        return {word: other for word, other in near.items() if other is not None}

    def _hits(self, report_ids: Iterable[str], words: str) -> list[tuple[Indexed, Hits]]:
        with self._asked(words, wanted=True) as (connection, asked):
            reports = stored(connection, report_ids)
        return list(zip(reports, hits([report.words for report in reports], asked), strict=True))

    @contextmanager
    def _asked(self, words: str, *, wanted: bool = False) -> Iterator[tuple[sqlite3.Connection, str]]:
        """A connection and what it is asked for; SearchWordsError if that is nothing or takes too long."""
        part = sought(words)
        try:
            with self._file.reading(SECONDS) as connection:
                asked = expression(part, _Beginnings(connection, words).words, wanted=wanted)
                if asked is None:
                    raise SearchWordsError(words, "holds no word", "give a word that the reports hold")
                yield connection, asked
        except sqlite3.OperationalError as error:
            cause = f"takes longer than {SECONDS:g} seconds"
            raise SearchWordsError(words, cause, "ask for fewer or rarer words") from error


def _near(connection: sqlite3.Connection, word: str) -> str | None:
    if connection.execute("SELECT 1 FROM words WHERE words MATCH ? LIMIT 1", (f'"{word}" *',)).fetchone() is not None:
        return None
    begin_alike = connection.execute(
        "SELECT word FROM vocabulary WHERE word >= ?1 AND word < ?1 || char(0x10FFFF)", (word[0],)
    )
    found = extractOne(word, (other for (other,) in begin_alike), scorer=ratio, score_cutoff=_NEAR)
    return found[0] if found is not None else None


class _Beginnings:
    """What the beginnings in a search stand for, together so many words at most."""

    def __init__(self, connection: sqlite3.Connection, sought_words: str) -> None:
        self._connection, self._sought_words = connection, sought_words
        self._left = _BEGUN

    def words(self, letters: str, is_stem: bool) -> list[str]:
        """A word for each stem of the words that begin so; if that is a stem, of those whose stems do not begin so."""
        found = self._connection.execute(
            "SELECT min(word) FROM vocabulary WHERE word >= ?1 AND word < ?1 || char(0x10FFFF)"
            " AND NOT (?2 AND substr(stem, 1, length(?1)) = ?1) GROUP BY stem LIMIT ?3",
            (letters, is_stem, self._left + 1),
        ).fetchall()
        self._left -= len(found)
        if self._left < 0:
            cause = f"what ends in * stands for more than {_BEGUN} words"
            raise SearchWordsError(self._sought_words, cause, "write more of the words, or leave the * out")
        return [word for (word,) in found]


def _least(connection: sqlite3.Connection, where: str, values: dict[str, object], last: int | None, total: int) -> int:
    """The first report to weigh: to weigh one takes as long as to count a hundred."""
    asked_phrases = str(values["asked"]).count('"') // 2
    most = max(_RANKED // (asked_phrases + 1), last or 0)
    if last is None or total <= most:
        return 0
    row = connection.execute(
        f"SELECT rowid FROM words WHERE {where} ORDER BY rowid DESC LIMIT 1 OFFSET :most", values | {"most": most}
    ).fetchone()
    return row[0] if row is not None else 0
