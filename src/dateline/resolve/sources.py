"""Statements with their speakers, and the chain of sources through which anything in the report comes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.model import Because, Report, Source, Span, Statement, content_id
from dateline.model.by_place import ByPlace
from dateline.resolve.actors.who import ActorResolver, Meant, Mentioned
from dateline.statements.attribution import Attribution


class SourceResolver:
    """Who says what in one report; ``of`` gives the chain for any span, from the inner speaker to the publisher."""

    def __init__(self, report: Report, actors: ActorResolver, candidates: Sequence[Attribution]) -> None:
        self._report, self._actors = report, actors
        ordered = sorted(candidates, key=lambda c: (c.content.start, -c.content.end, c.cue.start))
        said = [(c, self._speaker(c)) for c in ordered]
        self._said = [(c, s) for c, s in said if s is not None or c.quoted or c.source is not None]
        spoken = [(c, s) for c, s in self._said if s is not None and c.said]
        self._spoken = ByPlace(spoken, lambda item: item[0].content)
        self._cues = ByPlace(spoken, lambda item: item[0].cue)

    def _speaker(self, c: Attribution) -> Meant | None:
        return self._actors.at(c.sentence, c.speaker) if c.speaker is not None else None

    def saying(self, trigger: Span) -> tuple[Attribution, Meant] | None:
        """The statement that the words of an act are the cue of, and who speaks: whoever says it also does it."""
        return next(iter(self._cues.overlapping(trigger)), None)

    def telling(self, trigger: Span) -> frozenset[tuple[int, int]]:
        """Sentence and head word of whoever says what the words of an act stand in."""
        return frozenset((c.sentence, c.speaker) for c, _ in self._holding(trigger, None) if c.speaker is not None)

    def tellers(self, trigger: Span) -> dict[str, Span]:
        """By actor whoever says what the words of an act stand in, with what they say."""
        return {s.actor: c.content for c, s in self._holding(trigger, None)}

    @property
    def speakers(self) -> Iterator[Meant]:
        """Whoever says or thinks something."""
        return (s for _, s in self._said if s is not None)

    def of(self, span: Span, *, besides: Attribution | None = None) -> tuple[Source, ...]:
        """Speakers of the statements whose content holds ``span``, the innermost first, then the publisher."""
        speakers = dict.fromkeys(Source(actor=s.actor) for _, s in self._holding(span, besides))
        return (*speakers, *self._publisher())

    def because(self, span: Span) -> Iterator[Because]:
        """The words that name the speakers of :meth:`of`."""
        return (Because("sources", s.mention.span, c.cue.text) for c, s in self._holding(span, None))

    def _publisher(self) -> tuple[Source, ...]:
        return (Source(publisher=self._report.publisher),) if self._report.publisher else ()

    def _holding(self, span: Span, besides: Attribution | None) -> list[tuple[Attribution, Meant]]:
        """The statements that the words stand in, the innermost first."""
        held = self._spoken.holding(span)
        holding = [(c, s) for c, s in held if c is not besides and not self._is_inner(c, besides)]
        return sorted(holding, key=lambda item: (item[0].content.end - item[0].content.start, -item[0].cue.start))

    @staticmethod
    def _is_inner(a: Attribution, b: Attribution | None) -> bool:
        """The same words said twice come through the cue that stands first: "X reported that …, citing officials"."""
        return b is not None and a.content == b.content and a.cue.start >= b.cue.start

    def statements(self, mentioned: Mentioned) -> tuple[Statement, ...]:
        """All statements in text order. A nested one lists the outer speakers among its sources.

        ``mentioned`` says which of the report's actors a statement speaks of.
        """
        return tuple(self._statement(c, speaker, mentioned) for c, speaker in self._said)

    def _statement(self, c: Attribution, speaker: Meant | None, mentioned: Mentioned) -> Statement:
        who = speaker.actor if speaker is not None else None
        through = self.of(c.content, besides=c)
        return Statement(
            id=content_id("s", self._report.id, who, c.cue.start, c.content.start, c.content.end),
            speaker=who,
            cue=c.cue,
            content=c.content,
            quoted=c.quoted,
            sources=tuple(s for s in through if who is None or s.actor != who),
            about=tuple(a for a in mentioned.within(c.content) if a != who),
            source=c.source,
            said=c.said,
            because=(Because("speaker", speaker.mention.span, c.cue.text),) if speaker is not None else (),
        )
