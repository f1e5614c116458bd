"""Dateline and body, which some formats keep apart, in; one text as it is printed out."""

from __future__ import annotations

import re

_LONGEST = 120
_ENDS = " \t\r\n-–—_:."


def with_dateline(dateline: str | None, body: str) -> str:
    """``Kyiv, Ukraine`` and the body as ``KYIV, Ukraine — …``; the body alone if it says the dateline itself."""
    words = " ".join(dateline.split()).strip() if dateline else ""
    words = words.rstrip(_ENDS)
    if not words or len(words) > _LONGEST:
        return body
    place = re.split(r"[,(/]|\s\d", words)[0].strip().casefold()
    if place and body.lstrip()[: len(place)].casefold() == place:
        return body
    from dateline.reports.opening import read_opening  # reads the list of agencies, which ``--help`` does not wait for

    if (said := read_opening(body, len(body) - len(body.lstrip()))) and said.place:
        return body
    printed = f"{words} — {body.lstrip()}"
    if read_opening(printed, 0) is None:
        head, comma, rest = words.partition(",")
        printed = f"{head.upper()}{comma}{rest} — {body.lstrip()}"
    return printed
