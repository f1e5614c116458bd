"""The second coder: a report in, what a language model reads in it out, as far as the report bears it out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from dateline.codebook import Codebook, load_codebook
from dateline.coder import as_it_stands
from dateline.errors import ReportError
from dateline.llm.actors_named import actors_named
from dateline.llm.acts_told import ActsReader
from dateline.llm.answer_cache import AnswerCache, KeptAnswer
from dateline.llm.answer_schema import sectors_of
from dateline.llm.chat import Chat
from dateline.llm.endpoint import Endpoint
from dateline.llm.prompt import Messages, Prompt, mark_of
from dateline.llm.quoted_words import QuotedWords
from dateline.llm.refusals import Refusals
from dateline.llm.said import statements_told
from dateline.llm.spent import Spent
from dateline.llm.strict_json import UnfitAnswerError, answered_object
from dateline.model import Actor, Coding, Coverage, Report, Span, Versions
from dateline.reader.segment import split_sentences
from dateline.reports.checked import checked_report, report_id
from dateline.reports.given import as_raw
from dateline.reports.mojibake import as_meant, repaired
from dateline.reports.text import RawReport
from dateline.version import __version__
from dateline.world.countries import find_countries_in

#: Characters of a report that a model is shown; of a longer one the rest is not read, and ``coverage`` says so.
MOST_SHOWN = 60_000
_ASKED_AGAIN = 2  # times that an answer may be none, before the report is left out
_PARTS = ("actors", "events", "statements")
_NOTHING: Mapping[str, Any] = {part: [] for part in _PARTS}


class SecondCoder:
    """Codes reports by asking a model; a :class:`~dateline.coder.Coder` that many threads may use at once.

    Nothing that it answers is believed: every span is looked up in the text, every code in the codebook and the tables of
    countries and places, every day and number in the words it is read from. ``spent`` counts what was asked, what it took, and
    what was refused. ``prompt`` names a file in place of ours, ``cache`` a folder in which answers are kept; None keeps none.

    >>> from dateline.llm.endpoint import Endpoint                                   # doctest: +SKIP
    >>> coder = SecondCoder(Endpoint("http://127.0.0.1:8000/v1", "small"))           # doctest: +SKIP
    >>> coding = coder.code_report(dateline.read_text("report.txt"))                 # doctest: +SKIP
    """

    def __init__(
        self,
        endpoint: Endpoint,
        codebook: Codebook | None = None,
        *,
        prompt: Path | None = None,
        cache: Path | None = None,
        first_pause: float = 1.0,
        repair: bool = True,
    ) -> None:
        self._endpoint = endpoint
        self._codebook = codebook or load_codebook()
        self._prompt = Prompt.of(self._codebook, prompt)
        self._kept = AnswerCache(cache)
        self._repair = repair
        self._sectors = sectors_of(self._codebook)
        self.spent = Spent()
        self._chat = Chat(endpoint, self.spent, first_pause=first_pause)
        self._versions = Versions(f"llm:{endpoint.model}", __version__, self._prompt.version, self._codebook.version)

    def __repr__(self) -> str:
        return f"<SecondCoder {self._versions.coder} at {self._endpoint.shown}>"

    @property
    def versions(self) -> Versions:
        """What its codings are made with. In the place of a reader stands the version of the prompt."""
        return self._versions

    def stop(self) -> None:
        """Ask nothing more; whoever waits for an answer gets a RunError."""
        self._chat.stop()

    def code_report(self, raw: RawReport | Report) -> Coding:
        """The coding of one report. Raises ReportError if it gets no answer that is one, RunError if no other would get one."""
        given = as_raw(raw)
        meant = repaired(given.text) if self._repair else None
        if meant is None:
            return self._coded(checked_report(given), given.source)
        title = as_meant(given.title)
        report = checked_report(replace(given, id=report_id(given), text=meant.text, title=title))
        return as_it_stands(self._coded(report, given.source), given.text, meant)

    def _coded(self, report: Report, source: str) -> Coding:
        every = [Span.of(report.text, s[0].start, s[-1].end) for s in split_sentences(report.text, report.body_start)]
        sentences = [s for s in every if s.end - every[0].start <= MOST_SHOWN]
        answer = self._answer(report, sentences, source or report.id) if sentences else _NOTHING
        refusals = Refusals(QuotedWords(report.text, sentences))
        by = self._versions.coder
        named = actors_named(report, answer["actors"], self._sectors, by, refusals)
        weights = _weights(report.text, named.actors)
        acts = ActsReader(report, sentences, self._codebook, named, weights, by, refusals).read(answer["events"])
        statements = statements_told(report, answer["statements"], named, refusals)
        self.spent.add_reasons(refusals.reasons.elements(), refusals.repaired.elements())
        whole, cut = len(report.text), len(sentences) < len(every)
        coding = Coding(
            report=report,
            statements=statements,
            actors=named.actors,
            places=acts.places,
            events=acts.events,
            abstained=tuple(sorted(refusals.told, key=lambda one: (one.span, one.field, one.reason))),
            coverage=Coverage(whole, _end(sentences) if cut else whole, len(sentences), truncated=cut),
            versions=self._versions,
            sentences=tuple(sentences),
        )
        return Coding.from_dict(coding.to_dict())  # held against the contract like any coding that comes from outside

    def _answer(self, report: Report, sentences: Sequence[Span], source: str) -> Mapping[str, Any]:
        """The parts of the model's answer: one that is kept, or one that is asked for, at most twice."""
        messages = self._prompt.messages(report, sentences)
        key = AnswerCache.key(self._endpoint.model, messages)
        kept = self._kept.get(key)
        if kept is not None:
            try:
                parts = _parts(kept.content, report)
            except UnfitAnswerError:
                pass  # the file was changed: asked anew
            else:
                self.spent.add(kept=1)
                return parts
        answer, parts = self._asked(report, messages, source)
        self._kept.put(key, answer)
        return parts

    def _asked(self, report: Report, messages: Messages, source: str) -> tuple[KeptAnswer, Mapping[str, Any]]:
        for last in (False, True):
            try:
                answer = self._chat.ask(messages, self._prompt.schema, source)
                return answer, _parts(answer.content, report)
            except UnfitAnswerError as error:
                self.spent.add_reasons([f"answer: {error}"], [])
                if last:
                    self.spent.add(unanswered=1)
                    cause = f"the model's answer {error}, {_ASKED_AGAIN} times"
                    raise ReportError(source, cause, "ask again later, or another model") from None
        raise AssertionError("the second try returns or raises")


