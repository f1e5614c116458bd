"""The names of a report's places are looked up as the report would have them, and those that are not found are sorted by kind."""

from __future__ import annotations

from typing import Any

import pytest

from evals.place_names import kind, measure_place_names

TEXT = "Rebels shelled Zxqvoh near Homs in Syria."


def report() -> dict[str, Any]:
    spans = {name: TEXT.index(name) for name in ("Zxqvoh", "Homs", "Syria")}
    names = [{"kind": "loc", "text": n, "start": at, "end": at + len(n)} for n, at in spans.items()]
    place = {"name": "Homs", "country": "SYR", "start": spans["Homs"], "end": spans["Homs"] + 4}
    return {"id": "r1", "text": TEXT, "names": names, "actors": [], "events": [{"place": place}, {"place": None}]}


def test_countries_are_no_names_and_what_is_not_found_is_told() -> None:
    measured = measure_place_names([report()], "own")
    assert [(s.metric, s.value, s.size) for s in measured.scores] == [
        ("names found", 50.0, 2),
        ("country right", 100.0, 1),
    ]
    (mistake,) = measured.mistakes
    assert (mistake.kind, mistake.text) == ("not found: one word", "Zxqvoh (SYR)")


@pytest.mark.parametrize(
    ("name", "sort"),
    [
        ("Amur River", "water"),
        ("Mount Elgon", "heights and valleys"),
        ("Howlwadaag District", "division"),
        ("Nahr al-Bared", "article from Arabic"),
        ("Pul-e-Khumri", "hyphen or apostrophe"),
        ("Insein prison", "building or site"),
        ("Tuz Khormato", "several words"),
        ("Zhari", "one word"),
    ],
)
def test_a_name_is_of_the_kind_that_its_words_say(name: str, sort: str) -> None:
    assert kind(name) == sort
