"""What the desk's description says of an answer, held against the answer."""

from __future__ import annotations

from typing import Any

_KINDS = {
    "string": str,
    "integer": int,
    "number": int | float,
    "boolean": bool,
    "object": dict,
    "array": list,
    "null": type(None),
}


def fits(value: Any, schema: dict[str, Any], known: dict[str, Any]) -> bool:
    """As much of JSON Schema as the description uses. ``known``: the schemas that it names."""
    if "$ref" in schema:
        return fits(value, known[schema["$ref"].rsplit("/", 1)[1]], known)
    if "anyOf" in schema:
        return any(fits(value, one, known) for one in schema["anyOf"])
    if "enum" in schema or "const" in schema:
        return value in schema.get("enum", [schema.get("const")])
    kind = schema.get("type")
    if kind is not None and (not isinstance(value, _KINDS[kind]) or (isinstance(value, bool) and kind != "boolean")):
        return False
    if isinstance(value, dict):
        own = schema.get("properties", {})
        return set(schema.get("required", ())) <= set(value) and all(
            fits(v, own.get(k, {}), known) for k, v in value.items()
        )
    if isinstance(value, list):
        if "prefixItems" in schema:
            return len(value) == len(schema["prefixItems"]) and all(
                map(fits, value, schema["prefixItems"], [known] * len(value))
            )
        return all(fits(one, schema.get("items", {}), known) for one in value)
    return True
