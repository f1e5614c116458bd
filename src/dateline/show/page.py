"""A coding as one HTML document: the report's text with its marks, beside cards for all that was read in it.

Codings enter; a page that needs no network and refuses to load anything leaves. Everything in a coding is hostile.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from importlib.resources import files
from string import Template

from dateline.model import Abstention, Actor, Coding, Event, Place, Span, Statement, to_json
from dateline.show import palette
from dateline.show.palette import KINDS, PAPER, QUADS, Colour, Mark, Piece, flowing, harmless, marks, paragraphs, pieces
from dateline.show.terminal import (
    NOBODY,
    Names,
    one_line,
    quoted,
    say_act,
    say_class,
    say_coverage,
    say_dateline,
    say_day,
    say_how,
    say_place,
    say_size,
    say_when,
    shorten,
)

LEGEND = (*KINDS, "place", "date", "trigger", "cue", "abstained")
_LEGEND = {"trigger": "event", "cue": "word of saying", "abstained": "seen, not coded"}
_HELP = "Arrow keys move between marked words, Enter shows the cards that use them, Escape clears the selection."
_UNMARKED = ("head", "sentence", "content", "because")
_QUOTATION = 260


def write_page(coding: Coding | Sequence[Coding]) -> str:
    """One self-contained document for a coding or for several, one after the other."""
    codings = (coding,) if isinstance(coding, Coding) else tuple(coding)
    style, script = _palette() + _asset("page.css"), _asset("page.js")
    return Template(_asset("page.html")).substitute(
        policy=_policy(style, script),
        title=_h(_title(codings[0]) if len(codings) == 1 else f"{len(codings)} reports"),
        style=style,
        script=script,
        reports="\n".join(_report(_Sheet.of(c, index)) for index, c in enumerate(codings)),
        data=_data(to_json(coding) if isinstance(coding, Coding) else [to_json(c) for c in codings]),
    )


def _asset(name: str) -> str:
    return (files("dateline.show") / "data" / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Nothing may load and only this style and this script may act: markup that slips in cannot."""
    style_hash, script_hash = (b64encode(sha256(code.encode()).digest()).decode() for code in (style, script))
    allowed = f"style-src 'sha256-{style_hash}'; script-src 'sha256-{script_hash}'"
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"


def _palette() -> str:
    extra = {"rule": Colour("#d9d4c8", "#3a3d42", ""), "raised": Colour("#f3f0e7", "#1f2226", "")}
    plain = {"paper": PAPER, "ink": palette.INK, "muted": palette.MUTED, **extra}
    named = {name.lower().replace(" ", "-"): colour for name, colour in {**KINDS, **QUADS, **palette.OTHERS}.items()}
    light, dark = (_variables(plain, named, scheme) for scheme in ("light", "dark"))
    return f":root {{ {light} }}\n@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"


def _variables(plain: dict[str, Colour], named: dict[str, Colour], scheme: str) -> str:
    paper = getattr(PAPER, scheme)
    pairs = [(name, getattr(colour, scheme)) for name, colour in {**plain, **named}.items()]
    pairs += [(f"{name}-tint", palette.tint(getattr(colour, scheme), paper)) for name, colour in named.items()]
    return " ".join(f"--{name}: {value};" for name, value in pairs)


def _data(value: object) -> str:
    """JSON that no HTML parser can end early: markup characters and everything beyond ASCII are escaped."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _h(text: str) -> str:
    return escape(harmless(text))


def _title(coding: Coding) -> str:
    report = coding.report
    day = say_day(report.published) if report.published else ""
    return one_line(report.title or ", ".join(part for part in (report.publisher, day) if part) or "A report")


def _link(url: str | None, words: str) -> str:
    safe = url and re.fullmatch(r"https?://\S+", url)
    return f'<a href="{_h(url)}" rel="noreferrer noopener">{_h(words)}</a>' if safe and url else _h(words)


def _facts(facts: Iterable[tuple[str, str]]) -> str:
    rows = "".join(f"<dt>{name}</dt><dd>{_h(value)}</dd>" for name, value in facts if value)
    return f"<dl>{rows}</dl>" if rows else ""


def _quad(event: Event) -> str:
    quad = event.quad.upper()
    return f"q-{quad.lower().replace(' ', '-')}" if quad in QUADS else "q-other"


def _place_of(intensity: float, width: float) -> float:
    """Where an intensity stands on a scale of −10 to +10; what a user's codebook puts beyond stands at its end."""
    return round((min(10.0, max(-10.0, intensity)) + 10) / 20 * width, 1)


