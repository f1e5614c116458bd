"""Independent sources: copies, one publisher, one agency."""

from __future__ import annotations

from dateline.archive import simhash
from dateline.stories.story import ReportRow
from dateline.stories.syndication import DisjointSets, distance, sources

WIRE = (
    "QUETTA, March 4 (Reuters) - A suicide bomber killed at least 12 people and wounded 30 at a vegetable market in the "
    "southwestern city of Quetta on Tuesday, police said. No group claimed responsibility. A doctor at the civil hospital said "
    "several of the wounded were in critical condition. Shops in the quarter stayed closed in the afternoon."
)
OTHER = (
    "Fourteen people are dead after a blast among the stalls of Quetta's old market, provincial officials told reporters. "
    "Traders have called a day of mourning, and the army sent helicopters to fly the injured to Karachi."
)


def test_a_word_changed_is_still_a_copy() -> None:
    reports = [
        ReportRow("a", "Reuters", None, simhash(WIRE)),
        ReportRow("b", "Daily Star", None, simhash(WIRE.replace("wounded were", "injured were"))),
        ReportRow("c", "Dawn", None, simhash(OTHER)),
    ]
    assert sources(reports) == [("a", "b"), ("c",)]
    assert distance(simhash(WIRE), simhash(OTHER)) > 20


def test_one_publisher_is_one_source_however_it_is_written() -> None:
    reports = [ReportRow("a", "The Associated Press"), ReportRow("b", "associated press"), ReportRow("c", "AFP")]
    assert sources(reports) == [("a", "b"), ("c",)]


def test_an_agency_that_is_credited_is_the_source() -> None:
    reports = [
        ReportRow("a", "Xinhua", credits=("WAM",)),
        ReportRow("b", "WAM"),
        ReportRow("c", "Gulf News", credits=("WAM",)),
    ]
    assert sources(reports) == [("a", "b", "c")]


def test_reports_that_name_nobody_stand_for_themselves() -> None:
    assert sources([ReportRow("a"), ReportRow("b")]) == [("a",), ("b",)]
    assert sources([]) == []


def test_near_hashes_meet_in_some_band() -> None:
    value = 0x0123456789ABCDEF
    near = value ^ sum(1 << bit for bit in range(0, 64, 7))
    assert distance(value, near) == 10
    assert sources([ReportRow("a", simhash=value), ReportRow("b", simhash=near)]) == [("a", "b")]
    assert sources([ReportRow("a", simhash=value), ReportRow("b", simhash=near ^ 0b110)]) == [("a",), ("b",)]


def test_groups_keep_their_order() -> None:
    groups = DisjointSets(4)
    groups.join(3, 1)
    groups.join(1, 0)
    assert groups.all() == [[0, 1, 3], [2]]
