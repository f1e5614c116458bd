"""Duplicates: the same words by the same publisher on the same day, however they are spaced."""

from datetime import date

from dateline.reports import RawReport, ReportError
from dateline.reports.duplicates import DuplicateError, Duplicates, content_hash, without_duplicates
from tests.reports.samples import LEAD


def test_spaces_case_and_typography_do_not_count() -> None:
    assert content_hash("The  “minister”\r\nleft.") == content_hash('the "Minister" left')
    assert content_hash("The minister left.") != content_hash("The minister stayed.")
    assert content_hash("…") != content_hash("!")
    assert len(content_hash("")) == 32


def test_another_publisher_or_day_is_no_copy() -> None:
    seen = Duplicates()
    assert seen.add(LEAD, "Post", date(2024, 5, 3))
    assert not seen.add(LEAD.upper(), "POST", date(2024, 5, 3))
    assert seen.add(LEAD, "Times", date(2024, 5, 3))
    assert seen.add(LEAD, "Post", date(2024, 5, 4))
    assert len(seen) == 3


def test_a_stream_keeps_the_first_and_names_the_others() -> None:
    refused = ReportError("b.txt", "is empty", "x")
    stream = [
        RawReport(None, LEAD, source="a"),
        refused,
        RawReport("2", f" {LEAD}\n", source="c"),
        RawReport(None, "New.", source="d"),
    ]
    first, error, copy, last = without_duplicates(stream, Duplicates())
    assert (first, error, last) == (stream[0], refused, stream[3])
    assert isinstance(copy, DuplicateError)
    assert str(copy).startswith("c: has been read before, word for word")


def test_many_are_told_apart_in_little_memory() -> None:
    seen = Duplicates()
    assert all(seen.add(f"Report number {n}.") for n in range(20_000))
    assert not any(seen.add(f"Report number {n}.") for n in range(0, 20_000, 7))
    assert len(seen) == 20_000
    assert seen._table.nbytes <= 60 * len(seen)
