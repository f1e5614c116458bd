"""Judging at the desk by what the pages send: every verdict is one review, coders are blind, and nothing hostile is kept."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from dateline.archive import Archive, Reviews, Samples
from dateline.desk.review_changes import REVIEW_CHANGES
from tests.desk.reviewing import Coder, coders, name_missed


@pytest.fixture
def ana(own_archive: Path) -> Coder:
    (coder,) = coders(own_archive, "ana")
    return coder


def reviews(folder: Path) -> list[Any]:
    return Reviews(folder).read()


def test_a_sample_keeps_what_it_was_drawn_out_of(ana: Coder, own_archive: Path) -> None:
    sample = Samples(own_archive).of(ana.draw(40, order="stratified", by="type", query="?status=happened"))
    frame = json.loads(sample.frame)
    assert (sample.who, sample.seed, len(sample.items), sample.order) == ("ana", 7, 40, "stratified")
    assert frame["filters"] == {"statuses": ["happened"]}
    assert len(sample.strata) > 1
    page = ana.client.get(f"/review/{sample.id}").text
    assert "happened" in page
    assert "seed 7" in page


def test_right_is_one_review_with_the_claim_and_its_words(ana: Coder, own_archive: Path) -> None:
    sample = ana.draw()
    item = ana.item(sample, 1)
    answer = ana.say(sample, item, "right").json()
    (review,) = reviews(own_archive)
    card = item["item"]["cards"][0]
    assert answer["reviews"] == [review.id]
    assert answer["judged"] == 1
    assert (review.who, review.verdict, review.record, review.sample) == ("ana", "right", card["record"], sample)
    assert json.loads(review.claim) == {field["name"]: field["claim"] for field in card["fields"]}
    assert (review.start, review.end) == (card["start"], card["end"])


def test_several_wrong_fields_are_several_reviews_and_a_value_corrects(ana: Coder, own_archive: Path) -> None:
    sample = ana.draw()
    item = ana.item(sample, 1)
    fields = {
        "place": None,
        "status": {"value": "planned"},
        "date": {"value": {"start": "2024-02-01", "end": "2024-02-02"}},
    }
    assert ana.say(sample, item, "fields", fields=fields).status_code == 200
    said = {(r.field, r.verdict, r.value) for r in reviews(own_archive)}
    assert ("place", "wrong_place", None) in said
    assert ("status", "corrected", '"planned"') in said
    assert len(said) == 3
    (own,) = ana.own(sample, 1)
    assert own["wrong"] == ["date", "place", "status"]
    assert own["corrected"]["status"] == "planned"


def test_the_same_said_again_is_kept_once(ana: Coder, own_archive: Path) -> None:
    sample = ana.draw()
    item = ana.item(sample, 1)
    first, second = (ana.say(sample, item, "fields", fields={"type": None}).json() for _ in range(2))
    assert (first["reviews"], second["reviews"]) == (second["known"], [])
    assert len(reviews(own_archive)) == 1


def test_a_field_that_is_not_called_wrong_any_more_is_taken_back(ana: Coder, own_archive: Path) -> None:
    sample = ana.draw()
    item = ana.item(sample, 1)
    ana.say(sample, item, "fields", fields={"type": None, "place": None})
    ana.say(sample, item, "fields", fields={"type": None})
    assert ana.own(sample, 1)[0]["wrong"] == ["type"]
    ana.say(sample, item, "right")
    assert ana.own(sample, 1)[0]["verdict"] == "right"
    assert [r.verdict for r in reviews(own_archive)] == ["wrong_type", "wrong_place", "withdrawn", "right"]


def test_undo_withdraws_one_submission_and_brings_back_what_it_replaced(ana: Coder) -> None:
    sample = ana.draw()
    item = ana.item(sample, 1)
    report = item["item"]["report"]["report_id"]
    ana.say(sample, item, "fields", fields={"type": None, "place": None})
    last = ana.say(sample, item, "fields", fields={"type": None}).json()
    ana.post("/review/undone.json", {"report": report, **last})
    assert ana.own(sample, 1)[0]["wrong"] == ["place", "type"]
    card = item["item"]["cards"][0]["record"]
    assert ana.post("/review/undone.json", {"report": report, "event": card}).status_code == 200
    assert ana.own(sample, 1) == []


def test_a_missed_event_is_named_by_its_words(ana: Coder, own_archive: Path) -> None:
    sample = ana.draw()
    item = ana.item(sample, 1)["item"]
    trigger = {"start": item["cards"][0]["start"], "end": item["cards"][0]["end"]}
    side = [{"actor": item["actors"][0]["actor_id"]}]
    event = {"type": "ASSAULT", "mode": None, "trigger": trigger, "actors": side, "recipients": [], "place": None}
    sent = {"about": "missed", "sample": sample, "report": item["report"]["report_id"], "missed": event}
    assert ana.post("/review/said.json", sent).status_code == 200
    (review,) = reviews(own_archive)
    assert (review.verdict, review.record, review.text) == ("missed_event", None, item["cards"][0]["trigger"])
    assert json.loads(review.value)["trigger"]["text"] == review.text
    assert ana.item(sample, 1)["item"]["missed"][0]["type"] == "ASSAULT"


def test_a_report_is_fully_read_when_it_is_said(ana: Coder, own_archive: Path) -> None:
    sample = ana.draw(3, unit="report")
    item = ana.item(sample, 1)["item"]
    report = item["report"]["report_id"]
    for card in item["cards"]:
        ana.post(
            "/review/said.json",
            {"about": "event", "sample": sample, "report": report, "event": card["record"], "verdict": "right"},
        )
    assert ana.post("/review/said.json", {"about": "report", "sample": sample, "report": report}).json()["judged"] == 1
    assert reviews(own_archive)[-1].record is None
    assert ana.item(sample, 1)["item"]["fully_read"] is not None
    listed = ana.client.get("/review/reports.json").json()["data"]["reports"]
    assert [one["report"]["report_id"] for one in listed if one["fully_read"]] == [report]


def test_of_an_unfinished_sample_nothing_shows_what_another_coder_found(own_archive: Path) -> None:
    ana, ben = coders(own_archive, "ana", "ben")
    sample = ana.draw(4)
    note = "zebra-crossing"
    for number in range(1, 5):
        ana.say(
            sample, ana.item(sample, number), "fields", fields={"type": {"value": "PROTEST"}, "mode": None}, note=note
        )
    ben.say(sample, ben.item(sample, 1), "right")
    stems = [f"/review/{sample}", f"/review/{sample}/1", f"/review/{sample}/2", f"/review/{sample}/adjudicate", "/review",
             f"/review/agreement?sample={sample}", f"/review/agreement?sample={sample}&open=yes"]  # fmt: skip
    for stem in stems[:3] + stems[4:]:
        path, mark, query = stem.partition("?")
        for form in ("", ".json", ".csv"):
            shown = ben.client.get(f"{path}{form}{mark}{query}").text
            leaked = [words for words in (note, "wrong_type", '"verdict": "wrong"') if words in shown]
            assert not leaked, (stem, form)
    told = ben.client.get(f"/review/agreement.json?sample={sample}&open=yes").json()["data"]
    assert told["told"] is None
    assert told["closed"] == "own"
    settling = ben.client.get(f"/review/{sample}/adjudicate.json").json()["data"]
    assert [one["number"] for one in settling["differences"]] == [1]  # which ben has judged


def shown_anywhere(coder: Coder, item: dict[str, Any]) -> str:
    """All that the pages of the archive show of a report, in every form."""
    card, report = item["item"]["cards"][0]["record"], item["item"]["report"]["report_id"]
    actor = next(iter(coder.client.get("/actors.json").json()["data"]["actors"]))["name"]
    stems = ["/", "/events", "/events?order=oldest", f"/reports/{report}", f"/review?event={report}:{card}", "/reports", "/actors",
             f"/actors/{actor}", "/stories", "/dyads", "/timeline", "/map", "/network", "/review/reports", "/review/bulk",
             "/events?save=page", "/map?save=page"]  # fmt: skip
    forms = ("", ".json", ".csv")
    asked = [(stem.partition("?"), form) for stem in stems for form in forms if form == "" or "save" not in stem]
    answers = [coder.client.get(f"{'/index' if form and path == '/' else path}{form}?{query}")
               for (path, _, query), form in asked]  # fmt: skip
    assert {answer.status_code for answer in answers} == {200}
    return "".join(answer.text for answer in answers)


def wait_for(words: str, coder: Coder) -> None:
    """Until the events show them: the desk's own tables are made again beside."""
    for _ in range(150):
        if words in coder.client.get("/events?country=TUV").text:
            return
        time.sleep(0.2)
    pytest.fail(f"{words} is not among the desk's events")


