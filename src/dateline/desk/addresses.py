"""The address of what has a page of its own: a report by its id, an actor by its name, whatever these hold."""

from __future__ import annotations

from urllib.parse import quote

#: The parameter that names what the path of an address cannot.
ID = "id"
_FORMS = (".json", ".csv")


def address(page: str, name: str, query: str = "") -> str:
    """The address under a page, such as ``/reports``, of what has this name. ``query`` begins with a question mark or is empty.

    A slash is quoted too. ``..`` and what ends like the address of a table would mean something else in a path.

    >>> address("/reports", "2024/r 1", "?event=e1"), address("/reports", "..", "?event=e1"), address("/actors", "a.csv")
    ('/reports/2024%2Fr%201?event=e1', '/reports/?id=..&event=e1', '/actors/?id=a.csv')
    """
    if name in ("", ".", "..") or name.endswith(_FORMS):
        return f"{page}/?{ID}={quote(name, safe='')}" + (f"&{query[1:]}" if query else "")
    return f"{page}/{quote(name, safe='')}{query}"


def named(path: str, query: str | None) -> str:
    """What an address names, by the end of its path or, if that is empty, by its parameter."""
    return path or query or ""
