"""FollowTheMoney entities: the schemata's shape, ids that stay, links that lead somewhere.

The schemata that we use are written down here as the package followthemoney 4 has them, which validates our files too where
it is installed (it needs a compiler, so the tests do not ask for it).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dateline.exchange.ftm import export_ftm

Entities = list[dict[str, Any]]

_LEGAL = frozenset("name country wikidataId".split())
_INTERVAL = frozenset("date startDate endDate sourceUrl publisher proof recordId".split())
PROPERTIES = {
    "Article": frozenset("title sourceUrl publisher publishedAt language processedAt".split()),
    "Event": _INTERVAL | frozenset("name summary location country involved keywords retrievedAt".split()),
    "Documentation": frozenset("document entity role".split()),
    "Mention": frozenset("document name resolved detectedSchema contextCountry".split()),
    "UnknownLink": _INTERVAL | frozenset("subject object role".split()),
    "Position": frozenset("name country".split()),
    "Occupancy": frozenset("holder post date proof".split()),
    **dict.fromkeys(("Person", "PublicBody", "Organization", "Company", "LegalEntity"), _LEGAL),
}
REQUIRED = {
    "Event": ["name"], "Documentation": ["document", "entity"], "Mention": ["document", "name"],
    "UnknownLink": ["subject", "object"], "Position": ["name"], "Occupancy": ["holder", "post"], "Person": ["name"],
}  # fmt: skip
_LEGAL_ENTITIES = {"Person", "PublicBody", "Organization", "Company", "LegalEntity"}
RANGES = {
    "document": {"Article"}, "proof": {"Article"}, "involved": _LEGAL_ENTITIES, "subject": _LEGAL_ENTITIES,
    "object": _LEGAL_ENTITIES, "resolved": _LEGAL_ENTITIES, "holder": {"Person"}, "post": {"Position"}, "entity": {"Event"},
}  # fmt: skip


def exported(archive: duckdb.DuckDBPyConnection, tmp_path: Path, *, text: bool = True) -> Entities:
    file = tmp_path / "entities.ftm.json"
    count = export_ftm(archive, file, text=text)
    found = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert len(found) == count
    return found


def of(entities: Entities, schema: str) -> list[dict[str, list[str]]]:
    return [entity["properties"] for entity in entities if entity["schema"] == schema]


def test_every_entity_has_the_shape_of_its_schema(archive: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    for entity in exported(archive, tmp_path):
        assert set(entity) == {"id", "schema", "properties"}
        assert set(entity["properties"]) <= PROPERTIES[entity["schema"]]
        assert set(REQUIRED.get(entity["schema"], ())) <= set(entity["properties"])
        assert all(values and all(isinstance(v, str) and v for v in values) for values in entity["properties"].values())


def test_every_link_leads_to_an_entity_of_the_right_kind(archive: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    entities = exported(archive, tmp_path)
    schemata = {entity["id"]: entity["schema"] for entity in entities}
    assert len(schemata) == len(entities)
    for entity in entities:
        for name in RANGES.keys() & entity["properties"].keys():
            assert {schemata[target] for target in entity["properties"][name]} <= RANGES[name]


@pytest.mark.skipif(find_spec("followthemoney") is None, reason="followthemoney is not installed")
def test_the_package_finds_every_entity_valid(archive: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    from followthemoney import model  # type: ignore[import-not-found,unused-ignore]

    for entity in exported(archive, tmp_path):
        schema = model.get(entity["schema"])
        schema.validate(entity)
        assert model.get_proxy(entity).to_dict()["properties"].keys() == entity["properties"].keys()


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
