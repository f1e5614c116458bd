"""``POST /api/code`` and the description of all data, which the running desk keeps to."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from dateline.desk.pages import PAGES
from dateline.model import SCHEMA, from_json
from tests.desk.described import fits


def test_a_text_is_coded(client: TestClient) -> None:
    text = "Police arrested three protesters in Oslo on Monday."
    told = client.post("/api/code", json={"text": text, "published": "2024-05-08", "publisher": "AFP"}).json()[
        "codings"
    ]
    assert told[0]["schema"] == SCHEMA
    assert [event["type"] for event in told[0]["events"]] == ["COERCE"]
    assert from_json(told[0]).report.text == text


def test_several_are_coded_in_their_order_and_one_that_cannot_be_has_its_error(client: TestClient) -> None:
    told = client.post(
        "/api/code", json=["Rebels attacked a village in Chad.", "", {"text": "Nothing.", "published": "soon"}]
    ).json()
    assert [next(iter(each)) for each in told["codings"]] == ["schema", "error", "error"]


@pytest.mark.parametrize(
    "body",
    [b"", b"x", b"[]", b"null", b"{}", b'{"text": 3}', b'{"text": "a", "path": "/etc/passwd"}', b'{"text": "a", "title": []}',
     b"[" * 100_000, b"\xff\xfe", b'{"text": "\\ud800"', b'["' + b'","'.join([b"a"] * 101) + b'"]', b'"' + b"a" * 300_001 + b'"'],
)  # fmt: skip
def test_a_body_that_is_no_text_is_told_in_a_line(body: bytes, client: TestClient) -> None:
    answer = client.post("/api/code", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 422
    assert "\n" not in answer.json()["error"]


def test_it_codes_for_no_other_site_and_only_json(client: TestClient) -> None:
    assert client.post("/api/code", json="a", headers={"origin": "http://evil.example"}).status_code == 403
    assert client.post("/api/code", content=b'"a"', headers={"content-type": "text/plain"}).status_code == 403


@pytest.mark.parametrize("page", [page for page in PAGES if "{" not in page.path], ids=lambda page: page.path)
def test_the_data_of_a_page_is_as_described(page: Any, client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    address = f"{page.path}.json" if page.path != "/" else "/index.json"
    operation = document["paths"][address]["get"]
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    assert fits(client.get(address).json(), schema, document["components"]["schemas"])


def test_the_description_refers_to_nothing_that_it_lacks(client: TestClient) -> None:
    import json
    import re

    document = client.get("/openapi.json").json()
    named = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(document)))
    assert named <= set(document["components"]["schemas"])
    identities = [operation["operationId"] for path in document["paths"].values() for operation in path.values()]
    assert len(identities) == len(set(identities))
