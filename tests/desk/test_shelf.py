"""What pages ask: as the archive is, a moment later as it has become, and never an error in between."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from dateline.archive import Archive
from dateline.coder import load
from dateline.desk import shelf as shelving
from dateline.desk.shelf import Shelf, Snapshot
from dateline.errors import ArchiveError


def count(shelf: Shelf) -> int:
    return int(shelf.snapshot().one("SELECT count(*) AS n FROM desk.reports")["n"])


def test_a_report_that_is_added_is_seen_soon(own_archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelving, "_LOOK_AGAIN", 0.0)
    monkeypatch.setattr(shelving, "_REST", 0.0)
    shelf = Shelf(own_archive)
    before = count(shelf)
    Archive.existing(own_archive).add([load().code("Police arrested three protesters in Oslo on Monday.")])
    deadline = time.monotonic() + 30
    while count(shelf) == before and time.monotonic() < deadline:
        time.sleep(0.05)
    assert count(shelf) == before + 1


def test_whoever_has_just_written_sees_it_at_once(own_archive: Path) -> None:
    shelf = Shelf(own_archive)
    before = count(shelf)
    Archive.existing(own_archive).add([load().code("Rebels attacked a village in Chad on Tuesday.")])
    assert shelf.renew().one("SELECT count(*) AS n FROM desk.reports")["n"] == before + 1
    assert count(shelf) == before + 1


def test_many_threads_may_ask_at_once(made_archive: Path) -> None:
    snapshot = Shelf(made_archive).snapshot()
    answers: list[int] = []

    def ask() -> None:
        answers.extend(snapshot.one("SELECT count(*) AS n FROM desk.events")["n"] for _ in range(10))

    threads = [threading.Thread(target=ask) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 200
    assert len(set(answers)) == 1


def test_a_question_that_takes_too_long_ends_in_a_line(made_archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelving, "_SECONDS", 0.2)
    with pytest.raises(ArchiveError, match="longer than"):
        Shelf(made_archive).snapshot().ask(
            "SELECT count(*) FROM range(1000000000) a, range(1000) b WHERE hash(a) % 7 = 3"
        )


def test_no_archive_is_told(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="no such folder"):
        Shelf(tmp_path / "none")


def test_of_a_large_archive_what_is_asked_first_is_asked_ahead(
    own_archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Snapshot] = []
    monkeypatch.setattr(shelving, "_LARGE", 1_000.0)
    Shelf(own_archive, lambda _, snapshot, before: asked.append(snapshot))
    assert asked == []  # a small one answers at once
    monkeypatch.setattr(shelving, "_LARGE", 0.0)
    shelf = Shelf(own_archive, lambda _, snapshot, before: asked.append(snapshot))
    end = time.monotonic() + 30
    while not asked and time.monotonic() < end:
        time.sleep(0.01)
    assert asked == [shelf.snapshot()]
