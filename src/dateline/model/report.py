"""A report and what stands at its head."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from dateline.model.brief import cut
from dateline.model.form import BOUNDS, INLINE, WORDS
from dateline.model.origin import Origin
from dateline.model.record import Record, line
from dateline.model.span import Span


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place, date and agency that open a wire report: ``KYIV, Ukraine, May 2 (AP) —``."""

    span: Annotated[Span, INLINE, BOUNDS, "Where it stands."]
    place: Annotated[str | None, "Place in the dateline, as written."] = None
    region: Annotated[str | None, "What stands beside the place: a country, a state."] = None
    date: Annotated[date | None, "Date in the dateline."] = None
    agency: Annotated[str | None, "Agency in the dateline."] = None


@dataclass(frozen=True, slots=True)
class Report(Record):
    """One news item, its text exactly as read.

    >>> Report("r1", "Lund met Krag in Oslo.", publisher="NTB").span(0, 4)
    Span(0, 4, 'Lund')
    """

    id: Annotated[str, "The report's own id, or one made from its content."]
    text: Annotated[str, WORDS, "The text exactly as read."]
    publisher: Annotated[str | None, "Who published it."] = None
    title: Annotated[str | None, WORDS, "Its headline."] = None
    url: Annotated[str | None, "Where it was published."] = None
    published: Annotated[date | None, "Day of publication."] = None
    language: Annotated[str, "ISO 639-1 code."] = "en"
    dateline: Annotated[Dateline | None, "Place, date and agency at its head."] = None
    body_start: Annotated[int, "Where the report itself begins, after header and dateline."] = 0
    source: Annotated[Origin | None, "Where it was read."] = None
    mojibake: Annotated[
        tuple[str, ...],
        "Encodings that its UTF-8 was wrongly read in before, one a time: cp1252, latin-1. It was coded as it was meant;"
        " spans say where that stands in the text as it is.",
    ] = ()

    def span(self, start: int, end: int) -> Span:
        return Span.of(self.text, start, end)

    def __repr__(self) -> str:
        day = self.published.isoformat() if self.published else None
        size = f"{len(self.text):,} characters"
        return line(self, self.id, self.publisher, day, size, repr(cut(self.text[self.body_start :], 40)))
