"""Which fields each kind of entry may have, and of which shape; takes an entry, yields what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from dateline.codebook.entries import Entry, Problem, Value
from dateline.codebook.files import suggestion

Shape = Literal["text", "texts", "number", "year", "flag", "entry", "entries", "texts by name", "text by name"]
Schema = Mapping[str, Shape]

FRAME: Schema = {
    "frame": "text",
    "type": "text",
    "mode": "text",
    "predicates": "texts",
    "where": "texts by name",
    "unless": "texts by name",
    "actor": "texts",
    "recipient": "texts",
    "symmetric": "flag",
    "together": "text",
    "contexts": "texts",
    "examples": "entries",
}
OPERATOR: Schema = {
    "operator": "text",
    "predicates": "texts",
    "becomes": "text by name",
    "modes": "text by name",
    "govern": "texts",
    "actor": "texts",
    "recipient": "texts",
    "status": "text",
    "deed": "flag",
    "mutual": "flag",
    "examples": "entries",
}
EXAMPLE: Schema = dict.fromkeys(("text", "actor", "recipient", "place", "status", "type", "mode"), "text")
TYPE_FLAGS = (
    "recipient_required", "mutual", "both_act", "either_order", "of_is_doer", "done_to_land", "until_they_act", "about_acts",
    "asks", "answers", "in_person", "from_afar", "repeats", "in_pieces", "may_be_help",
    "by_people",
)  # fmt: skip
TYPE: Schema = {
    "quad": "text",
    "score": "number",
    "meaning": "text",
    "modes": "entry",
    "against": "texts",
    **dict.fromkeys(TYPE_FLAGS, "flag"),
}
MODE: Schema = {
    "score": "number",
    "meaning": "text",
    "contexts": "texts",
    "hosted": "flag",
    "apart": "flag",
    "akin": "texts",
}
CONTEXT: Schema = {"meaning": "text", "words": "texts"}
ROLE: Schema = {
    "phrases": "texts",
    "sectors": "texts",
    "kind": "text",
    "title": "flag",
    "weak": "flag",
    "description": "flag",
}
KNOWN: Schema = {
    "name": "text",
    "aliases": "texts",
    "country": "text",
    "sector": "texts",
    "from": "year",
    "to": "year",
}
FORMER: Schema = {"words": "texts", "ends": "texts", "sectors": "texts"}

FILES: Mapping[str, Schema] = {
    "plover.yaml": {
        "replaces": "flag",
        "name": "text",
        "version": "text",
        "attribution": "text",
        "quads": "texts",
        "unreal": "entry",
        "weakest": "text",
        "types": "entry",
    },
    "contexts.yaml": {"replaces": "flag", "ignore": "texts", "contexts": "entry"},
    "roles.yaml": {
        "replaces": "flag",
        "sectors": "text by name",
        "spellings": "text by name",
        "prefixes": "texts",
        "former": "entry",
        "portfolios": "texts by name",
        "roles": "entries",
    },
    "operators.yaml": {
        "replaces": "flag",
        "classes": "texts by name",
        "implied": "text by name",
        "operators": "entries",
    },
    "people.yaml": {"people": "entries"},
    "groups.yaml": {"groups": "entries"},
    "frames": {"replaces": "flag", "classes": "texts by name", "frames": "entries"},
}

_YEARS = range(1000, 3000)
_EXPECTED: Mapping[Shape, str] = {
    "text": "must be text (put quotes around it if it is a number or true/false)",
    "texts": "must be a word or a list of words, [like, this]",
    "number": "must be a number",
    "year": "must be a year of four digits, 2014",
    "flag": "must be true or false",
    "entry": "must have fields of its own",
    "entries": 'must be a list of entries (lines that begin with "-")',
    "texts by name": "must give a list of words for each name, {like: [this, one]}",
    "text by name": "must give one word for each name, {like: this}",
}


def field_problems(entry: Entry, schema: Schema, required: tuple[str, ...], file: str, what: str) -> Iterator[Problem]:
    """Fields that are unknown, missing or of the wrong shape; ``what`` begins the message: ``frame "visit"``."""
    for name, value in entry.fields.items():
        line = entry.line_of(name)
        if name not in schema:
            yield Problem(file, line, f'{what}: no such field "{name}"{entry.trap(name) or suggestion(name, schema)}')
        elif value is not None and not _fits(value, schema[name]):
            yield Problem(file, line, f'{what}: "{name}" {_EXPECTED[schema[name]]}')
    for name in required:
        if entry.fields.get(name) is None:
            yield Problem(file, entry.line, f'{what}: "{name}" is missing')


def _fits(value: Value, shape: Shape) -> bool:
    if shape == "text":
        return isinstance(value, str)
    if shape == "texts":
        return isinstance(value, str) or (isinstance(value, list) and all(isinstance(v, str) for v in value))
    if shape == "number":
        return isinstance(value, int | float) and not isinstance(value, bool)
    if shape in ("flag", "year"):
        return isinstance(value, bool) if shape == "flag" else type(value) is int and value in _YEARS
    if shape == "entries":
        return isinstance(value, list) and all(isinstance(v, Entry) for v in value)
    if not isinstance(value, Entry):
        return False
    if shape == "texts by name":
        return all(_fits(v, "texts") for v in value.fields.values())
    return shape == "entry" or all(v is None or isinstance(v, str) for v in value.fields.values())
