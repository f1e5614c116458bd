"""Pages are kept as they leave: drawn once for all who ask, and never shown when a review or a new part has made them old."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx2
import pytest
from starlette.testclient import TestClient

from dateline.archive import Archive
from dateline.coder import load
from dateline.desk import app as desk_app
from dateline.desk import shelf as shelving
from dateline.desk.page_request import Drawn, PageRequest, draw
from dateline.desk.pages import PAGES
from tests.desk.conftest import Served
from tests.desk.reviewing import coders
from tests.desk.test_patching import Judging

STEADY = [page.path for page in PAGES if page.steady and "{" not in page.path]


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Each page that is drawn, with the name of the thread that draws it."""
    found: list[tuple[str, str]] = []

    def told(request: PageRequest, *given: Any) -> Drawn:
        found.append((request.at, threading.current_thread().name))
        time.sleep(0.05)
        return draw(request, *given)

    monkeypatch.setattr(desk_app, "draw", told)
    return found


@pytest.fixture
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelving, "_LOOK_AGAIN", 0.0)
    monkeypatch.setattr(shelving, "_REST", 0.0)


def test_a_page_that_many_ask_for_at_once_is_drawn_once(
    own_archive: Path, served: Served, drawn: list[tuple[str, str]]
) -> None:
    base = served(own_archive)
    with ThreadPoolExecutor(20) as readers:
        answers = list(readers.map(lambda _: httpx2.get(f"{base}/events", timeout=60), range(20)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.text for answer in answers}) == 1
    assert [at for at, _ in drawn] == ["/events"]


@pytest.mark.parametrize("address", [*STEADY, "/events.json", "/actors.json"])
def test_whoever_has_a_page_is_told_that_it_is_still_so(address: str, client: TestClient) -> None:
    whole = client.get(address)
    tag = whole.headers["etag"]
    again = client.get(address, headers={"if-none-match": f'"other", W/{tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get(address, headers={"if-none-match": '"other"'}).content == whole.content
    assert whole.headers["cache-control"] == again.headers["cache-control"] == "no-store"
    for name in ("content-security-policy", "x-frame-options", "x-content-type-options"):
        assert again.headers[name] == whole.headers[name]


def test_what_is_kept_of_one_coder_is_no_others(own_archive: Path) -> None:
    ana, bob, cleo = coders(own_archive, "ana", "bob", "cleo")
    sample = ana.draw()
    ana.say(sample, ana.item(sample, 1), "right")
    assert len(ana.own(sample, 1)) == 1
    assert bob.own(sample, 1) == []
    assert 'value="ana"' in ana.client.get("/review").text
    assert 'value="bob"' in bob.client.get("/review").text
    for address in STEADY:
        assert ana.client.get(address).text == cleo.client.get(address).text
        # Bob has items left on which somebody else has said something: he sees what was coded, and is told so.
        assert 'class="as-coded"' in bob.client.get(address).text


@pytest.mark.usefixtures("_soon")
def test_a_coder_sees_a_verdict_at_once_and_the_lists_see_it_soon(own_archive: Path) -> None:
    Judging(own_archive).say(0, verdict="right")
    (ana,) = coders(own_archive, "ana")
    sample = ana.draw()
    item = ana.item(sample, 1)
    before = ana.client.get("/events.json").json()["data"]["total"]
    ana.say(sample, item, "no_event")
    assert ana.own(sample, 1)[0]["verdict"] == "no_event"
    _until(lambda: ana.client.get("/events.json").json()["data"]["total"] == before - 1)
    report = item["item"]["report"]["report_id"]
    assert "it is left out everywhere else" in ana.client.get(f"/reports/{report}").text


@pytest.mark.usefixtures("_soon")
@pytest.mark.parametrize("address", ["/", "/events", "/reports", "/actors", "/timeline", "/events.json"])
def test_a_kept_page_is_drawn_anew_when_a_report_has_come(own_archive: Path, served: Served, address: str) -> None:
    page = served(own_archive) + address
    old = httpx2.get(page, timeout=60).text
    assert httpx2.get(page, timeout=60).text == old
    add(own_archive)
    _until(lambda: httpx2.get(page, timeout=60).text != old)


@pytest.mark.usefixtures("_soon")
def test_what_is_often_asked_is_drawn_before_a_new_snapshot_is_shown(
    own_archive: Path, served: Served, drawn: list[tuple[str, str]]
) -> None:
    page = f"{served(own_archive)}/events"
    old = {httpx2.get(page, timeout=60).text for _ in range(3)}
    add(own_archive)
    _until(lambda: httpx2.get(page, timeout=60).text not in old)
    assert [thread.startswith("drawing") for _, thread in drawn[:2]] == [True, False]  # no reader waited for the second


@pytest.mark.usefixtures("_soon")
def test_what_words_find_is_kept_until_the_index_has_grown(own_archive: Path, served: Served) -> None:
    page = f"{served(own_archive)}/reports.json?q=Chad+village"
    _until(lambda: httpx2.get(page, timeout=60).status_code == 200)  # there is an index
    before = httpx2.get(page, timeout=60).json()["data"]["total"]
    add(own_archive)
    _until(lambda: httpx2.get(page, timeout=60).json()["data"]["total"] == before + 1)


def add(folder: Path) -> None:
    Archive.existing(folder).add([load().code("Rebels attacked a village in Chad on Tuesday.", id="new")])


def _until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 90
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.1)
