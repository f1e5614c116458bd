"""Text that has lost its capitals, all in small letters or all in capitals: where it has, and how it would have been written.

All rooms read names by their capitals, so what has none is read as it is restored here: character for character, so that
every place in the restored text is the same place in the report's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from dateline.language import lexicon
from dateline.reports.capitals import Run, gap_of, written
from dateline.reports.language import function_words
from dateline.reports.opening import Opening, agency_name, read_opening
from dateline.world.gazetteer import lookup
from dateline.world.name_forms import LETTERS, capitalised

_STRAY = 50  # one word in so many may have the other case: "iPhone" in small letters, "McCAIN" in capitals
_SHOUTED = 5  # words: shorter lines in capitals are headings, datelines and acronyms, which are read as they are
_STOP = re.compile(r"[.!?…][\"'”’»)\]]*\s+[^\w\s]*$")
_BLANK_LINE = re.compile(r"\n\s*\n")
_HEAD = 2000  # characters in which datelines stand
_HEADING = 120  # characters that the longest dateline has
_DAY_BEFORE = re.compile(r"\d{4}-\d\d-\d\d\s+")  # a line that a program wrote above the text may run into its dateline
_UP_TO_MARK = re.compile(r"[^\d,(/:\n–—]*?(?=\s?(?:[\d,(/:–—]|\s-|--))")
_TOWN = 20_000  # inhabitants: of smaller towns with a dash behind them too many are no datelines
_WIDEST_WRAP = 120  # columns; a text of longer lines has a paragraph on each
_SHORT = 0.6  # of the widest line: a line so short was ended, not wrapped
_ABBREVIATIONS = frozenset(
    word.lower() for name in ("titles", "months", "others") for word in lexicon("abbreviations").ordered(name)
)


def in_case(text: str, lost: Sequence[tuple[int, int]] | None = None) -> str:
    """The text with capitals where it has lost them, character for character; the very text where it has not. ``lost``: where,
    if that has been asked already.

    >>> in_case("police in oslo arrested kari lund, the un said.")
    'Police in Oslo arrested Kari Lund, the UN said.'
    """
    parts, at = [], 0
    for start, end in lost_case(text) if lost is None else lost:
        parts += [text[at:start], _restored(text[start:end])]
        at = end
    return "".join([*parts, text[at:]]) if parts else text


def lost_case(text: str) -> list[tuple[int, int]]:
    """Where a text has lost its case: the whole of it, or runs of lines that are all in capitals.

    >>> lost_case("Police met."), lost_case("police met.")
    ([], [(0, 11)])
    """
    words = LETTERS.findall(text)
    small = sum(word.islower() for word in words)
    loud = sum(word.isupper() for word in words)
    if words and max(small, loud) * _STRAY >= len(words) * (_STRAY - 1) and (small >= loud or len(words) >= _SHOUTED):
        return [(0, len(text))]
    return list(_loud_lines(text)) if loud >= _SHOUTED else []


def _loud_lines(text: str) -> Iterator[tuple[int, int]]:
    """Runs of lines without a small letter that hold a sentence: words enough, and such as hold sentences together."""
    lines, at = [], 0
    for line in text.splitlines(keepends=True):
        lines.append((at, at + len(line), line))
        at += len(line)
    for is_loud, run in groupby(lines, key=lambda line: line[2] == line[2].upper()):
        block = list(run)
        words = [word.lower() for _, _, line in block for word in LETTERS.findall(line)]
        if is_loud and len(words) >= _SHOUTED and not function_words().isdisjoint(words):
            yield block[0][0], block[-1][1]


def _restored(text: str) -> str:
    small = _small(text)
    out, at = [], 0
    for match, word in zip(LETTERS.finditer(small), written(_runs(text, small)), strict=True):
        out += [small[at : match.start()], word]
        at = match.end()
    return "".join([*out, small[at:]])


def _runs(text: str, small: str) -> list[Run]:
    """The words of a text in small letters, where sentences begin, and how those are written of which that is known: in
    datelines, and with the few capitals that a text in small letters still has."""
    is_loud = sum(c.isupper() for c in text) > sum(c.islower() for c in text)
    datelines = list(_openings(small))
    ends = [end for _, end, _ in datelines]
    width = max(map(len, small.splitlines()), default=0)
    runs: list[Run] = []
    at = 0
    for match in LETTERS.finditer(small):
        first, last = match.span()
        as_it_is = None if is_loud or text[first:last] == match[0] else text[first:last]
        known = next((head[first - a : last - a] for a, b, head in datelines if a <= first < b), as_it_is)
        gap = small[at:first]
        behind_dateline = any(at <= end <= first for end in ends)
        opens = not runs or behind_dateline or _opens(small, at, gap, runs[-1].word, width)
        runs.append(Run(match[0], gap_of(gap), opens, known))
        at = last
    return runs


def _small(text: str) -> str:
    """In small letters, each as long as before: of "İ" there is none of one character."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def opens_sentence(word: str, gap: str) -> bool:
    """Does a sentence begin behind what stands between two words, the first of which is ``word``?

    >>> opens_sentence("left", ". "), opens_sentence("gen", ". "), opens_sentence("lund", ", ")
    (True, False, False)
    """
    shortened = gap.startswith(".") and (len(word) == 1 or word in _ABBREVIATIONS)
    return not shortened and _STOP.search(gap) is not None


def _opens(text: str, at: int, gap: str, word: str, width: int) -> bool:
    if "\n" not in gap:
        return opens_sentence(word, gap)
    line = at - text.rfind("\n", 0, at) + len(gap.partition("\n")[0])
    is_wrap = width <= _WIDEST_WRAP and line >= _SHORT * width
    return opens_sentence(word, gap) or _BLANK_LINE.search(gap) is not None or not is_wrap


def _openings(text: str) -> Iterator[tuple[int, int, str]]:
    """Start and end of what may be the dateline, in small letters as it stands, and the same with its capitals."""
    head = text[:_HEAD]
    starts = {0, *(m.end() for m in re.finditer(r"\n\s*", head)), *(m.end() for m in _DAY_BEFORE.finditer(head))}
    for start in sorted(starts):
        line = head[start : start + _HEADING].partition("\n")[0]
        leading = len(line) - len(line.lstrip())
        for candidate in _as_dateline(line[leading:]):
            opening = read_opening(candidate, 0)
            if opening is not None and _is_sure(opening):
                yield start + leading, start + leading + opening.end, candidate[: opening.end]
                break


def _as_dateline(line: str) -> Iterator[str]:
    """A line as it would be if it began with a dateline: the place like a name, and in capitals."""
    titled = LETTERS.sub(lambda m: capitalised(m[0]), line)
    yield titled
    if place := _UP_TO_MARK.match(line):
        loud = place[0].upper()
        if len(loud) == place.end():
            yield loud + titled[place.end() :]


def _is_sure(opening: Opening) -> bool:
    """What stands in small letters is a dateline only if a known agency is in it, a day and a known place, or a larger town."""
    if opening.agency and agency_name(opening.agency):
        return True
    towns = lookup((opening.place or "").title())
    return any(opening.date or town.population >= _TOWN for town in towns)
