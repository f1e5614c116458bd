"""The list of actors and the page of one: names, roles, countries, partners, quotes and reports over the whole archive."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from dateline.archive import Archive
from dateline.desk.addresses import address
from dateline.desk.app import make_app
from dateline.model import Actor, Coding
from tests.cli import factory
from tests.desk.reviewing import coders


def data(client: TestClient, at: str) -> Any:
    path, _, query = at.partition("?")
    answer = client.get(f"{path}.json?{query}")
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


def told(name: str, number: int, country: str | None = "XVE", title: str = "Foreign Minister") -> Coding:
    """A report of some day in which the minister has this name, country and title."""
    coding = factory.coding()
    report = replace(
        coding.report, id=f"r-{number}", url=f"https://news.example/{number}", published=date(2024, 3, number)
    )
    return replace(coding, report=report, actors=(_named(coding.actors[0], name, country, title), *coding.actors[1:]))


def _named(actor: Actor, name: str, country: str | None, title: str) -> Actor:
    roles = tuple(replace(role, title=title, country=country) for role in actor.roles)
    return replace(actor, name=name, country=country, roles=roles)


@pytest.fixture(scope="module")
def ministers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """One minister by several spellings, in two offices; and another of that name from elsewhere."""
    folder: Path = tmp_path_factory.mktemp("ministers") / "a"
    Archive.writable(folder).add(
        [
            told("Ilse Brandvold", 1),
            told("Ilse Brandvold", 2),
            told("Ilse Brantvold", 3),
            told("I. Brandvold", 9, title="President"),
            told("Ilse Brandvold", 5, country="XOR", title="Goalkeeper"),
        ]
    )
    with TestClient(make_app(folder), base_url="http://127.0.0.1:8765") as client:
        yield client


# The list


def test_actors_are_counted_on_the_sides_of_chosen_events(client: TestClient) -> None:
    found = data(client, "/actors?status=happened")
    assert len(found["actors"]) > 20
    for actor in found["actors"][:5]:
        for filter_name, count in (("actor", "events"), ("by", "as_actor"), ("to", "as_recipient")):
            params = {"status": "happened", filter_name: actor["name"]}
            total = client.get("/events.json", params=params).json()["data"]["total"]
            assert total == actor[count], (actor["name"], filter_name)


def test_those_with_most_events_come_first_or_the_latest_or_by_name(client: TestClient) -> None:
    counts = [actor["events"] for actor in data(client, "/actors")["actors"]]
    assert counts == sorted(counts, reverse=True)
    names = [actor["name"] for actor in data(client, "/actors?order=name")["actors"]]
    assert names == sorted(names)
    days = [actor["last"] for actor in data(client, "/actors?order=latest")["actors"] if actor["last"]]
    assert days == sorted(days, reverse=True)


def test_a_part_of_a_name_finds_it_without_accents_and_case(client: TestClient) -> None:
    name = data(client, "/actors?kind=person")["actors"][0]["name"]
    part = name.split()[-1].upper()
    found = data(client, f"/actors?name={part}&kind=person")
    assert name in [actor["name"] for actor in found["actors"]]
    assert all(part.lower() in actor["name"].lower() for actor in found["actors"])
    assert found["total"] == len(found["actors"])
    assert data(client, "/actors?name=%25")["total"] == 0  # no pattern


def test_kinds_part_the_list(client: TestClient) -> None:
    total = data(client, "/actors")["total"]
    kinds = {kind: data(client, f"/actors?kind={kind}") for kind in ("person", "organization", "group", "state")}
    assert sum(found["total"] for found in kinds.values()) == total
    for kind, found in kinds.items():
        assert {actor["kind"] for actor in found["actors"]} <= {kind}


def test_the_table_holds_all_that_pages_list(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/actors.csv").text)))
    assert len(rows) == data(client, "/actors")["total"]


# One of them


def test_every_form_of_a_name_is_told_with_why_it_is_joined(ministers: TestClient) -> None:
    found = data(ministers, "/actors/Ilse Brandvold")
    forms = {form["name"]: form for form in found["life"]["forms"]}
    assert set(forms) == {"Ilse Brandvold", "Ilse Brantvold", "I. Brandvold"}
    assert forms["Ilse Brandvold"]["reports"] == 2
    assert forms["Ilse Brantvold"]["why"].startswith("other spelling")
    assert forms["I. Brandvold"]["why"].startswith("initials")
    assert data(ministers, "/actors/I. Brandvold")["name"] == "Ilse Brandvold"


def test_two_of_one_very_name_have_each_a_page_that_tells_of_the_other(ministers: TestClient) -> None:
    found = data(ministers, "/actors/Ilse Brandvold")
    assert found["country"] == "XVE"
    assert [(one["country"], one["roles"], one["reports"], one["shown"]) for one in found["bearers"]] == [
        ("XVE", ["Foreign Minister", "President"], 4, True),
        ("XOR", ["Goalkeeper"], 1, False),
    ]
    assert any("kept apart" in line for line in found["life"]["contradictions"])
    page = ministers.get("/actors/Ilse Brandvold").text
    assert "2 of this very name" in page
    (link,) = re.findall(r'href="([^"]*bearer=XOR)"', page)
    other = data(ministers, unescape(link))
    assert (other["country"], other["life"]["reports"], other["reports_total"]) == ("XOR", 1, 1)
    both = data(ministers, "/events?actor=Ilse Brandvold&actor=Ilse Brantvold&actor=I. Brandvold")["total"]
    assert found["total"] + other["total"] == both
    assert {event["report_id"] for event in other["events"]} == {"r-5"}
    assert other["as_actor"] + other["as_recipient"] > 0


def test_whoever_is_told_apart_by_review_has_a_page_of_the_own(tmp_path: Path) -> None:
    Archive.writable(tmp_path / "a").add(
        [told("Ilse Brandvold", 1), told("Ilse Brandvold", 5, country="XOR", title="Goalkeeper")]
    )
    (ana,) = coders(tmp_path / "a", "ana")
    page = ana.client.get("/review/actors/Ilse Brandvold?bearer=XOR").text
    ticked = re.findall(r'name="actors" value="([^"]*)" checked', page)
    assert [key.partition(" ")[2] for key in ticked] == ["r-5"]
    assert page.count('name="actors"') == 2
    assert 'value="Ilse Brandvold (XOR)"' in page
    sent = {"name": "Ilse Brandvold", "decision": "other_actor", "as": "Ilse Brandvold (XOR)", "actors": ticked}
    assert ana.post("/review/bulk.json", sent | {"confirmed": "yes"}).status_code == 200
    (split,) = coders(tmp_path / "a", "ben")  # a desk that is opened since
    own = data(split.client, "/actors/Ilse Brandvold (XOR)")
    assert (own["name"], own["country"], own["reports_total"]) == ("Ilse Brandvold (XOR)", "XOR", 1)
    assert {event["report_id"] for event in own["events"]} == {"r-5"}
    left = data(split.client, "/actors/Ilse Brandvold")
    assert left["bearers"] == []
    assert {event["report_id"] for event in left["events"]} == {"r-1"}
    listed = {actor["name"] for actor in data(split.client, "/actors?name=brandvold")["actors"]}
    assert listed == {"Ilse Brandvold", "Ilse Brandvold (XOR)"}


def test_roles_stand_on_a_line_of_days(ministers: TestClient) -> None:
    roles = data(ministers, "/actors/Ilse Brandvold")["life"]["roles"]
    assert [(role["title"], role["first"], role["last"], role["reports"]) for role in roles] == [
        ("Foreign Minister", "2024-03-01", "2024-03-03", 3),
        ("President", "2024-03-09", "2024-03-09", 1),
    ]
    assert (roles[0]["left"], roles[0]["wide"]) == (0.0, 25.0)
    assert roles[1]["left"] + roles[1]["wide"] == pytest.approx(100.0)
    page = ministers.get("/actors/Ilse Brandvold").text
    assert page.count("<rect") == 2
    assert "style=" not in page


def test_numbers_lead_to_as_many_reports(ministers: TestClient) -> None:
    page = ministers.get("/actors/Ilse Brandvold").text
    for link, count in re.findall(
        r'<a href="(/actors/[^"]*show=reports[^"]*(?:form|role|home)=[^"]*)">(\d+)</a>', page
    ):
        assert data(ministers, unescape(link))["reports_total"] == int(count), link
    assert data(ministers, "/actors/Ilse Brandvold?show=reports&role=President")["reports_total"] == 1


def test_partners_are_counted_and_lead_to_the_events_with_them(client: TestClient) -> None:
    name = data(client, "/actors?kind=person")["actors"][0]["name"]
    found = data(client, address("/actors", name))
    assert found["partners"]
    for partner in found["partners"][:5]:
        assert partner["name"] not in found["names"]
        params = {"show": "events", "with": partner["name"]}
        beside = client.get(f"{address('/actors', name)}.json", params=params).json()["data"]
        assert beside["total"] == len(beside["events"]) == partner["events"]
        to_them = client.get("/events.json", params={"by": found["names"], "to": partner["name"]}).json()["data"]
        assert to_them["total"] == partner["to_them"]


def test_events_of_an_actor_are_those_of_its_filter(client: TestClient) -> None:
    name = data(client, "/actors?kind=person")["actors"][0]["name"]
    found = data(client, f"{address('/actors', name)}?show=events")
    events = client.get("/events.json", params={"actor": found["names"]}).json()["data"]
    assert found["total"] == events["total"]
    assert found["events"] == events["events"]
    rows = list(csv.DictReader(io.StringIO(client.get(f"{address('/actors', name)}.csv").text)))
    assert len(rows) == events["total"]


def test_what_it_says_and_what_is_said_of_it_come_from_the_statements(client: TestClient, made_archive: Path) -> None:
    with Archive.existing(made_archive).connect() as connection:
        name, count = connection.execute(
            "SELECT any_value(speaker_name), count(*) FROM statements JOIN actors a ON a.report_id = statements.report_id"
            " AND actor_id = speaker_id WHERE kind = 'state' GROUP BY speaker_name ORDER BY 2 DESC, 1 LIMIT 1"
        ).fetchall()[0]
    found = data(client, f"{address('/actors', name)}?show=said")
    assert found["said_total"] == count
    assert all(quote["content"] for quote in found["said"])
    page = client.get(f"{address('/actors', name)}?show=said").text
    quote = found["said"][0]
    record = quote["statement_id"].removeprefix(f"{quote['report_id']}:")
    assert f"event={record}" in page
    assert "data-opens" in client.get(f"{address('/reports', quote['report_id'])}?event={record}").text


def test_whom_no_report_names_has_a_page_that_says_so(client: TestClient) -> None:
    unnamed = next(actor for actor in data(client, "/actors?kind=group")["actors"] if not actor["named"])
    found = data(client, address("/actors", unnamed["name"]))
    assert found["life"] is None
    assert found["total"] == unnamed["events"]
    assert "do not name it" in client.get(address("/actors", unnamed["name"])).text


def test_a_name_that_nobody_has_is_told(client: TestClient) -> None:
    assert client.get("/actors/Nobody Atall Xyzzy").status_code == 404
    assert client.get("/actors/").status_code == 404
