"""``/review/{sample}/missed``: events that coders of a sample found missing, side by side, to keep one, several or none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dateline.desk.asking import Answer, Asked, NotThereError, Page
from dateline.desk.judging_missed import MissedSide, side_by_side
from dateline.desk.opened_report import opened_report
from dateline.desk.queue_item import sample_asked
from dateline.desk.queue_progress import left_in
from dateline.errors import ArchiveError
from dateline.verdicts.missed_groups import MissedGroup, missed_groups

_SHOWS = ("open", "all")


@dataclass(frozen=True, slots=True)
class MissedPage:
    """The groups that are shown; ``open`` counts those to be settled, ``waiting`` those in reports that you have to judge first,
    for you are one of the coders. ``show`` is open, or all: with those that are settled, and on which coders agree."""

    who: str | None
    sample: str
    name: str
    show: str
    total: int
    open: int
    waiting: int
    groups: tuple[MissedSide, ...]


def _answer(asked: Asked) -> Answer:
    sample, who = sample_asked(asked), asked.who
    everything = asked.shelf.reviews.everything()
    groups = missed_groups(sample, everything) if who is not None else ()
    left = {report for report, _ in left_in(sample, everything, who)} if who is not None else set()
    shown = [group for group in groups if group.report not in left]
    to_settle = [group for group in shown if group.is_disputed and not group.is_settled]
    show = asked.picked("show", _SHOWS)
    sides = tuple(_sides(asked, to_settle if show == "open" else shown))
    page = MissedPage(
        who, sample.id, sample.name, show, len(shown), len(to_settle), len(groups) - len(shown), sides[:100]
    )
    return Answer(f"Missed events of {sample.name}", page, _rows(sides))


def _sides(asked: Asked, groups: list[MissedGroup]) -> Iterator[MissedSide]:
    for group in groups:
        try:
            yield side_by_side(group, opened_report(asked.snapshot, group.report))
        except (ArchiveError, NotThereError):
            continue  # the report is not in the archive any more, or not whole


def _rows(sides: tuple[MissedSide, ...]) -> Iterator[dict[str, Any]]:
    for number, side in enumerate(sides, 1):
        for at, one in enumerate(side.named):
            said = {field.label.lower(): field.said[at] for field in side.fields}
            yield {
                "group": number,
                "report_id": side.report_id,
                "coder": one.who,
                "words": one.words,
                **said,
                "kept": one.kept,
            }


PAGE = Page(
    "/review/{sample}/missed",
    "missed.html",
    _answer,
    "Events that coders found missing, side by side, to keep one, several or none.",
    MissedPage,
    parameters={"show": "open: to be settled; all: also what is settled, and what coders agree on"},
    filtered=False,
)