def _scale(event: Event) -> str:
    if event.intensity is None:
        return ""
    at = 5 + _place_of(event.intensity, 110)
    lines = '<line x1="5" y1="6" x2="115" y2="6"/><line x1="60" y1="2" x2="60" y2="10"/>'
    says = f"intensity {event.intensity:+g} on a scale from −10 to +10"
    svg = f'<svg class="scale" viewBox="0 0 120 12" role="img" aria-label="{says}">'
    return f'{svg}{lines}<circle cx="{at}" cy="6" r="4"/></svg>'


def _strip(events: Sequence[Event]) -> str:
    """All events on one scale from conflict to cooperation, one dot each; open dots did not happen."""
    heights: dict[float, int] = {}
    dots: list[tuple[float, int, Event]] = []
    for event in events:
        if event.intensity is not None:
            at = 10 + _place_of(event.intensity, 400)
            heights[at] = heights.get(at, 0) + 1
            dots.append((at, heights[at], event))
    if not dots:
        return ""
    base = 11 * max(heights.values()) + 4
    circles = "".join(_dot(event, at, base - 11 * height + 4) for at, height, event in dots)
    axis = f'<line x1="6" x2="414" y1="{base}" y2="{base}"/><line x1="210" x2="210" y1="2" y2="{base + 4}"/>'
    words = f'<text x="6" y="{base + 13}">−10 conflict</text>'
    words += f'<text x="414" y="{base + 13}" text-anchor="end">cooperation +10</text>'
    says = f"{len(dots)} events by intensity, from conflict to cooperation; open dots are not marked as happened"
    svg = f'<svg class="strip" viewBox="0 0 420 {base + 17}" role="img" aria-label="{says}">'
    return f"{svg}{axis}{circles}{words}</svg>"


def _dot(event: Event, x: float, y: int) -> str:
    style = f"dot {_quad(event)}" + ("" if event.status == "happened" else " open")
    title = one_line(f"{say_act(event)}, {event.status}")
    return f'<circle class="{style}" cx="{x}" cy="{y}" r="4"><title>{_h(title)}</title></circle>'


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One report on the page. ``keys`` are the page's own names for actors and places, which no report can choose."""

    coding: Coding
    names: Names
    keys: dict[str, str]
    index: int

    @classmethod
    def of(cls, coding: Coding, index: int) -> _Sheet:
        keys = {actor.id: f"a{i}" for i, actor in enumerate(coding.actors)}
        keys |= {place.id: f"p{i}" for i, place in enumerate(coding.places)}
        return cls(coding, Names.of(coding), keys, index)

    def who(self, ids: Iterable[str]) -> str:
        return ", ".join(self._one(key) for key in ids)

    def _one(self, key: str) -> str:
        actor = self.names.actors.get(key)
        name = f'<span class="{_kind(actor.kind) if actor else ""}">{_h(self.names.name(key))}</span>'
        return name + (f'&nbsp;<span class="code">{_h(actor.country)}</span>' if actor and actor.country else "")

    def card(self, key: str, uses: Iterable[str | None], name: str, heading: str, rest: str, style: str = "") -> str:
        """``uses`` are ids of the coding; one that is no actor or place of it, such as a publisher, lights nothing."""
        used = dict.fromkeys([key, *(self.keys[use] for use in uses if use in self.keys)])
        if key[0] == "a":
            used[f"b{key[1:]}"] = None
        button = f'<button type="button" class="pick" aria-pressed="false">{heading}</button>'
        attributes = f'id="r{self.index}-{key}" class="card {style}" data-own="{key}" data-uses="{" ".join(used)}"'
        attributes += f' data-name="{_h(shorten(name, 60))}"'
        return f"<article {attributes}><h3>{button}</h3>{rest}</article>"


def _kind(kind: str) -> str:
    return kind if kind in KINDS else "group"


def _report(sheet: _Sheet) -> str:
    legend = "".join(f'<li><span class="{kind}">{_LEGEND.get(kind, kind)}</span></li>' for kind in LEGEND)
    return (
        f'<div class="report">{_masthead(sheet.coding)}<div class="columns">'
        f'<div class="reading" role="region" aria-label="The report">'
        f'<ul class="legend" aria-label="Marks">{legend}</ul>'
        f'<p class="unseen" id="r{sheet.index}-help">{_HELP}</p>'
        f'<div class="text" lang="{_h(sheet.coding.report.language)}" role="group" aria-label="Text with marks" '
        f'aria-describedby="r{sheet.index}-help">{_text(sheet)}</div></div>'
        f'<div class="coded">{"".join(_sections(sheet))}</div></div></div>'
    )