def test_whoever_has_items_left_sees_nowhere_what_others_corrected(own_archive: Path) -> None:
    ana, ben, cleo = coders(own_archive, "ana", "ben", "cleo")
    sample = ana.draw(3)
    for number in range(1, 4):
        item = ana.item(sample, number)
        party = {"name": "Zebra Corps", "kind": "group", "country": "TUV"}
        said = {"actors": {"value": [party]}, "place": {"value": {"name": "Zebraville", "country": "TUV"}}}
        assert ana.say(sample, item, "fields", fields=said, note="zebra").status_code == 200
    item = ben.item(sample, 1)  # from here on ben is a coder of it
    wait_for("Zebraville", cleo)
    seen = shown_anywhere(cleo, item)
    assert "Zebraville" in seen
    assert "Zebra Corps" in seen
    assert "corrected (" in seen
    for number in range(1, 4):
        hidden = shown_anywhere(ben, item)
        leaked = [words for words in ("Zebra", "TUV", "corrected (") if words in hidden]
        assert not leaked
        assert "without corrections" in ben.client.get("/events").text
        ben.say(sample, ben.item(sample, number), "right")
    assert "Zebraville" in shown_anywhere(ben, item)  # nothing is left
    assert "without corrections" not in ben.client.get("/events").text


def test_a_coder_whom_nobody_else_could_sway_sees_the_own_corrections(ana: Coder) -> None:
    sample = ana.draw(3)
    item = ana.item(sample, 1)
    said = {"place": {"value": {"name": "Zebraville", "country": "TUV"}}}
    assert ana.say(sample, item, "fields", fields=said).status_code == 200
    wait_for("Zebraville", ana)


