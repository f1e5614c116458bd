"""GDELT-like events and mentions: columns, numbers, and one event for one story."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest

from dateline.exchange.gdelt import EVENT_COLUMNS, MENTION_COLUMNS, event_number, export_gdelt, mentions_beside

Rows = list[dict[str, str]]


def exported(archive: duckdb.DuckDBPyConnection, tmp_path: Path) -> tuple[Rows, Rows]:
    file = tmp_path / "20250601.export.CSV"
    count = export_gdelt(archive, file, text=True)
    events, mentions = (
        [dict(zip(names, line.split("\t"), strict=True)) for line in path.read_text(encoding="utf-8").splitlines()]
        for names, path in ((EVENT_COLUMNS, file), (MENTION_COLUMNS, mentions_beside(file)))
    )
    assert len(events) == count
    return events, mentions


def test_the_files_have_the_columns_of_gdelt_2() -> None:
    assert (len(EVENT_COLUMNS), len(MENTION_COLUMNS)) == (61, 16)
    assert [EVENT_COLUMNS[n] for n in (0, 5, 15, 25, 29, 34, 35, 51, 60)] == [
        "GLOBALEVENTID", "Actor1Code", "Actor2Code", "IsRootEvent", "QuadClass", "AvgTone", "Actor1Geo_Type",
        "ActionGeo_Type", "SOURCEURL"]  # fmt: skip


def test_a_shelling_is_coded_in_the_words_of_cameo(archive: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    shelled = next(e for e in exported(archive, tmp_path)[0] if e["EventCode"] == "194")
    assert (shelled["EventBaseCode"], shelled["EventRootCode"], shelled["QuadClass"]) == ("194", "19", "4")
    assert (shelled["SQLDATE"], shelled["MonthYear"], shelled["FractionDate"]) == ("20250318", "202503", "2025.2137")
    assert (shelled["Actor1Code"], shelled["Actor1Type1Code"], shelled["GoldsteinScale"]) == ("RUSMIL", "MIL", "-9.5")
    assert (shelled["ActionGeo_Type"], shelled["ActionGeo_FullName"]) == ("4", "Kharkiv")


def test_without_stories_each_telling_is_an_event(archive: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    events, mentions = exported(archive, tmp_path)
    assert (len(events), len(mentions)) == (6, 6)


def test_a_story_is_one_event_with_a_mention_for_each_report(
    with_stories: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    events, mentions = exported(with_stories, tmp_path)
    assert (len(events), len(mentions)) == (5, 6)
    story = next(e for e in events if e["EventCode"] == "194")
    assert (story["NumMentions"], story["NumSources"], story["NumArticles"]) == ("2", "2", "2")
    told = [m for m in mentions if m["GLOBALEVENTID"] == story["GLOBALEVENTID"]]
    assert [(m["MentionSourceName"], m["MentionType"]) for m in told] == [
        ("Northern Wire", "1"),
        ("Southern Press", "2"),
    ]
    assert (told[0]["ActionCharOffset"], told[0]["Actor1CharOffset"], told[0]["Confidence"]) == ("15", "0", "91")


def test_talks_have_both_sides_as_actors(archive: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    talks = next(e for e in exported(archive, tmp_path)[0] if e["ActionGeo_FullName"] == "Beijing")
    assert (talks["Actor1CountryCode"], talks["Actor2CountryCode"]) == ("CHN", "IND")


def test_event_numbers_are_whole_in_r_and_never_change() -> None:
    assert event_number("r1:e1") == event_number("r1:e1") != event_number("r1:e2")
    assert all(int(float(event_number(str(n)))) == event_number(str(n)) for n in range(1000))


def test_mentions_lie_beside_the_events() -> None:
    assert mentions_beside(Path("a/x.export.CSV")) == Path("a/x.mentions.CSV")
    assert mentions_beside(Path("x.csv")) == Path("x.mentions.csv")


@pytest.mark.parametrize(
    ("day", "fraction"),
    [(date(2014, 2, 18), "2014.1315"), (date(2024, 1, 1), "2024.0027"), (date(2024, 12, 31), "2024.9890")],
)
def test_the_fraction_of_the_year_is_counted_as_in_gdelts_files(
    archive: duckdb.DuckDBPyConnection, change: Callable[..., None], tmp_path: Path, day: date, fraction: str
) -> None:
    change("events", "event_id", "r1:e1", date_start=day)
    events, _ = exported(archive, tmp_path)
    assert fraction in [event["FractionDate"] for event in events]
