"""Words that a person searches for in, what a report must hold out: phrases, and how they belong together.

``ceasefire talks`` both · ``"peace talks"`` side by side · ``ceasefire OR truce talks`` one of the first two, and the third ·
``talks -sports`` or ``talks NOT sports`` the first without the second · ``demonstrat*`` what begins so · ``title:talks``,
``publisher:reuters``, ``text:talks`` there alone · ``(a OR b) AND (c OR d)`` whatever belongs together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from dateline.errors import DatelineError, printable

#: What may be searched by itself.
FIELDS = ("title", "publisher", "text")
_LONGEST, _MOST, _DEEPEST = 4_000, 100, 12  # characters, words, brackets in brackets
_SHORTEST = 3  # letters before a *: fewer begin a tenth of all words
_SHOWN = 60  # characters of what was asked for, in a message

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
_TOKEN = re.compile(
    r'\s+|(?P<open>\()|(?P<close>\))|"(?P<unclosed>[^"]*)(?P<phrase>"\*?)?|(?P<minus>[-−]+(?=[\w"(]))'
    rf'|(?P<field>[A-Za-z]+(?=:(?!//)\S)|{"|".join(FIELDS)}(?=:\s)):|(?P<word>[^\s()"]+)'
)
_WORD = re.compile(r"[^\W_]+")
_OPERATORS = ("AND", "OR", "NOT")
_BESIDE = "OR stands beside what is to be left out"


class SearchWordsError(DatelineError):
    """What is searched for means nothing, or takes too long, in one line: the words, the cause and the next move.

    >>> try:
    ...     sought('"peace talks')
    ... except SearchWordsError as error:
    ...     print(error)
    search for '"peace talks': a quotation mark is not closed; close it, or leave it out
    """

    def __init__(self, words: str, cause: str, next_move: str) -> None:
        shown = words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
        super().__init__(printable(f"search for {shown!r}: {cause}; {next_move}"))


@dataclass(frozen=True, slots=True)
class Sought:
    """Words that stand side by side, anywhere in a report or in one ``field``; of the last, a ``beginning`` may be given."""

    words: str
    field: str | None = None
    beginning: bool = False


@dataclass(frozen=True, slots=True)
class AllOf:
    """All ``parts``, and nothing that is ``without``."""

    parts: tuple[SoughtPart, ...]
    without: tuple[SoughtPart, ...] = ()


@dataclass(frozen=True, slots=True)
class OneOf:
    """At least one of the ``parts``."""

    parts: tuple[SoughtPart, ...]


SoughtPart: TypeAlias = Sought | AllOf | OneOf


def sought(words: str) -> SoughtPart:
    """What the words ask for. Raises SearchWordsError if that is nothing that can be looked for.

    >>> sought('title:"peace talks"')
    Sought(words='peace talks', field='title', beginning=False)
    """
    if len(words) > _LONGEST:
        raise SearchWordsError(words, f"has {len(words):,} characters, and may have {_LONGEST:,}", "ask for less")
    if len(_WORD.findall(words)) > _MOST:
        raise SearchWordsError(words, f"has more than {_MOST} words", "ask for less")
    return _Reader(words).read()


def phrases(part: SoughtPart, *, wanted: bool = False) -> Iterator[Sought]:
    """All phrases, in the order in which they were given; only those that a report is ``wanted`` to hold if so asked."""
    if isinstance(part, Sought):
        yield part
        return
    for inner in part.parts:
        yield from phrases(inner, wanted=wanted)
    if isinstance(part, AllOf) and not wanted:
        for inner in part.without:
            yield from phrases(inner)


class _Reader:
    """Reads what was written from left to right, and what stands in brackets in the same way."""

    def __init__(self, words: str) -> None:
        self._words = words
        self._tokens = (token for token in _TOKEN.finditer(words.translate(_QUOTES)) if token.lastgroup is not None)

    def read(self, depth: int = 0, field: str | None = None) -> SoughtPart:
        """What is asked for up to the end, or to the bracket that closes."""
        if depth > _DEEPEST:
            raise self._wrong(f"has more than {_DEEPEST} brackets in one another", "write it flatter")
        items: list[SoughtPart | str] = []
        for token in self._tokens:
            if token.lastgroup == "close":
                if depth:
                    return self._joined(items)
                raise self._wrong("a bracket is closed that is not open", "leave it out, or open it before")
            items += self._items(token, depth, field)
        if depth:
            raise self._wrong("a bracket is not closed", "close it, or leave it out")
        return self._joined(items)

    def _items(self, token: re.Match[str], depth: int, field: str | None) -> Iterator[SoughtPart | str]:
        """The part or the operator that a token begins; nothing if there is no letter in it."""
        match token.lastgroup:
            case "open":
                yield self.read(depth + 1, field)
            case "minus":
                yield "NOT"
            case "unclosed":
                raise self._wrong("a quotation mark is not closed", "close it, or leave it out")
            case "phrase":
                yield from self._phrase(token["unclosed"], field, beginning=token["phrase"].endswith("*"))
            case "field":
                yield from self._in_field(token["field"].lower(), depth)
            case _ if token["word"] in _OPERATORS:
                yield token["word"]
            case _:
                plain = token["word"].removesuffix("*")
                yield from self._phrase(plain, field, beginning=plain != token["word"])

    def _phrase(self, words: str, field: str | None, *, beginning: bool) -> Iterator[Sought]:
        if "*" in words and re.search(r"\w", words):
            raise self._wrong(
                "a * stands within a word", "put it at the end, where it stands for any letters: demonstrat*"
            )
        if beginning and not re.search(rf"[^\W_]{{{_SHORTEST}}}\Z", words):
            cause = f"a * follows fewer than {_SHORTEST} letters"
            raise self._wrong(cause, "write more of the word, or leave the * out")
        if any(char.isalnum() for char in words):
            yield Sought(words, field, beginning)

    def _in_field(self, field: str, depth: int) -> Iterator[SoughtPart | str]:
        if field not in FIELDS:
            there = ", ".join(f"{name}:" for name in FIELDS)
            cause = f"there is no {field}: to search in"
            raise self._wrong(cause, f"there are {there}; put words with a colon in quotation marks")
        token = next(self._tokens, None)
        found = list(self._items(token, depth, field)) if token is not None and token.lastgroup != "close" else []
        if not found or isinstance(found[0], str):
            raise self._wrong(f"{field}: has no word", f"write one right after it: {field}:talks")
        yield from found

    def _joined(self, items: list[SoughtPart | str]) -> SoughtPart:
        """What stands beside each other on one level as one part."""
        if "AND" in items and "OR" in items:
            raise self._wrong("AND and OR stand side by side", "say what belongs together: (a AND b) OR c")
        groups: list[list[SoughtPart]] = []
        without: list[SoughtPart] = []
        before: SoughtPart | str | None = None
        left_out = False
        for item in items:
            if isinstance(item, str):
                self._check_operator(item, before)
            elif before == "OR":
                if left_out:
                    raise self._wrong(_BESIDE, "put it in brackets: c -(a OR b)")
                groups[-1].append(item)
            else:
                left_out = before == "NOT"
                if left_out:
                    without.append(item)
                else:
                    groups.append([item])
            before = item
        if isinstance(before, str):
            raise self._alone(before)
        if not groups:
            cause = "names only what is to be left out" if without else "holds no word"
            raise self._wrong(cause, "give a word that the reports hold")
        parts = [OneOf(tuple(group)) if len(group) > 1 else group[0] for group in groups]
        return parts[0] if len(parts) == 1 and not without else AllOf(tuple(parts), tuple(without))

    def _check_operator(self, operator: str, before: SoughtPart | str | None) -> None:
        if operator == "NOT":
            if before == "OR":
                raise self._wrong(_BESIDE, "leave it out of the whole: (a OR b) -c")
            if before == "NOT":
                raise self._alone(operator)
        elif before is None or isinstance(before, str):
            raise self._alone(operator)

    def _alone(self, operator: str) -> SearchWordsError:
        sign = "- or NOT" if operator == "NOT" else operator
        return self._wrong(f"{sign} stands alone", "give it its words, or put it in quotation marks to search for it")

    def _wrong(self, cause: str, next_move: str) -> SearchWordsError:
        return SearchWordsError(self._words, cause, next_move)
