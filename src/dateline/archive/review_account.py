"""All reviews of an archive with what became of each: which stand, which were replaced, and which no longer stand, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.archive.folder import Archive
from dateline.archive.review_rows import ReviewRow, UnreadableReview
from dateline.archive.reviews import Reviews
from dateline.errors import ArchiveError
from dateline.verdicts.standing import Judgement, in_force, judgements, settled

State = Literal["stands", "fallen", "replaced", "withdrawn"]


@dataclass(frozen=True, slots=True)
class ReviewState:
    """A review and what became of it: a ``fallen`` one has nothing to stand on any more, and ``reason`` says why."""

    review: ReviewRow
    state: State
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Dispute:
    """A record on which coders differ, nobody having settled it: the fields, and what each of them found."""

    report: str
    record: str
    fields: tuple[str, ...]
    found: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class ReviewAccount:
    """The reviews of an archive in the order in which they came. ``unread`` are rows of the file that are no reviews."""

    reviews: tuple[ReviewState, ...]
    disputes: tuple[Dispute, ...]
    unread: tuple[UnreadableReview, ...]

    @property
    def standing(self) -> Mapping[tuple[str, str], int]:
        """How many stand, by coder and verdict."""
        counts: dict[tuple[str, str], int] = defaultdict(int)
        for one in self.reviews:
            if one.state == "stands":
                counts[one.review.who, one.review.verdict] += 1
        return dict(sorted(counts.items()))

    def of_state(self, state: State) -> Sequence[ReviewState]:
        """The reviews of which this became, in the order in which they came."""
        return [one for one in self.reviews if one.state == state]


def review_account(archive: Archive) -> ReviewAccount:
    """The account of an archive's reviews, of whatever coder's codings they are."""
    found = Reviews(archive.folder).rows()
    rows = [row for row in found if isinstance(row, ReviewRow)]
    reasons = _fallen(archive, rows)
    states = tuple(_states(rows, reasons))
    standing = [one.review for one in states if one.state == "stands"]
    return ReviewAccount(
        states, tuple(_disputes(standing)), tuple(row for row in found if isinstance(row, UnreadableReview))
    )


def _fallen(archive: Archive, rows: Sequence[ReviewRow]) -> dict[str, str]:
    """The reason by the id of each review that no longer stands, as the views have found it."""
    reasons: dict[str, str] = {}
    for coder in sorted({row.made_by[0] for row in rows}):
        try:
            with archive.reading(coder=coder) as connection:
                reasons |= dict(connection.execute("SELECT review_id, reason FROM held.fallen ORDER BY ALL").fetchall())
        except ArchiveError:
            here = [row.id for row in rows if row.made_by[0] == coder]
            reasons |= dict.fromkeys(here, "the archive holds no codings of the coder that was reviewed")
    return reasons


def _states(rows: Sequence[ReviewRow], reasons: Mapping[str, str]) -> Iterator[ReviewState]:
    withdrawn = {(row.who, row.answers) for row in rows if row.verdict == "withdrawn"}
    held = {row.id for row in in_force(rows)}
    for row in rows:
        if row.verdict == "withdrawn":
            continue
        if (row.who, row.id) in withdrawn:
            yield ReviewState(row, "withdrawn")
        elif row.id not in held:
            yield ReviewState(row, "replaced")
        elif row.id in reasons:
            yield ReviewState(row, "fallen", reasons[row.id])
        else:
            yield ReviewState(row, "stands")


def _disputes(standing: Sequence[ReviewRow]) -> Iterator[Dispute]:
    found: dict[tuple[str, str], list[Judgement]] = defaultdict(list)
    for judgement in judgements(standing):
        found[judgement.report, judgement.record].append(judgement)
    for key, one in sorted(settled(standing).items()):
        if one.disputed:
            yield Dispute(*key, tuple(sorted(one.disputed)), tuple(found[key]))
