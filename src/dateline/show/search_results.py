"""The reports that a search has found: for a terminal, and as JSON and CSV."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import IO, Any, NamedTuple

from rich.console import Console
from rich.style import Style
from rich.text import Text

from dateline.archive.full_text import Range
from dateline.archive.snippet import Snippet
from dateline.show.harmless import harmless, one_line
from dateline.show.palette import OTHERS
from dateline.show.results import csv_lines
from dateline.show.wording import counted

_MEASURE, _NARROWEST = 100, 30  # columns
_HIT = Style(bold=True, underline=True, color=OTHERS["place"].terminal)
_DIM = Style(dim=True)
_SPACES = re.compile(r"\s+")
_ENDS = tuple('.!?"”’')
_COLUMNS = ("rank", "report_id", "published", "publisher", "title", "url", "events", "start", "end", "snippet")


class ShownReport(NamedTuple):
    """A report that was found, with what is shown of it."""

    rank: int
    report_id: str
    published: date | None
    publisher: str | None
    title: str | None
    url: str | None
    events: int
    snippet: Snippet


def show_results(found: Sequence[ShownReport], out: IO[str]) -> None:
    """For people: day, publisher and title, then the piece with its hits, which are *starred* where nothing can be coloured."""
    console = Console(file=out, highlight=False)
    width = max(_NARROWEST, min(console.width, _MEASURE))
    wide = len(str(found[-1].rank)) if found else 0
    for report in found:
        number = Text.assemble((f"{report.rank:>{wide}}  ", _DIM))
        for part in _parts(report, starred=console.color_system is None):
            for line in part.wrap(console, width - wide - 2):
                line.rstrip()
                console.print(number.append_text(line), width=width)
                number = Text(" " * (wide + 2))
        console.print()


def _parts(report: ShownReport, *, starred: bool) -> Iterator[Text]:
    day = report.published.isoformat() if report.published else "undated"
    head = Text(f"{day}  {one_line(report.publisher or 'publisher unknown')}")
    if report.title:
        head.append("  ").append_text(
            _marked(report.title, 0, report.snippet.title_hits, starred=starred, style="bold")
        )
    snippet = report.snippet
    yield head
    if snippet.text.strip():
        yield _cut(snippet.text.strip(), _marked(snippet.text, snippet.start, snippet.hits, starred=starred))
    yield Text(f"{one_line(report.report_id)} · {counted(report.events, 'event')}", _DIM)


def _cut(plain: str, text: Text) -> Text:
    """With … where it does not begin or end as sentences do."""
    text = text[len(text.plain) - len(text.plain.lstrip()) :]
    text.rstrip()
    before, after = "… " if plain[0].islower() else "", "" if plain.endswith(_ENDS) else " …"
    return Text(before).append_text(text).append(after)


def _marked(text: str, start: int, hits: Sequence[Range], *, starred: bool, style: str = "") -> Text:
    """The text on one line with its hits; they are counted from ``start``."""
    shown, at = Text(style=style), 0
    plain = harmless(text)
    for first, last in hits:
        hit = _SPACES.sub(" ", plain[first - start : last - start])
        shown.append(_SPACES.sub(" ", plain[at : first - start])).append(f"*{hit}*" if starred else hit, _HIT)
        at = last - start
    return shown.append(_SPACES.sub(" ", plain[at:]))


def written_results(form: str, asked: str, total: int, found: Sequence[ShownReport]) -> Iterator[str]:
    """For programs: one document ("json"), or a line a report ("jsonl", "csv")."""
    match form:
        case "csv":
            rows = ((*report[:-1], s.start, s.end, s.text) for report in found for s in [report.snippet])
            yield from csv_lines(_COLUMNS, iter(rows))
        case "json":
            plain = {"words": asked, "total": total, "found": [_plain(report) for report in found]}
            yield json.dumps(plain, ensure_ascii=False, indent=1)
        case _:
            yield from (json.dumps(_plain(report), ensure_ascii=False) for report in found)


def _plain(report: ShownReport) -> dict[str, Any]:
    day = report.published.isoformat() if report.published else None
    return report._asdict() | {"published": day, "snippet": report.snippet._asdict()}
