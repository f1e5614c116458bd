"""The checker of cases: a coding that holds, one that fails for each kind of check, and whether our cases fit their reports."""

import copy
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from evals.cases import Case, check_case, read_cases

CASES = Path(__file__).resolve().parents[2] / "cases"
Json = dict[str, Any]
NTB = {"publisher": "NTB"}

TEXT = (
    "OSLO, May 6 (NTB) - Norwegian Minister Kari Lund met a Danish envoy in Bergen on Sunday, her ministry said. "
    '"We spoke of fish," she said. Norway sent food to Malawi. A war ended in 1945.'
)


def span(words: str) -> Json:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def event(kind: str, trigger: str, **fields: Any) -> Json:
    plain: Json = {"mode": None, "contexts": [], "actors": [], "recipients": [], "place": None, "sources": [NTB]}
    evidence = [{"sentence": 0, "trigger": span(trigger), "frame": "any", "confidence": 0.9}]
    return {**plain, "type": kind, "status": "happened", "date": None, "evidence": evidence, **fields}


def actor(key: str, name: str, kind: str, country: str, *mentions: str, **fields: Any) -> Json:
    found = [{**span(words), "form": "pronoun" if words == "her" else "name"} for words in mentions]
    return {
        "id": key,
        "name": name,
        "kind": kind,
        "country": country,
        "mentions": found,
        "sectors": [],
        "roles": [],
        **fields,
    }


CODING: Json = {
    "report": {
        "publisher": "NTB",
        "published": "2024-05-06",
        "language": "en",
        "dateline": {"place": "OSLO", "date": "2024-05-06"},
        "body_start": TEXT.index("Norwegian"),
        "text": TEXT,
    },
    "actors": [
        actor("a1", "Kari Lund", "person", "NOR", "Kari Lund", "her", sectors=["GOV"], roles=[{"title": "Minister"}]),
        actor("a2", "Danish envoy", "person", "DNK", "a Danish envoy"),
        actor("a3", "her ministry", "organization", "NOR", "her ministry"),
        actor("a4", "Norway", "state", "NOR", "Norway"),
    ],
    "places": [
        {"id": "p1", "name": "Bergen", "country": "NOR", "mentions": [span("Bergen")]},
        {"id": "p2", "name": "Oslo", "country": "NOR", "mentions": [span("OSLO")]},
    ],
    "events": [
        event(
            "CONSULT",
            "met",
            mode="visit",
            contexts=["diplomatic"],
            actors=["a1"],
            recipients=["a2"],
            place="p1",
            sources=[{"actor": "a3"}, NTB],
            date={"start": "2024-05-05", "end": "2024-05-05", "precision": "day"},
        ),
        event("AID", "sent", actors=["a4"], date={"start": None, "end": "2024-05-06", "precision": "not_after"}),
        event("RETREAT", "ended", status="historical"),
    ],
    "statements": [
        {"speaker": "a3", "content": span("Kari Lund met a Danish envoy"), "quoted": False, "sources": [NTB]},
        {"speaker": "a1", "content": span("We spoke of fish"), "quoted": True, "sources": [{"actor": "a3"}, NTB]},
    ],
}

