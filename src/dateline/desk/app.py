"""The desk as a web application: every page of the table at its address, as HTML, JSON and CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import Any

from markupsafe import Markup
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from dateline.desk.asking import Answer, Asked, NotThereError, Page
from dateline.desk.chosen import NAMES, Choice
from dateline.desk.coder_name import coder_of
from dateline.desk.guard import Access, App, Guard
from dateline.desk.pages import CHANGES, PAGES
from dateline.desk.rendering import csv_lines, environment, json_text, style
from dateline.desk.shelf import Shelf
from dateline.errors import DatelineError
from dateline.version import __version__

FORMS = ("html", "json", "csv")
_STATIC = files("dateline.desk") / "static"


def make_app(folder: Path, access: Access | None = None) -> App:
    """The desk over the archive in a folder. ArchiveError if there is none."""
    shelf, access = Shelf(folder), access or Access()
    routes: list[BaseRoute] = [Route("/static/desk.css", _style)]
    routes.append(Mount("/static", StaticFiles(directory=str(_STATIC))))
    for page in PAGES:
        routes += _routes(page)
    routes += CHANGES
    app = Starlette(
        routes=routes, exception_handlers={HTTPException: _http_error, DatelineError: _refused, Exception: _mistake}
    )
    app.state.shelf, app.state.access = shelf, access
    return Guard(app, access)


def _routes(page: Page) -> Iterator[BaseRoute]:
    """A page at its address, and with .json and .csv at the end."""
    stem = page.path if page.path != "/" else "/index"
    for form in FORMS[1:]:
        yield Route(f"{stem}.{form}", _endpoint(page, form), methods=["GET"])
    yield Route(page.path, _endpoint(page, "html"), methods=["GET"])


def _endpoint(page: Page, form: str) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        asked = asked_by(request, whole=form == "csv")
        answer = page.answer(asked)
        if form == "json":
            body = {"page": page.name, "filters": dict_of(asked.choice), "data": answer.data}
            return _kept(PlainTextResponse(json_text(body), media_type="application/json"))
        if form == "csv":
            return _table(page, answer)
        return _kept(HTMLResponse(render(page, asked, answer, request)))

    return endpoint


def asked_by(request: Request, *, whole: bool = False) -> Asked:
    """What a request asks of the newest snapshot."""
    shelf: Shelf = request.app.state.shelf
    pairs = request.query_params.multi_items()
    choice = Choice.read(pairs)
    rest = {name: value[:1000] for name, value in pairs if name not in NAMES}
    path = {name: str(value) for name, value in request.path_params.items()}
    found = shelf.found(choice.q) if choice.q else None
    return Asked(shelf.snapshot(), shelf, choice, path, rest, found, whole, coder_of(request))


def render(page: Page, asked: Asked, answer: Answer, request: Request) -> str:
    """An answer in the page's template."""
    path = request.url.path
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


def dict_of(choice: Choice) -> dict[str, Any]:
    """The filters that are asked for, and what could not be understood."""
    given = {name: getattr(choice, name) for name in (*NAMES, "refused")}
    return {name: value for name, value in given.items() if value not in ((), None, "")}


def _table(page: Page, answer: Answer) -> Response:
    lines = csv_lines(answer.rows)
    first = next(lines, "")
    name = f"{page.name.lower() or 'dateline'}.csv"
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
    body = chain((first,), lines)
    return StreamingResponse((line.encode() for line in body), media_type="text/csv; charset=utf-8", headers=headers)


def _kept(response: Response) -> Response:
    """Nothing of an archive is kept by a browser."""
    response.headers["cache-control"] = "no-store"
    return response


def _style(request: Request) -> Response:  # noqa: ARG001 Starlette's signature
    return Response(style(), media_type="text/css", headers={"cache-control": "no-cache"})


def _wants_data(request: Request) -> bool:
    return request.url.path.endswith(".json") or request.url.path.startswith("/api/")


def _line(request: Request, status: int, line: str) -> Response:
    """An error in one line: as JSON where data was asked for, else as a page."""
    if _wants_data(request):
        return PlainTextResponse(json_text({"error": line}), status_code=status, media_type="application/json")
    body = environment().get_template("error.html").render(
        line=line, status=status, pages=[each for each in PAGES if each.name], choice=Choice(), version=__version__,
        form=request.app.state.access.form, path=request.url.path,
    )  # fmt: skip
    return HTMLResponse(body, status_code=status, headers={"cache-control": "no-store"})


def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    said = "there is no such page; choose one above" if error.status_code == 404 else str(error.detail)
    return _line(request, error.status_code, said)


def _refused(request: Request, error: Exception) -> Response:
    return _line(request, 404 if isinstance(error, NotThereError) else 400, str(error))


def _mistake(request: Request, error: Exception) -> Response:
    return _line(
        request, 500, f"this is a mistake in Dateline ({type(error).__name__}); please report it with the address"
    )
