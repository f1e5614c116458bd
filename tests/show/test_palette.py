"""The palette can be read by everyone, and marks divide a text without losing a character of it."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from dateline.show.palette import (
    INK,
    KINDS,
    MUTED,
    OTHERS,
    PAPER,
    QUADS,
    Colour,
    Mark,
    flowing,
    harmless,
    marks,
    paragraphs,
    pieces,
    quad_colour,
    tint,
)
from tests.cli import factory

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


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", "a�[31mb"),
        ("bell\x07 nul\x00 del\x7f csi\x9b", "bell� nul� del� csi�"),
        ("\u202eevil\u202c \u2066x\u2069", "�evil� �x�"),
        ("tab\tcr\r\nline\u2028end", "tab cr \nline end"),
        ("half \ud83d", "half �"),
        ("🕊️ 東京 “ok” שלום", "🕊️ 東京 “ok” שלום"),
    ],
)
def test_what_could_steer_a_screen_is_shown_as_a_replacement(text: str, shown: str) -> None:
    assert harmless(text) == shown
    assert len(shown) == len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\n\ntwo", ["one", "two"]),
        ("  one\nmore \r\n \t\r\n\n two\n", ["one\nmore", "two"]),
        ("\n \n", []),
        ("", []),
        ("only", ["only"]),
    ],
)
def test_paragraphs_lie_between_empty_lines(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in paragraphs(text)] == expected


def test_lines_broken_at_a_margin_flow_and_headlines_stay() -> None:
    wrapped = "\n".join(["x" * 70, "y" * 68, "end."])
    assert flowing(wrapped) == wrapped.replace("\n", " ")
    assert flowing("HEADLINE\nText of the report.") == "HEADLINE\nText of the report."


def test_overlapping_marks_are_split_where_they_cross() -> None:
    person, place, verb = Mark(2, 6, "person"), Mark(4, 8, "place"), Mark(4, 5, "trigger")
    (cut,) = pieces([person, place, verb], [(0, 10)])
    covered = [(piece.start, piece.end, [mark.layer for mark in piece.marks]) for piece in cut]
    assert covered == [
        (0, 2, []),
        (2, 4, ["person"]),
        (4, 5, ["person", "place", "trigger"]),
        (5, 6, ["person", "place"]),
        (6, 8, ["place"]),
        (8, 10, []),
    ]


def test_pieces_cover_every_paragraph_of_a_coding_exactly_once() -> None:
    coding = factory.coding()
    ranges = paragraphs(coding.report.text)
    for (start, end), cut in zip(ranges, pieces(marks(coding), ranges), strict=True):
        assert (cut[0].start, cut[-1].end) == (start, end)
        assert all(left.end == right.start for left, right in pairwise(cut))


def test_a_mark_names_every_record_it_belongs_to() -> None:
    found = {(mark.layer, mark.keys) for mark in marks(factory.coding())}
    assert ("trigger", ("e0",)) in found
    assert ("place", ("p0",)) in found
    assert ("abstained", ("x1",)) in found
    assert ("head", ()) in found