EXPECTED: Json = {
    "report": {
        "publisher": "NTB",
        "published": "2024-05-06",
        "language": "en",
        "dateline": {"place": "Oslo", "date": "2024-05-06"},
        "body_starts_with": "Norwegian Minister",
    },
    "actors": [
        {
            "key": "lund",
            "name": "Kari Lund",
            "kind": "person",
            "country": "NOR",
            "sectors_any": ["GOV", "AGR"],
            "roles_contain": ["minister"],
            "mentions_at_least": 2,
        },
        {"key": "envoy", "name": "envoy", "kind": "person", "country": "DNK"},
        {"key": "ministry", "name": "ministry", "kind": "organization", "country": "NOR"},
    ],
    "events": [
        {
            "key": "meeting",
            "once": True,
            "type_any": ["CONSULT", "AGREE"],
            "mode": "visit",
            "contexts_any": ["diplomatic", "military"],
            "actors": ["lund"],
            "recipients": ["envoy"],
            "place": {"name": "the harbour", "inside": "Bergen", "country": "NOR"},
            "status": "happened",
            "date": {"start": "2024-05-05", "end": "2024-05-05"},
            "sources": ["ministry", "NTB"],
            "evidence": [span("met a Danish envoy")],
        },
        {
            "key": "food",
            "type": "AID",
            "status": "happened",
            "date": {"not_after": "2024-05-06"},
            "evidence": [span("sent")],
        },
    ],
    "statements": [
        {"speaker": "ministry", "verb": "said", "content_contains": "met a Danish envoy", "sources": ["NTB"]},
        {
            "speaker": "lund",
            "verb": "said",
            "content_contains": "We spoke of fish",
            "quoted": True,
            "sources": ["ministry", "NTB"],
        },
    ],
    "not_events": [
        {"text": "OSLO", "place": True, "why": "the dateline"},
        {"text": "A war ended in 1945", "why": "history"},
    ],
}


def changed(*path: str | int, to: Any) -> Json:
    """The coding that holds, with one value in another way."""
    coding = copy.deepcopy(CODING)
    node: Any = coding
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = to
    return coding


def with_event(made: Json) -> Json:
    return changed("events", to=[*CODING["events"], made])


def test_a_coding_that_says_all_that_is_expected_holds() -> None:
    result = check_case(CODING, EXPECTED)
    assert result.failures == ()
    # report 6; actors 6 + 3 + 3; meeting 10 and its sources 2, food 3; statements 3 + 5; OSLO one an event, the war one each of two
    assert result.checks == 6 + 12 + 11 + 3 + 8 + 3 + 2


@pytest.mark.parametrize(
    ("coding", "failure"),
    [
        (changed("report", "publisher", to=None), "report publisher NTB, not None"),
        (changed("report", "published", to="2024-05-07"), "report published 2024-05-06"),
        (changed("report", "language", to="no"), "report language en, not no"),
        (changed("report", "dateline", to=None), "dateline"),
        (changed("report", "dateline", "date", to="2023-05-06"), "dateline"),
        (changed("report", "body_start", to=0), "the body starts with 'Norwegian Minister'"),
        (changed("places", 0, "mentions", 0, "start", to=3), "every span equals its text; 1 do not"),
        (changed("actors", 0, "kind", to="group"), "Kari Lund is a person, not group"),
        (changed("actors", 0, "country", to=None), "Kari Lund: country NOR, not None"),
        (changed("actors", 0, "sectors", to=["MIL"]), "Kari Lund: a sector of"),
        (changed("actors", 0, "roles", to=[]), "Kari Lund: role 'minister'"),
        (changed("actors", 0, "mentions", to=CODING["actors"][0]["mentions"][:1]), "Kari Lund: 2 mentions, found 1"),
        (changed("events", 0, "type", to="AID"), "event meeting (CONSULT or AGREE) at ['met a Danish envoy']"),
        (
            changed("events", 0, "evidence", to=event("CONSULT", "spoke")["evidence"]),
            "event meeting (CONSULT or AGREE)",
        ),
        (with_event(CODING["events"][0]), "event meeting: one event with all its evidence, found 2"),
        (changed("events", 0, "actors", to=["a4"]), "event meeting: lund is among the actors"),
        (changed("events", 0, "recipients", to=[]), "event meeting: envoy is among the recipients"),
        (changed("events", 0, "status", to="planned"), "event meeting: status happened, not planned"),
        (changed("events", 0, "mode", to=None), "event meeting: mode visit, not None"),
        (changed("events", 0, "contexts", to=["economic"]), "event meeting: a context of"),
        (changed("events", 0, "place", to=None), "event meeting: place the harbour, NOR, not None"),
        (changed("places", 0, "country", to="DEU"), "event meeting: place the harbour, NOR, not ('Bergen', 'DEU')"),
        (changed("events", 0, "sources", to=[NTB]), "event meeting: source ministry in ['NTB']"),
        (changed("events", 0, "date", "start", to=None), "event meeting: date"),
        (changed("events", 0, "date", to=None), "event meeting: date"),
        (changed("events", 1, "date", to=None), "event food: a date not after 2024-05-06"),
        (changed("events", 1, "date", "end", to="2024-05-07"), "event food: a date not after 2024-05-06"),
        (changed("events", 1, "date", "precision", to="day"), "event food: a date not after 2024-05-06"),
        (changed("statements", 1, "content", to=span("she said")), "statement of lund about 'We spoke of fish…'"),
        (changed("statements", 1, "speaker", to="a2"), "statement of lund about 'We spoke of fish…': speaker"),
        (changed("statements", 1, "quoted", to=False), "statement of lund about 'We spoke of fish…': quoted is True"),
        (changed("statements", 1, "sources", to=[NTB]), "statement of lund about 'We spoke of fish…': comes through"),
        (changed("events", 1, "place", to="p2"), "event AID is placed at OSLO: the dateline"),
        (changed("events", 2, "status", to="happened"), "'A war ended in 1945' is coded as RETREAT happened: history"),
    ],
)
def test_each_kind_of_mistake_fails_one_check_and_is_told(coding: Json, failure: str) -> None:
    failures = check_case(coding, EXPECTED).failures
    assert len(failures) == 1
    assert failures[0].startswith(failure)


