"""``/reports/ID``: one report, its text with the spans that were read beside the cards of what was read in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from markupsafe import Markup

from dateline.archive.known_words import with_known_words
from dateline.archive.row import coding_of
from dateline.desk.addresses import ID, named
from dateline.desk.asking import Answer, Asked, NotThereError, Page
from dateline.desk.card_links import CardLinks
from dateline.desk.chosen import Choice
from dateline.desk.listing import ListedEvent, list_events, table_rows
from dateline.desk.report_listing import Neighbours, neighbours
from dateline.desk.reviewed_events import reviewed_events
from dateline.errors import ArchiveError, ReportError
from dateline.model import SCHEMA, Coding
from dateline.show.cards import Sheet, sections
from dateline.show.page import masthead, reading, title_of, write_page


@dataclass(frozen=True, slots=True)
class ReportPage:
    """One report as the page shows it. ``opened`` is the card that the page opens at; ``text``: whether its text is kept;
    ``missed``: what reviewers found besides; ``coders``: how many have coded into the archive.
    """

    report_id: str
    published: date | None
    source: str | None
    text: bool
    opened: str
    neighbours: Neighbours
    coders: int
    masthead: Markup
    reading: Markup
    cards: Markup
    missed: tuple[ListedEvent, ...]


def _answer(asked: Asked) -> Answer:
    report_id = named(asked.path["report_id"], asked.query.get(ID))
    row = asked.snapshot.row(report_id)
    if row is None:
        raise NotThereError(f"{report_id}: no report of this archive has this id; search for words of it above")
    kept = row["report"]["text"] is not None
    coding = _coding(row, kept=kept)
    reviewed = reviewed_events(asked, report_id)
    sheet = Sheet.of(coding, 0, CardLinks.of(asked, coding, reviewed), _hits(asked, report_id) if kept else ())
    found = ReportPage(
        report_id,
        coding.report.published,
        str(coding.report.source) if coding.report.source else None,
        kept,
        f"r0-{key}" if (key := sheet.keys.get(asked.query.get("event", ""))) else "",
        neighbours(asked, report_id),
        asked.snapshot.kept(
            "coders", lambda: asked.snapshot.one("SELECT count(DISTINCT coder) AS n FROM codings")["n"]
        ),
        # These have escaped what the coding holds.
        Markup(masthead(coding)),  # noqa: S704
        Markup(reading(sheet) if kept else ""),  # noqa: S704
        Markup("".join(sections(sheet))),  # noqa: S704
        tuple(one.now for one in reviewed.values() if one.found == "missed" and one.now is not None),
    )
    contract = coding.to_dict() if kept else {"schema": SCHEMA, **row}
    return Answer(
        title_of(coding),
        found,
        _events(asked, report_id),
        contract=contract,
        to_send=(lambda: write_page(coding)) if kept else None,
    )


def _coding(row: Mapping[str, Any], *, kept: bool) -> Coding:
    try:
        return coding_of(row if kept else with_known_words(row))
    except ReportError as error:
        raise ArchiveError(f"this coding cannot be read ({error.cause}); code its report again") from error


def _hits(asked: Asked, report_id: str) -> tuple[tuple[int, int], ...]:
    """Where the words stand that were searched for."""
    return asked.shelf.searching.hits(report_id, asked.choice.q).text if asked.found else ()


def _events(asked: Asked, report_id: str) -> Iterable[Mapping[str, Any]]:
    """All that it tells, whatever is chosen elsewhere."""
    every = replace(asked, choice=Choice(), found=None)
    yield from table_rows(list_events(every, limits="", where="e.report_id = $report", given={"report": report_id}))


PAGE = Page(
    "/reports/{report_id:path}",
    "report.html",
    _answer,
    "One report: its text beside what was read in it. JSON gives the coding itself.",
    Coding,
    parameters={
        "event": "the id of an event within the report, to open the page at",
        ID: "the report's id, if the address cannot hold it",
        "order": "the order of the list that the page was reached from",
    },
    steady=True,
)
