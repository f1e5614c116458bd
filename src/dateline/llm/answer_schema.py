"""The form that a model is asked to answer in: a JSON schema whose words are those of the codebook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, get_args

from dateline.codebook import Codebook
from dateline.model import Size
from dateline.model.actor import Form, Kind
from dateline.model.event import Status

#: What may be counted of an event: killed, injured …
COUNTED = tuple(field.name for field in fields(Size) if field.name != "at_least")
KINDS, FORMS, STATUSES = get_args(Kind), get_args(Form), get_args(Status)
_NUMBER: Mapping[str, Any] = {"type": "integer"}
_TEXT: Mapping[str, Any] = {"type": "string"}
_TEXT_OR_NULL: Mapping[str, Any] = {"type": ["string", "null"]}
_WORDS: Mapping[str, Any] = {"sentence": _NUMBER, "words": _TEXT}


def answer_schema(codebook: Codebook) -> dict[str, Any]:
    """The JSON schema of an answer: all is required and nothing else allowed, as servers ask that hold a model to it."""
    modes = sorted({mode for kind in codebook.types.values() for mode in kind.modes})
    sectors = sorted(sectors_of(codebook))
    keys = _list(_TEXT)
    actor = {
        "key": _TEXT,
        "kind": _one_of(KINDS),
        "country": _TEXT_OR_NULL,
        "sectors": _list(_one_of(sectors)),
        "mentions": _list(_object({**_WORDS, "form": _one_of(FORMS)})),
        "roles": _list(_object(_WORDS)),
    }
    event = {
        "type": _one_of(codebook.types),
        "mode": {"anyOf": [_one_of(modes), {"type": "null"}]},
        "status": _one_of(STATUSES),
        "trigger": _object(_WORDS),
        "actors": keys,
        "recipients": keys,
        "sources": keys,
        "contexts": _list(_one_of(codebook.contexts)),
        "place": _or_null({**_WORDS, "country": _TEXT_OR_NULL}),
        "date": _or_null({**_WORDS, "start": _TEXT, "end": _TEXT}),
        "sizes": _list(_object({**_WORDS, "counted": _one_of(COUNTED), "number": _NUMBER})),
    }
    statement = {
        "speaker": _TEXT_OR_NULL,
        "cue": _object(_WORDS),
        "content": _object(_WORDS),
        "quoted": {"type": "boolean"},
        "about": keys,
    }
    parts: Mapping[str, Mapping[str, Any]] = {"actors": actor, "events": event, "statements": statement}
    return _object({"report": _TEXT} | {name: _list(_object(part)) for name, part in parts.items()})


def sectors_of(codebook: Codebook) -> frozenset[str]:
    """The sectors that the codebook's roles give."""
    return frozenset(sector for entry in codebook.roles.entries.values() for sector in entry.sectors)


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    given = dict(properties)
    return {"type": "object", "properties": given, "required": list(given), "additionalProperties": False}


def _or_null(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"anyOf": [_object(properties), {"type": "null"}]}


def _list(items: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": dict(items)}


def _one_of(words: Any) -> dict[str, Any]:
    return {"type": "string", "enum": list(words)}
