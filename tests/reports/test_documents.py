"""JSON documents: arrays, wrapped lists and objects by id, read piece by piece."""

import json
from pathlib import Path
from typing import Any

import pytest

from dateline.reports import RawReport, ReportError
from dateline.reports.reading import SourceOptions, read_sources
from tests.reports.samples import LEAD, errors, reports


def read(tmp_path: Path, document: Any, **options: str) -> list[RawReport | ReportError]:
    path = tmp_path / "news.json"
    path.write_text(document if isinstance(document, str) else json.dumps(document))
    return list(read_sources([str(path)], SourceOptions(**options)))  # type: ignore[arg-type]


RECORD = {"id": "r1", "text": LEAD, "published": "2024-05-03"}


@pytest.mark.parametrize(
    "document",
    [
        [RECORD],
        RECORD,
        {"articles": [RECORD]},
        {"status": "ok", "total": 1, "Articles": [RECORD], "next": None},
        {"response": {"status": "ok", "results": [RECORD]}},
        {"hits": {"total": 1, "hits": [{"_id": "r1", "_source": {"text": LEAD, "date": "2024-05-03"}}]}},
        {"r1": {"text": LEAD, "published": "2024-05-03"}},
        {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "r1", "content_text": LEAD, "date_published": "2024-05-03"}]},
        {"@type": "NewsArticle", "identifier": "r1", "articleBody": LEAD, "datePublished": "2024-05-03", "publisher": {"name": "P"}},
        {"source": {"id": "p", "name": "P"}, "id": "r1", "content": LEAD, "publishedAt": "2024-05-03T10:00:00Z"},
        {"tags": ["a"], "id": "r1", "items": 3, "text": LEAD, "published": "2024-05-03"},
    ],
)  # fmt: skip
def test_records_are_found_wherever_they_are_wrapped(document: Any, tmp_path: Path) -> None:
    (report,) = reports(read(tmp_path, document))
    assert (report.id, report.text, str(report.published)) == ("r1", LEAD, "2024-05-03")


def test_objects_by_id_keep_their_ids(tmp_path: Path) -> None:
    found = reports(read(tmp_path, {f"id{n}": {"text": f"{LEAD} {n}"} for n in range(3)}))
    assert [r.id for r in found] == ["id0", "id1", "id2"]


def test_an_object_that_names_its_publisher_is_one_record(tmp_path: Path) -> None:
    (report,) = reports(read(tmp_path, {"publisher": {"name": "Post", "url": "x"}, "text": LEAD}))
    assert (report.publisher, report.text) == ("Post", LEAD)


def test_several_objects_may_follow_each_other(tmp_path: Path) -> None:
    text = "\n".join(json.dumps({"text": f"{LEAD} {n}"}, indent=1) for n in range(3))
    assert len(reports(read(tmp_path, text))) == 3


def test_records_longer_than_what_is_read_at_once_are_whole(tmp_path: Path) -> None:
    long = [{"text": LEAD + "é€😀" * 40_000 + str(n), "n": [n] * 100} for n in range(5)]
    assert [r.text for r in reports(read(tmp_path, long))] == [record["text"] for record in long]


def test_wrong_records_are_errors_of_their_own(tmp_path: Path) -> None:
    good, *wrong, last = read(tmp_path, [RECORD, 7, {"id": "r2"}, {"text": ""}, None, RECORD])
    assert isinstance(good, RawReport)
    assert isinstance(last, RawReport)
    assert [str(error).partition("news.json, ")[2].partition(";")[0] for error in wrong] == [
        "record 2: is a number, not an object",
        "record 3 (id 'r2'): has no 'text'",
        "record 4: has an empty 'text'",
        "record 5: is null, not an object",
    ]


@pytest.mark.parametrize(
    ("document", "kept", "words"),
    [
        ('[{"text": "One."}, {"text": "Tw', 1, "after record 1: is not JSON (Unterminated string"),
        ('[{"text": "One."}, {"text": "Two."}', 2, "it breaks off"),
        ('[{"text": "One."} oops]', 1, "is not JSON (Expecting value"),
        ('{"articles": [{"text": "One."}', 1, "it breaks off"),
        ('{"text": "One.", "text": "Two."}', 0, "has the key 'text' twice"),
        ('[{"text": NaN}]', 0, "holds NaN"),
    ],
)
def test_where_it_breaks_off_what_was_before_is_kept(document: str, kept: int, words: str, tmp_path: Path) -> None:
    *before, error = read(tmp_path, document)
    assert len(reports(before)) == kept
    assert words in str(error)


def test_named_keys_win(tmp_path: Path) -> None:
    (report,) = reports(
        read(tmp_path, [{"text": "No.", "words": "Yes.", "day": "3 May 2024"}], text="words", date="day")
    )
    assert (report.text, str(report.published)) == ("Yes.", "2024-05-03")


def test_an_empty_list_is_said_to_be_empty(tmp_path: Path) -> None:
    assert "holds no record" in errors(read(tmp_path, []))[0]


@pytest.mark.parametrize(
    "document",
    [
        {"articles": {"page": 1, "results": [{"uri": "r1", "body": LEAD, "date": "2024-05-03", "source": {"title": "P"}}]}},
        {"response": {"results": [{"id": "r1", "webTitle": "T", "webPublicationDate": "2024-05-03T10:00:00Z", "fields": {"bodyText": LEAD, "publication": "P"}}]}},
        {"response": {"docs": [{"_id": "r1", "abstract": "A.", "lead_paragraph": LEAD, "headline": {"main": "T"}, "pub_date": "2024-05-03T10:00:00+0000", "source": "P"}]}},
        [{"_id": {"$oid": "r1"}, "text": LEAD, "date": {"$date": {"$numberLong": "1714730400000"}}, "publisher": {"href": "x", "title": "P"}}],
        {"@type": "NewsArticle", "identifier": "r1", "articleBody": LEAD, "datePublished": "2024-05-03", "publisher": [{"name": "P"}]},
        [{"id": "r1", "date": "2024-05-03T10:00:00", "title": {"rendered": "T"}, "content": {"rendered": f"<p>{LEAD}</p>\n", "protected": False}, "source": "P"}],
    ],
)  # fmt: skip
def test_what_services_and_content_systems_answer_is_read(document: Any, tmp_path: Path) -> None:
    (report,) = reports(read(tmp_path, document))
    assert (report.id, report.text, report.publisher, str(report.published)) == ("r1", LEAD, "P", "2024-05-03")
    assert report.title in ("T", None)


@pytest.mark.parametrize("indent", [None, 1])
def test_a_document_that_is_named_lines_is_read_by_what_it_is(indent: int | None, tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_text(json.dumps([RECORD, RECORD | {"id": "r2"}], indent=indent))
    assert [r.id for r in reports(read_sources([str(tmp_path / "news.jsonl")]))] == ["r1", "r2"]
    (tmp_path / "news.jsonl").write_text(json.dumps(RECORD, indent=1))
    assert [r.id for r in reports(read_sources([str(tmp_path / "news.jsonl")]))] == ["r1"]
