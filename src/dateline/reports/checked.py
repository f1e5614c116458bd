"""A raw report in, the report that is coded out: what cannot be coded is refused, and its head is read."""

from __future__ import annotations

import re

from dateline.errors import ReportError
from dateline.model import Report, content_id
from dateline.reports.furniture import is_furniture
from dateline.reports.language import check_english
from dateline.reports.text import RawReport
from dateline.reports.wire import read_wire

_LEAST_FOREIGN = 0.6  # surer than this that a text is not English: it is refused rather than misread
# Characters, some 50,000 words. What is longer is an archive; at its worst, one letter a word, it would take gigabytes of memory.
_LONGEST_REPORT = 300_000
_SURROGATE = re.compile("[\ud800-\udfff]")


def checked_report(raw: RawReport) -> Report:
    """The report with what its head says: dateline, publisher, date; what is given beside the text wins over that.

    Raises ReportError for what cannot be coded: nothing, no text, too long a text, another language.
    """
    if not raw.text.strip():
        raise ReportError(raw.source, "is empty", "give a report's text")
    if "\x00" in raw.text:
        raise ReportError(raw.source, "holds NUL characters, as binary files do", "give the report as plain text")
    if _SURROGATE.search(raw.text):
        raise ReportError(raw.source, "holds half of a surrogate pair", "remove the broken character")
    if len(raw.text) > _LONGEST_REPORT:
        cause = f"holds {len(raw.text):,} characters, and one report has at most {_LONGEST_REPORT:,}"
        raise ReportError(raw.source, cause, "split it into its reports: one a file, or one a line of JSON")
    guess = check_english(raw.text) if raw.language is None else None
    if guess is not None and guess.language != "en" and guess.confidence >= _LEAST_FOREIGN:
        raise ReportError(
            raw.source,
            f"seems to be in another language ({guess.language})",
            "give an English text; if it is one, say so: --language en",
        )
    wire = read_wire(raw.text, published=raw.published, publisher=raw.publisher)
    return Report(
        id=report_id(raw),
        text=raw.text,
        publisher=wire.publisher,
        title=raw.title if raw.title and not is_furniture(raw.title) else wire.title,
        url=raw.url,
        published=wire.published,
        language="en",
        dateline=wire.dateline,
        body_start=wire.body_start,
        source=raw.origin,
    )


def report_id(raw: RawReport) -> str:
    """The report's own id, or one made of its content."""
    return raw.id or content_id("r", raw.text, raw.published, raw.publisher)
