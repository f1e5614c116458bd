"""Text -> words as Universal Dependencies cuts English: clitics, hyphens and punctuation apart, abbreviations whole.

Every character that is no space ends up in exactly one token, as it is written; nothing is normalised or refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from dateline.language import either, lexicon

_WORDS = lexicon("reader")


class Token(NamedTuple):
    """One word: ``text[start:end] == token.text``. ``space_after`` is true where space or the end of the text follows."""

    start: int
    end: int
    text: str
    space_after: bool


@cache
def word_lists() -> dict[str, frozenset[str]]:
    """The lists of ``abbreviations.yaml`` by name, without their full stops."""
    lists = lexicon("abbreviations")
    return {name: lists.words(name) for name in lists.names()}


# Letters, digits, combining and invisible characters: whatever is neither space nor punctuation nor a symbol.
_MARKS = (
    r"!-/:-@\[-^`{-~\u0080-\u009f¡-©«¬®-´¶-¸»¿×÷\u2010-\u2027\u2030-\u205e\u20a0-\u20cf\u2190-\u2bff\u2e00-\u2e7f"
    r"\u3000-\u3003\u3008-\u301f\ufe10-\ufe6f\uff01-\uff0f\uff1a-\uff20\U0001f000-\U0001faff"
)
_W = rf"[^\s{_MARKS}]"
_L = rf"[^\s\d{_MARKS}]"
_END = rf"(?!{_W})"
_SITES = r"(?:com?|org|gov)\.[a-z]{2}|com|org|net|gov|edu|mil|int|info|biz|io|tv|ru|uk|de|fr|cn|ua|eu|jp|kp|kr"
_FILES = "docx?|pdf|xlsx?|pptx?|html?|txt|jpe?g|png|gif|mp[34]|zip|csv"
_UNITS = either(_WORDS.ordered("units"))
_CLITIC = f"(?i:{either(_WORDS.ordered('clitics'))})"
_NOT = either(_WORDS.ordered("negation_clitics")).replace("'", "['’]")
_MERGED = "|".join(
    f"(?i:{either(firsts)})(?=(?i:{second}){_END})" for second, firsts in _WORDS.groups("merged_words").items()
)
_CLIPPED = f"(?i:{either(_WORDS.ordered('clipped_words'))})"
_SLASHED = f"(?i:{either(_WORDS.ordered('slashed_words'))})"


@cache
def _pattern() -> re.Pattern[str]:
    """Tried from the top at each place. All inner repetitions are bounded or cannot start again: the time stays linear."""
    lists = word_lists()
    dotted = lists["titles"] | lists["months"] | lists["weekdays"] | lists["others"]
    dotted |= {title.upper() for title in lists["titles"]}  # headlines in capitals
    word = rf"{_W}+(?:['’](?!{_CLITIC}{_END}){_W}+)*"
    return re.compile(
        "|".join(
            [
                r"""(?:https?://|ftp://|www\.)[^\s<>"“”]*[^\s<>"“”.,;:!?'’)\]]""",
                r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}",
                rf"[@#]{_L}{_W}*",
                rf"(?:[A-Za-z0-9-]{{1,63}}\.){{1,4}}(?:{_SITES})(?:/[\w/.?=&%~-]*[\w/]|{_END})",
                rf"[\w.-]{{1,64}}\.(?i:{_FILES}){_END}",
                rf"(?:[A-Za-z]\.){{2,10}}(?!{_L}{_W})|(?:[A-Za-z]\.){{1,10}}[A-Za-z]{_END}(?![-'’])",
                rf"{either(dotted)}\.(?!\.\.)",
                r"[A-HJ-Z]\.(?!\.)",
                # telephone numbers, dates, fractions, times
                rf"(?:\+?\d-)?(?:\d{{3}}[-./])?\d{{3}}[-.]\d{{4}}{_END}|\+\d{{1,30}}|\d{{1,4}}-\d{{1,2}}-\d{{1,4}}{_END}|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?{_END}",
                r"\d{1,2}[:.]\d{2}:\d{2}|\d{1,2}:\d{2}(?!\d)",
                # a number before its unit: 5|pm, 3.8|bn, 300|km
                rf"(?:\d{{1,3}}(?:,\d{{3}}){{1,6}}|\d{{1,30}})(?:\.\d{{1,30}})?(?={_UNITS}{_END})",
                rf"\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?{_END}|\d+(?:\.\d+)+{_END}|(?<!{_W})\.\d+{_END}",
                rf"['’]\d\ds?{_END}|['’]{_CLIPPED}{_END}",
                rf"{_SLASHED}{_END}",
                _MERGED,
                rf"{_L}{{1,30}}(?={_NOT}{_END})|{_NOT}{_END}|{_NOT.upper()}{_END}|{_L}{{1,30}}(?={_NOT.upper()}{_END})",
                rf"['’]{_CLITIC}{_END}",
                rf"(?i:{either(lists['joined_prefixes'])})-{word}",
                r"[A-Z]{1,5}&[A-Z]{1,5}(?![a-z])|(?:US|A|C|HK|NZ|S)\$",
                word,
                r"\.{2,}|-{2,}|[!?]{2,}|''|``|[‘’]{2}|<<+|>>+|\[(?:\.\.\.|…)\]|[:;=]-?[()DPp](?!\w)|[=*~#+]{2,}",
                r"[\u2600-\u27bf\ufe0f\u200d\U0001f000-\U0001faff]+",
                r"\S",
            ]
        )
    )


