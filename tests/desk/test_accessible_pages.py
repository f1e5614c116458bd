"""axe-core on every page, light and dark, wide and on a phone: nothing that seriously keeps somebody from using it."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from dateline.desk.pages import PAGES
from tests.desk.conftest import Served

_AXE = Path(__file__).parent / "vendored" / "axe.min.js"
_RUN = (
    "axe.run({resultTypes: ['violations']}).then(found => found.violations.map(v => [v.impact, v.id, v.nodes[0].html]))"
)
_WIDE, _PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def addresses(client: TestClient) -> list[str]:
    """One of every kind of page, with filters and without, and one that is not there."""
    lists = [page.path for page in PAGES if "{" not in page.path]
    report = client.get("/reports.json").json()["data"]["reports"][0]["report_id"]
    actor = client.get("/actors.json").json()["data"]["actors"][0]["name"]
    story = client.get("/stories.json").json()["data"]["stories"][0]["story_id"]
    dyad = client.get("/dyads.json").json()["data"]["dyads"][0]
    ones = [
        f"/reports/{quote(report)}",
        f"/actors/{quote(actor)}",
        f"/stories/{story}",
        f"/dyads/{dyad['a']}-{dyad['b']}",
    ]
    return [*lists, *ones, "/events?type=ASSAULT&since=soon", "/events?type=NONE", "/nothing"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [_WIDE, _PHONE], ids=["wide", "phone"])
def test_nothing_serious_is_found(
    size: dict[str, int], scheme: str, browser: Any, served: Served, made_archive: Path, addresses: list[str]
) -> None:
    base, axe = served(made_archive), _AXE.read_text(encoding="utf-8")
    page = browser.new_context(viewport=size, color_scheme=scheme).new_page()
    found = []
    for address in addresses:
        page.goto(base + address)
        page.evaluate("for (const folded of document.querySelectorAll('details')) folded.open = true")
        page.evaluate(axe)
        found += [(address, *each) for each in page.evaluate(_RUN) if each[0] in ("serious", "critical")]
    page.context.close()
    assert found == []
