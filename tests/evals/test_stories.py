"""The measure of stories: B-cubed worked out, what a mark finds, days that must not meet, and the committed gold."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from dateline.coder import DatelineCoder, load
from evals.stories import b_cubed, measure_stories, read_marked_reports

GOLD = Path(__file__).resolve().parents[2] / "gold" / "stories"


@pytest.fixture(scope="module")
def coder() -> DatelineCoder:
    return load()


def written(folder: Path, *reports: tuple[str, str, str, str]) -> Path:
    file = folder / "marked.jsonl"
    lines = []
    for number, (published, text, mark, story) in enumerate(reports):
        start = text.index(mark)
        event = {
            "story": story,
            "type": "ASSAULT",
            "day": published,
            "start": start,
            "end": start + len(mark),
            "text": mark,
        }
        lines.append(
            {"id": f"r{number}", "publisher": f"P{number}", "published": published, "text": text, "events": [event]}
        )
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return file


def test_b_cubed_of_a_perfect_a_split_and_a_lumped_clustering() -> None:
    assert b_cubed("aabb", [1, 1, 2, 2]) == (100, 100, 100)
    assert b_cubed("aabb", [1, 2, 3, 4]) == (100, 50, pytest.approx(200 / 3))
    assert b_cubed("aabb", [1, 1, 1, 1]) == (50, 100, pytest.approx(200 / 3))
    assert b_cubed("aab", [1, 2, 2]) == (pytest.approx(200 / 3), pytest.approx(200 / 3), pytest.approx(200 / 3))
    assert b_cubed([], []) == (0, 0, 0)


def test_copies_are_one_story_and_another_day_is_another(coder: DatelineCoder, tmp_path: Path) -> None:
    text = "Rebels attacked an army post near the Chadian town of Bol on {}, killing six soldiers."
    file = written(
        tmp_path,
        ("2025-11-10", text.format("Monday"), "attacked", "one"),
        ("2025-11-10", text.format("Monday"), "attacked", "one"),
        ("2025-11-11", text.format("Tuesday"), "attacked", "two"),
    )
    measured = measure_stories(coder, file)
    assert {s.metric: s.value for s in measured.scores} == dict.fromkeys([s.metric for s in measured.scores], 100)
    assert measured.mistakes == ()


def test_a_mark_without_an_event_counts_as_told_alone(coder: DatelineCoder, tmp_path: Path) -> None:
    text = "Rebels attacked an army post near the Chadian town of Bol on Monday."
    measured = measure_stories(coder, written(tmp_path, *[("2025-11-10", text, "army post", "one")] * 2))
    values = {s.metric: s.value for s in measured.scores}
    assert (values["B-cubed precision"], values["B-cubed recall"], values["mentions found, of any type"]) == (
        100,
        50,
        0,
    )
    assert [m.kind for m in measured.mistakes] == ["mention not found"] * 2


def test_a_mark_that_stands_elsewhere_is_named(tmp_path: Path) -> None:
    file = written(tmp_path, ("2025-11-10", "Rebels attacked.", "attacked", "one"))
    file.write_text(file.read_text(encoding="utf-8").replace('"start": 7', '"start": 6'), encoding="utf-8")
    with pytest.raises(ValueError, match=r"marked\.jsonl:1: 'attacked' does not stand at 6"):
        list(read_marked_reports(file))


def test_the_gold_has_sixty_stories_that_each_have_one_day() -> None:
    days: dict[str, set[str | None]] = {}
    for file in sorted(GOLD.glob("*.jsonl")):
        for report in read_marked_reports(file):
            for mark in report.marks:
                days.setdefault(mark.story, set()).add(mark.day)
                assert mark.day is None or date.fromisoformat(mark.day) <= report.published or "planned" in mark.story
    assert len(days) >= 60
    assert all(len(given) == 1 for given in days.values())


@pytest.mark.parametrize("name", ["dev", "fresh", "test"])
def test_the_gold_is_told_well_and_no_two_days_meet(coder: DatelineCoder, name: str) -> None:
    values = {s.metric: s.value for s in measure_stories(coder, GOLD / f"{name}.jsonl").scores}
    assert values["B-cubed F1"] >= 85
    assert values["told stories that hold one day"] == 100
