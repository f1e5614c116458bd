"""FollowTheMoney entities: what its own package says of them, ids that stay, links that lead somewhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from followthemoney import model

from dateline.exchange.ftm import export_ftm

Entities = list[dict[str, Any]]
#: What followthemoney 4 added to links in time. The tests use 3.8, the last that can be installed without a compiler.
SINCE_4 = {"Occupancy": {"proof"}, "UnknownLink": {"proof"}}


def exported(archive: duckdb.DuckDBPyConnection, tmp_path: Path, *, text: bool = True) -> Entities:
    file = tmp_path / "entities.ftm.json"
    count = export_ftm(archive, file, text=text)
    found = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert len(found) == count
    return found


def of(entities: Entities, schema: str) -> list[dict[str, list[str]]]:
    return [entity["properties"] for entity in entities if entity["schema"] == schema]


def assert_valid(entities: Entities) -> None:
    """Each has the properties that its schema has and needs, and links lead to entities of the right kind."""
    schemata = {entity["id"]: model.get(entity["schema"]) for entity in entities}
    assert len(schemata) == len(entities)
    for entity in entities:
        schema, properties = schemata[entity["id"]], entity["properties"]
        assert set(entity) == {"id", "schema", "properties"}
        schema.validate(entity)
        assert properties.keys() - schema.properties.keys() <= SINCE_4.get(schema.name, set())
        assert set(schema.required) <= properties.keys()
        for name in properties.keys() & schema.properties.keys():
            if schema.get(name).type.name == "entity":
                assert all(schemata[target].is_a(schema.get(name).range) for target in properties[name])


def assert_read_as_written(entities: Entities) -> None:
    """Cleaning the values, as every reader does, changes none; none is longer than its property may be."""
    for entity in entities:
        schema, read = model.get(entity["schema"]), model.get_proxy(entity, cleaned=False)
        for name in entity["properties"].keys() & schema.properties.keys():
            written = entity["properties"][name]
            assert sorted(read.get(name)) == sorted(written)
            assert all(0 < len(value) <= schema.get(name).type.max_length for value in written)


def test_the_package_finds_every_entity_valid(archive: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    entities = exported(archive, tmp_path)
    assert_valid(entities)
    assert_read_as_written(entities)


@pytest.mark.parametrize(
    "odd",
    [
        "“Wan\xadjala”\x9d",
        '"Wanjala"',
        "Wan\n \u2003jala",
        "Wanjala " * 80,
        "e\u0301" * 300,
        "\x00",
        "Wan\x1bjala\ufffe\uffff",
    ],
)
def test_odd_text_is_read_as_it_was_written(
    odd: str, archive: duckdb.DuckDBPyConnection, change: Callable[..., None], tmp_path: Path
) -> None:
    for table, key, value in (("sides", "actor_id", "a-wanjala"), ("mentions", "actor_id", "a-wanjala")):
        change(table, key, value, name=odd)
    change("events", "event_id", "r1:e1", place_name=odd, sentence_text=odd * 300)
    change("reports", "report_id", "r1", title=odd * 30, publisher=odd)
    entities = exported(archive, tmp_path)
    assert_read_as_written(entities)
    if odd != "\x00":  # of which no name is left
        assert_valid(entities)


def test_who_is_named_alike_in_two_reports_is_one_entity(archive: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    names = [properties["name"] for properties in of(exported(archive, tmp_path), "PublicBody")]
    assert names.count(["Kenya"]) == names.count(["Ukraine"]) == 1


def test_who_is_not_named_is_known_within_one_report_alone(archive: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    names = [properties["name"] for properties in of(exported(archive, tmp_path), "LegalEntity")]
    assert names.count(["Russian troops"]) == 2


def test_an_office_has_a_holder_from_the_first_to_the_last_day_of_saying(
    archive: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    entities = exported(archive, tmp_path)
    names = {entity["id"]: entity["properties"].get("name", [""])[0] for entity in entities}
    held = [(names[o["holder"][0]], names[o["post"][0]], o["date"]) for o in of(entities, "Occupancy")]
    assert held == [
        ("Amina Wanjala", "Foreign Minister", ["2025-03-13"]),
        ("Lars Brekke", "Prime Minister", ["2025-03-13"]),
    ]


def test_mr_is_no_office(archive: duckdb.DuckDBPyConnection, change: Callable[..., None], tmp_path: Path) -> None:
    change("mentions", "actor_id", "a-brekke", role_title="Mr")
    assert [p["name"] for p in of(exported(archive, tmp_path), "Position")] == [["Foreign Minister"]]


def test_an_event_that_was_denied_says_so(archive: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    entities = exported(archive, tmp_path)
    assert ["Norway SANCTION withdraw Kenya (denied)"] in [e["name"] for e in of(entities, "Event")]
    assert ["SANCTION withdraw (denied)"] in [link["role"] for link in of(entities, "UnknownLink")]


def test_talks_link_both_sides(archive: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    entities = exported(archive, tmp_path)
    names = {entity["id"]: entity["properties"].get("name", [""])[0] for entity in entities}
    assert ("China", "India") in [(names[u["subject"][0]], names[u["object"][0]]) for u in of(entities, "UnknownLink")]


def test_ids_are_the_same_in_every_export(archive: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    assert exported(archive, tmp_path) == exported(archive, tmp_path)


def test_without_text_no_entity_holds_words_of_a_report(
    archive: duckdb.DuckDBPyConnection, tmp_path: Path, words: list[str]
) -> None:
    exported(archive, tmp_path, text=False)
    written = (tmp_path / "entities.ftm.json").read_text(encoding="utf-8")
    assert not [w for w in words if w in written]


def test_an_address_that_is_none_is_left_out(
    archive: duckdb.DuckDBPyConnection, change: Callable[..., None], tmp_path: Path
) -> None:
    change("reports", "report_id", "r2", url="javascript:alert(1)")
    assert "javascript" not in json.dumps(exported(archive, tmp_path))
