"""Statements: who says what, in which words, and through whom it reaches the reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from dateline.model.because import Because
from dateline.model.brief import brief, cut
from dateline.model.record import Record, line
from dateline.model.source import Source
from dateline.model.span import Span


@dataclass(frozen=True, slots=True)
class Statement(Record):
    """What somebody says; ``speaker`` is None if the text names nobody.

    What is thought, wanted or taken a stand on is not ``said``: it is somebody's view, and no source of an event.

    >>> text = "Lund said fish matter."
    >>> Statement("s1", "a1", Span.of(text, 5, 9), Span.of(text, 10, 21), quoted=False, sources=())
    <Statement s1: a1 said, 'fish matter'>
    """

    id: Annotated[str, "Unique in the report."]
    speaker: Annotated[str | None, "Who says it (actor_id)."]
    cue: Annotated[Span, "The words that say that it is said."]
    content: Annotated[Span, "What is said."]
    quoted: Annotated[bool, "Is it in the speaker's own words?"]
    sources: Annotated[tuple[Source, ...], "Through whom it comes, the publisher last."]
    about: Annotated[tuple[str, ...], "Of whom it speaks (actor_id)."] = ()
    source: Annotated[
        Span | None, "The words that name the speaker, also where they name a document or nobody in particular."
    ] = None
    said: Annotated[bool, "Said, rather than thought or wanted?"] = True
    because: Annotated[tuple[Because, ...], "The words behind speaker and chain."] = ()

    def __repr__(self) -> str:
        who = f"{self.speaker or 'nobody named'} {brief(self.cue.text, 20)}"
        return line(self, self.id, who, "quoted" if self.quoted else None, repr(cut(self.content.text, 50)))
