"""Stories and visits of an archive: told from its views, written in one rename, told again only if something was added."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from dateline.archive import Archive, ask
from dateline.archive.coding_rows import agencies, rows_of
from dateline.archive.fingerprint import simhash
from dateline.archive.write_stories import archive_stories, tell_stories
from dateline.coder import DatelineCoder, load
from dateline.model import Coding
from dateline.stories.cluster import cluster
from dateline.stories.story import ReportRow
from dateline.stories.tell import tell

DAY = date(2025, 3, 4)
MARKET = (
    "A suicide bomber killed {} people at a vegetable market in the Pakistani city of Quetta on Monday, police said."
)
TALKS = "Chinese Foreign Minister Liang Zhou held talks with his Brazilian counterpart Paulo Teixeira in Brasilia on Monday."


@pytest.fixture(scope="module")
def coder() -> DatelineCoder:
    return load()


@pytest.fixture(scope="module")
def codings(coder: DatelineCoder) -> list[Coding]:
    told = [
        ("AP", MARKET.format(12)),
        ("Dawn", MARKET.format(14)),
        ("Xinhua", TALKS),
        ("Globo", f"Trade was the subject. {TALKS}"),
    ]
    return [coder.code(text, publisher=who, published=DAY, id=f"r{n}") for n, (who, text) in enumerate(told)]


@pytest.fixture
def archive(tmp_path: Path, codings: list[Coding]) -> Archive:
    made = Archive.writable(tmp_path / "archive")
    made.add(codings)
    return made


def stories(archive: Archive) -> list[tuple[object, ...]]:
    with archive.connect() as connection:
        return connection.execute(
            "SELECT DISTINCT type, reports, publishers, independent_sources, first_report_id, disagreements->>'$[0].field'"
            " FROM stories WHERE reports > 1 ORDER BY type"
        ).fetchall()


def test_one_publisher_is_one_source_however_long_what_it_tells_goes_on(
    coder: DatelineCoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every day is linked to the next, so that nothing can be told for months; the first reports are still known then."""
    monkeypatch.setattr("dateline.archive.story_rows._BATCH", 1)
    protest = "Garment workers blocked a highway in Dhaka on Monday to demand unpaid wages, for the {}th time."
    made = Archive.writable(tmp_path / "archive")
    made.add(
        coder.code(protest.format(n), publisher="Dawn", published=DAY + timedelta(days=n), id=f"r{n}")
        for n in range(90)
    )
    tell_stories(made)
    with made.connect() as connection:
        ((most, sources),) = connection.execute("SELECT max(reports), max(independent_sources) FROM stories").fetchall()
    assert most > 1
    assert sources == 1


def test_the_view_says_who_tells_each_event_and_where_they_differ(archive: Archive) -> None:
    assert tell_stories(archive) == archive.folder / "stories" / "part-stories.parquet"
    assert stories(archive) == [("ASSAULT", 2, 2, 2, "r0", "killed"), ("CONSULT", 2, 2, 1, "r2", None)]
    with archive.connect() as connection:
        missing = "SELECT count(*) FROM events LEFT JOIN stories USING (event_id) WHERE story_id IS NULL"
        assert connection.execute(missing).fetchone() == (0,)
        assert connection.execute("SELECT count(*) - count(DISTINCT event_id) FROM stories").fetchone() == (0,)


def test_nothing_is_told_twice_until_something_is_added(archive: Archive, coder: DatelineCoder) -> None:
    file = tell_stories(archive)
    assert file is not None
    before = file.stat().st_mtime_ns
    assert tell_stories(archive) == file
    assert file.stat().st_mtime_ns == before
    archive.add([coder.code(MARKET.format(13), publisher="AFP", published=DAY, id="r9")])
    tell_stories(archive)
    assert stories(archive)[0][:4] == ("ASSAULT", 3, 3, 3)
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_a_broken_file_is_told_afresh(archive: Archive) -> None:
    file = tell_stories(archive)
    assert file is not None
    whole = file.read_bytes()
    file.write_bytes(b"PAR1 cut off")
    assert tell_stories(archive) == file
    assert len(file.read_bytes()) == len(whole)


def test_an_empty_archive_has_no_stories(tmp_path: Path) -> None:
    empty = Archive.writable(tmp_path)
    assert tell_stories(empty) is None
    assert list(ask.visits(empty)) == []


def report_row(coding: Coding) -> ReportRow:
    """The report, with the agencies that it has its news from."""
    report, line = coding.report, coding.report.dateline
    named = {a.id: a.name for a in coding.actors}
    told = (named[s.actor] for e in coding.events for s in e.sources if s.actor)
    copied = simhash(report.text[report.body_start :])
    credited = agencies(line.agency if line is not None else None, told)
    return ReportRow(report.id, report.publisher, report.published, copied, credited)


def test_the_archive_tells_what_the_codings_tell(archive: Archive, codings: list[Coding]) -> None:
    rows = sorted(
        (r for c in codings for r in rows_of(c)),
        key=lambda r: (r.published or DAY, r.report_id, r.sentence, r.trigger_start),
    )
    reports = {c.report.id: report_row(c) for c in codings}
    with archive.connect() as connection:
        told = {s.story_id: s for s in archive_stories(connection)}
    assert told == {s.story_id: s for s in (tell(g, reports) for g in cluster(rows))}


def test_an_archive_without_texts_still_has_stories(tmp_path: Path, codings: list[Coding]) -> None:
    bare = Archive.writable(tmp_path / "bare")
    bare.add(codings, text=False)
    tell_stories(bare)
    assert [row[0] for row in stories(bare)] == ["ASSAULT", "CONSULT"]


def test_visits_come_with_their_hosts(archive: Archive) -> None:
    (visit,) = ask.visits(archive)
    assert (visit.travellers, visit.host_country, visit.met) == (("Liang Zhou",), "BRA", ("Paulo Teixeira",))
    assert visit.report_ids == ("r2", "r3")


def test_many_days_are_read_in_portions(tmp_path: Path, coder: DatelineCoder, monkeypatch: pytest.MonkeyPatch) -> None:
    def monthly() -> Iterator[Coding]:
        for n in range(6):
            for who in ("AP", "Dawn"):
                yield coder.code(MARKET.format(5 + n), publisher=who, published=DAY + timedelta(30 * n), id=f"{who}{n}")

    archive = Archive.writable(tmp_path / "long")
    archive.add(monthly())
    monkeypatch.setattr("dateline.archive.story_rows._PORTION", 1)
    tell_stories(archive)
    assert [row[1] for row in stories(archive)] == [2] * 6


def test_agencies_are_those_of_the_dateline_and_among_the_sources() -> None:
    assert agencies("Reuters", ["the ministry", "WAM", "Agence France-Presse", "Reuters"]) == ("Reuters", "WAM", "AFP")
    assert agencies(None, []) == ()
