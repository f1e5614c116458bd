"""Fully read reports become gold that a coder is scored on; nothing else does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.archive import Archive, Reviews
from dateline.exchange.reviewed_gold import gold_records, not_gold
from dateline.model import Coding, Review
from evals.corpus import measure_reviewed
from tests.archive.judged import REPORT, at, found, judged
from tests.cli.factory import coding as sample

EVENTS = [event.id for event in sample().events]


class Saying:
    """A coder that says what it is told to."""

    def __init__(self, coding: Coding) -> None:
        self.coding = coding

    def code_report(self, report: object) -> Coding:
        return self.coding


def read_in_full(**more: str) -> Iterator[Review]:
    for event in EVENTS:
        match event:
            case "e3":
                yield found(event, "corrected", "status", "planned", **more)
            case "e4":
                yield found(event, "no_event", **more)
            case _:
                yield found(event, "right", **more)
    yield found(
        None, "missed_event", None, {"type": "AID", "trigger": at("too early"), "actors": [{"actor": "a1"}]}, **more
    )
    yield found(None, "right", **more)


def gold(archive: Archive) -> list[dict[str, object]]:
    with archive.reading() as connection:
        return list(gold_records(connection))


def test_it_holds_what_reviewers_found_in_reports_that_are_read_in_full(tmp_path: Path) -> None:
    archive = judged(tmp_path, *read_in_full())
    coding = sample()
    archive.add([replace(coding, report=replace(coding.report, id="r-two", url="https://news.example/2"))])
    (record,) = gold(archive)
    assert (record["id"], record["text"], record["published"]) == (REPORT, coding.report.text, "2024-03-14")
    events = {event["evidence"][0]["text"]: event for event in record["events"]}  # type: ignore[attr-defined]
    assert set(events) == {"met with", "visit", "shelled", "recall", "freed", "too early"}
    assert events["shelled"]["status"] == "planned"
    assert events["too early"]["actors"] == [{"actor": "a1", "start": 0, "end": 0, "text": ""}]
    assert events["met with"]["place"] == {"name": "Geneva", "country": "CHE"}
    assert events["met with"]["date"] == {"start": "2024-03-13", "end": "2024-03-13"}
    assert events["recall"]["date"] is None, "the text gives none"


def test_a_coder_is_scored_on_it(tmp_path: Path) -> None:
    archive = judged(tmp_path, *read_in_full())
    file = tmp_path / "reviewed.jsonl"
    file.write_text("".join(json.dumps(record) + "\n" for record in gold(archive)), encoding="utf-8")
    found_scores = {score.metric: score for score in measure_reviewed(Saying(sample()), file).scores}
    assert found_scores["events (trigger, type), F1"].size == 6
    assert found_scores["events (trigger, type), F1"].value == pytest.approx(200 * 5 / 12)  # one too many, one missed
    assert found_scores["status of events found"].value == pytest.approx(80)
    assert not {"statements, content F1", "pronouns, antecedent right"} & set(found_scores)


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        (found("e1", "wrong_place"), "with an event of which nobody said what is right"),
        (found("e1", "no_event", who="bo"), "on whose events reviewers differ"),
        (found("e1", "unsure"), "with an event of which nobody said what is right"),
    ],
)
def test_what_is_not_settled_is_no_gold(tmp_path: Path, more: Review, reason: str) -> None:
    later = replace(more, when=more.when.replace(year=2027))
    archive = judged(tmp_path, *read_in_full(), later)
    assert gold(archive) == []
    with archive.reading() as connection:
        assert not_gold(connection) == {reason: 1}


def test_a_report_of_which_an_event_is_not_judged_is_no_gold(tmp_path: Path) -> None:
    archive = judged(tmp_path, found("e1", "right"), found(None, "right"))
    assert gold(archive) == []
    with archive.reading() as connection:
        assert not_gold(connection) == {"of whose events not all are judged": 1}
    Reviews(tmp_path).append([found(event, "right") for event in EVENTS])
    assert len(gold(archive)) == 1
