"""The events that a model tells, as far as report and codebook bear them out; ids are those that our own coder would give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dateline.codebook import Codebook
from dateline.llm.actors_named import NamedActors
from dateline.llm.answer_schema import STATUSES
from dateline.llm.circumstances_told import date_told, place_told, sizes_told
from dateline.llm.quoted_words import Quoted
from dateline.llm.refusals import Refusals
from dateline.model import Actor, Because, Event, Evidence, Participant, Place, Report, Source, Span
from dateline.model.event import PlaceBasis, Side, Status
from dateline.resolve.telling import identified

#: What every event of this coder has: a model's own word for how sure it is was not measured, and is not asked for.
CONFIDENCE = 0.5
_LONGEST_TRIGGER = 12  # words
_BY = "llm"


@dataclass(frozen=True, slots=True)
class ToldActs:
    """The events in order of telling, and where they took place."""

    events: tuple[Event, ...]
    places: tuple[Place, ...]


@dataclass(slots=True)
class ActsReader:
    """Reads the events of one answer. ``weights``: how often the report speaks of each country."""

    report: Report
    sentences: Sequence[Span]
    codebook: Codebook
    actors: NamedActors
    weights: Mapping[str, float]
    by: str
    refusals: Refusals

    def read(self, answer: Any) -> ToldActs:
        """The events of an answer's list."""
        events: list[Event] = []
        places: dict[str, Place] = {}
        for given in self.refusals.records("event", answer):
            trigger = self._trigger(given)
            if trigger is None:
                continue
            event = self._event(given, trigger, places)
            if event is None:
                continue
            if any(_is_told_by(event, other) for other in events):
                self.refusals.refuse("event", "told a second time", trigger.span)
                continue
            events.append(event)
        events.sort(key=lambda event: (event.evidence[0].trigger, event.id))
        used = {event.place for event in events}
        told = [place for place in places.values() if place.id in used]
        return ToldActs(tuple(events), tuple(sorted(told, key=lambda place: (place.mentions[0], place.id))))

    def _trigger(self, given: Mapping[str, Any]) -> Quoted | None:
        found = self.refusals.words("event", given.get("trigger"))
        if found is None:
            return None
        if len(found.span.text.split()) > _LONGEST_TRIGGER or found.span.end > self.sentences[found.sentence].end:
            self.refusals.refuse("event", f"told by no words of its own (more than {_LONGEST_TRIGGER})", found.span)
            return None
        return found

    def _event(self, given: Mapping[str, Any], trigger: Quoted, places: dict[str, Place]) -> Event | None:
        at, kind = trigger.span, self.codebook.types.get(_text(given.get("type")))
        if kind is None or given.get("status") not in STATUSES:
            self.refusals.refuse("event", "a type that is none" if kind is None else "a status that is none", at)
            return None
        status: Status = given["status"]
        sides = self._sides(given, at)
        if sides is None:
            return None
        actors, recipients = sides
        if kind.recipient_required and not recipients:
            self.refusals.refuse("event", "its type asks for a recipient", at)
            return None
        mode = given.get("mode")
        if mode is not None and _text(mode) not in kind.modes:
            self.refusals.refuse("mode", "none that its type has", at)
            mode = None
        size, counted = sizes_told(given.get("sizes"), at, self.by, self.refusals)
        contexts = self.refusals.codes("contexts", given.get("contexts"), self.codebook.contexts, at)
        carried = kind.modes[mode].contexts if mode is not None else ()
        because = [*counted, *(Because("contexts", at, f"said by {self.by}") for _ in contexts[:1])]
        event = Event(
            id="",
            type=kind.name,
            mode=mode,
            contexts=tuple(name for name in self.codebook.contexts if name in (*contexts, *carried)),
            quad=kind.quad,
            intensity=self.codebook.intensity(kind.name, mode),
            actors=tuple(actor.id for actor in actors),
            recipients=tuple(actor.id for actor in recipients),
            place=None,
            status=status,
            sources=self._sources(given, at),
            date=self._date(given, trigger, status),
            size=size,
            evidence=(Evidence(trigger.sentence, at, None, CONFIDENCE, _BY),),
            participants=tuple(self._participants(trigger, actors, recipients)),
            because=tuple(because),
            mutual=True if kind.mutual else None,
        )
        return identified(self.report.id, self._placed(event, given, trigger, places))

    def _sides(self, given: Mapping[str, Any], at: Span) -> tuple[tuple[Actor, ...], tuple[Actor, ...]] | None:
        """Who does it and to whom; nobody is on both sides, and an event that names nobody who is there is none."""
        actors, recipients = (
            self.actors.of_keys(self.refusals, side, given.get(name), at)
            for side, name in (("actor", "actors"), ("recipient", "recipients"))
        )
        both = {actor.id for actor in actors} & {actor.id for actor in recipients}
        for _ in both:
            self.refusals.refuse("recipient", "stands on both sides", at)
        recipients = tuple(actor for actor in recipients if actor.id not in both)
        if not actors and not recipients:
            self.refusals.refuse("event", "nobody whom the report names takes part", at)
            return None
        return actors, recipients

    def _sources(self, given: Mapping[str, Any], at: Span) -> tuple[Source, ...]:
        speakers = self.actors.of_keys(self.refusals, "source", given.get("sources"), at)
        publisher = (Source(publisher=self.report.publisher),) if self.report.publisher else ()
        return (*(Source(actor=speaker.id) for speaker in speakers), *publisher)

    def _date(self, given: Mapping[str, Any], trigger: Quoted, status: Status) -> Any:
        return date_told(self.report, given.get("date"), self.sentences[trigger.sentence], status, self.refusals)

    def _placed(self, event: Event, given: Mapping[str, Any], trigger: Quoted, places: dict[str, Place]) -> Event:
        told = given.get("place")
        if told is None:
            return event
        found = place_told(
            self.report, told if isinstance(told, Mapping) else {}, self.weights, trigger.span, self.refusals
        )
        if found is None:
            return event
        place, quoted = found
        before = places.get(place.id)
        mentions = {*place.mentions, *(before.mentions if before is not None else ())}
        places[place.id] = replace(before or place, mentions=tuple(sorted(mentions)))
        reason = Because("place", quoted.span, f"said by {self.by}")
        basis: PlaceBasis = "clause" if quoted.sentence == trigger.sentence else "scene"
        return replace(event, place=place.id, place_from=basis, because=(*event.because, reason))

    def _participants(
        self, trigger: Quoted, actors: Sequence[Actor], recipients: Sequence[Actor]
    ) -> Iterator[Participant]:
        """Each by its mention that is nearest to the trigger, those of the sentence before all others."""
        sentence = self.sentences[trigger.sentence]
        sides: tuple[tuple[Side, Sequence[Actor]], ...] = (("actor", actors), ("recipient", recipients))
        for side, taking_part in sides:
            for actor in taking_part:
                spans = [mention.span for mention in actor.mentions]
                inside = [span for span in spans if sentence.contains(span)]
                span = min(inside or spans, key=lambda one: (abs(one.start - trigger.span.start), one.start))
                yield Participant(actor.id, side, span, f"{side} according to {self.by}")


def _is_told_by(event: Event, other: Event) -> bool:
    same = (event.type, event.mode) == (other.type, other.mode)
    return event.id == other.id or (same and event.evidence[0].trigger.overlaps(other.evidence[0].trigger))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
