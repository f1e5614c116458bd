"""The colours of a coding, for the terminal, the page and the charts alike."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colour:
    """One meaning's colour: on light paper, on dark paper, and in a terminal whose background nobody knows."""

    light: str
    dark: str
    terminal: str


PAPER = Colour("#fbfaf6", "#15171a", "#000000")
INK = Colour("#1c1b19", "#e9e6df", "#767676")
MUTED = Colour("#635e56", "#a8a297", "#767676")

# Every terminal colour has a luminance near 0.18: the only one that reads at 4.5:1 on black and on white.
KINDS = {
    "person": Colour("#1560c4", "#6f9fd8", "#1e6cf9"),
    "organization": Colour("#8c4b0a", "#e0a03c", "#a66703"),
    "state": Colour("#521868", "#f5c4ff", "#9362a8"),
    "group": Colour("#12564a", "#63d6ae", "#0b8563"),
}
QUADS = {
    "VERBAL COOPERATION": Colour("#2b7299", "#8bd3f5", "#1c7cb7"),
    "MATERIAL COOPERATION": Colour("#13306b", "#7d8df0", "#316bf5"),
    "VERBAL CONFLICT": Colour("#a85a12", "#f3a556", "#b95c0c"),
    "MATERIAL CONFLICT": Colour("#6a0f20", "#f0647d", "#bf5263"),
}
OTHERS = {
    "place": Colour("#9c1c5a", "#ff9ac4", "#d6337d"),
    "date": Colour("#635c00", "#d3cb62", "#7d7a00"),
    "cue": MUTED,
    "abstained": MUTED,
}


def tint(colour: str, paper: str) -> str:
    """The colour laid thinly over the paper: what a marked word stands on."""
    mixed = (round(int(paper[i : i + 2], 16) * 0.84 + int(colour[i : i + 2], 16) * 0.16) for i in (1, 3, 5))
    return "#" + "".join(f"{part:02x}" for part in mixed)


def quad_colour(quad: str) -> Colour:
    """The colour of a quad; muted for one that a user's own codebook invented."""
    return QUADS.get(quad.upper(), MUTED)
