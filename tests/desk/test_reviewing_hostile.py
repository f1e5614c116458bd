"""Reviewing reports whose ids, names and texts would rather be markup: what is shown is harmless, and what is judged is kept."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from dateline.archive import Archive, Reviews
from tests.desk.reviewing import Coder, coders
from tests.desk.test_hostile import IDS, NAMES, assert_harmless, odd

_UNSEEN = re.compile(r' data-(?:report|event)="[^"]*"')
_TABLE = re.compile(r"\.(?:csv|json)$")
_KEPT = [report_id for report_id in IDS if "\t" not in report_id]


@pytest.fixture(scope="module")
def judging(tmp_path_factory: pytest.TempPathFactory) -> tuple[Coder, str, Path]:
    folder = tmp_path_factory.mktemp("odd") / "a"
    Archive.writable(folder).add([odd(report_id, NAMES[at % len(NAMES)]) for at, report_id in enumerate(IDS)])
    (ana,) = coders(folder, "ana")
    return ana, ana.draw(len(IDS)), folder


def test_every_item_is_shown_harmlessly_and_can_be_judged(judging: tuple[Coder, str, Path]) -> None:
    ana, sample, folder = judging
    for number in range(1, len(IDS) + 1):
        page = ana.client.get(f"/review/{sample}/{number}")
        assert page.status_code == 200
        assert_harmless(_UNSEEN.sub("", page.text))
        item = ana.item(sample, number)
        report = item["item"]["report"]["report_id"]
        party = item["item"]["actors"][0]
        value = [{"actor": party["actor_id"], "name": party["name"]}]
        answer = ana.say(sample, item, "fields", fields={"recipients": {"value": value}, "place": None})
        assert answer.status_code == (200 if report in _KEPT else 400), (report, answer.text)
    assert {review.report for review in Reviews(folder).read()} == set(_KEPT)


def test_lists_of_reviews_are_harmless_and_lead_to_each_report(judging: tuple[Coder, str, Path]) -> None:
    ana, sample, _ = judging
    for path in ("/review", f"/review/{sample}", "/review/reports", "/review/bulk", f"/review/{sample}/adjudicate"):
        page = ana.client.get(path)
        assert page.status_code == 200
        assert_harmless(_UNSEEN.sub("", page.text))
    page = ana.client.get("/review/reports").text
    links = {unescape(link) for link in re.findall(r'href="(/review/reports/[^"]+)"', page)}
    shown = [ana.client.get(link) for link in links if not _TABLE.search(link.partition("?")[0])]
    assert {page.status_code for page in shown} == {200}
    assert len({unescape(re.findall(r'data-report="([^"]*)"', page.text)[0]) for page in shown}) == len(IDS)


@pytest.mark.parametrize("name", NAMES)
def test_everybody_can_be_decided_on(name: str, judging: tuple[Coder, str, Path]) -> None:
    from dateline.desk.addresses import address

    ana = judging[0]
    page = ana.client.get(address("/review/actors", name))
    assert page.status_code == 200
    assert_harmless(re.sub(r' value="[^"]*"', "", _UNSEEN.sub("", page.text)))
