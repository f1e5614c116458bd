"""The coder: a report in, a coding out. What every coder is, and ours: the only file that knows the order of the rooms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from os import PathLike
from pathlib import Path
from typing import Literal, Never, Protocol, overload, runtime_checkable

from dateline.codebook import Codebook, Frame, load_codebook
from dateline.errors import ReportError, RunError, WrongTypeError
from dateline.events.acts import ActFinder
from dateline.events.base import Recogniser
from dateline.events.frames import FrameRecogniser
from dateline.events.relation import GivenSide, Relater, Relation
from dateline.grammar.clauses import Clauses
from dateline.mentions.chains import chains_of
from dateline.model import Abstention, Coding, Coverage, Event, Report, Span, Versions
from dateline.model.reworded import reworded
from dateline.pipe import coded, coded_elsewhere, work_of
from dateline.processes import Work, checked_jobs
from dateline.reader.reader import Reader
from dateline.reader.sentence import Sentence
from dateline.reports.checked import checked_report, report_id
from dateline.reports.furniture import without_furniture
from dateline.reports.given import Errors, Given, as_raw, kind_of_value, raw_report, reports_given, sifted
from dateline.reports.mojibake import Repaired, as_meant, repaired
from dateline.reports.pair import MarkedPair
from dateline.reports.reading_copy import ReadingCopy, reading_copy
from dateline.reports.text import RawReport
from dateline.resolve.actors.who import ActorResolver, Mentioned
from dateline.resolve.covering import Covering
from dateline.resolve.dates.when import DateResolver
from dateline.resolve.events import EventResolver
from dateline.resolve.places.where import PlaceResolver
from dateline.resolve.sources import SourceResolver
from dateline.resolve.unknown import homeless, of_event, of_statement, unmeant
from dateline.statements.extraction import speech_of
from dateline.version import __version__
from dateline.world.known import Known

#: What is read of one report, in words of short sentences: more than its 300,000 characters are as prose, and some minute's work
#: whatever they are. What comes behind is left out, and ``coverage`` says so.
_MOST_READ = 150_000


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

    def __init__(
        self,
        reader: Reader,
        codebook: Codebook,
        *,
        folder: Path | None = None,
        asked: Sequence[Recogniser] | None = None,
        repair: bool = True,
    ) -> None:
        """``folder`` is where the codebook was loaded from, if it is not the bundled one; ``asked`` are the recognisers that
        propose acts, if not all of ours. Without ``repair`` texts are read as they stand, mojibake too."""
        self._reader = reader
        self._repair = repair
        self._codebook = codebook
        self._folder = folder
        self._acts = ActFinder(codebook, asked)
        self._relater = Relater(codebook)
        self._known = Known(codebook.people, codebook.groups)

    def __repr__(self) -> str:
        made = self.versions
        return f"<DatelineCoder {made.dateline}, reader {made.reader}, codebook {made.codebook}>"

    def __reduce__(self) -> Never:
        """The reader's network cannot be sent anywhere; what to do instead is told."""
        next_move = "load one in each process, or let coder.pipe(reports, jobs=2) do that"
        raise WrongTypeError("the coder", "cannot be pickled or copied", next_move)

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
        published: date | str | None = None,
        publisher: str | None = None,
        title: str | None = None,
        url: str | None = None,
        id: str | None = None,  # noqa: A002  the contract's own name
        language: str | None = None,
    ) -> Coding:
        """Everything that ``text`` reports, each value with its place in ``text``. What is given here wins over the text.

        ``published`` is a date, a datetime, or ISO text. Raises ReportError if there is nothing to read, the text is not
        English (and ``language="en"`` does not say that it is), or what is given is of a wrong type (then it is a TypeError
        too) or means nothing (a ValueError).

        >>> coding = load().code("Police arrested three protesters in Oslo on Sunday.", published="2024-05-06")
        >>> [(event.type, event.mode, event.date.end.isoformat()) for event in coding.events]
        [('COERCE', 'arrest', '2024-05-05')]
        """
        return self.code_report(
            raw_report(text, published=published, publisher=publisher, title=title, url=url, id=id, language=language)
        )

    @overload
    def pipe(
        self, reports: Iterable[Given], *, jobs: int = 1, errors: Literal["raise", "skip"] = "raise"
    ) -> Iterator[Coding]: ...

    @overload
    def pipe(
        self, reports: Iterable[Given], *, jobs: int = 1, errors: Literal["yield"]
    ) -> Iterator[Coding | ReportError]: ...

    def pipe(
        self, reports: Iterable[Given], *, jobs: int = 1, errors: Errors = "raise"
    ) -> Iterator[Coding] | Iterator[Coding | ReportError]:
        """The codings of many reports, in their order, each as soon as it is asked for; memory does not grow with their number.

        A report is a text, a mapping or a pair ``(text, mapping)`` with what is known of it, what ``dateline.read`` gave, or
        that of a coding. With ``jobs`` above 1 so many processes code, each with a coder of its own. What cannot be coded is
        raised as a ReportError, left out (``"skip"``), or yielded in its place (``"yield"``). Raises RunError if a process ends.

        >>> told = ["Police arrested three protesters in Oslo.", {"text": "Lund met Krag.", "publisher": "NTB"}]
        >>> [coding.report.publisher for coding in load().pipe(told)]
        [None, 'NTB']
        """
        given = reports_given(reports)
        if checked_jobs(jobs) == 1:
            return sifted(coded(self.code_report, given), errors)
        return sifted(coded_elsewhere(_piecework, (self._folder, self.versions, self._repair), given, jobs), errors)

    def code_report(self, raw: RawReport | Report) -> Coding:
        """Like :meth:`code`, for a report that a file or a stream gave, or that of a coding, to be coded anew."""
        given = as_raw(raw)
        meant = repaired(given.text) if self._repair else None
        if meant is None:
            return self._coded(checked_report(given))
        title = as_meant(given.title)
        report = checked_report(replace(given, id=report_id(given), text=meant.text, title=title))
        return as_it_stands(self._coded(report), given.text, meant)

    def _coded(self, given: Report) -> Coding:
        copy = reading_copy(given.text, given.body_start)
        report = _to_read(given, copy)
        sentences = self._reader.read(report.text, report.body_start, most=_MOST_READ)
        read = report.text[: sentences[-1].end] if sentences else ""  # all but what stands behind the last of them
        clauses = [Clauses(s) for s in sentences]
        speech = speech_of(read, report.body_start, sentences)
        likeness = partial(self._reader.antecedents, sentences)
        covering = Covering(chains_of(self._codebook, report.text, sentences, speech.voices, likeness))
        places = PlaceResolver(report, sentences, covering)
        actors = ActorResolver(report, sentences, covering, places, self._known)
        sources = SourceResolver(report, actors, speech.said)
        dates = DateResolver(report, sentences)
        resolver = EventResolver(self._codebook, report, clauses, actors, places, dates, sources)
        resolved = resolver.resolve([a for c in clauses for a in self._acts.find(c, report.text)])
        taking_part = (*resolved.meant, *sources.speakers)
        settled = actors.settled(taking_part)
        known = {meant.actor for meant in taking_part}
        attributed = sources.statements(Mentioned(a for a in settled if a.id in known))
        unknown = (
            *resolved.abstained,
            *places.unknown(),
            *unmeant(sentences, covering.chains),
            *homeless(settled, known),
            *(a for e in resolved.events for a in of_event(e, self._codebook.types[e.type])),
            *(a for s in attributed for a in of_statement(s)),
            *_undated(report, sentences),
        )
        coding = Coding(
            report=report,
            statements=tuple(s for s in attributed if s.said),
            actors=settled,
            places=places.settled(_where_told(resolved.events)),
            events=resolved.events,
            abstained=tuple(sorted(dict.fromkeys(unknown), key=_in_text)),
            coverage=_coverage(report, sentences, copy),
            versions=self.versions,
            attitudes=tuple(s for s in attributed if not s.said),
            sentences=tuple(Span.of(report.text, s.start, s.end) for s in sentences),
        )
        return coding if report is given else replace(reworded(coding, copy.told), report=given)

    def why_not(self, frame: Frame, text: str) -> str:
        """Why a frame of the codebook tells no act in a text, in words: which condition is not met, which frame comes first."""
        recogniser = FrameRecogniser(self._codebook)
        reasons = [recogniser.why_not(frame, Clauses(sentence)) for sentence in self._reader.read(text)]
        return min(reasons, key=lambda reason: reason.startswith("none"), default="there is no sentence")

    def relate(self, pair: MarkedPair) -> Relation | None:
        """The type of the event between two marked participants, as a choice; None if there is no predicate at all.

        The text is read as one sentence, for a pair that is given belongs together.
        """
        tokens = [token for sentence in self._reader.split(pair.text) for token in sentence]
        if not tokens:
            return None
        (sentence,) = self._reader.read_whole([tokens])
        sides = (
            GivenSide.of(sentence, [w.index for w in sentence.words if any(w.start < e and w.end > s for s, e in side)])
            for side in (pair.source, pair.target)
        )
        return self._relater.relate(Clauses(sentence), *sides)


