"""When an event took place: the date phrase of its own clause, else only that it was not after publication."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from dateline.events.base import Act
from dateline.events.weights import measured
from dateline.model import EventDate, Report, Status
from dateline.reader.sentence import Sentence, Word
from dateline.resolve.dates.phrases import DateMention, find_dates

#: An act that ended longer ago than this before publication is history, not news.
_NEWS_DAYS = 365
_DATED = measured("dated")
_LEAST = 0.3  # a date less likely than this is not taken


class DateResolver:
    """The date phrases of a report, sentence by sentence."""

    def __init__(self, report: Report, sentences: Sequence[Sentence]) -> None:
        line = report.dateline.date if report.dateline is not None else None
        self._report = report
        self._reference = line or report.published
        self._by_sentence: list[list[DateMention]] = [
            find_dates(report.text, s.start, s.end, published=report.published, dateline=line) for s in sentences
        ]
        self._sentences = sentences

    def of(self, event: Act) -> EventDate | None:
        """The event's date; ``not_after`` publication where the text gives none; None where not even that is known."""
        found = self._mention(event)
        if found is not None:
            mention, likely = found
            return EventDate(mention.start, mention.end, mention.precision, mention.span, "text", likely)
        if self._reference is None:
            return None
        origin: Literal["published", "dateline"] = "published" if self._report.published is not None else "dateline"
        if event.status == "planned":
            return EventDate(self._reference, None, "not_before", None, origin)
        return EventDate(None, self._report.published or self._reference, "not_after", None, origin)

    def _mention(self, event: Act) -> tuple[DateMention, float] | None:
        """The likeliest phrase that dates it, and how likely it does: of those that the network sees, in whatever sentence, that
        are an adverbial of it, or that stand in its clause."""
        heard = {(p.sentence, p.word): p.share for p in event.parts if p.side == "time"}
        near = dict.fromkeys((event.sentence, *(sentence for sentence, _ in heard)))
        phrases = [
            (i, m) for i in near for m in (self._future(i) if event.status == "planned" else self._by_sentence[i])
        ]
        by_grammar = self._by_grammar(event, [m for i, m in phrases if i == event.sentence])
        best: tuple[DateMention, float] | None = None
        for i, mention in phrases:
            share = sum(s for (j, w), s in heard.items() if i == j and _holds(mention, self._sentences[j].words[w]))
            kind = by_grammar[0] if by_grammar is not None and mention is by_grammar[1] else "network"
            likely = _DATED.probability(kind, share)
            if likely >= _LEAST and (best is None or likely > best[1]):
                best = mention, likely
        return best

    def _by_grammar(self, event: Act, mentions: Sequence[DateMention]) -> tuple[str, DateMention] | None:
        """The phrase that is an adverbial of the act, or else the first of its clause that hangs from it; and which of both."""
        sentence = self._sentences[event.sentence]
        for w in event.times:
            first, last = sentence.subtree(w)
            start, end = sentence.words[first].start, sentence.words[last].end
            for m in mentions:
                if start <= m.span.start < end:
                    return "adverbial", m
        first, last = event.scope
        start, end = sentence.words[first].start, sentence.words[last].end
        inside = [m for m in mentions if start <= m.span.start < end and self._hangs_from(sentence, m, event.word)]
        return ("scope", inside[0]) if inside else None

    def _future(self, sentence: int) -> list[DateMention]:
        """The phrases read as yet to come: "will meet on Thursday"."""
        s = self._sentences[sentence]
        line = self._report.dateline.date if self._report.dateline is not None else None
        return find_dates(
            self._report.text, s.start, s.end, published=self._report.published, dateline=line, future=True
        )

    def _hangs_from(self, sentence: Sentence, mention: DateMention, word: int) -> bool:
        """The phrase modifies the event's word or what governs it, not some other noun or clause."""
        inside = [w for w in sentence.words if mention.span.start <= w.start < mention.span.end]
        tops = [w for w in inside if w.head < 0 or sentence.words[w.head] not in inside]
        governors = {word, *(a.index for a in sentence.ancestors(word))}
        governors |= {c.index for c in sentence.dependents(word, "conj", "obl") if c.index < mention_start(inside)}
        return any(w.head in governors or w.index in governors for w in tops)

    def status(self, event: Act, when: EventDate | None) -> Status:
        """Historical, if what happened ended long before publication."""
        if (
            when is None
            or when.end is None
            or when.text is None
            or self._reference is None
            or event.status != "happened"
        ):
            return event.status
        return "historical" if when.end < _earlier(self._reference) else event.status


def _holds(mention: DateMention, word: Word) -> bool:
    return mention.span.start <= word.start < mention.span.end


def mention_start(words: Sequence[Word]) -> int:
    return words[0].index if words else 0


def _earlier(day: date) -> date:
    return day - timedelta(days=min(_NEWS_DAYS, day.toordinal() - 1))
