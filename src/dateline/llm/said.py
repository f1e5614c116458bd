"""The statements that a model finds, as far as their words stand in the report and their speakers are among its actors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dateline.llm.actors_named import NamedActors
from dateline.llm.refusals import Refusals
from dateline.model import Report, Source, Span, Statement, content_id

_LONGEST_CUE = 12  # words
_QUOTATION_MARKS = frozenset("\"“”„«»‘’'")


def statements_told(report: Report, answer: Any, actors: NamedActors, refusals: Refusals) -> tuple[Statement, ...]:
    """The statements of an answer's list, in text order."""
    found: dict[str, Statement] = {}
    for given in refusals.records("statement", answer):
        one = _statement(report, given, actors, refusals)
        if one is None:
            continue
        if one.id in found:
            refusals.refuse("statement", "told a second time", one.cue)
            continue
        found[one.id] = one
    return tuple(sorted(found.values(), key=lambda s: (s.content.start, -s.content.end, s.cue.start)))


def _statement(report: Report, given: Mapping[str, Any], actors: NamedActors, refusals: Refusals) -> Statement | None:
    cue, content = (refusals.words("statement", given.get(name)) for name in ("cue", "content"))
    if cue is None or content is None:
        return None
    if len(cue.span.text.split()) > _LONGEST_CUE or cue.span.contains(content.span):
        refusals.refuse("statement", "said by no words of its own", cue.span)
        return None
    key = given.get("speaker")
    speaker = actors.of_keys(refusals, "speaker", [key] if key is not None else None, cue.span)
    who = speaker[0].id if speaker else None
    quoted = given.get("quoted") is True
    if quoted and not _has_marks(report.text, content.span):
        refusals.refuse("quoted", "no quotation mark stands there", content.span)
        quoted = False
    about = actors.of_keys(refusals, "about", given.get("about"), content.span)
    return Statement(
        id=content_id("s", report.id, who, cue.span.start, content.span.start, content.span.end),
        speaker=who,
        cue=cue.span,
        content=content.span,
        quoted=quoted,
        sources=(Source(publisher=report.publisher),) if report.publisher else (),
        about=tuple(actor.id for actor in about),
    )


def _has_marks(text: str, span: Span) -> bool:
    """Whether quotation marks stand in the words, or right beside them."""
    return not _QUOTATION_MARKS.isdisjoint(text[max(0, span.start - 1) : span.end + 1])
