"""``dateline.open``: an archive asked from Python, whose answers are rows, tables or codings, and which is never changed."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import dateline
from dateline.archive import Archive
from dateline.archive.columns import columns_of
from dateline.errors import MissingPackageError
from dateline.library.opened import OpenArchive
from tests.cli import factory


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("opened") / "archive"
    archive = Archive.writable(folder)
    archive.add([factory.coding()])
    archive.add([factory.bare("Nothing is told here.")])
    return folder


@pytest.fixture
def archive(folder: Path) -> OpenArchive:
    return dateline.open(folder)


def test_a_question_has_rows_by_the_names_of_its_columns(archive: OpenArchive) -> None:
    answer = archive.query("SELECT type, count(*) AS n FROM events GROUP BY type ORDER BY n DESC, type")
    assert answer.columns == ("type", "n")
    assert answer.rows()[:2] == [{"type": "CONSULT", "n": 2}, {"type": "SANCTION", "n": 2}]
    assert [row["type"] for row in answer] == ["CONSULT", "SANCTION", "ASSAULT", "RETREAT"]
    assert list(answer) == answer.rows()  # as often as you like
    assert repr(answer) == "<Rows of type, n>"


def test_an_answer_is_a_table_of_pandas_or_of_arrow(archive: OpenArchive) -> None:
    pandas, pyarrow = pytest.importorskip("pandas"), pytest.importorskip("pyarrow")
    answer = archive.query("SELECT event_id, date_start FROM events ORDER BY event_id")
    frame, table = answer.df(), answer.arrow()
    assert isinstance(frame, pandas.DataFrame)
    assert isinstance(table, pyarrow.Table)
    assert frame["event_id"].tolist() == table["event_id"].to_pylist() == [row["event_id"] for row in answer]
    assert table["date_start"].to_pylist()[0] == date(2024, 3, 13)


@pytest.mark.parametrize(("package", "way"), [("pandas", "df"), ("pyarrow", "arrow")])
def test_what_is_not_installed_is_told_with_its_command(
    archive: OpenArchive, package: str, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingPackageError, match=f"needs {package}, which is not installed; .*install .*{package}"):
        getattr(archive.reports(), way)()


@pytest.mark.parametrize("view", ["reports", "events", "actors", "statements"])
def test_views_are_at_hand_by_their_names(archive: OpenArchive, view: str) -> None:
    rows = getattr(archive, view)()
    assert rows.columns == tuple(column.name for column in columns_of(view))
    assert len(list(rows)) >= 2


def test_codings_come_back_as_they_were(archive: OpenArchive) -> None:
    found = sorted(archive.codings(), key=lambda coding: coding.report.id)
    assert found == [factory.bare("Nothing is told here."), factory.coding()]


def test_who_asks_for_stories_that_are_not_told_is_told(archive: OpenArchive, folder: Path) -> None:
    with pytest.warns(UserWarning, match="tell them with: dateline stories") as caught:
        assert archive.query("SELECT * FROM stories").rows() == []
    assert caught[0].filename == __file__


def test_what_is_coded_meanwhile_is_in_the_next_answer(tmp_path: Path) -> None:
    writer = Archive.writable(tmp_path / "archive")
    archive = dateline.open(tmp_path / "archive")
    reports = archive.reports()
    assert reports.rows() == []
    writer.add([factory.coding()])
    assert [row["report_id"] for row in reports] == ["r-selm"]


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("SELECT placename FROM events", '"placename" does not exist'),
        ("SELECT * FROM happenings", "There are reports, events"),
        ("SELEC 1", 'syntax error at or near "SELEC"; mend the SQL, for which dateline query --columns lists'),
        ("DROP VIEW events", "an archive is only read: give a SELECT"),
        ("COPY (SELECT 1) TO 'x.csv'", "an archive is only read"),
        ("SELECT 1; SELECT 2", "give one SELECT; this is 2 statements"),
        ("", "give one SELECT; this is 0 statements"),
        ("SELECT * FROM read_text('/etc/hostname')", "read_text cannot be read from; there are reports, events"),
    ],
)
def test_what_is_wrong_is_told_at_once_in_one_line(archive: OpenArchive, sql: str, told: str) -> None:
    with pytest.raises(dateline.ArchiveError) as caught:
        archive.query(sql)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("way", ["rows", "df", "arrow"])
def test_what_goes_wrong_with_a_row_is_told_in_one_line_too(archive: OpenArchive, way: str) -> None:
    pytest.importorskip("pyarrow")
    with pytest.raises(dateline.ArchiveError, match=r"^Could not convert string 'CONSULT'"):
        getattr(archive.query("SELECT type::INTEGER AS n FROM events"), way)()


def test_a_plan_can_be_seen(archive: OpenArchive) -> None:
    (plan,) = archive.query("EXPLAIN SELECT 1 + 1 AS two")
    assert "two" in str(plan)


def test_two_columns_of_one_name_are_told_apart_first(archive: OpenArchive) -> None:
    with pytest.raises(dateline.ArchiveError, match="two columns are called 'a'; name them apart with AS"):
        archive.query("SELECT 1 AS a, 2 AS a").rows()


def test_an_archive_without_texts_has_rows_and_no_codings(tmp_path: Path) -> None:
    Archive.writable(tmp_path / "archive").add([factory.coding()], text=False)
    archive = dateline.open(tmp_path / "archive")
    assert len(archive.events().rows()) == 6
    with pytest.raises(dateline.ArchiveError, match="holds no text"):
        next(archive.codings())


@pytest.mark.parametrize(
    ("folder", "told"),
    [
        ("nowhere", "there is no such folder"),
        (".", "is no archive"),
        (5, "is given an int; give the folder"),
        (b"x", "is given bytes"),
    ],
)
def test_what_is_no_archive_is_refused(folder: Any, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(dateline.DatelineError, match=told):
        dateline.open(folder)


def test_another_coders_codings_are_shown_if_it_is_named(folder: Path) -> None:
    with pytest.raises(dateline.ArchiveError, match="holds no codings of nobody"):
        dateline.open(folder, coder="nobody").events()
    assert len(dateline.open(folder, coder="dateline").events().rows()) == 6
