"""What reviews change is computed anew where it must be; and no review, whatever it says, stops anybody."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dateline.archive import Archive, Reviews
from dateline.archive.kept_fixes import FOLDER
from dateline.archive.merge import merge
from dateline.errors import DamagedPartWarning
from dateline.model import Review
from dateline.model.contract import record_to_json
from dateline.verdicts.carried_over import claim_of
from tests.archive.judged import REPORT, again, ask, at, fallen, found, judged
from tests.cli.factory import coding as sample
from tests.cli.factory import span

SHOWN = "SELECT type, status, review FROM events WHERE trigger_text = 'shelled'"
LONG = "x" * 301
DEEP: list[Any] = []
for _ in range(400):
    DEEP = [DEEP]
UNFIT: list[tuple[tuple[Any, ...], str]] = [
    (("e3", "corrected", "type", "MASSACRE"), "the codebook has no type 'MASSACRE'"),
    (("e3", "corrected", "type", ["ASSAULT"]), "the codebook has no type"),
    (("e3", "corrected", "type", None), "the codebook has no type None"),
    (("e3", "corrected", "mode", "visit"), "the event's type has no mode 'visit'"),
    (("e3", "corrected", "mode", {"a": 1}), "the codebook has no mode"),
    (("e3", "corrected", "status", "maybe"), "there is no status 'maybe'"),
    (("e3", "corrected", "quad", "MATERIAL"), "there is no field 'quad' that can be corrected"),
    (("e3", "corrected", "country", "NOR"), "an event has no 'country' that can be corrected"),
    (("a1", "corrected", "type", "AID"), "an actor has no 'type' that can be corrected"),
    (("e3", "same_actor", None, {"name": "X"}), "an event has no 'namesakes'"),
    (("e3", "corrected", "place", {"name": "Oslo", "more": DEEP}), "nested too deeply"),
    (("e3", "wrong_place", None, DEEP), "nested too deeply"),
    (("e3", "corrected", "place", {"name": "Oslo", "lat": 91, "lon": 10}), "no degree"),
    (("e3", "corrected", "place", {"name": "Oslo", "lat": 59.9}), "both of lat and lon"),
    (("e3", "corrected", "place", {"name": "Oslo", "country": "Norway"}), "there is no country 'Norway'"),
    (("e3", "corrected", "place", {"name": LONG}), "is no name"),
    (("e3", "corrected", "place", {"name": "a\u0000b"}), "is no name"),
    (("e3", "corrected", "place", {"name": "Oslo", "start": 3, "end": 7, "text": "Oslo"}), "the report does not say 'Oslo' there"),
    (("e3", "corrected", "place", {"name": "Oslo", "start": 3, "end": 99, "text": "Oslo"}), "not as long as it says"),
    (("e3", "corrected", "place", {"name": "Oslo", "start": 10**9, "end": 10**9 + 4, "text": "Oslo"}), "does not say"),
    (("e3", "corrected", "date", {"start": "2024-03-02", "end": "2024-03-01"}), "is before"),
    (("e3", "corrected", "date", {"start": "yesterday"}), "is no day"),
    (("e3", "corrected", "size", {"killed": -1}), "is no count"),
    (("e3", "corrected", "size", {"killed": 1e300}), "is no count"),
    (("e3", "corrected", "size", {"wounded": 1}), "a size is an object of"),
    (("e3", "corrected", "actors", "a1"), "a side is a list"),
    (("e3", "corrected", "actors", [{"actor": "a99"}]), "an actor that the coding does not have"),
    (("e3", "corrected", "actors", [{"name": "X", "kind": "god"}]), "there is no kind of actor 'god'"),
    (("e3", "duplicate", None, "e99"), "the event whose double it is is not there"),
    (("e99", "right"), "the coding has no such record"),
    (("a99", "corrected", "country", "NOR"), "the coding has no such record"),
    (("a1", "corrected", "country", "Norway"), "there is no country"),
    (("a1", "same_actor", None, "Somebody"), "who an actor is needs a name"),
    ((None, "missed_event", None, {"type": "AID"}), "needs its type and its trigger"),
    ((None, "missed_event", None, {"type": "AID", "trigger": {"start": 1, "end": 5, "text": "What"}}), "does not say"),
    ((None, "missed_event", None, {"type": "ASSAULT", "trigger": at("shelled")}), "the coding has this event now"),
    ((None, "missed_event", None, {"type": "AID", "mode": "visit", "trigger": at("too early")}), "AID has no mode 'visit'"),
]  # fmt: skip


def test_a_review_that_nothing_can_be_made_of_is_listed_with_the_reason(tmp_path: Path) -> None:
    coding, archive = sample(), Archive.writable(tmp_path)
    archive.add(
        replace(coding, report=replace(coding.report, id=f"r-{n}", url=f"https://news.example/{n}"))
        for n in range(len(UNFIT))
    )
    reviews = {n: found(*said, report=f"r-{n}") for n, (said, _) in enumerate(UNFIT)}
    Reviews(tmp_path).append([*reviews.values(), found("e1", "right", report="nowhere")])
    with archive.reading() as connection:
        reasons = dict(connection.execute("SELECT review_id, reason FROM held.fallen").fetchall())
        corrected = connection.execute("SELECT * FROM events ORDER BY event_id").fetchall()
    assert corrected == ask(archive, "SELECT * FROM events ORDER BY event_id", raw=True)
    for n, (said, reason) in enumerate(UNFIT):
        assert reason in reasons.get(reviews[n].id, "it stands"), said
    assert len(reasons) == len(UNFIT) + 1


ROWS: list[tuple[Any, ...]] = [
    ("v1", REPORT, "e3", "{"),
    ("v2", REPORT, "e3", "[]"),
    ("v3", REPORT, "e3", None),
    ("v4", REPORT, None, b"\xff\xfe"),
    ("v5", REPORT, "e3", "[" * 100_000),
    ("v6", None, "e3", "{}"),
    (7, REPORT, "e3", "{}"),
    ("v8", "r\x00", "e3", "{}"),
    ("v9", "other", "e3", "ours"),
    ("v10", REPORT, "e3", 'ours, verdict: "fine"'),
    ("v11", REPORT, "e3", 'ours, start: "one"'),
    ("v12", REPORT, "e3", 'ours, value: "{"'),
    ("v13", REPORT, "e3", 'ours, value: "\\"\\\\ud800\\""'),
    ("v14", REPORT, "e3", 'ours, who: "\\ud800"'),
    ("v15", REPORT, "e3", "ours, versions: 3"),
]


def hostile(folder: Path) -> None:
    """Rows that no review was ever written as."""
    ours = record_to_json(found("e3", "corrected", "type", "COERCE", who="eve"))
    with sqlite3.connect(folder / "reviews.sqlite") as connection:
        connection.execute("DROP TABLE reviews")
        connection.execute("CREATE TABLE reviews (number INTEGER PRIMARY KEY, id, report, record, review)")
        for key, report, record, review in ROWS:
            if isinstance(review, str) and review.startswith("ours"):
                name, _, value = review.removeprefix("ours, ").partition(": ")
                review = json.dumps(ours | ({name: json.loads(value)} if value else {}))
            connection.execute(
                "INSERT INTO reviews (id, report, record, review) VALUES (?, ?, ?, ?)", (key, report, record, review)
            )
        good = record_to_json(found("e3", "corrected", "status", "denied"))
        connection.execute(
            "INSERT INTO reviews (id, report, record, review) VALUES (?, ?, 'e3', ?)",
            (good["id"], REPORT, json.dumps(good)),
        )


def test_rows_that_are_no_reviews_harm_nothing(tmp_path: Path) -> None:
    archive = judged(tmp_path, found("e3", "right"))
    hostile(tmp_path)
    assert ask(archive, SHOWN) == [("ASSAULT", "denied", "corrected")]


def garbage(file: Path) -> None:
    file.write_bytes(b"no database" * 1000)


def of_another_program(file: Path) -> None:
    file.unlink()
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE reviews (text)")


def cut_off(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:5000])


@pytest.mark.parametrize("spoil", [garbage, of_another_program, cut_off])
def test_a_file_that_cannot_be_read_is_told_and_the_codings_are_shown(
    tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    archive = judged(tmp_path, found("e3", "corrected", "status", "denied"))
    spoil(tmp_path / "reviews.sqlite")
    with pytest.warns(DamagedPartWarning, match="the views show what was coded"):
        assert ask(archive, SHOWN) == [("ASSAULT", "happened", None)]


def claims(record: str) -> dict[str, Any]:
    """The claim and words of an event, as a review holds them."""
    event = next(e for e in sample().events if e.id == record)
    trigger = event.evidence[0].trigger
    words = {"start": trigger.start, "end": trigger.end, "text": trigger.text}
    return {"claim": json.dumps({"type": event.type, "mode": event.mode, "status": event.status}), **words}


def test_coding_again_keeps_what_still_stands_and_lists_the_rest(tmp_path: Path) -> None:
    reviews = [
        found("e3", "corrected", "status", "denied", **claims("e3")),
        found("e6", "no_event", **claims("e6")),
        found("e1", "right", **claims("e1")),
        found("e4", "wrong_status", **claims("e4")),
        found("e5", "right", **claims("e5")),
        found("e2", "unsure"),
        found("a1", "corrected", "country", "DNK", claim=json.dumps({"name": "Ilse Brandvold", "kind": "person"})),
    ]
    archive = judged(tmp_path, *reviews)
    coding = sample()
    events = [replace(e, status="planned") if e.id == "e4" else e for e in coding.events if e.id != "e5"]
    newer = again(replace(coding, events=tuple(events)))
    archive.add([newer])
    assert ask(archive, SHOWN) == [("ASSAULT", "denied", "corrected")]
    assert ask(archive, "SELECT trigger_text FROM withdrawn") == [("freed",)]
    assert ask(archive, "SELECT event_id FROM events WHERE review = 'right'") == [(f"{REPORT}:e1new",)]
    assert ask(archive, "SELECT country FROM actors WHERE name = 'Ilse Brandvold'") == [("DNK",)]
    assert fallen(archive) == {
        reviews[3].id: "the coding now says another status than the one that was reviewed",
        reviews[4].id: "the coding has no SANCTION at 'recall' any more",
        reviews[5].id: "the coding has no such record, and the review does not say by what type and words to find it",
    }
    later = found("e3new", "right", versions=newer.versions, when=datetime(2027, 1, 1, tzinfo=UTC))
    Reviews(tmp_path).append([later])
    assert ask(archive, SHOWN) == [("ASSAULT", "happened", "right")], (
        "a later verdict replaces one that was carried over"
    )


def test_a_missed_event_that_the_coding_has_now_is_not_there_twice(tmp_path: Path) -> None:
    coding = sample()
    without = replace(coding, events=tuple(e for e in coding.events if e.id != "e3"))
    review = found(None, "missed_event", None, {"type": "ASSAULT", "trigger": at("shelled")})
    archive = judged(tmp_path, review, coding=without)
    assert ask(archive, SHOWN) == [("ASSAULT", "happened", "missed")]
    archive.add([again(coding)])
    assert ask(archive, SHOWN) == [("ASSAULT", "happened", None)]
    assert fallen(archive) == {review.id: "the coding has this event now"}


def test_reviews_of_reports_that_share_an_id_are_of_the_one_they_name(tmp_path: Path) -> None:
    coding = sample()
    other = replace(coding, report=replace(coding.report, url="https://news.example/other"))
    archive = judged(tmp_path)
    archive.add([other])
    (first,), (second,) = ask(archive, "SELECT report_id FROM reports ORDER BY 1")
    assert second.startswith(f"{first}~")
    Reviews(tmp_path).append([found("e3", "corrected", "status", "denied", report=second), found("e1", "no_event")])
    shown = "SELECT report_id, status FROM events WHERE trigger_text = 'shelled' ORDER BY 1"
    assert ask(archive, shown) == [(first, "happened"), (second, "denied")]
    assert ask(archive, "SELECT event_id FROM withdrawn") == [(f"{first}:e1",)]
    alone = Archive.writable(tmp_path / "alone")  # the second report, which keeps its own id here
    alone.add([other])
    (tmp_path / "alone" / "reviews.sqlite").write_bytes((tmp_path / "reviews.sqlite").read_bytes())
    assert ask(alone, shown) == [(first, "denied")]


def test_what_is_kept_is_made_again_when_it_must_be(tmp_path: Path) -> None:
    archive = judged(tmp_path, found("e3", "corrected", "status", "denied"))
    assert ask(archive, SHOWN) == [("ASSAULT", "denied", "corrected")]
    kept = sorted((tmp_path / FOLDER).rglob("*.parquet"))
    assert len(kept) == 1
    assert ask(archive, SHOWN) == [("ASSAULT", "denied", "corrected")]
    assert sorted((tmp_path / FOLDER).rglob("*.parquet")) == kept, "nothing new, nothing written"
    kept[0].write_bytes(kept[0].read_bytes()[:100])
    assert ask(archive, SHOWN) == [("ASSAULT", "denied", "corrected")]
    Reviews(tmp_path).append([found("e3", "right")])
    assert ask(archive, SHOWN) == [("ASSAULT", "happened", "right")]
    list(merge(tmp_path))
    assert ask(archive, SHOWN) == [("ASSAULT", "happened", "right")]


def test_many_small_files_of_what_is_kept_become_one(tmp_path: Path) -> None:
    archive = judged(tmp_path)
    coding = sample()
    archive.add(
        [
            replace(coding, report=replace(coding.report, id=f"r-{n}", url=f"https://news.example/{n}"))
            for n in range(15)
        ]
    )
    for n in range(15):
        Reviews(tmp_path).append([found("e3", "no_event", report=f"r-{n}")])
        assert ask(archive, "SELECT count(*) FROM withdrawn") == [(n + 1,)]
    assert len(list((tmp_path / FOLDER).rglob("*.parquet"))) < 13


def test_the_views_of_a_moment_show_what_was_coded_and_reviewed_before_it(tmp_path: Path) -> None:
    archive = judged(tmp_path)
    long_ago = datetime(2026, 1, 1, tzinfo=UTC)
    Reviews(tmp_path).append([found("e3", "corrected", "status", "denied", when=long_ago)])
    between = datetime.now(UTC)
    Reviews(tmp_path).append([found("e3", "right", when=long_ago + timedelta(days=1))])  # made long ago, and come now
    archive.add([again(sample())])
    assert ask(archive, SHOWN, at=between) == [("ASSAULT", "denied", "corrected")]
    assert ask(archive, "SELECT event_id FROM events WHERE type = 'ASSAULT'", at=between) == [(f"{REPORT}:e3",)]
    assert ask(archive, "SELECT count(*) FROM reports", at=long_ago) == [(0,)]


def test_writers_and_readers_at_once_lose_nothing(tmp_path: Path) -> None:
    coding = sample()
    archive = judged(tmp_path)
    archive.add(
        [replace(coding, report=replace(coding.report, id=f"r-{n}", url=f"https://news.example/{n}")) for n in range(6)]
    )
    reviews = [found("e3", "no_event", report=f"r-{n}", who=who) for n in range(6) for who in ("ana", "bo")]
    writers = [threading.Thread(target=append, args=(tmp_path, reviews[n::2])) for n in range(2)]
    seen = []
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        seen += ask(archive, "SELECT count(*) FROM withdrawn")
    for writer in writers:
        writer.join()
    assert seen == sorted(seen)
    assert ask(archive, "SELECT count(*) FROM withdrawn") == [(6,)]


def append(folder: Path, reviews: list[Review]) -> None:
    for review in reviews:
        Reviews(folder).append([review])


def test_a_review_holds_the_claim_that_is_looked_for_later(tmp_path: Path) -> None:
    archive = judged(tmp_path)
    with archive.reading() as connection:
        found_events = connection.execute("SELECT * FROM events WHERE type = 'ASSAULT'")
        names = [column[0] for column in found_events.description or ()]
        row = dict(zip(names, found_events.fetchall()[0], strict=True))
        sides = [{"side": "actor", "position": 1, "name": "Orvian border guards"}]
    assert claim_of(row, sides) == {
        "type": "ASSAULT", "mode": "heavy-weapons", "status": "happened", "actors": ["Orvian border guards"],
        "recipients": [], "place": None, "date": {"start": "2024-03-12", "end": "2024-03-12"},
        "size": {"killed": 3, "injured": 11},
    }  # fmt: skip
    assert row["trigger_text"] == span("shelled", 3).text
