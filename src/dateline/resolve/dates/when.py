"""When an event took place: the date phrase of its own clause, else only that it was not after publication."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from dateline.events.base import Act
from dateline.model import EventDate, Report, Status
from dateline.reader.sentence import Sentence, Word
from dateline.resolve.dates.phrases import DateMention, find_dates

#: An act that ended longer ago than this before publication is history, not news.
_NEWS_DAYS = 365


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
        mention = self._mention(event)
        if mention is not None:
            return EventDate(mention.start, mention.end, mention.precision, mention.span, "text")
        if self._reference is None:
            return None
        origin: Literal["published", "dateline"] = "published" if self._report.published is not None else "dateline"
        if event.status == "planned":
            return EventDate(self._reference, None, "not_before", None, origin)
        return EventDate(None, self._report.published or self._reference, "not_after", None, origin)

    def _mention(self, event: Act) -> DateMention | None:
        sentence = self._sentences[event.sentence]
        mentions = self._future(event.sentence) if event.status == "planned" else self._by_sentence[event.sentence]
        for w in event.times:
            first, last = sentence.subtree(w)
            start, end = sentence.words[first].start, sentence.words[last].end
            for m in mentions:
                if start <= m.span.start < end:
                    return m
        first, last = event.scope
        start, end = sentence.words[first].start, sentence.words[last].end
        inside = [m for m in mentions if start <= m.span.start < end and self._hangs_from(sentence, m, event.word)]
        return inside[0] if len(inside) == 1 or inside else None

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


def mention_start(words: Sequence[Word]) -> int:
    return words[0].index if words else 0


def _earlier(day: date) -> date:
    return day - timedelta(days=min(_NEWS_DAYS, day.toordinal() - 1))
