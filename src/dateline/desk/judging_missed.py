"""Events that coders found missing, as whoever settles them sees them side by side, and what is kept of the decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dateline.desk.judging import FIELDS
from dateline.desk.judging_said import RefusedVerdictError
from dateline.model import Coding, Review, Sample
from dateline.show.harmless import one_line
from dateline.verdicts.missed_groups import MissedGroup, NamedEvent, missed_groups

_NONE = "–"


@dataclass(frozen=True, slots=True)
class MissedField:
    """A field as each coder names it, in the order of the namings; ``differs``: not all say the same."""

    label: str
    said: tuple[str, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class Naming:
    """One coder's naming: the id of its review, the words that tell the event, and whether it was kept, if that is decided."""

    review: str
    who: str
    words: str
    note: str | None
    kept: bool | None


@dataclass(frozen=True, slots=True)
class MissedSide:
    """Namings that may be of one event, side by side, with the sentences that tell it; ``silent`` name nothing there."""

    report_id: str
    sentences: str
    named: tuple[Naming, ...]
    silent: tuple[str, ...]
    fields: tuple[MissedField, ...]
    settled: bool


def side_by_side(group: MissedGroup, coding: Coding) -> MissedSide:
    """A group as a page shows it."""
    start, end = min(one.start for one in group.named), max(one.end for one in group.named)
    told = [span for span in coding.sentences if span.start < end and start < span.end]
    shown = coding.report.text[told[0].start : told[-1].end] if told else coding.report.text[start:end]
    fields = []
    for name, (label, _, _) in FIELDS.items():
        said = tuple(_said(coding, name, one.value.get(name)) for one in group.named)
        fields.append(MissedField(label, said, differs=len({*said}) > 1))
    return MissedSide(
        group.report, one_line(shown), tuple(_naming(one) for one in group.named), group.silent, tuple(fields),
        group.is_settled,
    )  # fmt: skip


def settling_missed(
    sample: Sample, sent: Mapping[str, Any], who: str, reviews: Sequence[Review], when: datetime
) -> list[Review]:
    """The reviews that settle a group: of each naming whether it stands. ``sent`` has all that were seen, and those to keep."""
    seen, keep = _ids(sent, "named"), _ids(sent, "keep")
    group = next((g for g in missed_groups(sample, reviews) if {one.review.id for one in g.named} == {*seen}), None)
    if group is None or not {*keep} <= {*seen}:
        raise RefusedVerdictError(
            "nothing was settled: these events were named otherwise meanwhile, or taken back; load the page again"
        )
    return [
        Review(who, when, r.report, r.versions, "right" if r.id in keep else "no_event", r.id, answers=r.id, sample=sample.id)
        for r in (one.review for one in group.named)
    ]  # fmt: skip


def _naming(one: NamedEvent) -> Naming:
    words = one.value["trigger"].get("text")
    review = one.review
    return Naming(review.id, review.who, one_line(str(words or review.text or "")), review.note, one.kept)


def _said(coding: Coding, field: str, value: Any) -> str:
    """A value as it was named, which may be anything, in words."""
    if value is None or value in ([], {}):
        return "happened" if field == "status" else _NONE
    if isinstance(value, list):
        return one_line("; ".join(_party(coding, one) for one in value))
    if not isinstance(value, dict):
        return one_line(str(value))
    if field == "date":
        days = [str(value.get(edge) or "…") for edge in ("start", "end")]
        return one_line(" to ".join(dict.fromkeys(days)))
    if field == "place":
        return _party(coding, value)
    return one_line("; ".join(f"{name} {number}" for name, number in value.items()))


def _party(coding: Coding, value: Any) -> str:
    if not isinstance(value, dict):
        return one_line(str(value))
    known = next((actor for actor in coding.actors if actor.id == value.get("actor")), None)
    name = value.get("name") or (known.name if known is not None else value.get("text"))
    country = value.get("country") or (known.country if known is not None else None)
    return one_line(f"{name} ({country})" if country else str(name))


def _ids(sent: Mapping[str, Any], name: str) -> list[str]:
    """The ids that were sent under a name: none, one or several."""
    value = sent.get(name, [])
    ids = [value] if isinstance(value, str) else value
    if not isinstance(ids, list) or len(ids) > 100 or not all(isinstance(one, str) for one in ids):
        raise RefusedVerdictError(f"{name} is no list of ids; load the page again")
    return ids