def _masthead(coding: Coding) -> str:
    report, line = coding.report, coding.report.dateline
    facts = [f"<b>{_h(report.publisher)}</b>" if report.publisher else "publisher unknown"]
    facts.append(f"published {say_day(report.published)}" if report.published else "date unknown")
    facts += [f"dateline {_h(say_dateline(line))}"] if line and say_dateline(line) else []
    facts += [_link(report.url, one_line(report.url))] if report.url else []
    partly = coding.coverage.truncated or coding.coverage.read < coding.coverage.characters
    warning = '<p class="warning">Not all of the text was read.</p>' if partly else ""
    top = f'<p class="kicker">{" · ".join(facts)}</p><h1>{_h(_title(coding))}</h1>'
    return f'<header class="masthead">{top}<p class="kicker">{_h(say_coverage(coding))}</p>{warning}</header>'


def _text(sheet: _Sheet) -> str:
    text, titles = sheet.coding.report.text, _titles(sheet)
    ranges = paragraphs(text)
    cut = zip(pieces(marks(sheet.coding), ranges), ranges, strict=True)
    nested = (_nested(part, flowing(harmless(text[start:end])), start, titles) for part, (start, end) in cut)
    return "\n".join(f'<p dir="auto">{markup}</p>' for markup in nested)


def _nested(cut: Iterable[Piece], shown: str, start: int, titles: dict[str, str]) -> str:
    """Marks as elements that nest: one that ends inside another closes and opens again at the boundary."""
    markup: list[str] = []
    standing: list[Mark] = []
    for piece in cut:
        same = 0
        while same < min(len(standing), len(piece.marks)) and standing[same] == piece.marks[same]:
            same += 1
        markup += [_close(mark) for mark in reversed(standing[same:])]
        markup += [_open(mark, titles) for mark in piece.marks[same:]]
        markup.append(escape(shown[piece.start - start : piece.end - start]))
        standing = list(piece.marks)
    return "".join([*markup, *(_close(mark) for mark in reversed(standing))])


def _open(mark: Mark, titles: dict[str, str]) -> str:
    keys = f' data-keys="{" ".join(mark.keys)}"' if mark.keys else ""
    if mark.layer in _UNMARKED:
        return f'<span class="{mark.layer}"{keys}>'
    means = "; ".join(titles[f"{mark.layer}-{key}"] for key in mark.keys)
    return f'<mark class="{mark.layer}"{keys} tabindex="-1" title="{_h(means)}">'


def _close(mark: Mark) -> str:
    return "</span>" if mark.layer in _UNMARKED else "</mark>"


def _titles(sheet: _Sheet) -> dict[str, str]:
    """What the mark of a layer and a record means, in words."""
    coding, names = sheet.coding, sheet.names
    titles = {f"{_kind(a.kind)}-a{i}": f"{a.kind}: {names.name(a.id)}" for i, a in enumerate(coding.actors)}
    titles |= {f"place-p{i}": f"place: {say_place(p)}" for i, p in enumerate(coding.places)}
    titles |= {f"trigger-e{i}": f"event: {say_act(e)}" for i, e in enumerate(coding.events)}
    titles |= {f"date-e{i}": f"date of {say_act(e)}: {say_when(e.date)}" for i, e in enumerate(coding.events)}
    speakers = (names.name(s.speaker) if s.speaker else NOBODY for s in coding.statements)
    titles |= {f"cue-s{i}": f"statement: {speaker}" for i, speaker in enumerate(speakers)}
    return titles | {f"abstained-x{i}": f"not coded: {one_line(a.reason)}" for i, a in enumerate(coding.abstained)}


def _sections(sheet: _Sheet) -> Iterable[str]:
    coding = sheet.coding
    events = [_event(sheet, i, e) for i, e in enumerate(coding.events)]
    yield _section("Who did what to whom", events, _strip(coding.events))
    yield _section("Who says what", [_statement(sheet, i, s) for i, s in enumerate(coding.statements)])
    yield _section("Actors", [_actor(sheet, i, a) for i, a in enumerate(coding.actors)])
    yield _section("Places", [_place(sheet, i, p) for i, p in enumerate(coding.places)])
    yield _section("Seen and not coded", [_abstention(sheet, i, a) for i, a in enumerate(coding.abstained)])


def _section(title: str, cards: Sequence[str], graphic: str = "") -> str:
    body = f'{graphic}<div class="cards">{"".join(cards)}</div>' if cards else '<p class="none">None.</p>'
    kind = "brief" if title in ("Actors", "Places", "Seen and not coded") else "full"
    return f'<section class="{kind}"><h2>{title} <span>{len(cards)}</span></h2>{body}</section>'


