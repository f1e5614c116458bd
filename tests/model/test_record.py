"""Records in the hand: names for ids, lines that show them, plain data, equality."""

from __future__ import annotations

import copy
import json
import pickle
from dataclasses import replace
from typing import Any

import pytest

import dateline
from dateline.model import Coding, Report, Span
from dateline.reports.text import RawReport
from tests.cli import factory


def test_ids_have_names() -> None:
    coding = factory.coding()
    event = coding.events[0]
    assert coding.names(event.actors) == ["Ilse Brandvold"]
    assert coding.names(event.sources) == ["Orvian Foreign Ministry", "Orvian News Agency"]
    assert coding.name(event.place) == coding.place("p1").name == "Geneva"
    assert coding.actor("a2").name == coding.name("a2") == "Tomas Reyk"
    assert coding.name(None) is None


@pytest.mark.parametrize("ask", ["actor", "place", "name"])
def test_an_unknown_id_is_told_with_those_there_are(ask: str) -> None:
    with pytest.raises(dateline.ReportError, match=r"the coding: has no .*'zz'; give one of [ap]1, ") as caught:
        getattr(factory.coding(), ask)("zz")
    assert isinstance(caught.value, LookupError)
    with pytest.raises(LookupError, match="it has none at all"):
        getattr(factory.bare("x"), ask)("zz")


def test_they_are_equal_after_any_way_there_and_back() -> None:
    coding = factory.coding()
    for other in (
        pickle.loads(pickle.dumps(coding)),
        copy.copy(coding),
        copy.deepcopy(coding),
        Coding.from_dict(coding.to_dict()),
        dateline.from_json(dateline.to_json(coding)),
        dateline.from_json(json.dumps(coding.to_dict())),
        dateline.from_json(json.dumps(coding.to_dict()).encode()),
    ):
        assert other == coding
        assert hash(other) == hash(coding)
    assert replace(coding, events=()) != coding


def test_each_is_plain_data_as_the_contract_has_it() -> None:
    coding = factory.coding()
    plain = coding.to_dict()
    assert plain["schema"] == "dateline/2"
    assert coding.events[1].to_dict() == plain["events"][1]
    assert coding.actors[1].to_dict() == plain["actors"][1]
    assert coding.report.to_dict() == plain["report"]


def test_one_id_is_not_taken_for_several() -> None:
    with pytest.raises(
        dateline.ReportError, match=r"is given one id for its names; give several, or ask its name\(id\)"
    ):
        factory.coding().names("a1")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ([], "is no JSON object; give what to_json gave"),
        ({}, "follows the schema None"),
        ({"schema": "dateline/1"}, "follows the schema 'dateline/1', and this Dateline reads dateline/2"),
        ({"schema": "dateline/2", "report": {"text": None}}, "holds no text of its report"),
        ("{", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        (b"\xff", "is not JSON"),
    ],
)
def test_what_is_no_coding_is_refused_in_a_sentence(wrong: Any, told: str) -> None:
    with pytest.raises(dateline.ReportError, match=r"^the coding: ") as caught:
        dateline.from_json(wrong)
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("path", "wrong", "told"),
    [
        ("events 0 intensity", float("nan"), "events[0].intensity is no number, or too large a one"),
        ("events 0 intensity", float("inf"), "events[0].intensity is no number"),
        ("events 0 intensity", 10**400, "events[0].intensity is no number"),
        ("events 0 intensity", True, "events[0].intensity is bool, not float"),
        ("events 0 evidence 0 sentence", 2**63, "events[0].evidence[0].sentence is no number"),
        ("events 0 evidence 0 sentence", 10**6, "stands in a sentence that is not there"),
        ("events 0 evidence 0 sentence", -1, "stands in a sentence that is not there"),
        ("events 0 evidence 0 confidence", 1.5, "is not between 0 and 1"),
        ("events 0 size killed", -1, "a count of it is below 0"),
        ("events 0 actors", ["nobody"], "events[0].actors names 'nobody', and there is no such actor"),
        ("events 0 recipients", ["nobody"], "events[0].recipients names 'nobody'"),
        ("events 0 place", "nowhere", "events[0].place names 'nowhere', and there is no such place"),
        ("events 0 sources", [{"actor": "nobody"}], "events[0].sources names 'nobody'"),
        ("statements 0 speaker", "nobody", "statements[0].speaker names 'nobody'"),
        ("statements 0 about", ["nobody"], "statements[0].about names 'nobody'"),
        ("abstained 0 record", "nothing", "abstained[0].record names 'nothing', and there is no such record"),
        ("actors 1 id", "a1", "two of its actors have one id"),
        ("report body_start", -1, "report.body_start lies outside the text"),
        ("report body_start", 10**9, "report.body_start lies outside the text"),
        ("report id", "\ud800", "report.id holds half of a surrogate pair"),
        ("report published", "x" * 10**7, "Invalid isoformat string"),
        ("events 0 status", "x" * 10**7, "events[0].status is 'xxx"),
        ("statements 0 content text", "x" * 10**7, "statements[0].content claims 'xxx"),
    ],
)
def test_a_value_that_no_coding_has_is_refused_in_a_short_line(path: str, wrong: Any, told: str) -> None:
    plain: Any = dateline.to_json(factory.coding())
    *steps, last = [int(step) if step.isdecimal() else step for step in path.split()]
    held = plain
    for step in steps:
        held = held[step]
    held[last] = wrong
    with pytest.raises(dateline.ReportError) as caught:
        dateline.from_json(plain)
    assert told in str(caught.value)
    assert len(str(caught.value)) < 400


def test_a_record_shows_itself_in_a_line_whatever_it_holds() -> None:
    text = "x\ny " * 300_000
    long = replace(factory.bare(text), report=Report("r" * 10**6, text, publisher="p" * 10**6))
    span = Span.of(text, 0, len(text))
    coding = factory.coding()
    actor = replace(coding.actors[0], name=text, mentions=coding.actors[0].mentions * 1000)
    records = [long, long.report, span, actor, *coding.events, *coding.actors, *coding.places, *coding.statements]
    for record in records:
        assert len(repr(record)) < 400
        assert "\n" not in repr(record)
    assert (
        repr(coding)
        == "<Coding r-selm: Orvian News Agency, 2024-03-14, 6 events, 5 actors, 2 places, 5 statements, 2 abstained>"
    )
    assert repr(coding.events[1]) == "<Event e2: CONSULT visit, planned, a2 → a5, 'visit'>"
    assert repr(coding.actors[0]) == "<Actor a1: Ilse Brandvold, person, XVE, GOV, 2 mentions>"


def test_a_raw_report_shows_no_text_of_a_megabyte() -> None:
    assert len(repr(RawReport("r", "x " * 10**6, source="a.txt"))) < 200
