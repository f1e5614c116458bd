"""The formats that reports come in, one line each; what a line names lies in the file of its format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from dateline.errors import ReportError
from dateline.reports import documents, factiva, feeds, html, newsml, nexis, tables, warc, words
from dateline.reports.options import SourceOptions
from dateline.reports.sniff import Glimpse, Signs, recognised
from dateline.reports.streams import Opened
from dateline.reports.text import RawReport

Found = Iterator[RawReport | ReportError]
_NO_SIGNS = Signs()


@dataclass(frozen=True, slots=True)
class ReportFormat:
    """A way in. ``read(opened, options)`` yields the reports that a source holds, and an error for each that it cannot read.

    A format without ``signs`` is read only if the user names it. ``in_documents``: it may also come packed in a word
    processor's document (RTF, DOCX).
    """

    name: str
    read: Callable[[Opened, SourceOptions], Found]
    about: str
    signs: Signs = _NO_SIGNS
    in_documents: bool = False


# Where two have the same sign, the later one is meant: what a press database exports is a web page, or a text, as well.
_ALL = (
    ReportFormat("text", words.read_words, "plain text, Word or RTF, one report", in_documents=True),
    ReportFormat("csv", tables.read_csv, "a table, the names of its columns in its first row", tables.CSV),
    ReportFormat("tsv", tables.read_csv, "a table with tabs", tables.TSV),
    ReportFormat("json", documents.read_documents, "an array of objects, or an object that holds one", documents.JSON),
    ReportFormat("jsonl", documents.read_lines, "an object a line", documents.JSONL),
    ReportFormat("html", html.read_html, "a web page", html.HTML),
    ReportFormat("parquet", tables.read_parquet, "a Parquet table", tables.PARQUET),
    ReportFormat("warc", warc.read_warc, "a web archive (WARC, CC-NEWS, WET)", warc.WARC),
    ReportFormat("ninjs", documents.read_documents, "items of an agency in JSON"),
    ReportFormat("factiva", factiva.read_factiva, "an export of Factiva", factiva.FACTIVA, in_documents=True),
    ReportFormat("nexis", nexis.read_nexis, "an export of Nexis or LexisNexis", nexis.NEXIS, in_documents=True),
    ReportFormat("newsml", newsml.read_newsml, "items of an agency in XML (NewsML, NITF)", newsml.NEWSML),
    ReportFormat("feed", feeds.read_feed, "RSS or Atom", feeds.FEED),
)
FORMATS: Mapping[str, ReportFormat] = {form.name: form for form in _ALL}


def read_opened(opened: Opened, options: SourceOptions) -> Found:
    """What a source holds, read as what the user says it is, else as what it shows itself to be."""
    given = FORMATS[options.kind] if options.kind else None
    if not words.in_document(opened) or not (given is None or given.in_documents):
        form = given or _recognised(opened, options, FORMATS)
    else:
        opened, options = words.without_document(opened, options)
        form = given or _recognised(opened, options, {f.name: f for f in _ALL if f.in_documents})
    yield from form.read(opened, options)


def _recognised(opened: Opened, options: SourceOptions, among: Mapping[str, ReportFormat]) -> ReportFormat:
    seen = Glimpse(opened.head, opened.name, opened.content_type, options)
    return FORMATS[recognised(seen, {name: form.signs for name, form in among.items()}) or "text"]
