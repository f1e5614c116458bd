"""A sample as a sheet for coders without the desk: an XLSX workbook, or CSV with what they are told above the rows.

It holds no verdict of anybody: each coder is given the same sheet. No cell of a report can be a formula in the program that opens
it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from dateline.errors import DatelineError
from dateline.exchange.output import unfinished, whole_file, xml_text
from dateline.exchange.sampled import SampledEvent, SampledReport
from dateline.exchange.sheet_layout import EVENT, ITEM, MISSED, REPORT, SAMPLE, WORDS, columns, instructions
from dateline.exchange.sheet_values import FIELDS, written
from dateline.exchange.workbook import WorkbookSheet, write_workbook
from dateline.model import Sample
from dateline.verdicts.given_values import Allowed

SUFFIXES = (".csv", ".xlsx")
_AROUND = 3  # sentences of context on either side
_TO_ADD = 3  # rows for events that are missing, a report
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_NO_TEXT = "(the archive was made without texts)"


class SheetError(DatelineError):
    """A sheet that cannot be written, or taken in as it is: one line a fault."""


def write_sheet(sample: Sample, reports: Mapping[str, SampledReport], allowed: Allowed, output: Path) -> int:
    """Write the sheet; gives the number of its rows. SheetError if the archive no longer has what was drawn."""
    _check(sample, reports)
    laid = columns(tuple(allowed.modes))
    rows = [[row.get(column.name, "") for column in laid] for row in _rows(sample, reports)]
    told = instructions(sample, {name: tuple(modes) for name, modes in allowed.modes.items()})
    if output.suffix.lower() == ".xlsx":
        sheets = [
            WorkbookSheet("items", rows, laid, frozen=1),
            WorkbookSheet("instructions", [[line] for line in told], widths={0: 120}),
        ]
        with unfinished(output) as part:
            write_workbook(part, sheets)
        return len(rows)
    with whole_file(output) as out:
        out.write("\ufeff")  # without it, spreadsheets take UTF-8 for something else
        lines = csv.writer(out, lineterminator="\r\n")
        lines.writerows([harmless_cell(line)] for line in told)
        lines.writerow([])
        lines.writerow([column.name for column in laid])
        lines.writerows([harmless_cell(cell) for cell in row] for row in rows)
    return len(rows)


def harmless_cell(text: str) -> str:
    """The text as no spreadsheet takes it for a formula: behind an apostrophe, as they write texts themselves."""
    plain = xml_text(text)
    return f"'{plain}" if plain.lstrip(" ").startswith(_FORMULA) else plain


def _check(sample: Sample, reports: Mapping[str, SampledReport]) -> None:
    gone = [
        item
        for item in sample.items
        if item.report not in reports or (item.record is not None and item.record not in reports[item.report].events)
    ]
    if gone:
        raise SheetError(
            f"sample {sample.name} ({sample.id}): {len(gone):,} of its {len(sample.items):,} {sample.unit}s are not in the"
            " archive as they were drawn, for it was coded again; draw a new sample with: dateline sample ARCHIVE"
        )


def _rows(sample: Sample, reports: Mapping[str, SampledReport]) -> Iterator[Mapping[str, str]]:
    for number, item in enumerate(sample.items, 1):
        report = reports[item.report]
        head = {
            SAMPLE: sample.id,
            REPORT: report.id,
            "published": report.published.isoformat() if report.published else "",
            "publisher": report.publisher or "",
            "title": report.title or "",
            "text": report.text if report.text is not None else _NO_TEXT,
        }
        if item.record is not None:
            yield {**head, ITEM: str(number), **_event(report, report.events[item.record])}
            continue
        yield {**head, ITEM: str(number), "sentence": head["text"]}
        short = {**head, "text": ""}
        for inner, event in enumerate(report.events.values(), 1):
            yield {**short, ITEM: f"{number}.{inner}", **_event(report, event)}
        yield from ({**short, ITEM: f"{number} {MISSED}"} for _ in range(_TO_ADD))


def _event(report: SampledReport, event: SampledEvent) -> dict[str, str]:
    before, sentence, after = _context(report, event)
    others = (
        f"{other.id} {other.row['type']} “{other.row['trigger_text']}”"
        for other in report.events.values()
        if other.id != event.id
    )
    values = written(event)
    return {
        EVENT: event.id,
        WORDS: event.row["trigger_text"] or "",
        "before": before,
        "sentence": sentence,
        "after": after,
        "other events": "; ".join(others),
        **{field: values[field] for field in FIELDS},
    }


def _context(report: SampledReport, event: SampledEvent) -> tuple[str, str, str]:
    """The sentences before the one that tells it, that one with its words »marked«, and those after."""
    at, row = event.row["sentence"], event.row
    if report.text is None or at is None or at >= len(report.sentences):
        return "", _NO_TEXT if report.text is None else "", ""
    start, end = report.sentences[at]
    first, last = row["trigger_start"], row["trigger_end"]
    sentence = report.words(start, end)
    if start <= first < last <= end:
        sentence = f"{report.words(start, first)}»{report.words(first, last)}«{report.words(last, end)}"
    before, after = report.sentences[max(0, at - _AROUND) : at], report.sentences[at + 1 : at + 1 + _AROUND]
    return _sentences(report, before), sentence, _sentences(report, after)


def _sentences(report: SampledReport, spans: Sequence[tuple[int, int]]) -> str:
    return " ".join(" ".join(report.words(start, end).split()) for start, end in spans)
