"""Visits: one trip told by several reports, its stops in order."""

from __future__ import annotations

from datetime import date
from typing import Any

from dateline.stories.story import EventRow, Party, Visit
from dateline.stories.visits import visits
from tests.stories.rows import meeting

GUEST = Party("Viktor Goremykin", "person", "RUS")
DELEGATION = Party("Russian delegation", "organization", "RUS")
HOST = Party("No Kwang-chol", "person", "PRK")
PAK = Party("Pak Yong-il", "person", "PRK")
KOREA = Party("North Korea", "state", "PRK")
PYONGYANG: dict[str, Any] = {
    "place_name": "Pyongyang",
    "place_country": "PRK",
    "place_feature": "PPLC",
    "geonames_id": 1871859,
}


def row(report: str, at: int, trigger: str, *who: Party, day: int | None = None, **given: Any) -> EventRow:
    return meeting(
        report, *who, day=date(2025, 3, day) if day else None, event_id=f"{report}:{at}", sentence=at, trigger_start=at,
        trigger_text=trigger, sentence_text=f"{trigger} {at}", **given,
    )  # fmt: skip


def told(*rows: EventRow) -> list[Visit]:
    return list(visits(sorted(rows, key=lambda r: (r.published or date.min, r.report_id, r.sentence)), {}))


def test_one_report_gives_the_trip_in_its_order() -> None:
    (visit,) = told(
        row("a", 0, "met", GUEST, HOST, **PYONGYANG),
        row("a", 4, "visited", DELEGATION, Party("Kim Il Sung University", "organization", "PRK"), mode="visit"),
        row("a", 6, "held talks", GUEST, PAK),
        row("a", 8, "laid", GUEST, type="SUPPORT", place_name="Liberation Monument", place_country="PRK"),
    )
    assert [s.act for s in visit.stops] == ["met", "visited", "held talks", "laid"]
    assert visit.travellers[0] == "Viktor Goremykin"
    assert (visit.from_country, visit.host_country) == ("RUS", "PRK")
    assert visit.met == ("No Kwang-chol", "Pak Yong-il")
    assert visit.places == ("Pyongyang", "Kim Il Sung University", "Liberation Monument")


def test_two_reports_tell_one_trip_and_its_days_put_it_in_order() -> None:
    (visit,) = told(
        row("a", 0, "left", DELEGATION, KOREA, day=9, mode="visit", **PYONGYANG),
        row("a", 2, "met", GUEST, HOST, day=7, **PYONGYANG),
        row("b", 0, "held talks", GUEST, HOST, **PYONGYANG),
        row("b", 3, "arrived", DELEGATION, KOREA, day=6, mode="visit", **PYONGYANG),
    )
    assert [s.act for s in visit.stops] == ["arrived", "met", "left"]
    assert visit.stops[1].report_ids == ("a", "b")
    assert (visit.date_start, visit.date_end) == (date(2025, 3, 6), date(2025, 3, 9))
    assert visit.publishers == ("Publisher of a", "Publisher of b")
    assert visit.independent_sources == 2


def test_another_traveller_or_another_week_is_another_trip() -> None:
    other = Party("Sergei Lavin", "person", "RUS")
    rows = (row("a", 0, "met", GUEST, HOST, day=7, **PYONGYANG), row("b", 0, "met", other, HOST, day=7, **PYONGYANG))
    assert len(told(*rows)) == 2
    later = row("c", 0, "met", GUEST, HOST, day=27, published=date(2025, 3, 28), **PYONGYANG)
    assert len(told(rows[0], later)) == 2


def test_a_meeting_at_home_is_no_visit() -> None:
    assert told(row("a", 0, "met", HOST, PAK, **PYONGYANG)) == []


def test_what_is_said_of_the_two_countries_is_no_stop() -> None:
    (visit,) = told(
        row("a", 0, "met", GUEST, HOST, **PYONGYANG),
        row("a", 1, "strengthening", DELEGATION, KOREA, type="SUPPORT"),
        row("a", 2, "met", GUEST, HOST, status="denied", **PYONGYANG),
    )
    assert len(visit.stops) == 1


def test_who_has_no_country_in_one_report_is_known_by_name_from_another() -> None:
    (visit,) = told(
        row("a", 0, "arrived", DELEGATION, KOREA, mode="visit", **PYONGYANG),
        row("a", 1, "talked", Party("Goremykin", "person"), PAK, **PYONGYANG),
        row("b", 0, "met", GUEST, HOST, **PYONGYANG),
    )
    assert visit.met == ("Pak Yong-il", "No Kwang-chol")