_CHUNK = re.compile(r"(\S+)(\s*)")
_SPACE = re.compile(r"\s+")
_KEPT_CHUNK = 40  # characters: longer chunks are too rare to be worth remembering
_NAME_PART = r"(?:[bdfgjlmnprstwxyz]|ch?|h[sw]?|k[wy]?|gw|sh|ss|t[sz]|zh)?[aeiouy]{1,4}(?:ng?|[klmpthb])?"
# Given names of Korea and China stay whole behind a family name, (Kim) Jong-un, (Tsai) Ing-wen: the treebanks cut as many
# as they keep, and a name in one piece is easier to recognise. Other hyphens, al-Assad and F-16 too, are words.
_GIVEN_NAME = re.compile(rf"(?=[A-Z])(?i:{_NAME_PART}-{_NAME_PART}){_END}(?!-)")
_FAMILY_NAME = re.compile(r"[A-Z][a-z]{1,8}")


@dataclass(frozen=True, slots=True)
class _Cut:
    """How a chunk between two spaces is cut, and how it is cut instead behind a family name or before a number."""

    words: tuple[str, ...]
    behind_name: tuple[str, ...] | None = None
    before_number: tuple[str, ...] | None = None


def _cut(chunk: str) -> _Cut:
    words = tuple(_pattern().findall(chunk))
    behind_name = before_number = None
    if given := _GIVEN_NAME.match(chunk):
        behind_name = (given[0], *_pattern().findall(chunk, given.end()))
    if len(words) > 1 and words[-1] == "." and words[-2] in word_lists()["before_number"]:
        before_number = (*words[:-2], words[-2] + ".")
    return _Cut(words, behind_name, before_number)


_remembered_cut = lru_cache(maxsize=50_000)(_cut)


def _in_context(cut: _Cut, before: str, after: str) -> tuple[str, ...]:
    if cut.behind_name and _FAMILY_NAME.fullmatch(before):
        return cut.behind_name
    if cut.before_number and after[:1].isdigit():
        return cut.before_number
    return cut.words


def tokenize(text: str, start: int, end: int) -> list[Token]:
    """The words of ``text[start:end]``, in order."""
    chunks = _CHUNK.findall(text, start, end)
    leading = _SPACE.match(text, start, end)
    at = leading.end() if leading else start
    tokens: list[Token] = []
    for i, (chunk, space) in enumerate(chunks):
        cut = _remembered_cut(chunk) if len(chunk) <= _KEPT_CHUNK else _cut(chunk)
        words = cut.words
        if cut.behind_name or cut.before_number:
            words = _in_context(cut, chunks[i - 1][0] if i else "", chunks[i + 1][0] if i + 1 < len(chunks) else "")
        for word in words[:-1]:
            tokens.append(Token(at, at := at + len(word), word, space_after=False))
        tokens.append(Token(at, at := at + len(words[-1]), words[-1], space_after=bool(space)))
        at += len(space)
    if tokens and not tokens[-1].space_after and not text[end : end + 1].strip():
        tokens[-1] = tokens[-1]._replace(space_after=True)
    return tokens
