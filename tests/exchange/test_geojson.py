"""GeoJSON as RFC 7946 wants it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb

from dateline.exchange.geojson import export_geojson
from dateline.exchange.selection import Filters, select_events


def collection(archive: duckdb.DuckDBPyConnection, tmp_path: Path, *, text: bool = True) -> dict[str, Any]:
    file = tmp_path / "events.geojson"
    count = export_geojson(archive, file, text=text)
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    assert len(found["features"]) == count
    return found


def test_it_is_a_collection_of_points_with_longitude_first(archive: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    found = collection(archive, tmp_path)
    assert set(found) == {"type", "features"}
    assert found["type"] == "FeatureCollection"
    assert len({feature["id"] for feature in found["features"]}) == 5
    for feature in found["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        lon, lat = feature["geometry"]["coordinates"]
        assert -180 <= lon <= 180
        assert -90 <= lat <= 90
    kharkiv = next(f for f in found["features"] if f["properties"]["place_name"] == "Kharkiv")
    assert kharkiv["geometry"]["coordinates"] == [36.25, 49.98]


def test_a_point_says_how_exact_it_is(archive: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    exact = {
        f["properties"]["place_name"]: f["properties"]["place_is"] for f in collection(archive, tmp_path)["features"]
    }
    assert exact == {"Geneva": "city", "Kharkiv": "city", "Ukraine": "country", "Beijing": "city"}


def test_without_text_there_are_no_words_of_a_report(
    archive: duckdb.DuckDBPyConnection, tmp_path: Path, words: list[str]
) -> None:
    written = json.dumps(collection(archive, tmp_path, text=False), ensure_ascii=False)
    assert not [w for w in words if w in written]
    assert "trigger" not in written


def test_no_event_is_an_empty_collection(archive: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    select_events(archive, Filters(types=["NONE"]))
    assert collection(archive, tmp_path)["features"] == []
