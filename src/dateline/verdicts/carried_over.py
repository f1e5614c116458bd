"""Which reviews still stand on a report as it is coded now, perhaps by a newer version, and why the others do not.

Ids are hashes of what a record says, so one that is still there says the same. Where it is not, an event is known by its type
and the words that tell it, an actor by its name and kind. What is found of a value is found of the value that was claimed: where
the coding claims another now, the verdict has nothing to stand on. A correction says what is right, whatever a coding claims,
and stands as long as its event or actor does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol, TypeVar

from dateline.verdicts.given_values import (
    Allowed,
    Missed,
    PickedParty,
    PickedPlace,
    UnfitError,
    Words,
    read_field,
    read_json,
    read_missed,
)
from dateline.verdicts.standing import Voiced, fields_said

MadeBy = tuple[str, ...]
"""Coder, Dateline, reader and codebook, as :class:`dateline.model.Versions` has them."""

_CLAIMED_OF_EVENTS = ("type", "mode", "status", "actors", "recipients", "place", "date", "size")
_CLAIMED_OF_ACTORS = ("name", "kind", "country")


class Claiming(Voiced, Protocol):
    """A review with what it was said of."""

    @property
    def claim(self) -> str | None: ...
    @property
    def start(self) -> int | None: ...
    @property
    def end(self) -> int | None: ...
    @property
    def text(self) -> str | None: ...
    @property
    def made_by(self) -> MadeBy: ...


C = TypeVar("C", bound=Claiming)


class CodedEvent(NamedTuple):
    """An event of a coding: what it claims (see :func:`claim_of`), and the words that tell it."""

    id: str
    claims: Mapping[str, Any]
    triggers: Sequence[Words]


class CodedActor(NamedTuple):
    """An actor of a coding: its name, kind and country."""

    id: str
    claims: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CodedReport:
    """A report as it is coded now. Without its ``text`` words that were picked there are taken as they are."""

    made_by: MadeBy
    events: Sequence[CodedEvent]
    actors: Sequence[CodedActor]
    characters: int
    text: str | None = None

    def has(self, record: str) -> bool:
        """Whether it has an event or an actor of this id."""
        return any(event.id == record for event in self.events) or any(actor.id == record for actor in self.actors)


@dataclass(frozen=True, slots=True)
class Carried:
    """A report's reviews: those that stand, with the record that they are of now, and the others with the reason."""

    standing: list[tuple[Any, str | None]] = field(default_factory=list)
    fallen: list[tuple[Any, str]] = field(default_factory=list)


