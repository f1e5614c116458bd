"""Views show what reviews make of the codings, all of them alike; raw they show what was coded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dateline.archive import Archive, Reviews
from dateline.archive import ask as questions
from dateline.archive.write_stories import are_told, tell_stories
from dateline.model import Review
from tests.archive.judged import REPORT, ask, at, changed, found, judged, rows
from tests.cli.factory import coding as sample

OSLO = {"name": "Oslo", "country": "NOR", "geonames_id": 3143244, "lat": 59.91, "lon": 10.75, "feature": "PPLC"}
PLACE = "place_name, place_country, geonames_id, lat, lon, place_feature, place_from, place_confidence"
DAYS = "date_start, date_end, date_precision, date_from, date_text"


def test_without_reviews_nothing_is_made_and_nothing_is_said(tmp_path: Path) -> None:
    archive = judged(tmp_path)
    with archive.reading() as connection:
        schemas = {name for (name,) in connection.execute("SELECT schema_name FROM duckdb_schemas()").fetchall()}
        assert "coded" not in schemas
        assert connection.execute("SELECT DISTINCT review, review_fields, review_basis FROM events").fetchall() == [
            (None, None, None)
        ]
        assert connection.execute("SELECT count(*) FROM withdrawn").fetchall() == [(0,)]
    assert rows(archive) == rows(archive, raw=True)
    assert {file.name.partition("-")[0] for file in tmp_path.iterdir()} == {"codings", "flat"}


#: What is found of an event, the columns to look at, what they show then, and what is said of it in a word.
CASES: list[tuple[tuple[Any, ...], str, tuple[Any, ...], str]] = [
    (("e3", "corrected", "type", "COERCE"), "type, mode, quad, intensity, mutual", ("COERCE", None, "MATERIAL CONFLICT", -7.0, None), "corrected"),
    (("e4", "corrected", "mode", "withdraw"), "type, mode, quad", ("SANCTION", "withdraw", "MATERIAL CONFLICT"), "corrected"),
    (("e5", "corrected", "type", "RETREAT"), "type, mode, quad", ("RETREAT", "withdraw", "MATERIAL COOPERATION"), "corrected"),
    (("e4", "wrong_type", "mode"), "type, mode", ("SANCTION", None), "wrong"),
    (("e4", "wrong_type"), "type, mode", ("SANCTION", "expel"), "wrong"),
    (("e4", "wrong_status"), "status", ("happened",), "wrong"),
    (("e3", "corrected", "status", "denied"), "status", ("denied",), "corrected"),
    (("e1", "corrected", "place", OSLO), PLACE, ("Oslo", "NOR", 3143244, 59.91, 10.75, "PPLC", None, None), "corrected"),
    (("e1", "corrected", "place", {"name": "Oslo", "geonames_id": 3143244}), "place_country, round(lat), round(lon), place_feature", ("NOR", 60.0, 11.0, "PPLC"), "corrected"),
    (("e1", "corrected", "place", None), PLACE, (None,) * 8, "corrected"),
    (("e1", "wrong_place"), PLACE, (None,) * 8, "wrong"),
    (("e1", "corrected", "date", {"start": "2024-02-01", "end": "2024-02-29"}), DAYS, (date(2024, 2, 1), date(2024, 2, 29), "month", None, None), "corrected"),
    (("e1", "corrected", "date", {"start": "2024-01-01", "end": "2024-12-31"}), "date_precision", ("year",), "corrected"),
    (("e1", "corrected", "date", {"start": "2024-03-12", "end": "2024-03-12"}), "date_precision", ("day",), "corrected"),
    (("e1", "corrected", "date", {"start": None, "end": "2024-03-12"}), "date_precision", ("not_after",), "corrected"),
    (("e1", "wrong_date"), DAYS, (None,) * 5, "wrong"),
    (("e3", "corrected", "size", {"killed": 4}), "killed, injured", (4, 11), "corrected"),
    (("e3", "wrong_value", "size"), "killed, injured", (None, None), "wrong"),
    (("e3", "wrong_value"), "killed, injured, type", (3, 11, "ASSAULT"), "wrong"),
    (("e3", "right"), "killed, type", (3, "ASSAULT"), "right"),
    (("e3", "unsure"), "killed, type", (3, "ASSAULT"), "unsure"),
]  # fmt: skip


def test_an_event_shows_what_it_was_corrected_to(tmp_path: Path) -> None:
    coding, archive = sample(), Archive.writable(tmp_path)
    judged_ones = ", ".join(f"'r-{n}:{said[0]}'" for n, (said, *_) in enumerate(CASES))
    reports = [replace(coding.report, id=f"r-{n}", url=f"https://news.example/{n}") for n in range(len(CASES))]
    archive.add([replace(coding, report=report) for report in reports])
    Reviews(tmp_path).append(found(*case[0], report=f"r-{n}") for n, case in enumerate(CASES))
    with archive.reading() as connection:
        for n, (said, columns, shown, word) in enumerate(CASES):
            here = f"FROM events WHERE event_id = 'r-{n}:{said[0]}'"
            assert connection.execute(f"SELECT {columns} {here}").fetchall() == [shown], said
            assert connection.execute(f"SELECT review, review_basis {here}").fetchall() == [(word, "one coder")], said
        assert connection.execute("FROM held.fallen").fetchall() == []
        others = (
            f"SELECT * EXCLUDE (review, review_fields, review_basis) FROM events WHERE event_id NOT IN ({judged_ones})"
        )
        left = connection.execute(f"{others} ORDER BY event_id").fetchall()
    assert left == ask(archive, f"{others} ORDER BY event_id", raw=True)
    assert len(left) == 5 * len(CASES)


def test_a_side_holds_whom_the_report_names_and_who_was_picked(tmp_path: Path) -> None:
    picked = {"name": "Dunmark council", "country": "XVE", "kind": "organization", **at("village of Dunmark")}
    archive = judged(tmp_path, found("e3", "corrected", "recipients", [{"actor": "a5"}, picked]))
    of_event = f"WHERE event_id = '{REPORT}:e3' AND side = 'recipient'"
    assert ask(archive, f"SELECT position, name, kind, country FROM sides {of_event} ORDER BY 1") == [
        (1, "Velmaria", "state", "XVE"),
        (2, "Dunmark council", "organization", "XVE"),
    ]
    assert ask(archive, f"SELECT text, reason, name FROM participants {of_event}") == [
        ("village of Dunmark", "review", "Dunmark council")
    ]
    assert ask(archive, "SELECT mentions FROM actors WHERE name = 'Dunmark council'") == [(1,)]
    assert ask(archive, "SELECT text, form FROM mentions WHERE name = 'Dunmark council'") == [
        ("village of Dunmark", "name")
    ]
    assert changed(archive) == {"events", "sides", "participants", "actors", "mentions"}


def test_who_is_picked_by_the_name_of_an_actor_is_that_actor_and_a_countrys_name_is_a_state(tmp_path: Path) -> None:
    archive = judged(tmp_path, found("e3", "corrected", "recipients", [{"name": "Tomas Reyk"}, {"name": "Norway"}]))
    shown = ask(
        archive,
        f"SELECT actor_id, kind, country FROM sides WHERE event_id = '{REPORT}:e3' AND side = 'recipient' ORDER BY position",
    )
    assert shown[0] == ("a2", "person", "XOR")
    assert shown[1][1:] == ("state", "NOR")


def test_a_side_that_is_wrong_is_empty_and_who_stays_keeps_the_words(tmp_path: Path) -> None:
    archive = judged(tmp_path, found("e1", "wrong_side", "actors"), found("e4", "wrong_side"))
    assert ask(archive, f"SELECT event_id, side FROM sides WHERE event_id IN ('{REPORT}:e1', '{REPORT}:e4')") == [
        (f"{REPORT}:e1", "recipient")
    ]
    assert ask(archive, "SELECT review_fields FROM events WHERE review = 'wrong' ORDER BY event_id") == [
        (["actors"],),
        (["actors", "recipients"],),
    ]


def test_a_picked_place_is_one_of_the_reports_with_its_words_as_the_reason(tmp_path: Path) -> None:
    archive = judged(tmp_path, found("e3", "corrected", "place", OSLO | at("Dunmark")))
    ((place,),) = ask(archive, f"SELECT place_id FROM events WHERE event_id = '{REPORT}:e3'")
    assert ask(archive, f"SELECT name, country, lat, mentions FROM places WHERE place_id = '{place}'") == [
        ("Oslo", "NOR", 59.91, 1)
    ]
    reason = f"SELECT text, reason FROM reasons WHERE record_id = '{REPORT}:e3' AND field = 'place'"
    assert ask(archive, reason) == [("Dunmark", "review")]
    again = judged(tmp_path / "two", found("e3", "corrected", "place", {"name": "Genf", "geonames_id": 2660646}))
    shown = f"SELECT place_id, place_name, place_feature FROM events WHERE event_id = '{REPORT}:e3'"
    assert ask(again, shown) == [("p1", "Genf", "PPLA")]
    assert ask(again, "SELECT count(*) FROM places") == [(2,)]


def test_an_actor_is_corrected_in_every_view_that_shows_it(tmp_path: Path) -> None:
    reviews = found("a3", "corrected", "country", "DNK"), found("a3", "corrected", "name", "Orvia's ministry")
    archive = judged(tmp_path, *reviews)
    for view in ("actors", "sides", "mentions"):
        shown = set(ask(archive, f"SELECT name, country FROM {view} WHERE actor_id = 'a3'"))
        assert shown == {("Orvia's ministry", "DNK")}, view
    assert set(ask(archive, "SELECT speaker_name, speaker_country FROM statements WHERE speaker_id = 'a3'")) == {
        ("Orvia's ministry", "DNK")
    }
    assert ask(archive, f"SELECT sources FROM events WHERE event_id = '{REPORT}:e1'") == [
        (["Orvia's ministry", "Orvian News Agency"],)
    ]
    assert changed(archive) == {"actors", "sides", "mentions", "statements", "events"}
    roles = judged(tmp_path / "two", found("a1", "corrected", "country", "DNK"))
    assert ask(roles, "SELECT country, role_country FROM roles WHERE actor_id = 'a1'") == [("DNK", "XVE")]
    assert ask(roles, "SELECT * FROM reasons WHERE record_id = 'a1'") == []


@pytest.mark.parametrize("verdict", ["no_event", "duplicate"])
def test_what_is_no_event_or_a_double_is_gone_and_listed(tmp_path: Path, verdict: str) -> None:
    archive = judged(tmp_path)
    tell_stories(archive)
    Reviews(tmp_path).append([found("e3", verdict, None, "e1" if verdict == "duplicate" else None)])
    for view in ("events", "sides", "participants", "evidence", "stories"):
        assert ask(archive, f"SELECT * FROM {view} WHERE event_id = '{REPORT}:e3'") == [], view
    assert ask(archive, "SELECT * FROM reasons WHERE record_id LIKE '%:e3'") == []
    of = f"{REPORT}:e1" if verdict == "duplicate" else None
    columns = "event_id, type, trigger_text, verdict, duplicate_of, review_basis"
    assert ask(archive, f"SELECT {columns} FROM withdrawn") == [
        (f"{REPORT}:e3", "ASSAULT", "shelled", verdict, of, "one coder")
    ]
    assert ask(archive, "SELECT events FROM reports") == [(5,)]
    assert ask(archive, "SELECT count(*) FROM events", raw=True) == [(6,)]


def test_of_events_that_are_called_each_others_doubles_one_stays(tmp_path: Path) -> None:
    pairs = (("e1", "e2"), ("e2", "e4"), ("e4", "e1"))
    archive = judged(tmp_path, *(found(one, "duplicate", None, f"{REPORT}:{other}") for one, other in pairs))
    assert ask(archive, "SELECT event_id FROM events WHERE review IS NOT NULL") == [(f"{REPORT}:e1",)]
    assert ask(archive, "SELECT count(*) FROM withdrawn") == [(2,)]


MISSED = {
    "type": "PROTEST", "mode": None, "status": "happened", "trigger": at("too early"), "actors": [{"name": "Norway"}],
    "recipients": [{"actor": "a2"}], "place": OSLO, "date": {"start": "2024-03-01", "end": "2024-03-01"}, "size": {"arrested": 2},
}  # fmt: skip


def test_a_missed_event_is_a_row_like_others(tmp_path: Path) -> None:
    review = found(None, "missed_event", None, MISSED)
    archive = judged(tmp_path, review)
    key = f"{REPORT}:{review.id}"
    columns = 'type, quad, status, place_name, date_start, arrested, trigger_text, "by", confidence, sentence, review, publisher, published, sources'
    assert ask(archive, f"SELECT {columns} FROM events WHERE event_id = '{key}'") == [
        ("PROTEST", "MATERIAL CONFLICT", "happened", "Oslo", date(2024, 3, 1), 2, "too early", "review", 1.0, 7, "missed",
         "Orvian News Agency", date(2024, 3, 14), ["Orvian News Agency"]),
    ]  # fmt: skip
    ((sentence,),) = ask(archive, f"SELECT sentence_text FROM events WHERE event_id = '{key}'")
    assert sentence == "“It is too early for optimism,” one diplomat said."
    assert ask(archive, f"SELECT side, name FROM sides WHERE event_id = '{key}' ORDER BY side") == [
        ("actor", "Norway"),
        ("recipient", "Tomas Reyk"),
    ]
    assert ask(archive, f"SELECT telling, trigger_text FROM evidence WHERE event_id = '{key}'") == [(1, "too early")]
    assert ask(archive, "SELECT events FROM reports") == [(7,)]


def test_what_two_find_missing_is_one_event_and_others_may_judge_it(tmp_path: Path) -> None:
    first = found(None, "missed_event", None, MISSED)
    second = found(None, "missed_event", None, MISSED | {"trigger": at("early for optimism")}, who="bo")
    archive = judged(tmp_path, first, second)
    shown = "SELECT event_id, review_basis FROM events WHERE review = 'missed'"
    assert ask(archive, shown) == [(f"{REPORT}:{first.id}", "agreement")]
    Reviews(tmp_path).append([found(first.id, "corrected", "status", "planned", who="cy")])
    assert ask(archive, "SELECT status FROM events WHERE review = 'missed'") == [("planned",)]
    Reviews(tmp_path).append([found(second.id, "no_event", who="di")])
    assert ask(archive, shown) == []


def test_of_what_two_find_missing_whoever_settles_it_keeps_one_both_or_none(tmp_path: Path) -> None:
    first = found(None, "missed_event", None, MISSED)
    second = found(
        None, "missed_event", None, MISSED | {"trigger": at("early for optimism"), "status": "planned"}, who="bo"
    )
    archive = judged(tmp_path, first, second)
    shown = "SELECT status, review_basis FROM events WHERE review = 'missed' ORDER BY status"

    def settle(*verdicts: str) -> list[tuple[Any, ...]]:
        both = zip((first, second), verdicts, strict=True)
        Reviews(tmp_path).append([found(one.id, verdict, who="cy", answers=one.id) for one, verdict in both])
        return ask(archive, shown)

    assert ask(archive, shown) == [("happened", "agreement")]
    assert settle("no_event", "right") == [("planned", "adjudication")]
    assert settle("right", "no_event") == [("happened", "adjudication")]
    assert settle("right", "right") == [("happened", "adjudication"), ("planned", "adjudication")]
    assert settle("no_event", "no_event") == []


def test_what_coders_dispute_stays_as_coded_until_somebody_settles_it(tmp_path: Path) -> None:
    wrong = found("e1", "corrected", "place", OSLO, who="bo")
    archive = judged(tmp_path, found("e1", "right"), wrong, found("e3", "no_event"), found("e3", "right", who="bo"))
    shown = "SELECT event_id, place_name, review, review_fields FROM events WHERE review IS NOT NULL ORDER BY 1"
    assert ask(archive, shown) == [
        (f"{REPORT}:e1", "Geneva", "disputed", ["place"]),
        (f"{REPORT}:e3", None, "disputed", ["event"]),
    ]
    Reviews(tmp_path).append([found("e1", "corrected", "place", OSLO, who="di", answers=wrong.id)])
    assert ask(archive, "SELECT place_name, review, review_basis FROM events WHERE place_name = 'Oslo'") == [
        ("Oslo", "corrected", "adjudication")
    ]


def twice(folder: Path, *reviews: Review) -> Archive:
    """The report, and another that names its president: without a country, and with a role of its own."""
    coding = sample()
    actors = tuple(
        replace(a, name="Thomas Reik", country="XZZ", roles=()) if a.id == "a2" else a for a in coding.actors
    )
    other = replace(coding, report=replace(coding.report, id="r-two", url="https://news.example/two"), actors=actors)
    archive = judged(folder, *reviews)
    archive.add([other])
    return archive


def test_who_is_the_same_as_another_is_joined_in_ledger_and_exports(tmp_path: Path) -> None:
    assert len(questions.actors(twice(tmp_path / "coded"), "Reyk")) == 1
    review = found("a2", "same_actor", None, {"name": "Tomas Reyk"}, report="r-two")
    archive = twice(tmp_path / "judged", review)
    (entry,) = questions.actors(archive, "Tomas Reyk")
    assert (entry.reports, dict(entry.countries)) == ([REPORT, "r-two"], {"XOR": 2})
    assert identities(archive, "Tomas Reyk") == 1


def test_who_is_another_is_kept_apart_in_ledger_and_exports(tmp_path: Path) -> None:
    coding = sample()
    actors = tuple(replace(a, wikidata="Q1") if a.id == "a2" else a for a in coding.actors)
    archive = judged(tmp_path, coding=replace(coding, actors=actors))
    archive.add(
        [replace(coding, report=replace(coding.report, id="r-two", url="https://news.example/two"), actors=actors)]
    )
    assert identities(archive, "Tomas Reyk") == 1
    Reviews(tmp_path).append([found("a2", "other_actor", None, {"name": "Tomas Reyk (the judge)"}, report="r-two")])
    assert identities(archive, "Tomas Reyk") == 2
    entries = questions.actors(archive, "Tomas Reyk")
    assert [entry.reports for entry in entries if entry.name == "Tomas Reyk"] == [[REPORT]]


def identities(archive: Archive, name: str) -> int:
    from dateline.exchange.identity import identify
    from dateline.exchange.selection import chosen

    with archive.reading() as connection:
        table = identify(connection, chosen(connection))
        return len(connection.execute(f"SELECT DISTINCT identity FROM {table} WHERE name LIKE '{name}%'").fetchall())


def test_stories_are_told_of_what_reviews_leave_and_again_when_they_change_it(tmp_path: Path) -> None:
    archive = judged(tmp_path)
    tell_stories(archive)
    Reviews(tmp_path).append([found("e1", "right")])
    with archive.reading() as connection:
        assert are_told(archive, connection)
    Reviews(tmp_path).append([found("e3", "corrected", "type", "COERCE"), found(None, "missed_event", None, MISSED)])
    with archive.reading() as connection:
        assert not are_told(archive, connection)
    tell_stories(archive)
    assert set(ask(archive, "SELECT type FROM stories")) >= {("COERCE",), ("PROTEST",)}


def test_records_are_given_as_they_were_coded(tmp_path: Path) -> None:
    archive = judged(tmp_path, found("e3", "no_event"))
    assert list(archive.codings()) == [sample()]


def test_reviews_of_one_coders_codings_change_no_others(tmp_path: Path) -> None:
    archive = judged(tmp_path, found("e1", "no_event"))
    other = sample()
    archive.add([replace(other, versions=replace(other.versions, coder="llm"))])
    assert ask(archive, "SELECT count(*) FROM events") == [(5,)]
    assert ask(archive, "SELECT count(*) FROM events", coder="llm") == [(6,)]
