"""Acts -> events: words become actors, places and dates, each value with the words behind it; what cannot be told is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.codebook import Codebook
from dateline.events.base import Act
from dateline.grammar.clauses import Clauses
from dateline.model import Abstention, Because, Event, EventDate, Evidence, Report, Status
from dateline.resolve.actors.who import ActorResolver, Meant
from dateline.resolve.circumstances import Circumstances
from dateline.resolve.dates.when import DateResolver
from dateline.resolve.places.where import PlaceResolver
from dateline.resolve.same_act import merged
from dateline.resolve.sides import SideResolver, Sides
from dateline.resolve.sources import SourceResolver

_LEAST_AGAIN = 0.2  # a link less sure than this makes no two tellings one act


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
        self._dates, self._sources = dates, sources
        self._sides = SideResolver(codebook, clauses, actors, places)
        self._circumstances = Circumstances(codebook, report, clauses, places)

    def resolve(self, acts: Sequence[Act]) -> Resolved:
        """Each act once, in order of first telling, and what was seen but not coded, with the reason."""
        events: list[Event] = []
        triggers = {(act.sentence, act.word): act.trigger for act in acts}
        abstained: list[Abstention] = []
        meant: list[Meant] = []
        by_sentence: dict[int, list[Act]] = {}
        for act in acts:
            by_sentence.setdefault(act.sentence, []).append(act)
        for here in by_sentence.values():
            told: list[tuple[Act, Event]] = []
            for act in here:
                sides = self._sides.of(act)
                reason = self._sides.why_not(act, sides)
                if reason is not None:
                    abstained.append(Abstention(act.trigger, "event", reason))
                    continue
                meant += sides.meant
                told.append((act, self._event(act, sides)))
            events += self._circumstances.placed_together(told)
        retold = frozenset(
            (act.trigger, before)
            for act in acts
            for link in act.retells
            if link.share >= _LEAST_AGAIN and (before := triggers.get((link.sentence, link.word))) is not None
        )
        return Resolved(merged(self._report.id, events, self._codebook.types, retold), tuple(abstained), tuple(meant))

    def _event(self, act: Act, sides: Sides) -> Event:
        kind = self._codebook.types[act.type]
        when = self._dates.of(act)
        status = self._dates.status(act, when)
        where = self._circumstances.place(act)
        size = self._circumstances.size(act)
        contexts = self._circumstances.contexts(act)
        because = [*where.because, *self._status_because(act, status, when), *contexts.because, *size.because]
        if when is not None and when.span is not None:
            because.append(Because("date", when.span, "said of the act"))
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
            place_from=where.basis if where.place is not None else None,
            place_confidence=where.confidence,
            participants=sides.participants,
            because=tuple(dict.fromkeys(because)),
            alternatives=act.alternatives,
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
