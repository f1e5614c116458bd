"""A real browser goes through an archive whose every word is an attack: nothing runs, nothing is asked of others, nothing breaks."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from starlette.testclient import TestClient

from dateline.desk.app import make_app
from dateline.desk.pages import PAGES
from tests.desk.conftest import Served
from tests.desk.hostile import ATTACKS, hostile_archive

LISTS = [page.path for page in PAGES if "{" not in page.path]
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_archive(tmp_path_factory.mktemp("hostile") / '"><b>&archive')


@pytest.fixture(scope="module")
def asking(hostile: Path) -> Iterator[TestClient]:
    with TestClient(make_app(hostile), base_url="http://127.0.0.1:8765") as client:
        while client.get("/reports.json?q=police").status_code == 503:
            pass
        yield client


@pytest.fixture(scope="module")
def addresses(asking: TestClient) -> list[str]:
    """All lists, and for each attack a report and an actor; some stories."""
    reports = asking.get("/reports.json").json()["data"]["reports"]
    actors = asking.get("/actors.json").json()["data"]["actors"]
    stories = asking.get("/stories.json").json()["data"]["stories"]
    found = [f"/reports/?id={quote(report['report_id'], safe='')}" for report in reports[::2]]
    found += [f"/actors/?id={quote(name, safe='')}" for name in ATTACKS if name in {actor["name"] for actor in actors}]
    return [*LISTS, *found, *(f"/stories/{quote(story['story_id'])}" for story in stories[:3]), "/dyads/RUS-PRK"]


def test_every_attack_is_in_the_archive_as_it_is(asking: TestClient) -> None:
    lists = [asking.get(f"/actors.json?page={number}").json()["data"]["actors"] for number in (1, 2)]
    names = {actor["name"] for some in lists for actor in some}
    titles = {report["title"] for report in asking.get("/reports.json").json()["data"]["reports"]}
    for attack in ATTACKS:
        assert attack in titles
        assert attack in names


def test_every_page_and_its_data_and_table_is_given(asking: TestClient, addresses: list[str]) -> None:
    for address in addresses:
        path, _, query = address.partition("?")
        stem = path if path != "/" else "/index"
        forms = [address, f"{address}{'&' if query else '?'}save=page"]
        if not path.endswith("/") or path == "/":
            forms += [f"{stem}.json?{query}", f"{stem}.csv?{query}"]
        for form in forms:
            assert asking.get(form).status_code == 200, form


def test_no_cell_of_a_table_is_a_formula_or_steers_a_terminal(asking: TestClient) -> None:
    csv.field_size_limit(1 << 24)
    for path in ("events", "reports", "actors", "map", "network"):
        for row in csv.reader(io.StringIO(asking.get(f"/{path}.csv").text, newline="")):
            for cell in row:
                assert not cell.startswith(("=", "+", "@", "\t", "\r"))
                assert not {"\x00", "\x1b", "\u202e"} & set(cell)


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_as_a_filter_is_a_filter(attack: str, asking: TestClient) -> None:
    for name in ("actor", "publisher", "place", "by", "to", "q", "story"):
        told = asking.get("/events", params={name: attack})
        assert told.status_code == 200
        assert "<script>window" not in told.text


_SCHEMES = (
    "[...document.querySelectorAll('a[href]')].map(a => new URL(a.getAttribute('href'), document.baseURI).protocol)"
)


def visit(browser: Any, base: str, addresses: list[str], **how: Any) -> list[str]:
    """What went wrong on these pages."""
    wrong: list[str] = []
    context = browser.new_context(**how)
    page = context.new_page()
    at = ""
    page.on("console", lambda message: wrong.append(f"{at}: {message.type} {message.text}"))
    page.on("pageerror", lambda error: wrong.append(f"{at}: {error}"))
    page.on("dialog", lambda dialog: (wrong.append(f"{at}: a dialog"), dialog.dismiss()))
    page.on("request", lambda asked: _elsewhere(asked.url, base) and wrong.append(f"{at}: asks {asked.url[:100]}"))
    for at in addresses:
        page.goto(base + at)
        if page.evaluate("window.attacked") is not None:
            wrong.append(f"{at}: a script ran")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            wrong.append(f"{at}: {wide} pixels too wide")
        wrong += [f"{at}: a link with {scheme}" for scheme in set(page.evaluate(_SCHEMES)) - {"http:", "https:"}]
    context.close()
    return wrong


def _elsewhere(url: str, base: str) -> bool:
    asked = urlsplit(url)
    return asked.scheme != "data" and asked.netloc != urlsplit(base).netloc


def test_nothing_runs_and_nothing_is_asked_of_others(
    browser: Any, served: Served, hostile: Path, addresses: list[str]
) -> None:
    assert visit(browser, served(hostile), addresses, viewport=WIDE) == []


def test_no_page_is_wider_than_a_phone(browser: Any, served: Served, hostile: Path, addresses: list[str]) -> None:
    assert visit(browser, served(hostile), addresses, viewport=PHONE, has_touch=True, is_mobile=True) == []


def test_a_page_that_was_sent_does_nothing_either(
    browser: Any, asking: TestClient, addresses: list[str], tmp_path: Path
) -> None:
    wrong: list[str] = []
    page = browser.new_page()
    page.on("request", lambda asked: not asked.url.startswith(("file:", "data:")) and wrong.append(asked.url))
    page.on("dialog", lambda dialog: (wrong.append("a dialog"), dialog.dismiss()))
    for number, address in enumerate(addresses):
        file = tmp_path / f"{number}.html"
        file.write_bytes(asking.get(f"{address}{'&' if '?' in address else '?'}save=page").content)
        page.goto(file.as_uri())
        if page.evaluate("window.attacked") is not None:
            wrong.append(address)
    page.close()
    assert wrong == []
