"""The coder: a report in, a coding out. What every coder is, and ours: the only file that knows the order of the rooms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Protocol, runtime_checkable

from dateline import __version__
from dateline.codebook import Codebook, load_codebook
from dateline.errors import ReportError
from dateline.events.frames import EventFinder
from dateline.events.relation import Participant, Relation, relate
from dateline.mentions.chains import chain
from dateline.mentions.detection import MentionFinder
from dateline.model import Abstention, Coding, Coverage, Report, Span, Versions, content_id
from dateline.reader.reader import Reader
from dateline.reader.sentence import Sentence
from dateline.reports.language import check_english
from dateline.reports.pair import MarkedPair
from dateline.reports.text import RawReport
from dateline.reports.wire import read_wire
from dateline.resolve.actors.who import ActorResolver
from dateline.resolve.dates.when import DateResolver
from dateline.resolve.events import EventResolver
from dateline.resolve.places.where import PlaceResolver
from dateline.resolve.sources import SourceResolver
from dateline.statements.extraction import StatementFinder

_LEAST_FOREIGN = 0.6  # surer than this that a text is not English: it is refused rather than misread
# Characters, some 50,000 words. What is longer is an archive; at its worst, one letter a word, it would take gigabytes of memory.
_LONGEST_REPORT = 300_000
_SURROGATE = re.compile("[\ud800-\udfff]")


@runtime_checkable
class Coder(Protocol):
    """Whatever codes reports: :class:`DatelineCoder` is one, and what runs reports, scores or archives them takes any.

    >>> class Silent:                                       # one that reads nothing in any report
    ...     versions = Versions("silent", "0", "none", "none")
    ...
    ...     def code_report(self, raw: RawReport) -> Coding:
    ...         return Coding(Report("r1", raw.text), (), (), (), (), (), Coverage(0, 0, 0, True), self.versions, ())
    >>> isinstance(Silent(), Coder)
    True
    """

    @property
    def versions(self) -> Versions:
        """What its codings are made with, its own name first: they can only differ if one of these does."""

    def code_report(self, raw: RawReport) -> Coding:
        """The coding of one report. Raises ReportError if it cannot be coded, and the next one may be all the same."""


class DatelineCoder:
    """Codes English news reports. Make one with :func:`load` and use it for many reports, from one thread at a time."""

    def __init__(self, reader: Reader, codebook: Codebook) -> None:
        self._reader = reader
        self._codebook = codebook
        self._events = EventFinder(codebook)

    @property
    def codebook(self) -> Codebook:
        return self._codebook

    @property
    def reader(self) -> Reader:
        return self._reader

    @property
    def versions(self) -> Versions:
        """What its codings are made with: they can only differ if one of these does."""
        return Versions("dateline", __version__, self._reader.version, self._codebook.version)

    def code(
        self,
        text: str,
        *,
        published: date | None = None,
        publisher: str | None = None,
        title: str | None = None,
        url: str | None = None,
        id: str | None = None,  # noqa: A002  the contract's own name
    ) -> Coding:
        """Everything that ``text`` reports, each value with its place in ``text``. What is given here wins over the text.

        Raises ReportError if there is nothing to read or the text is not English.
        """
        return self.code_report(RawReport(id, text, title, url, published, publisher, source=id or "the text"))

    def code_report(self, raw: RawReport) -> Coding:
        """Like :meth:`code`, for a report that a file or a stream gave."""
        report = self._opened(raw)
        sentences = self._reader.read(report.text, report.body_start)
        finder = MentionFinder(self._codebook, report.text)
        chains = chain(sentences, [c for s in sentences for c in finder.find(s)])
        places = PlaceResolver(report, sentences, chains)
        actors = ActorResolver(report, sentences, chains, places.scene)
        speech = StatementFinder(report.text, report.body_start)
        said = [s for sentence in sentences for s in speech.find(sentence)]
        said += speech.carried_on(sentences, said)
        sources = SourceResolver(report, actors, said)
        resolver = EventResolver(
            self._codebook, report, sentences, actors, places, DateResolver(report, sentences), sources
        )
        events, abstained = resolver.resolve([e for s in sentences for e in self._events.find(s, report.text)])
        return Coding(
            report=report,
            statements=sources.statements(),
            actors=actors.all(),
            places=places.all(),
            events=events,
            abstained=(*abstained, *_undated(report, sentences)),
            coverage=_coverage(report, sentences),
            versions=self.versions,
            sentences=tuple(Span.of(report.text, s.start, s.end) for s in sentences),
        )

    def relate(self, pair: MarkedPair) -> Relation | None:
        """The type of the event between two marked participants, as a choice; None if there is no predicate at all.

        The text is read as one sentence, for a pair that is given belongs together.
        """
        tokens = [token for sentence in self._reader.split(pair.text) for token in sentence]
        if not tokens:
            return None
        (sentence,) = self._reader.read_whole([tokens])
        sides = (
            Participant.of(
                sentence, [w.index for w in sentence.words if any(w.start < e and w.end > s for s, e in side)]
            )
            for side in (pair.source, pair.target)
        )
        return relate(self._events, sentence, *sides)

    def _opened(self, raw: RawReport) -> Report:
        """The report with what its head says: dateline, publisher, date."""
        if not raw.text.strip():
            raise ReportError(raw.source, "is empty", "give a report's text")
        if "\x00" in raw.text:
            raise ReportError(raw.source, "holds NUL characters, as binary files do", "give the report as plain text")
        if _SURROGATE.search(raw.text):
            raise ReportError(raw.source, "holds half of a surrogate pair", "remove the broken character")
        if len(raw.text) > _LONGEST_REPORT:
            cause = f"holds {len(raw.text):,} characters, and one report has at most {_LONGEST_REPORT:,}"
            raise ReportError(raw.source, cause, "split it into its reports: one a file, or one a line of JSON")
        guess = check_english(raw.text)
        if guess.language != "en" and guess.confidence >= _LEAST_FOREIGN:
            raise ReportError(raw.source, f"seems to be in another language ({guess.language})", "give an English text")
        wire = read_wire(raw.text, published=raw.published, publisher=raw.publisher)
        return Report(
            id=raw.id or content_id("r", raw.text, raw.published, raw.publisher),
            text=raw.text,
            publisher=wire.publisher,
            title=raw.title or wire.title,
            url=raw.url,
            published=wire.published,
            language="en",
            dateline=wire.dateline,
            body_start=wire.body_start,
        )


def _undated(report: Report, sentences: Sequence[Sentence]) -> Sequence[Abstention]:
    """Without a publication date most events have none; that is said once, at the first sentence."""
    if report.published is not None or not sentences:
        return ()
    first = Span.of(report.text, sentences[0].start, sentences[0].end)
    return (Abstention(first, "date", "no publication date is given: dates that depend on it stay open"),)


def _coverage(report: Report, sentences: Sequence[Sentence]) -> Coverage:
    """How much of the text was read: head and dateline as such, the rest as words. What no word holds is not counted."""
    at, lost = report.body_start, 0
    for word in (w for s in sentences for w in s.words):
        lost += _written(report.text[at : word.start])
        at = word.end
    lost += _written(report.text[at:])
    whole = len(report.text)
    return Coverage(characters=whole, read=whole - lost, sentences=len(sentences), truncated=lost > 0)


def _written(text: str) -> int:
    return sum(not c.isspace() for c in text)


def load(codebook: str | Path | None = None, *, threads: int = 1) -> DatelineCoder:
    """A coder with the bundled reader and codebook; ``codebook`` names a folder of files that extend or replace ours."""
    book = load_codebook(Path(codebook)) if codebook is not None else load_codebook()
    return DatelineCoder(Reader(threads=threads), book)
