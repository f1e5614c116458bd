"""The formats that an archive leaves in, one line each; what a line names lies in the file of its format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from dateline.exchange import ftm, gdelt, geojson, graphml, icews, panels, plover, polecat, view_tables


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A way out. ``happened``: it cannot say that an event was planned or denied, and so holds what happened alone.

    ``export(connection, output, text=…)`` gives the number of ``rows`` (events, features, lines …) it wrote; a ``panel``
    takes ``zero_fill`` too; a ``folder`` writes several files into the folder ``output``; of ``points`` are only events
    whose place has coordinates.
    """

    name: str
    export: Callable[..., int]
    rows: str
    about: str
    happened: bool = False
    panel: bool = False
    folder: bool = False
    points: bool = False


_of_places = partial(panels.export_country_month, side="place")
_of_targets = partial(panels.export_country_month, side="recipient")

FORMATS = (
    ExportFormat("polecat", polecat.export_polecat, "events", "POLECAT's 40 columns as TSV, and the confidence", happened=True),
    ExportFormat("plover", plover.export_plover, "events", "PLOVER JSON lines, with status and sources"),
    ExportFormat("gdelt", gdelt.export_gdelt, "events", "GDELT 2.0 events, and mentions in a second file", happened=True),
    ExportFormat("icews", icews.export_icews, "events", "ICEWS's 20 columns as TSV, and the confidence", happened=True),
    ExportFormat("ftm", ftm.export_ftm, "entities", "FollowTheMoney JSON lines, for Aleph"),
    ExportFormat("geojson", geojson.export_geojson, "features", "points on a map, for QGIS and web maps", points=True),
    ExportFormat("graphml", graphml.export_graphml, "edges", "a network of actors, for networkx and Gephi"),
    ExportFormat("csv", view_tables.export_csv, "rows", "every view as CSV, into a folder", folder=True),
    ExportFormat("parquet", view_tables.export_parquet, "rows", "every view as Parquet, into a folder", folder=True),
    ExportFormat("country-month", panels.export_country_month, "rows", "panel: what a country did", happened=True, panel=True),
    ExportFormat("target-month", _of_targets, "rows", "panel: what was done to a country", happened=True, panel=True),
    ExportFormat("place-month", _of_places, "rows", "panel: what happened in a country", happened=True, panel=True),
    ExportFormat("dyad-month", panels.export_dyad_month, "rows", "panel: what one country did to another",
                 happened=True, panel=True),
)  # fmt: skip


def format_named(name: str) -> ExportFormat:
    """The format of this name; KeyError if there is none."""
    return {form.name: form for form in FORMATS}[name]
