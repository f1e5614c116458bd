"""The words of an archive's reports, searched: the index is brought up to date in the background, and no page waits for it."""

from __future__ import annotations

import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

import duckdb

from dateline.archive.full_text import Hits
from dateline.archive.search import Search
from dateline.archive.search_words import SearchWordsError
from dateline.archive.snippet import Snippet
from dateline.errors import ArchiveError

_BEST = 1_000  # reports that are put in order; the others that hold the words follow, in no order
_MOST = 100_000  # reports: every question about their events names them all
_KEPT = 32  # searches whose answers are kept


class NotIndexedError(ArchiveError):
    """The archive cannot be searched yet."""


class _StoppedError(Exception):
    """Nobody will search any more."""


class Searching:
    """The search of one archive, for many threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._search: Search | None = None
        self._working: threading.Thread | None = None
        self._again = self._stopped = False
        self._said = "is being indexed"
        self._answers: OrderedDict[str, tuple[str, ...]] = OrderedDict()
        self._state = 0

    @property
    def state(self) -> int | None:
        """Another number whenever words may find something else; None before there is a whole index."""
        return self._state if self._search is not None else None

    def refresh(self) -> None:
        """Bring the index up to date with the archive, beside whatever else goes on."""
        with self._lock:
            self._again = True
            if self._working is None or not self._working.is_alive():
                self._working = threading.Thread(target=self._work, daemon=False)
                self._working.start()

    def stop(self) -> None:
        """End the work at hand: a program that ended in the middle of it would be killed. What is indexed stays so."""
        self._stopped = True
        working = self._working
        if working is not None:
            working.join()

    def found(self, words: str) -> tuple[str, ...]:
        """The reports that hold these words, the best first. NotIndexedError before there is a whole index, and SearchWordsError
        for words that mean nothing."""
        search = self._ready()
        with self._lock:
            known, state = self._answers.get(words), self._state
        if known is not None:
            return known
        best = search.find(words, _BEST)
        if best.total > _MOST:
            cause = f"{best.total:,} reports hold it, and {_MOST:,} can be shown"
            raise SearchWordsError(words, cause, "ask for more or rarer words")
        found = dict.fromkeys(report.report_id for report in best.found)
        if best.total > len(found):
            found |= dict.fromkeys(search.matching(words))
        with self._lock:
            answer = tuple(found)
            if state == self._state:  # else it may not find what has been indexed meanwhile
                self._answers[words] = answer
            while len(self._answers) > _KEPT:
                self._answers.popitem(last=False)
        return answer

    def snippets(self, report_ids: Sequence[str], words: str) -> dict[str, Snippet]:
        """The piece of each of these reports that best shows the words."""
        return self._ready().snippets(report_ids, words)

    def hits(self, report_id: str, words: str) -> Hits:
        """Where the words stand in a report."""
        return self._ready().hits(report_id, words)

    def _ready(self) -> Search:
        if self._search is None:
            raise NotIndexedError(f"the archive {self._said}; load the page again in a moment")
        return self._search

    def _work(self) -> None:
        while self._is_wanted():
            try:
                search = self._search or Search(self._folder)
                search.refresh(self._tell)
            except _StoppedError:
                return
            except (ArchiveError, duckdb.Error, sqlite3.Error, OSError) as error:
                # What was indexed before goes on answering.
                self._said = f"cannot be searched ({' '.join(str(error).split())})"
                return
            with self._lock:
                self._search = search
                self._state += 1
                self._answers.clear()

    def _is_wanted(self) -> bool:
        with self._lock:
            wanted, self._again = self._again and not self._stopped, False
            if not wanted:
                self._working = None
            return wanted

    def _tell(self, done: int, of: int) -> None:
        if self._stopped:
            raise _StoppedError
        self._said = f"is being indexed ({done:,} of {of:,} reports)"
