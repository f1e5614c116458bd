"""The scores that frames propose with are what the gold says, and a reading whose conditions hold is always the better one."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.coder import load
from dateline.events.choose import LEAST_SCORE
from dateline.events.frames import SCORES
from evals.calibration import marked_texts, shares

ROOT = Path(__file__).parents[2]


def test_the_scores_in_use_are_those_of_the_gold() -> None:
    """Within three points, for other processors round the 8-bit graph a little differently."""
    found = {kind: share for kind, (share, _) in shares(load(), ROOT).items()}
    assert found == pytest.approx(SCORES, abs=0.03)


def test_only_what_meets_its_conditions_is_chosen_by_itself() -> None:
    assert {kind for kind, score in SCORES.items() if score >= LEAST_SCORE} == {
        k for k in SCORES if k.startswith("exact")
    }


def test_every_marked_trigger_stands_in_its_text() -> None:
    marked = list(marked_texts(ROOT))
    assert len(marked) > 250
    assert all(text[start:end].strip() for text, told in marked for start, end, _ in told)
