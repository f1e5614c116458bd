"""Reports as lists show them: those that hold a chosen event, or that were found, in an order; and who stands beside whom."""

# ruff: noqa: S608 the SQL is put together from names of ours
from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dateline.archive.snippet import Snippet
from dateline.desk.asking import Asked
from dateline.show.harmless import shorten

#: The orders of a list, each as a number that grows along it. What was found comes best first if nothing else is asked for.
ORDERS = {"latest": "r.r", "oldest": "-r.r", "most": "r.r - r.events * 1000000000000"}
BEST = "best"
_WORDS = 140  # characters of a report without a title


@dataclass(frozen=True, slots=True)
class FoundWords:
    """Words of a report, and whether they were searched for."""

    text: str
    hit: bool


@dataclass(frozen=True, slots=True)
class ListedReport:
    """A report in a list. ``words`` are the first of one that has no title; None where no text is kept."""

    report_id: str
    title: str | None
    publisher: str | None
    published: date | None
    url: str | None
    source: str | None
    characters: int
    sentences: int
    events: int
    truncated: bool
    words: str | None = None
    snippet: tuple[FoundWords, ...] = ()


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Where a report stands in a list of so many, and which come before and after it; all None if it is not in the list."""

    place: int | None
    total: int
    before: str | None
    after: str | None


_COLUMNS = [name for name in ListedReport.__dataclass_fields__ if name not in ("words", "snippet")]


def order_of(asked: Asked) -> str:
    """The order that is asked for."""
    return asked.picked("order", (BEST, *ORDERS) if asked.found is not None else tuple(ORDERS))


def list_reports(asked: Asked, limits: str | None = None) -> tuple[ListedReport, ...]:
    """The chosen reports in the order that is asked for, those of one page, or all for a table."""
    source, values, key = _chosen(asked)
    rows = asked.snapshot.ask(
        f"SELECT {', '.join(f'r.{name}' for name in _COLUMNS)} FROM {source} ORDER BY {key} {limits or asked.limits}",
        values,
    )
    return with_words(asked, [ListedReport(**row) for row in rows])


def reports_of(asked: Asked, report_ids: Sequence[str], limits: str) -> tuple[ListedReport, ...]:
    """These reports, the latest first."""
    rows = asked.snapshot.ask(
        f"SELECT {', '.join(_COLUMNS)} FROM desk.reports WHERE report_id IN (SELECT unnest($ids::VARCHAR[]))"
        f" ORDER BY r {limits}",
        {"ids": list(report_ids)},
    )
    return with_words(asked, [ListedReport(**row) for row in rows])


def with_words(asked: Asked, reports: Iterable[ListedReport]) -> tuple[ListedReport, ...]:
    """The reports, those without a title with their first words."""
    reports = tuple(reports)
    if asked.whole:  # a table has a column of titles, and reading many texts takes long
        return reports
    words = asked.snapshot.first_words([report.report_id for report in reports if not report.title])
    found = _snippets(asked, [report.report_id for report in reports])
    return tuple(
        replace(
            report,
            words=shorten(words[report.report_id], _WORDS) if report.report_id in words else None,
            snippet=found.get(report.report_id, ()),
        )
        for report in reports
    )


def _snippets(asked: Asked, report_ids: Sequence[str]) -> dict[str, tuple[FoundWords, ...]]:
    """What shows the words that were searched for, cut where they begin and end."""
    if not asked.found or not report_ids:
        return {}
    found = asked.shelf.searching.snippets(report_ids, asked.choice.q)
    return {report_id: tuple(_cut(snippet)) for report_id, snippet in found.items()}


def _cut(snippet: Snippet) -> Iterator[FoundWords]:
    at = snippet.start
    for start, end in (*snippet.hits, (snippet.end, snippet.end)):
        for first, last, hit in ((at, start, False), (start, end, True)):
            if first < last:
                yield FoundWords(snippet.text[first - snippet.start : last - snippet.start], hit)
        at = end


def count_reports(asked: Asked) -> int:
    """How many reports are chosen."""
    source, values, _ = _chosen(asked)
    return int(asked.snapshot.one(f"SELECT count(*) AS n FROM {source}", values)["n"])


def neighbours(asked: Asked, report_id: str) -> Neighbours:
    """Where a report stands in the list that is asked for."""
    source, values, key = _chosen(asked)
    mine = f"(SELECT {key} FROM {source} AND r.report_id = $mine)"
    row = asked.snapshot.one(
        f"SELECT count(*) AS total, min(k) FILTER (k = mine) IS NOT NULL AS listed, count(*) FILTER (k <= mine) AS place,"
        " arg_max(report_id, k) FILTER (k < mine) AS before, arg_min(report_id, k) FILTER (k > mine) AS after"
        f" FROM (SELECT r.report_id, {key} AS k, {mine} AS mine FROM {source})",
        values | {"mine": report_id},
    )
    if not row["listed"]:
        return Neighbours(None, row["total"], None, None)
    return Neighbours(row["place"], row["total"], row["before"], row["after"])


def _chosen(asked: Asked) -> tuple[str, dict[str, Any], str]:
    """SQL for the chosen reports ``r`` (it ends in a condition), its values, and the number by which they are in order."""
    order = order_of(asked)
    source, values = "desk.reports r", dict[str, Any]()
    if asked.found is not None:
        ranked = "(SELECT unnest($found::VARCHAR[]) AS report_id, unnest(range(len($found::VARCHAR[]))) AS rank)"
        source += f" JOIN {ranked} f USING (report_id)"
        values["found"] = list(asked.found)
    if asked.choice.query(q=None):
        where, more = replace(asked, found=None).where()
        source += f" WHERE r.r IN (SELECT e.r FROM desk.events e WHERE {where})"
        values |= more
    else:
        source += " WHERE true"
    return source, values, "f.rank" if order == BEST else ORDERS[order]


def report_rows(reports: Iterable[ListedReport]) -> Iterable[dict[str, Any]]:
    """The reports as a table."""
    for report in reports:
        yield {name: getattr(report, name) for name in _COLUMNS}
