"""The list of reports and the page of one, as a program asks for them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from starlette.testclient import TestClient

from dateline.archive import Archive
from dateline.archive.merge import merge
from dateline.archive.reviews import Reviews
from dateline.desk.app import make_app
from dateline.desk.searching import Searching
from dateline.model import Coding, Review, Verdict, to_json
from dateline.show.page import write_page
from tests.cli import factory


def asking(folder: Path) -> TestClient:
    return TestClient(make_app(folder), base_url="http://127.0.0.1:8765")


def data(client: TestClient, address: str) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


def reading(page: str, address: str) -> list[str]:
    """Where links of a page lead whose addresses begin so."""
    return [unescape(link) for link in re.findall(rf'href="({address}[^"]*)"', page)]


@pytest.fixture(scope="module")
def searched(made_archive: Path) -> Iterator[TestClient]:
    """A desk that has indexed its archive."""
    with asking(made_archive) as client:
        end = monotonic() + 60
        while client.get("/reports.json?q=talks").status_code == 503 and monotonic() < end:
            sleep(0.1)
        yield client


@pytest.fixture(scope="module")
def one_report(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, Coding]]:
    folder = tmp_path_factory.mktemp("one")
    coding = factory.coding()
    Archive.writable(folder).add([coding, numbered("other", 1)])
    with asking(folder) as client:
        yield client, coding


def numbered(name: str, day: int, **changes: Any) -> Coding:
    coding = factory.coding()
    report = replace(coding.report, id=name, published=date(2024, 3, day), url=f"https://news.example/{day}")
    return replace(coding, report=replace(report, **changes))


# The list


def test_without_a_filter_all_reports_are_listed_those_without_events_too(
    client: TestClient, made_archive: Path
) -> None:
    with Archive.existing(made_archive).connect() as connection:
        (count,) = connection.execute("SELECT count(*) FROM reports").fetchone() or (0,)
    found = data(client, "/reports.json")
    assert found["total"] == count
    days = [report["published"] for report in found["reports"]]
    assert days == sorted(days, reverse=True)
    assert all(report["title"] or report["words"] for report in found["reports"])


def test_a_filter_chooses_the_reports_that_hold_a_chosen_event(client: TestClient) -> None:
    events = list(csv.DictReader(io.StringIO(client.get("/events.csv?type=ASSAULT").text)))
    found = {row["report_id"] for row in csv.DictReader(io.StringIO(client.get("/reports.csv?type=ASSAULT").text))}
    assert found == {event["report_id"] for event in events}
    assert found


def test_facets_of_reports_count_reports(client: TestClient) -> None:
    facets = {facet["name"]: facet for facet in data(client, "/reports.json")["facets"]}
    for name in ("type", "country", "dyad", "confidence"):
        value = facets[name]["values"][0]
        assert client.get("/reports.json", params={name: value["value"]}).json()["data"]["total"] == value["events"], (
            name
        )


@pytest.mark.parametrize("order", ["latest", "oldest", "most"])
@pytest.mark.parametrize("chosen", ["", "&type=CONSULT"])
def test_next_and_previous_follow_the_list(client: TestClient, order: str, chosen: str) -> None:
    listed = [report["report_id"] for report in data(client, f"/reports.json?order={order}{chosen}")["reports"]]
    page, walked = client.get(f"/reports/{listed[0]}?order={order}{chosen}").text, listed[:1]
    for _ in listed[1:5]:
        (onward,) = re.findall(r'<a rel="next" href="([^"]*)"', page)
        page = client.get(unescape(onward)).text
        walked.append(unescape(onward).partition("?")[0].removeprefix("/reports/"))
    assert walked == listed[:5]
    (back,) = re.findall(r'<a rel="prev" href="([^"]*)"', page)
    assert unescape(back).startswith(f"/reports/{listed[3]}?")


# Search


def test_words_find_reports_the_best_first_with_their_hits_marked(searched: TestClient) -> None:
    found = data(searched, "/reports.json?q=talks")
    assert 0 < found["total"] < data(searched, "/reports.json")["total"]
    assert found["order"] == "best"
    hits = [part["text"].lower() for report in found["reports"] for part in report["snippet"] if part["hit"]]
    assert len(hits) >= found["total"]
    assert all(hit.startswith("talk") for hit in hits)
    assert '<mark class="hit">' in searched.get("/reports?q=talks").text


def test_words_and_filters_choose_together(searched: TestClient) -> None:
    talks = {row["report_id"] for row in data(searched, "/reports.json?q=talks")["reports"]}
    both = {row["report_id"] for row in data(searched, "/reports.json?q=talks&type=CONSULT")["reports"]}
    assert both
    assert both <= talks
    assert {event["report_id"] for event in data(searched, "/events.json?q=talks")["events"]} <= talks


def test_the_report_that_was_found_shows_where_the_words_stand(searched: TestClient) -> None:
    report = data(searched, "/reports.json?q=talks")["reports"][0]["report_id"]
    assert 'class="hit"' in searched.get(f"/reports/{report}?q=talks").text
    assert 'class="hit"' not in searched.get(f"/reports/{report}").text


def test_words_that_mean_nothing_are_told_and_find_nothing(searched: TestClient) -> None:
    page = searched.get('/reports?q="open')
    assert page.status_code == 200
    assert "a quotation mark is not closed" in unescape(page.text)
    assert "0 reports" in page.text
    assert searched.get('/reports.json?q="open').status_code == 400


def test_words_that_too_many_reports_hold_are_refused_and_not_cut_off(
    searched: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dateline.desk.searching._MOST", 1)
    answer = searched.get("/reports.json?q=minister")
    assert answer.status_code == 400
    assert "rarer words" in answer.json()["error"]


def test_before_the_index_is_there_pages_say_so_and_data_is_refused(
    made_archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Searching, "refresh", lambda self: None)
    with asking(made_archive) as client:
        page = client.get("/reports?q=talks")
        assert page.status_code == 200
        assert "is being indexed" in page.text
        assert client.get("/events.json?q=talks").status_code == 503
        assert client.get("/reports").status_code == 200


# One report


def test_json_is_the_coding_and_csv_its_events(one_report: tuple[TestClient, Coding]) -> None:
    client, coding = one_report
    address = f"/reports/{coding.report.id}"
    assert client.get(f"{address}.json").json() == to_json(coding)
    rows = list(csv.DictReader(io.StringIO(client.get(f"{address}.csv?type=NONE").text)))
    assert {row["event_id"] for row in rows} == {f"{coding.report.id}:{event.id}" for event in coding.events}


def test_the_description_of_the_data_fits_a_coding(one_report: tuple[TestClient, Coding]) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    client, coding = one_report
    schema = client.get("/openapi.json").json()["components"]["schemas"]["Coding"]
    told = client.get(f"/reports/{coding.report.id}.json").json()
    jsonschema.validate(told, schema)
    told["events"][0]["status"] = "perhaps"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(told, schema)


def test_the_page_opens_at_the_event_that_is_asked_for(one_report: tuple[TestClient, Coding]) -> None:
    client, coding = one_report
    address = f"/reports/{coding.report.id}"
    for number, event in enumerate(coding.events):
        assert f'data-opens="r0-e{number}"' in client.get(f"{address}?event={event.id}").text
    for odd in ("", "?event=none", "?event=%22%3E%3Cscript%3E"):
        assert "data-opens" not in client.get(address + odd).text


def test_cards_lead_to_actors_dyads_and_reviews(one_report: tuple[TestClient, Coding]) -> None:
    client, coding = one_report
    page = client.get(f"/reports/{coding.report.id}?status=happened").text
    assert "/actors/Ilse%20Brandvold?status=happened" in reading(page, "/actors/")
    assert f"/review?event={coding.report.id}%3A{coding.events[0].id}" in reading(page, "/review")
    assert "/dyads/XVE-XOR" in reading(page, "/dyads/")


def test_the_page_to_send_is_the_page_of_the_report(one_report: tuple[TestClient, Coding]) -> None:
    client, coding = one_report
    sent = client.get(f"/reports/{coding.report.id}?save=page")
    assert sent.text == write_page(coding)
    assert sent.headers["content-disposition"].startswith("attachment; filename=")


def test_without_texts_the_cards_stand_alone_and_the_page_says_why(tmp_path: Path) -> None:
    coding = factory.coding()
    Archive.writable(tmp_path / "a").add([coding], text=False)
    with asking(tmp_path / "a") as client:
        page = client.get(f"/reports/{coding.report.id}").text
        told = client.get(f"/reports/{coding.report.id}.json").json()
        sent = client.get(f"/reports/{coding.report.id}?save=page").text
    assert "made without texts" in page
    assert "made without texts" in sent
    assert 'class="text"' not in page
    assert "Ilse Brandvold" in page
    assert "after a three-year war" not in page
    assert told["report"]["text"] is None
    assert told["schema"] == "dateline/2"


def test_a_report_that_is_not_there_is_told(client: TestClient) -> None:
    assert client.get("/reports/none").status_code == 404
    assert client.get("/reports/").status_code == 404
    assert "no report of this archive" in client.get("/reports/none.json").json()["error"]


def test_cards_say_what_reviewers_found(tmp_path: Path) -> None:
    coding = factory.coding()
    archive = Archive.writable(tmp_path / "a")
    archive.add([coding])
    at = [event.evidence[0].trigger for event in coding.events]

    def review(number: int, verdict: Verdict, **more: Any) -> Review:
        words = {"start": at[number].start, "end": at[number].end, "text": at[number].text}
        return Review("Kim", datetime(2024, 5, 1, tzinfo=UTC), coding.report.id, coding.versions, verdict,
                      record=coding.events[number].id, **words, **more)  # fmt: skip

    Reviews(archive.folder).append_all(
        [review(0, "right"), review(1, "corrected", field="type", value='"THREATEN"'), review(2, "no_event")]
    )
    with asking(archive.folder) as client:
        page = unescape(client.get(f"/reports/{coding.report.id}").text)
        cards = dict(re.findall(r'<article id="r0-(e\d)"(.*?)</article>', page, re.DOTALL))
        told = client.get(f"/reports/{coding.report.id}.json").json()
    assert "Reviewed: <b>right" in cards["e0"]
    assert "Reviewed: <b>corrected (type)" in cards["e1"]
    assert "now: THREATEN" in cards["e1"]
    assert "Reviewed: <b>no event" in cards["e2"]
    assert "Reviewed" not in cards["e3"]
    assert told == to_json(coding)  # JSON is the coding, as it was made


def test_a_report_is_read_when_its_part_was_merged_away_meanwhile(tmp_path: Path) -> None:
    archive = Archive.writable(tmp_path / "a")
    for day in range(1, 4):
        archive.add([numbered(f"r-{day}", day)])
    with asking(archive.folder) as client:
        assert client.get("/reports/r-1").status_code == 200
        assert len(list(merge(archive.folder))) == 1
        for day in range(1, 4):
            assert client.get(f"/reports/r-{day}").status_code == 200
