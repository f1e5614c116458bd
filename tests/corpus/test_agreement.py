"""Two readings compared: the same agree in everything, other sides and types are counted against them."""

from pathlib import Path
from typing import Any

import pytest

from corpus.agreement import Readings, compare, kappa, share_agreed
from corpus.compile import compiled
from corpus.form import read_notes

FIRST = """
== voa-1 1-2 2006-08-15
@ army org NOR; reb group NOR; gen person NOR
1| Orlan jets bombed a rebel camp, General Reck said.
n nat Orlan; per Reck
m army Orlan jets; reb rebel; gen General Reck
e ASSAULT/aerial "bombed" | a army | r reb
s gen | said | Orlan jets bombed a rebel camp
2| She warned the rebels.
m gen She; reb the rebels
e THREATEN "warned" | a gen | r reb
"""


def record(text: str, folder: Path) -> dict[str, Any]:
    path = folder / "notes.txt"
    path.write_text(text, encoding="utf-8")
    (report,), wrong = read_notes(path)
    done = compiled(report)
    assert not wrong
    assert not done.problems
    return done.record


def test_a_reading_agrees_with_itself(tmp_path: Path) -> None:
    first, readings = record(FIRST, tmp_path), Readings()
    compare(first, first, readings)
    assert all(found.f1 == 100 for found in readings.found.values())
    assert all(share_agreed(pairs) == 100 for pairs in readings.choices.values())


def test_another_type_is_no_agreement_and_an_arguable_event_is_no_miss(tmp_path: Path) -> None:
    first = record(FIRST, tmp_path)
    second = record(FIRST.replace("e THREATEN", "e REQUEST"), tmp_path)
    third = record(FIRST.replace('e THREATEN "warned" | a gen | r reb', ""), tmp_path)
    arguable = record(FIRST.replace("e THREATEN", "e? THREATEN"), tmp_path)
    for other, mine, f1 in ((second, first, 50.0), (third, first, 200 / 3), (third, arguable, 100.0)):
        readings = Readings()
        compare(mine, other, readings)
        assert readings.found["events (trigger, type)"].f1 == pytest.approx(f1)


def test_other_sides_are_told_apart_from_other_events(tmp_path: Path) -> None:
    first, readings = record(FIRST, tmp_path), Readings()
    compare(first, record(FIRST.replace('"warned" | a gen | r reb', '"warned" | a gen'), tmp_path), readings)
    assert readings.found["events (trigger, type)"].f1 == 100
    assert readings.found["events with both sides"].f1 == 50


def test_readings_of_different_texts_are_refused(tmp_path: Path) -> None:
    first = record(FIRST, tmp_path)
    with pytest.raises(ValueError, match="different texts"):
        compare(first, record(FIRST.replace("She warned", "She has warned"), tmp_path), Readings())


def test_kappa_is_that_of_a_known_table() -> None:
    pairs = [(True, True)] * 20 + [(True, False)] * 5 + [(False, True)] * 10 + [(False, False)] * 15
    assert kappa(pairs) == pytest.approx(0.4)
