"""A value of a record as programs write it (typed, wrapped, marked up, or none) in, what it says out."""

from __future__ import annotations

import html
import re

# What programs write where there is no value; R, pandas, spreadsheets and databases each have their own.
_NOTHING = frozenset(("", "nan", "nat", "none", "null", "na", "n/a", "#n/a", "<na>", "\\n"))
_LONGEST_NOTHING = 16  # characters, blanks around it included
# Under these names an object holds the words that it stands for: ``"source": {"id": "bbc", "name": "BBC"}``.
_WORDS = ("name", "title", "label", "main", "rendered", "value")
_BLOCKS = re.compile(r"(?i)<(?:p|br|div|li|h[1-6]|tr|section|article)(?:\s[^<>]*)?/?>")
_INLINE = re.compile(r"(?i)</(?:a|b|i|em|strong|span|u)>")
_ENTITY = re.compile(r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z]{2,8});")


def is_nothing(value: object) -> bool:
    """Whether a value says that there is none."""
    if isinstance(value, str):  # a text is not folded to be compared with a word
        return value.isspace() if len(value) > _LONGEST_NOTHING else value.strip().casefold() in _NOTHING
    return value is None or (isinstance(value, float) and value != value)  # noqa: PLR0124 so is the number that is none


def unwrapped(value: object) -> object:
    """What stands in the typed values of database exports: ``{"$date": {"$numberLong": "1617436800000"}}``."""
    while isinstance(value, dict) and len(value) == 1 and next(iter(value)).startswith("$"):
        value = next(iter(value.values()))
    return value


def worded(value: object) -> object:
    """The words of an object that holds them beside other things; any other value as it is."""
    if isinstance(value, dict):
        return next((value[key] for key in _WORDS if isinstance(value.get(key), str)), value)
    return value


def without_markup(text: str) -> str:
    """The words of a text that is HTML, as content systems and feed readers store it; any other text exactly as it is."""
    if "<" in text and (_BLOCKS.search(text) or _INLINE.search(text)):
        from dateline.reports.markup import fragment_text

        if _BLOCKS.search(text):
            return fragment_text(text).strip()
        # Lines part the paragraphs where no markup does.
        return "\n".join(fragment_text(line).strip() for line in text.splitlines())
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), text) if "&" in text else text
