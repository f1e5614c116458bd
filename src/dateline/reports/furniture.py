"""A line of a report in, whether it is furniture out: a picture's credit, a button, a notice of rights, other articles' titles.

What furnishes a page tells nothing of the world: no title and no sentence is made of it. A line that may as well be a sentence
is none.
"""

from __future__ import annotations

import re

from dateline.language import lexicon

_WORDS = lexicon("reports")
_LONGEST = 160
_KINDS = (
    "picture_credit",
    "picture_by",
    "agency_credit",
    "rights",
    "button",
    "teaser",
    "call",
    "stamp",
    "reading_time",
)
_FURNITURE = re.compile("|".join(f"(?:{_WORDS.pattern(kind)})" for kind in _KINDS))


def is_furniture(line: str) -> bool:
    """Whether a line or paragraph is nothing but furniture.

    >>> is_furniture("Photo: Reuters/Jane Doe"), is_furniture("Photos of the minister were burned in Lahore.")
    (True, False)
    """
    line = line.strip()
    return 0 < len(line) <= _LONGEST and _FURNITURE.fullmatch(line) is not None


def without_furniture(text: str) -> str:
    """The text without the lines that are furniture."""
    return "\n".join(line for line in text.splitlines() if not is_furniture(line))
