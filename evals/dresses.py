"""``python -m evals.dresses``: does a report say the same whatever it wears? The same reports in plain dress and in seven others,
and how many events are the same: type, trigger, sides, place and date."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from corpus.compile import Record
from corpus.load import HERE, load
from dateline.coder import Coder
from dateline.model import Coding, Event
from dateline.reports.text import RawReport
from evals.score import Counts, Measured, Mistake, f1_score

_STAGE = "dresses"
_REPORTS, _LEAST_EVENTS = 50, 2
_TITLE_WORDS, _PARAGRAPH, _COLUMNS = 9, 2, 72
_AGENCY = "VOA"
#: An event as it is compared; where it stands is counted in the plain text.
Told = tuple[str, int, frozenset[str], frozenset[str], str | None, str]


@dataclass(frozen=True, slots=True)
class Dressed:
    """A report's text, and for each character of it the place where it stands in the plain one."""

    text: str
    at: Sequence[int]


@dataclass(frozen=True, slots=True)
class Plain:
    """A report as an agency sends it: title, dateline, paragraphs; ``body`` is where the title ends."""

    text: str
    body: int


def plain(report: Record) -> Plain:
    """An annotated report, which has sentences only, with a title from its lead, a dateline and paragraphs."""
    lead, *_ = sentences = [
        _typeset(" ".join(report["text"][s["start"] : s["end"]].split())) for s in report["sentences"]
    ]
    words = lead.split()[:_TITLE_WORDS]
    while len(words) > 2 and words[-1].islower() and len(words[-1]) < len("after"):
        words.pop()
    place = next((n["text"] for n in report["names"] if n["kind"] == "loc" and n["text"].isalpha()), None)
    opening = f"{place.upper()} ({_AGENCY}) — " if place else ""
    paragraphs = [" ".join(sentences[i : i + _PARAGRAPH]) for i in range(0, len(sentences), _PARAGRAPH)]
    title = " ".join(words).rstrip(".,;:") + "\n\n"
    return Plain(title + opening + "\n\n".join(paragraphs) + "\n", len(title))


def _typeset(sentence: str) -> str:
    """With the marks of print, as most reports have them: they are what a wrong encoding breaks."""
    out, opened = [], False
    for sign in sentence:
        if sign == '"':
            sign, opened = "”" if opened else "“", not opened
        out.append("’" if sign == "'" else sign)
    return "".join(out)


def lower(told: Plain) -> Dressed:
    return _each(told.text, lambda sign: sign.lower() if len(sign.lower()) == 1 else sign)


def capitals(told: Plain) -> Dressed:
    return _each(told.text, lambda sign: sign.upper() if len(sign.upper()) == 1 else sign)


def mojibake(told: Plain) -> Dressed:
    """UTF-8 that was taken for Windows-1252."""
    return _each(told.text, lambda sign: "".join(_misread(byte) for byte in sign.encode()))


