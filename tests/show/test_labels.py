"""Names beside dots."""

from __future__ import annotations

import math

import pytest

from dateline.show.labels import Dot, Label, dot_radius, place_labels

FRAME = (900.0, 480.0)


def test_the_largest_dots_are_labelled_first() -> None:
    dots = [Dot(100 + 60 * n, 200, 10) for n in range(14)]
    assert list(place_labels(dots, ["x"] * 14, FRAME, most=5)) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("dot", "align"),
    [(Dot(450, 240, 8), "center"), (Dot(450, 9, 8), "left"), (Dot(897, 9, 2), "right")],
)
def test_a_name_stands_where_the_frame_has_room_for_it(dot: Dot, align: str) -> None:
    label = place_labels([dot], ["Kharkiv"], FRAME, always=0)[0]
    assert label.align == align
    assert math.hypot(label.dx, label.dy) > dot.radius


def test_a_name_gives_way_to_that_of_a_larger_dot() -> None:
    placed = place_labels([Dot(450, 240, 20), Dot(465, 262, 5)], ["Ukraine", "Kharkiv"], FRAME)
    assert placed[0] == Label(0, -31.0, "center")
    assert placed[1].align == "left"


def test_where_no_room_is_left_a_small_dot_has_no_name() -> None:
    dots = [Dot(450, 240, 20), *(Dot(450, 240, 5) for _ in range(20))]
    placed = place_labels(dots, ["Ukraine"] * 21, FRAME)
    assert 0 in placed
    assert len(placed) < 6


def test_a_dot_out_of_the_frame_has_no_name() -> None:
    assert place_labels([Dot(-5, 240, 20)], ["Ukraine"], FRAME) == {}


def test_the_area_of_a_dot_grows_with_the_root_of_its_events() -> None:
    assert dot_radius(1, 100, (45, 700)) == pytest.approx(math.sqrt(45 / math.pi))
    assert dot_radius(100, 100, (45, 700)) == pytest.approx(math.sqrt(700 / math.pi))
