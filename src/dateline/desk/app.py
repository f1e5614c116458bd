"""The desk as a web application: every page of the table at its address, as HTML, JSON and CSV."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from functools import partial
from importlib.resources import files
from pathlib import Path
from threading import main_thread

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from dateline.desk import coding_api
from dateline.desk.asking import NotThereError, Page
from dateline.desk.blindness import Blindness
from dateline.desk.chosen import Choice
from dateline.desk.coder_name import coder_of
from dateline.desk.guard import Access, App, Guard
from dateline.desk.openapi import describe
from dateline.desk.page_request import FORMS, Drawn, PageRequest, draw, fresh, path_of
from dateline.desk.pages import CHANGES, PAGES
from dateline.desk.rendering import environment, json_text, reading_script, style
from dateline.desk.searching import NotIndexedError
from dateline.desk.shelf import Shelf, Snapshot
from dateline.errors import DatelineError
from dateline.version import __version__

_AHEAD = 40  # pages that are drawn again before a new snapshot takes the place of the one that they were asked of
_DRAWING = 8  # pages that are drawn at once: more would only take turns
_STATIC = files("dateline.desk") / "static"


def make_app(folder: Path, access: Access | None = None, *, ahead: bool = False) -> App:
    """The desk over the archive in a folder. ArchiveError if there is none.

    ``ahead``: its lists are drawn before they are asked for, as those of a large archive are anyway.
    """
    access = access or Access()
    shelf = Shelf(folder, partial(_draw_ahead, access.form))
    routes: list[BaseRoute] = [Route("/static/desk.css", _style), Route("/static/page.js", _script)]
    routes.append(Mount("/static", StaticFiles(directory=str(_STATIC))))
    for page in PAGES:
        routes += _routes(page)
    routes += [*CHANGES, coding_api.ROUTE, Route("/openapi.json", _described)]
    app = Starlette(routes=routes, exception_handlers=_ON_ERROR, lifespan=_open)
    app.state.shelf, app.state.access, app.state.blindness = shelf, access, Blindness(shelf)
    app.state.drawing = ThreadPoolExecutor(_DRAWING, thread_name_prefix="drawing")
    if ahead:
        shelf.prepare()
    return Guard(app, access)


def _draw_ahead(secret: str, shelf: Shelf, snapshot: Snapshot, before: Snapshot | None) -> None:
    """Draw what was often asked of the snapshot ``before``; without one all lists."""
    first = (PageRequest(page, "html", page.path) for page in PAGES if page.steady and "{" not in page.path)
    for asked in before.pages.often_asked(_AHEAD) if before is not None else first:
        if not main_thread().is_alive():
            return
        now = replace(asked, indexed=shelf.searching.state) if asked.indexed else asked
        with suppress(DatelineError):  # whoever asks for it will be told
            snapshot.pages.kept(now, partial(draw, now, shelf, snapshot, secret))


@asynccontextmanager
async def _open(app: Starlette) -> AsyncIterator[None]:
    yield
    app.state.shelf.close()
    app.state.blindness.close()
    app.state.drawing.shutdown(wait=False)


def _routes(page: Page) -> Iterator[BaseRoute]:
    """A page at its address, and with .json and .csv at the end."""
    stem = page.path if page.path != "/" else "/index"
    for form in FORMS[1:]:
        yield Route(f"{stem}.{form}", _endpoint(page, form), methods=["GET"])
    yield Route(page.path, _endpoint(page, "html"), methods=["GET"])


def _endpoint(page: Page, form: str) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        state, who = request.app.state, coder_of(request)
        shelf = await run_in_threadpool(state.blindness.shelf_for, who) if who is not None else state.shelf
        asked, snapshot = PageRequest.of(request, page, form, shelf), shelf.snapshot()
        given = (asked, shelf, snapshot, state.access.form)
        if asked.is_steady:
            return _sent(request, await snapshot.pages.awaited(asked, partial(draw, *given), state.drawing))
        made = await run_in_threadpool(fresh, *given)
        return _sent(request, made) if isinstance(made, Drawn) else made

    return endpoint


def _sent(request: Request, drawn: Drawn) -> Response:
    """Nothing of an archive is kept by a browser; a program that kept it is told whether it is still so."""
    headers = {"cache-control": "no-store", "etag": drawn.tag}
    known = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    if drawn.tag in known:
        return Response(status_code=304, headers=headers)
    return Response(drawn.body, headers=headers | {"content-type": drawn.kind})


async def _style(request: Request) -> Response:
    return _checked(request, style(), "text/css; charset=utf-8")


async def _script(request: Request) -> Response:
    """What joins the marks of a text to its cards, the same as in a report's own page."""
    return _checked(request, reading_script(), "text/javascript; charset=utf-8")


def _checked(request: Request, text: str, kind: str) -> Response:
    """A file that is the same for every archive: a browser keeps it, and asks each time whether it still is."""
    response = _sent(request, Drawn.of(text, kind))
    response.headers["cache-control"] = "no-cache"
    return response


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
        form=request.app.state.access.form, path=path_of(request),
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
