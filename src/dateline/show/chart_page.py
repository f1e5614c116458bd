"""A chart as one HTML document: the picture, and below it the sentences that each of its marks stands for.

Nothing is loaded, and no script runs but ours and the charting library's. What reports say comes in as text.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from importlib.resources import files
from string import Template
from typing import Any

import vl_convert

from dateline.exchange.mark_sentences import MarkSentence
from dateline.show.chart_style import Picture
from dateline.show.escaping import as_text, link
from dateline.show.harmless import one_line
from dateline.show.palette import INK, MUTED, PAPER
from dateline.show.wording import say_day
from dateline.show.zoom import zoomable

_LIBRARY = "window.vegaEmbed = vegaEmbed;"
_NO_WORDS = "This archive keeps no sentences of its reports."
_ZOOM = " The wheel zooms the map, dragging moves it, a double click brings it back."


def chart_page(picture: Picture, sentences: Mapping[str, Sequence[MarkSentence]]) -> str:
    """One document with all that it needs in it."""
    library, script = vl_convert.javascript_bundle(_LIBRARY), _asset("chart.js")
    return Template(_asset("chart.html")).substitute(
        policy=_policy(library, script),
        title=as_text(one_line(picture.title)),
        style=f":root {{ --paper: {PAPER.light}; --ink: {INK.light}; --muted: {MUTED.light}; }}\n{_asset('chart.css')}",
        hint=_ZOOM if picture.zooms else "",
        marks="\n".join(_sections(picture, sentences)),
        spec=_data(_specification(picture)),
        library=library,
        script=script,
    )


def _asset(name: str) -> str:
    return (files("dateline.show") / "data" / name).read_text(encoding="utf-8")


def _policy(*scripts: str) -> str:
    """Markup that slips in can load nothing and run nothing. Charts compute with functions made of their own expressions."""
    known = " ".join(f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in scripts)
    allowed = f"script-src {known} 'unsafe-eval'; style-src 'unsafe-inline'; img-src data: blob:"
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"


def _specification(picture: Picture) -> dict[str, Any]:
    vega: dict[str, Any] = vl_convert.vegalite_to_vega(picture.drawable)
    return zoomable(vega) if picture.zooms else vega


def _data(value: Any) -> str:
    """JSON that no tag inside of it can end."""
    return json.dumps(value).replace("<", "\\u003c")


def _sections(picture: Picture, sentences: Mapping[str, Sequence[MarkSentence]]) -> Iterator[str]:
    for number, (mark, events) in enumerate(picture.told.items()):
        told = sentences.get(mark, ())
        items = "".join(f"<li>{_item(one)}</li>" for one in told)
        more = len(events) - len(told)
        rest = f'<p class="more">… and {more:,} more.</p>' if more > 0 and told else ""
        count = f"{len(events):,} event{'s' if len(events) != 1 else ''}"
        head = f"<summary>{as_text(one_line(mark))} <small>{count}</small></summary>"
        yield f'<details id="mark-{number}">{head}<ol>{items}</ol>{rest}</details>'


def _item(told: MarkSentence) -> str:
    words = f"<q>{as_text(one_line(told.words))}</q>" if told.words else f"<em>{_NO_WORDS}</em>"
    act = " ".join(word for word in (told.type, told.mode) if word)
    facts = [as_text(act), as_text(told.publisher or ""), say_day(told.published) if told.published else ""]
    title = told.title or told.url
    facts += [link(told.url, one_line(title))] if title else []
    facts.append(f"<code>{as_text(one_line(told.event_id))}</code>")
    return f"{words}<br><small>{' · '.join(fact for fact in facts if fact)}</small>"
