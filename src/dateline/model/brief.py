"""Words of a record as a line shows them: a text of a megabyte is not printed because somebody looks at a record."""

from __future__ import annotations

from dateline.errors import printable

_SHOWN = 60


def cut(text: str, most: int = _SHOWN) -> str:
    """The text, or its beginning where it has more characters than these."""
    return text if len(text) <= most else text[: most - 1] + "…"


def brief(text: str, most: int = _SHOWN) -> str:
    """The words on one line, cut at so many characters.

    >>> brief("the Ministry of Foreign Affairs", 13)
    'the Ministry…'
    """
    return printable(cut(text, most))
