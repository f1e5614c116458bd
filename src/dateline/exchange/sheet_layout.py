"""The sheet for coders: its columns, the words that may be written in them, and what a coder is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.exchange.sheet_values import FIELDS, STATUSES
from dateline.exchange.workbook import SheetColumn
from dateline.model import Sample

#: The columns that say which item a row is; reading the sheet back goes by these.
ITEM, SAMPLE, REPORT, EVENT = "item", "sample", "report", "event"
WORDS, VERDICT, DUPLICATE_OF, NOTE = "words", "verdict", "duplicate of", "note"
#: What the column "item" adds to a report's number where an event is to be named that the coding misses.
MISSED = "missed"
#: Of an event's row, of one of its fields, of a report that was read whole.
VERDICTS = ("right", "wrong", "no event", "duplicate", "unsure")
OF_FIELD = ("right", "wrong")
OF_REPORT = ("read", "unsure")


def verdict_on(field: str) -> str:
    return f"{field} verdict"


def correction_of(field: str) -> str:
    return f"{field} correction"


#: The cells that are a coder's own; all others stay as they were written.
CODERS = (
    VERDICT,
    DUPLICATE_OF,
    *(name for field in FIELDS for name in (verdict_on(field), correction_of(field))),
    NOTE,
)


def columns(types: Sequence[str]) -> tuple[SheetColumn, ...]:
    """The columns in their order: the evidence first, then the verdict on the row, then field by field."""
    offered = {"type": types, "status": STATUSES}
    of_fields = [
        column
        for field in FIELDS
        for column in (
            SheetColumn(field, 24 if field in ("actors", "recipients", "place") else 14),
            SheetColumn(verdict_on(field), 9, OF_FIELD, open=True),
            SheetColumn(correction_of(field), 20, offered.get(field, ()), open=True),
        )
    ]
    return (
        SheetColumn(ITEM, 9),
        SheetColumn("published", 11),
        SheetColumn("publisher", 12),
        SheetColumn("before", 40),
        SheetColumn("sentence", 60),
        SheetColumn("after", 40),
        SheetColumn(WORDS, 14),
        SheetColumn(VERDICT, 10, VERDICTS, open=True),
        *of_fields,
        SheetColumn(DUPLICATE_OF, 12, open=True),
        SheetColumn("other events", 30),
        SheetColumn(NOTE, 24, open=True),
        SheetColumn("title", 30),
        SheetColumn("text", 14),
        SheetColumn(REPORT, 14),
        SheetColumn(EVENT, 14),
        SheetColumn(SAMPLE, 14),
    )


def instructions(sample: Sample, modes: Mapping[str, Sequence[str]]) -> list[str]:
    """What a coder is told, a line a rule."""
    whole = sample.unit == "report"
    own = [
        f"Sample {sample.name} ({sample.id}): {len(sample.items):,} {sample.unit}s. Fill in 'verdict', '… verdict',"
        " '… correction', 'duplicate of' and 'note' alone, which are coloured in a workbook; leave all else, and the names of the"
        " columns, as it is. Rows may be judged in any order and left empty; work alone.",
        "verdict: right (all of the row is right), wrong (something in it is: say what), no event (the text tells no such act),"
        " duplicate (the same act as another event of the report), unsure.",
        "A row with a verdict on some field needs none of its own: the fields that are left empty count as right.",
        "… verdict: right or wrong, of that field alone. … correction: what it should be; then its verdict may stay empty.",
        "duplicate of: the id of the other event, as the column 'other events' has it.",
    ]
    if whole:
        own += [
            "This sample is of whole reports. Judge every event row of a report, name every event that is missing in a row"
            f" '… {MISSED}' below it, and then write read as the verdict of the report's own row. Add rows of your own with the"
            " same item where three are not enough.",
            f"A missing event needs the words that tell it, copied from the text into '{WORDS}', and its type; the other"
            " corrections say who, where and when, and nothing where they are empty.",
        ]
    return [
        *own,
        "The rules of coding, on what is an event, who, where and when: docs/guidelines.md.",
        "",
        f"type: {', '.join(modes)}.",
        *(f"mode of {name}: {', '.join(of)}; or none." for name, of in modes.items() if of),
        "actors, recipients: names as the row has them or as the text has them, with the country where it is not coded yet,"
        " parted by semicolons: Kari Lund (NOR); the police (?). Nobody: none.",
        "place: Geneva (CHE), or none. Countries are ISO 3166 codes of three letters, or UNO, EUR, IGO, IMG, NGO, MNC; (?) where"
        " it is not known.",
        "date: 2026-03-01, a month 2026-03, a span 2026-03-01/2026-03-04, not after a day /2026-03-04, or none.",
        f"status: {', '.join(STATUSES)}.",
        "size: killed 3; injured 11; arrested 2; displaced 400, or none.",
    ]