def claim_of(row: Mapping[str, Any], sides: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """What a coding says of an event, as a review claims it: from its row in the view ``events``, and its rows in ``sides``."""
    held = [(side["side"], side["name"]) for side in sorted(sides, key=lambda side: (side["side"], side["position"]))]
    days = [row["date_start"], row["date_end"]]
    return {
        "type": row["type"],
        "mode": row["mode"],
        "status": row["status"],
        "actors": [name for side, name in held if side == "actor"],
        "recipients": [name for side, name in held if side == "recipient"],
        "place": {"name": row["place_name"], "country": row["place_country"]}
        if row["place_name"] is not None
        else None,
        "date": {"start": _iso(days[0]), "end": _iso(days[1])} if any(days) else None,
        "size": {name: row[name] for name in ("killed", "injured", "arrested", "displaced") if row[name] is not None},
    }


def carried(reviews: Iterable[C], coded: CodedReport | None, allowed: Allowed) -> Carried:
    """The reviews in force of one report, held against its coding; None: the report is not coded here."""
    found = Carried()
    everything = list(reviews)
    if coded is None:
        found.fallen.extend((review, "the report is not coded here") for review in everything)
        return found
    report = _CodedNow(coded, allowed, everything)
    on_it_all = []
    for review in everything:
        if review.record is None and review.verdict != "missed_event":
            on_it_all.append(review)
            continue
        try:
            found.standing.append((review, report.now(review)))
        except UnfitError as error:
            found.fallen.append((review, str(error)))
    for review in on_it_all:
        reason = _why_not_read(review, coded, found)
        if reason is None:
            found.standing.append((review, None))
        else:
            found.fallen.append((review, reason))
    return found


class _CodedNow:
    """One report's coding and reviews, to hold one against the other."""

    def __init__(self, coded: CodedReport, allowed: Allowed, reviews: Sequence[Claiming]) -> None:
        self.coded, self.allowed = coded, allowed
        self.events = {event.id: event for event in coded.events}
        self.actors = {actor.id: actor for actor in coded.actors}
        self.missed = {review.id for review in reviews if review.verdict == "missed_event"}
        self.types: dict[str | None, set[Any]] = defaultdict(set)
        for review in reviews:
            if review.verdict == "corrected" and review.field == "type" and (review.value or "").startswith('"'):
                self.types[review.record].add(_read_or_none(review.value))

    def now(self, review: Claiming) -> str | None:
        """The record that a review is of, in the coding of now. Raises UnfitError if there is none, or if it cannot be said of
        it."""
        if review.end is not None and review.end > self.coded.characters:
            raise UnfitError("its words lie behind the report's end")
        value = read_json(review.value)
        if review.record is None:
            self._check_missed(read_missed(value, self.allowed))
            return None
        if review.record in self.missed:  # a verdict on an event that a review has added
            self._check_value(review, value, self.allowed.modes)
            return review.record
        claim = read_json(review.claim)
        claims = claim if isinstance(claim, dict) else {}
        record = self._event(review, claims) or self._actor(review, claims)
        if record is None:
            raise UnfitError(_why_gone(review, claims))
        if review.made_by != self.coded.made_by or record.id != review.record:
            _check_claims(review, claim, record)
        _check_field(review, record)
        self._check_value(review, value, {record.claims.get("type"), *self.types[review.record]})
        return record.id

    def _event(self, review: Claiming, claims: Mapping[str, Any]) -> CodedEvent | None:
        """By its id, else by its type and words: by the very words where they stood, by others that overlap, or by these words
        elsewhere, if no other event has them."""
        if review.record in self.events:
            return self.events[review.record]
        start, end, text = review.start, review.end, review.text
        if start is None or end is None or claims.get("type") is None:
            return None
        alike = [event for event in self.coded.events if event.claims["type"] == claims["type"]]
        fits: tuple[Callable[[Words], bool], ...] = (
            lambda words: (words.start, words.end, words.text) == (start, end, text),
            lambda words: words.start < end and start < words.end,
            lambda words: words.text == text,
        )
        for fit in fits:
            there = [event for event in alike if any(map(fit, event.triggers))]
            if there:
                return there[0] if len(there) == 1 else None
        return None

    def _actor(self, review: Claiming, claims: Mapping[str, Any]) -> CodedActor | None:
        """By its id, else by its name and kind, if no other has them."""
        if review.record in self.actors:
            return self.actors[review.record]
        alike = [a for a in self.coded.actors if all(a.claims[key] == claims.get(key) for key in ("name", "kind"))]
        return alike[0] if len(alike) == 1 else None

    def _check_value(self, review: Claiming, value: Any, types: Iterable[Any]) -> None:
        if review.verdict == "duplicate":
            original = original_of(value, review.report)
            if original not in self.events and original not in self.missed:
                raise UnfitError("the event whose double it is is not there")
        if review.verdict in ("same_actor", "other_actor"):
            read_field("identity", value, self.allowed)
        if review.verdict != "corrected" or review.field is None:
            return
        read = read_field(review.field, value, self.allowed)
        if (
            review.field == "mode"
            and read is not None
            and not any(read in self.allowed.modes.get(k, ()) for k in types)
        ):
            raise UnfitError(f"the event's type has no mode {read!a}")
        self._check_picked(read)

    def _check_picked(self, read: Any) -> None:
        for one in read if isinstance(read, tuple) else (read,):
            if isinstance(one, PickedParty) and one.actor is not None and actor_meant(one, self.coded) is None:
                raise UnfitError("it names an actor that the coding does not have")
            self._check_words(one.words if isinstance(one, PickedParty | PickedPlace) else None)

    def _check_words(self, words: Words | None) -> None:
        if words is None:
            return
        text = self.coded.text
        if words.end > self.coded.characters or (text is not None and text[words.start : words.end] != words.text):
            raise UnfitError(f"the report does not say {words.text[:40]!a} there")

    def _check_missed(self, missed: Missed) -> None:
        self._check_words(missed.trigger)
        for value in missed.fields.values():
            self._check_picked(value)
        for event in self.coded.events:
            at = any(w.start < missed.trigger.end and missed.trigger.start < w.end for w in event.triggers)
            if at and event.claims["type"] == missed.fields["type"]:
                raise UnfitError("the coding has this event now")


def _read_or_none(text: str | None) -> Any:
    try:
        return read_json(text)
    except UnfitError:
        return None


def _why_gone(review: Claiming, claims: Mapping[str, Any]) -> str:
    if isinstance(claims.get("type"), str) and review.text is not None:
        return f"the coding has no {claims['type'][:40]} at {review.text[:40]!a} any more"
    if isinstance(claims.get("name"), str):
        return f"the coding has nobody called {claims['name'][:40]!a} any more"
    return "the coding has no such record, and the review does not say by what type and words to find it"


def _check_field(review: Claiming, record: CodedEvent | CodedActor) -> None:
    """Raises UnfitError if what is corrected is no field of such a record."""
    of_actors = review.verdict in ("same_actor", "other_actor") or review.field in ("country", "name")
    corrects = review.verdict in ("same_actor", "other_actor", "corrected")
    if corrects and of_actors is isinstance(record, CodedEvent):
        what = "an event" if isinstance(record, CodedEvent) else "an actor"
        raise UnfitError(f"{what} has no {ascii(review.field or 'namesakes')[:60]} that can be corrected")


def _check_claims(review: Claiming, claim: Any, record: CodedEvent | CodedActor) -> None:
    """Raises UnfitError if the coding claims another value now where the verdict is on what it claimed then."""
    if review.verdict in ("corrected", "no_event", "duplicate", "unsure", "same_actor", "other_actor"):
        return
    said = fields_said(review)
    whole = isinstance(claim, dict) and ({"type", "kind"} & {*claim})
    names = _CLAIMED_OF_EVENTS if isinstance(record, CodedEvent) else _CLAIMED_OF_ACTORS
    for name in said or names:
        if name not in record.claims or (whole and name not in claim) or (not whole and (not said or claim is None)):
            continue
        then = claim[name] if whole else claim
        if not _claims_same(then, record.claims[name]):
            raise UnfitError(f"the coding now says another {name} than the one that was reviewed")


def _claims_same(then: Any, now: Any) -> bool:
    if isinstance(now, dict) and isinstance(then, str):
        return bool(then == now.get("name"))
    if isinstance(now, dict) and isinstance(then, dict) and (told := {*then} & {"name", "country", "start", "end"}):
        return all(then[name] == now.get(name) for name in told)
    if isinstance(now, list) and isinstance(then, list):
        names = [one.get("name") if isinstance(one, dict) else one for one in then]
        return sorted(map(str, names)) == sorted(now)
    return bool(then == now)


def _why_not_read(review: Claiming, coded: CodedReport, found: Carried) -> str | None:
    """Why a report is not fully read any more; None if it is, or if that is not what the review says."""
    if review.made_by == coded.made_by or review.verdict != "right":
        return None
    judged = {now for other, now in found.standing if other.who == review.who}
    if any(other.who == review.who and other.record is not None for other, _ in found.fallen):
        return "not all that was found of its events stands any more"
    return None if judged >= {event.id for event in coded.events} else "the coding now has events that nobody judged"


def actor_meant(party: PickedParty, coded: CodedReport) -> str | None:
    """The actor of the coding that a side names: by its id, else by its name."""
    for wanted, key in ((party.actor, "id"), (party.name, "name")):
        for actor in coded.actors:
            if wanted is not None and wanted == (actor.id if key == "id" else actor.claims["name"]):
                return actor.id
    return None


def original_of(value: Any, report: str) -> str | None:
    """The id of the event whose double another is, without its report's."""
    return value.removeprefix(f"{report}:") if isinstance(value, str) else None


def _iso(day: Any) -> str | None:
    return day.isoformat() if day is not None else None
