"""An archive as a folder: what goes in comes out flat, the newest coding wins, and nothing that is broken is read."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dateline.archive import Archive, Failure
from dateline.archive.columns import views
from dateline.archive.flat import FLAT
from dateline.archive.write_stories import tell_stories
from dateline.errors import ArchiveError
from dateline.model import Coding, Versions
from tests.cli.factory import coding as sample

OLD = Versions("dateline", "0.0.9", "en-0", "plover-1.9")


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive.writable(tmp_path / "archive")


def ask(archive: Archive, sql: str) -> list[tuple[Any, ...]]:
    with archive.connect() as connection:
        return connection.execute(sql).fetchall()


def renamed(coding: Coding, **changes: Any) -> Coding:
    return replace(coding, report=replace(coding.report, **changes))


def test_every_view_has_exactly_the_documented_columns(archive: Archive) -> None:
    def columns() -> dict[str, list[tuple[str, str]]]:
        with archive.connect() as connection:
            found = {v.name: connection.execute(f"DESCRIBE {v.name}").fetchall() for v in views()}
        return {name: [(row[0], row[1]) for row in rows] for name, rows in found.items()}

    documented = {v.name: [(c.name, c.type) for c in v.columns] for v in views()}
    assert columns() == documented  # empty
    archive.add([sample()])
    assert columns() == documented
    archive.add([replace(sample(), versions=OLD)])
    assert columns() == documented  # with codings hidden
    tell_stories(archive)
    assert columns() == documented


def test_a_coding_comes_out_flat(archive: Archive) -> None:
    coding = sample()
    archive.add([coding])
    (report,) = ask(archive, "SELECT report_id, publisher, dateline_agency, sentences, events FROM reports")
    assert report == ("r-selm", "Orvian News Agency", "ONA", coding.coverage.sentences, len(coding.events))
    events = {
        row[0]: row[1:]
        for row in ask(
            archive, "SELECT event_id, type, place_name, sources, sentence_text, trigger_text, killed FROM events"
        )
    }
    assert len(events) == len(coding.events)
    kind, place, sources, sentence, trigger, _ = events["r-selm:e1"]
    assert (kind, place, trigger) == ("CONSULT", "Geneva", "met with")
    assert sources == ["Orvian Foreign Ministry", "Orvian News Agency"]
    assert sentence.startswith("Velmarian Foreign Minister")
    assert sentence.endswith("said.")
    assert events["r-selm:e3"][-1] == 3
    who = ask(archive, "SELECT side, name, country, sectors FROM sides WHERE event_id = 'r-selm:e1' ORDER BY side")
    assert who == [("actor", "Ilse Brandvold", "XVE", ["GOV"]), ("recipient", "Tomas Reyk", "XOR", ["GOV"])]
    assert ask(archive, "SELECT count(*) FROM mentions") == [(sum(len(a.mentions) for a in coding.actors),)]
    assert ask(archive, "SELECT count(*) FROM statements") == [(len(coding.attributed),)]
    (role,) = ask(archive, "SELECT title, role_country, text FROM roles WHERE name = 'Ilse Brandvold'")
    assert role == ("Foreign Minister", "XVE", "Foreign Minister")


def test_offsets_count_characters_of_the_text_that_is_kept(archive: Archive) -> None:
    archive.add([sample()])
    wrong = ask(
        archive,
        'SELECT m.text FROM mentions m JOIN texts USING (report_id) WHERE substring(texts.text, m.start + 1, m."end" - m.start) <> m.text',
    )
    assert wrong == []


def test_without_text_no_sentence_is_kept(archive: Archive) -> None:
    archive.add([sample()], text=False)
    assert ask(archive, "SELECT DISTINCT sentence_text FROM events") == [(None,)]
    assert ask(archive, "SELECT text FROM texts") == [(None,)]
    assert ask(archive, "SELECT DISTINCT content FROM statements") == [(None,)]
    packed = b"".join(f.read_bytes() for f in archive.folder.rglob("*.parquet"))
    assert b"worst attack since" not in packed


class TestNewest:
    def test_the_newest_coding_of_a_report_wins_and_the_older_stays(self, archive: Archive) -> None:
        archive.add([replace(sample(), versions=OLD)])
        archive.add([sample()])
        assert ask(archive, "SELECT reader_version FROM reports") == [(sample().versions.reader,)]
        assert ask(archive, "SELECT count(*) FROM events") == [(len(sample().events),)]
        assert ask(archive, "SELECT reader_version, newest FROM codings ORDER BY newest") == [
            ("en-0", False),
            (sample().versions.reader, True),
        ]

    def test_the_same_coding_twice_is_one(self, archive: Archive) -> None:
        archive.add([sample(), sample()])
        archive.add([sample()])
        for view in ("reports", "texts"):
            assert ask(archive, f"SELECT count(*) FROM {view}") == [(1,)]
        assert ask(archive, "SELECT count(*), count(DISTINCT event_id) FROM events") == [(len(sample().events),) * 2]

    def test_known_are_those_of_exactly_these_versions(self, archive: Archive) -> None:
        archive.add([replace(sample(), versions=OLD)])
        assert len(archive.known(OLD)) == 1
        assert len(archive.known(sample().versions)) == 0
        (known,) = archive.known(OLD)
        assert archive.has(known, OLD)
        assert not archive.has(known, sample().versions)

    def test_a_report_that_was_changed_at_its_address_takes_the_place_of_the_first(self, archive: Archive) -> None:
        archive.add([sample()])
        archive.add([renamed(sample(), publisher="ONA")])  # another content, same id and address
        assert ask(archive, "SELECT publisher FROM reports") == [("ONA",)]

    def test_different_reports_of_one_id_are_both_kept_and_told_apart(self, archive: Archive) -> None:
        for publisher in ("NTB", "AP", "Kyodo"):
            archive.add([renamed(sample(), publisher=publisher, url=None)])
        ids = [row[0] for row in ask(archive, "SELECT report_id FROM reports ORDER BY coded_at")]
        assert ids[0] == "r-selm"
        assert len(set(ids)) == 3
        count = len(sample().events)
        assert ask(archive, "SELECT count(DISTINCT event_id), count(*) FROM events") == [(3 * count, 3 * count)]
        joined = ask(archive, "SELECT count(*) FROM sides JOIN events USING (event_id, report_id)")
        assert joined == ask(archive, "SELECT count(*) FROM sides")


class TestFailures:
    gone = Failure("a.txt", "is empty", "give a text")

    def test_they_are_listed_once(self, archive: Archive) -> None:
        archive.add_failures([self.gone, Failure("b.txt", "is empty", "give a text")])
        archive.add_failures([self.gone])
        assert ask(archive, "SELECT source, cause FROM failures ORDER BY source") == [
            ("a.txt", "is empty"),
            ("b.txt", "is empty"),
        ]
        assert archive.known_failures() == {("a.txt", "is empty"), ("b.txt", "is empty")}

    def test_one_whose_report_was_coded_later_is_no_failure_any_more(self, archive: Archive) -> None:
        archive.add([sample()])
        (content,) = archive.known(sample().versions)
        shutil.rmtree(archive.folder)
        archive.add_failures([replace(self.gone, content_hash=content)])
        assert ask(archive, "SELECT count(*) FROM failures") == [(1,)]
        archive.add([sample()])
        assert ask(archive, "SELECT count(*) FROM failures") == [(0,)]

    def test_none_is_no_part(self, archive: Archive) -> None:
        archive.add_failures([])
        archive.add([])
        assert list(archive.folder.rglob("*.parquet")) == []


class TestDisk:
    def test_nothing_unfinished_is_read_or_left(self, archive: Archive) -> None:
        archive.add([sample()])
        (archive.folder / "codings" / ".part-x.parquet.1.tmp").write_bytes(b"PAR1 half")
        assert ask(archive, "SELECT count(*) FROM reports") == [(1,)]
        assert [p.name for p in archive.folder.rglob("*.tmp")] == [".part-x.parquet.1.tmp"]

    def test_flat_tables_without_their_part_count_for_nothing(self, archive: Archive) -> None:
        archive.add([sample()])
        (part,) = archive.parts()
        part.unlink()
        assert ask(archive, "SELECT count(*) FROM reports") == [(0,)]
        assert ask(archive, "SELECT count(*) FROM events") == [(0,)]

    def test_flat_tables_that_are_lost_are_made_again(self, archive: Archive) -> None:
        archive.add([sample()])
        before = ask(archive, "FROM events ORDER BY event_id")
        shutil.rmtree(archive.folder / FLAT)
        assert ask(archive, "FROM events ORDER BY event_id") == before
        assert (archive.folder / FLAT).is_dir()

    def test_an_archive_that_may_only_be_read_needs_none(
        self, archive: Archive, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        archive.add([sample()])
        before = ask(archive, "FROM events ORDER BY event_id")
        shutil.rmtree(archive.folder / FLAT)
        monkeypatch.setattr(Archive, "lay_out", Archive.parts)
        assert ask(archive, "FROM events ORDER BY event_id") == before

    def test_a_query_that_is_interrupted_is_stopped_as_any_command_is(self, archive: Archive) -> None:
        archive.add([sample()])
        with pytest.raises(KeyboardInterrupt), archive.reading():
            raise RuntimeError("Query interrupted")  # what DuckDB makes of Ctrl-C

    @pytest.mark.parametrize(
        ("make", "cause"),
        [(lambda _: None, "no such folder"), (lambda folder: folder.mkdir(), "is no archive")],
    )
    def test_what_is_no_archive_is_refused(self, tmp_path: Path, make: Callable[[Path], None], cause: str) -> None:
        make(tmp_path / "a")
        with pytest.raises(ArchiveError, match=cause):
            Archive.existing(tmp_path / "a")

    def test_a_folder_of_other_things_is_not_written_to(self, tmp_path: Path) -> None:
        (tmp_path / "thesis.doc").touch()
        with pytest.raises(ArchiveError, match="holds other files"):
            Archive.writable(tmp_path)


@pytest.mark.parametrize(
    "title", ["\x00nul", "half \ud800 pair", "'; DROP TABLE reports; --", '{"a": [1', "\u2028\n\r\t\x1b", "🕊️" * 1000]
)
def test_hostile_words_come_out_as_they_went_in(archive: Archive, title: str) -> None:
    archive.add([renamed(sample(), title=title)])
    assert ask(archive, "SELECT title FROM reports") == [(title.replace("\ud800", "?"),)]


@pytest.mark.parametrize("name", ["it's", "a b", "ünïcode", "[x]", "a*b"])
def test_the_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    archive = Archive.writable(tmp_path / name)
    archive.add([sample()])
    archive.add([replace(sample(), versions=OLD)])
    assert len(archive.known(OLD)) == 1
    with archive.connect(locked=True) as connection:
        assert connection.execute("SELECT count(*) FROM reports, texts").fetchall() == [(1,)]
        assert connection.execute("SELECT count(*) FROM stories").fetchall() == [(0,)]


FORBIDDEN: Sequence[str] = (
    "SELECT * FROM read_text('{other}')",
    "SELECT * FROM read_csv('{other}')",
    "SELECT * FROM '{other}'",
    "COPY (SELECT 1) TO '{other}'",
    "ATTACH '{other}.db'",
    "SET enable_external_access = true",
    "INSTALL httpfs",
)


@pytest.mark.parametrize("sql", FORBIDDEN)
def test_a_locked_connection_reaches_nothing_outside(archive: Archive, tmp_path: Path, sql: str) -> None:
    archive.add([sample()])
    other = tmp_path / "other.csv"
    other.write_text("secret\n")
    with archive.connect(locked=True) as connection:
        assert connection.execute("SELECT count(*) FROM events").fetchall() == [(len(sample().events),)]
        with pytest.raises(duckdb.Error):
            connection.execute(sql.format(other=other)).fetchall()
    assert other.read_text() == "secret\n"
