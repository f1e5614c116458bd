"""An archive's reviews as lines for a terminal, and as plain rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dateline.archive.review_account import Dispute, ReviewAccount, ReviewState
from dateline.show.wording import counted
from dateline.verdicts.standing import Judgement

_SHOWN = 20
#: What a row says of a review, in this order.
COLUMNS = ("id", "who", "when", "report", "record", "verdict", "field", "value", "claim", "start", "end", "text", "answers",
           "sample", "note", "state", "reason")  # fmt: skip


def account_lines(account: ReviewAccount) -> Iterator[str]:
    """How many reviews there are and stand, of whom; what is disputed; what no longer stands, with the reason."""
    yield f"{counted(len(account.reviews), 'review')}, of which {len(account.of_state('stands')):,} stand"
    for state, says in (("replaced", "replaced by a later one of the same coder"), ("withdrawn", "withdrawn")):
        if there := account.of_state(state):  # type: ignore[arg-type]
            yield f"  {len(there):,} {says}"
    yield from _counts(account)
    if account.disputes:
        yield f"\ndisputed, and shown as coded until somebody settles it: {counted(len(account.disputes), 'record')}"
        yield from _some([_dispute(one) for one in account.disputes])
    if fallen := account.of_state("fallen"):
        yield f"\nno longer standing: {counted(len(fallen), 'review')}"
        yield from _some([_fallen(one) for one in fallen])
    if account.unread:
        yield f"\nrows that are no reviews, and are passed over: {len(account.unread):,}"
        yield from _some([f"row {one.number}: {one.reason}" for one in account.unread])


def _counts(account: ReviewAccount) -> Iterator[str]:
    """A table: verdicts down, coders across."""
    counts = account.standing
    coders = sorted({who for who, _ in counts})
    if not coders:
        return
    verdicts = sorted(
        {verdict for _, verdict in counts}, key=lambda v: (-sum(counts.get((w, v), 0) for w in coders), v)
    )
    wide = max(map(len, verdicts))
    yield ""
    yield "  ".join([" " * wide, *(f"{who:>6}" for who in coders)])
    for verdict in verdicts:
        cells = (f"{counts.get((who, verdict), 0):>{max(6, len(who))},}" for who in coders)
        yield "  ".join([f"{verdict:<{wide}}", *cells])


def _some(lines: list[str]) -> Iterator[str]:
    yield from (f"  {line}" for line in lines[:_SHOWN])
    if len(lines) > _SHOWN:
        yield f"  … and {len(lines) - _SHOWN:,} more; --format json gives all"


def _dispute(one: Dispute) -> str:
    said = "; ".join(f"{found.who}: {_finding(found)}" for found in one.found)
    return f"{one.report}:{one.record} ({', '.join(one.fields)})  {said}"


def _finding(found: Judgement) -> str:
    fields = ", ".join(sorted(found.wrong))
    return f"{found.verdict} ({fields})" if fields else found.verdict


def _fallen(one: ReviewState) -> str:
    review = one.review
    field = f" {review.field}" if review.field else ""
    where = f"{review.report}:{review.record}" if review.record else review.report
    return f"{where}  {review.verdict}{field} by {review.who}: {one.reason}"


def account_rows(account: ReviewAccount) -> Iterator[dict[str, Any]]:
    """A row a review, with what became of it."""
    for one in account.reviews:
        values = one.review._asdict() | {"state": one.state, "reason": one.reason}
        yield {name: values[name] for name in COLUMNS}


def account_json(account: ReviewAccount) -> dict[str, Any]:
    """All of it as plain data."""
    counts = [{"who": who, "verdict": verdict, "reviews": n} for (who, verdict), n in account.standing.items()]
    return {
        "standing": counts,
        "disputed": [
            {"report": one.report, "record": one.record, "fields": list(one.fields),
             "found": [{"who": f.who, "verdict": f.verdict, "wrong": sorted(f.wrong)} for f in one.found]}
            for one in account.disputes
        ],
        "reviews": list(account_rows(account)),
        "unread": [one._asdict() for one in account.unread],
    }  # fmt: skip