def test_an_actor_that_is_missing_takes_no_part_anywhere() -> None:
    failures = check_case(changed("actors", to=CODING["actors"][1:]), EXPECTED).failures
    assert failures == (
        "actor Kari Lund",
        "event meeting: lund is among the actors",
        "statement of lund about 'We spoke of fish…': speaker",
    )


def test_a_name_in_a_mention_finds_the_actor_but_one_in_a_pronoun_does_not() -> None:
    renamed = changed("actors", 0, "name", to="the minister")
    assert check_case(renamed, EXPECTED).failures == ()
    pronoun = copy.deepcopy(renamed)
    pronoun["actors"][0]["mentions"][0]["form"] = "pronoun"
    assert "actor Kari Lund" in check_case(pronoun, EXPECTED).failures


def test_either_order_of_actor_and_recipient_is_accepted_where_both_do_the_same() -> None:
    turned = changed("events", 0, "actors", to=["a2"])
    turned["events"][0]["recipients"] = ["a1"]
    assert check_case(turned, EXPECTED).failures == ()


def test_elsewhere_the_wrong_side_is_a_failure() -> None:
    expected = copy.deepcopy(EXPECTED)
    expected["events"][1]["actors"] = ["lund"]
    turned = changed("events", 1, "recipients", to=["a1"])
    assert check_case(turned, expected).failures == ("event food: lund is among the actors",)
    assert check_case(changed("events", 1, "actors", to=["a1"]), expected).failures == ()


def test_of_several_events_the_first_answers_for_all_that_is_expected() -> None:
    less = copy.deepcopy(CODING["events"][0]) | {"recipients": [], "status": "planned"}
    expected = copy.deepcopy(EXPECTED)
    expected["events"][0].pop("once", None)
    failures = check_case(changed("events", to=[less, *CODING["events"]]), expected).failures
    assert failures == (
        "event meeting: envoy is among the recipients",
        "event meeting: status happened, not planned",
    )


def test_a_report_without_dateline_is_expected_as_null() -> None:
    expected = copy.deepcopy(EXPECTED)
    expected["report"]["dateline"] = {"place": None, "date": None}
    assert check_case(changed("report", "dateline", to=None), expected).failures == ()
    assert len(check_case(CODING, expected).failures) == 1


def test_an_unknown_publisher_is_expected_as_the_word_none() -> None:
    expected = copy.deepcopy(EXPECTED)
    expected["report"]["publisher"] = "None"
    assert check_case(changed("report", "publisher", to=None), expected).failures == ()


def test_words_that_are_not_in_the_report_cannot_be_absent() -> None:
    expected = {**EXPECTED, "not_events": [{"text": "no such words", "why": "a mistake in the case"}]}
    with pytest.raises(ValueError, match="substring not found"):
        check_case(CODING, expected)


