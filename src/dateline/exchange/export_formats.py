"""The formats that an archive leaves in, one line each; what a line names lies in the file of its format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from dateline.exchange import excel, ftm, gdelt, geojson, graphml, icews, panels, plover, polecat, view_tables
from dateline.exchange.panel_rule import PERIODS, Period, Unit

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A way out. ``happened``: it cannot say that an event was planned or denied, and so holds what happened alone.

    ``export(connection, output, text=…)`` gives the number of ``rows`` (events, features, lines …) it wrote; a panel, whose rows
    hold the events of a ``unit`` in a ``period``, takes its ``rule`` too; a ``folder`` writes several files into the
    folder ``output``; of ``points`` are only events whose place has coordinates; one of ``stories`` needs these to be told;
    ``left_out(connection)`` says in words what else of the chosen events is not in it; ``key`` is what it calls an event.
    """

    name: str
    export: Callable[..., int]
    rows: str
    about: str
    happened: bool = False
    unit: Unit | None = None
    period: Period = "month"
    folder: bool = False
    points: bool = False
    stories: bool = False
    left_out: Callable[[duckdb.DuckDBPyConnection], list[str]] | None = None
    key: Callable[[str], object] = str


def _panel(name: str, unit: Unit, about: str) -> ExportFormat:
    about = f"panel: {about}; also {', '.join(f'{name}-{period}' for period in PERIODS if period != 'month')}"
    return ExportFormat(f"{name}-month", panels.export_panel, "rows", about, unit=unit, stories=True)


FORMATS = (
    ExportFormat("polecat", polecat.export_polecat, "events", "POLECAT's 40 columns as TSV, and the confidence", happened=True),
    ExportFormat("plover", plover.export_plover, "events", "PLOVER JSON lines, with status and sources"),
    ExportFormat("gdelt", gdelt.export_gdelt, "events", "GDELT 2.0 events, and mentions in a second file", happened=True,
                 stories=True, key=gdelt.event_number),
    ExportFormat("icews", icews.export_icews, "events", "ICEWS's 20 columns as TSV, and the confidence", happened=True),
    ExportFormat("ftm", ftm.export_ftm, "entities", "FollowTheMoney JSON lines, for Aleph", key=ftm.event_key),
    ExportFormat("geojson", geojson.export_geojson, "features", "points on a map, for QGIS and web maps", points=True),
    ExportFormat("graphml", graphml.export_graphml, "edges", "a network of actors, for networkx and Gephi",
                 left_out=graphml.without_edge),
    ExportFormat("csv", view_tables.export_csv, "rows", "every view as CSV, into a folder", folder=True, stories=True,
                 left_out=view_tables.without_event),
    ExportFormat("parquet", view_tables.export_parquet, "rows", "every view as Parquet, into a folder", folder=True, stories=True,
                 left_out=view_tables.without_event),
    ExportFormat("xlsx", excel.export_xlsx, "rows", "an Excel workbook: a sheet a view, and one that explains them", stories=True,
                 left_out=excel.without_sheet),
    _panel("country", "actor", "what a country did"),
    _panel("target", "recipient", "what was done to a country"),
    _panel("place", "place", "what happened in a country"),
    _panel("dyad", "dyad", "what one country did to another, or with it"),
)  # fmt: skip


def format_named(name: str) -> ExportFormat:
    """The format of this name; KeyError if there is none. Panels of a month are there for other periods too: dyad-year."""
    unit, _, period = name.rpartition("-")
    if period in PERIODS:
        form = next((f for f in FORMATS if f.unit is not None and f.name == f"{unit}-month"), None)
        if form is not None:
            return replace(form, name=name, period=cast(Period, period))
    return {form.name: form for form in FORMATS}[name]
