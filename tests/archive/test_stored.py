"""One report's coding out of an archive, by its id; how reports begin; what is known of a report whose text is not kept."""

from dataclasses import replace
from pathlib import Path

import pytest

from dateline.archive import Archive
from dateline.archive.known_words import with_known_words
from dateline.archive.row import coding_of
from dateline.archive.stored import addresses, first_words, stored_row
from dateline.model import Coding
from tests.archive.filled import filled
from tests.cli import factory


def stored(folder: Path, report_id: str) -> Coding | None:
    with Archive.existing(folder).reading(locked=True) as connection:
        row = stored_row(connection, folder, report_id)
    return coding_of(row) if row is not None else None


def given(report_id: str, *, url: str = "", title: str = "A title") -> Coding:
    """A report of an address of its own: those without one that say the same are one."""
    coding = factory.coding()
    return replace(
        coding, report=replace(coding.report, id=report_id, url=url or f"https://news.example/{report_id}", title=title)
    )


@pytest.mark.parametrize("coding", [factory.coding(), filled()], ids=["real", "filled"])
def test_a_coding_comes_back_whole_from_among_others(tmp_path: Path, coding: Coding) -> None:
    archive = Archive.writable(tmp_path / "a")
    archive.add([given("r-1"), coding, given("r-2")])
    archive.add([given("r-3")])
    assert stored(archive.folder, coding.report.id) == coding
    assert stored(archive.folder, "r-3") == given("r-3")
    assert stored(archive.folder, "r-4") is None


def test_the_newest_coding_is_the_one_that_is_shown(tmp_path: Path) -> None:
    archive = Archive.writable(tmp_path / "a")
    archive.add([given("r-1", url="https://news.example/1", title="Older")])
    archive.add([given("r-1", url="https://news.example/1", title="Newer")])
    found = stored(archive.folder, "r-1")
    assert found is not None
    assert found.report.title == "Newer"


def test_different_reports_of_one_id_are_found_by_the_ids_that_the_views_show(tmp_path: Path) -> None:
    archive = Archive.writable(tmp_path / "a")
    archive.add([given("r-1", url="https://news.example/1", title="First")])
    archive.add([given("r-1", url="https://other.example/1", title="Second")])
    with archive.reading() as connection:
        shown = dict(connection.execute("SELECT report_id, title FROM reports").fetchall())
    assert len(shown) == 2
    for report_id, title in shown.items():
        found = stored(archive.folder, report_id)
        assert found is not None
        assert (found.report.id, found.report.title) == (report_id, title)


@pytest.mark.parametrize("report_id", ["r~0123abcd", "a/../b", "it's", '"quoted"', "100%", "отчёт", "~deadbeef"])
def test_any_id_is_an_id(tmp_path: Path, report_id: str) -> None:
    archive = Archive.writable(tmp_path / "a")
    archive.add([given("r"), given(report_id)])
    assert stored(archive.folder, report_id) == given(report_id)


def test_reports_begin_with_their_bodies(tmp_path: Path) -> None:
    archive = Archive.writable(tmp_path / "a")
    archive.add([given("r-1"), given("r-2")])
    archive.add([given("r-3")], text=False)
    with archive.reading(locked=True) as connection:
        at = addresses(connection, ["r-2", "r-3", "none"])
        found = first_words(connection, archive.folder, at, 24)
    assert at.keys() == {"r-2", "r-3"}
    assert found == {"r-2": factory.SENTENCES[0][:24]}


def test_without_the_text_a_coding_is_read_by_the_words_that_are_kept(tmp_path: Path) -> None:
    archive = Archive.writable(tmp_path / "a")
    whole = given("r-1")
    archive.add([whole], text=False)
    with archive.reading(locked=True) as connection:
        row = stored_row(connection, archive.folder, "r-1")
    assert row is not None
    assert row["report"]["text"] is None
    known = coding_of(with_known_words(row))
    assert [event.id for event in known.events] == [event.id for event in whole.events]
    assert [e.evidence[0].trigger for e in known.events] == [e.evidence[0].trigger for e in whole.events]
    assert len(known.report.text) == len(whole.report.text)
    ours, theirs = known.report.text, whole.report.text
    assert all(a == b for a, b in zip(ours, theirs, strict=True) if a not in " …")  # nothing is made up
    assert factory.SENTENCES[6] not in ours
