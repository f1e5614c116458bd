"""From verdicts to what holds: which reviews are in force, what each coder finds of a record, and on what they agree.

A verdict on a whole record and verdicts on its fields replace each other: whoever says that the place is wrong takes back
"right" and leaves the other fields as coded. A verdict that ``answers`` another settles it, and is no finding of a coder.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal, Protocol, TypeVar

Finding = Literal["right", "wrong", "no_event", "duplicate", "unsure"]
By = Literal["adjudication", "agreement", "one coder"]

#: What is disputed where coders differ on whether there is such an event at all.
EXISTENCE = "event"
#: What ``same_actor`` and ``other_actor`` say of an actor; that is no fault of its coding.
IDENTITY = "identity"
_EXISTS = ("right", "wrong")
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "wrong_type": ("type",),
    "wrong_side": ("actors", "recipients"),
    "wrong_place": ("place",),
    "wrong_date": ("date",),
    "wrong_status": ("status",),
}
#: What a span of the text adds to a value; two coders may pick the same actor or place by other words.
_WHERE_READ = frozenset({"start", "end", "text"})


class Voiced(Protocol):
    """What is asked of a review here: of :class:`dateline.model.Review`, or of any row that holds as much."""

    @property
    def id(self) -> str: ...
    @property
    def who(self) -> str: ...
    @property
    def when(self) -> datetime | str: ...
    @property
    def report(self) -> str: ...
    @property
    def record(self) -> str | None: ...
    @property
    def verdict(self) -> str: ...
    @property
    def field(self) -> str | None: ...
    @property
    def value(self) -> str | None: ...
    @property
    def answers(self) -> str | None: ...
    @property
    def sample(self) -> str | None: ...


R = TypeVar("R", bound=Voiced)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one coder finds of one record.

    ``wrong`` has every field found wrong, also those for which ``corrected`` says what is right; it is empty too where
    something is wrong and nobody said what.
    """

    report: str
    record: str
    who: str
    sample: str | None
    verdict: Finding
    wrong: frozenset[str]
    corrected: tuple[tuple[str, Any], ...]
    reviews: tuple[str, ...]
    duplicate_of: str | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """What holds of one record.

    On ``disputed`` fields coders differ and nobody has settled it: the coded value stays; so does the event where that is
    :data:`EXISTENCE`. The verdict is "unsure" where all that is said is disputed.
    """

    report: str
    record: str
    verdict: Finding
    wrong: frozenset[str]
    corrected: tuple[tuple[str, Any], ...]
    by: By
    disputed: frozenset[str]
    reviews: tuple[str, ...]
    duplicate_of: str | None = None


def fields_said(review: Voiced) -> tuple[str, ...]:
    """The fields that a verdict is on; empty if it is on the whole record."""
    if review.verdict in ("same_actor", "other_actor"):
        return (IDENTITY,)
    if review.verdict in ("no_event", "duplicate"):
        return ()
    return (review.field,) if review.field is not None else _FIELDS.get(review.verdict, ())


def in_force(reviews: Iterable[R]) -> tuple[R, ...]:
    """The reviews that their coders still hold, in the order of their moments.

    That is nothing that its own coder has withdrawn, and of a coder's verdicts on one record and field the last. What settles
    the verdicts of others replaces only what its coder has settled before. A withdrawal is final: say it again to hold it.
    """
    everything = sorted(reviews, key=lambda r: r.when)
    withdrawn = {(r.who, r.answers) for r in everything if r.verdict == "withdrawn"}
    held: dict[tuple[str, str, str | None, bool], dict[str | None, R]] = defaultdict(dict)
    for review in everything:
        if review.verdict != "withdrawn" and (review.who, review.id) not in withdrawn:
            _replace(held[review.who, review.report, review.record, review.answers is not None], review)
    found = {review.id for fields in held.values() for review in fields.values()}
    return tuple(review for review in everything if review.id in found)


def fully_read(reviews: Iterable[Voiced]) -> dict[str, tuple[str, ...]]:
    """The reports that coders call fully read (every event judged, every missed one named), each with those coders."""
    return fully_read_by(in_force(reviews))


