"""What an export leaves out, in words: nothing is left out without a word."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from dateline.exchange import ExportFormat, Filters, PanelRule, not_happened, without_point
from dateline.exchange.panel_cells import say_reason
from dateline.exchange.panels import in_no_story, left_out

if TYPE_CHECKING:
    import duckdb


def say_nothing_chosen(connection: duckdb.DuckDBPyConnection, filters: Filters) -> str:
    """Why the filters choose no event, as far as the archive shows it."""
    known = [row[0] for row in connection.execute("SELECT DISTINCT type FROM events ORDER BY type").fetchall()]
    strange = [name for name in filters.types if name not in known]
    if strange and known:
        return f"there is no event of type {', '.join(strange)}; the archive has {', '.join(known)}"
    days = connection.execute(
        "SELECT min(coalesce(date_start, date_end)), max(coalesce(date_end, date_start)) FROM events"
    )
    first, last = days.fetchone() or (None, None)
    span = f"; its events run from {first} to {last}" if isinstance(first, date) else ""
    return f"no event of the archive is chosen by these filters{span}"


def say_panel(connection: duckdb.DuckDBPyConnection, rule: PanelRule) -> Iterator[str]:
    """How a panel was counted, and what it leaves out, a line a reason."""
    for sentence in rule:
        yield f"  {sentence}"
    if rule.count == "stories" and (untold := in_no_story(connection)):
        yield (
            f"  {_events(untold)} in no story yet, and each counted as a story of its own: tell the stories first (dateline"
            " stories ARCHIVE), or count reports (--count reports)."
        )
    for reason, events in left_out(connection, rule).items():
        yield f"  left out: {_events(events)} {say_reason(reason, rule)}"


def _events(number: int) -> str:
    return f"{number:,} event{'s' if number != 1 else ''}"


def say_left_out(connection: duckdb.DuckDBPyConnection, form: ExportFormat) -> Iterator[str]:
    """What the format cannot hold of the chosen events, a line a reason."""
    if form.happened and (others := not_happened(connection)):
        yield f"  left out: {others:,} events that did not (or not yet) happen; --status chooses others"
    if form.points and (nowhere := without_point(connection)):
        yield f"  left out: {nowhere:,} events whose place has no coordinates or is not known"
