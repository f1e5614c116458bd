"""Thousands of requests made from the description that the running desk gives of itself, meant well and meant ill.

``FUZZ=5000 pytest tests/desk/test_api_fuzz.py`` makes as many; the ordinary run makes some.
"""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.testclient import TestClient

from dateline.desk.app import make_app
from dateline.desk.guard import FORM_HEADER, Access
from tests.desk.described import fits

MANY = int(os.environ.get("FUZZ", "60"))
_LONGEST = 20.0  # seconds, on a machine that does much else; a question that takes more is refused
_HOSTILE = (
    "", " ", "0", "-1", "1e999", "nan", "null", "\x00", "\ufffe", "\u202e", "'", '"', "\\", "%", "%00", "../../etc/passwd", "{{7*7}}",
    "<script>alert(1)</script>", "' OR 1=1 --", "9999-12-31", "0001-01-01", "2024-02-30", "title:", "NEAR(a b)", '"a', "a*", "-a", "a OR",
    "\U0001f600" * 50, "a" * 400, "\r\nx: y", "RUS-UKR", "ASSAULT", "happened", "latest", "name", "2", "page",
)  # fmt: skip
_NAMES = (
    "page",
    "order",
    "show",
    "cut",
    "unit",
    "edges",
    "id",
    "save",
    "token",
    "self",
    "path",
    "with",
    "form",
    "kind",
    "\x00",
    "q",
)


@pytest.fixture(scope="module")
def asking(made_archive: Path) -> TestClient:
    app = make_app(made_archive, Access(form="form-value"))
    client = TestClient(app, base_url="http://127.0.0.1:8765", raise_server_exceptions=False, follow_redirects=False)
    while client.get("/reports.json?q=police").status_code == 503:
        time.sleep(0.2)
    return client


def texts() -> st.SearchStrategy[str]:
    """What may stand in an address: surrogates cannot."""
    any_text = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)
    return st.one_of(st.sampled_from(_HOSTILE), any_text)


def fitting(schema: dict[str, Any], seen: dict[str, list[str]], name: str) -> st.SearchStrategy[str]:
    """Values that a parameter asks for, some of them of this archive."""
    one = schema.get("items", schema)
    if one.get("format") == "date":
        return st.dates().map(str)
    if one.get("type") == "number":
        return st.floats(0, 1).map(str)
    return st.one_of(st.sampled_from(seen.get(name) or ["x"]), texts())


def seen_values(client: TestClient) -> dict[str, list[str]]:
    """Values of filters, and of paths, that there are."""
    facets = client.get("/events.json").json()["data"]["facets"]
    seen = {facet["name"]: [value["value"] for value in facet["values"]] for facet in facets}
    events = client.get("/events.csv").text.splitlines()
    seen["report_id"] = [line.split(",")[1] for line in events[1:30]]
    seen["story_id"] = [story["story_id"] for story in client.get("/stories.json").json()["data"]["stories"]]
    seen["name"] = [actor["name"] for actor in client.get("/actors.json").json()["data"]["actors"]]
    seen["pair"] = [f"{dyad['a']}-{dyad['b']}" for dyad in client.get("/dyads.json").json()["data"]["dyads"]]
    return seen


def check(told: Any) -> None:
    """What holds for every answer."""
    assert told.status_code < 500, told.text
    assert "default-src 'none'" in told.headers["content-security-policy"]
    assert told.headers["x-content-type-options"] == "nosniff"
    assert "Traceback" not in told.text
    assert told.elapsed.total_seconds() < _LONGEST


