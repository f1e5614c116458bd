"""Text -> sentences of words. A paragraph always ends a sentence; inside one a small learned classifier decides.

Every character that is no space is in exactly one word of one sentence, but for pictures' credits and the like. The
line ends of hard-wrapped text end nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from dateline.language import lexicon
from dateline.reader.tokenize import Token, tokenize, word_lists
from dateline.reports.furniture import is_furniture
from dateline.reports.paragraphs import paragraphs

_WORDS = lexicon("reader")
_PRONOUN = _WORDS.word("capital_pronoun")
_SMALL = _WORDS.words("small_name_words")
_LONGEST = 400  # words of a sentence; longer ones are tables and lists without full stops
_CLOSERS = frozenset("\" ' ” ’ ) ] } » '' ’’".split())
_QUOTES = frozenset("\"'”’»")
_AMBIGUOUS = frozenset("\"'")
_WATCHED = frozenset('.!?…"“”()')
_SIGNS = (
    dict.fromkeys("“‘`«", "“") | dict.fromkeys("\"'", "q") | dict.fromkeys("([{", "(") | dict.fromkeys("-–—*•·", "-")
)


@dataclass(frozen=True, slots=True)
class PossibleEnd:
    """A place where a sentence may end: the word with the stop, the last word of the sentence (after closing quotes and
    brackets, if there are any), and what is still open there: ``q`` a quotation, ``(`` a bracket."""

    stop: int
    last: int
    kind: str
    closers: str
    inside: str


def split_sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[Token, ...]]:
    """The sentences of ``text[start:end]``; none is empty or longer than 400 words. What furnishes a page is in none."""
    sentences: list[tuple[Token, ...]] = []
    for first, last in paragraphs(text, start, len(text) if end is None else end):
        if is_furniture(text[first:last]):
            continue
        tokens = tokenize(text, first, last)
        at = 0
        for boundary in (*boundaries(tokens), len(tokens) - 1):
            sentences += _shortened(_stop_apart(tokens[at : boundary + 1]))
            at = boundary + 1
    return sentences


# Boundaries inside a paragraph


def boundaries(tokens: Sequence[Token]) -> list[int]:
    """Indices of the words that end a sentence before the last one does."""
    weights = _weights()
    found: list[int] = []
    first = 0
    for candidate in candidates(tokens):
        if candidate.last < first or is_ruled_out(tokens, candidate):
            continue
        if sum(weights.get(f, 0.0) for f in features(tokens, candidate, first)) > 0.0:
            found.append(candidate.last)
            first = candidate.last + 1
    return found


@cache
def _weights() -> dict[str, float]:
    source = resources.files("dateline.reader") / "data/boundaries.json"
    weights: dict[str, float] = json.loads(source.read_text(encoding="utf-8"))
    return weights


def candidates(tokens: Sequence[Token]) -> Iterator[PossibleEnd]:
    """The places behind a full stop, exclamation or question mark, ellipsis or abbreviation."""
    quoted = curly = depth = 0
    i, end = 0, len(tokens) - 1
    while i < end:
        word = tokens[i].text
        if word[-1] in _WATCHED:
            kind = _stop_kind(word)
            stop, last = i, _last_closer(tokens, i) if kind else i
            for token in tokens[i : last + 1]:
                match token.text:
                    case '"':
                        quoted ^= 1
                    case "“" | "”":
                        curly = int(token.text == "“")
                    case "(" | ")":
                        depth = max(0, depth + (1 if token.text == "(" else -1))
            i = last
            if kind and i < end:
                inside = ("q" if quoted or curly else "") + ("(" if depth else "")
                closers = "".join(t.text for t in tokens[stop + 1 : i + 1] if t.text in _CLOSERS)
                yield PossibleEnd(stop, i, kind, closers, inside)
        i += 1


def _stop_kind(word: str) -> str:
    """``.``, ``!``, ``?``, ``...`` or the kind of an abbreviation; empty for any other word."""
    if len(word) == 1:
        return "..." if word == "…" else word if word in ".!?" else ""
    if not word.strip(".…"):
        return "..."
    if not word.strip(".!?…"):
        return "?" if "?" in word else "!"
    return _abbreviation_kind(word) if word[-1] == "." else ""


def _abbreviation_kind(word: str) -> str:
    bare = word[:-1]
    kinds = _kinds()
    if kind := kinds.get(bare) or (kinds.get(bare.capitalize()) if bare.isupper() else None):
        return kind
    return "initial" if len(bare) == 1 else "dotted" if "." in bare else "abbreviation"


@cache
def _kinds() -> dict[str, str]:
    names = ("others", "before_number", "months", "weekdays", "titles")
    return {word: name for name in names for word in word_lists()[name]}


def _last_closer(tokens: Sequence[Token], stop: int) -> int:
    """The last closing quote, bracket or footnote mark behind the stop; a quote attached to a word behind it opens."""
    i, end = stop, len(tokens) - 1
    while i < end and not tokens[i].space_after and tokens[i + 1].text in _CLOSERS:
        opens = tokens[i + 1].text in _AMBIGUOUS and not tokens[i + 1].space_after
        if opens and i + 1 < end and tokens[i + 2].text[0].isalnum():
            break
        i += 1
    while i + 3 <= end and tokens[i + 1].text == "[" and tokens[i + 2].text.isdigit() and tokens[i + 3].text == "]":
        i += 3
    return i


def is_ruled_out(tokens: Sequence[Token], candidate: PossibleEnd) -> bool:
    """No sentence ends after a title, between an abbreviation or a closing quote and a small letter, or before “Smith said”."""
    if candidate.kind == "titles":
        return True
    if (candidate.closers or len(candidate.kind) > 3) and _shape(tokens[candidate.last + 1].text) == "a":
        return True
    if not candidate.closers or candidate.kind not in "!?":
        return False
    return candidate.closers[-1] in _QUOTES and _speaker_follows(tokens, candidate.last + 1)


def _speaker_follows(tokens: Sequence[Token], at: int) -> bool:
    verbs = word_lists()["speech_verbs"]
    for token in tokens[at : at + 6]:
        if token.text in verbs:
            return True
        if not (token.text[0].isupper() or token.text in _SMALL):
            return False
    return False


def _shape(word: str) -> str:
    """``a`` small, ``Aa`` capitalised (or iPhone), ``AA``, ``X`` one capital, ``9``; punctuation by what it is."""
    first = word[0]
    if first.islower():
        return "a" if word.islower() else "Aa"
    if first.isupper():
        return "I" if word == _PRONOUN else "X" if len(word) == 1 else "AA" if word.isupper() else "Aa"
    if first.isdigit():
        return "9"
    return _SIGNS.get(first, first)


def features(tokens: Sequence[Token], candidate: PossibleEnd, first: int) -> list[str]:
    """What the classifier looks at, as names of weights; ``first`` is the first word of the sentence that may end."""
    stop, last, kind = candidate.stop, candidate.last, candidate.kind
    after = tokens[last + 1].text
    beyond = tokens[last + 2].text if last + 2 < len(tokens) else ""
    before = tokens[stop - 1].text if stop > first else ""
    shape = _shape(after)
    next_shapes = shape + (_shape(beyond) if beyond else "$")
    opening = next_shapes if shape in "q“(-" else shape
    short = _shape(before) if before else "^"
    length = stop - first
    band = "1" if length <= 1 else "3" if length <= 3 else "6" if length <= 6 else "+"
    names = [
        "bias",
        f"stop={kind}{candidate.closers}",
        f"gap={kind}{tokens[last].space_after:d}{shape}",
        f"inside={kind}{candidate.closers}{candidate.inside}|{shape}",
        f"length={kind}{band}",
        f"length,next={kind}{band}{shape}",
        f"next={after.lower()}",
        f"next two={kind}{next_shapes}",
        f"before={kind}{short}",
        f"before,next={kind}{short}|{opening}",
        f"word={kind}{(tokens[stop].text if len(kind) > 3 else before).lower()}",
    ]
    if beyond and shape in "q“(-":
        names.append(f"beyond={kind}{shape}{beyond.lower()}")
    return names


# Sentences as they leave


def _stop_apart(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """At the end of a sentence the full stop of "etc." and of a single letter is a word of its own."""
    at = len(tokens) - 1
    while at > 0 and tokens[at].text in _CLOSERS:
        at -= 1
    final = tokens[at]
    bare = final.text[:-1]
    if final.text[-1] != "." or not (bare in word_lists()["apart_at_end"] or (len(bare) == 1 and bare.isalpha())):
        return tuple(tokens)
    letters = Token(final.start, final.end - 1, bare, space_after=False)
    return (*tokens[:at], letters, Token(final.end - 1, final.end, ".", final.space_after), *tokens[at + 1 :])


def _shortened(sentence: tuple[Token, ...]) -> Iterator[tuple[Token, ...]]:
    """The sentence, or pieces of at most 400 words, cut behind a semicolon, else a comma, else anywhere."""
    at = 0
    while len(sentence) - at > _LONGEST:
        window = [t.text for t in sentence[at + _LONGEST // 2 : at + _LONGEST]]
        mark = next((m for m in (";", ",") if m in window), None)
        size = _LONGEST - window[::-1].index(mark) if mark else _LONGEST
        yield sentence[at : at + size]
        at += size
    yield sentence[at:]
