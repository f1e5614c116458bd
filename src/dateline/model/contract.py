"""The contract: a coding as the JSON object that ``dateline code --format json`` prints, and back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from dateline.errors import ReportError, WrongTypeError
from dateline.model.coding import SCHEMA, Coding
from dateline.model.plain import Json, record_from_json, record_to_json

__all__ = ["SCHEMA", "Json", "content_id", "dumps", "from_json", "record_from_json", "record_to_json", "to_json"]


def content_id(prefix: str, *parts: object) -> str:
    """A stable id: a hash of what the record says."""
    written = ", ".join(json.dumps(str(part)) for part in parts)  # as a list of them is written, and ten times as fast
    digest = hashlib.sha256(f"[{written}]".encode("utf-8", "surrogatepass")).hexdigest()
    return f"{prefix}{digest[:12]}"


def to_json(coding: Coding) -> Json:
    """The coding as plain data, with the schema that it follows: what ``json.dumps`` takes.

    >>> import dateline
    >>> coding = dateline.load().code("Police arrested three protesters in Oslo.")
    >>> dateline.to_json(coding)["events"][0]["type"]
    'COERCE'
    """
    if not isinstance(coding, Coding):
        raise WrongTypeError("to_json", f"is given {type(coding).__name__}, and no coding", "give what a coder gave")
    return coding.to_dict()


def from_json(data: Mapping[str, Any] | str | bytes) -> Coding:
    """The coding that :func:`to_json` gave, from plain data or JSON text: equal to the one it was made of.

    Raises ReportError if it is of another schema, lacks a field, claims words that do not stand in the report, or names by
    its id what it does not hold.

    >>> import dateline, json
    >>> coding = dateline.load().code("Police arrested three protesters in Oslo.")
    >>> dateline.from_json(json.dumps(dateline.to_json(coding))) == coding
    True
    """
    try:
        found = json.loads(data) if isinstance(data, str | bytes | bytearray) else data
    except (ValueError, RecursionError) as error:
        raise ReportError("the coding", f"is not JSON ({error})", "give one JSON object") from None
    return Coding.from_dict(found)


def dumps(codings: Iterable[Coding]) -> Iterable[str]:
    """One JSON line a coding."""
    for coding in codings:
        yield json.dumps(coding.to_dict(), ensure_ascii=False)