def test_no_request_is_more_than_the_desk_can_answer(asking: TestClient) -> None:
    document = asking.get("/openapi.json").json()
    known, seen = document["components"]["schemas"], seen_values(asking)
    paths = [(path, told["get"]) for path, told in document["paths"].items() if "get" in told]

    @settings(max_examples=MANY, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def ask(data: st.DataObject) -> None:
        path, operation = data.draw(st.sampled_from(paths))
        pairs: list[tuple[str, str]] = []
        for each in operation["parameters"]:
            values = fitting(each["schema"], seen, each["name"])
            if each["in"] == "path":
                path = path.replace("{" + each["name"] + "}", quote(data.draw(values), safe=""))
            elif data.draw(st.integers(0, 5)) == 0:
                pairs += [(each["name"], value) for value in data.draw(st.lists(values, min_size=1, max_size=3))]
        pairs += data.draw(st.lists(st.tuples(st.sampled_from(_NAMES), texts()), max_size=2))
        form = data.draw(st.sampled_from((".json", ".json", ".csv", "")))
        address = path.removesuffix(".json") + form
        told = asking.get("/" if address == "/index" else address, params=pairs)
        check(told)
        if form == ".json" and told.headers["content-type"] == "application/json":
            schema = (
                operation["responses"][str(told.status_code)]
                if told.status_code != 503
                else operation["responses"]["400"]
            )
            assert fits(told.json(), schema["content"]["application/json"]["schema"], known), (
                address,
                pairs,
                told.text[:300],
            )

    ask()


_METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "BREW")
_ASKED_WITH = ("host", "origin", "cookie", "authorization", "content-type", "content-length", "range", "accept", "if-none-match",
               "if-modified-since", "sec-fetch-site", "x-forwarded-for", "transfer-encoding", "connection", "referer", FORM_HEADER)  # fmt: skip


def test_no_method_header_or_body_is_more_than_the_desk_can_answer(asking: TestClient) -> None:
    paths = [
        *asking.get("/openapi.json").json()["paths"],
        "/",
        "/events",
        "/static/desk.css",
        "/static/page.js",
        "/openapi.json",
    ]
    headers = st.dictionaries(
        st.sampled_from(_ASKED_WITH),
        st.one_of(st.binary(max_size=30), texts().map(lambda text: text.encode())),
        max_size=3,
    )

    @settings(max_examples=MANY, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(_METHODS), st.sampled_from(paths), headers, st.binary(max_size=100), st.booleans())
    def ask(method: str, path: str, given_headers: dict[str, bytes], body: bytes, own: bool) -> None:
        sent: dict[str, Any] = ({FORM_HEADER: b"form-value"} if own else {}) | given_headers
        check(
            asking.request(method, quote(path), headers=sent, content=body if method not in ("GET", "HEAD") else None)
        )

    ask()


def json_values() -> st.SearchStrategy[Any]:
    """Bodies: reports with fields that are right, wrong, strange or missing, and any JSON."""
    words = st.one_of(
        texts(), st.sampled_from(("Police arrested three protesters in Oslo on Monday.", "\ud800", "2024-05-06", "en"))
    )
    plain = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), words)
    names = st.sampled_from(("id", "text", "title", "url", "published", "publisher", "language", "path"))
    report = st.one_of(st.dictionaries(names, words, max_size=5), st.dictionaries(names, plain, max_size=3))
    one = st.one_of(report, report.map(lambda held: held | {"text": "Rebels attacked a village in Chad."}), plain)
    return st.one_of(one, st.lists(one, max_size=3))


@settings(max_examples=MANY, suppress_health_check=list(HealthCheck))
@given(body=json_values())
def test_whatever_is_posted_is_coded_or_refused(body: Any, asking: TestClient) -> None:
    document = asking.get("/openapi.json").json()
    told = asking.post("/api/code", content=json.dumps(body), headers={"content-type": "application/json"})
    check(told)
    schema = document["paths"]["/api/code"]["post"]["responses"][str(told.status_code)]["content"]["application/json"][
        "schema"
    ]
    assert fits(told.json(), schema, document["components"]["schemas"])


_DESCRIBED = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


def test_every_answer_is_one_that_the_description_tells(asking: TestClient) -> None:
    """As a library reads the description that knows nothing of the desk."""
    document = asking.get("/openapi.json").json()
    operations = [found.ok() for found in schemathesis.openapi.from_dict(document).get_all_operations()]
    assert len(operations) == len(document["paths"])

    @settings(max_examples=MANY, suppress_health_check=list(HealthCheck), deadline=None)
    @given(st.one_of([operation.as_strategy() for operation in operations]))
    def ask(case: schemathesis.Case) -> None:
        sent = case.as_transport_kwargs(base_url=str(asking.base_url))
        told = asking.request(**{name: value for name, value in sent.items() if name != "cookies"})
        case.validate_response(told, checks=_DESCRIBED)

    ask()
