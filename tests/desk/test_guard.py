"""Who may ask the desk and how: hosts, tokens, forms, sizes, and the headers of every answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dateline.desk.app import make_app
from dateline.desk.guard import FORM_HEADER, Access, App


@pytest.fixture(scope="module")
def with_token(made_archive: Path) -> App:
    return make_app(made_archive, Access(token="secret-token", form="form-value"))


@pytest.fixture
def guarded(with_token: App) -> TestClient:
    """One browser's worth of cookies for each test."""
    return TestClient(with_token, base_url="http://desk.example")


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "", "localhost.evil:8765", "[::2]", "1.2.3.4"]
)
def test_a_name_that_was_made_to_mean_this_machine_is_not_answered(host: str, client: TestClient) -> None:
    assert client.get("/events", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:9", "[::1]:8765", "localhost"])
def test_this_machine_is_answered(host: str, client: TestClient) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "address", ["/", "/events.json", "/events.csv", "/static/desk.css", "/nothing", "/openapi.json"]
)
def test_every_answer_says_what_a_page_may_load(address: str, client: TestClient) -> None:
    headers = client.get(address).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_whoever_has_no_token_sees_nothing(guarded: TestClient) -> None:
    for address in ("/", "/events.json", "/static/desk.css", "/?token=wrong", "/openapi.json"):
        answer = guarded.get(address)
        assert answer.status_code == 401, address
        assert "token" in answer.text
    assert guarded.get("/", headers={"authorization": "Bearer wrong"}).status_code == 401


def test_the_token_is_taken_once_from_the_address_and_then_from_a_cookie(guarded: TestClient) -> None:
    first = guarded.get("/events?token=secret-token&type=AID", follow_redirects=False)
    assert first.status_code == 303
    assert first.headers["location"] == "/events?type=AID"
    assert "HttpOnly" in first.headers["set-cookie"]
    assert "SameSite=Strict" in first.headers["set-cookie"]
    assert guarded.get("/events", headers={"cookie": "other=1; dateline-token=secret-token"}).status_code == 200
    assert guarded.get("/events", headers={"authorization": "Bearer secret-token"}).status_code == 200


def test_the_redirect_stays_on_this_desk(guarded: TestClient) -> None:
    answer = guarded.get("//evil.example/?token=secret-token", follow_redirects=False)
    assert answer.headers.get("location", "/").startswith("/")
    assert not answer.headers.get("location", "/").startswith("//")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {FORM_HEADER: "wrong"},
        {FORM_HEADER: "form-value", "origin": "http://evil.example"},
        {FORM_HEADER: "form-value", "sec-fetch-site": "cross-site"},
    ],
)
def test_a_change_that_another_site_makes_is_refused(headers: dict[str, str], guarded: TestClient) -> None:
    answer = guarded.post("/review", headers={"authorization": "Bearer secret-token"} | headers)
    assert answer.status_code == 403


def test_a_change_from_an_own_page_passes_the_guard(guarded: TestClient) -> None:
    headers = {"authorization": "Bearer secret-token", FORM_HEADER: "form-value", "origin": "http://desk.example"}
    assert guarded.post("/no-such-change", headers=headers).status_code == 404


def test_what_is_too_large_is_refused(client: TestClient) -> None:
    assert client.get("/events?" + "q=a&" * 5000).status_code == 414
    huge = b"x" * (9 << 20)
    assert client.post("/api/code", content=huge, headers={"content-type": "application/json"}).status_code == 413
    assert client.post("/api/code", headers={"content-length": "much"}).status_code == 413


def test_a_body_of_unsaid_length_is_cut_off(client: TestClient) -> None:
    chunks = (b"x" * (1 << 20) for _ in range(12))
    answer = client.post("/api/code", content=chunks, headers={"content-type": "application/json"})
    assert answer.status_code == 413