def test_what_coders_differ_on_is_settled_as_one_of_them_finds_it(own_archive: Path) -> None:
    ana, ben, cleo = coders(own_archive, "ana", "ben", "cleo")
    sample = ana.draw(2)
    item = ana.item(sample, 1)
    ana.say(sample, item, "fields", fields={"place": None})
    ben.say(sample, item, "fields", fields={"type": {"value": "PROTEST"}, "mode": {"value": None}})
    before = cleo.client.get(f"/review/{sample}/adjudicate.json").json()["data"]
    assert [voice["who"] for voice in before["voices"]] == ["ana", "ben"]
    assert before["current"]["disputed"] == ["mode", "place", "type"]
    card, report = item["item"]["cards"][0]["record"], item["item"]["report"]["report_id"]
    sent = {"sample": sample, "report": report, "event": card, "take": "ben"}
    assert cleo.post("/review/settled.json", sent).status_code == 200
    after = cleo.client.get(f"/review/{sample}/adjudicate.json").json()["data"]
    assert after["current"]["settled"]
    assert after["current"]["disputed"] == []
    mine = [r for r in reviews(own_archive) if r.who == "cleo"]
    assert all(r.answers is not None for r in mine)
    assert {(r.field, r.verdict) for r in mine} == {("type", "corrected"), ("mode", "corrected"), ("place", "right")}


