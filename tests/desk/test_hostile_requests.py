"""Requests that no browser makes: odd hosts, lengths, methods and paths, slow clients, and many at once."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
import uvicorn
from starlette.testclient import TestClient

from dateline.desk import guard, serving
from dateline.desk.app import make_app
from dateline.desk.coding_api import _CODER
from dateline.desk.guard import FORM_HEADER, Access
from dateline.desk.pages import PAGES

AS_JSON = {"content-type": "application/json"}
_HOSTS = [
    "[",
    "[::1",
    "]",
    "a[b]",
    "x@127.0.0.1",
    "127.0.0.1#",
    "127.0.0.1/evil",
    "127.0.0.1:8765:1",
    "127.0.0.1:",
    "127.0.0.1\\evil",
]


@pytest.fixture(scope="module")
def strict(made_archive: Path) -> TestClient:
    """A desk whose mistakes are answers, as they are in use."""
    return TestClient(
        make_app(made_archive, Access(form="form-value")),
        base_url="http://127.0.0.1:8765",
        raise_server_exceptions=False,
    )


@pytest.mark.parametrize("host", _HOSTS)
def test_a_host_that_is_no_host_is_refused(host: str, strict: TestClient) -> None:
    assert strict.get("/events.json", headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    "origin", ["[", "null", "http://[", "http://127.0.0.1:8765/", "http://127.0.0.1", "127.0.0.1:8765"]
)
def test_an_origin_that_is_not_the_desk_changes_nothing(origin: str, strict: TestClient) -> None:
    assert strict.post("/api/code", content=b'"a"', headers=AS_JSON | {"origin": origin}).status_code == 403


@pytest.mark.parametrize("length", [b"\xb2", b"9" * 5000, b"-1", b" ", b"+1", b"1_0", b"0x1"])
def test_a_length_that_is_no_number_is_refused(length: bytes, strict: TestClient) -> None:
    assert strict.post("/api/code", headers=AS_JSON | {"content-length": length}).status_code == 413  # type: ignore[dict-item]


@pytest.mark.parametrize(
    "sent", ["/%0d%0aset-cookie:x=1", "/%5cevil.example/", "//evil.example/", "/%5C/evil.example", "/%C3%A9"]
)
def test_the_redirect_that_takes_the_token_leads_to_this_desk_and_breaks_no_header(
    sent: str, made_archive: Path
) -> None:
    app = make_app(made_archive, Access(token="secret"))
    told = TestClient(app, base_url="http://desk.example").get(f"{sent}?token=secret", follow_redirects=False)
    where = told.headers.get("location", "/")
    assert where.startswith("/")
    assert where[1:2] not in ("/", "\\")
    assert where.isascii()
    assert where.isprintable()


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "OPTIONS", "FOO"])
@pytest.mark.parametrize("address", ["/", "/events", "/reports/x", "/static/desk.css", "/openapi.json"])
def test_a_page_is_only_read(method: str, address: str, strict: TestClient) -> None:
    assert strict.request(method, address).status_code in (403, 405)
    assert strict.request(method, address, headers={FORM_HEADER: "form-value"}).status_code == 405


_OUTWARD = [
    "..%2fapp.py",
    "%2e%2e/app.py",
    "..%5capp.py",
    "%2e%2e%2f%2e%2e%2fversion.py",
    "/etc/passwd",
    "%2fetc%2fpasswd",
    "%00",
    "a" * 5000,
    "",
    "vendored",
]


@pytest.mark.parametrize("path", _OUTWARD)
def test_no_file_but_the_desks_own_is_given(path: str, strict: TestClient) -> None:
    assert strict.get(f"/static/{path}").status_code in (404, 405)


_PATHS = (
    "..%2f..%2f..%2fetc%2fpasswd",
    "%00",
    "%ff",
    "%ed%a0%80",
    "a" * 5000,
    "%27%3B DROP TABLE desk.events--",
    "%0d%0a",
    "{{7*7}}",
    "%3Cscript%3E",
)


@pytest.mark.parametrize("form", ["", ".json", ".csv"])
@pytest.mark.parametrize("page", [page.path for page in PAGES if "{" in page.path])
def test_a_path_that_names_nothing_is_not_found(page: str, form: str, strict: TestClient) -> None:
    for sent in _PATHS:
        told = strict.get(page.partition("{")[0] + sent + form)
        assert told.status_code == 404, sent
        assert "<script>" not in told.text or form == ".json"  # which no browser takes for a page


_INTO_SQL = "') OR 1=1 --"


@pytest.mark.parametrize(
    "name",
    [
        "type",
        "actor",
        "publisher",
        "story",
        "place",
        "by",
        "to",
        "basis",
        "status",
        "name",
        "kind",
        "order",
        "show",
        "q",
    ],
)
def test_no_filter_reaches_the_question_itself(name: str, strict: TestClient) -> None:
    everything = strict.get("/events.json").json()["data"]["total"]
    told = strict.get("/events.json", params={name: _INTO_SQL})
    assert told.status_code in (200, 400)
    if told.status_code == 200:
        chosen = told.json()["data"]["total"]
        assert chosen == (0 if name in told.json()["filters"] else everything)


def test_days_of_two_thousand_years_are_not_drawn_one_by_one(strict: TestClient) -> None:
    drawn = strict.get("/timeline.json?unit=day").json()["data"]["drawn"]
    assert len(drawn["bars"]) <= 2_000


def test_those_who_wait_for_a_coding_leave_room_to_those_who_read(strict: TestClient) -> None:
    with _CODER._lock:
        asking = [threading.Thread(target=lambda: strict.post("/api/code", json="Nothing.")) for _ in range(40)]
        for each in asking:
            each.start()
        time.sleep(1)
        assert strict.post("/api/code", json="Nothing.").status_code == 503
    for each in asking:
        each.join()
    assert strict.post("/api/code", json="Nothing.").status_code == 200


@pytest.fixture
def hurried(made_archive: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The port of a desk that waits half a second where it else waits longer."""
    monkeypatch.setattr(serving, "_PATIENCE", 0.5)
    monkeypatch.setattr(guard, "_PATIENCE", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(serving.configured(make_app(made_archive)))
        running = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        running.start()
        yield listening.getsockname()[1]
        server.should_exit = True
        running.join(10)


@pytest.mark.parametrize("begun", [b"", b"GET / HTT", b"GET / HTTP/1.1\r\nhost: 127.0.0.1\r\nx: y"])
def test_whoever_holds_a_connection_and_asks_nothing_is_let_go(begun: bytes, hurried: int) -> None:
    with socket.create_connection(("127.0.0.1", hurried), timeout=20) as slow:
        slow.sendall(begun)
        assert slow.recv(100) == b""


def test_a_body_that_never_ends_is_not_waited_for(hurried: int) -> None:
    head = (
        b"POST /api/code HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", hurried), timeout=20) as slow:
        slow.sendall(head + b'{"te')
        assert slow.recv(100).startswith(b"HTTP/1.1 413")


def test_a_head_of_a_megabyte_is_refused(hurried: int) -> None:
    with socket.create_connection(("127.0.0.1", hurried), timeout=20) as large:
        try:
            large.sendall(b"GET / HTTP/1.1\r\nhost: 127.0.0.1\r\nx: " + b"y" * (1 << 20))
            told = large.recv(100)
        except ConnectionError:
            return
        assert told.startswith(b"HTTP/1.1 400")


def test_no_other_protocol_is_spoken(hurried: int) -> None:
    upgrade = {"upgrade": "websocket", "connection": "Upgrade", "sec-websocket-key": "x", "sec-websocket-version": "13"}
    told = httpx2.get(f"http://127.0.0.1:{hurried}/openapi.json", headers=upgrade)
    assert told.status_code == 200
    assert "content-security-policy" in told.headers
    assert "server" not in told.headers
