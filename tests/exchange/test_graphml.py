"""GraphML, read back by networkx where it is installed, and by an XML parser everywhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from lxml import etree

from dateline.exchange.graphml import export_graphml, pairs

SPACE = "{http://graphml.graphdrawing.org/xmlns}"


def test_networkx_reads_actors_and_events(archive: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    networkx = pytest.importorskip("networkx")
    edges = export_graphml(archive, tmp_path / "actors.graphml", text=True)
    graph = networkx.read_graphml(tmp_path / "actors.graphml", force_multigraph=True)
    assert graph.is_directed()
    assert graph.number_of_edges() == edges == 8
    names = networkx.get_node_attributes(graph, "name")
    sides = {(names[a], names[b], data["type"], data["status"]) for a, b, data in graph.edges(data=True)}
    assert ("Amina Wanjala", "Lars Brekke", "CONSULT", "happened") in sides
    assert ("Norway", "Kenya", "SANCTION", "denied") in sides
    assert ("China", "India", "CONSULT", "happened") in sides
    assert all(isinstance(data["intensity"], float) for *_, data in graph.edges(data=True))


def test_nodes_are_actors_and_ids_are_unique(archive: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    export_graphml(archive, tmp_path / "x", text=True)
    tree = etree.parse(tmp_path / "x", etree.XMLParser(resolve_entities=False, no_network=True))
    nodes = [node.get("id") for node in tree.iter(f"{SPACE}node")]
    edges = list(tree.iter(f"{SPACE}edge"))
    assert len(nodes) == len(set(nodes)) == 12
    assert len({edge.get("id") for edge in edges}) == len(edges) == 8
    assert {edge.get(end) for edge in edges for end in ("source", "target")} <= set(nodes)
    declared = {key.get("id") for key in tree.iter(f"{SPACE}key")}
    assert {data.get("key") for data in tree.iter(f"{SPACE}data")} <= declared


def test_a_name_cannot_break_the_xml(
    archive: duckdb.DuckDBPyConnection, change: Callable[..., None], tmp_path: Path
) -> None:
    change("sides", "event_id", "r1:e1", name="<a>&\x00\x08\ufffe ]]>\"'")
    export_graphml(archive, tmp_path / "x", text=True)
    etree.parse(tmp_path / "x", etree.XMLParser(resolve_entities=False, no_network=True))


def test_it_holds_no_words_of_a_report(archive: duckdb.DuckDBPyConnection, tmp_path: Path, words: list[str]) -> None:
    export_graphml(archive, tmp_path / "x", text=False)
    written = (tmp_path / "x").read_text(encoding="utf-8")
    assert not [w for w in words if w in written]


def test_who_acts_is_joined_to_whom_it_concerns_and_in_talks_to_each_other() -> None:
    assert list(pairs(["a", "b"], ["c"], mutual=True)) == [("a", "c"), ("b", "c")]
    assert list(pairs(["a", "b", "c"], [], mutual=True)) == [("a", "b"), ("a", "c"), ("b", "c")]
    assert list(pairs(["a"], ["a"], mutual=False)) == []
    assert list(pairs(["a", "b"], [], mutual=False)) == []