def test_it_can_be_settled_as_neither_finds_it(own_archive: Path) -> None:
    ana, ben, cleo = coders(own_archive, "ana", "ben", "cleo")
    sample = ana.draw(2)
    item = ana.item(sample, 1)
    ana.say(sample, item, "no_event")
    ben.say(sample, item, "right")
    card, report = item["item"]["cards"][0]["record"], item["item"]["report"]["report_id"]
    sent = {
        "sample": sample,
        "report": report,
        "event": card,
        "verdict": "fields",
        "fields": {"status": {"value": "denied"}},
    }
    assert cleo.post("/review/settled.json", sent).status_code == 200
    assert cleo.client.get(f"/review/{sample}/adjudicate.json").json()["data"]["current"]["settled"]
    with Archive(own_archive).reading() as connection:
        asked = "SELECT status, review FROM events WHERE event_id = ?"
        assert connection.execute(asked, [f"{report}:{card}"]).fetchone() == ("denied", "corrected")


def test_events_that_two_find_missing_stand_side_by_side_and_one_is_kept(own_archive: Path) -> None:
    ana, ben, cleo = coders(own_archive, "ana", "ben", "cleo")
    sample = ana.draw(2)
    item = ana.item(sample, 1)
    mine, his = name_missed(ana, sample, item, "AID"), name_missed(ben, sample, item, "CONCEDE", status="planned")
    address = f"/review/{sample}/missed.json"
    data = cleo.client.get(address).json()["data"]
    (group,) = data["groups"]
    assert [one["who"] for one in group["named"]] == ["ana", "ben"]
    assert {field["label"]: field["said"] for field in group["fields"] if field["differs"]} == {
        "Type": ["AID", "CONCEDE"],
        "Status": ["happened", "planned"],
    }
    assert cleo.client.get(f"/review/{sample}/missed").text.count('type="checkbox"') == 2
    assert len(cleo.client.get(f"/review/{sample}/missed.csv").text.strip().splitlines()) == 3
    sent = {"sample": sample, "named": [mine, his], "keep": [his]}
    assert cleo.post("/review/missed-settled.json", sent).status_code == 200
    settling = [r for r in reviews(own_archive) if r.who == "cleo"]
    assert {(r.record, r.verdict, r.answers) for r in settling} == {(mine, "no_event", mine), (his, "right", his)}
    after = cleo.client.get(address).json()["data"]
    assert (after["open"], after["groups"]) == (0, [])
    (shown,) = cleo.client.get(f"{address}?show=all").json()["data"]["groups"]
    assert [one["kept"] for one in shown["named"]] == [False, True]
    with Archive(own_archive).reading() as connection:
        asked = "SELECT type, status, review_basis FROM events WHERE review = 'missed'"
        assert connection.execute(asked).fetchall() == [("CONCEDE", "planned", "adjudication")]


def test_missed_events_of_reports_that_a_coder_has_left_wait(own_archive: Path) -> None:
    ana, ben = coders(own_archive, "ana", "ben")
    sample = ana.draw(2)
    first = ana.item(sample, 1)
    ben.say(sample, ben.item(sample, 2), "right")
    name_missed(ana, sample, first, "AID")
    name_missed(ben, sample, first, "CONCEDE")
    seen = ben.client.get(f"/review/{sample}/missed.json").json()["data"]
    assert (seen["waiting"], seen["groups"]) == (1, [])
    ben.say(sample, first, "right")
    seen = ben.client.get(f"/review/{sample}/missed.json").json()["data"]
    assert (seen["waiting"], len(seen["groups"])) == (0, 1)


