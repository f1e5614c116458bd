"""The bundled reports become an archive: whole, again at once, after an interruption too, and never in somebody else's."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.archive import Archive, ask
from dateline.coder import load
from dateline.demo import demo_archive as room
from dateline.demo.bundled import bundled_reports
from dateline.demo.demo_archive import FOLDER, demo_archive
from dateline.errors import ArchiveError

#: Two stories whole, and every twentieth of the rest.
TOLD = tuple(r for r in bundled_reports() if str(r.id).split("-")[1] in ("tamale", "visit", "2025"))
SOME = TOLD + tuple(r for r in bundled_reports() if r not in TOLD)[::20]

Said = list[tuple[int, int, int, int]]


@pytest.fixture(scope="module", autouse=True)
def fewer() -> Iterator[None]:
    """A part of the reports, so that the tests take seconds."""
    patch = pytest.MonkeyPatch()
    patch.setattr(room, "bundled_reports", lambda: SOME)
    patch.setattr(room, "_PART", 4)
    yield
    patch.undo()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Said]:
    said: Said = []
    return demo_archive(tmp_path_factory.mktemp("made") / "archive", lambda *now: said.append(now)), said


def ids(folder: Path) -> set[str]:
    with Archive.existing(folder).reading() as connection:
        return {row[0] for row in connection.execute("SELECT report_id FROM reports").fetchall()}


def test_it_holds_every_report_and_says_how_far_it_is(made: tuple[Path, Said]) -> None:
    folder, said = made
    assert ids(folder) == {r.id for r in SOME}
    assert [now[0] for now in said] == list(range(1, len(SOME) + 1))
    assert said[-1][1] > 3 * len(SOME)
    assert {now[2:] for now in said} == {(0, 0)}


def test_events_of_many_types_and_countries_are_in_it(made: tuple[Path, Said]) -> None:
    with Archive.existing(made[0]).reading() as connection:
        types = connection.execute("SELECT DISTINCT type FROM events").fetchall()
        countries = connection.execute("SELECT DISTINCT country FROM participants WHERE country IS NOT NULL").fetchall()
    assert len(types) >= 9
    assert len(countries) >= 12


def test_what_is_supplied_or_invented_is_told_with_every_report(made: tuple[Path, Said]) -> None:
    with Archive.existing(made[0]).reading() as connection:
        sources = dict(connection.execute("SELECT report_id, source FROM reports").fetchall())
    assert "no such thing happened" in sources["invented-tamale-1"]
    assert all("supplied" in source for name, source in sources.items() if name.startswith("voa-"))


def test_several_accounts_are_one_story_with_what_they_differ_on(made: tuple[Path, Said]) -> None:
    stories = list(ask.stories(Archive.existing(made[0]), least=2))
    bomb = next(s for s in stories if s.type == "ASSAULT" and "invented-tamale-1" in s.report_ids)
    assert set(bomb.report_ids) == {f"invented-tamale-{n}" for n in (1, 2, 3, 4)}
    assert bomb.independent_sources == 3  # one account is a copy of another
    assert {v.value for d in bomb.disagreements if d.field == "killed" for v in d.versions} == {"7", "9", "11"}
    visit = max((s for s in stories if s.type == "CONSULT"), key=lambda s: s.reports)
    assert set(visit.report_ids) == {"tass-2025-11-08", "retold-visit-1", "retold-visit-2", "retold-visit-3"}


def test_what_is_there_is_not_coded_again(made: tuple[Path, Said]) -> None:
    said: Said = []
    before = sorted(made[0].rglob("*"))
    assert demo_archive(made[0], lambda *now: said.append(now)) == made[0]
    assert said == []
    assert sorted(made[0].rglob("*")) == before


def test_one_that_was_stopped_goes_on(tmp_path: Path) -> None:
    def stop(coded: int, *_: int) -> None:
        if coded == 6:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        demo_archive(tmp_path / "archive", stop)
    assert len(ids(tmp_path / "archive")) == 4
    said: Said = []
    demo_archive(tmp_path / "archive", lambda *now: said.append(now))
    assert said[-1][0] == len(SOME) - 4
    assert said[-1][2] == 4
    assert ids(tmp_path / "archive") == {r.id for r in SOME}


def test_an_archive_of_other_reports_is_left_alone(tmp_path: Path) -> None:
    archive = Archive.writable(tmp_path / "mine")
    archive.add([load().code("Police arrested three protesters in Oslo on Sunday.")])
    before = ids(archive.folder)
    with pytest.raises(ArchiveError, match=r"mine: holds other reports than the bundled ones; name a new folder"):
        demo_archive(archive.folder)
    assert ids(archive.folder) == before


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all")
    with pytest.raises(ArchiveError, match="holds other files and is no archive"):
        demo_archive(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["letter.txt"]


def test_without_a_name_it_lies_in_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(room, "bundled_reports", lambda: SOME[:2])
    assert demo_archive() == FOLDER
    assert ids(tmp_path / "dateline-demo") == {r.id for r in SOME[:2]}
