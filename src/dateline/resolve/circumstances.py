"""What an act is told with beside its sides: where it took place, what it is about, how many it befell. Each by its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from dateline.codebook import Codebook
from dateline.events.base import Act
from dateline.events.size import size_of
from dateline.grammar.arguments import preposition_of
from dateline.grammar.clauses import Clauses
from dateline.model import Because, Event, Report, Size, Span
from dateline.reader.sentence import Sentence
from dateline.resolve.places.where import PlaceResolver

_JOINED = ("advcl", "conj", "xcomp", "parataxis")
_LINKS = ("obl", "nmod", "advcl", "conj", "acl", "xcomp")


class Where(NamedTuple):
    """A place id, and the words that say so; None where the text names no place."""

    place: str | None
    because: tuple[Because, ...] = ()


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
        """The first word that may say where and does; never the place that is itself the doer."""
        for w in act.places:
            if w not in act.actors and (place := self._places.at(act.sentence, w)) is not None:
                return self._found(act, w, place)
        near = self._places.named_in(act.sentence, *act.scope)
        behind = [found for found in near if found[0] > act.word]
        if not near:
            return Where(None)
        return self._found(act, *(behind[0] if behind else near[-1]))

    def _found(self, act: Act, word: int, place: str) -> Where:
        preposition = preposition_of(self._clauses[act.sentence].sentence, word)
        span = self._places.span_at(act.sentence, word)
        reason = f"behind {preposition}" if preposition else "named in the clause"
        return Where(place, (Because("place", span, reason),) if span is not None else ())

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
                    event, place=near[0].place, place_from=near[0].place_from, because=(*because, *event.because)
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