@pytest.mark.parametrize(
    "change",
    [{"sample": "none"}, {"sample": 7}, {"named": []}, {"named": ["x"]}, {"named": {"a": 1}}, {"keep": ["x"]}, {"keep": 7}],
    ids=str,
)  # fmt: skip
def test_a_settlement_of_what_is_not_there_is_refused(change: dict[str, Any], own_archive: Path) -> None:
    ana, ben = coders(own_archive, "ana", "ben")
    sample = ana.draw(1)
    item = ana.item(sample, 1)
    named = [name_missed(ana, sample, item, "AID"), name_missed(ben, sample, item, "CONCEDE")]
    answer = ana.post("/review/missed-settled.json", {"sample": sample, "named": named, "keep": []} | change)
    assert answer.status_code == 400
    assert "\n" not in answer.json()["error"]
    assert len(reviews(own_archive)) == 2


def test_agreement_is_told_when_everybody_is_done(own_archive: Path) -> None:
    ana, ben = coders(own_archive, "ana", "ben")
    sample = ana.draw(4)
    for number in range(1, 5):
        ana.say(sample, ana.item(sample, number), "right")
        ben.say(sample, ben.item(sample, number), "right" if number > 1 else "no_event")
    told = ana.client.get(f"/review/agreement.json?sample={sample}").json()["data"]["told"]
    event = next(field for field in told["agreement"]["fields"] if field["field"] == "event")
    assert event["coefficients"][0]["value"] == 0.75
    assert "4 of" in told["paragraph"]
    assert ana.client.get(f"/review/agreement?sample={sample}").status_code == 200


def test_a_country_is_fixed_in_all_reports_and_taken_back(ana: Coder, own_archive: Path) -> None:
    people = ana.client.get("/actors.json").json()["data"]["actors"]
    name = next(one["name"] for one in people if one["kind"] == "person" and one["named"] and one["events"] > 3)
    page = ana.client.get(f"/review/actors/{name}.json").json()["data"]
    keys = [f"{one['actor_id']} {one['report_id']}" for one in page["seen"]]
    sent = {"decision": "country", "country": "nor", "name": name, "actors": keys}
    asked = ana.post("/review/bulk.json", sent).json()
    assert asked["writes"] == len(keys) > 1
    assert reviews(own_archive) == []
    assert ana.post("/review/bulk.json", sent | {"confirmed": "yes"}).status_code == 200
    assert {(r.verdict, r.field, r.value) for r in reviews(own_archive)} == {("corrected", "country", '"NOR"')}
    with Archive(own_archive).reading() as connection:
        assert connection.execute("SELECT DISTINCT country FROM actors WHERE name = ?", [name]).fetchall() == [("NOR",)]
    (made,) = ana.client.get("/review/bulk.json").json()["data"]["decisions"]
    assert (made["reviews"], made["held"]) == (len(keys), len(keys))
    ana.post("/review/bulk-undone.json", {"decision": made["id"]})
    assert ana.client.get("/review/bulk.json").json()["data"]["decisions"][0]["held"] == 0


def test_one_event_is_judged_outside_any_sample(ana: Coder, own_archive: Path) -> None:
    event = ana.client.get("/events.json").json()["data"]["events"][0]
    page = ana.client.get("/review", params={"event": event["event_id"]})
    assert 'data-unit="event"' in page.text
    item = ana.client.get("/review.json", params={"event": event["event_id"]}).json()["data"]
    assert ana.say(None, item, "unsure").json()["judged"] is None
    assert reviews(own_archive)[0].sample is None
    assert ana.client.get("/review", params={"event": "nobody"}).status_code == 404


