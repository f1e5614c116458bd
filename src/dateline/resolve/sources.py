"""Statements with their speakers, and the chain of sources through which anything in the report comes."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import Report, Source, Span, Statement, content_id
from dateline.resolve.actors.who import ActorResolver
from dateline.statements.attribution import Attribution


class SourceResolver:
    """Who says what in one report; ``of`` gives the chain for any span, from the inner speaker to the publisher."""

    def __init__(self, report: Report, actors: ActorResolver, candidates: Sequence[Attribution]) -> None:
        self._report = report
        self._actors = actors
        ordered = sorted(candidates, key=lambda c: (c.content.start, -c.content.end, c.cue.start))
        self._said = [(c, self._speaker(c)) for c in ordered]
        self._said = [(c, s) for c, s in self._said if s is not None or c.quoted or c.source is not None]

    def _speaker(self, c: Attribution) -> str | None:
        return self._actors.at(c.sentence, c.speaker) if c.speaker is not None else None

    def of(self, span: Span, *, besides: Attribution | None = None) -> tuple[Source, ...]:
        """Speakers of the statements whose content holds ``span``, the innermost first, then the publisher."""
        holding = [
            (c, s)
            for c, s in self._said
            if c is not besides
            and s is not None
            and c.said
            and c.content.contains(span)
            and not self._is_inner(c, besides)
        ]
        inner_first = sorted(
            holding, key=lambda item: (item[0].content.end - item[0].content.start, -item[0].cue.start)
        )
        publisher = (Source(publisher=self._report.publisher),) if self._report.publisher else ()
        return (*dict.fromkeys(Source(actor=s) for _, s in inner_first), *publisher)

    @staticmethod
    def _is_inner(a: Attribution, b: Attribution | None) -> bool:
        """The same words said twice come through the cue that stands first: "X reported that …, citing officials"."""
        return b is not None and a.content == b.content and a.cue.start >= b.cue.start

    def statements(self) -> tuple[Statement, ...]:
        """All statements in text order. A nested one lists the outer speakers among its sources."""
        return tuple(self._statement(c, speaker) for c, speaker in self._said)

    def _statement(self, c: Attribution, speaker: str | None) -> Statement:
        through = self.of(c.content, besides=c)
        return Statement(
            id=content_id("s", self._report.id, speaker, c.cue.start, c.content.start, c.content.end),
            speaker=speaker,
            cue=c.cue,
            content=c.content,
            quoted=c.quoted,
            sources=tuple(s for s in through if speaker is None or s.actor != speaker),
            about=self._actors.mentioned_in(c.content, without=speaker),
            source=c.source,
            said=c.said,
        )