def write_case(folder: Path, report: bytes, expected: str) -> None:
    folder.mkdir()
    (folder / "report.txt").write_bytes(report)
    (folder / "expected.json").write_text(expected, encoding="utf-8")


def test_cases_are_read_by_name_with_line_ends_as_they_are(tmp_path: Path) -> None:
    write_case(tmp_path / "b", TEXT.encode(), json.dumps(EXPECTED))
    write_case(tmp_path / "a", "Türkiye\r\nsent".encode(), json.dumps(EXPECTED))
    (tmp_path / "README.md").write_text("no case", encoding="utf-8")
    assert [(c.name, c.report_text) for c in read_cases(tmp_path)] == [("a", "Türkiye\r\nsent"), ("b", TEXT)]
    assert read_cases(tmp_path)[1].expected == EXPECTED


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        ("{", "is not valid JSON"),
        ("[]", "lacks report, actors"),
        ('{"report": {}, "actors": []}', "lacks events, statem"),
    ],
)
def test_a_file_that_is_no_case_is_named(expected: str, words: str, tmp_path: Path) -> None:
    write_case(tmp_path / "broken", b"text", expected)
    with pytest.raises(ValueError, match=rf"broken.expected\.json: {words}"):
        read_cases(tmp_path)


def plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()


def problems(case: Case) -> Iterator[str]:
    """Where a case contradicts its own report: offsets, words and keys that lead nowhere, wants that exclude each other."""
    text, expected = case.report_text, case.expected
    known = {want["key"] for want in expected["actors"]} | {expected["report"]["publisher"]}
    used: list[str] = [want["speaker"] for want in expected["statements"]]
    for want in (*expected["events"], *expected["statements"]):
        used += (*want.get("actors", ()), *want.get("recipients", ()), *want.get("sources", ()))
    yield from (f"no actor has the key {key}" for key in used if key not in known)
    evidence = [span for want in expected["events"] for span in want["evidence"]]
    yield from (f"evidence {e}" for e in evidence if not e["text"] or text[e["start"] : e["end"]] != e["text"])
    contained = [w["content_contains"] for w in expected["statements"]] + [w["name"] for w in expected["actors"]]
    yield from (f"not in the report: {words}" for words in contained if plain(words) not in plain(text))
    if expected["report"]["body_starts_with"] not in text:
        yield "the body cannot start so"
    for want in expected["not_events"]:
        start = text.find(want["text"])
        here = range(start, start + len(want["text"]))
        if start < 0:
            yield f"not in the report: {want['text']}"
        elif not want.get("place") and any(e["start"] < here.stop and here.start < e["end"] for e in evidence):
            yield f"both event and no event: {want['text']}"


SOUND = Case("made", TEXT, EXPECTED)


def spoil(change: Callable[[Json], object]) -> Case:
    expected = copy.deepcopy(EXPECTED)
    change(expected)
    return Case("made", TEXT, expected)


@pytest.mark.parametrize(
    "case",
    [
        spoil(lambda e: e["events"][0]["evidence"][0].update(start=1)),
        spoil(lambda e: e["events"][0].update(actors=["nobody"])),
        spoil(lambda e: e["statements"][0].update(speaker="nobody")),
        spoil(lambda e: e["statements"][0].update(content_contains="We spoke of oil")),
        spoil(lambda e: e["actors"][0].update(name="Ola Lund")),
        spoil(lambda e: e["report"].update(body_starts_with="Swedish")),
        spoil(lambda e: e["not_events"][0].update(text="BERGEN")),
        spoil(lambda e: e["not_events"][1].update(text="sent food")),
    ],
)
def test_a_case_that_contradicts_its_report_is_noticed(case: Case) -> None:
    assert list(problems(SOUND)) == []
    assert len(list(problems(case))) == 1


@pytest.mark.parametrize("case", read_cases(CASES), ids=lambda case: case.name)
def test_our_cases_fit_their_reports(case: Case) -> None:
    assert list(problems(case)) == []


def test_there_are_cases() -> None:
    assert len(read_cases(CASES)) >= 14