HOSTILE: list[dict[str, Any]] = [
    {"event": "e0"},
    {"event": None},
    {"event": ["e1"]},
    {"report": "no such report"},
    {"report": "x" * 5000},
    {"report": 7},
    {"sample": "s0"},
    {"sample": {"a": 1}},
    {"about": "everything"},
    {"about": ["event"]},
    {"verdict": "withdrawn"},
    {"verdict": {"a": 1}},
    {"verdict": "duplicate", "of": "e0"},
    {"verdict": "duplicate"},
    {"verdict": "fields"},
    {"verdict": "fields", "fields": {}},
    {"verdict": "fields", "fields": {"nothing": None}},
    {"verdict": "fields", "fields": {"type": {"value": "NO_SUCH_TYPE"}}},
    {"verdict": "fields", "fields": {"type": {"value": ["ASSAULT"]}}},
    {"verdict": "fields", "fields": {"type": "ASSAULT"}},
    {"verdict": "fields", "fields": {"type": {"value": "ASSAULT"}, "mode": {"value": "visit"}}},
    {"verdict": "fields", "fields": {"status": {"value": "maybe"}}},
    {"verdict": "fields", "fields": {"actors": {"value": [{"actor": "a0"}]}}},
    {"verdict": "fields", "fields": {"actors": {"value": [{"name": "Ann", "start": 0, "end": 10**9}]}}},
    {"verdict": "fields", "fields": {"actors": {"value": [{"name": "Ann", "start": 5, "end": 2}]}}},
    {
        "verdict": "fields",
        "fields": {"actors": {"value": [{"name": "Ann", "start": 0, "end": 3, "text": "not there"}]}},
    },
    {"verdict": "fields", "fields": {"actors": {"value": [{"name": "Ann", "country": "QQQ"}]}}},
    {"verdict": "fields", "fields": {"actors": {"value": [{"name": "\x00"}]}}},
    {"verdict": "fields", "fields": {"actors": {"value": "Ann"}}},
    {"verdict": "fields", "fields": {"place": {"value": {"name": "Oslo", "lat": 1e300, "lon": 0}}}},
    {"verdict": "fields", "fields": {"place": {"value": {"name": "Oslo", "start": -1, "end": 3}}}},
    {"verdict": "fields", "fields": {"date": {"value": {"start": "2024-02-30", "end": None}}}},
    {"verdict": "fields", "fields": {"date": {"value": {"start": "2024-03-02", "end": "2024-03-01"}}}},
    {"verdict": "fields", "fields": {"size": {"value": {"killed": -3}}}},
    {"verdict": "right", "note": "x" * 10_000},
    {"verdict": "right", "note": ["x"]},
    {"about": "missed", "missed": None},
    {"about": "missed", "missed": {"type": "ASSAULT"}},
    {"about": "missed", "missed": {"type": "ASSAULT", "trigger": {"start": 3, "end": 3}}},
    {"about": "missed", "missed": {"type": "ASSAULT", "trigger": {"start": True, "end": 3}}},
]


@pytest.mark.parametrize("change", HOSTILE, ids=lambda change: json.dumps(change)[:70])
def test_what_cannot_be_is_refused_in_one_line(
    change: dict[str, Any], judging: tuple[Coder, str, dict[str, Any], Path]
) -> None:
    ana, sample, item, folder = judging
    answer = ana.post("/review/said.json", ana.said(sample, item, "right") | change)
    assert 400 <= answer.status_code < 500, answer.text
    assert answer.json()["error"]
    assert "\n" not in answer.json()["error"]
    assert reviews(folder) == []


@pytest.fixture(scope="module")
def judging(made_archive: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Coder, str, dict[str, Any], Path]:
    import shutil

    folder = Path(shutil.copytree(made_archive, tmp_path_factory.mktemp("hostile") / "archive"))
    (ana,) = coders(folder, "ana")
    sample = ana.draw(3)
    return ana, sample, ana.item(sample, 1), folder


BODIES = {
    "no JSON": b"{",
    "a list": b"[]",
    "too deep": b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "deep enough to refuse": b'{"a":' + b"[" * 50 + b"]" * 50 + b"}",
    "no number": b'{"a": NaN}',
    "a number of many digits": b'{"a": ' + b"9" * 9000 + b"}",
    "no UTF-8": b'{"a": "\xff"}',
    "8 MB": b'{"a": "' + b"x" * (8 << 20) + b'"}',
}


