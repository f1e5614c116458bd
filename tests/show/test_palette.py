"""The palette can be read by everyone."""

from __future__ import annotations

from itertools import combinations

import pytest

from dateline.show.palette import INK, KINDS, MUTED, OTHERS, PAPER, QUADS, Colour, quad_colour, tint

EVERY = {**KINDS, **QUADS, **OTHERS, "ink": INK, "muted": MUTED}
# Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB.
SIGHT = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
}


def linear(colour: str) -> list[float]:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted(
        sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear(x), strict=True)) for x in (one, other)
    )
    return (lighter + 0.05) / (darker + 0.05)


def lab(colour: str, sight: str) -> tuple[float, float, float]:
    seen = [min(1.0, max(0.0, sum(w * c for w, c in zip(row, linear(colour), strict=True)))) for row in SIGHT[sight]]
    rows = ((0.4339, 0.3762, 0.1899), (0.2126, 0.7152, 0.0722), (0.0177, 0.1095, 0.8729))
    light = [sum(w * c for w, c in zip(row, seen, strict=True)) for row in rows]
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in light)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: str, other: str, sight: str) -> float:
    return float(sum((a - b) ** 2 for a, b in zip(lab(one, sight), lab(other, sight), strict=True)) ** 0.5)


@pytest.mark.parametrize("name", EVERY)
def test_every_colour_reads_on_its_paper_and_in_any_terminal(name: str) -> None:
    colour = EVERY[name]
    assert contrast(colour.light, PAPER.light) >= 4.5
    assert contrast(colour.dark, PAPER.dark) >= 4.5
    assert contrast(colour.terminal, "#000000") >= 4.5
    assert contrast(colour.terminal, "#ffffff") >= 4.5


@pytest.mark.parametrize("name", EVERY)
def test_text_reads_on_the_tint_of_its_mark(name: str) -> None:
    colour = EVERY[name]
    for scheme in ("light", "dark"):
        own, paper, ink = (getattr(c, scheme) for c in (colour, PAPER, INK))
        assert contrast(ink, tint(own, paper)) >= 4.5
        if name in ("place", "date"):
            assert contrast(own, tint(own, paper)) >= 4.5


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("family", [KINDS, QUADS], ids=["kinds", "quads"])
def test_colours_of_one_family_differ_for_colour_blind_readers(family: dict[str, Colour], sight: str) -> None:
    for one, other in combinations(family.values(), 2):
        for scheme in ("light", "dark", "terminal"):
            assert distance(getattr(one, scheme), getattr(other, scheme), sight) >= 15, (one, other, scheme)


def test_a_quad_of_a_users_own_codebook_is_muted() -> None:
    assert quad_colour("verbal conflict") == QUADS["VERBAL CONFLICT"]
    assert quad_colour("PUBLIC MOOD") == MUTED