def as_it_stands(coding: Coding, text: str, meant: Repaired) -> Coding:
    """The coding of a repaired text as that of the text itself: everything stands where it was read from."""
    there, read = reworded(coding, lambda span: Span.of(text, *meant.place(span.start, span.end))), coding.coverage
    report = replace(there.report, text=text, body_start=meant.edges[coding.report.body_start], mojibake=meant.misread)
    size = len(text)
    coverage = replace(read, characters=size, read=size - (read.characters - read.read))
    return replace(there, report=report, coverage=coverage)


def _where_told(events: Iterable[Event]) -> dict[str, Span]:
    """Where anything took place: each place with the words that it was first read from."""
    told: dict[str, Span] = {}
    for event in events:
        if event.place is not None:
            told.setdefault(
                event.place, next((b.span for b in event.because if b.field == "place"), event.evidence[0].trigger)
            )
    return told


def _undated(report: Report, sentences: Sequence[Sentence]) -> Sequence[Abstention]:
    """Without a publication date most events have none; that is said once, at the first sentence."""
    if report.published is not None or not sentences:
        return ()
    first = Span.of(report.text, sentences[0].start, sentences[0].end)
    return (Abstention(first, "date", "no publication date is given: dates that depend on it stay open"),)


def _in_text(abstention: Abstention) -> tuple[int, int, str, str]:
    return abstention.span.start, abstention.span.end, abstention.field, abstention.record or ""


