"""JSON Lines: each line is a report or an error of its own, and one bad line never takes its neighbours along."""

import json
from collections.abc import Iterator
from datetime import date

import pytest

from dateline.reports import RawReport, ReportError, read_jsonl

GOOD = b'{"id": "r1", "text": "The minister left."}\n'


def only(line: bytes) -> RawReport | ReportError:
    (result,) = read_jsonl([line], "news.jsonl")
    return result


def test_a_full_line_becomes_a_report() -> None:
    line = {
        "id": "tass-1",
        "text": "MOSCOW, November 8. /TASS/.\r\nThe minister left.",
        "published": "2025-11-08",
        "publisher": "TASS",
        "title": "Minister leaves",
        "url": "https://example.org/1",
        "section": {"name": "world"},
    }
    assert only(json.dumps(line).encode()) == RawReport(
        id="tass-1",
        text="MOSCOW, November 8. /TASS/.\r\nThe minister left.",
        title="Minister leaves",
        url="https://example.org/1",
        published=date(2025, 11, 8),
        publisher="TASS",
        source="news.jsonl, line 1 (id 'tass-1')",
        offset=0,
    )


def test_text_alone_is_enough_and_empty_fields_are_unknown() -> None:
    bare = only(b'{"text": " The minister left. "}')
    assert bare == RawReport(id=None, text=" The minister left. ", source="news.jsonl, line 1", offset=0)
    blank = only(b'{"text": "News.", "id": null, "title": "", "url": " ", "published": "", "publisher": null}')
    assert blank == RawReport(id=None, text="News.", source="news.jsonl, line 1", offset=0)


def test_a_row_number_is_an_id() -> None:
    report = only(b'{"id": 1234, "text": "News."}')
    assert isinstance(report, RawReport)
    assert report.id == "1234"


@pytest.mark.parametrize(
    "stamp",
    [
        "2025-11-08",
        "2025-11-08T23:30:00Z",
        "2025-11-08T23:30:00+09:00",
        "2025-11-08 23:30",
        " 2025-11-08 ",
        "20251108",
        "8 November 2025",
        "Sat, 08 Nov 2025 23:30:00 GMT",
        20251108,
        1762600000,
        1762600000000,
    ],
)
def test_a_time_stamp_counts_as_its_own_day(stamp: object) -> None:
    report = only(json.dumps({"text": "News.", "published": stamp}).encode())
    assert isinstance(report, RawReport)
    assert report.published == date(2025, 11, 8)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (
            b'{"id": "x", "text": "News',
            "is not JSON (Unterminated string starting at at character 21); give one whole JSON object",
        ),
        (b'["News."]', "is a list, not an object"),
        (b'"News."', "is a string, not an object"),
        (b"null", "is null, not an object"),
        (b'{"id": "x"}', "(id 'x'): has no 'text'"),
        (b'{"id": "x", "text": ""}', "(id 'x'): has an empty 'text'"),
        (b'{"id": "x", "text": " \\n\\t"}', "(id 'x'): has an empty 'text'"),
        (b'{"id": "x", "text": null}', "(id 'x'): has null as its 'text'"),
        (b'{"id": "x", "text": ["News."]}', "(id 'x'): has a list as its 'text'"),
        (b'{"id": true, "text": "News."}', "has true or false as its 'id'; give a string or null"),
        (b'{"id": {}, "text": "News."}', "has an object as its 'id'"),
        (b'{"id": "x", "text": "News.", "title": 3}', "(id 'x'): has a number as its 'title'"),
        (
            b'{"id": "x", "text": "News.", "published": "2025-13-01"}',
            "has '2025-13-01' as its 'published', which is no date",
        ),
        (b'{"id": "x", "text": "News.", "published": 7}', "has a number as its 'published'"),
        (b'{"id": "x", "text": "News.", "published": "8/11/2025"}', "may be read in two ways; say --dates day-first"),
        (b'{"id": "x", "text": "Ne\\u0000ws."}', "(id 'x'): has a NUL character in its 'text'"),
        (b'{"id": "x", "text": "Ne\\ud83dws."}', "(id 'x'): has half of a surrogate pair in its 'text'"),
        (b'{"id": "\\ud83d", "text": "News."}', "has half of a surrogate pair in its 'id'"),
        (b'{"id": "x", "text": "caf\xe9"}', "is not UTF-8 (byte 24 of the line does not fit)"),
        (b'{"id": "x", "id": "y", "text": "News."}', "has the key 'id' twice; keep one of them"),
        (b'{"id": NaN, "text": "News."}', "holds NaN, which is not JSON; write null"),
        (b'{"id": "x", "text": "News.", "n": ' + b"9" * 10_000 + b"}", "holds a number too long to read"),
        (b'{"id": "x", "text": ' + b"[" * 200_000 + b"]" * 200_000 + b"}", "is nested too deeply"),
    ],
)
def test_a_wrong_line_says_what_is_wrong_and_what_to_do(line: bytes, words: str) -> None:
    before, error, after = read_jsonl([GOOD, line, GOOD], "news.jsonl")
    assert isinstance(error, ReportError)
    assert str(error).startswith("news.jsonl, line 2")
    assert words in str(error)
    assert isinstance(before, RawReport)
    assert isinstance(after, RawReport)


def test_a_pair_of_surrogate_escapes_is_one_good_character() -> None:
    report = only(b'{"text": "News \\ud83d\\ude00."}')
    assert isinstance(report, RawReport)
    assert report.text == "News 😀."


def test_blank_lines_are_passed_over_and_still_counted() -> None:
    results = list(read_jsonl([b"\n", GOOD, b"  \r\n", b"oops\n"], "news.jsonl"))
    assert [r.source for r in results] == ["news.jsonl, line 2 (id 'r1')", "news.jsonl, line 4"]


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    report = only(b"\xef\xbb\xbf" + GOOD.replace(b"\n", b"\r\n"))
    assert isinstance(report, RawReport)
    assert report.id == "r1"


@pytest.mark.parametrize(
    ("head", "words"),
    [(b"\x1f\x8b\x08\x00", "is gzip-compressed"), (b"\xff\xfe{\x00", "is UTF-16"), (b"PAR1\x15\x04", "Parquet")],
)
def test_a_file_that_is_no_json_lines_gives_one_error_and_ends(head: bytes, words: str) -> None:
    (error,) = read_jsonl([head, b"\x00\x01", b"\xff"], "news.jsonl")
    assert words in str(error)


def test_lines_are_read_only_when_asked_for() -> None:
    def endless() -> Iterator[bytes]:
        while True:
            yield GOOD

    stream = read_jsonl(endless(), "news.jsonl")
    assert all(isinstance(next(stream), RawReport) for _ in range(3))


def test_a_hostile_id_cannot_stretch_or_break_the_message() -> None:
    error = only(json.dumps({"id": "x\n" * 10_000}).encode())
    assert len(str(error)) < 300
    assert len(str(error).splitlines()) == 1
