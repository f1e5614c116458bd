"""What an act is told with beside its sides: where it took place, what it is about, how many it befell. Each by its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from dateline.codebook import Codebook
from dateline.events.base import Act
from dateline.events.size import size_of
from dateline.events.weights import measured
from dateline.grammar.arguments import preposition_of
from dateline.grammar.clauses import Clauses
from dateline.model import Because, Event, Report, Size, Span
from dateline.model.event import PlaceBasis
from dateline.reader.sentence import Sentence
from dateline.resolve.places.where import PlaceResolver

_PLACED = measured("placed")
_LEAST = 0.3  # a place less likely than this is not taken
_JOINED = ("advcl", "conj", "xcomp", "parataxis")
_LINKS = ("obl", "nmod", "advcl", "conj", "acl", "xcomp")


class Where(NamedTuple):
    """A place id, and the words that say so; None where the text names no place."""

    place: str | None
    because: tuple[Because, ...] = ()
    basis: PlaceBasis = "clause"
    confidence: float | None = None


class About(NamedTuple):
    """Contexts, and the words that show them."""

    names: tuple[str, ...]
    because: tuple[Because, ...]


class HowMany(NamedTuple):
    """A size, and the words that count it."""

    size: Size
    because: tuple[Because, ...]


class Circumstances:
    """Asks the clauses and places of one report."""

    def __init__(self, codebook: Codebook, report: Report, clauses: Sequence[Clauses], places: PlaceResolver) -> None:
        self._codebook, self._report, self._clauses, self._places = codebook, report, clauses, places
        self._contexts: dict[int, dict[str, Span]] = {}

    def place(self, act: Act) -> Where:
        """The likeliest place of those that the network sees, that an adverbial of the act names, or that stand in its clause;
        never one that is itself the doer."""
        heard = {(p.sentence, p.word): p.share for p in act.parts if p.side == "place"}
        likely: dict[str, float] = {}
        found: dict[str, tuple[str, int, int]] = {}
        for kind, sentence, word in (
            *self._named(act),
            *(("network", *at) for at in sorted(heard, key=lambda a: -heard[a])),
        ):
            place = self._places.at(sentence, word)
            if place is not None:
                found.setdefault(place, (kind, sentence, word))
                likely.setdefault(place, sum(s for at, s in heard.items() if self._places.at(*at) == place))
        shares = {place: _PLACED.probability(kind, likely[place]) for place, (kind, _, _) in found.items()}
        best = max(shares, key=lambda place: shares[place], default=None)
        if best is None or shares[best] < _LEAST:
            return Where(None)
        return self._found(act, best, *found[best], shares[best])

    def _named(self, act: Act) -> Iterator[tuple[str, int, int]]:
        """Words that name a place by grammar, and how: adverbials of the act, the first alone, or else one of its clause."""
        for w in act.places:
            if w not in act.actors and self._places.at(act.sentence, w) is not None:
                at = act.sentence, w
                if self._places.is_where(*at) or self._places.is_town(*at):
                    yield "filler", *at
                else:
                    yield "unmarked", *at
                return
        near = self._places.named_in(act.sentence, *act.scope)
        behind = [word for word, _ in near if word > act.word]
        if near:
            yield "scope", act.sentence, behind[0] if behind else near[-1][0]

    def _found(self, act: Act, place: str, kind: str, sentence: int, word: int, likely: float) -> Where:
        preposition = preposition_of(self._clauses[sentence].sentence, word) if kind != "network" else None
        span = self._places.span_at(sentence, word)
        reason = f"behind {preposition}" if preposition else "named in the clause"
        because = Because("place", span, f"where {act.trigger.text}" if kind == "network" else reason) if span else None
        basis: PlaceBasis = "clause" if sentence == act.sentence else "scene"
        return Where(place, (because,) if because is not None else (), basis, likely)

    def contexts(self, act: Act) -> About:
        """Those of the mode, of the frame, and those that the sentence's words show."""
        mode = self._codebook.types[act.type].modes.get(act.mode or "")
        shown = dict.fromkeys((*(mode.contexts if mode else ()), *act.contexts), act.trigger)
        for name, span in self._shown_in(act.sentence).items():
            shown.setdefault(name, span)
        return About(tuple(shown), tuple(Because("contexts", span, name) for name, span in shown.items()))

    def _shown_in(self, sentence: int) -> dict[str, Span]:
        if sentence not in self._contexts:
            words = self._clauses[sentence].sentence.words
            found = self._codebook.contexts_of([w.lemma for w in words])
            self._contexts[sentence] = {
                name: self._report.span(words[first].start, words[end - 1].end) for name, (first, end) in found.items()
            }
        return self._contexts[sentence]

    def size(self, act: Act) -> HowMany:
        """How many the act befell, as its word and the verbs joined to it count them."""
        clauses = self._clauses[act.sentence]
        counted = size_of(clauses, _tellers(clauses.sentence, act.word))
        words = clauses.sentence.words
        because = (
            Because(field, self._report.span(words[w].start, words[w].end), "counted")
            for field, given in counted.words.items()
            for w in given
        )
        return HowMany(counted.size, tuple(because))

    def placed_together(self, told: Sequence[tuple[Act, Event]]) -> list[Event]:
        """ "met X during a visit to Y": an act without a place takes that of the act it hangs from or that hangs from it."""
        out = []
        for act, event in told:
            near = (
                [e for o, e in told if e.place is not None and self._belongs(act, event, o, e)]
                if not event.place
                else []
            )
            if near:
                because = tuple(b for b in near[0].because if b.field == "place")
                event = replace(
                    event,
                    place=near[0].place,
                    place_from=near[0].place_from,
                    place_confidence=_PLACED.probability("together", near[0].place_confidence or 0.0),
                    because=(*because, *event.because),
                )
            out.append(event)
        return out

    def _belongs(self, act: Act, event: Event, other: Act, told: Event) -> bool:
        return _hang_together(self._clauses[act.sentence].sentence, act.word, other.word) and _share(event, told)


def _tellers(sentence: Sentence, word: int) -> list[int]:
    """The act's word and the verbs joined to it: "exploded, killing 12 and wounding 30"."""
    words = [word]
    for w in words:
        joined = sentence.dependents(w, *_JOINED)
        words += [d.index for d in joined if d.upos == "VERB" and d.index not in words]
    return words


def _hang_together(sentence: Sentence, a: int, b: int) -> bool:
    """One is an adverbial of the other ("during a visit", "on arrival in")."""
    for upper, lower in ((a, b), (b, a)):
        above = [w.index for w in sentence.ancestors(lower)]
        if upper in above:
            links = [lower, *above[: above.index(upper)]]
            return all(sentence.words[w].relation in _LINKS for w in links)
    return False


def _share(a: Event, b: Event) -> bool:
    """Somebody takes part in both."""
    return bool({*a.actors, *a.recipients} & {*b.actors, *b.recipients})
