"""The views of an archive, each with its columns: what a record has is mirrored, what a view makes of it is declared once."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from dateline.archive.columns import of_events, of_reasons, of_reports
from dateline.archive.columns.mirror import View, ViewColumn

__all__ = ["View", "ViewColumn", "columns_of", "views"]


def _told(name: str, kind: str, about: str) -> ViewColumn:
    return ViewColumn(name, kind, about)


_OF_WITHDRAWN = (
    *("event_id", "report_id", "publisher", "published", "type", "mode", "status"),
    *("trigger_start", "trigger_end", "trigger_text", "sentence_text"),
)


_STORIES = View(
    "stories",
    'One row an event, with the story that it is part of. Empty until "dateline stories ARCHIVE" has told them; run it again'
    " after more was coded.",
    (
        _told("story_id", "VARCHAR", "The story; the same for each event that is one with this one."),
        _told("event_id", "VARCHAR", "The event (see events)."),
        _told("report_id", "VARCHAR", "The report that tells it."),
        _told("type", "VARCHAR", "The story's PLOVER type."),
        _told("date_start", "DATE", "First day on which it may have been, by all its reports."),
        _told("date_end", "DATE", "Last day on which it may have been."),
        _told("place_name", "VARCHAR", "Where, as most reports say."),
        _told("place_country", "VARCHAR", "ISO 3166 alpha-3 code of the place's country."),
        _told("actors", "VARCHAR[]", "Who did it, the most often named first."),
        _told("recipients", "VARCHAR[]", "To whom, the most often named first."),
        _told("reports", "INTEGER", "How many reports tell the story."),
        _told("publishers", "INTEGER", "How many publishers brought it."),
        _told("publisher_names", "VARCHAR[]", "Those publishers, the first first."),
        _told("independent_sources", "INTEGER",
              "Its reports, where copies and those that credit one agency count as one."),
        _told("first_report_id", "VARCHAR", "The report that told it first."),
        _told("first_published", "DATE", "Day of that report."),
        _told("disagreements", "JSON", "Where reports differ: a list of field, and versions with their report_ids."),
    ),
)  # fmt: skip

_WITHDRAWN = View(
    "withdrawn",
    "One row an event that the other views leave out, as reviewers found that it is none, or is another's double.",
    (
        *(replace(column, sql="") for column in of_events.VIEWS[0].columns if column.name in _OF_WITHDRAWN),
        _told("verdict", "VARCHAR", "no_event or duplicate."),
        _told("duplicate_of", "VARCHAR", "The event (event_id) whose double it is."),
        _told("review_basis", "VARCHAR", "On what that rests: one coder, agreement, or adjudication."),
    ),
)

_CODINGS = View(
    "codings",
    "One row a coding, older ones and those of all coders too.",
    (
        *(column for column in of_reports.VIEWS[0].columns if column.name in (
            "report_id", "content_hash", "coder", "dateline_version", "reader_version", "codebook_version", "coded_at")),
        _told("newest", "BOOLEAN", "Is it the newest that its coder made of the report?"),
    ),
)  # fmt: skip

_FAILURES = View(
    "failures",
    "One row a record that could not be read or coded.",
    (
        _told("source", "VARCHAR", "File, line and id."),
        _told("cause", "VARCHAR", "What is wrong."),
        _told("next_move", "VARCHAR", "What to do about it."),
        _told("failed_at", "TIMESTAMP", "When it was last tried (UTC)."),
    ),
)


@cache
def views() -> tuple[View, ...]:
    """The views that every archive has."""
    reports, *others = of_reports.VIEWS
    return (reports, *of_events.VIEWS, *others, *of_reasons.VIEWS, _STORIES, _WITHDRAWN, _CODINGS, _FAILURES)


def columns_of(name: str) -> tuple[ViewColumn, ...]:
    """The columns of one view."""
    return next(view.columns for view in views() if view.name == name)
