"""Pages as files to send: they ask for nothing, run nothing and tell no secret of the desk."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from dateline.desk.pages import PAGES

ADDRESSES = [page.path for page in PAGES if "{" not in page.path and page.path != "/review"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_to_send_stands_alone(address: str, client: TestClient) -> None:
    shown = client.get(address).text
    (secret,) = re.findall(r'name="dateline-form" content="([^"]+)"', shown)
    sent = client.get(f"{address}?save=page")
    assert sent.headers["content-disposition"].startswith('attachment; filename="')
    page = sent.text
    assert secret not in page
    assert not re.search(r"<script|<link|<form|<input", page)
    assert not re.search(r'(?:href|src|action)="[/?]', page)
    assert page.count("<style>") == page.count("</style>") == 1
    assert re.findall(r"<h1>.*?</h1>", page) == re.findall(r"<h1>.*?</h1>", shown)


def test_a_browser_shows_the_file_as_the_desk_does_and_asks_for_nothing(
    browser: Any, client: TestClient, tmp_path: Path
) -> None:
    file = tmp_path / "events.html"
    file.write_text(client.get("/events?type=ASSAULT&save=page").text, encoding="utf-8")
    context = browser.new_context()
    page = context.new_page()
    complaints: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    assert page.locator("[data-event]").count() == len(client.get("/events.json?type=ASSAULT").json()["data"]["events"])
    assert page.evaluate("getComputedStyle(document.querySelector('.event-item .who')).fontWeight") == "600"
    context.close()
    assert complaints == []
    assert asked == [file.as_uri()]
