"""ninjs: flat items of 1.x, plural ones of 2.x and 3.x."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from dateline.reports import RawReport, ReportError
from dateline.reports.ninjs import is_ninjs
from dateline.reports.reading import read_sources
from tests.reports.samples import LEAD, NINJS_1, NINJS_3, TEXT, errors, reports


def read(tmp_path: Path, document: Any) -> list[RawReport | ReportError]:
    (tmp_path / "items.json").write_text(json.dumps(document))
    return list(read_sources([str(tmp_path / "items.json")]))


def test_a_flat_item(tmp_path: Path) -> None:
    (report,) = reports(read(tmp_path, NINJS_1))
    assert report.text == f"EASTPORT — {TEXT}"
    assert (report.title, report.publisher) == ("Minister arrives", "Norland Wire")
    assert (report.published, report.url) == (date(2024, 5, 3), None)


def test_a_plural_item(tmp_path: Path) -> None:
    (report,) = reports(read(tmp_path, NINJS_3))
    assert report.text == f"EASTPORT, Norland — {TEXT}"
    assert (report.title, report.publisher, report.published) == ("Minister arrives", "Norland Wire", date(2024, 5, 3))
    assert report.url == report.id == "https://wire.example/items/1"


def test_many_items_as_an_array_or_as_lines(tmp_path: Path) -> None:
    assert len(reports(read(tmp_path, [NINJS_1, NINJS_3]))) == 2
    (tmp_path / "items.jsonl").write_text(f"{json.dumps(NINJS_1)}\n{json.dumps(NINJS_3)}\n")
    assert len(reports(read_sources([str(tmp_path / "items.jsonl")]))) == 2


def test_markup_is_turned_into_text_where_there_is_no_plain_one(tmp_path: Path) -> None:
    item = {key: value for key, value in NINJS_1.items() if key not in ("body_text", "located")}
    assert reports(read(tmp_path, item))[0].text == LEAD


def test_a_picture_is_an_error_of_its_own(tmp_path: Path) -> None:
    picture = {"uri": "urn:x:2", "type": "picture", "versioncreated": "2024-05-03T10:00:00Z", "headline": "A ship"}
    (error,) = errors(read(tmp_path, picture))
    assert "(id 'urn:x:2'): is a ninjs picture without a body" in error


def test_other_records_with_an_address_are_not_taken_for_items() -> None:
    assert not is_ninjs({"uri": "https://post.example/1", "title": "T", "body": "Text."})
    assert is_ninjs(NINJS_1)
    assert is_ninjs(NINJS_3)
