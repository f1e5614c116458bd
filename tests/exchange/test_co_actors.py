"""Who acts together is never whom it is done to, in whatever an archive leaves as; who acts on each other is. From text on."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

import dateline
from dateline.archive import Archive
from dateline.exchange import FORMATS, PanelRule, format_named
from dateline.exchange.network import network
from dateline.exchange.series import dyads
from dateline.exchange.told import told

TOGETHER = (
    "France and Germany launched air strikes on Thursday.",
    "France and Germany launched air strikes on Libya on Friday.",
    "France and Germany condemned the coup on Monday.",
)
EACH_OTHER = (
    "France and Germany held talks on Thursday.",
    "Fighting between France and Germany killed 30 people on Monday.",
    "France and Germany shelled each other on Monday.",
)
BOTH = {"FRA", "DEU"}


@pytest.fixture(scope="module")
def coder() -> dateline.DatelineCoder:
    return dateline.load()


@pytest.fixture
def connection(
    request: pytest.FixtureRequest, coder: dateline.DatelineCoder, tmp_path: Path
) -> Iterator[duckdb.DuckDBPyConnection]:
    folder = tmp_path / "archive"
    Archive.writable(folder).add([coder.code(request.param, published="2024-03-05")])
    with Archive(folder).reading() as opened:
        yield opened


def pairs_of_panel(connection: duckdb.DuckDBPyConnection, file: Path, rule: PanelRule) -> list[set[str]]:
    format_named("dyad-month").export(connection, file, text=True, rule=rule)
    with file.open(encoding="utf-8", newline="") as lines:
        return [{row[key] for key in rule.keys} for row in csv.DictReader(lines)]


@pytest.mark.parametrize(
    ("connection", "mutual"),
    [*((text, False) for text in TOGETHER), *((text, True) for text in EACH_OTHER)],
    indirect=["connection"],
)
def test_co_actors_are_a_pair_only_where_they_act_on_each_other(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, mutual: bool
) -> None:
    for rule in (PanelRule("dyad"), PanelRule("dyad", undirected=True), PanelRule("dyad", count="reports")):
        assert (BOTH in pairs_of_panel(connection, tmp_path / "p.csv", rule)) is mutual
    assert ({"France", "Germany"} in [{row["source"], row["target"]} for row in dyads(connection).rows]) is mutual


@pytest.mark.parametrize("connection", TOGETHER, indirect=True)
def test_no_export_joins_those_who_act_together(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    for event in told(connection, text=True):
        assert [party.country for party in event.pair if party is not None] not in (["FRA", "DEU"], ["DEU", "FRA"])
    _, edges = network(connection)
    names = dict(connection.execute("SELECT actor_id, name FROM sides").fetchall())
    assert not [
        edge for edge in edges if {names.get(edge["source"]), names.get(edge["target"])} == {"France", "Germany"}
    ]
    format_named("ftm").export(connection, tmp_path / "x.jsonl", text=True)
    entities = [json.loads(line) for line in (tmp_path / "x.jsonl").read_text(encoding="utf-8").splitlines()]
    called = {e["id"]: e["properties"].get("name", [""])[0] for e in entities}
    links = [e["properties"] for e in entities if e["schema"] == "UnknownLink"]
    assert not [
        link for link in links if {called[link[end][0]] for end in ("subject", "object")} == {"France", "Germany"}
    ]
    assert {form.name for form in FORMATS} >= {"ftm", "graphml", "gdelt", "icews"}