def fully_read_by(standing: Iterable[Voiced]) -> dict[str, tuple[str, ...]]:
    """The same of reviews that are in force."""
    found: dict[str, set[str]] = defaultdict(set)
    for review in standing:
        if review.record is None and review.verdict == "right":
            found[review.report].add(review.who)
    return {report: tuple(sorted(coders)) for report, coders in found.items()}


def missed_events(reviews: Iterable[R]) -> tuple[R, ...]:
    """The reviews in force that name an event which the coding lacks."""
    return tuple(review for review in in_force(reviews) if _is_missed(review))


def decided_missed(reviews: Iterable[Voiced]) -> dict[str, bool]:
    """Of each naming of a missed event on which somebody has decided, by the id of its review: whether it stands."""
    standing = in_force(reviews)
    named = {review.id for review in standing if _is_missed(review)}
    held = settled_by(standing) if named else {}
    decided = {record: one for (_, record), one in held.items() if record in named and one.by == "adjudication"}
    return {record: one.verdict not in ("no_event", "duplicate") for record, one in decided.items()}


def judgements(reviews: Iterable[Voiced]) -> tuple[Judgement, ...]:
    """What each coder finds of each record, by report, record and coder; without what settles the verdicts of others.

    For verdicts on a report as a whole see :func:`fully_read`, for events that a coding lacks :func:`missed_events`.
    """
    own = [review for review in in_force(reviews) if review.answers is None and review.record is not None]
    return tuple(_judgement(said) for _, said in sorted(_grouped(own, lambda r: (r.report, r.record, r.who)).items()))


def settled(reviews: Iterable[Voiced]) -> dict[tuple[str, str], Settled]:
    """What holds of each record that was judged, by report and record.

    Whoever is unsure leaves it to the others. A field that one finds wrong and another corrects is corrected.
    """
    return settled_by(in_force(reviews))


def settled_by(standing: Iterable[Voiced]) -> dict[tuple[str, str], Settled]:
    """The same of reviews that are in force, in the order of their moments."""
    standing = [review for review in standing if review.record is not None]
    return {key: _settled(key, said) for key, said in _grouped(standing, lambda r: (r.report, r.record)).items()}


def _replace(fields: dict[str | None, R], review: R) -> None:
    """Let a verdict take the place of those it replaces; None is the place of one on the whole record."""
    if _is_missed(review):  # each is one of its own, beside the verdict on the report
        fields[review.id] = review
        return
    said = fields_said(review)
    if not said:
        for name in [name for name, old in fields.items() if name != IDENTITY and not _is_missed(old)]:
            del fields[name]
    elif said != (IDENTITY,):
        fields.pop(None, None)
    for place in said or (None,):
        fields[place] = review


def _is_missed(review: Voiced) -> bool:
    return review.verdict == "missed_event" and review.record is None


def _grouped(reviews: Iterable[R], key: Callable[[R], Any]) -> dict[Any, list[R]]:
    groups: dict[Any, list[R]] = defaultdict(list)
    for review in reviews:
        groups[key(review)].append(review)
    return groups


def _judgement(said: Sequence[Voiced]) -> Judgement:
    """What the verdicts of one coder on one record come to, in the order of their moments."""
    last, wrong, corrected = said[-1], set(), {}
    findings = {review.verdict for review in said}
    for review in said:
        fields = fields_said(review)
        if review.verdict not in ("right", "unsure", "same_actor", "other_actor"):
            wrong |= {*fields}
        for name in fields:
            if review.verdict == "corrected":
                corrected[name] = _read(review.value)
            elif name == IDENTITY:
                corrected[name] = {"verdict": review.verdict, "value": _read(review.value)}
    of = next((_read(review.value) for review in said if review.verdict == "duplicate"), None)
    return Judgement(
        report=last.report,
        record=str(last.record),
        who=last.who,
        sample=next((review.sample for review in reversed(said) if review.sample is not None), None),
        verdict=_finding(findings, wrong=bool(wrong)),
        wrong=frozenset(wrong),
        corrected=tuple(sorted(corrected.items())),
        reviews=tuple(review.id for review in said),
        duplicate_of=of if isinstance(of, str) else None,
    )


