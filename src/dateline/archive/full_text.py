"""SQLite's full-text search (FTS5) and how it is used here: English words by their stems, without accents and case.

What it takes for a word is asked of it, never guessed: words are cut and stemmed, and hits are found, by tables in memory that
are made as those on the disk are.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import NamedTuple

from dateline.archive.search_words import FIELDS, AllOf, OneOf, Sought, SoughtPart, phrases
from dateline.errors import ArchiveError

_FOLDED = "unicode61 remove_diacritics 2"
#: How the words of an index are cut and stemmed.
STEMMED = f"porter {_FOLDED}"
#: A hit in the title counts more than one in the text, and who published it less.
RANK = "bm25(5.0, 0.5, 1.0)"
_BEFORE, _AFTER = "\ufdd0", "\ufdd1"  # no characters by the standard: what a text has of them is put aside
_NO_CHARACTERS = {0: " ", ord(_BEFORE): "\ufffd", ord(_AFTER): "\ufffd"}
_LONGEST_WORD = 60
_NOTHING = '""'

Range = tuple[int, int]


class ReportWords(NamedTuple):
    """What is searched of a report, in the order of the fields."""

    title: str
    publisher: str
    text: str


class Hits(NamedTuple):
    """Where the words that were searched for stand in a report: ranges of code points in its title and its text."""

    title: tuple[Range, ...] = ()
    text: tuple[Range, ...] = ()


def refuse_without_full_text() -> None:
    """ArchiveError if Python's SQLite was built without FTS5."""
    try:
        with _table(_FOLDED):
            pass
    except sqlite3.OperationalError as error:
        raise ArchiveError(
            f"search: SQLite {sqlite3.sqlite_version} of this Python has no full-text search ({error}); use a Python whose"
            " sqlite3 has FTS5, as those of python.org, Debian and conda do"
        ) from error


def cut(texts: Sequence[str]) -> list[list[str]]:
    """The words of each text, folded and not stemmed."""
    return _terms(texts, _FOLDED)


def stems(words: Sequence[str]) -> list[str]:
    """The stem of each word that :func:`cut` has given."""
    return [found[0] if found else word for word, found in zip(words, _terms(words, STEMMED), strict=True)]


def _terms(texts: Sequence[str], tokenizer: str) -> list[list[str]]:
    found: list[list[str]] = [[] for _ in texts]
    with _table(tokenizer) as table:
        table.execute("CREATE VIRTUAL TABLE terms USING fts5vocab(held, instance)")
        table.executemany("INSERT INTO held (rowid, text) VALUES (?, ?)", enumerate(map(_plain, texts)))
        for n, term in table.execute("SELECT doc, term FROM terms ORDER BY doc, offset"):
            found[n].append(term)
    return found


class Vocabulary:
    """The words of one text after another, each given once."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def new(self, texts: Iterable[str]) -> list[tuple[str, str]]:
        """The words, with their stems, that no text before has held."""
        with _table(_FOLDED, "content='', detail=none") as table:
            table.execute("CREATE VIRTUAL TABLE terms USING fts5vocab(held, row)")
            table.executemany("INSERT INTO held (rowid, text) VALUES (?, ?)", enumerate(map(_plain, texts)))
            found = {term for (term,) in table.execute("SELECT term FROM terms") if len(term) <= _LONGEST_WORD}
        fresh = sorted(found - self._seen)
        self._seen.update(fresh)
        return list(zip(fresh, stems(fresh), strict=True))


Begun = Callable[[str, bool], Sequence[str]]
"""Of the words that begin with some letters one for each stem; if the flag is set, for those stems that do not begin so."""


def expression(part: SoughtPart, begun: Begun, *, wanted: bool = False) -> str | None:
    """FTS5's own way of asking for it; None if there is no word in it.

    A beginning is one of stems too: "demonstrat" does not begin "demonstr", which is that of "demonstration", so such words are
    asked for by themselves. ``wanted``: any of the phrases that a report is wanted to hold, which is what is marked.
    """
    asked = list(phrases(part, wanted=wanted))
    words = dict(zip(asked, cut([phrase.words for phrase in asked]), strict=True))
    said = {phrase: _phrase(phrase, words[phrase], begun) for phrase in asked if words[phrase]}
    if wanted:
        return " OR ".join(dict.fromkeys(said.values())) or None
    return _joined(part, said)


def _joined(part: SoughtPart, said: Mapping[Sought, str]) -> str | None:
    match part:
        case Sought():
            return said.get(part)
        case OneOf(parts):
            return _bracketed(" OR ", parts, said)
        case AllOf(parts, without):
            kept, left = _bracketed(" AND ", parts, said), _bracketed(" OR ", without, said)
            return f"({kept} NOT {left})" if kept and left else kept


def _bracketed(joint: str, parts: Iterable[SoughtPart], said: Mapping[Sought, str]) -> str | None:
    found = [text for part in parts if (text := _joined(part, said)) is not None]
    return f"({joint.join(found)})" if found else None


def _phrase(phrase: Sought, words: Sequence[str], begun: Begun) -> str:
    """The words between quotation marks, so that nothing in them is an operator; they hold none, as they were cut."""
    found = [f'"{" ".join(words)}"']
    if phrase.beginning:
        *lead, last = words
        is_stem = stems([last]) == [last]
        found = [f'"{" ".join(words)}" *'] if is_stem else []
        found += [f'"{" ".join((*lead, word))}"' for word in begun(last, is_stem)]
    text = f"({' OR '.join(found) or _NOTHING})"
    return f"{phrase.field} : {text}" if phrase.field else text


def hits(reports: Sequence[ReportWords], asked: str) -> list[Hits]:
    """Where what an expression asks for stands in each report."""
    found = [Hits() for _ in reports]
    with closing(sqlite3.connect(":memory:")) as table:
        table.execute(f"CREATE VIRTUAL TABLE held USING fts5({', '.join(FIELDS)}, tokenize = '{STEMMED}')")
        rows = ((n, *map(_plain, report)) for n, report in enumerate(reports))
        table.executemany("INSERT INTO held (rowid, title, publisher, text) VALUES (?, ?, ?, ?)", rows)
        marked = "SELECT rowid, highlight(held, 0, ?2, ?3), highlight(held, 2, ?2, ?3) FROM held WHERE held MATCH ?1"
        for n, title, text in table.execute(marked, (asked, _BEFORE, _AFTER)):
            found[n] = Hits(tuple(_ranges(title)), tuple(_ranges(text)))
    return found


def _ranges(marked: str) -> Iterator[Range]:
    """The ranges in the text between whose ends the marks stand, counted without the marks."""
    at = 0
    before, *pieces = marked.split(_BEFORE)
    at = len(before)
    for piece in pieces:
        hit, _, rest = piece.partition(_AFTER)
        yield at, at + len(hit)
        at += len(hit) + len(rest)


def _plain(text: str) -> str:
    """The text, as long as before, without what SQLite does not take or takes for an end."""
    if not text.isprintable():
        text = text.translate(_NO_CHARACTERS).encode("utf-8", "replace").decode("utf-8")
    return text


@contextmanager
def _table(tokenizer: str, options: str = "") -> Iterator[sqlite3.Connection]:
    """A table in memory whose words are cut so."""
    with closing(sqlite3.connect(":memory:")) as connection:
        more = f", {options}" if options else ""
        connection.execute(f"CREATE VIRTUAL TABLE held USING fts5(text, tokenize = '{tokenizer}'{more})")
        yield connection
