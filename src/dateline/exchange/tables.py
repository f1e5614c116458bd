"""Every view as a table: a folder with one CSV or Parquet file a view.

In CSV, lists become one field with ``; `` between the values. Without source text its columns stay, empty, so that scripts
find what they look for; columns that we do not know to be free of it are left out, and so is the view of whole texts.
"""

# ruff: noqa: S608 the SQL is put together from names of ours
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dateline.exchange.output import unfinished
from dateline.exchange.selection import chosen, has_table, is_narrowed

if TYPE_CHECKING:
    import duckdb

#: What is written without source text: columns that hold data, and (after the bar) those that hold words of a report.
_COLUMNS = {
    "reports": "report_id publisher url published language dateline_place dateline_date dateline_agency characters sentences"
    " events content_hash simhash dateline_version reader_version codebook_version coded_at | title",
    "events": "event_id report_id publisher published type mode quad intensity contexts status date_start date_end"
    " date_precision date_from place_id place_name place_country lat lon geonames_id place_feature killed injured arrested"
    " sources sentence trigger_start trigger_end frame confidence | date_text sentence_text trigger_text",
    "participants": "event_id report_id role position actor_id name kind country sectors wikidata |",
    "statements": "statement_id report_id speaker_id speaker_name speaker_country quoted said start end sources"
    " | cue content",
    "mentions": "report_id actor_id name kind country role_title role_country form start end | text",
    "roles": "report_id publisher published actor_id name kind country sectors title role_country start end | text",
    "places": "report_id place_id name country geonames_id lat lon feature mentions |",
    "texts": "report_id | text",
    "stories": "story_id event_id report_id type date_start date_end place_name place_country actors recipients reports"
    " publishers publisher_names independent_sources first_report_id first_published disagreements |",
}
_NARROWED_BY_REPORT = ("roles", "places", "texts")
_ALL_WORDS = "texts"


def export_csv(connection: duckdb.DuckDBPyConnection, output: Path, *, text: bool) -> int:
    """Write ``output/events.csv`` and so on; gives the number of rows in all of them."""
    return _export(connection, output, "csv", text=text)


def export_parquet(connection: duckdb.DuckDBPyConnection, output: Path, *, text: bool) -> int:
    """Write ``output/events.parquet`` and so on; gives the number of rows in all of them."""
    return _export(connection, output, "parquet", text=text)


def _export(connection: duckdb.DuckDBPyConnection, folder: Path, form: str, *, text: bool) -> int:
    folder.mkdir(exist_ok=True)
    rows = 0
    for view in _COLUMNS:
        if not has_table(connection, view) or (view == _ALL_WORDS and not text):
            continue
        columns = _selected(connection, view, lists=form == "parquet", text=text)
        order = "report_id" if view == _ALL_WORDS else "ALL"  # whole texts are too long to sort by
        query = f"SELECT {', '.join(columns)} FROM {_source(connection, view)} ORDER BY {order}"
        options = "(FORMAT csv, HEADER)" if form == "csv" else "(FORMAT parquet, COMPRESSION zstd)"
        with unfinished(folder / f"{view}.{form}") as part:
            target = str(part).replace("'", "''")
            written = connection.execute(f"COPY ({query}) TO '{target}' {options}").fetchone()
        rows += int(written[0]) if written is not None else 0
    return rows


def _source(connection: duckdb.DuckDBPyConnection, view: str) -> str:
    """The view, narrowed to what belongs to the chosen events."""
    source = chosen(connection)
    if hasattr(source, view):
        return str(getattr(source, view))
    if not is_narrowed(connection):
        return view
    key = "report_id" if view in _NARROWED_BY_REPORT else "event_id"
    return f"(SELECT * FROM {view} SEMI JOIN {source.events} USING ({key}))"


def _selected(connection: duckdb.DuckDBPyConnection, view: str, *, lists: bool, text: bool) -> list[str]:
    data, _, words = _COLUMNS[view].partition("|")
    selected = []
    for name, kind in _columns(connection, view):
        if not text and name not in data.split():
            if name in words.split():
                selected.append(f'NULL::{kind} AS "{name}"')
        elif kind.endswith("[]") and not lists:
            plain = kind == "VARCHAR[]"
            selected.append(
                f'array_to_string("{name}", \'; \') AS "{name}"' if plain else f'to_json("{name}") AS "{name}"'
            )
        else:
            selected.append(f'"{name}"')
    return selected


def _columns(connection: duckdb.DuckDBPyConnection, view: str) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in connection.execute(f"DESCRIBE {view}").fetchall()]