def _finding(said: set[str], *, wrong: bool) -> Finding:
    if wrong or "wrong_value" in said:
        return "wrong"
    return next((whole for whole in ("no_event", "duplicate", "unsure") if whole in said), "right")


def _read(value: str | None) -> Any:
    return json.loads(value) if value is not None else None


def _settled(key: tuple[str, str], said: Sequence[Voiced]) -> Settled:
    own = _grouped((review for review in said if review.answers is None), lambda r: r.who)
    voices = [_judgement(of_one) for of_one in own.values()]
    deciding: dict[str | None, Voiced] = {}  # whoever decides last, decides
    for review in said:
        if review.answers is not None:
            _replace(deciding, review)
    reviews = tuple(review.id for review in said)
    if not deciding:
        return _agreed(key, voices, reviews)
    decided = _judgement(list({review.id: review for review in deciding.values()}.values()))
    if None in deciding:
        voices = [decided]
    else:
        voices = [voice for voice in voices if voice.verdict in _EXISTS]
    return _decided(_agreed(key, voices, reviews), decided, {name for name in deciding if name is not None})


def _agreed(key: tuple[str, str], voices: Sequence[Judgement], reviews: tuple[str, ...]) -> Settled:
    """What coders say in common, and on what they differ."""
    heard = [voice for voice in voices if voice.verdict != "unsure"]
    by: By = "agreement" if len(heard or voices) > 1 else "one coder"
    whole = {"exists" if voice.verdict in _EXISTS else voice.verdict for voice in heard}
    blank = Settled(*key, "unsure", frozenset(), (), by, frozenset(), reviews)
    if len(whole) > 1:
        return replace(blank, disputed=frozenset({EXISTENCE}))
    if heard and "exists" not in whole:
        return replace(blank, verdict=heard[0].verdict, duplicate_of=heard[0].duplicate_of)
    if voices and not heard:
        return blank
    wrong: set[str] = set()
    corrected: dict[str, Any] = {}
    disputed: set[str] = set()
    for name in {name for voice in heard for name in (*voice.wrong, *dict(voice.corrected))}:
        values = [value for voice in heard for field, value in voice.corrected if field == name]
        everybody = name == IDENTITY or all(name in voice.wrong for voice in heard)
        if not everybody or any(not same_value(values[0], other) for other in values[1:]):
            disputed.add(name)
            continue
        wrong |= {name} - {IDENTITY}
        if values:
            corrected[name] = values[0]
    unnamed = bool(heard) and all(voice.verdict == "wrong" for voice in heard) and not disputed
    return _with(blank, wrong, corrected, disputed, unnamed=unnamed)


def _decided(agreed: Settled, decided: Judgement, fields: set[str]) -> Settled:
    """What is agreed, after somebody has decided on these fields of it; on the whole record if there are none."""
    if not fields:
        return replace(agreed, by="adjudication")
    kept = {name: value for name, value in agreed.corrected if name not in fields}
    whole = replace(agreed, by="adjudication")
    return _with(
        whole,
        (agreed.wrong - fields) | decided.wrong,
        kept | dict(decided.corrected),
        agreed.disputed - fields,
        unnamed=False,
    )


def _with(
    whole: Settled, wrong: Iterable[str], corrected: Mapping[str, Any], disputed: Iterable[str], *, unnamed: bool
) -> Settled:
    fields, differ = frozenset(wrong), frozenset(disputed)
    verdict: Finding = "wrong" if fields or unnamed else "unsure" if differ else "right"
    return replace(whole, verdict=verdict, wrong=fields, corrected=tuple(sorted(corrected.items())), disputed=differ)


def same_value(one: Any, other: Any) -> bool:
    """Whether two corrections say the same: in whatever order, by whatever words of the text."""
    try:
        return bool(_bare(one) == _bare(other))
    except RecursionError:  # nobody says so much
        return False


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _bare(inner) for name, inner in value.items() if name not in _WHERE_READ or "name" not in value}
    if isinstance(value, list):
        return sorted((_bare(inner) for inner in value), key=lambda inner: json.dumps(inner, sort_keys=True))
    return value
