"""Several coders in one archive: the views show one of them, and nobody's coding hides another's."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dateline.archive import Archive
from dateline.archive.merge import merge
from dateline.archive.write_stories import tell_stories
from dateline.errors import ArchiveError
from dateline.model import Coding
from tests.cli.factory import coding as sample


def by(coder: str, **changes: Any) -> Coding:
    """The invented coding as another coder would have it: with its first event alone."""
    coding = sample()
    report = replace(coding.report, **changes)
    versions = replace(coding.versions, coder=coder)
    events = coding.events if coder == "dateline" else coding.events[:1]
    return replace(coding, report=report, events=events, versions=versions)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """Our coding of a report, then another coder's."""
    made = Archive.writable(tmp_path / "archive")
    made.add([by("dateline")])
    made.add([by("llm")])
    return made


def ask(archive: Archive, sql: str, coder: str | None = None) -> list[tuple[Any, ...]]:
    with archive.reading(coder=coder) as connection:
        return connection.execute(sql).fetchall()


def test_ours_is_shown_unless_another_is_asked_for(archive: Archive) -> None:
    assert ask(archive, "SELECT coder, events FROM reports") == [("dateline", 6)]
    assert ask(archive, "SELECT coder, events FROM reports", "llm") == [("llm", 1)]
    assert ask(archive, "SELECT count(*) FROM events", "llm") == [(1,)]
    assert [c.versions.coder for c in archive.codings(coder="llm")] == ["llm"]
    assert list(archive.codings()) == [by("dateline")]


def test_the_newest_of_each_coder_is_shown(archive: Archive) -> None:
    archive.add([by("llm", title="Changed")])
    assert ask(archive, "SELECT title FROM reports") == [(sample().report.title,)]
    assert ask(archive, "SELECT title FROM reports", "llm") == [("Changed",)]
    for coder in ("dateline", "llm"):
        found = ask(archive, "SELECT coder, newest FROM codings ORDER BY coded_at", coder)
        assert found == [("dateline", True), ("llm", False), ("llm", True)]


def test_what_one_has_coded_another_has_not(archive: Archive) -> None:
    ours, theirs, nobodys = (by(coder).versions for coder in ("dateline", "llm", "other"))
    assert [len(archive.known(v)) for v in (ours, theirs, nobodys)] == [1, 1, 0]
    archive.add([by("llm", publisher="AP", url=None)])
    assert [len(archive.known(v)) for v in (ours, theirs)] == [1, 2]


def test_a_report_has_one_id_whoever_coded_it(archive: Archive) -> None:
    """The second report of an id is renamed, also where that coder has not coded the first."""
    second = {"publisher": "AP", "url": None}
    archive.add([by("dateline", **second), by("llm", **second), by("other", **second)])
    ids = {
        coder: ask(archive, "SELECT report_id FROM reports WHERE publisher = 'AP'", coder)
        for coder in ("dateline", "llm", "other")
    }
    assert ids["llm"] == ids["dateline"] == ids["other"] != [("r-selm",)]
    assert ask(archive, "SELECT report_id FROM reports WHERE publisher <> 'AP'") == [("r-selm",)]
    events = ask(
        archive, "SELECT event_id FROM events JOIN reports USING (report_id) WHERE reports.publisher = 'AP'", "llm"
    )
    assert events == [(f"{ids['llm'][0][0]}:e1",)]


def test_reasons_and_abstentions_of_a_renamed_report_lead_to_its_records(archive: Archive) -> None:
    coding = by("dateline", publisher="AP", url=None)
    words = coding.actors[0].because[0]
    event = replace(coding.events[0], because=(replace(words, field="date"),))
    missing = replace(coding.abstained[0], record=event.id)
    archive.add([replace(coding, events=(event,), abstained=(missing, coding.abstained[1]))])
    mine = "report_id = (SELECT report_id FROM reports WHERE publisher = 'AP')"
    (event_id,) = ask(archive, f"SELECT event_id FROM events WHERE {mine}")[0]
    assert event_id.startswith("r-selm~")
    assert ask(archive, f"SELECT record_id FROM reasons WHERE {mine} AND record = 'event'") == [(event_id,)]
    assert ask(archive, f"SELECT DISTINCT record_id FROM reasons WHERE {mine} AND record = 'actor' ORDER BY 1") == [
        ("a1",),
        ("a2",),
    ]
    assert set(ask(archive, f"SELECT record_id FROM abstained WHERE {mine}")) == {(event_id,), (None,)}


def test_merging_keeps_them_apart(archive: Archive) -> None:
    list(merge(archive.folder))
    assert len(archive.parts()) == 1
    assert ask(archive, "SELECT coder FROM reports") == [("dateline",)]
    assert ask(archive, "SELECT coder FROM reports", "llm") == [("llm",)]


def test_stories_are_told_of_our_codings(archive: Archive) -> None:
    tell_stories(archive)
    assert ask(archive, "SELECT count(*) > 0 FROM stories") == [(True,)]
    assert ask(archive, "SELECT count(*) FROM stories", "llm") == [(0,)]


def test_who_is_alone_is_shown_and_who_is_not_there_is_told(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="holds no codings of gpt; name another coder: dateline, llm"):
        archive.connect(coder="gpt")
    alone = Archive.writable(tmp_path / "alone")
    assert ask(alone, "SELECT count(*) FROM reports", "gpt") == [(0,)]
    alone.add([by("llm")])
    assert ask(alone, "SELECT coder FROM reports") == [("llm",)]
    alone.add([by("it's")])
    with pytest.raises(ArchiveError, match="holds no codings of dateline; name another coder: it's, llm"):
        alone.connect()
    assert ask(alone, "SELECT coder FROM reports", "it's") == [("it's",)]
