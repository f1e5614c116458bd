"""The desk as a web application: every page of the table at its address, as HTML, JSON and CSV."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from importlib.resources import files
from itertools import chain
from pathlib import Path
from threading import main_thread
from typing import Any
from urllib.parse import quote

from markupsafe import Markup
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from dateline.desk import coding_api
from dateline.desk.asking import Answer, Asked, NotThereError, Page
from dateline.desk.blindness import Blindness
from dateline.desk.chosen import NAMES, Choice
from dateline.desk.coder_name import coder_of
from dateline.desk.guard import Access, App, Guard
from dateline.desk.openapi import describe
from dateline.desk.pages import CHANGES, PAGES
from dateline.desk.rendering import csv_lines, environment, json_text, reading_script, style
from dateline.desk.searching import NotIndexedError
from dateline.desk.shelf import OvertakenError, Shelf, Snapshot
from dateline.desk.to_send import as_file
from dateline.errors import DatelineError
from dateline.version import __version__

_ASKED_FIRST = ("/events", "/reports", "/actors")
FORMS = ("html", "json", "csv")
_STATIC = files("dateline.desk") / "static"


def make_app(folder: Path, access: Access | None = None) -> App:
    """The desk over the archive in a folder. ArchiveError if there is none."""
    shelf, access = Shelf(folder, _ask_ahead), access or Access()
    routes: list[BaseRoute] = [Route("/static/desk.css", _style), Route("/static/page.js", _script)]
    routes.append(Mount("/static", StaticFiles(directory=str(_STATIC))))
    for page in PAGES:
        routes += _routes(page)
    routes += [*CHANGES, coding_api.ROUTE, Route("/openapi.json", _described)]
    app = Starlette(routes=routes, exception_handlers=_ON_ERROR, lifespan=_open)
    app.state.shelf, app.state.access, app.state.blindness = shelf, access, Blindness(shelf)
    return Guard(app, access)


def _ask_ahead(shelf: Shelf, snapshot: Snapshot) -> None:
    """Answer the lists of everything, of which a snapshot keeps what takes long."""
    for page in PAGES:
        if page.path in _ASKED_FIRST and main_thread().is_alive():
            page.answer(Asked(snapshot, shelf, Choice()))


@asynccontextmanager
async def _open(app: Starlette) -> AsyncIterator[None]:
    yield
    app.state.shelf.close()
    app.state.blindness.close()


def _routes(page: Page) -> Iterator[BaseRoute]:
    """A page at its address, and with .json and .csv at the end."""
    stem = page.path if page.path != "/" else "/index"
    for form in FORMS[1:]:
        yield Route(f"{stem}.{form}", _endpoint(page, form), methods=["GET"])
    yield Route(page.path, _endpoint(page, "html"), methods=["GET"])


def _endpoint(page: Page, form: str) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        query = request.query_params
        if form == "html" and page.steady and "q" not in query and "save" not in query:
            key = ("page", str(request.url), coder_of(request))
            return _kept(HTMLResponse(shelf_of(request).snapshot().kept(key, lambda: _rendered(page, request))))
        asked, answer = _answered(page, request, form)
        if form == "json":
            body = answer.contract or {"page": page.name, "filters": dict_of(asked.choice), "data": answer.data}
            return _kept(PlainTextResponse(json_text(body), media_type="application/json"))
        if form == "csv":
            return _table(page, answer)
        if asked.query.get("save") == "page":
            sent = answer.to_send() if answer.to_send else as_file(render(page, asked, answer, request), style())
            return _kept(HTMLResponse(sent, headers=_taken(answer.title, "html")))
        return _kept(HTMLResponse(render(page, asked, answer, request)))

    return endpoint


def shelf_of(request: Request) -> Shelf:
    """What whoever asks may see of the archive."""
    blindness: Blindness = request.app.state.blindness
    return blindness.shelf_for(coder_of(request))


def _rendered(page: Page, request: Request) -> str:
    asked, answer = _answered(page, request, "html")
    return render(page, asked, answer, request)


def _answered(page: Page, request: Request, form: str) -> tuple[Asked, Answer]:
    """What is asked and its answer; from a new snapshot if parts of the archive were merged away from under this one."""
    asked = asked_by(request, whole=form == "csv", told=form == "html")
    try:
        return asked, page.answer(asked)
    except OvertakenError:
        asked = replace(asked, snapshot=asked.shelf.renew())
        return asked, page.answer(asked)


def asked_by(request: Request, *, whole: bool = False, told: bool = False) -> Asked:
    """What a request asks of the newest snapshot. ``told``: the page says why words cannot be searched for, and nothing is found;
    else that is an error."""
    shelf = shelf_of(request)
    pairs = request.query_params.multi_items()
    choice = Choice.read(pairs)
    rest = {name: value[:1000] for name, value in pairs if name not in NAMES}
    path = {name: str(value) for name, value in request.path_params.items()}
    found: Sequence[str] | None = None
    if choice.q:
        try:
            found = shelf.found(choice.q)
        except DatelineError as error:
            if not told:
                raise
            found, choice = (), replace(choice, refused=(*choice.refused, str(error)))
    return Asked(shelf.snapshot(), shelf, choice, path, rest, found, whole, coder_of(request))


def render(page: Page, asked: Asked, answer: Answer, request: Request) -> str:
    """An answer in the page's template."""
    path = _path(request)
    return (
        environment()
        .get_template(page.template)
        .render(
            page=page,
            pages=[each for each in PAGES if each.name],
            asked=asked,
            choice=asked.choice,
            answer=answer,
            data=answer.data,
            path=path,
            stem=path if path != "/" else "/index",
            form=request.app.state.access.form,
            version=__version__,
            Markup=Markup,
        )
    )


