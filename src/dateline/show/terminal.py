"""The whole of a coding in a terminal.

A coding enters; rich renderables leave, at most 100 columns wide. Nothing is said that the coding does not say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.rule import Rule
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Text

from dateline.model import Actor, Coding, Event, Place, Statement
from dateline.show.harmless import flowing, harmless, one_line, paragraphs, quoted, shorten
from dateline.show.marks import marks, pieces
from dateline.show.palette import INK, KINDS, OTHERS, Colour, quad_colour
from dateline.show.wording import (
    NOBODY,
    Names,
    say_abstention,
    say_act,
    say_class,
    say_coverage,
    say_dateline,
    say_day,
    say_how,
    say_place,
    say_size,
    say_when,
)

MEASURE = 100
_DIM = Style(dim=True)
_STYLES = {layer: Style(color=colour.terminal) for layer, colour in {**KINDS, **OTHERS}.items()} | {
    "head": _DIM,
    "abstained": Style(),
    "cue": Style(italic=True),
    "trigger": Style(bold=True, underline=True),
}


@dataclass(frozen=True, slots=True)
class _Barred:
    """A block with a coloured bar down its left side."""

    lines: Sequence[Text]
    colour: Colour

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        bar = Segment("▌ ", Style(color=self.colour.terminal))
        room = options.update(width=max(1, options.max_width - 2))
        for line in console.render_lines(Group(*self.lines), room, pad=False):
            yield bar
            yield from line
            yield Segment.line()


def show(coding: Coding, console: Console) -> None:
    """Print a whole coding: its head, its text, then who did what to whom and who says so."""
    names = Names.of(coding)
    parts: list[RenderableType] = [_head(coding), *_text(coding)]
    if console.color_system and not console.no_color:
        parts += [_legend(), ""]
    parts += _section("WHO DID WHAT TO WHOM", [_event(e, names) for e in coding.events], "No event was coded.")
    parts += _section("WHO SAYS WHAT", [_statement(s, names) for s in coding.attributed], "No statement was coded.")
    parts += _section("ACTORS", [_actors(coding.actors)] if coding.actors else [], "No actor was coded.")
    if coding.places:
        parts += _section("PLACES", [Text("\n").join(_places(coding.places))])
    if coding.abstained:
        parts += _section("SEEN AND NOT CODED", [Text("\n").join(_abstained(coding))])
    console.print(Group(*parts, _foot(coding)), width=min(console.width, MEASURE))


def _section(title: str, blocks: list[RenderableType], empty: str = "") -> list[RenderableType]:
    rule = Rule(Text(title, Style(bold=True)), align="left", style=_DIM)
    spaced = [part for block in blocks for part in (block, "")]
    return [rule, *(spaced or [Text(empty, _DIM), ""])]


def _head(coding: Coding) -> Text:
    report, line = coding.report, coding.report.dateline
    title = [Text(one_line(report.title), Style(bold=True))] if report.title else []
    stands = say_dateline(line) if line else ""
    facts = [
        one_line(report.publisher or "publisher unknown"),
        f"published {say_day(report.published)}" if report.published else "date unknown",
        f"dateline {stands}" if stands else "no dateline",
    ]
    url = [Text(one_line(report.url), _DIM, overflow="fold")] if report.url else []
    return Text("\n").join([*title, Text(" · ".join(facts)), *url, Text()])


def _text(coding: Coding) -> Iterator[Text]:
    text = coding.report.text
    ranges = paragraphs(text)
    for (start, end), cut in zip(ranges, pieces(marks(coding), ranges), strict=True):
        shown = flowing(harmless(text[start:end]))
        paragraph = Text(overflow="fold")
        for piece in cut:
            inner = [_STYLES[mark.layer] for mark in piece.marks if mark.layer in _STYLES]
            paragraph.append(shown[piece.start - start : piece.end - start], inner[-1] if inner else None)
        yield paragraph.append("\n")


def _legend() -> Text:
    words = [*KINDS, "place", "date", "trigger", "cue"]
    return Text("  ").join([Text("marked:", _DIM), *(Text(word, _STYLES[word]) for word in words)])


def _named(keys: Iterable[str], names: Names) -> Text:
    return Text(", ").join(_who(key, names) for key in keys)


def _who(key: str, names: Names) -> Text:
    actor = names.actors.get(key)
    colour = KINDS.get(actor.kind, INK) if actor else INK
    country = f" ({one_line(actor.country)})" if actor and actor.country else ""
    return Text.assemble((names.name(key), Style(bold=True, color=colour.terminal if actor else None)), country)


def _labelled(facts: Iterable[tuple[str, str]]) -> list[Text]:
    return [Text.assemble((f"{label} " if label else "", _DIM), value) for label, value in facts if value]


def _event(event: Event, names: Names) -> _Barred:
    colour = quad_colour(event.quad)
    badge = "" if event.status == "happened" else f" {one_line(event.status).upper()} "
    act = Text.assemble((say_act(event), Style(bold=True, color=colour.terminal)), "  " if badge else "")
    act.append(badge, Style(bold=True, reverse=True)).append(f"  {say_class(event)}", _DIM)
    who = _named(event.actors, names) if event.actors else Text("no actor coded", _DIM)
    if event.recipients:
        who = who.append(" → ").append(_named(event.recipients, names))
    facts = _labelled([("where", names.where(event)), ("when", say_when(event.date)), ("", say_size(event.size))])
    lines = [act, who, Text(" · ").join(facts)] if facts else [act, who]
    lines += _labelled([("says", names.chain(event.sources))])
    for seen in event.evidence:
        where = f" sentence {seen.sentence + 1} · {one_line(seen.frame or seen.by)} {seen.confidence:.2f}"
        lines.append(Text.assemble(quoted(seen.trigger.text), (where, _DIM)))
    return _Barred(lines, colour)


def _statement(statement: Statement, names: Names) -> _Barred:
    unknown = one_line(statement.source.text) if statement.source is not None else NOBODY
    speaker = _who(statement.speaker, names) if statement.speaker else Text(unknown, Style(italic=True))
    content = quoted(statement.content.text) if statement.quoted else shorten(statement.content.text, 400)
    chain = [names.chain(statement.sources)] if statement.sources else []
    about = ", ".join(names.name(key) for key in statement.about)
    facts = [say_how(statement), *(f"via {via}" for via in chain)]
    facts += [f"about {about}"] if about else []
    cue = Text.assemble(speaker, " ", (quoted(statement.cue.text), _STYLES["cue"]))
    return _Barred([cue, Text(content), Text(" · ".join(facts), _DIM)], OTHERS["cue"])


def _actors(actors: Iterable[Actor]) -> Table:
    table = Table(box=None, pad_edge=False, expand=True, header_style=_DIM)
    for heading, ratio in (("name", 5), ("kind", None), ("from", None), ("sectors", None)):
        table.add_column(heading, ratio=ratio, overflow="fold")
    table.add_column("mentions", justify="right")
    table.add_column("roles", ratio=6, overflow="fold")
    for actor in actors:
        name = Text(one_line(actor.name), _STYLES.get(actor.kind, Style()))
        roles = "; ".join(dict.fromkeys(one_line(role.title) for role in actor.roles))
        about = [one_line(part) or "–" for part in (actor.kind, actor.country or "", " ".join(actor.sectors))]
        table.add_row(name, *map(Text, about), Text(str(len(actor.mentions))), Text(roles, _DIM))
    return table


def _places(places: Iterable[Place]) -> Iterator[Text]:
    for place in places:
        feature = [one_line(place.feature)] if place.feature else []
        known = place.lat is not None and place.lon is not None
        spot = f"{place.lat:.2f}, {place.lon:.2f}" if known else "no coordinates"
        rest = " · ".join(["", *feature, spot, f"mentioned {len(place.mentions)}×"])
        yield Text.assemble((say_place(place), _STYLES["place"]), (rest, _DIM))


def _abstained(coding: Coding) -> Iterator[Text]:
    """One line for all that is not known for the same reason."""
    found: dict[str, list[str]] = {}
    for abstention in coding.abstained:
        found.setdefault(say_abstention(abstention), []).append(quoted(abstention.span.text, 120))
    for reason, words in found.items():
        yield Text.assemble(", ".join(dict.fromkeys(words)), ("  " + reason, _DIM))


def _foot(coding: Coding) -> Text:
    partly = coding.coverage.truncated or coding.coverage.read < coding.coverage.characters
    warning = Text("NOT ALL OF THE TEXT WAS READ  ", Style(bold=True)) if partly else Text()
    return warning.append(say_coverage(coding), _DIM)
