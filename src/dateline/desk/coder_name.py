"""Who judges: a name that a cookie keeps. It says whose a verdict is, and keeps nobody out: it is no password."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import Response

from dateline.errors import DatelineError

COOKIE = "dateline-coder"
_LONGEST = 60
_YEAR = 366 * 24 * 3600
_ODD = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


class CoderNameError(DatelineError):
    """No name, or none that can stand in a review."""


def coder_name(text: object) -> str:
    """The name as reviews have it; CoderNameError if it is none."""
    name = " ".join(text.split()) if isinstance(text, str) else ""
    if not name or len(name) > _LONGEST or _ODD.search(name):
        raise CoderNameError(f"the name cannot be used: write one of 1 to {_LONGEST} letters, such as your initials")
    return name


def coder_of(request: Request) -> str | None:
    """Who asks, if a cookie says so."""
    held = request.cookies.get(COOKIE)
    try:
        return coder_name(unquote(held)) if held else None
    except CoderNameError:
        return None


def keep_coder(response: Response, name: str) -> None:
    """Let the browser keep the name for a year."""
    response.set_cookie(COOKIE, quote(name, safe=""), max_age=_YEAR, path="/", httponly=True, samesite="strict")