def _path(request: Request) -> str:
    """The path of a request as it was sent, quoted, to lead back to it; never to another host."""
    sent = request.scope.get("raw_path") or quote(request.scope["path"]).encode()
    return "/" + sent.partition(b"?")[0].decode("latin-1").lstrip("/")


def dict_of(choice: Choice) -> dict[str, Any]:
    """The filters that are asked for, and what could not be understood."""
    given = {name: getattr(choice, name) for name in (*NAMES, "refused")}
    return {name: value for name, value in given.items() if value not in ((), None, "")}


def _table(page: Page, answer: Answer) -> Response:
    lines = csv_lines(answer.rows)
    first = next(lines, "")
    headers = _taken(page.name or answer.title, "csv") | {"cache-control": "no-store"}
    body = chain((first,), lines)
    return StreamingResponse((line.encode() for line in body), media_type="text/csv; charset=utf-8", headers=headers)


def _taken(title: str, form: str) -> dict[str, str]:
    """The header by which a browser keeps an answer as a file of its own."""
    name = re.sub(r"[^A-Za-z0-9]+", "-", title)[:60].strip("-").lower() or "dateline"
    return {"content-disposition": f'attachment; filename="{name}.{form}"'}


def _kept(response: Response) -> Response:
    """Nothing of an archive is kept by a browser."""
    response.headers["cache-control"] = "no-store"
    return response


def _style(request: Request) -> Response:  # noqa: ARG001 Starlette's signature
    return Response(style(), media_type="text/css", headers={"cache-control": "no-cache"})


def _script(request: Request) -> Response:  # noqa: ARG001 Starlette's signature
    """What joins the marks of a text to its cards, the same as in a report's own page."""
    return Response(reading_script(), media_type="text/javascript", headers={"cache-control": "no-cache"})


def _described(request: Request) -> Response:  # noqa: ARG001 Starlette's signature
    document = describe(PAGES, coding_api.DESCRIPTION)
    return PlainTextResponse(json_text(document), media_type="application/json")


def _wants_data(request: Request) -> bool:
    return request.url.path.endswith(".json") or request.url.path.startswith("/api/")


def _line(request: Request, status: int, line: str) -> Response:
    """An error in one line: as JSON where data was asked for, else as a page."""
    if _wants_data(request):
        return PlainTextResponse(json_text({"error": line}), status_code=status, media_type="application/json")
    body = environment().get_template("error.html").render(
        line=line, status=status, pages=[each for each in PAGES if each.name], choice=Choice(), version=__version__,
        form=request.app.state.access.form, path=_path(request),
    )  # fmt: skip
    return HTMLResponse(body, status_code=status, headers={"cache-control": "no-store"})


def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    said = "there is no such page; choose one above" if error.status_code == 404 else str(error.detail)
    return _line(request, error.status_code, said)


def _refused(request: Request, error: Exception) -> Response:
    status = 404 if isinstance(error, NotThereError) else 503 if isinstance(error, NotIndexedError) else 400
    return _line(request, status, str(error))


def _mistake(request: Request, error: Exception) -> Response:
    return _line(
        request, 500, f"this is a mistake in Dateline ({type(error).__name__}); please report it with the address"
    )


def _cut_off(request: Request, error: Exception) -> Response:  # noqa: ARG001 Starlette's signature
    return _line(request, 413, "more was sent than may be, or the sender went away; send less at a time")


_ON_ERROR = {HTTPException: _http_error, ClientDisconnect: _cut_off, DatelineError: _refused, Exception: _mistake}
