"""POLECAT's table, read back as its users do: tab-separated, with and without quoting."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import duckdb

from dateline.exchange.polecat import COLUMNS, export_polecat
from dateline.exchange.selection import Filters, select_events

HEADER = """Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW|Primary Actor
Sector|Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|Recipient Country|Recipient COW|Primary
Recipient Sector|Recipient Sectors|Recipient Title|Recipient Name Raw|Wikipedia Recipient ID|Placename|City|District|Province|
Country|Latitude|Longitude|GeoNames ID|Raw Placename|Feature Type|Source|Publication Date|Story People|Story Organizations|
Story Locations|Language|Version""".replace("|\n", "|").replace("\n", " ")


def read(file: Path, quoting: int = csv.QUOTE_NONE) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=quoting))  # type: ignore[arg-type]


def rows(archive: duckdb.DuckDBPyConnection, tmp_path: Path, *, text: bool = True) -> list[dict[str, str]]:
    file = tmp_path / "ngecEvents.txt"
    count = export_polecat(archive, file, text=text)
    found = read(file)
    assert len(found) == count
    return found


def test_it_has_the_forty_columns_of_polecat_and_the_confidence() -> None:
    assert [*HEADER.split("|"), "Confidence"] == COLUMNS
    assert len(COLUMNS) == 41


def test_a_meeting_is_written_as_polecat_writes_it(archive: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    met = rows(archive, tmp_path)[0]
    assert {name: met[name] for name in HEADER.split("|")[:15]} == {
        "Event ID": "r1:e1", "Event Date": "2025-03-12", "Event Type": "CONSULT", "Event Mode": "None", "Intensity": "2.5",
        "Quad Code": "VERBAL COOPERATION", "Contexts": "None", "Actor Name": "Amina Wanjala", "Actor Country": "KEN",
        "Actor COW": "501", "Primary Actor Sector": "GOV", "Actor Sectors": "GOV", "Actor Title": "Foreign Minister",
        "Actor Name Raw": "Amina Wanjala", "Wikipedia Actor ID": "Q77",
    }  # fmt: skip
    assert (met["Placename"], met["City"], met["Country"], met["Feature Type"]) == ("Geneva", "Geneva", "CHE", "PPL")
    assert (met["Story People"], met["Story Locations"]) == ("Amina Wanjala; Lars Brekke", "Geneva")
    assert met["Version"] == "0.1.0/en-2/plover-2.0"


def test_several_recipients_stay_one_row_with_their_cells_in_step(
    archive: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    shelled = next(row for row in rows(archive, tmp_path) if row["Event ID"] == "r2:e4")
    assert shelled["Recipient Name"] == "three people; Ukraine"
    assert shelled["Recipient COW"] == "None; 369"
    assert shelled["Contexts"] == "military; diplomatic"


def test_only_what_happened_is_written_for_no_column_can_say_otherwise(
    archive: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    assert {row["Event ID"] for row in rows(archive, tmp_path)}.isdisjoint({"r1:e2", "r1:e3", "r4:e8"})


def test_who_asks_for_planned_events_gets_them(archive: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    select_events(archive, Filters(statuses=["planned"]))
    assert [row["Event ID"] for row in rows(archive, tmp_path)] == ["r1:e2"]


def test_an_event_without_date_has_that_of_the_report(archive: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    assert rows(archive, tmp_path)[-1]["Event Date"] == "2025-05-04"


def test_tabs_quotes_and_breaks_in_a_name_cannot_shift_a_cell(
    archive: duckdb.DuckDBPyConnection, change: Callable[..., None], tmp_path: Path
) -> None:
    change("sides", "event_id", "r1:e1", name='"A\tB\r\nC"; D\u2028')
    written = rows(archive, tmp_path)
    assert written[0]["Actor Name"] == "'A B C', D"
    assert read(tmp_path / "ngecEvents.txt", csv.QUOTE_MINIMAL) == written


def test_without_text_no_cell_holds_words_of_a_report(
    archive: duckdb.DuckDBPyConnection, tmp_path: Path, words: list[str]
) -> None:
    raw = [row[f"{side} Name Raw"] for row in rows(archive, tmp_path, text=False) for side in ("Actor", "Recipient")]
    assert {name for cell in raw for name in cell.split("; ")} == {"None"}
    written = (tmp_path / "ngecEvents.txt").read_text(encoding="utf-8")
    assert not [w for w in words if w in written]


def test_duckdb_reads_it_like_r_without_quoting(archive: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    rows(archive, tmp_path)
    query = "SELECT count(*), avg(\"Intensity\") FROM read_csv(?, delim='\t', quote='', header=true, nullstr='None')"
    assert duckdb.execute(query, [str(tmp_path / "ngecEvents.txt")]).fetchone() == (
        6,
        (2.5 - 9.5 * 2 + 10 + 2.5 - 5) / 6,
    )


def test_the_same_archive_gives_the_same_bytes(archive: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    for name in ("a", "b"):
        export_polecat(archive, tmp_path / name, text=True)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_mr_is_no_title(archive: duckdb.DuckDBPyConnection, change: Callable[..., None], tmp_path: Path) -> None:
    change("mentions", "actor_id", "a-brekke", role_title="Mr.")
    met = next(row for row in rows(archive, tmp_path) if row["Event ID"] == "r1:e1")
    assert (met["Actor Title"], met["Recipient Title"]) == ("Foreign Minister", "None")
