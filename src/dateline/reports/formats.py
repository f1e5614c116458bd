"""The formats that reports come in, one line each; what a line names lies in the file of its format."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from dateline.errors import ReportError
from dateline.reports import documents, factiva, feeds, html, mail, newsml, nexis, proquest, tables, warc, words, xlsx
from dateline.reports.columns import Taken
from dateline.reports.options import SourceOptions
from dateline.reports.sniff import Glimpse, Signs, recognised
from dateline.reports.streams import Opened, with_longer_head
from dateline.reports.text import RawReport
from dateline.reports.zipped import is_zip, members

Found = Iterator[RawReport | ReportError]
_NO_SIGNS = Signs()
_MOST_WRONG = 100_000
_BODY = re.compile(rb"(?i)<body\b")  # what stands before it may be longer than what is seen of a source


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
    ReportFormat("xlsx", xlsx.read_xlsx, "an Excel workbook", xlsx.XLSX),
    ReportFormat("warc", warc.read_warc, "a web archive (WARC, CC-NEWS, WET)", warc.WARC),
    ReportFormat("arc", warc.read_warc, "a web archive of before WARC", warc.ARC),
    ReportFormat("mail", mail.read_mail, "a mail, or a box of them", mail.MAIL),
    ReportFormat("ninjs", documents.read_documents, "items of an agency in JSON"),
    ReportFormat("factiva", factiva.read_factiva, "an export of Factiva", factiva.FACTIVA, in_documents=True),
    ReportFormat("nexis", nexis.read_nexis, "an export of Nexis or LexisNexis", nexis.NEXIS, in_documents=True),
    ReportFormat("proquest", proquest.read_proquest, "an export of ProQuest", proquest.PROQUEST, in_documents=True),
    ReportFormat("newsml", newsml.read_newsml, "items of an agency in XML (NewsML, NITF)", newsml.NEWSML),
    ReportFormat("feed", feeds.read_feed, "RSS or Atom", feeds.FEED),
)
FORMATS: Mapping[str, ReportFormat] = {form.name: form for form in _ALL}


def read_opened(opened: Opened, options: SourceOptions) -> Found:
    """What a source holds, read as what the user says it is, else as what it shows itself to be."""
    if is_zip(opened):
        for member in members(opened, options):
            yield from [member] if isinstance(member, ReportError) else _read_member(member, options)
        return
    form, opened, options = prepared(opened, options)
    if options.tell is not None:
        options.tell(Taken(opened.name, {}, (), form=form.name))
    yield from _while_any_is_right(form.read(opened, options), opened.name)


def _while_any_is_right(reports: Found, name: str) -> Found:
    """What goes wrong without end is left: of a file that is not what it seems, each line would be told."""
    wrong = 0
    for found in reports:
        yield found
        wrong = wrong + 1 if isinstance(found, ReportError) else 0
        if wrong == _MOST_WRONG:
            cause = f"holds {wrong:,} records on end that cannot be read, and is not read any further"
            yield ReportError(name, cause, "look at the first of them")
            return


def _read_member(member: Opened, options: SourceOptions) -> Found:
    """What one file of an archive holds; what is wrong with it does not keep the next one from being read."""
    try:
        yield from read_opened(member, options)
    except ReportError as error:
        yield error
    except (zlib.error, zipfile.BadZipFile, EOFError) as error:
        yield ReportError(member.name, f"is damaged ({str(error)[:80]})", "pack it anew")


def prepared(opened: Opened, options: SourceOptions) -> tuple[ReportFormat, Opened, SourceOptions]:
    """The format that a source is read in, and the source made ready for it: out of its document, its head seen past styles."""
    given = FORMATS[options.kind] if options.kind else None
    among = FORMATS
    if words.in_document(opened) and (given is None or given.in_documents):
        opened, options = words.without_document(opened, options)
        among = {form.name: form for form in _ALL if form.in_documents}
    if given is not None:
        return given, opened, options
    seen = Glimpse(opened.head, opened.name, opened.content_type, options)
    if html.is_page(seen) and not _BODY.search(opened.head):
        opened = with_longer_head(opened, html.LARGEST_PAGE)
        seen = Glimpse(opened.head, opened.name, opened.content_type, options)
    return FORMATS[recognised(seen, {name: form.signs for name, form in among.items()}) or "text"], opened, options