def _abstention(sheet: _Sheet, index: int, abstention: Abstention) -> str:
    words = quoted(abstention.span.text, 120)
    return sheet.card(f"x{index}", (), words, _h(words), f'<p class="small">{_h(abstention.reason)}</p>')


def _event(sheet: _Sheet, index: int, event: Event) -> str:
    badge = "" if event.status == "happened" else f' <span class="badge">{_h(event.status)}</span>'
    mode = f" {_h(event.mode)}" if event.mode else ""
    sort = f'<span class="class">{_h(say_class(event))}</span>'
    act = f'<span class="act"><span><b>{_h(event.type)}</b>{mode}</span>{badge} {sort}</span>'
    who = sheet.who(event.actors) or '<span class="none">no actor coded</span>'
    arrow = ' <span class="arrow" role="img" aria-label="to">→</span> '
    whom = arrow + sheet.who(event.recipients) if event.recipients else ""
    facts = (
        ("Where", sheet.names.where(event)),
        ("When", say_when(event.date)),
        ("Says who", sheet.names.chain(event.sources)),
        ("People", say_size(event.size)),
    )
    quotations = "".join(_quotation(sheet.coding, e.sentence, e.trigger) for e in event.evidence)
    frames = "; ".join(f"sentence {e.sentence + 1}, {e.frame}, confidence {e.confidence:.2f}" for e in event.evidence)
    rest = f'{_facts(facts)}{quotations}<p class="small">{_h(frames)}{_scale(event)}</p>'
    uses = (*event.actors, *event.recipients, event.place, *(s.actor for s in event.sources))
    style = f"event {_quad(event)}" + ("" if event.status == "happened" else " unreal")
    heading = f'{act} <span class="who">{who}{whom}</span>'
    return sheet.card(f"e{index}", uses, say_act(event), heading, rest, style)


def _quotation(coding: Coding, number: int, trigger: Span) -> str:
    """The trigger in its sentence, which is shortened at words on either side if it is long."""
    known = 0 <= number < len(coding.sentences) and coding.sentences[number].contains(trigger)
    around = coding.sentences[number] if known else trigger
    before, after = coding.report.text[around.start : trigger.start], coding.report.text[trigger.end : around.end]
    left = _h(shorten(before[::-1], _QUOTATION // 2)[::-1]) + (" " if before[-1:].isspace() else "")
    right = (" " if after[:1].isspace() else "") + _h(shorten(after, _QUOTATION // 2))
    return f'<blockquote dir="auto">{left}<b>{_h(one_line(trigger.text))}</b>{right}</blockquote>'


def _statement(sheet: _Sheet, index: int, statement: Statement) -> str:
    unknown = one_line(statement.source.text) if statement.source is not None else NOBODY
    who = sheet.who([statement.speaker]) if statement.speaker else f"<i>{_h(unknown)}</i>"
    heading = f'<span class="who">{who}</span> <i>{_h(quoted(statement.cue.text, 60))}</i>'
    content = quoted(statement.content.text) if statement.quoted else shorten(statement.content.text, 400)
    about = ", ".join(sheet.names.name(key) for key in statement.about)
    facts = (
        ("Words", say_how(statement)),
        ("Via", sheet.names.chain(statement.sources)),
        ("About", about),
    )
    uses = (statement.speaker, *(s.actor for s in statement.sources), *statement.about)
    rest = f'<p class="said" dir="auto">{_h(content)}</p>{_facts(facts)}'
    return sheet.card(f"s{index}", uses, f"Statement {quoted(statement.cue.text, 30)}", heading, rest)


def _actor(sheet: _Sheet, index: int, actor: Actor) -> str:
    because = "; ".join(f"{b.field} from {quoted(b.span.text, 60)}" for b in actor.because)
    facts = (
        ("Kind", actor.kind),
        ("Sectors", ", ".join(actor.sectors)),
        ("Roles", "; ".join(dict.fromkeys(one_line(role.title) for role in actor.roles))),
        ("Because", because),
        ("Mentions", f"{len(actor.mentions):,}"),
        ("Wikidata", actor.wikidata or ""),
    )
    heading = f'<span class="who">{sheet.who([actor.id])}</span>'
    return sheet.card(f"a{index}", (), actor.name, heading, _facts(facts))


def _place(sheet: _Sheet, index: int, place: Place) -> str:
    known = place.lat is not None and place.lon is not None
    facts = (
        ("Feature", place.feature or ""),
        ("Position", f"{place.lat:.3f}, {place.lon:.3f}" if known else ""),
        ("GeoNames", str(place.geonames_id or "")),
        ("Mentions", f"{len(place.mentions):,}"),
    )
    return sheet.card(f"p{index}", (), place.name, f'<span class="who">{_h(say_place(place))}</span>', _facts(facts))
