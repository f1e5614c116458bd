"""ICEWS's table: its twenty columns and the confidence, country names, one source and one target."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb

from dateline.exchange.icews import COLUMNS, export_icews


def test_the_table_reads_back_as_icews_files_do(
    archive: duckdb.DuckDBPyConnection, tmp_path: Path, words: list[str]
) -> None:
    file = tmp_path / "events.tab"
    assert export_icews(archive, file, text=True) == 6
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert list(rows[0]) == COLUMNS
    assert len(COLUMNS) == 21
    assert rows[1] | {"Event ID": ""} == {
        "Event ID": "", "Event Date": "2025-03-18", "Source Name": "Russian troops", "Source Sectors": "MIL",
        "Source Country": "Russia", "Event Text": "Assault: heavy-weapons", "CAMEO Code": "194", "Intensity": "-9.5",
        "Target Name": "three people", "Target Sectors": "", "Target Country": "", "Story ID": "r2", "Sentence Number": "1",
        "Publisher": "Northern Wire", "City": "Kharkiv", "District": "", "Province": "", "Country": "Ukraine",
        "Latitude": "49.98", "Longitude": "36.25", "Confidence": "0.912",
    }  # fmt: skip
    assert not [w for w in words if w in file.read_text(encoding="utf-8")]
