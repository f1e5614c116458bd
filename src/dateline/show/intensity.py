"""Intensities as small drawings: one event on its scale, all events of a report from conflict to cooperation."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import Event
from dateline.show.escaping import as_text
from dateline.show.harmless import one_line
from dateline.show.palette import QUADS
from dateline.show.wording import say_act


def quad_class(quad: str) -> str:
    """The class that gives the quad's colour; one for all that a user's own codebook invents."""
    named = quad.upper()
    return f"q-{named.lower().replace(' ', '-')}" if named in QUADS else "q-other"


def _place_of(intensity: float, width: float) -> float:
    """Where an intensity stands on a scale of −10 to +10; what a user's codebook puts beyond stands at its end."""
    return round((min(10.0, max(-10.0, intensity)) + 10) / 20 * width, 1)


def intensity_scale(event: Event) -> str:
    if event.intensity is None:
        return ""
    at = 5 + _place_of(event.intensity, 110)
    lines = '<line x1="5" y1="6" x2="115" y2="6"/><line x1="60" y1="2" x2="60" y2="10"/>'
    says = f"intensity {event.intensity:+g} on a scale from −10 to +10"
    svg = f'<svg class="scale" viewBox="0 0 120 12" role="img" aria-label="{says}">'
    return f'{svg}{lines}<circle cx="{at}" cy="6" r="4"/></svg>'


def intensity_strip(events: Sequence[Event]) -> str:
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
    style = f"dot {quad_class(event.quad)}" + ("" if event.status == "happened" else " open")
    title = one_line(f"{say_act(event)}, {event.status}")
    return f'<circle class="{style}" cx="{x}" cy="{y}" r="4"><title>{as_text(title)}</title></circle>'
