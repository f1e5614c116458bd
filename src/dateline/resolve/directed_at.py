"""Whom an act is directed at that names nobody: a refusal at whoever asked, a condemnation at whoever did the deed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.codebook import Codebook, EventType
from dateline.events.base import Act
from dateline.grammar.clauses import Clauses
from dateline.resolve.candidates import Taking, without
from dateline.resolve.outsiders import by_grammar
from dateline.resolve.sides import Sides
from dateline.resolve.telling import Telling

#: Sentences back that a demand is looked for which a refusal answers.
_BACK = 4
#: Whoever is named on the act's own side at least so likely is believed.
_NAMED = 0.5
#: How often whoever is found so is right, in the corpus's train and dev parts.
_RIGHT = 0.6


class DirectedAt:
    """Asks the acts of one report, each with those who take part by its own words."""

    def __init__(
        self, codebook: Codebook, clauses: Sequence[Clauses], tellings: Sequence[Telling], taking: Sequence[Sides]
    ) -> None:
        self._codebook, self._clauses, self._tellings, self._taking = codebook, clauses, tellings, taking
        self._told = {(act.sentence, act.word): i for i, telling in enumerate(tellings) for act in telling.acts}

    def completed(self) -> list[Sides]:
        """The sides of each act, with whom it is directed at where its own words name nobody likely."""
        return [self._with_recipients(i, sides) for i, sides in enumerate(self._taking)]

    def _with_recipients(self, i: int, sides: Sides) -> Sides:
        if any(t.confidence >= _NAMED for t in sides.receiving):
            return sides
        found = without(tuple(self._directed_at(i)), sides.acting)
        return Sides(sides.acting, found) if found else sides

    def _directed_at(self, i: int) -> Iterator[Taking]:
        acts = self._tellings[i].acts
        kind = self._kind(i)
        if any(act.own for act in acts):
            return
        found = self._condemned(acts, i) if kind.about_acts else self._demand(acts, i) if kind.answers else None
        if found is not None:
            trigger = self._tellings[found].acts[0].trigger.text
            for doer in self._taking[found].acting:
                if doer.confidence >= _NAMED:
                    yield doer._replace(reason=f"doer of {trigger}", confidence=min(_RIGHT, doer.confidence))

    def _object(self, acts: Sequence[Act], i: int) -> int | None:
        """The act that the object of another tells."""
        found = (self._told.get((act.sentence, w)) for act in acts for w in self._objects(act))
        return next((other for other in found if other not in (None, i)), None)

    def _condemned(self, acts: Sequence[Act], i: int) -> int | None:
        """ "condemned the killings"; whoever accuses does nothing wrong, though the accusation be looked into."""
        found = self._object(acts, i)
        return found if found is not None and not self._kind(found).about_acts else None

    def _demand(self, acts: Sequence[Act], i: int) -> int | None:
        """ "rejected the request", "Syria has refused": the demand that the object tells, or else the last one that whoever
        refuses was asked."""
        named = self._object(acts, i)
        if named is not None and self._kind(named).asks:
            return named
        refusing = set(self._taking[i].actors)
        first = min((act.sentence, act.word) for act in acts)
        before = [
            (at, other)
            for at, other in self._told.items()
            if at < first
            and first[0] - at[0] <= _BACK
            and self._kind(other).asks
            and refusing.intersection(self._taking[other].recipients)
        ]
        return max(before, default=(None, None))[1]

    def _kind(self, i: int) -> EventType:
        return self._codebook.types[self._tellings[i].event.type]

    def _objects(self, act: Act) -> tuple[int, ...]:
        return tuple(
            dict.fromkeys((*by_grammar(self._clauses[act.sentence], act, "recipient"), *act.recipients, *act.others))
        )
