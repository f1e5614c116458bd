"""What an export or a picture holds and what it leaves out, in words: nothing is left out without a word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.archive.corrected import is_corrected
from dateline.archive.views import OURS
from dateline.archive.write_stories import StoriesTold, telling_of
from dateline.exchange import ExportFormat, PanelRule, not_happened, without_point
from dateline.exchange.asked_words import Understood
from dateline.exchange.panel_cells import say_reason
from dateline.exchange.panels import in_no_story, left_out
from dateline.exchange.selection import chosen, count, has_table, is_narrowed

if TYPE_CHECKING:
    import duckdb

_NAMED = 6


def say_export(
    connection: duckdb.DuckDBPyConnection, archive: Path, form: ExportFormat, meant: Understood, rule: PanelRule | None
) -> Iterator[str]:
    """Which events are in an export and which are not, a line a fact."""
    yield from say_chosen(connection, meant)
    yield from _say_panel(connection, rule) if rule is not None else _say_format(connection, form)
    yield from say_reviews(connection, archive)
    yield from say_stories(connection, archive, needed=form.stories)


def say_chosen(connection: duckdb.DuckDBPyConnection, meant: Understood) -> Iterator[str]:
    """How many of the events the filters choose, and what names they were taken to mean."""
    every = count(connection, "events")
    if not is_narrowed(connection):
        yield f"of {say_events(every)} of the archive"
        return
    here = count(connection, chosen(connection).events)
    yield f"the filters choose {here:,} of {say_events(every)}"
    for asked, names in meant.names.items():
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        yield f"{asked} means {', '.join(names[:_NAMED])}{more}"


def say_reviews(connection: duckdb.DuckDBPyConnection, archive: Path) -> Iterator[str]:
    """What reviews have changed, if there are any; and how many of them change nothing any more."""
    if not is_corrected(connection):
        return
    corrected = count(connection, "events WHERE review IN ('corrected', 'wrong')")
    added, gone = count(connection, "events WHERE review = 'missed'"), count(connection, "withdrawn")
    yield f"reviews: {say_events(corrected)} corrected, {added:,} added, {gone:,} left out; --raw exports what was coded"
    if fallen := count(connection, "held.fallen"):
        stand = "review no longer stands" if fallen == 1 else "reviews no longer stand"
        yield f"{fallen:,} {stand}: dateline reviews {archive}"


def say_stories(connection: duckdb.DuckDBPyConnection, archive: Path, *, needed: bool) -> Iterator[str]:
    """A warning where stories are older than the codings, or not told at all where they are needed."""
    coders = {coder for (coder,) in connection.execute("SELECT DISTINCT coder FROM reports").fetchall()}
    if OURS not in coders:  # stories are told of our codings alone
        return
    remedy = f"tell them with: dateline stories {archive}"
    match telling_of(archive, connection):
        case StoriesTold.OLDER:
            yield f"warning: the stories are older than the codings and do not tell all events; {remedy}"
        case StoriesTold.NONE if needed:
            yield f"warning: no stories are told yet, so each event counts as a story of its own; {remedy}"


def say_events(number: int) -> str:
    """ "1 event", "2,000 events"."""
    return f"{number:,} event{'s' if number != 1 else ''}"


def _say_panel(connection: duckdb.DuckDBPyConnection, rule: PanelRule) -> Iterator[str]:
    """How a panel was counted, and what it leaves out, a line a reason."""
    yield from rule
    if rule.count == "stories" and (untold := in_no_story(connection)):
        yield (
            f"{say_events(untold)} in no story yet, and each counted as a story of its own: tell the stories first (dateline"
            " stories ARCHIVE), or count reports (--count reports)."
        )
    reasons = left_out(connection, rule)
    for reason, events in reasons.items():
        yield f"left out: {say_events(events)} {say_reason(reason, rule)}"
    if not reasons:
        yield "no event is left out"


def _say_format(connection: duckdb.DuckDBPyConnection, form: ExportFormat) -> Iterator[str]:
    """What the format cannot hold of the chosen events, a line a reason."""
    lines = []
    if form.happened and (others := not_happened(connection)):
        told = ", ".join(f"{number:,} {status}" for status, number in others.items())
        lines.append(
            f"left out: {say_events(sum(others.values()))} that did not (or not yet) happen ({told}); --status chooses others"
        )
    if form.points and (nowhere := without_point(connection)):
        lines.append(f"left out: {say_events(nowhere)} whose place has no coordinates or is not known")
    if form.left_out is not None:
        lines += [f"left out: {what}" for what in form.left_out(connection)]
    yield from lines or ["no event is left out"]
    if form.folder:
        unwritten = [view for view in ("codings", "failures") if has_table(connection, view)]
        yield f"not written, as they tell of the archive itself: the views {' and '.join(unwritten)}"