def second_coder(
    endpoint: Endpoint, codebook: str | None = None, prompt: str | None = None, cache: str | None = None
) -> SecondCoder:
    """A second coder by plain names, for :class:`dateline.runs.job.CoderOf`."""
    folder, file, kept = (Path(name) if name is not None else None for name in (codebook, prompt, cache))
    return SecondCoder(endpoint, load_codebook(folder) if folder is not None else None, prompt=file, cache=kept)


def _parts(content: str, report: Report) -> Mapping[str, Any]:
    """The lists of an answer. Raises UnfitAnswerError if it is of another form, or of another report."""
    found = answered_object(content)
    missing = next((name for name in _PARTS if not isinstance(found.get(name), list)), None)
    if missing is not None:
        raise UnfitAnswerError(f"has no list of {missing}")
    if found.get("report") != mark_of(report):
        raise UnfitAnswerError("is of another report")
    return found


def _weights(text: str, actors: Sequence[Actor]) -> Mapping[str, float]:
    """How often the report speaks of each country."""
    named = Counter(match.iso3 for _, _, match in find_countries_in(text))
    named.update(actor.country for actor in actors if actor.country is not None and actor.kind != "state")
    return {iso3: float(times) for iso3, times in named.items()}


def _end(sentences: Sequence[Span]) -> int:
    return sentences[-1].end if sentences else 0
