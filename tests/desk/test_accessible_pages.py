"""axe-core on every page, light and dark, wide and on a phone: nothing that seriously keeps somebody from using it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from dateline.desk.coder_name import COOKIE
from dateline.desk.pages import PAGES
from tests.desk.conftest import Served
from tests.desk.reviewing import coders, name_missed

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


@pytest.fixture
def judged(own_archive: Path) -> dict[str, str]:
    """The addresses of pages that coders see, of a sample on which two of them differ, and the keys that open what is not open."""
    ana, ben = coders(own_archive, "ana", "ben")
    sample = ana.draw(2)
    for number in (1, 2):
        item = ana.item(sample, number)
        ana.say(sample, item, "fields", fields={"type": {"value": "PROTEST"}, "mode": None, "place": None}, note="see")
        ben.say(sample, item, "right")
        for coder, kind in ((ana, "AID"), (ben, "CONCEDE")):
            name_missed(coder, sample, item, kind)
    report, card = item["item"]["report"]["report_id"], item["item"]["cards"][0]["record"]
    actor = ana.client.get("/actors.json?kind=person").json()["data"]["actors"][0]["name"]
    decide = ana.client.get(f"/review/actors/{quote(actor)}").text
    mentions = re.findall(r'name="actors" value="([^"]*)"', decide)
    sent = {"name": actor, "decision": "country", "country": "NOR", "actors": mentions, "confirmed": "yes"}
    assert ana.post("/review/bulk.json", sent).status_code == 200
    open_sample = ana.draw(3, seed="8")
    return {
        "/review": "", f"/review/{sample}": "", f"/review/{open_sample}": "", f"/review/{sample}/1": "",
        f"/review/{open_sample}/1": "", f"/review/{open_sample}/2": "Shift+T", f"/review/{open_sample}/3": "Shift+W",
        f"/review/{open_sample}/1?": "Shift+D", f"/review/{open_sample}/2?": "a", f"/review/{open_sample}/3?": "?",
        f"/review?event={quote(report)}:{card}": "", "/review/reports": "", f"/review/reports/{quote(report)}": "",
        f"/review/{sample}/adjudicate": "", f"/review/{sample}/adjudicate?": "t", f"/review/{sample}/missed?show=all": "",
        f"/review/agreement?sample={sample}&open=yes": "", f"/review/agreement?sample={open_sample}": "",
        f"/review/actors/{quote(actor)}": "", "/review/bulk": "",
    }  # fmt: skip


@pytest.mark.parametrize(("size", "scheme"), [(_WIDE, "light"), (_PHONE, "dark")], ids=["wide, light", "phone, dark"])
def test_nothing_serious_is_found_where_coders_judge(
    size: dict[str, int], scheme: str, browser: Any, served: Served, own_archive: Path, judged: dict[str, str]
) -> None:
    base, axe = served(own_archive), _AXE.read_text(encoding="utf-8")
    context = browser.new_context(viewport=size, color_scheme=scheme)
    context.add_cookies([{"name": COOKIE, "value": "ana", "url": base}])
    page = context.new_page()
    found = []
    for address, key in judged.items():
        assert page.goto(base + address).status == 200, address
        if key:
            page.wait_for_function("() => document.body.dataset.keys")
            page.keyboard.press(key)
            page.wait_for_selector(".editor, dialog[open], .judged-field.wrong")
        page.evaluate("for (const folded of document.querySelectorAll('details')) folded.open = true")
        page.evaluate(axe)
        found += [(address, key, *each) for each in page.evaluate(_RUN) if each[0] in ("serious", "critical")]
    context.close()
    assert found == []
