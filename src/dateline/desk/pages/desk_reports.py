"""``/reports``: the reports that hold a chosen event, or that were found by their words, the best first."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.desk.asking import Answer, Asked, Page
from dateline.desk.facets import REPORTS, Facet, facets
from dateline.desk.report_listing import (
    BEST,
    ORDERS,
    ListedReport,
    count_reports,
    list_reports,
    order_of,
    report_rows,
)


@dataclass(frozen=True, slots=True)
class ReportsPage:
    """One page of the chosen reports, and what their events are of. Facets count reports."""

    total: int
    order: str
    orders: tuple[str, ...]
    reports: tuple[ListedReport, ...]
    facets: tuple[Facet, ...]


def _answer(asked: Asked) -> Answer:
    reports = list_reports(asked)
    total = len(reports) if asked.whole else count_reports(asked)
    counted = () if asked.whole else facets(asked, REPORTS)
    orders = (BEST, *ORDERS) if asked.found is not None else tuple(ORDERS)
    return Answer("Reports", ReportsPage(total, order_of(asked), orders, reports, counted), report_rows(reports))


PAGE = Page(
    "/reports",
    "reports.html",
    _answer,
    "Reports that hold a chosen event, or the words that are searched for.",
    ReportsPage,
    name="Reports",
    parameters={
        "order": "latest, oldest, most (events first); where words are searched for, best comes before these",
        "page": "which page of 50, from 1",
    },
    steady=True,
)
