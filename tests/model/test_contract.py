"""The contract that programs read: names, order and spans."""

from __future__ import annotations

import json

from dateline.model import content_id, dumps, to_json
from tests.cli import factory


def spans(node: object) -> list[dict[str, object]]:
    if isinstance(node, dict):
        own = [node] if {"start", "end", "text"} <= node.keys() and isinstance(node["start"], int) else []
        return own + [s for value in node.values() for s in spans(value)]
    return [s for value in node for s in spans(value)] if isinstance(node, list) else []


def test_the_fields_of_the_contract_are_there_and_in_order() -> None:
    coded = to_json(factory.coding())
    assert list(coded)[:9] == [
        "schema",
        "report",
        "actors",
        "places",
        "events",
        "statements",
        "abstained",
        "coverage",
        "versions",
    ]
    assert coded["schema"] == "dateline/2"
    event_fields = (
        "id type mode contexts quad intensity actors recipients place status sources date size evidence "
        "place_from participants because alternatives".split()
    )
    assert [name for name in coded["events"][0] if name in event_fields] == event_fields  # others may be added


def test_every_span_equals_its_text() -> None:
    coded = to_json(factory.coding())
    text = coded["report"]["text"]
    found = spans(coded)
    assert len(found) > 20
    assert all(text[s["start"] : s["end"]] == s["text"] for s in found)  # type: ignore[index, misc]


def test_one_line_a_coding_whatever_line_breaks_it_holds() -> None:
    lines = list(dumps([factory.coding(), factory.coding()]))
    assert len(lines) == 2
    assert all("\n" not in line for line in lines)
    assert json.loads(lines[0]) == to_json(factory.coding())


def test_ids_are_hashes_of_content() -> None:
    assert content_id("e", "a", 1) == content_id("e", "a", 1)
    assert content_id("e", "a", 1) != content_id("e", "a1", "")
    assert content_id("e", "\ud800").startswith("e")
