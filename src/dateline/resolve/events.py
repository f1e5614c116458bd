"""Acts -> events: words become actors, places and dates, each value with the words behind it; what cannot be told is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from dateline.codebook import Codebook
from dateline.events.base import Act
from dateline.grammar.clauses import Clauses
from dateline.model import Abstention, Because, Event, EventDate, Evidence, Report, Span, Status
from dateline.resolve.actors.who import ActorResolver, Meant
from dateline.resolve.circumstances import Circumstances
from dateline.resolve.counting import Counting, HowMany, counted
from dateline.resolve.dates.when import DateResolver
from dateline.resolve.directed_at import DirectedAt
from dateline.resolve.each_other import acts_on_each_other, each_way, is_done_to_each_other
from dateline.resolve.places.where import PlaceResolver
from dateline.resolve.placing import Homeland, Offer, Placing, Where, hangs_from
from dateline.resolve.same_act import APART, ONE, Retellings, merged
from dateline.resolve.sides import SideResolver, Sides
from dateline.resolve.sources import SourceResolver
from dateline.resolve.telling import Telling, identified
from dateline.resolve.told_in_pieces import are_one, are_two

_ARMY = "MIL"
#: Courts and the police, which mostly act at home.
_SERVICES = frozenset({"JUD", "COP"})


@dataclass(frozen=True, slots=True)
class Resolved:
    """The events of a report, what was seen but not coded, and whoever takes part by the words that say so."""

    events: tuple[Event, ...]
    abstained: tuple[Abstention, ...]
    meant: tuple[Meant, ...]


class EventResolver:
    """Resolves the acts of one report; asks the people, places, dates and sources that are settled already."""

    def __init__(
        self,
        codebook: Codebook,
        report: Report,
        clauses: Sequence[Clauses],
        actors: ActorResolver,
        places: PlaceResolver,
        dates: DateResolver,
        sources: SourceResolver,
    ) -> None:
        self._codebook, self._report, self._clauses = codebook, report, clauses
        self._actors, self._places, self._dates, self._sources = actors, places, dates, sources
        self._sides = SideResolver(codebook, clauses, actors, places, sources)
        self._circumstances = Circumstances(codebook, report, clauses)
        self._placing = Placing(codebook, clauses, places)
        self._hanging: dict[tuple[int, int], frozenset[int]] = {}

    def resolve(self, acts: Sequence[Act]) -> Resolved:
        """Each act once, in order of first telling, and what was seen but not coded, with the reason."""
        sides = [self._sides.of(act) for act in acts]
        counting = Counting(self._codebook, self._report, self._clauses, acts)
        told = [self._telling(act, both, counting) for act, both in zip(acts, sides, strict=True)]
        whole = counted(merged(told, self._codebook.types, self._retold(acts)), counting)
        coded = [telling for telling in whole if telling.uncoded is None]
        named = [self._sides.of_all(telling.acts, telling.sides) for telling in coded]
        taking = DirectedAt(self._codebook, self._clauses, coded, named).completed()
        meant = tuple(m for both in (*sides, *taking) for m in both.meant)
        events = self._whole(coded, taking, {m.actor: m for m in reversed(meant)})
        return Resolved(
            tuple(identified(self._report.id, event) for event in events),
            tuple(telling.uncoded for telling in whole if telling.uncoded is not None),
            meant,
        )

    def _telling(self, act: Act, sides: Sides, counting: Counting) -> Telling:
        reason = self._sides.why_not(act, sides)
        uncoded = Abstention(act.trigger, "event", reason) if reason is not None else None
        lemma = self._clauses[act.sentence].sentence.words[act.word].lemma
        lands = (self._actors.country_of(t.meant) for t in sides.acting)
        known = frozenset(land for land in lands if land is not None)
        return Telling(self._event(act, sides, counting.of(act)), (act,), (sides,), (lemma,), uncoded, known)

    def _whole(
        self, tellings: Sequence[Telling], taking: Sequence[Sides], meant: Mapping[str, Meant]
    ) -> Iterator[Event]:
        """The events with their sides, dates and places: of each act by all its tellings; its place also by what hangs together
        with it and by who takes part."""
        sided = [self._with_sides(telling, sides) for telling, sides in zip(tellings, taking, strict=True)]
        for (told, acts, *_), event, where in zip(
            tellings, sided, self._places_of(tellings, sided, meant), strict=True
        ):
            when = self._dates.of(*acts) if len(acts) > 1 else told.date
            others = (b for b in event.because if b.field not in ("place", "date"))
            because = (*where.because, *others, *_date_because(when))
            whole = replace(
                event,
                date=when,
                status=self._dates.status(acts[0], when) if event.status == acts[0].status else event.status,
                place=where.place,
                place_from=where.basis if where.place is not None else None,
                place_confidence=where.confidence,
                because=tuple(dict.fromkeys(because)),
            )
            yield from each_way(whole) if any(map(self._is_done_each_way, acts)) else (whole,)

    def _with_sides(self, telling: Telling, sides: Sides) -> Event:
        event, acts, of_each = telling.event, telling.acts, telling.sides
        whole = _with_sides(event, sides) if len(acts) > 1 or sides is not of_each[0] else event
        return _together(whole, self._sides.on_each_other(acts, of_each))

    def _places_of(
        self, tellings: Sequence[Telling], events: Sequence[Event], meant: Mapping[str, Meant]
    ) -> list[Where]:
        """Where each act took place; of deeds first, for what is said in doing them is said there: "marched, demanding …"."""
        by_sentence: dict[int, list[tuple[Act, int]]] = {}
        for i, telling in enumerate(tellings):
            for act in telling.acts:
                by_sentence.setdefault(act.sentence, []).append((act, i))
        found = [Where(None)] * len(events)
        for i in sorted(range(len(events)), key=lambda i: not self._is_deed(events[i])):
            acts, event = tellings[i].acts, events[i]
            others = (
                (act, other, events[j], found[j])
                for act in acts
                for other, j in by_sentence[act.sentence]
                if other is not act
            )
            beside = (offer for other in others for offer in self._hanging_with(*other, event))
            homes = (self._home(meant[a], a in event.actors) for a in (*event.actors, *event.recipients))
            found[i] = self._placing.of(acts, beside, list(homes))
        return found

    def _is_deed(self, event: Event) -> bool:
        """Whether whoever does it is where it is done."""
        kind = self._codebook.types[event.type]
        return kind.in_person or not kind.in_words

    def _is_done_each_way(self, act: Act) -> bool:
        """Of what all sides do together there is one event, and of a fight, whoever began it."""
        kind = self._codebook.types[act.type]
        apart = not kind.mutual and not kind.both_act
        return apart and is_done_to_each_other(self._clauses[act.sentence].sentence, act.word)

    def _hanging_with(self, act: Act, other: Act, of_other: Event, where: Where, event: Event) -> Iterator[Offer]:
        """ "met X during a visit to Y": what another act of its sentence offers that hangs from one or that it hangs from, of the
        same people; and, of what is said in doing it, where it was done."""
        if other.word not in self._above(act) and act.word not in self._above(other):
            return
        said_there = self._is_deed(of_other) and not self._is_deed(event)
        if said_there and where.place is not None and not {*event.actors}.isdisjoint(of_other.actors):
            yield Offer(where.place, "with_deed", other.sentence, other.word)
        elif not {*event.actors, *event.recipients}.isdisjoint((*of_other.actors, *of_other.recipients)):
            yield from self._placing.beside(other)

    def _above(self, act: Act) -> frozenset[int]:
        at = act.sentence, act.word
        if at not in self._hanging:
            self._hanging[at] = hangs_from(self._clauses[act.sentence].sentence, act.word)
        return self._hanging[at]

    def _home(self, meant: Meant, acts: bool) -> Homeland:
        """The country of a participant, as a place."""
        iso3 = self._actors.country_of(meant)
        land = self._places.land(iso3) if iso3 is not None else None
        sectors = self._actors.sectors_of(meant)
        return Homeland(land, meant.mention.span, _ARMY in sectors, acts, not _SERVICES.isdisjoint(sectors))

    def _retold(self, acts: Sequence[Act]) -> Retellings:
        """For every trigger those before it that it likely tells again, as the network says or as grammar knows."""
        triggers = {(act.sentence, act.word): act.trigger for act in acts}
        found: dict[Span, dict[Span, float]] = {}
        for act in acts:
            linked = ((triggers.get((link.sentence, link.word)), link.share) for link in act.retells)
            found[act.trigger] = {before: share for before, share in linked if before is not None}
        near: dict[tuple[int, str], list[Act]] = {}
        for act in acts:
            if self._codebook.types[act.type].in_pieces:
                near.setdefault((act.sentence, act.type), []).append(act)
        for together in near.values():
            for a, b in combinations(together, 2):
                sentence = self._clauses[a.sentence].sentence
                if are_two(sentence, a.word, b.word):
                    found[b.trigger][a.trigger] = APART
                elif are_one(sentence, a.word, b.word):
                    found[b.trigger][a.trigger] = ONE
        return found

    def _event(self, act: Act, sides: Sides, size: HowMany) -> Event:
        """What one telling says, as an event."""
        kind = self._codebook.types[act.type]
        when = self._dates.of(act)
        status = self._dates.status(act, when)
        where = self._placing.told(act)
        contexts = self._circumstances.contexts(act)
        because = [*where.because, *self._status_because(act, status, when), *contexts.because, *size.because]
        because += _date_because(when)
        if act.mode is not None:
            because.append(Because("mode", act.trigger, act.frame or act.by))
        because += self._sources.because(act.trigger)
        return Event(
            id="",
            type=act.type,
            mode=act.mode,
            contexts=contexts.names,
            quad=kind.quad,
            intensity=self._codebook.intensity(act.type, act.mode),
            actors=sides.actors,
            recipients=sides.recipients,
            place=where.place,
            status=status,
            sources=self._sources.of(act.trigger),
            date=when,
            size=size.size,
            evidence=(Evidence(act.sentence, act.trigger, act.frame, round(act.confidence, 3), act.by),),
            participants=sides.participants,
            because=tuple(dict.fromkeys(because)),
            alternatives=act.alternatives,
            mutual=kind.mutual or acts_on_each_other(self._codebook, self._clauses[act.sentence].sentence, act),
        )

    def _status_because(self, act: Act, status: Status, when: EventDate | None) -> Iterator[Because]:
        """The word that says that it did not simply happen: "will", "failed", "if"; a date of long ago says so itself."""
        if status == "happened":
            return
        if act.ruling is not None and status == act.ruling.status:
            word = self._clauses[act.sentence].sentence.words[act.ruling.word]
            yield Because("status", self._report.span(word.start, word.end), act.ruling.status)
        elif status == "historical" and when is not None and when.span is not None:
            yield Because("status", when.span, "long ago")
        else:
            yield Because("status", act.trigger, act.frame or act.by)


def _date_because(when: EventDate | None) -> Iterator[Because]:
    if when is not None and when.span is not None:
        yield Because("date", when.span, "said of the act")


def _with_sides(event: Event, sides: Sides) -> Event:
    """The event of several tellings with those who take part by all of them, each by the words of every telling."""
    likely = {(t.actor, side): t.confidence for side, of in sides.by_name.items() for t in of}
    told = {(p.actor, p.side) for p in event.participants}
    kept = [replace(p, confidence=likely[p.actor, p.side]) for p in event.participants if (p.actor, p.side) in likely]
    kept += [p for p in sides.participants if (p.actor, p.side) not in told]
    return replace(event, actors=sides.actors, recipients=sides.recipients, participants=tuple(dict.fromkeys(kept)))


def _together(event: Event, acting_too: frozenset[str]) -> Event:
    """The event with those who act on each other on one side."""
    moved = tuple(a for a in event.recipients if a in acting_too)
    if not moved:
        return event
    return replace(
        event,
        actors=(*event.actors, *moved),
        recipients=tuple(a for a in event.recipients if a not in moved),
        participants=tuple(replace(p, side="actor") if p.actor in moved else p for p in event.participants),
    )
