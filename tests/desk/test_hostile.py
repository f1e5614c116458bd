"""Reports, names and addresses that would rather be markup, scripts or paths: as a program and as a browser meet them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from dateline.archive import Archive
from dateline.desk.addresses import address
from dateline.desk.app import make_app
from dateline.model import (
    Actor,
    Coding,
    Coverage,
    Event,
    EventDate,
    Evidence,
    Mention,
    Report,
    Size,
    Source,
    Statement,
    Versions,
)
from tests.desk.conftest import Served

SCRIPT = "<script>window.struck = 1</script><img src=x onerror='window.struck=1'>"
TURNED = "\u202eevil\u202c"
IDS = (
    "a/b/c",
    "..",
    ".",
    "a/../../b",
    "100% sure?",
    "#top&q=1",
    'it\'s "quoted"',
    "отчёт 報告 🕊️",
    "x.json",
    "y.csv",
    " spaced ",
    "//news.example/x",
    "javascript:alert(1)",
    SCRIPT,
    TURNED,
    "\\..\\windows",
    "a\tb",
    "x" * 600,
)
NAMES = ("Ann / Bo", "..", "x.json", SCRIPT, TURNED, 'Jo "The" O\'Neil', "Ümit 100%", "N" * 400)


def odd(report_id: str, name: str) -> Coding:
    """A report in which everything that may say anything does."""
    text = f"{name} met Kari Lund. “{SCRIPT} {TURNED}”, {name} said.\n\n" + "long " * 20
    report = Report(
        report_id, text, publisher=SCRIPT, title=f"{SCRIPT} {TURNED}", url=f"javascript:alert('{len(name)}')"
    )
    whole, kari, met = report.span(0, len(name)), _at(report, "Kari Lund"), _at(report, "met")
    said, content = _at(report, "said"), _at(report, SCRIPT)
    who = Actor("a1", name, "person", (Mention(whole, "name"),), None)
    whom = Actor("a2", "Kari Lund", "person", (Mention(kari, "name"),), "NOR")
    when, telling = EventDate(None, None, "unknown", None, "published"), Evidence(0, met, SCRIPT, 0.9, SCRIPT)
    event = Event(
        "e1", "CONSULT", None, (), "VERBAL COOPERATION", 1.0, ("a1",), ("a2",), None, "happened",
        (Source(publisher=SCRIPT),), when, Size(), (telling,),
    )  # fmt: skip
    statement = Statement("s1", "a1", said, content, quoted=True, sources=(), about=("a2",))
    return Coding(
        report, (who, whom), (), (event,), (statement,), (), Coverage(len(text), len(text), 2, truncated=False),
        Versions("dateline", "0", "r", "c"), (report.span(0, len(text)),),
    )  # fmt: skip


def _at(report: Report, words: str) -> Any:
    start = report.text.index(words, report.text.index("met") if words != "met" else 0)
    return report.span(start, start + len(words))


@pytest.fixture(scope="module")
def odd_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("odd") / "a"
    codings = [odd(report_id, NAMES[at % len(NAMES)]) for at, report_id in enumerate(IDS)]
    Archive.writable(folder).add(codings)
    return folder


@pytest.fixture(scope="module")
def odd_client(odd_archive: Path) -> Iterator[TestClient]:
    with TestClient(make_app(odd_archive), base_url="http://127.0.0.1:8765") as client:
        yield client


def links(page: str, begin: str) -> list[str]:
    return [unescape(link) for link in re.findall(r'href="([^"]*)"', page) if unescape(link).startswith(begin)]


def assert_harmless(page: str) -> None:
    page = re.sub(r' data-event="[^"]*"', "", page)  # which nobody sees
    assert "<script>window" not in page
    assert "<img" not in page
    assert "\u202e" not in page
    assert not [
        link for link in re.findall(r'href="([^"]*)"', page) if unescape(link).lower().startswith(("javascript", "//"))
    ]


def test_every_report_is_reached_by_the_link_that_its_list_gives(odd_client: TestClient) -> None:
    page = odd_client.get("/reports").text
    assert_harmless(page)
    reached = set()
    for link in dict.fromkeys(links(page, "/reports/")):
        answer = odd_client.get(link)
        assert answer.status_code == 200, link
        assert_harmless(answer.text)
        (data,) = {one for one in links(answer.text, "/reports/") if ".json" in one.partition("?")[0][-5:]}
        reached.add(odd_client.get(data).json()["report"]["id"])
    assert reached == set(IDS)


@pytest.mark.parametrize("report_id", IDS)
def test_an_address_names_one_report_alone(odd_client: TestClient, report_id: str) -> None:
    path, _, query = address("/reports", report_id, "?event=e1").partition("?")
    told = odd_client.get(f"{path}.json?{query}").json()
    assert told["report"]["id"] == report_id
    assert odd_client.get(f"{path}?{query}").text.count('data-opens="r0-e0"') == 1
    assert "/../" not in path  # a browser would leave the folder


@pytest.mark.parametrize("name", NAMES)
def test_every_name_has_its_page(odd_client: TestClient, name: str) -> None:
    page = odd_client.get(address("/actors", name))
    assert page.status_code == 200
    assert_harmless(page.text)
    path, _, query = address("/actors", name).partition("?")
    assert odd_client.get(f"{path}.json?{query}").json()["data"]["name"] == name


@pytest.mark.parametrize(
    "page", ["/", "/reports", "/events", "/actors", "/network", "/stories", "/reports?save=page", "/events?save=page"]
)
def test_no_list_lets_markup_through(odd_client: TestClient, page: str) -> None:
    answer = odd_client.get(page)
    assert answer.status_code == 200
    assert_harmless(answer.text)


@pytest.mark.parametrize(
    "asked",
    [
        "?q=%3Cscript%3E",
        "?actor=%3Cscript%3Ewindow",
        "?order=%22%3E%3Cimg",
        "?page=%00",
        "?self=1",
        "?id=..%2f",
        "?event=%ff",
    ],
)
@pytest.mark.parametrize("page", ["/reports", "/reports/x", "/actors", "/actors/x"])
def test_no_query_lets_markup_through_or_breaks_a_page(odd_client: TestClient, page: str, asked: str) -> None:
    answer = odd_client.get(page + asked)
    assert answer.status_code in (200, 404)
    assert_harmless(answer.text)


@pytest.mark.parametrize(
    "page", ["/reports/%2e%2e/%2e%2e/etc/passwd", "/actors/../../etc/passwd", "/reports/..%2f..%2fcodings"]
)
def test_no_path_leaves_the_archive(odd_client: TestClient, page: str) -> None:
    answer = odd_client.get(page)
    assert answer.status_code == 404
    assert "root:" not in answer.text


def test_a_line_of_300000_characters_is_a_page(tmp_path: Path) -> None:
    coding = odd("long", "Ann")
    report = replace(coding.report, text=coding.report.text + "x" * 150_000 + "<b>" + "y y" * 50_000)
    whole = replace(coding, report=report, coverage=Coverage(len(report.text), len(report.text), 2, truncated=False))
    Archive.writable(tmp_path / "a").add([whole])
    with TestClient(make_app(tmp_path / "a"), base_url="http://127.0.0.1:8765") as client:
        page = client.get("/reports/long")
        assert page.status_code == 200
        assert_harmless(page.text)
        assert len(client.get("/reports").content) < 50_000  # a list shows the beginning
        assert json.loads(client.get("/reports/long.json").text)["report"]["text"] == report.text


def test_a_browser_runs_nothing_of_a_report(browser: Any, served: Served, odd_archive: Path) -> None:
    host = served(odd_archive)
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    complaints: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    page.on("request", lambda request: asked.append(request.url))
    for path in (
        "/reports",
        "/actors",
        "/events",
        *(address("/reports", one, "?event=e1") for one in IDS),
        *(address("/actors", one) for one in NAMES),
    ):
        answer = page.goto(host + path)
        assert answer is not None
        assert answer.status == 200, path
        assert page.evaluate("window.struck") is None
    context.close()
    assert not complaints
    assert all(url.startswith((f"{host}/", "data:")) for url in asked)