def _to_read(report: Report, copy: ReadingCopy) -> Report:
    """The report with the text that is read instead of its own."""
    if copy.is_the_text_itself:
        return report
    return replace(reworded(report, copy.read), text=copy.text, body_start=copy.place_read(report.body_start))


def _coverage(report: Report, sentences: Sequence[Sentence], copy: ReadingCopy) -> Coverage:
    """How much of the text was read: head and dateline as such, the rest as words. What no word holds is not counted."""
    at, lost = report.body_start, 0
    for word in (w for s in sentences for w in s.words):
        gap = report.text[at : word.start]
        if gap != " ":
            lost += _written(gap)
        at = word.end
    lost += _written(report.text[at:])
    whole = len(copy.original)
    return Coverage(whole, whole - lost, len(sentences), truncated=lost > 0, recased=copy.recased)


def _written(text: str) -> int:
    """How many characters stand there, spaces and what furnishes a page aside."""
    return len("".join(without_furniture(text).split()))


def load(codebook: str | PathLike[str] | None = None, *, threads: int = 1, repair: bool = True) -> DatelineCoder:
    """A coder with the bundled reader and codebook; ``codebook`` names a folder of files that extend or replace ours.

    ``threads`` is how many the reader may use. A text of which UTF-8 was read in another encoding ("Itâ€™s in MÃ¡laga") is
    read as it was meant, and ``coding.report.mojibake`` says so; every span stands where it was read from, in the text as it
    is. Without ``repair`` it is read as it is. Raises CodebookError if the folder cannot be used.

    >>> coding = load().code("Police arrested three protesters in Oslo.")
    >>> coding.names(coding.events[0].recipients)
    ['three protesters']
    """
    if codebook is None:
        return DatelineCoder(Reader(threads=threads), load_codebook(), repair=repair)
    if not isinstance(codebook, str | PathLike):
        raise WrongTypeError("load", f"is given {kind_of_value(codebook)} as its codebook", "give the name of a folder")
    folder = Path(codebook)
    return DatelineCoder(Reader(threads=threads), load_codebook(folder), folder=folder.absolute(), repair=repair)


def _piecework(folder: Path | None, versions: Versions, repair: bool) -> Work:
    """What each process of :meth:`DatelineCoder.pipe` works with: a coder of its own, which codes as the first one does."""
    coder = load(folder, repair=repair)
    if coder.versions != versions:
        raise RunError("the codebook is not the one that the coder was loaded with; load the coder again")
    return work_of(coder.code_report)
