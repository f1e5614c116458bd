"""A coder's verdicts given once more: what is new of them, and what they take back. The same sheet read twice adds nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from dateline.model import Review
from dateline.verdicts.standing import in_force


def amended(held: Iterable[Review], given: Sequence[Review]) -> tuple[Review, ...]:
    """What to add so that of every record in ``given`` its coder holds just what is given; of other records nothing changes."""
    now = _by_record(given)
    before = _by_record(review for review in in_force(held) if review.answers is None)
    found: list[Review] = []
    for key, reviews in now.items():
        old_ones = before.get(key, ())
        wanted, said = (
            {_verdict(review) for review in reviews},
            {(*_verdict(old), old.sample, old.note) for old in old_ones},
        )
        found += [_withdrawal(old, reviews[0]) for old in old_ones if _verdict(old) not in wanted]
        found += [review for review in reviews if (*_verdict(review), review.sample, review.note) not in said]
    return tuple(found)


def _by_record(reviews: Iterable[Review]) -> dict[tuple[str, str, str | None], list[Review]]:
    groups: dict[tuple[str, str, str | None], list[Review]] = defaultdict(list)
    for review in reviews:
        groups[review.who, review.report, review.record].append(review)
    return groups


def _verdict(review: Review) -> tuple[str | None, ...]:
    return review.verdict, review.field, review.value


def _withdrawal(old: Review, new: Review) -> Review:
    return Review(
        who=new.who, when=new.when, report=old.report, versions=new.versions, verdict="withdrawn", record=old.record,
        answers=old.id, sample=new.sample,
    )  # fmt: skip
