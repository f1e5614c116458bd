"""How far two coders of an archive agree, as lines for a terminal and as the rows that CSV and JSON have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dateline.errors import printable
from dateline.show.wording import counted
from dateline.verdicts.agreement import ALPHA, COHEN, PERCENT, Coefficient
from dateline.verdicts.between_coders import BetweenCoders, ComparedField

_HEADS = {PERCENT: "agree", COHEN: "Cohen", ALPHA: "alpha"}
_CELL = 20


def between_lines(told: BetweenCoders) -> Iterator[str]:
    """The table, then what it does not say."""
    first, second = told.coders
    yield printable(
        f"{counted(told.reports, 'report')} coded by both {first} ({told.events[0]:,} events) and {second} ({told.events[1]:,})"
    )
    for coder, alone in zip(told.coders, told.only, strict=True):
        if alone:
            yield printable(f"{counted(alone, 'report')} coded by {coder} alone, left out")
    if not told.reports:
        return
    yield ""
    heads = ("F1", *_HEADS.values())
    yield f"{'field':<10}{'pairs':>7}  {''.join(f'{head:<{_CELL}}' for head in heads)}".rstrip()
    for field in told.fields:
        cells = [field.f1, *(_of(field, name) for name in _HEADS)]
        yield f"{field.field:<10}{field.pairs:>7,}  {''.join(f'{_cell(cell):<{_CELL}}' for cell in cells)}".rstrip()
    yield ""
    yield "Events are the same if the words that tell them overlap; all fields but event and type are of pairs of one type."
    yield "F1: of all events of both, the share that the other tells too and says the same of. Nobody here is right or wrong."
    yield "In brackets: 95 % intervals, by a bootstrap over reports."


def between_rows(told: BetweenCoders) -> list[dict[str, Any]]:
    """A row a field and figure."""
    return [
        {"field": field.field, "pairs": field.pairs, "agreed": field.agreed, "figure": one.name, "value": one.value,
         "low": one.low, "high": one.high, "why": one.why}
        for field in told.fields
        for one in (field.f1, *field.coefficients)
    ]  # fmt: skip


def _of(field: ComparedField, name: str) -> Coefficient | None:
    return next((one for one in field.coefficients if one.name == name), None)


def _cell(one: Coefficient | None) -> str:
    if one is None or one.value is None:
        return "–"
    inside = f" [{_two(one.low)}, {_two(one.high)}]" if one.low is not None and one.high is not None else ""
    return f"{_two(one.value)}{inside}"


def _two(value: float) -> str:
    return f"{value:.2f}".replace("-", "−") if abs(value) >= 0.005 else "0.00"
