"""``/review/reports``: reports to be read whole, so that what was missed is told too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dateline.desk.addresses import ID, named
from dateline.desk.asking import Answer, Asked, Page
from dateline.desk.judging_item import judged_item
from dateline.desk.pages.review_item import ItemPage, item_rows
from dateline.desk.report_listing import ListedReport, count_reports, list_reports
from dateline.verdicts.standing import judgements


@dataclass(frozen=True, slots=True)
class ReadReport:
    """A report with how many of its events the one who asks has judged, and how many missed ones were named.

    ``fully_read``: every event is judged, and nothing is missing any more.
    """

    report: ListedReport
    judged: int
    missed: int
    fully_read: bool


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """The chosen reports, as far as the one who asks has read them."""

    who: str | None
    total: int
    reports: tuple[ReadReport, ...]


def _list(asked: Asked) -> Answer:
    reports = tuple(_read(asked, report) for report in list_reports(asked))
    total = len(reports) if asked.whole else count_reports(asked)
    return Answer("Whole reports", ReadingPage(asked.who, total, reports), _rows(reports))


def _read(asked: Asked, report: ListedReport) -> ReadReport:
    own = asked.shelf.reviews.own(report.report_id, asked.who) if asked.who else ()
    missed = sum(review.verdict == "missed_event" for review in own)
    fully = any(review.verdict == "right" and review.record is None for review in own)
    events = {judgement.record for judgement in judgements(own) if judgement.record.startswith("e")}
    return ReadReport(report, len(events), missed, fully)


def _rows(reports: tuple[ReadReport, ...]) -> Iterator[dict[str, Any]]:
    for read in reports:
        yield {
            "report_id": read.report.report_id,
            "published": read.report.published,
            "publisher": read.report.publisher,
            "title": read.report.title,
            "events": read.report.events,
            "judged": read.judged,
            "missed": read.missed,
            "fully_read": read.fully_read,
        }


def _one(asked: Asked) -> Answer:
    item = judged_item(asked, named(asked.path["report_id"], asked.query.get(ID)), None)
    return Answer("A report, read whole", ItemPage(asked.who, item, None, whole=True), item_rows(item))


LIST = Page(
    "/review/reports",
    "review_reports.html",
    _list,
    "Reports to be read whole, so that what was missed is told too.",
    ReadingPage,
    parameters={"order": "latest, oldest, most (events first)", "page": "which page of 50, from 1"},
)
ONE = Page(
    "/review/reports/{report_id:path}",
    "read_report.html",
    _one,
    "One report with all its events, to be judged until nothing is missing.",
    ItemPage,
    parameters={ID: "the report's id, if the address cannot hold it"},
    filtered=False,
)
