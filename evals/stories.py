"""Stories, on reports that say which of their events are one: coded, told, and compared mention by mention.

One line a report: ``{"id", "publisher", "published", "text", "events": [{"story", "type", "day", "start", "end", "text"}]}``;
``day`` is when it was, or null if nobody can tell. A mark is found if the trigger of an event of any type
stands in it (of several, the first of its own type answers). B-cubed (Bagga and
Baldwin 1998) asks of each mention how much of its story is its true one, and how much of the true one is in it; a mention
that is not found is told alone, as far as anyone can see.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dateline.archive.coding_rows import rows_of
from dateline.coder import Coder
from dateline.model import Event
from dateline.reports.text import RawReport
from dateline.stories.cluster import cluster
from dateline.stories.story import EventRow
from evals.score import Counts, Measured, Mistake, Score, share_score

_STAGE = "stories"


@dataclass(frozen=True, slots=True)
class Mark:
    """One mention of an event, and the story that it belongs to."""

    story: str
    type: str
    day: str | None
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class MarkedReport:
    """A report with the marks of its events."""

    id: str
    publisher: str | None
    published: date
    text: str
    marks: tuple[Mark, ...]

    @property
    def raw(self) -> RawReport:
        return RawReport(self.id, self.text, published=self.published, publisher=self.publisher)


@dataclass(frozen=True, slots=True)
class Mention:
    """A mark, and the row that the coder made of it, if it found it."""

    report: MarkedReport
    mark: Mark
    row: EventRow | None


def measure_stories(coder: Coder, file: Path) -> Measured:
    """B-cubed over all marked mentions, how many of them were found, and how many stories hold two different days."""
    reports = list(read_marked_reports(file))
    rows, mentions = code_marked(coder, reports)
    groups = list(cluster(rows))
    told: dict[str, Hashable] = {row.event_id: number for number, group in enumerate(groups) for row in group}
    answers = [told[m.row.event_id] if m.row is not None else ("alone", n) for n, m in enumerate(mentions)]
    wanted = [m.mark.story for m in mentions]
    precision, recall, f1 = b_cubed(wanted, answers)
    size, name = len(mentions), file.stem
    scores = (
        Score(_STAGE, name, "B-cubed F1", f1, None, size),
        Score(_STAGE, name, "B-cubed precision", precision, None, size),
        Score(_STAGE, name, "B-cubed recall", recall, None, size),
        share_score(
            _STAGE, name, "mentions found, of any type", [Counts(int(m.row is not None), 1, 1) for m in mentions]
        ),
        share_score(_STAGE, name, "told stories that hold one day", one_day(groups, mentions)),
    )
    return Measured(scores, tuple(_mistakes(mentions, answers)))


def read_marked_reports(file: Path) -> Iterator[MarkedReport]:
    """The reports of a file; ValueError where a mark does not stand in the text."""
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        row = json.loads(line)
        marks = tuple(Mark(m["story"], m["type"], m["day"], m["start"], m["end"], m["text"]) for m in row["events"])
        for mark in marks:
            if row["text"][mark.start : mark.end] != mark.text:
                raise ValueError(
                    f"{file.name}:{number}: {mark.text!r} does not stand at {mark.start}; mend the offsets"
                )
        yield MarkedReport(row["id"], row["publisher"], date.fromisoformat(row["published"]), row["text"], marks)


def code_marked(coder: Coder, reports: Sequence[MarkedReport]) -> tuple[list[EventRow], list[Mention]]:
    """All rows that the coder makes of the reports, in the order of publication, and what it made of the marks."""
    rows: list[EventRow] = []
    mentions: list[Mention] = []
    for report in reports:
        coding = coder.code_report(report.raw)
        told = list(zip(coding.events, rows_of(coding), strict=True))
        rows += [row for _, row in told]
        for mark in report.marks:
            found = sorted((pair for pair in told if _tells(pair[0], mark)), key=lambda p: p[0].type != mark.type)
            mentions.append(Mention(report, mark, found[0][1] if found else None))
    rows.sort(key=lambda row: (row.published or date.min, row.report_id, row.sentence, row.trigger_start, row.event_id))
    return rows, mentions


def _tells(event: Event, mark: Mark) -> bool:
    return any(e.trigger.start < mark.end and mark.start < e.trigger.end for e in event.evidence)


def b_cubed(wanted: Sequence[Hashable], answers: Sequence[Hashable]) -> tuple[float, float, float]:
    """Precision, recall and F1 of a clustering, from 0 to 100, each mention counting the same."""
    true, made = _positions(wanted), _positions(answers)
    if not wanted:
        return 0.0, 0.0, 0.0
    precision = recall = 0.0
    for story, answer in zip(wanted, answers, strict=True):
        both = len(true[story] & made[answer])
        precision += both / len(made[answer])
        recall += both / len(true[story])
    precision, recall = 100 * precision / len(wanted), 100 * recall / len(wanted)
    return precision, recall, 2 * precision * recall / (precision + recall)


def _positions(labels: Sequence[Hashable]) -> Mapping[Hashable, set[int]]:
    found: dict[Hashable, set[int]] = defaultdict(set)
    for position, label in enumerate(labels):
        found[label].add(position)
    return found


def one_day(groups: Sequence[Sequence[EventRow]], mentions: Sequence[Mention]) -> list[Counts]:
    """Of each told story, whether no two of its rows say different days, nor are marked with different days."""
    marked = {m.row.event_id: m.mark.day for m in mentions if m.row is not None and m.mark.day is not None}
    counts = []
    for rows in groups:
        said = {row.date_start for row in rows if row.date_precision == "day"}
        true = {marked[row.event_id] for row in rows if row.event_id in marked}
        counts.append(Counts(int(len(said) <= 1 and len(true) <= 1), 1, 1))
    return counts


def _mistakes(mentions: Sequence[Mention], answers: Sequence[Hashable]) -> Iterator[Mistake]:
    """Each mention that stands with a wrong one, apart from the first of its own story, or was not found."""
    first_of: dict[str, Hashable] = {}
    story_of: dict[Hashable, str] = {}
    for mention, answer in zip(mentions, answers, strict=True):
        story, where = mention.mark.story, mention.report.id
        if mention.row is None:
            yield Mistake("mention not found", where, f"[{mention.mark.text}] {mention.report.text}")
            continue
        if story_of.setdefault(answer, story) != story:
            yield Mistake("two stories told as one", where, f"{story} with {story_of[answer]}: {mention.report.text}")
        if first_of.setdefault(story, answer) != answer:
            yield Mistake("one story told as two", where, f"{story}: {mention.report.text}")
