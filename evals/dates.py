"""Date phrases: takes the table of sentences with the days that their phrases mean, gives the share of rows read right."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from dateline.resolve.dates.phrases import DateMention, find_dates
from evals.score import Counts, Measured, Mistake, share_score

STAGE, DATA = "dates", "gold/dates.csv"
TABLE = Path("gold") / "dates.csv"


def measure_dates(table: Path = TABLE) -> Measured:
    """Rows whose phrase is found with the right days and precision; a row without a phrase is right if none is found.
    What else is found in a sentence with a phrase is not scored."""
    with table.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    wrong = [(n, row, kind) for n, row in enumerate(rows, 2) if (kind := difference(row)) is not None]
    missed = {n for n, _, _ in wrong}
    counts = [Counts(int(n not in missed), 1, 1) for n in range(2, len(rows) + 2)]
    return Measured(
        (share_score(STAGE, DATA, "rows right", counts),),
        tuple(Mistake(kind, f"{table.name}:{n}", f"{row['published']} {row['sentence']}") for n, row, kind in wrong),
    )


def difference(row: Mapping[str, str]) -> str | None:
    """What is wrong with the reading of a row; None if it is right."""
    found = find_dates(
        row["sentence"],
        0,
        len(row["sentence"]),
        published=_day(row["published"]),
        dateline=_day(row["dateline"]),
        previous=_day(row["previous"]),
        future=row["future"] == "true",
    )
    if not row["phrase"]:
        return "a date where none is" if found else None
    mention = next((m for m in found if m.span.text == row["phrase"]), None)
    if mention is None:
        return (
            "phrase cut otherwise"
            if any(row["phrase"] in m.span.text or m.span.text in row["phrase"] for m in found)
            else "phrase not found"
        )
    return _wrong(row, mention)


def _wrong(row: Mapping[str, str], mention: DateMention) -> str | None:
    if (mention.start, mention.end) != (_day(row["start"]), _day(row["end"])):
        return "other days"
    if mention.precision != row["precision"]:
        return "other precision"
    return "conflict not told" if mention.conflict != (row["conflict"] == "true") else None


def _day(value: str) -> date | None:
    return date.fromisoformat(value) if value else None
