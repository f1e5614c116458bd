"""A coder's sheet in, reviews out: every cell is checked, all faults are told at once, and nothing is taken in by halves."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from dateline.errors import printable
from dateline.exchange.sampled import SampledEvent, SampledReport
from dateline.exchange.sheet_layout import (
    CODERS,
    DUPLICATE_OF,
    EVENT,
    ITEM,
    MISSED,
    NOTE,
    OF_FIELD,
    OF_REPORT,
    REPORT,
    SAMPLE,
    VERDICT,
    VERDICTS,
    WORDS,
    correction_of,
    verdict_on,
)  # fmt: skip
from dateline.exchange.sheet_rows import SheetRow
from dateline.exchange.sheet_values import FIELDS, read_value, spot
from dateline.exchange.write_sheet import SheetError
from dateline.model import Review, Sample
from dateline.verdicts.given_values import Allowed, UnfitError, check_mode

_SHOWN, _LONGEST_NOTE = 20, 10_000
_MISSED = re.compile(rf"(\d+) {MISSED}")
_WRONG = {
    "type": "wrong_type", "mode": "wrong_type", "actors": "wrong_side", "recipients": "wrong_side", "place": "wrong_place",
    "date": "wrong_date", "status": "wrong_status",
}  # fmt: skip
_WHOLE = {"right": "right", "no event": "no_event", "duplicate": "duplicate", "unsure": "unsure"}


class CellError(ValueError):
    """What is wrong with one cell, and what would be right."""

    def __init__(self, column: str, cause: str) -> None:
        super().__init__(cause)
        self.column = column


@dataclass(frozen=True, slots=True)
class SheetReader:
    """What a sheet is read by: its sample, the reports as they are coded, what values there may be, whose verdicts they are."""

    sample: Sample
    reports: Mapping[str, SampledReport]
    allowed: Allowed
    who: str
    when: datetime = field(default_factory=lambda: datetime.now(UTC))

    def read(self, source: str, rows: Sequence[SheetRow]) -> list[Review]:
        """The reviews of all rows that hold a verdict. SheetError names every cell that is wrong."""
        reviews: list[Review] = []
        faults = []
        taken: dict[tuple[str, str], int] = {}
        for row in rows:
            try:
                found = list(self._row(row))
                if found and not row.cell(ITEM).endswith(MISSED):
                    self._once(row, taken)
                reviews += found
            except CellError as error:
                faults.append(f"{source}: {row.where(error.column)}: {printable(str(error))}")
        if faults:
            more = [f"… and {len(faults) - _SHOWN} more"] if len(faults) > _SHOWN else []
            raise SheetError("\n".join([*faults[:_SHOWN], *more, f"{source}: nothing was taken in; mend these cells"]))
        return reviews

    def _once(self, row: SheetRow, taken: dict[tuple[str, str], int]) -> None:
        key = row.cell(REPORT), row.cell(EVENT)
        if key in taken:
            raise CellError(ITEM, f"is judged in row {taken[key]} too; keep one of the two")
        taken[key] = row.number

    def _row(self, row: SheetRow) -> Iterator[Review]:
        if not any(row.cell(column) for column in (*CODERS, *([WORDS] if row.cell(ITEM).endswith(MISSED) else []))):
            return
        if row.cell(SAMPLE) != self.sample.id:
            raise CellError(
                SAMPLE, f"names sample {row.cell(SAMPLE)[:40]!a}, and this is {self.sample.id}; read each by itself"
            )
        report = self._report(row)
        if _MISSED.fullmatch(row.cell(ITEM)):
            yield self._missed(row, report)
        elif row.cell(EVENT):
            yield from self._event(row, report)
        else:
            yield from self._whole(row, report)

    def _report(self, row: SheetRow) -> SampledReport:
        """The report of a row: of the sample, and that of the item it is numbered as."""
        number = re.match(r"\d+", row.cell(ITEM))
        at = int(number[0]) if number and len(number[0]) < 9 else 0
        if not 1 <= at <= len(self.sample.items):
            raise CellError(
                ITEM, f"is {row.cell(ITEM)[:40]!a}, and the sample has items 1 to {len(self.sample.items)}; put it back"
            )
        item = self.sample.items[at - 1]
        if row.cell(REPORT) not in ("", item.report):
            raise CellError(
                REPORT, f"is not that of item {at}, which is {item.report}; put the columns back as they were"
            )
        if item.record is not None and row.cell(EVENT) != item.record:
            raise CellError(
                EVENT, f"is not that of item {at}, which is {item.record}; put the columns back as they were"
            )
        if item.report not in self.reports:
            raise CellError(REPORT, "is not in the archive any more; draw a new sample")
        return self.reports[item.report]

    def _event(self, row: SheetRow, report: SampledReport) -> Iterator[Review]:
        event = report.events.get(row.cell(EVENT))
        if event is None:
            raise CellError(EVENT, "is not coded in its report any more, for that was coded again; draw a new sample")
        verdict = _word(row, VERDICT, VERDICTS)
        wrong = {name: _word(row, verdict_on(name), OF_FIELD) == "wrong" for name in FIELDS}
        corrected = {name: row.cell(correction_of(name)) for name in FIELDS if row.cell(correction_of(name))}
        faulty = [name for name in FIELDS if wrong[name] or name in corrected]
        if row.cell(DUPLICATE_OF) and verdict != "duplicate":
            raise CellError(
                DUPLICATE_OF, f"is given, and the verdict is {verdict or 'empty'}; write duplicate, or empty it"
            )
        if verdict in _WHOLE and faulty:
            raise CellError(VERDICT, f"is {verdict}, and the {faulty[0]} is called wrong; empty one of the two")
        if verdict == "wrong" and not faulty:
            raise CellError(
                VERDICT, "is wrong, and no field is; write wrong, or a correction, beside the field that is"
            )
        for name in corrected:
            if _word(row, verdict_on(name), OF_FIELD) == "right":
                raise CellError(correction_of(name), "is given, and the verdict on it is right; empty one of the two")
        if not faulty:
            value = self._original(row, report, event) if verdict == "duplicate" else None
            yield self._review(row, report, event, _WHOLE[verdict or "right"], value=value)
            return
        values = {name: self._value(row, name, report) for name in corrected}
        self._check_mode(values, event)
        for name in faulty:
            if name in values:
                yield self._review(row, report, event, "corrected", field=name, value=values[name])
            else:
                yield self._review(row, report, event, _WRONG.get(name, "wrong_value"), field=name)

    def _check_mode(self, values: Mapping[str, Any], event: SampledEvent) -> None:
        if "mode" in values:
            try:
                check_mode(values.get("type", event.row["type"]), values["mode"], self.allowed)
            except UnfitError as error:
                raise CellError(correction_of("mode"), f"{error}; the instructions have each type's modes") from None

    def _original(self, row: SheetRow, report: SampledReport, event: SampledEvent) -> str:
        of = row.cell(DUPLICATE_OF)
        if of not in report.events or of == event.id:
            raise CellError(
                DUPLICATE_OF, "names no other event of the report; copy its id from the column 'other events'"
            )
        return of

    def _whole(self, row: SheetRow, report: SampledReport) -> Iterator[Review]:
        """The row of a report: that it was read whole."""
        filled = next((c for c in CODERS if c not in (VERDICT, NOTE) and row.cell(c)), None)
        if filled is not None:
            raise CellError(filled, "is of events, and this is the row of a report; write it into the event's own row")
        if _word(row, VERDICT, OF_REPORT) == "read":
            yield self._review(row, report, None, "right")

    def _missed(self, row: SheetRow, report: SampledReport) -> Review:
        for column in (VERDICT, DUPLICATE_OF, *map(verdict_on, FIELDS)):
            if row.cell(column):
                raise CellError(
                    column, f"is of coded events, and this row names a missing one; fill in '{WORDS}' and corrections"
                )
        if not row.cell(WORDS):
            raise CellError(WORDS, "is empty; copy the words that tell the event from the report's text")
        if not row.cell(correction_of("type")):
            raise CellError(correction_of("type"), "is empty; a missing event needs its type")
        given = {name: self._value(row, name, report) for name in FIELDS if row.cell(correction_of(name))}
        trigger = self._checked(WORDS, lambda: spot(row.cell(WORDS), report))
        value = {"type": None, "mode": None, "status": "happened", "trigger": trigger, "actors": [], "recipients": [],
                 "place": None, "date": None} | given  # fmt: skip
        self._checked(correction_of("mode"), lambda: check_mode(value["type"], value["mode"], self.allowed))
        return self._review(row, report, None, "missed_event", value=value)

    def _value(self, row: SheetRow, name: str, report: SampledReport) -> Any:
        return self._checked(
            correction_of(name), lambda: read_value(name, row.cell(correction_of(name)), report, self.allowed)
        )

    @staticmethod
    def _checked(column: str, read: Callable[[], Any]) -> Any:
        try:
            return read()
        except UnfitError as error:
            raise CellError(column, str(error)) from None

    @staticmethod
    def _note(row: SheetRow) -> str | None:
        note = row.cell(NOTE)
        if len(note) > _LONGEST_NOTE:
            raise CellError(NOTE, f"has {len(note):,} characters, and may have {_LONGEST_NOTE:,}; shorten it")
        return note or None

    def _review(
        self, row: SheetRow, report: SampledReport, event: SampledEvent | None, verdict: Any, **more: Any
    ) -> Review:
        given: dict[str, Any] = {"field": more.get("field"), "note": self._note(row)}
        if "value" in more and (more["value"] is not None or verdict == "corrected"):
            given["value"] = json.dumps(more["value"], ensure_ascii=False)
        if event is not None:
            start, end, text = (event.row[f"trigger_{part}"] for part in ("start", "end", "text"))
            given |= {"record": event.id, "claim": json.dumps(event.claims, ensure_ascii=False)}
            given |= {"start": start, "end": end, "text": text} if text else {}
        return Review(
            who=self.who,
            when=self.when,
            report=report.id,
            versions=report.versions,
            verdict=verdict,
            sample=self.sample.id,
            **given,
        )


def _word(row: SheetRow, column: str, allowed: Sequence[str]) -> str | None:
    """One of the words that a cell may hold; None if it is empty."""
    word = " ".join(row.cell(column).casefold().replace("_", " ").split())
    if word and word not in allowed:
        raise CellError(column, f"is {row.cell(column)[:40]!a}, and may be {', '.join(allowed)}, or empty")
    return word or None
