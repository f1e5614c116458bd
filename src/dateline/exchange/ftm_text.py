"""The text of a property as FollowTheMoney cleans it, so that an entity is read back as it was written.

Its readers leave out what cannot be seen (controls, joiners, soft hyphens, what is no character), make every kind of space a
plain one, compose accents, and refuse what is longer than the property may be; of a name they drop the quotes around it too.
A page that was read in the wrong encoding is full of such characters, and a list that was read as one name is that long.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime

_NO_CHARACTERS = "\ufdd0-\ufdef" + "".join(
    chr(plane + end) for plane in range(0, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF)
)
_UNSEEN = re.compile(
    f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2060-\u2064\ufeff\ud800-\udfff{_NO_CHARACTERS}]"
)
_SPACES = re.compile("[\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_QUOTED = re.compile(r"""^["'](.*)["']$""", re.DOTALL)
_LONGEST = {"name": 384, "location": 250, "summary": 65_000, "sourceUrl": 4_096}
_LONGEST_STRING = 1_024
_SHORTEST_LIMIT = min(_LONGEST.values())
_ON_ONE_LINE = frozenset({"name", "location"})


def property_text(name: str, value: object) -> str:
    """A value of the property of this name; empty if nothing of it is left."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    text = value.isoformat() if isinstance(value, date) else str(value).strip()
    if not (text.isascii() and text.isprintable()):
        text = unicodedata.normalize("NFC", _UNSEEN.sub("", _SPACES.sub(" ", text))).strip()
    if name in _ON_ONE_LINE:
        text = " ".join(_QUOTED.sub(r"\1", text).split())
    if len(text) <= _SHORTEST_LIMIT:
        return text
    longest = _LONGEST.get(name, _LONGEST_STRING)
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
