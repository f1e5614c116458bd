"""A coding as one HTML document: the report's text with its marks, beside cards for all that was read in it.

Codings enter; a page that needs no network and refuses to load anything leaves. Everything in a coding is hostile.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable, Sequence
from hashlib import sha256
from html import escape
from importlib.resources import files
from string import Template

from dateline.model import Coding, to_json
from dateline.show import palette
from dateline.show.cards import Sheet, kind_class, sections
from dateline.show.escaping import as_text, link
from dateline.show.harmless import flowing, harmless, one_line, paragraphs
from dateline.show.marks import Mark, Piece, marks, pieces
from dateline.show.palette import KINDS, PAPER, QUADS, Colour
from dateline.show.wording import (
    NOBODY,
    say_abstention,
    say_act,
    say_coverage,
    say_dateline,
    say_day,
    say_place,
    say_when,
)

LEGEND = (*KINDS, "place", "date", "trigger", "cue", "abstained")
_LEGEND = {"trigger": "event", "cue": "word of saying", "abstained": "seen, not coded"}
_HELP = "Arrow keys move between marked words, Enter shows the cards that use them, Escape clears the selection."
_UNMARKED = ("head", "hit", "sentence", "content", "because")


def write_page(coding: Coding | Sequence[Coding]) -> str:
    """One self-contained document for a coding or for several, one after the other."""
    codings = (coding,) if isinstance(coding, Coding) else tuple(coding)
    style, script = palette_style() + _asset("page.css"), _asset("page.js")
    return Template(_asset("page.html")).substitute(
        policy=_policy(style, script),
        title=as_text(title_of(codings[0]) if len(codings) == 1 else f"{len(codings)} reports"),
        style=style,
        script=script,
        reports="\n".join(_report(Sheet.of(c, index)) for index, c in enumerate(codings)),
        data=_data(to_json(coding) if isinstance(coding, Coding) else [to_json(c) for c in codings]),
    )


def _asset(name: str) -> str:
    return (files("dateline.show") / "data" / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Nothing may load and only this style and this script may act: markup that slips in cannot."""
    style_hash, script_hash = (b64encode(sha256(code.encode()).digest()).decode() for code in (style, script))
    allowed = f"style-src 'sha256-{style_hash}'; script-src 'sha256-{script_hash}'"
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"


def palette_style() -> str:
    """The colours as CSS variables, on light paper and on dark."""
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


def title_of(coding: Coding) -> str:
    """What stands over a report: its headline, or who published it when."""
    report = coding.report
    day = say_day(report.published) if report.published else ""
    return one_line(report.title or ", ".join(part for part in (report.publisher, day) if part) or "A report")


def _report(sheet: Sheet) -> str:
    return (
        f'<div class="report">{masthead(sheet.coding)}<div class="columns">'
        f'{reading(sheet)}<div class="coded">{"".join(sections(sheet))}</div></div></div>'
    )


def masthead(coding: Coding) -> str:
    """Where and when a report was published, its title, and how much of it was read by what."""
    report, line = coding.report, coding.report.dateline
    facts = [f"<b>{as_text(report.publisher)}</b>" if report.publisher else "publisher unknown"]
    facts.append(f"published {say_day(report.published)}" if report.published else "date unknown")
    facts += [f"dateline {as_text(say_dateline(line))}"] if line and say_dateline(line) else []
    facts += [link(report.url, one_line(report.url))] if report.url else []
    partly = coding.coverage.truncated or coding.coverage.read < coding.coverage.characters
    warning = '<p class="warning">Not all of the text was read.</p>' if partly else ""
    top = f'<p class="kicker">{" · ".join(facts)}</p><h1>{as_text(title_of(coding))}</h1>'
    return f'<header class="masthead">{top}<p class="kicker">{as_text(say_coverage(coding))}</p>{warning}</header>'


def reading(sheet: Sheet) -> str:
    """The text with its marks, and what they mean."""
    legend = "".join(f'<li><span class="{kind}">{_LEGEND.get(kind, kind)}</span></li>' for kind in LEGEND)
    return (
        f'<div class="reading" role="region" aria-label="The report">'
        f'<ul class="legend" aria-label="Marks">{legend}</ul>'
        f'<p class="unseen" id="r{sheet.index}-help">{_HELP}</p>'
        f'<div class="text" lang="{as_text(sheet.coding.report.language)}" role="group" aria-label="Text with marks" '
        f'aria-describedby="r{sheet.index}-help">{_text(sheet)}</div></div>'
    )


def _text(sheet: Sheet) -> str:
    text, titles = sheet.coding.report.text, _titles(sheet)
    ranges = paragraphs(text)
    hits = [Mark(start, end, "hit") for start, end in sheet.hits]
    cut = zip(pieces([*marks(sheet.coding), *hits], ranges), ranges, strict=True)
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
    return f'<mark class="{mark.layer}"{keys} tabindex="-1" title="{as_text(means)}">'


def _close(mark: Mark) -> str:
    return "</span>" if mark.layer in _UNMARKED else "</mark>"


def _titles(sheet: Sheet) -> dict[str, str]:
    """What the mark of a layer and a record means, in words."""
    coding, names = sheet.coding, sheet.names
    titles = {f"{kind_class(a.kind)}-a{i}": f"{a.kind}: {names.name(a.id)}" for i, a in enumerate(coding.actors)}
    titles |= {f"place-p{i}": f"place: {say_place(p)}" for i, p in enumerate(coding.places)}
    titles |= {f"trigger-e{i}": f"event: {say_act(e)}" for i, e in enumerate(coding.events)}
    titles |= {f"date-e{i}": f"date of {say_act(e)}: {say_when(e.date)}" for i, e in enumerate(coding.events)}
    speakers = (names.name(s.speaker) if s.speaker else NOBODY for s in coding.attributed)
    titles |= {f"cue-s{i}": f"statement: {speaker}" for i, speaker in enumerate(speakers)}
    return titles | {f"abstained-x{i}": f"not coded: {say_abstention(a)}" for i, a in enumerate(coding.abstained)}
