"""``/stories`` and ``/stories/ID``: events that several reports tell, with the accounts side by side and where they differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dateline.archive.write_stories import read_disagreements
from dateline.desk.asking import ROWS, Answer, Asked, NotThereError, Page
from dateline.desk.facets import Facet, facets
from dateline.desk.figures.bins import DayBars, bars
from dateline.desk.listing import ListedEvent, list_events, table_rows
from dateline.stories.story import Disagreement

_LIST = """
SELECT story_id, any_value(s.reports) AS reports, any_value(independent_sources) AS independent_sources, max(e.day) AS day
FROM desk.stories s JOIN desk.events e USING (n) WHERE s.reports > 1 AND {where}
GROUP BY story_id ORDER BY {order}, story_id {limits}
"""
_TOTAL = """
SELECT count(DISTINCT story_id) AS total FROM desk.stories s JOIN desk.events e USING (n) WHERE s.reports > 1 AND {where}"""
_TOLD = """
SELECT story_id, any_value(type) AS type, any_value(date_start) AS date_start, any_value(date_end) AS date_end,
  any_value(place_name) AS place_name, any_value(place_country) AS place_country, any_value(actors) AS actors,
  any_value(recipients) AS recipients, any_value(reports) AS reports, any_value(publisher_names) AS publishers,
  any_value(independent_sources) AS independent_sources, any_value(first_report_id) AS first_report_id,
  any_value(disagreements)::VARCHAR AS disagreements
FROM stories WHERE list_contains($ids, story_id) GROUP BY story_id
"""
_REPORTS = "SELECT report_id, title, publisher, published FROM desk.reports WHERE list_contains($ids, report_id)"
_ORDERS = {"most_told": "reports DESC, day DESC", "latest": "day DESC, reports DESC"}


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story as all its reports together tell it."""

    story_id: str
    type: str
    date_start: date | None
    date_end: date | None
    place_name: str | None
    place_country: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    reports: int
    publishers: tuple[str, ...]
    independent_sources: int
    first_report_id: str
    disagreements: tuple[Disagreement, ...]


@dataclass(frozen=True, slots=True)
class StoriesPage:
    """One page of the stories that several reports tell. ``told``: whether stories were told of this archive at all."""

    total: int
    told: bool
    stories: tuple[StoryRow, ...]
    strip: DayBars | None
    facets: tuple[Facet, ...]


@dataclass(frozen=True, slots=True)
class StoryAccount:
    """What one report tells of a story. ``versions``: its version of each field on which reports differ."""

    report_id: str
    title: str | None
    publisher: str | None
    published: date | None
    first: bool
    versions: Mapping[str, str]
    events: tuple[ListedEvent, ...]


@dataclass(frozen=True, slots=True)
class StoryPage:
    """A story, and the accounts of it from the first to the last."""

    story: StoryRow
    accounts: tuple[StoryAccount, ...]


def _list(asked: Asked) -> Answer:
    where, values = asked.where()
    order = _ORDERS[asked.picked("order", tuple(_ORDERS))]
    rows = asked.snapshot.ask(_LIST.format(where=where, order=order, limits=asked.limits), values)
    stories = _told(asked, [row["story_id"] for row in rows])
    if asked.whole:
        return Answer(
            "Stories", StoriesPage(len(rows), told=True, stories=(), strip=None, facets=()), map(_table_row, stories)
        )
    total = asked.snapshot.one(_TOTAL.format(where=where), values)["total"]
    told = bool(asked.snapshot.ask("SELECT 1 FROM desk.stories LIMIT 1"))
    return Answer("Stories", StoriesPage(total, told, tuple(stories), bars(asked), facets(asked)), ())


def _one(asked: Asked) -> Answer:
    story_id = asked.path["story_id"]
    found = list(_told(asked, [story_id]))
    if not found:
        raise NotThereError(f"{story_id}: there is no such story; choose one of the list, or tell the stories again")
    story = found[0]
    members = list_events(replace(asked, choice=replace(asked.choice, story=(story_id,))), limits="LIMIT 500")
    by_report: dict[str, list[ListedEvent]] = {}
    for event in members:
        by_report.setdefault(event.report_id, []).append(event)
    heads = {row["report_id"]: row for row in asked.snapshot.ask(_REPORTS, {"ids": list(by_report)})}
    accounts = [_account(story, heads[report], events) for report, events in by_report.items()]
    ordered = tuple(sorted(accounts, key=lambda a: (not a.first, a.published or date.max, a.report_id)))
    return Answer(f"{story.type}: {_short(story)}", StoryPage(story, ordered), table_rows(members))


def _account(story: StoryRow, head: Mapping[str, Any], events: Iterable[ListedEvent]) -> StoryAccount:
    report = head["report_id"]
    versions = {
        each.field: version.value
        for each in story.disagreements
        for version in each.versions
        if report in version.report_ids
    }
    return StoryAccount(**head, first=report == story.first_report_id, versions=versions, events=tuple(events))


def _told(asked: Asked, ids: list[str]) -> Iterable[StoryRow]:
    """The stories of these ids, in their order."""
    for at in range(0, len(ids), 100 * ROWS):
        some = ids[at : at + 100 * ROWS]
        rows = {row["story_id"]: row for row in asked.snapshot.ask(_TOLD, {"ids": some})}
        yield from (_story(rows[story_id]) for story_id in some if story_id in rows)


def _story(row: dict[str, Any]) -> StoryRow:
    disagreements = read_disagreements(row.pop("disagreements"))
    several = {name: tuple(row.pop(name) or ()) for name in ("actors", "recipients", "publishers")}
    return StoryRow(**row | several, disagreements=disagreements)


def _table_row(story: StoryRow) -> dict[str, Any]:
    plain = {name: getattr(story, name) for name in StoryRow.__dataclass_fields__ if name != "disagreements"}
    return plain | {"differ_on": [each.field for each in story.disagreements]}


def _short(story: StoryRow) -> str:
    return (
        " → ".join(part for part in (", ".join(story.actors[:2]), ", ".join(story.recipients[:2])) if part)
        or "nobody named"
    )


LIST = Page("/stories", "stories.html", _list, "The same event as several reports tell it.", StoriesPage, name="Stories",
            parameters={"order": "most_told or latest", "page": "which page of 50, from 1"}, steady=True)  # fmt: skip
ONE = Page(
    "/stories/{story_id}",
    "story.html",
    _one,
    "One story: its accounts side by side, and where they differ.",
    StoryPage,
    steady=True,
)
