"""``POST /api/code``: a text or several in, their codings out, by the coder of this Dateline. Nothing is kept of either."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping, Sequence
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from dateline.coder import DatelineCoder, load
from dateline.desk.rendering import json_text
from dateline.errors import DatelineError
from dateline.model import to_json
from dateline.reports.given import raw_report

_MOST_REPORTS, _MOST_CHARACTERS = 100, 300_000
_PATIENCE = 30.0  # seconds that a request waits for those before it
_WAITING = 8  # requests that do so; more would leave no thread to the pages
_KNOWN = ("id", "text", "title", "url", "published", "publisher", "language")


class UnfitBodyError(DatelineError):
    """What was posted holds no text to code."""


class _OneCoder:
    """The coder, loaded when it is first asked for; one request after the other, for it uses all there is."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._places = threading.Semaphore(_WAITING)
        self._coder: DatelineCoder | None = None

    def code(self, reports: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]] | None:
        """A coding or an error for each report, in their order; None if others take too long."""
        try:
            return self._in_turn(reports)
        finally:
            self._places.release()

    def takes(self) -> bool:
        """Whether there is a place to wait; :meth:`code` gives it back."""
        return self._places.acquire(blocking=False)

    def _in_turn(self, reports: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]] | None:
        if not self._lock.acquire(timeout=_PATIENCE):
            return None
        try:
            if self._coder is None:
                self._coder = load()
            return [self._one(self._coder, report) for report in reports]
        finally:
            self._lock.release()

    def _one(self, coder: DatelineCoder, report: Mapping[str, Any]) -> dict[str, Any]:
        try:
            return to_json(coder.code_report(raw_report(**report)))
        except DatelineError as error:
            return {"error": str(error)}


_CODER = _OneCoder()


async def _code(request: Request) -> Response:
    try:
        reports = _reports(await request.body())
    except UnfitBodyError as error:
        return _json({"error": str(error)}, 422)
    codings = await run_in_threadpool(_CODER.code, reports) if _CODER.takes() else None
    if codings is None:
        return _json({"error": "others are being coded; try again in half a minute"}, 503)
    return _json({"codings": codings})


def _reports(body: bytes) -> list[dict[str, Any]]:
    """The reports of a body: ``{"text": …}``, a text, or a list of either."""
    try:
        given = json.loads(body)
    except (ValueError, RecursionError):
        raise UnfitBodyError('the body is no JSON; send {"text": "…"}') from None
    several = given if isinstance(given, list) else [given]
    reports = [{"text": one} if isinstance(one, str) else one for one in several]
    if not reports or len(reports) > _MOST_REPORTS:
        raise UnfitBodyError(f"the body holds {len(reports)} reports; send 1 to {_MOST_REPORTS}")
    for number, report in enumerate(reports, 1):
        _check(report, number)
    if sum(len(report["text"]) for report in reports) > _MOST_CHARACTERS:
        raise UnfitBodyError(f"the texts have more than {_MOST_CHARACTERS:,} characters; send fewer at a time")
    return reports


def _check(report: object, number: int) -> None:
    if not isinstance(report, dict) or not isinstance(report.get("text"), str):
        raise UnfitBodyError(f'report {number} has no text; send {{"text": "…"}}')
    strange = next((name for name in report if name not in _KNOWN), None)
    if strange is not None:
        raise UnfitBodyError(
            f"report {number} has {strange[:40]!r}, which means nothing here; send {', '.join(_KNOWN)}"
        )
    wrong = next((name for name, value in report.items() if value is not None and not isinstance(value, str)), None)
    if wrong is not None:
        raise UnfitBodyError(f"report {number}: its {wrong} is no text; send it between quotation marks")


def _json(value: object, status: int = 200) -> Response:
    return PlainTextResponse(json_text(value), status, {"cache-control": "no-store"}, "application/json")


ROUTE = Route("/api/code", _code, methods=["POST"])

_REPORT = {
    "type": "object",
    "required": ["text"],
    "additionalProperties": False,
    "properties": {name: {"type": "string" if name == "text" else ["string", "null"]} for name in _KNOWN},
}
_SEVERAL = {
    "type": "array",
    "minItems": 1,
    "maxItems": _MOST_REPORTS,
    "items": {"anyOf": [_REPORT, {"type": "string"}]},
}
_ERROR = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}}
#: What the route is, as OpenAPI says it.
DESCRIPTION: Mapping[str, Any] = {
    "operationId": "code",
    "summary": "Code a text, or several: codings in the form dateline/2, or an error in the place of one that cannot be coded.",
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"anyOf": [_REPORT, {"type": "string"}, _SEVERAL]}}},
    },
    "responses": {
        "200": {
            "description": "A coding or an error for each report, in their order.",
            "content": {
                "application/json": {
                    "schema": {
                        "type": "object",
                        "required": ["codings"],
                        "properties": {"codings": {"type": "array", "items": {"type": "object"}}},
                    }
                }
            },
        },
        "403": {
            "description": "Asked by another site's page, or the body is not named as JSON.",
            "content": {"text/plain": {}},
        },
        "413": {"description": "The body is too large.", "content": {"text/plain": {}}},
        "422": {"description": "The body holds no text to code.", **_ERROR},
        "503": {"description": "Others are being coded.", **_ERROR},
    },
}
