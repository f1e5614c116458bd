"""What a report leaves open, and why: unknown is null, and each null that a reader would ask about has its reason."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from dateline.codebook import EventType
from dateline.language import lexicon
from dateline.mentions.candidate import Chain
from dateline.mentions.general_nouns import sectors_meant
from dateline.model import Abstention, Actor, Event, Statement
from dateline.reader.sentence import Sentence

_WORDS = lexicon("mentions")
_OTHERS = _WORDS.words("he") | _WORDS.words("she") | _WORDS.words("they")
_IT, _SPEAKING = _WORDS.words("it"), _WORDS.words("i") | _WORDS.words("we")
_BODIES = frozenset({"organization", "person", "place", "none"})  # what the reader takes an "it" for that may be a body


def unmeant(sentences: Sequence[Sentence], chains: Iterable[Chain]) -> Iterator[Abstention]:
    """Pronouns, and words like "the group", that mean nobody whom the report names."""
    for chain in chains:
        first = chain.candidates[0]
        if all(c.form == "pronoun" for c in chain.candidates):
            for c in chain.candidates:
                if c.name in _SPEAKING:
                    yield Abstention(c.span, "actor", "whose words these are is not told")
                elif c.name in _OTHERS or (c.name in _IT and sentences[c.sentence].words[c.head].kind in _BODIES):
                    yield Abstention(c.span, "actor", "nobody named near it fits the pronoun")
        elif len(chain.candidates) == 1 and sectors_meant(first) is not None:
            yield Abstention(first.span, "actor", "no one body of that kind is named near it")


def homeless(actors: Iterable[Actor], taking_part: Container[str]) -> Iterator[Abstention]:
    """Those who take part or speak of whom the report does not tell which country they are of."""
    for actor in actors:
        if actor.country is None and actor.id in taking_part:
            yield Abstention(actor.mentions[0].span, "country", "no word of the report tells it", actor.id)


def of_event(event: Event, kind: EventType) -> Iterator[Abstention]:
    """The sides and the place that an event lacks."""
    trigger = event.evidence[0].trigger
    if not event.actors:
        yield Abstention(trigger, "actors", "nobody is named who does it", event.id)
    if not event.recipients and kind.recipient_required:
        yield Abstention(trigger, "recipients", "nobody is named to whom it is done", event.id)
    if event.place is None:
        yield Abstention(trigger, "place", "no place is named where it is told", event.id)


def of_statement(statement: Statement) -> Iterator[Abstention]:
    """The speaker that a statement lacks."""
    if statement.speaker is None:
        named = statement.source is not None
        reason = "the words that name the source mean nobody in particular" if named else "nobody is named who says it"
        yield Abstention(statement.source or statement.cue, "speaker", reason, statement.id)
