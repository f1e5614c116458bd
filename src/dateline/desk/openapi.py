"""The description of the desk's data in OpenAPI 3.1, made from the table of pages and the types of their answers."""

from __future__ import annotations

import re
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from dateline.desk.asking import Page
from dateline.desk.contract_schema import coding_schema
from dateline.model import Coding
from dateline.version import __version__

_DATE = {"type": "string", "format": "date"}
#: The filters as parameters: what each is, and whether it may be given several times.
FILTERS: Mapping[str, tuple[str, dict[str, Any]]] = {
    "q": ("words of the reports, as search takes them", {"type": "string", "maxLength": 300}),
    "type": ("PLOVER type", {"type": "string"}),
    "status": ("happened, planned, hypothetical, denied or historical", {"type": "string"}),
    "country": ("code of a side's or the place's country", {"type": "string", "pattern": "^[A-Za-z]{3}$"}),
    "actor": ("name of somebody on a side", {"type": "string"}),
    "dyad": ("who does it and to whom, as RUS-UKR", {"type": "string", "pattern": "^[A-Za-z]{3}[ -][A-Za-z]{3}$"}),
    "publisher": ("who published the report", {"type": "string"}),
    "basis": ("what the place is read from (place_from), or none", {"type": "string"}),
    "story": ("id of a story", {"type": "string"}),
    "place": ("name of the place", {"type": "string"}),
    "by": ("name of somebody who does it", {"type": "string"}),
    "to": ("name of somebody it is done to", {"type": "string"}),
    "since": ("this day or later", _DATE),
    "until": ("this day or earlier", _DATE),
    "confidence": ("at least so sure, 0 to 1", {"type": "number", "minimum": 0, "maximum": 1}),
}
_PART = re.compile(r"\{(\w+):?(\w*)\}")  # of an address, as Starlette writes it
_TEXT, _WHOLE = {"type": "string", "minLength": 1}, {"type": "integer", "minimum": 0}
_ONCE = ("q", "since", "until", "confidence")
_ERROR = {
    "description": "Refused, in one line.",
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
}
_ERROR_SCHEMA = {"type": "object", "required": ["error"], "properties": {"error": {"type": "string"}}}


def describe(pages: tuple[Page, ...], code: Mapping[str, Any]) -> dict[str, Any]:
    """The whole document. ``code`` describes what codes a text (POST /api/code)."""
    schemas: dict[str, Any] = {"Error": _ERROR_SCHEMA}
    paths: dict[str, Any] = {}
    for page in pages:
        stem = _PART.sub(r"{\1}", page.path) if page.path != "/" else "/index"
        paths[f"{stem}.json"] = {"get": _operation(page, schemas)}
    paths["/api/code"] = {"post": dict(code)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Dateline's desk",
            "version": __version__,
            "description": "What an archive of coded reports holds. Every page has its data under the same address with .json;"
            " with .csv, the rows on the screen as a table.",
        },
        "paths": paths,
        "components": {"schemas": schemas},
    }


def _operation(page: Page, schemas: dict[str, Any]) -> dict[str, Any]:
    body: dict[str, Any] = {
        "type": "object",
        "required": ["page", "filters", "data"],
        "properties": {
            "page": {"type": "string"},
            "filters": {"type": "object"},
            "data": _schema(page.data, schemas) if page.data is not Coding else {},
        },
    }
    if page.data is Coding:  # a report's data is its coding, as it leaves an archive everywhere
        schemas["Coding"] = coding_schema()
        body = {"$ref": "#/components/schemas/Coding"}
    told = {"description": page.about, "content": {"application/json": {"schema": body}}}
    return {
        "operationId": page.template.removesuffix(".html"),
        "summary": page.about,
        "parameters": [*_path_parameters(page), *(_filters() if page.filtered else []), *_own(page)],
        "responses": {"200": told, "400": _ERROR, "404": _ERROR},
    }


def _path_parameters(page: Page) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "path", "required": True, "schema": _WHOLE if kind == "int" else _TEXT}
        for name, kind in _PART.findall(page.path)
    ]


@cache
def _filters() -> list[dict[str, Any]]:
    return [_query(name, about, schema, several=name not in _ONCE) for name, (about, schema) in FILTERS.items()]


def _own(page: Page) -> list[dict[str, Any]]:
    return [_query(name, about, {"type": "string"}, several=False) for name, about in page.parameters.items()]


def _query(name: str, about: str, schema: dict[str, Any], *, several: bool) -> dict[str, Any]:
    held = {"type": "array", "items": schema, "maxItems": 40} if several else schema
    return {"name": name, "in": "query", "description": about, "schema": held, "explode": True, "style": "form"}


def _schema(kind: Any, schemas: dict[str, Any]) -> dict[str, Any]:
    """The JSON schema of a type; dataclasses are named and told once."""
    origin, inner = get_origin(kind), get_args(kind)
    if kind is type(None):
        return {"type": "null"}
    if origin in (Union, types.UnionType):
        return {"anyOf": [_schema(one, schemas) for one in inner]}
    if origin is Literal:
        return {"enum": list(inner)}
    if origin in (tuple, list, frozenset, set):
        return _array(inner, schemas)
    if isinstance(kind, type) and is_dataclass(kind):
        if kind.__name__ not in schemas:
            schemas[kind.__name__] = {}  # a type may hold itself
            hints = get_type_hints(kind)
            properties = {each.name: _schema(hints[each.name], schemas) for each in fields(kind)}
            schemas[kind.__name__] = {"type": "object", "required": list(properties), "properties": properties,
                                      "description": (kind.__doc__ or "").split("\n\n")[0]}  # fmt: skip
        return {"$ref": f"#/components/schemas/{kind.__name__}"}
    plain = {str: "string", int: "integer", float: "number", bool: "boolean"}
    if kind in plain:
        return {"type": plain[kind]}
    if kind in (date, datetime):
        return {"type": "string", "format": "date" if kind is date else "date-time"}
    return {"type": "object"} if origin is not None else {}


def _array(inner: tuple[Any, ...], schemas: dict[str, Any]) -> dict[str, Any]:
    if len(inner) > 1 and inner[1] is not Ellipsis:
        return {"type": "array", "prefixItems": [_schema(one, schemas) for one in inner]}
    return {"type": "array", "items": _schema(inner[0], schemas) if inner else {}}
