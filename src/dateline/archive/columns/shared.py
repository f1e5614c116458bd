"""What several views have: whose report, which event, which actor, who says so, the sentence."""

from __future__ import annotations

from dateline.archive.columns.mirror import ViewColumn, made, mirrored
from dateline.model import Actor, Report

REPORT = "_part, _row, {'id': report.id, 'publisher': report.publisher, 'published': report.published} AS report"
REPORT_ID = mirrored(Report, "report", only=["id"], called={"id": "report_id"})
REPORT_HEAD = mirrored(Report, "report", only=["id", "publisher", "published"], called={"id": "report_id"})
EVENT_ID = made("event_id", "report.id || ':' || e.id", "VARCHAR", "Unique in the archive.")
ACTOR = mirrored(
    Actor,
    "a",
    only=["id", "name", "kind", "country", "sectors", "wikidata"],
    called={"id": "actor_id"},
)
WHOSE = tuple(column for column in ACTOR if column.name != "wikidata")
#: Who says so by name: an actor of the report, or else its publisher.
_SAYING = "lambda link: coalesce(list_filter(actors, lambda one: one.id = link.actor)[1].name, link.publisher)"


def sources(of: str) -> tuple[ViewColumn, ...]:
    """The chain of sources, by name and by actor."""
    return (
        made("sources", f"list_transform({of}, {_SAYING})", "VARCHAR[]", "Who says so, from the inner speaker to the publisher."),
        made("source_ids", f"list_transform({of}, lambda link: link.actor)", "VARCHAR[]",
             "The actor_ids of the sources, in the same order; null for the publisher."),
    )  # fmt: skip


def sentence_text(number: str) -> ViewColumn:
    where = f"sentences[{number} + 1]"
    cut = f'substring(text, {where}.start + 1, {where}."end" - {where}.start)'
    return made("sentence_text", f"CASE WHEN text IS NOT NULL THEN {cut} END", "VARCHAR", "That sentence.", words=True)
