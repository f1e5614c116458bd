"""The codebook's examples: the share that is coded as it says does not fall.

``python tests/codebook/test_examples.py`` raises the floor to the present share; it never lowers it.
"""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path

from dateline.coder import load
from dateline.examples import Outcome, check_examples

FLOOR = Path(__file__).with_name("examples_floor.json")


@cache
def outcomes() -> tuple[Outcome, ...]:
    return tuple(check_examples(load()))


def share() -> float:
    return sum(not o.wrong for o in outcomes()) / len(outcomes())


def test_the_share_of_examples_that_are_coded_as_they_say_does_not_fall() -> None:
    floor = json.loads(FLOOR.read_text(encoding="utf-8"))["share"]
    wrong = [str(o) for o in outcomes() if o.wrong]
    assert share() >= floor, f"{share():.3f} of {len(outcomes())} examples, floor {floor}\n" + "\n".join(wrong)


def test_every_frame_and_operator_has_an_example() -> None:
    book = load().codebook
    rules = {frame.name for frame in book.frames} | {operator.name for operator in book.operators}
    assert rules - {outcome.rule for outcome in outcomes()} == set()


def test_every_outcome_names_its_file_and_line() -> None:
    for outcome in outcomes():
        assert outcome.file.endswith(".yaml")
        assert outcome.line > 0
        assert str(outcome).startswith(f"{outcome.file}:{outcome.line}: {outcome.rule}: ")


def raise_floor() -> None:
    old = json.loads(FLOOR.read_text(encoding="utf-8"))["share"] if FLOOR.exists() else 0.0
    rounded = math.floor(share() * 1000) / 1000
    FLOOR.write_text(json.dumps({"share": max(old, rounded)}) + "\n", encoding="utf-8")


if __name__ == "__main__":
    raise_floor()
