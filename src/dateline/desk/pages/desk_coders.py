"""``/coders``: who has coded into the archive; ``/coders/ID``: what two of them read in one report, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from dateline.archive.row import coding_of
from dateline.desk.addresses import ID, named
from dateline.desk.asking import ROWS, WHOLE, Answer, Asked, NotThereError, Page
from dateline.errors import ArchiveError, ReportError
from dateline.model import Coding, Event
from dateline.show.page import title_of
from dateline.show.wording import say_period, say_place, say_size
from dateline.verdicts.matched_events import TYPE, EventPair, compared_events, differing, matched

_CODERS = "SELECT coder, count(DISTINCT report_id) AS reports FROM codings GROUP BY 1 ORDER BY 2 DESC, 1"
_SEVERAL = """
SELECT report_id, any_value(r.title) AS title, any_value(r.publisher) AS publisher, any_value(r.published) AS published,
  list(DISTINCT coder ORDER BY coder) AS coders
FROM codings JOIN desk.reports r USING (report_id) GROUP BY 1 HAVING count(DISTINCT coder) > 1
ORDER BY published DESC NULLS LAST, report_id
"""


@dataclass(frozen=True, slots=True)
class CoderLine:
    """A coder, and how many reports it has coded."""

    coder: str
    reports: int


@dataclass(frozen=True, slots=True)
class SeveralTimesCoded:
    """A report that several coders have coded."""

    report_id: str
    title: str | None
    publisher: str | None
    published: date | None
    coders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CodersPage:
    """The coders of the archive, and the reports that several have coded, ``total`` of them."""

    coders: tuple[CoderLine, ...]
    total: int
    reports: tuple[SeveralTimesCoded, ...]


@dataclass(frozen=True, slots=True)
class EventTold:
    """An event as one coder tells it, in words."""

    id: str
    type: str
    mode: str | None
    status: str
    trigger: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str | None
    date: str | None
    size: str


@dataclass(frozen=True, slots=True)
class ToldByTwo:
    """An event as the first coder tells it and as the second does, either of whom may not tell it. ``differ``: in which fields
    they do."""

    start: int
    sentence: str
    first: EventTold | None
    second: EventTold | None
    differ: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """What two of the ``coders`` of a report read in it. ``second`` is None, and there are no ``events``, if there is but one."""

    report_id: str
    coders: tuple[str, ...]
    first: str
    second: str | None
    shared: int
    alike: int
    events: tuple[ToldByTwo, ...]


def _list(asked: Asked) -> Answer:
    lines = tuple(CoderLine(**row) for row in asked.snapshot.ask(_CODERS))
    total = asked.snapshot.one(f"SELECT count(*) AS n FROM ({_SEVERAL})")["n"]  # noqa: S608 of our own making
    found = asked.snapshot.ask(f"{_SEVERAL} {asked.limits}")
    reports = tuple(SeveralTimesCoded(**row | {"coders": tuple(row["coders"])}) for row in found)
    rows = ({**_plain(report), "coders": list(report.coders)} for report in reports)
    return Answer("Coders", CodersPage(lines, total, reports), rows)


def _plain(report: SeveralTimesCoded) -> dict[str, Any]:
    return {name: getattr(report, name) for name in ("report_id", "title", "publisher", "published")}


def _one(asked: Asked) -> Answer:
    report_id = named(asked.path["report_id"], asked.query.get(ID))
    rows = asked.snapshot.rows_by_coder(report_id)
    if not rows:
        raise NotThereError(f"{report_id}: no report of this archive has this id; search for words of it above")
    coders = tuple(rows)
    first = asked.picked("first", coders)
    others = tuple(coder for coder in coders if coder != first)
    coding = _coding(rows[first])
    title = f"Two coders on {title_of(coding)}"
    if not others:
        return Answer(title, SideBySide(report_id, coders, first, None, 0, 0, ()))
    second = asked.picked("second", others)
    events = tuple(_side_by_side(coding, _coding(rows[second])))
    both = [event for event in events if event.first is not None and event.second is not None]
    alike = sum(not event.differ for event in both)
    page = SideBySide(report_id, coders, first, second, len(both), alike, events)
    return Answer(title, page, _rows(page))


def _coding(row: Mapping[str, Any]) -> Coding:
    if row["report"]["text"] is None:
        raise ArchiveError(
            "the archive keeps no texts, and codings are compared by where they stand in one; code the report again"
        )
    try:
        return coding_of(row)
    except ReportError as error:
        raise ArchiveError(f"this coding cannot be read ({error.cause}); code its report again") from error


def _side_by_side(first: Coding, second: Coding) -> Iterator[ToldByTwo]:
    """Every event of either, in the order of the text."""
    ours, theirs = compared_events(first), compared_events(second)
    pairs = matched(ours, theirs)
    told: list[tuple[str | None, str | None, EventPair | None]] = [(p.first.id, p.second.id, p) for p in pairs]
    told += [(event.id, None, None) for event in ours if all(p.first is not event for p in pairs)]
    told += [(None, event.id, None) for event in theirs if all(p.second is not event for p in pairs)]
    lines = [_line(first, second, *each) for each in told]
    yield from sorted(lines, key=lambda line: (line.start, line.first is None))


def _line(first: Coding, second: Coding, one: str | None, other: str | None, pair: EventPair | None) -> ToldByTwo:
    ours, theirs = _event(first, one), _event(second, other)
    event, coding = (ours, first) if ours is not None else (theirs, second)
    assert event is not None
    evidence = event.evidence[0]
    sentence = coding.sentences[evidence.sentence].text if coding.sentences else evidence.trigger.text
    differ = () if pair is None else tuple(differing(pair))
    return ToldByTwo(
        evidence.trigger.start,
        sentence,
        _told(first, ours) if ours is not None else None,
        _told(second, theirs) if theirs is not None else None,
        differ if TYPE not in differ else (TYPE,),  # of another type, nothing else is held against it
    )


def _event(coding: Coding, key: str | None) -> Event | None:
    return next((event for event in coding.events if event.id == key), None)


def _told(coding: Coding, event: Event) -> EventTold:
    when = event.date
    return EventTold(
        event.id,
        event.type,
        event.mode,
        event.status,
        event.evidence[0].trigger.text,
        tuple(coding.names(event.actors)),
        tuple(coding.names(event.recipients)),
        say_place(coding.place(event.place)) if event.place is not None else None,
        say_period(when.start, when.end) if when is not None else None,
        say_size(event.size),
    )


def _rows(page: SideBySide) -> Iterator[dict[str, Any]]:
    """A row an event and coder."""
    for number, line in enumerate(page.events, 1):
        for coder, told in ((page.first, line.first), (page.second, line.second)):
            if told is not None:
                values = {field.name: getattr(told, field.name) for field in fields(told)}
                yield {"event": number, "coder": coder, "differ": line.differ, "sentence": line.sentence, **values}


LIST = Page(
    "/coders",
    "coders.html",
    _list,
    "Who has coded into the archive, and which reports several have coded.",
    CodersPage,
    parameters={"page": f"which page of {ROWS}, from 1; a table has up to {WHOLE:,}"},
    filtered=False,
    steady=True,
)
ONE = Page(
    "/coders/{report_id:path}",
    "side_by_side.html",
    _one,
    "What two coders read in one report, event by event, and where they differ.",
    SideBySide,
    parameters={
        "first": "one of the report's coders; else ours",
        "second": "another one; else the next",
        ID: "the report's id, if the address cannot hold it",
    },
    filtered=False,
    steady=True,
)
