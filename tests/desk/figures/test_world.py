"""Where places stand on the map, and the path of the land."""

from __future__ import annotations

import re
from itertools import pairwise

from dateline.desk.figures.scale import kind_class, radius, ticks
from dateline.desk.figures.world import HIGH, WIDE, land, stands_at


def test_places_stand_where_they_are_to_each_other() -> None:
    oslo, rome, tokyo, lima = stands_at(10.7, 59.9), stands_at(12.5, 41.9), stands_at(139.7, 35.7), stands_at(-77, -12)
    assert oslo[1] < rome[1] < lima[1]
    assert lima[0] < oslo[0] < tokyo[0]


def test_nothing_stands_outside() -> None:
    for lon in range(-180, 181, 15):
        for lat in range(-90, 91, 15):
            x, y = stands_at(lon, lat)
            assert 0 <= x <= WIDE
            assert 0 <= y <= HIGH


def test_no_country_is_drawn_across_the_whole_map() -> None:
    for ring in land().split("Z"):
        rights = [float(x) for x in re.findall(r"[ML](-?[\d.]+) ", ring)]
        assert all(abs(a - b) < 200 for a, b in pairwise(rights))


def test_areas_grow_with_events() -> None:
    assert radius(100, 100) == 2 * radius(25, 100)


def test_ticks_are_round_and_few() -> None:
    for most in (1, 2, 7, 99, 12_345):
        assert ticks(most)[0] == 0
        assert ticks(most)[-1] <= most
        assert len(ticks(most)) <= 6


def test_a_type_of_somebodys_own_has_a_class_too() -> None:
    assert kind_class("type", "ASSAULT") == "q-material-conflict"
    assert kind_class("type", "x onclick=") == kind_class("status", "x") == "q-other"
