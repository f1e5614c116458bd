"""A page as somebody asks for it, and how it is drawn: from a snapshot, in the template of the page or as data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import chain
from typing import Any
from urllib.parse import quote

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from dateline.desk.asking import Answer, Asked, Page
from dateline.desk.chosen import NAMES, Choice
from dateline.desk.coder_name import coder_of
from dateline.desk.pages import PAGES
from dateline.desk.rendering import csv_lines, environment, json_text, style
from dateline.desk.shelf import OvertakenError, Shelf, Snapshot
from dateline.desk.to_send import as_file
from dateline.errors import DatelineError
from dateline.version import __version__

FORMS = ("html", "json", "csv")
_KINDS = {"html": "text/html; charset=utf-8", "json": "application/json"}


@dataclass(frozen=True, slots=True)
class PageRequest:
    """All that a page depends on beside the archive: two that are equal have one answer, as long as the snapshot is the same.

    ``at`` is the path as it was sent, ``path`` and ``query`` hold its parameters. ``who`` is None for a page that is the same for
    all; ``indexed`` the state of the index where words are asked for, 0 where none are, and None before there is an index.
    """

    page: Page
    form: str
    at: str
    path: tuple[tuple[str, str], ...] = ()
    query: tuple[tuple[str, str], ...] = ()
    who: str | None = None
    indexed: int | None = 0

    @classmethod
    def of(cls, request: Request, page: Page, form: str, shelf: Shelf) -> PageRequest:
        """What a request asks of a shelf."""
        path = tuple((name, str(value)) for name, value in request.path_params.items())
        query = tuple(request.query_params.multi_items())
        who = None if page.steady else coder_of(request)
        searched = any(name == "q" for name, _ in query)
        return cls(page, form, path_of(request), path, query, who, shelf.searching.state if searched else 0)

    @property
    def is_steady(self) -> bool:
        """Whether its answer stays the same as long as the snapshot does."""
        saves = any(name == "save" for name, _ in self.query)
        return self.page.steady and self.form in _KINDS and not saves and self.indexed is not None


@dataclass(frozen=True, slots=True)
class Drawn:
    """An answer as it leaves. ``tag`` is the same for the same body."""

    body: bytes
    kind: str
    tag: str

    @classmethod
    def of(cls, text: str, kind: str) -> Drawn:
        """A text of this media type."""
        body = text.encode()
        return cls(body, kind, f'"{blake2b(body, digest_size=16).hexdigest()}"')


def draw(request: PageRequest, shelf: Shelf, snapshot: Snapshot, secret: str) -> Drawn:
    """The answer as HTML or JSON. ``secret``: what the page gives back with every change."""
    asked, answer = _answered(request, shelf, snapshot)
    if request.form == "json":
        body = answer.contract or {"page": request.page.name, "filters": dict_of(asked.choice), "data": answer.data}
        return Drawn.of(json_text(body), _KINDS["json"])
    return Drawn.of(_rendered(request, asked, answer, secret), _KINDS["html"])


def fresh(request: PageRequest, shelf: Shelf, snapshot: Snapshot, secret: str) -> Drawn | Response:
    """The answer in any form, also one that is taken away as a file."""
    saves = request.form == "html" and ("save", "page") in request.query
    if request.form != "csv" and not saves:
        return draw(request, shelf, snapshot, secret)
    asked, answer = _answered(request, shelf, snapshot)
    if request.form == "csv":
        return _table(request.page, answer)
    sent = answer.to_send() if answer.to_send else as_file(_rendered(request, asked, answer, secret), style())
    return Response(sent, media_type="text/html", headers=_taken(answer.title, "html"))


def _answered(request: PageRequest, shelf: Shelf, snapshot: Snapshot) -> tuple[Asked, Answer]:
    """What is asked and its answer; from a new snapshot if parts of the archive were merged away from under this one."""
    asked = _asked(request, shelf, snapshot)
    try:
        return asked, request.page.answer(asked)
    except OvertakenError:
        asked = replace(asked, snapshot=shelf.renew())
        return asked, request.page.answer(asked)


def _asked(request: PageRequest, shelf: Shelf, snapshot: Snapshot) -> Asked:
    """What is asked of a snapshot. A page says why words cannot be searched for, and finds nothing; for data that is an error."""
    choice = Choice.read(request.query)
    rest = {name: value[:1000] for name, value in request.query if name not in NAMES}
    found: Sequence[str] | None = None
    if choice.q:
        try:
            found = shelf.found(choice.q)
        except DatelineError as error:
            if request.form != "html":
                raise
            found, choice = (), replace(choice, refused=(*choice.refused, str(error)))
    return Asked(snapshot, shelf, choice, dict(request.path), rest, found, request.form == "csv", request.who)


def _rendered(request: PageRequest, asked: Asked, answer: Answer, secret: str) -> str:
    """An answer in the page's template."""
    return (
        environment()
        .get_template(request.page.template)
        .render(
            page=request.page,
            pages=[each for each in PAGES if each.name],
            asked=asked,
            choice=asked.choice,
            answer=answer,
            data=answer.data,
            path=request.at,
            stem=request.at if request.at != "/" else "/index",
            form=secret,
            version=__version__,
            Markup=Markup,
        )
    )


def path_of(request: Request) -> str:
    """The path of a request as it was sent, quoted, to lead back to it; never to another host."""
    sent = request.scope.get("raw_path") or quote(request.scope["path"]).encode()
    return "/" + sent.partition(b"?")[0].decode("latin-1").lstrip("/")


def dict_of(choice: Choice) -> Mapping[str, Any]:
    """The filters that are asked for, and what could not be understood."""
    given = {name: getattr(choice, name) for name in (*NAMES, "refused")}
    return {name: value for name, value in given.items() if value not in ((), None, "")}


def _table(page: Page, answer: Answer) -> Response:
    lines: Iterator[str] = csv_lines(answer.rows)
    first = next(lines, "")
    headers = _taken(page.name or answer.title, "csv")
    body = chain((first,), lines)
    return StreamingResponse((line.encode() for line in body), media_type="text/csv; charset=utf-8", headers=headers)


def _taken(title: str, form: str) -> dict[str, str]:
    """The header by which a browser keeps an answer as a file of its own."""
    name = re.sub(r"[^A-Za-z0-9]+", "-", title)[:60].strip("-").lower() or "dateline"
    return {"content-disposition": f'attachment; filename="{name}.{form}"', "cache-control": "no-store"}
