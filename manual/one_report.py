"""The drawing of one report on its way through the rooms, from its coding: ``python -m manual.one_report``.

What the page ``docs/how-it-works.md`` calls ``report.txt`` is coded; of its first sentence, each room is a line that marks the
words from which it has read something, and says what. Nothing that is drawn is written here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import dateline
from dateline.model import Coding, Span

ROOT = Path(__file__).resolve().parent.parent
PAGE, DRAWING = ROOT / "docs/how-it-works.md", ROOT / "docs/how-it-works.svg"

_LETTER, _LEFT, _TOP, _ROW = 6.0, 118, 56, 47
_STYLE = """
svg{background:#fcfbf8}text{font:11px system-ui,sans-serif;fill:#1c1a17}.t{font:10px ui-monospace,Menlo,Consolas,monospace}
.r{font-weight:700}.d{fill:#6a645c;font-size:10px}.l{font-size:10px}.b{fill:#1f5fa8}line{stroke:#d9d4c8}
@media(prefers-color-scheme:dark){svg{background:#1b1a18}text{fill:#ece8e0}.d{fill:#a59e92}.b{fill:#7fb2ec}line{stroke:#3d3a35}}
""".strip()


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of the report, and what a room has read from them."""

    start: int
    end: int
    says: str


def rows_of(coding: Coding) -> Iterator[tuple[str, str, list[Mark]]]:
    """Each room's name, its work, and its marks, in the order in which a report goes through them."""
    event, said = coding.events[0], coding.statements[0]
    chains = [(number, actor) for number, actor in enumerate(coding.actors, 1) if actor.mentions]
    mentions = [_mark(m.span, f"{m.form} {number}") for number, actor in chains for m in actor.mentions]
    yield "reader", "kinds of names", [_mark(m.span, a.kind) for _, a in chains for m in a.mentions if m.form == "name"]
    yield "grammar", "who does it", [_mark(p.span, p.reason) for p in event.participants]
    yield (
        "statements",
        "who says what",
        [_mark(said.content, "what is said"), _mark(said.cue, "cue"), *_speaker(coding)],
    )
    yield "mentions", "who is one", mentions
    trigger = event.evidence[0]
    sides = [_mark(p.span, p.side) for p in event.participants]
    yield "events", "what is done", [_mark(trigger.trigger, f"{event.type} {event.mode or ''}".strip()), *sides]
    yield "resolve", "who, where, when", list(_resolved(coding))


def drawing(coding: Coding) -> str:
    """The first sentence of a coding with its rooms, as SVG that knows light and dark."""
    first = coding.sentences[0]
    start = max(first.start, coding.report.body_start)
    text = coding.report.text[start : first.end]
    wide, rows = _LEFT + len(text) * _LETTER + 16, list(rows_of(coding))
    parts = [_text(14, 24, "r", "reports"), _text(14, 38, "d", "the words")]
    parts.append(_text(_LEFT, 30, "t", text, f' textLength="{len(text) * _LETTER:g}" xml:space="preserve"'))
    for number, (room, does, marks) in enumerate(rows):
        y = _TOP + number * _ROW
        parts.append(f'<line x1="14" y1="{y - 6}" x2="{wide - 14:g}" y2="{y - 6}"/>')
        parts += [_text(14, y + 14, "r", room), _text(14, y + 28, "d", does)]
        inside = sorted((m for m in marks if start <= m.start and m.end <= first.end), key=lambda m: m.start)
        parts += _marks(inside, start, y)
    height = _TOP + len(rows) * _ROW
    label = "One sentence, and what each room reads from which of its words"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:g} {height}" role="img" aria-label="{label}">'
    return "\n".join([head, f"<style>{_STYLE}</style>", *parts, "</svg>\n"])


def example() -> Coding:
    """The coding of the report that the page shows."""
    shown = re.search(r'```text title="report.txt"\n(.*?)```', PAGE.read_text(encoding="utf-8"), re.DOTALL)
    if shown is None:
        raise SystemExit(f"{PAGE}: shows no report.txt")
    return dateline.load().code(shown[1], published="2024-01-08")


def _resolved(coding: Coding) -> Iterator[Mark]:
    event = coding.events[0]
    for actor in coding.actors:
        for reason in actor.because:
            if reason.field == "country":
                yield _mark(reason.span, str(actor.country))
    if event.date is not None and event.date.span is not None:
        yield _mark(event.date.span, f"{event.date.end}")
    for reason in event.because:
        if reason.field == "sources":
            yield _mark(reason.span, "source")
        elif reason.field == "place" and event.place:
            yield _mark(reason.span, f"{coding.name(event.place)}, {coding.place(event.place).country}")


def _speaker(coding: Coding) -> list[Mark]:
    said = coding.statements[0]
    return [_mark(said.source, "speaker")] if said.source else []


def _mark(span: Span, says: str) -> Mark:
    return Mark(span.start, span.end, says)


def _marks(marks: Sequence[Mark], start: int, y: int) -> Iterator[str]:
    """Bars under the words with what they say; one that would run into that before it stands a line lower."""
    ends = [0.0, 0.0]
    for mark in marks:
        x, width = _LEFT + (mark.start - start) * _LETTER, (mark.end - mark.start) * _LETTER
        line = 0 if x >= ends[0] else 1
        ends[line] = x + max(width, len(mark.says) * 5.4) + 6
        top = y + 4 + line * 21
        yield f'<rect class="b" x="{x:g}" y="{top}" width="{width:g}" height="3" rx="1.5"/>'
        yield _text(x, top + 14, "l", mark.says)


def _text(x: float, y: float, kind: str, words: str, more: str = "") -> str:
    return f'<text x="{x:g}" y="{y:g}" class="{kind}"{more}>{escape(words)}</text>'


if __name__ == "__main__":
    DRAWING.write_text(drawing(example()), encoding="utf-8")
    print(f"wrote {DRAWING.relative_to(ROOT)}")
