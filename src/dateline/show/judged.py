"""Samples, agreement and precision as lines for a terminal, and as the rows that CSV and JSON have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dateline.errors import printable
from dateline.model import Review, Sample
from dateline.show.wording import counted
from dateline.verdicts.agreed import Agreement, FieldAgreement
from dateline.verdicts.agreement import AC1, ALPHA, COHEN, FLEISS, PERCENT, Coefficient
from dateline.verdicts.findings import EVENT, FIELDS, ROW, coders_of, found
from dateline.verdicts.precision import FEW, Judged
from dateline.verdicts.recall import Reread, of_reports, readers_of
from dateline.verdicts.shares import Share

_BY_TYPE = (EVENT, "type", "sides", "place", "date", "status", ROW)
_STRATA = 30
_HEADS = {PERCENT: "agree", COHEN: "Cohen", FLEISS: "Fleiss", ALPHA: "alpha", AC1: "AC1"}
_CELL = 16
_FIELD_MEANS = {EVENT: "is an event", ROW: "whole row"}
_UNDECIDED = 5


def drawn_lines(sample: Sample) -> Iterator[str]:
    """What was drawn, by stratum."""
    unit = counted(len(sample.items), sample.unit)
    how = {"random": "by chance", "stratified": "by chance within strata", "least_sure": "the least sure first"}[
        sample.order
    ]
    when = f"{sample.when:%Y-%m-%d %H:%M} UTC"
    yield printable(
        f"{sample.id}  {sample.name}: {unit} of {sample.population:,}, {how}, seed {sample.seed}, by {sample.who}, {when}"
    )
    if sample.order != "stratified":
        return
    wide = min(50, max(len(stratum.name) for stratum in sample.strata))
    for stratum in sample.strata[:_STRATA]:
        yield printable(f"  {stratum.name:<{wide}}  {stratum.drawn:>5,} of {stratum.population:,}")
    if len(sample.strata) > _STRATA:
        yield f"  … and {len(sample.strata) - _STRATA} more strata"


def progress_lines(sample: Sample, reviews: Sequence[Review]) -> Iterator[str]:
    """How far each coder is."""
    whole = len(sample.items)
    if sample.unit == "event":
        items = found(sample, reviews)
        done = {who: sum(who in item.by_coder for item in items) for who in coders_of(items)}
    else:
        readers = readers_of(of_reports(sample, reviews))
        done = {
            who: sum(who in of for of in readers.values()) for who in sorted({w for of in readers.values() for w in of})
        }
    if not done:
        yield "  nobody has judged any of it yet"
    for who, number in done.items():
        yield printable(f"  {who}: {number:,} of {whole:,} {'read whole' if sample.unit == 'report' else 'judged'}")


def agreement_lines(agreed: Agreement) -> Iterator[str]:
    """The coefficients as a table, then what is not defined and why."""
    who = ", ".join(f"{coder} {number:,}" for coder, number in agreed.coders) or "nobody"
    yield printable(f"{counted(agreed.judged, 'event')} judged ({who}); {agreed.twice:,} by more than one coder")
    if agreed.disputed:
        yield f"{agreed.disputed:,} on which they differ, and nobody has decided yet"
    if not agreed.twice:
        return
    names = [name for name in _HEADS if any(_known(field, name) for field in agreed.fields)]
    yield ""
    yield _in_cells("field", "events", (_HEADS[name] for name in names))
    for field in agreed.fields:
        held = [one for one in field.coefficients if one.name in names]
        name = _FIELD_MEANS.get(field.field, field.field)
        yield _in_cells(name, f"{field.items:,}", ("–" if one.value is None else _two(one.value) for one in held))
        yield _in_cells("", "", map(_interval, held))
    yield ""
    yield "In brackets: 95 % intervals, by a bootstrap over reports. An event that one coder denies is judged on no other field."
    yield from _reasons(agreed, names)


def _in_cells(name: str, number: str, cells: Iterable[str]) -> str:
    return f"{name:<12}{number:>6}  {''.join(f'{cell:<{_CELL}}' for cell in cells)}".rstrip()


def _reasons(agreed: Agreement, names: Sequence[str]) -> Iterator[str]:
    """Why what is not in the table is not: a line a reason, with the coefficients and fields it keeps back."""
    found: dict[str, dict[str, list[str]]] = {}
    for field in agreed.fields:
        for one in field.coefficients:
            if one.why is not None and one.name in names:
                found.setdefault(one.why, {}).setdefault(field.field, []).append(_HEADS[one.name])
    for why, fields in found.items():
        told = "; ".join(f"{field}: {', '.join(heads)}" for field, heads in fields.items())
        yield f"–  {why} ({told})"


def precision_lines(judged: Judged) -> Iterator[str]:
    """The shares of the whole archive, by type and stratum, and what they do not cover."""
    sample = judged.sample
    yield from list(drawn_lines(sample))[:1]
    who = ", ".join(judged.coders)
    yield printable(f"{judged.judged:,} of {len(sample.items):,} judged" + (f" by {who}" if who else ""))
    if not judged.judged:
        return
    weighted = "of all events it was drawn from, weighted by strata" if judged.weighted else "of the sample alone"
    yield ""
    yield f"right, in percent {weighted}"
    for field in FIELDS:
        share = judged.share(field)
        yield f"  {_FIELD_MEANS.get(field, field):<12}{_share(share):<16}{_count(share.right):>8} of {share.judged:,}"
    for by, head in (("type", "type"), ("stratum", "stratum")):
        names = judged.groups(by)
        if names:
            yield ""
            yield from _table(judged, by, head, names)
    yield ""
    yield from precision_notes(judged)


def precision_notes(judged: Judged) -> Iterator[str]:
    """How the shares are meant, and what they do not cover."""
    yield "A row that is no event, or tells one again, counts as wrong in every field."
    if judged.weighted:
        yield "In brackets: 95 % intervals (Wilson, with the sample's effective size: strata, weights, finite population)."
    else:
        yield "Drawn the least sure first: these shares say nothing of the rest of the archive; for that draw a random sample."
    if judged.unsure:
        yield f"{counted(judged.unsure, 'event')} left out, of which every coder was unsure."
    if judged.disputed:
        differ = f"{counted(judged.disputed, 'event')} on which coders differ"
        yield f"{differ} count by the share of those who find them right, until somebody decides."
    if judged.uncovered:
        lost = sum(stratum.population for stratum in judged.uncovered)
        names = ", ".join(stratum.name for stratum in judged.uncovered[:6])
        yield printable(f"Not covered: {counted(lost, 'event')} in strata of which none was judged ({names}).")
    if judged.few:
        names = ", ".join(stratum.name for stratum in judged.few[:6]) + (" …" if len(judged.few) > 6 else "")
        yield printable(f"Strata of which fewer than {FEW} were judged, and which say little alone: {names}.")


def recall_lines(reread: Reread) -> Iterator[str]:
    """What share of the events that reports tell was coded."""
    yield from list(drawn_lines(reread.sample))[:1]
    who = f" by {', '.join(reread.coders)}" if reread.coders else ""
    yield printable(f"{reread.reports:,} of {len(reread.sample.items):,} reports read whole{who}")
    yield from (printable(f"  left out: {each.report}: {each.cause}") for each in reread.undecided[:_UNDECIDED])
    if len(reread.undecided) > _UNDECIDED:
        yield f"  … and {len(reread.undecided) - _UNDECIDED} more left out"
    if not reread.reports:
        return
    yield ""
    yield f"{'recall, in percent':<20}{'events told':>11}  {'coded':<16}{'with its type':<16}wholly right"
    for of in ("all", *reread.types()):
        shares = [reread.share(field, of) for field in (EVENT, "type", ROW)]
        yield f"{of:<20}{shares[0].judged:>11,}  {_share(shares[0]):<16}{_share(shares[1]):<16}{_share(shares[2])}".rstrip()
    yield ""
    yield "In brackets: 95 % intervals, by a bootstrap over reports. Types are the true ones."


def agreement_rows(agreed: Agreement) -> list[dict[str, Any]]:
    """A row a field and coefficient."""
    return [
        {"field": field.field, "events": field.items, "coefficient": one.name, "value": one.value, "low": one.low,
         "high": one.high, "why": one.why}
        for field in agreed.fields
        for one in field.coefficients
    ]  # fmt: skip


def precision_rows(judged: Judged | None, reread: Reread | None) -> list[dict[str, Any]]:
    """A row a measure, group and field."""
    rows = []
    for each in judged.rows if judged is not None else ():
        head = {"measure": "precision", "by": each.by, "of": each.of, "field": each.field}
        rows.append(head | _figures(each.share) | {"sample": judged.sample.id if judged is not None else None})
    for told in reread.rows if reread is not None else ():
        head = {"measure": "recall", "by": "all" if told.of == "all" else "type", "of": told.of, "field": told.field}
        rows.append(head | _figures(told.share) | {"sample": reread.sample.id if reread is not None else None})
    return rows


def _figures(share: Share) -> dict[str, Any]:
    return {"share": share.value, "low": share.low, "high": share.high, "judged": share.judged, "right": share.right}


def _table(judged: Judged, by: str, head: str, names: Iterable[str]) -> Iterator[str]:
    names = list(names)
    wide = max(12, min(32, max(map(len, names)) + 2))
    yield (
        f"{head:<{wide}}{'judged':>6}  "
        + "".join(f"{_FIELD_MEANS.get(field, field):<14}" for field in _BY_TYPE).rstrip()
    )
    for name in names[:_STRATA]:
        shares = [judged.share(field, by, name) for field in _BY_TYPE]
        line = "".join(f"{_share(share):<14}" for share in shares)
        yield printable(f"{name[: wide - 2]:<{wide}}{shares[0].judged:>6,}  {line}".rstrip())
    if len(names) > _STRATA:
        yield f"… and {len(names) - _STRATA} more; --format csv has all"


def _count(right: float) -> str:
    """How many are right: of those on which coders differ a part."""
    return f"{right:,.1f}".removesuffix(".0")


def _known(field: FieldAgreement, name: str) -> bool:
    return any(one.name == name and one.value is not None for one in field.coefficients)


def _interval(one: Coefficient) -> str:
    if one.low is None or one.high is None:
        return "" if one.value is None else "[–]"
    return f"[{_two(one.low)}, {_two(one.high)}]"


def _two(value: float) -> str:
    return f"{value:.2f}".replace("-", "−") if abs(value) >= 0.005 else "0.00"


def _share(share: Share) -> str:
    if share.value is None:
        return "–"
    inside = "" if share.low is None or share.high is None else f" ({100 * share.low:.0f}–{100 * share.high:.0f})"
    return f"{100 * share.value:.0f}{inside}"
