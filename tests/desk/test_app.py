"""The desk's pages as a program asks for them: as HTML, JSON and CSV, with filters, and with what is no address or no filter."""

from __future__ import annotations

import csv
import io

import pytest
from starlette.testclient import TestClient

from dateline.desk.pages import PAGES

ADDRESSES = [page.path for page in PAGES if "{" not in page.path]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_is_html_json_and_csv(address: str, client: TestClient) -> None:
    stem = address if address != "/" else "/index"
    page, data, table = client.get(address), client.get(f"{stem}.json"), client.get(f"{stem}.csv")
    assert page.status_code == data.status_code == table.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    assert "data" in data.json()
    assert table.headers["content-type"].startswith("text/csv")


@pytest.mark.parametrize("address", ADDRESSES)
def test_filters_that_nothing_fits_give_an_empty_page_and_no_error(address: str, client: TestClient) -> None:
    asked = "?since=1800-01-01&until=1800-01-02&type=NONE&country=ABC&actor=nobody&dyad=ABC-DEF&confidence=1&story=x&place=y&by=a&to=b"
    assert client.get(address + asked).status_code == 200


def test_a_filter_chooses_the_same_events_on_the_page_in_json_and_in_csv(client: TestClient) -> None:
    told = client.get("/events.json?type=ASSAULT&status=happened").json()["data"]
    rows = list(csv.DictReader(io.StringIO(client.get("/events.csv?type=ASSAULT&status=happened").text)))
    assert told["total"] == len(rows) > 3
    assert {row["type"] for row in rows} == {"ASSAULT"}
    assert {event["event_id"] for event in told["events"]} <= {row["event_id"] for row in rows}


def test_what_a_filter_is_worth_is_what_its_facet_says(client: TestClient) -> None:
    facets = {facet["name"]: facet for facet in client.get("/events.json").json()["data"]["facets"]}
    for name in ("type", "status", "country", "dyad", "publisher", "basis", "confidence"):
        value = facets[name]["values"][0]
        chosen = client.get("/events.json", params={name: value["value"]}).json()["data"]["total"]
        assert chosen == value["events"], name


def test_a_filter_that_cannot_be_understood_is_told_and_chooses_nothing(client: TestClient) -> None:
    everything = client.get("/events.json").json()["data"]["total"]
    odd = client.get("/events.json?since=soon&confidence=very&country=Ukraine")
    assert odd.json()["data"]["total"] == everything
    assert len(odd.json()["filters"]["refused"]) == 3
    assert "soon is no day" in client.get("/events?since=soon").text


def test_every_link_of_the_pages_leads_somewhere(client: TestClient) -> None:
    import re
    from html import unescape

    seen: set[str] = set()
    for address in ADDRESSES:
        links = [unescape(link) for link in re.findall(r'href="(/[^"]*)"', client.get(address).text)]
        seen |= set(links[:: max(1, len(links) // 12)])
    broken = [link for link in sorted(seen) if client.get(link).status_code != 200]
    assert len(seen) > 40
    assert broken == []


@pytest.mark.parametrize("address", ["/nothing", "/stories/none", "/dyads/none", "/events/1/2", "/static/../app.py"])
def test_an_address_that_is_none_is_told_in_a_line(address: str, client: TestClient) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "Traceback" not in answer.text


def test_no_cell_of_a_table_is_a_formula(client: TestClient) -> None:
    for row in csv.reader(io.StringIO(client.get("/events.csv").text)):
        assert not any(cell.startswith(("=", "+", "@")) for cell in row)


def test_pages_of_a_list_follow_each_other(client: TestClient) -> None:
    first, second = (client.get(f"/events.json?page={n}").json()["data"]["events"] for n in (1, 2))
    assert len(first) == 50
    assert not {e["event_id"] for e in first} & {e["event_id"] for e in second}
    assert client.get("/events.json?page=999999").json()["data"]["events"] == []
    assert client.get("/events.json?page=-1").json()["data"]["events"] == first