def _misread(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


def double_spaces(told: Plain) -> Dressed:
    return _each(told.text, lambda sign: "  " if sign == " " else sign)


def no_title(told: Plain) -> Dressed:
    return Dressed(told.text[told.body :], range(told.body, len(told.text)))


def one_paragraph(told: Plain) -> Dressed:
    head, body = told.text[: told.body], told.text[told.body :].strip()
    out = list(enumerate(head))
    for place, sign in enumerate(body, told.body):
        if sign != "\n" or body[place - told.body - 1] != "\n":
            out.append((place, " " if sign == "\n" else sign))
    return _joined(out)


def wrapped(told: Plain) -> Dressed:
    text = list(told.text)
    at = 0
    for paragraph in told.text.split("\n"):
        line_end = at
        for line in textwrap.wrap(paragraph, _COLUMNS, break_long_words=False, break_on_hyphens=False)[:-1]:
            line_end += len(line)
            text[line_end] = "\n"
            line_end += 1
        at += len(paragraph) + 1
    return _joined(enumerate(text))


def _each(text: str, change: Callable[[str], str]) -> Dressed:
    return _joined((place, sign) for place, whole in enumerate(text) for sign in change(whole))


def _joined(signs: Iterable[tuple[int, str]]) -> Dressed:
    at, text = zip(*signs, strict=True)
    return Dressed("".join(text), at)


DRESSES: dict[str, Callable[[Plain], Dressed]] = {
    "lower case": lower,
    "capitals": capitals,
    "mojibake": mojibake,
    "double spaces": double_spaces,
    "no title": no_title,
    "one paragraph": one_paragraph,
    "wrapped at 72": wrapped,
}


def measure_dresses(coder: Coder, reports: Sequence[Record], dresses: Sequence[str] = tuple(DRESSES)) -> Measured:
    """How many events of each report are the same in plain dress and in another, and those that are not."""
    counts: dict[str, list[Counts]] = {name: [] for name in dresses}
    mistakes: list[Mistake] = []
    for report in reports:
        told = plain(report)
        usual = _events(coder, report, Dressed(told.text, range(len(told.text))))
        for name in dresses:
            events = _events(coder, report, DRESSES[name](told))
            counts[name].append(Counts((usual & events).total(), events.total(), usual.total()))
            mistakes += (Mistake(name, report["id"], _shown(told, e, "lost")) for e in (usual - events).elements())
            mistakes += (Mistake(name, report["id"], _shown(told, e, "new")) for e in (events - usual).elements())
    data = f"corpus, {len(reports)} reports"
    scores = (f1_score(_STAGE, data, f"{name}: events as in plain dress", c) for name, c in counts.items())
    return Measured(tuple(scores), tuple(mistakes))


def _events(coder: Coder, report: Record, dressed: Dressed) -> Counter[Told]:
    day = date.fromisoformat(report["published"])
    raw = RawReport(report["id"], dressed.text, published=day, publisher=report["publisher"])
    coding = coder.code_report(raw)
    return Counter(_told(coding, event, dressed.at) for event in coding.events)


def _told(coding: Coding, event: Event, at: Sequence[int]) -> Told:
    """An actor is its country where it has one and nothing but its name else; spelling and spaces do not count."""

    def named(keys: Sequence[str]) -> frozenset[str]:
        actors = map(coding.actor, keys)
        return frozenset(f"{a.kind} {a.country}" if a.kind == "state" else _bare(a.name) for a in actors)

    place = coding.place(event.place) if event.place else None
    days = f"{event.date.start}..{event.date.end}" if event.date else ""
    where = f"{_bare(place.name)}, {place.country}" if place else None
    return event.type, at[event.evidence[0].trigger.start], named(event.actors), named(event.recipients), where, days


def _bare(name: str) -> str:
    """Without what a dress changes: case, spaces, and all signs that are no plain letters."""
    return "".join(c for c in name.casefold() if c.isascii() and c.isalnum())


def _shown(told: Plain, event: Told, what: str) -> str:
    kind, start, actors, recipients, place, days = event
    words = " ".join(told.text[start : start + 40].split())
    return f"{what} {kind} “{words}…” {', '.join(actors)} > {', '.join(recipients)} | {place} | {days}"


def chosen(folder: Path = HERE, count: int = _REPORTS) -> list[Record]:
    """Whole reports of the test part that tell some events, evenly over it."""
    told = [r for r in load("test", folder) if len(r["events"]) >= _LEAST_EVENTS]
    return [told[i * len(told) // count] for i in range(min(count, len(told)))]


@click.command("dresses")
@click.option("--reports", "count", type=click.IntRange(min=1), default=_REPORTS, show_default=True, help="How many.")
@click.option("--dress", "dresses", multiple=True, type=click.Choice(tuple(DRESSES)), help="Only this one.")
@click.option("--errors", is_flag=True, help="Show every event that is not the same.")
def dresses_command(count: int, dresses: tuple[str, ...], errors: bool) -> None:
    """Code the same reports in plain dress and in seven others, and count the events that are the same."""
    from dateline.coder import load as load_coder

    measured = measure_dresses(load_coder(), chosen(count=count), dresses or tuple(DRESSES))
    for score in measured.scores:
        click.echo(f"{score.metric:<48}{score.figure:>12}   of {score.size:,}")
    for mistake in measured.mistakes if errors else ():
        click.echo(f"{mistake.kind:<15}{mistake.where}  {mistake.text}")


if __name__ == "__main__":
    dresses_command(prog_name="python -m evals.dresses")
