"""A report and what stands at its head."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dateline.model.span import Span


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place, date and agency that open a wire report: ``KYIV, Ukraine, May 2 (AP) —``."""

    span: Span
    place: str | None = None
    region: str | None = None
    date: date | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One news item, its text exactly as read. ``body_start`` is where the report itself begins, after header and dateline."""

    id: str
    text: str
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    published: date | None = None
    language: str = "en"
    dateline: Dateline | None = None
    body_start: int = 0

    def span(self, start: int, end: int) -> Span:
        return Span.of(self.text, start, end)
