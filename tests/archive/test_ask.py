"""An archive's answers as records; asking leaves every file as it was."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dateline.archive import Archive, ask
from dateline.archive.write_stories import tell_stories
from tests.cli.factory import coding

SAMPLE = coding()


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = Archive.writable(tmp_path / "archive")
    made.add([SAMPLE])
    return made


def test_what_an_archive_holds(archive: Archive) -> None:
    held = ask.holdings(archive)
    assert (held.reports, held.events, held.statements) == (1, len(SAMPLE.events), len(SAMPLE.statements))
    assert (held.first, held.last, held.undated) == (date(2024, 3, 14), date(2024, 3, 14), 0)
    assert held.publishers == (ask.OfPublisher("Orvian News Agency", 1),)
    assert [(v.coder, v.reports) for v in held.versions] == [("dateline", 1)]
    assert (held.failures, held.causes, held.parts, held.mergeable) == (0, (), 1, 0)


def test_stories_are_as_they_were_last_told(archive: Archive) -> None:
    assert list(ask.stories(archive, least=1)) == []
    tell_stories(archive)
    told = list(ask.stories(archive, least=1))
    assert {event for story in told for event in story.event_ids} == {f"r-selm:{e.id}" for e in SAMPLE.events}
    assert ask.count_stories(archive) == ask.StoryCounts(len(SAMPLE.events), len(told), 0)
    assert len(list(ask.stories(archive, least=1, limit=2))) == 2
    assert list(ask.stories(archive)) == []


def test_an_actor_is_found_by_a_part_of_the_name(archive: Archive) -> None:
    (entry,) = ask.actors(archive, "brandvold")
    assert (entry.name, entry.country) == ("Ilse Brandvold", "XVE")
    assert entry.to_dict()["roles"] == [
        {"title": "Foreign Minister", "country": "XVE", "first": date(2024, 3, 14), "last": date(2024, 3, 14),
         "reports": ("r-selm",)}
    ]  # fmt: skip


def test_asking_never_writes(archive: Archive) -> None:
    tell_stories(archive)
    before = {file: file.stat().st_mtime_ns for file in archive.folder.rglob("*")}
    list(ask.stories(archive, least=1))
    ask.count_stories(archive)
    ask.actors(archive, "Reyk")
    list(ask.visits(archive))
    ask.holdings(archive)
    assert {file: file.stat().st_mtime_ns for file in archive.folder.rglob("*")} == before
