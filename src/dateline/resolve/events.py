"""Event candidates -> events: words become actors, places and dates; what cannot be told is said in the abstentions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.codebook import Codebook
from dateline.events.base import Act
from dateline.events.size import size_of
from dateline.grammar.participants import preposition_of
from dateline.model import Abstention, Event, Evidence, Report
from dateline.reader.sentence import Sentence
from dateline.resolve.actors.who import ActorResolver
from dateline.resolve.dates.when import DateResolver
from dateline.resolve.places.where import PlaceResolver
from dateline.resolve.same_act import merged
from dateline.resolve.sources import SourceResolver

_VISITS = frozenset({"CONSULT"})
_EITHER_ORDER = frozenset({"CONSULT", "AGREE", "COOPERATE"})  # all sides are actors: who is told first means nothing
#: One meets and praises people, not land, and a march in Oslo is not one against Norway.
_NOT_DONE_TO_LAND = frozenset({"CONSULT", "AGREE", "SUPPORT", "PROTEST"})


class EventResolver:
    def __init__(
        self,
        codebook: Codebook,
        report: Report,
        sentences: Sequence[Sentence],
        actors: ActorResolver,
        places: PlaceResolver,
        dates: DateResolver,
        sources: SourceResolver,
    ) -> None:
        self._codebook, self._report, self._sentences = codebook, report, sentences
        self._actors, self._places, self._dates, self._sources = actors, places, dates, sources

    def resolve(self, candidates: Sequence[Act]) -> tuple[tuple[Event, ...], tuple[Abstention, ...]]:
        """Each act once, in order of first telling, and what was seen but not coded, with the reason."""
        events: list[Event] = []
        abstained: list[Abstention] = []
        for sentence in self._sentences:
            here = [c for c in candidates if c.sentence == sentence.index]
            told: list[tuple[Act, Event]] = []
            for candidate in here:
                event, reason = self._event(candidate)
                if event is not None:
                    told.append((candidate, event))
                elif reason is not None:
                    abstained.append(Abstention(candidate.trigger, "event", reason))
            events += self._placed_together(sentence, told)
        return merged(self._report.id, events), tuple(abstained)

    def _event(self, c: Act) -> tuple[Event | None, str | None]:
        actors = self._who(c, c.actors) or self._owners(c, c.actors)
        recipients = self._recipients(c, actors)
        if c.symmetric and c.type not in _EITHER_ORDER and len(actors) > 1 and not recipients:
            actors, recipients = actors[:1], actors[1:]  # "Oman and Qatar signed an accord": each with the other
        place = self._place(c)
        if (
            not recipients
            and c.type in _VISITS
            and (c.mode == "visit")
            and (host := self._host(c))
            and host not in actors
        ):
            recipients = (host,)
        reason = self._why_not(c, actors, recipients)
        if reason is not None:
            return None, reason
        when = self._dates.of(c)
        kind = self._codebook.types[c.type]
        sentence = self._sentences[c.sentence]
        return Event(
            id="",
            type=c.type,
            mode=c.mode,
            contexts=self._contexts(c, sentence),
            quad=kind.quad,
            intensity=self._codebook.intensity(c.type, c.mode),
            actors=actors,
            recipients=recipients,
            place=place,
            status=self._dates.status(c, when),
            sources=self._sources.of(c.trigger),
            date=when,
            size=size_of(sentence, self._tellers(sentence, c)),
            evidence=(Evidence(c.sentence, c.trigger, c.frame, round(min(1.0, c.confidence), 3), c.by),),
        ), None

    def _who(self, c: Act, words: Sequence[int]) -> tuple[str, ...]:
        found = (self._actors.at(c.sentence, w, capitals=not self._places.is_where(c.sentence, w)) for w in words)
        return tuple(dict.fromkeys(a for a in found if a is not None))

    def _owners(self, c: Act, words: Sequence[int]) -> tuple[str, ...]:
        """Where a thing stands for whoever owns or made it: "Ukrainian drones struck", "froze the assets of X"."""
        inner = (self._actors.inside(c.sentence, w) for w in words if self._places.at(c.sentence, w) is None)
        return tuple(dict.fromkeys(a for a in inner if a is not None))

    def _recipients(self, c: Act, actors: Sequence[str]) -> tuple[str, ...]:
        """Whom the frame names, else whose that is, else whom the act is about, else whose land it is done to."""
        for asked in (self._who, self._owners):
            if named := tuple(a for a in asked(c, c.recipients) if a not in actors):
                return named
        return self._further(c, actors) or self._land(c, actors)

    def _land(self, c: Act, actors: Sequence[str]) -> tuple[str, ...]:
        """The country of a town or region that something is done to: "captured Kunduz", "a curfew in Kirkuk". What is done in a
        town is done to it only if the frame says so."""
        if not actors or c.symmetric or c.type in _NOT_DONE_TO_LAND:
            return ()
        for w in (*c.recipients, *c.others):
            place = self._places.at(c.sentence, w)
            iso3 = self._places.country_of(place) if place is not None else None
            aside = w not in c.recipients and (
                self._places.is_where(c.sentence, w) or preposition_of(self._sentences[c.sentence], w) == "over"
            )
            if place is None or iso3 is None or aside:
                continue
            land = self._actors.land(iso3, self._places.name_in(place, c.sentence))
            if land not in actors:
                return (land,)
        return ()

    def _further(self, c: Act, actors: Sequence[str]) -> tuple[str, ...]:
        """The first of the other words that means an actor: "eased curbs on aid to Chad", "a base of the Syrian army"."""
        if c.symmetric and len(actors) > 1:
            return ()
        for w in c.others:
            found = self._who(c, (w,)) or self._owners(c, (w,))
            new = tuple(a for a in found if a not in actors)
            if new:
                return new
        return ()

    def _why_not(self, c: Act, actors: Sequence[str], recipients: Sequence[str]) -> str | None:
        if not actors and not recipients:
            vague = any(self._actors.is_vague(c.sentence, w) for w in (*c.actors, *c.recipients))
            return "whom the pronoun means is not clear" if vague else "nobody is named who takes part"
        if self._codebook.types[c.type].recipient_required and not recipients and not actors:
            return f"{c.type} needs a recipient and none is named"
        return None

    def _place(self, c: Act) -> str | None:
        """The first word that may say where and does; never the place that is itself the doer."""
        for w in c.places:
            if w not in c.actors and (place := self._places.at(c.sentence, w)) is not None:
                return place
        near = self._places.named_in(c.sentence, *c.scope)
        behind = [place for w, place in near if w > c.word]
        return behind[0] if behind else near[-1][1] if near else None

    def _host(self, c: Act) -> str | None:
        """A visit to a country or its capital is a visit to its government."""
        for w in c.recipients or c.places:
            if (state := self._actors.at(c.sentence, w, capitals=True)) is not None and self._places.at(
                c.sentence, w
            ) is not None:
                return state
        return None

    def _contexts(self, c: Act, sentence: Sentence) -> tuple[str, ...]:
        lemmas = [w.lemma for w in sentence.words]
        mode = self._codebook.types[c.type].modes.get(c.mode or "")
        return tuple(
            dict.fromkeys((*(mode.contexts if mode else ()), *c.contexts, *self._codebook.contexts_of(lemmas)))
        )

    def _tellers(self, sentence: Sentence, c: Act) -> list[int]:
        """The event's word and the verbs joined to it: "exploded, killing 12 and wounding 30"."""
        words = [c.word]
        for w in words:
            joined = sentence.dependents(w, "advcl", "conj", "xcomp", "parataxis")
            words += [d.index for d in joined if d.upos == "VERB" and d.index not in words]
        return words

    def _placed_together(self, sentence: Sentence, told: Sequence[tuple[Act, Event]]) -> list[Event]:
        """ "met X during a visit to Y": an act without a place takes that of the act it hangs from or that hangs from it."""
        out = []
        for c, event in told:
            if event.place is None:
                near = [
                    e
                    for o, e in told
                    if e.place is not None and self._hang_together(sentence, c, o) and _share(event, e)
                ]
                event = replace(event, place=near[0].place) if near else event
            out.append(event)
        return out

    @staticmethod
    def _hang_together(sentence: Sentence, a: Act, b: Act) -> bool:
        """One is an adverbial of the other ("during a visit", "on arrival in")."""
        for upper, lower in ((a.word, b.word), (b.word, a.word)):
            above = [w.index for w in sentence.ancestors(lower)]
            if upper in above:
                links = [lower, *above[: above.index(upper)]]
                return all(
                    sentence.words[w].relation in ("obl", "nmod", "advcl", "conj", "acl", "xcomp") for w in links
                )
        return False


def _share(a: Event, b: Event) -> bool:
    """Somebody takes part in both, or one of them names nobody else."""
    left, right = {*a.actors, *a.recipients}, {*b.actors, *b.recipients}
    return bool(left & right)
