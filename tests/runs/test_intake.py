"""What comes in and what is handed on: known reports and duplicates are counted, errors kept, batches filled."""

from collections.abc import Iterator

from dateline.archive.fingerprint import raw_hash
from dateline.archive.hashes import Hashes
from dateline.errors import ReportError
from dateline.reports.text import RawReport
from dateline.runs.intake import Intake, Tally


def given() -> Iterator[RawReport | ReportError]:
    yield RawReport("a", "Rain fell.")
    yield ReportError("b", "is empty", "leave it out")
    yield RawReport("c", "Rain fell.")
    yield RawReport("d", "Snow fell.")
    yield RawReport("e", "Hail fell on the town.")


def batches(known: Hashes | None, size: float) -> tuple[list[list[str | None]], Tally]:
    tally = Tally()
    intake = Intake(given(), known, tally, lambda: size)
    found = []
    while batch := intake.next_batch():
        found.append([raw.id for _, raw in batch])
    return found, tally


def test_what_is_known_or_comes_twice_is_passed_over() -> None:
    found, tally = batches(Hashes([raw_hash(RawReport("d", "Snow fell."))]), 0)
    assert found == [["a"], ["e"]]
    assert (tally.unchanged, tally.duplicates, [f.source for f in tally.failures]) == (1, 1, ["b"])


def test_where_nothing_is_asked_to_be_known_every_report_is_handed_on() -> None:
    found, tally = batches(None, 0)
    assert found == [["a"], ["c"], ["d"], ["e"]]
    assert (tally.unchanged, tally.duplicates) == (0, 0)


def test_a_batch_ends_with_the_report_that_fills_it() -> None:
    assert batches(None, 15)[0] == [["a", "c"], ["d", "e"]]
    assert batches(None, 1_000)[0] == [["a", "c", "d", "e"]]
