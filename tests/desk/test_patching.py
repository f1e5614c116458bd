"""Reviews change the rows of a snapshot that they touch: it is then what it would be if it were made anew."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dateline.archive import Archive, Reviews
from dateline.desk import patching
from dateline.desk.patching import UnpatchedError
from dateline.desk.shelf import Shelf, Snapshot
from dateline.desk.snapshot_tables import tables_of_events
from dateline.model import Review, Versions

_VERSIONS = "SELECT coder, dateline_version, reader_version, codebook_version FROM reports LIMIT 1"
#: Verdict, field and value of a review of an event. None of them brings in anybody by name.
SAID: tuple[dict[str, Any], ...] = (
    {"verdict": "no_event"},
    {"verdict": "wrong_type", "field": "type"},
    {"verdict": "corrected", "field": "type", "value": "PROTEST"},
    {"verdict": "corrected", "field": "status", "value": "planned"},
    {"verdict": "corrected", "field": "date", "value": {"start": "1999-01-02", "end": "1999-01-02"}},
    {"verdict": "corrected", "field": "date", "value": {"start": "2031-05-06", "end": "2031-05-06"}},
    {"verdict": "wrong_date", "field": "date"},
    {"verdict": "wrong_place", "field": "place"},
    {"verdict": "corrected", "field": "recipients", "value": []},
    {"verdict": "corrected", "field": "actors", "value": [{"name": "nobody before", "kind": "group"}]},
    {"verdict": "right"},
)


class Judging:
    """Somebody who judges the events of an archive one after the other."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with Archive.existing(folder).reading(raw=True) as connection:
            (made,) = connection.execute(_VERSIONS).fetchall()
            self.events = connection.execute(
                "SELECT report_id, event_id FROM events WHERE status = 'happened' ORDER BY event_id"
            ).fetchall()
        self.made = Versions(*made)

    def say(self, number: int, *, value: Any = None, **said: Any) -> Review:
        report, event = self.events[number]
        text = json.dumps(value) if said.get("field") and said["verdict"] == "corrected" else None
        review = Review(
            who="ana", when=datetime.now(UTC), report=report, versions=self.made, record=event.removeprefix(f"{report}:"),
            value=text, **said,
        )  # fmt: skip
        Reviews(self.folder).append([review])
        return review


@pytest.fixture
def judging(own_archive: Path) -> Judging:
    found = Judging(own_archive)
    found.say(0, verdict="right")  # the first review of an archive changes its views
    return found


def rows(snapshot: Snapshot, table: str) -> list[tuple[Any, ...]]:
    """The rows of a table with the ids of events for their numbers, which only say in which order they are."""
    joined = "" if table == "events" else " JOIN (SELECT n, event_id FROM desk.events) USING (n)"
    found = snapshot.ask(f"SELECT * EXCLUDE (n) FROM desk.{table}{joined}")
    return sorted((tuple(map(str, row.values())) for row in found), key=str)


def order(snapshot: Snapshot) -> list[str]:
    return [row["event_id"] for row in snapshot.ask("SELECT event_id FROM desk.events ORDER BY n")]


def is_alike(patched: Snapshot, anew: Snapshot) -> None:
    for table in tables_of_events():
        assert rows(patched, table) == rows(anew, table), table
    assert order(patched) == order(anew)
    reports = "SELECT report_id, events FROM desk.reports ORDER BY ALL"
    assert patched.ask(reports) == anew.ask(reports)


def test_a_patched_snapshot_is_what_a_new_one_is(judging: Judging) -> None:
    shelf = Shelf(judging.folder)
    first = shelf.snapshot()
    for number, said in enumerate(SAID):
        judging.say(7 * number, **said)
        patched = shelf.renew()
        assert patched is not first
        assert patched._connection is first._connection, said  # it was patched
    is_alike(patched, Shelf(judging.folder).snapshot())


def test_many_reviews_at_once_are_one_patch(judging: Judging) -> None:
    shelf = Shelf(judging.folder)
    for number, said in enumerate(SAID * 3):
        judging.say(5 * number, **said)
    held = shelf.snapshot()._connection
    patched = shelf.renew()
    assert patched._connection is held
    is_alike(patched, Shelf(judging.folder).snapshot())


def test_what_is_taken_back_is_there_again(judging: Judging) -> None:
    shelf = Shelf(judging.folder)
    before = rows(shelf.snapshot(), "events")
    gone = judging.say(3, verdict="no_event")
    assert len(rows(shelf.renew(), "events")) == len(before) - 1
    judging.say(3, verdict="withdrawn", answers=gone.id)
    assert rows(shelf.renew(), "events") == before


def test_whoever_is_new_makes_a_snapshot_anew(judging: Judging) -> None:
    shelf = Shelf(judging.folder)
    held = shelf.snapshot()._connection
    judging.say(3, verdict="corrected", field="actors", value=[{"name": "Norway"}])
    anew = shelf.renew()
    assert anew._connection is not held
    assert anew.ask("SELECT 1 FROM desk.sides WHERE name = 'Norway'")
    is_alike(anew, Shelf(judging.folder).snapshot())


def test_where_there_is_no_room_nothing_is_changed(judging: Judging, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patching, "_MOST", 0)
    snapshot = Shelf(judging.folder).snapshot()
    before = {table: rows(snapshot, table) for table in tables_of_events()}
    judging.say(2, verdict="no_event")
    with pytest.raises(UnpatchedError):
        snapshot.with_reviews(snapshot.mark)
    assert before == {table: rows(snapshot, table) for table in tables_of_events()}
