"""``/coders`` and ``/coders/ID``: who has coded, and what two coders read in one report side by side."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from dateline.archive import Archive
from dateline.coder import load
from dateline.desk.app import make_app
from dateline.reports.text import RawReport
from tests.llm.reports import ARREST, MEETING, PUBLISHED, TEXT, actor, asking, raw, right, words
from tests.llm.server import answering

SHOT = ARREST | {
    "type": "ASSAULT",
    "mode": None,
    "trigger": words(3, "smiled"),
    "place": None,
    "date": None,
    "sizes": [],
}
PARTS = right(
    events=[ARREST | {"status": "planned", "place": None}, MEETING, SHOT],
    actors=[*right()["actors"], actor("a5", "person", "NOR", words(3, "A guard", form="nominal"))],
)
STRANGE = "Troops <b>left</b> Mali."


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A report that three have coded, and one that ours has alone."""
    archive = Archive.writable(tmp_path_factory.mktemp("coders") / "archive")
    told = raw(TEXT.rstrip() + " A guard smiled.\n")
    ours = load()
    archive.add([ours.code_report(told), ours.code_report(RawReport("x/<b>1", STRANGE, published=PUBLISHED))])
    with asking(answering(right(events=[]))) as (coder, _):
        archive.add([coder.code_report(told)])
    with asking(answering(PARTS)) as (coder, _):
        archive.add([coder.code_report(told)])
    with asking(answering(PARTS)) as (coder, _):
        theirs = coder.code_report(told)
    archive.add([replace(theirs, versions=replace(theirs.versions, coder="llm:<i>big</i>"))])
    with TestClient(make_app(archive.folder), base_url="http://127.0.0.1:8765") as asking_it:
        yield asking_it


def data(client: TestClient, address: str) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


def test_the_list_names_all_coders_and_what_several_have_coded(client: TestClient) -> None:
    found = data(client, "/coders.json")
    assert {line["coder"]: line["reports"] for line in found["coders"]} == {
        "dateline": 2,
        "llm:small": 1,
        "llm:<i>big</i>": 1,
    }
    assert [(one["report_id"], len(one["coders"])) for one in found["reports"]] == [("r1", 3)]
    page = client.get("/coders").text
    assert 'href="/coders/r1"' in page
    assert "<i>big" not in page


def test_events_stand_side_by_side_with_what_differs(client: TestClient) -> None:
    found = data(client, "/coders/r1.json?second=llm:small")
    assert (found["first"], found["second"]) == ("dateline", "llm:small")
    lines = {line["sentence"][:6]: line for line in found["events"] if line["first"]}
    arrest, meeting = lines["Police"], lines["Foreig"]
    assert (arrest["first"]["status"], arrest["second"]["status"]) == ("happened", "planned")
    assert arrest["differ"] == ["status", "place"]
    assert meeting["differ"] == []
    assert found["shared"] == 2
    assert found["alike"] == 1
    assert [line["second"]["trigger"] for line in found["events"] if line["first"] is None] == ["smiled"]


def test_the_newest_coding_of_each_coder_is_shown(client: TestClient) -> None:
    assert any(line["second"] for line in data(client, "/coders/r1.json?second=llm:small")["events"])


def test_any_two_coders_can_be_chosen(client: TestClient) -> None:
    found = data(client, "/coders/r1.json?first=llm:small&second=llm:<i>big</i>")
    assert (found["first"], found["second"]) == ("llm:small", "llm:<i>big</i>")
    assert found["alike"] == len(found["events"]) == 3


def test_of_one_coder_it_is_said_that_there_is_no_other(client: TestClient) -> None:
    page = client.get("/coders/x%2F%3Cb%3E1")
    assert page.status_code == 200
    assert "Only dateline has coded this report" in page.text
    assert "<b>1" not in page.text


def test_nothing_of_a_report_or_a_coder_is_markup(client: TestClient) -> None:
    page = client.get("/coders/r1").text
    assert "llm:&lt;i&gt;big" in page
    assert "<i>" not in page


def test_a_report_that_is_not_there_is_not_found(client: TestClient) -> None:
    assert client.get("/coders/nothing").status_code == 404
    assert "no report of this archive has this id" in json.loads(client.get("/coders/nothing.json").text)["error"]


def test_the_table_has_a_row_an_event_and_coder(client: TestClient) -> None:
    rows = client.get("/coders/r1.csv?second=llm:small").text.splitlines()
    assert rows[0].startswith("event,coder,differ,sentence,id,type")
    assert len(rows) == 1 + sum(
        bool(line[side])
        for line in data(client, "/coders/r1.json?second=llm:small")["events"]
        for side in ("first", "second")
    )


def test_a_report_leads_to_its_other_coders(client: TestClient, made_archive: Path) -> None:
    assert 'href="/coders/r1"' in client.get("/reports/r1").text
    with TestClient(make_app(made_archive), base_url="http://127.0.0.1:8765") as of_one:
        report = of_one.get("/reports.json").json()["data"]["reports"][0]["report_id"]
        assert "/coders/" not in of_one.get(f"/reports/{report}").text