@pytest.mark.parametrize("body", BODIES.values(), ids=[*BODIES])
@pytest.mark.parametrize("path", [route.path for route in REVIEW_CHANGES])  # type: ignore[attr-defined]
def test_a_body_that_is_none_is_refused_in_one_line(
    path: str, body: bytes, judging: tuple[Coder, str, dict[str, Any], Path]
) -> None:
    from dateline.desk.guard import FORM_HEADER
    from tests.desk.reviewing import FORM

    answer = judging[0].client.post(path, content=body, headers={FORM_HEADER: FORM})
    assert answer.status_code in (400, 413)
    assert len(answer.text.strip().splitlines()) == 1


@pytest.mark.parametrize("path", [route.path for route in REVIEW_CHANGES])  # type: ignore[attr-defined]
def test_no_other_site_and_nobody_without_a_name_changes_anything(
    path: str, judging: tuple[Coder, str, dict[str, Any], Path]
) -> None:
    ana = judging[0]
    assert ana.client.post(path, json={}).status_code == 403
    assert ana.post(path, {}, headers={"origin": "http://evil.example"}).status_code == 403
    ana.client.cookies.clear()
    assert ana.post(path, {}).status_code == 400
    assert ana.post("/review/who.json", {"name": "ana"}).status_code == 200


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "a\x00b", "a\u202eb", 7, None])
def test_a_name_that_no_review_can_have_is_refused(
    name: object, judging: tuple[Coder, str, dict[str, Any], Path]
) -> None:
    assert judging[0].post("/review/who.json", {"name": name}).status_code == 400


@pytest.mark.parametrize("name", ["Zoë Ångström", "Анна", "O'Neil; a=b", "<script>alert(1)</script>"])
def test_any_name_of_a_person_is_kept_and_escaped(name: str, judging: tuple[Coder, str, dict[str, Any], Path]) -> None:
    ana = judging[0]
    assert ana.post("/review/who.json", {"name": name}).json()["who"] == name
    page = ana.client.get("/review")
    assert ana.client.get("/review.json").json()["data"]["who"] == name
    assert "<script>alert" not in page.text
    ana.post("/review/who.json", {"name": "ana"})


@pytest.mark.parametrize(
    "form",
    [
        {"size": "0"}, {"size": "1e3"}, {"size": "99999999"}, {"seed": "-1"}, {"seed": "x"}, {"name": ""}, {"name": "x" * 81},
        {"order": "best"}, {"unit": "word"}, {"unit": "report", "order": "least_sure"}, {"order": "stratified"},
        {"order": "stratified", "by": "colour"}, {"order": "stratified", "by": [{"a": 1}]}, {"query": "?type=NO_SUCH"},
        {"query": "?since=2024-02-30"}, {"query": ["a"]}, {"query": "?publisher=x'); DROP TABLE events; --"},
    ],
    ids=str,
)  # fmt: skip
def test_a_draw_that_means_nothing_is_refused_in_one_line(
    form: dict[str, Any], judging: tuple[Coder, str, dict[str, Any], Path]
) -> None:
    answer = judging[0].post("/review/draw.json", {"name": "odd", "size": "5", "seed": "1", **form})
    assert answer.status_code == 400, answer.text
    assert "\n" not in answer.json()["error"]


def test_places_are_found_by_name_and_codes_are_there(judging: tuple[Coder, str, dict[str, Any], Path]) -> None:
    client = judging[0].client
    found = client.get("/review-places.json?name=oslo").json()["places"]
    assert found[0]["country"] == "NOR"
    assert found[0]["geonames_id"] == 3143244
    assert client.get("/review-places.json", params={"name": "\x00" * 50}).json()["places"] == []
    assert "aerial" in client.get("/review-choices.json").json()["types"]["ASSAULT"]["modes"]
