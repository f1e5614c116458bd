"""A file of an archive that was cut off, emptied or exchanged is left out and named, and all else is shown as if it were not there."""

import json
import os
import shutil
import signal
import subprocess
import sys
import warnings
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dateline.archive import Archive, Failure, ask
from dateline.archive.columns import views
from dateline.archive.flat import FLAT, TABLES
from dateline.archive.merge import could_save, merge
from dateline.archive.write_stories import tell_stories
from dateline.errors import ArchiveError, DamagedPartWarning
from dateline.model import Coding
from tests.cli.factory import coding as sample

BREAKS: dict[str, Callable[[bytes], bytes]] = {
    "one byte short": lambda held: held[:-1],
    "without its end": lambda held: held[: len(held) // 2],
    "its first bytes": lambda held: held[:100],
    "empty": lambda _: b"",
    "something else": lambda held: b"x" * len(held),
    "an end that is no end": lambda held: _garbled(held, 0.5),
    "notes that are none": lambda held: _garbled(held, 0.95),
}


def _garbled(held: bytes, where: float) -> bytes:
    """The file with some of its end wiped out, that far into it."""
    length = int.from_bytes(held[-8:-4], "little")
    at = len(held) - 8 - length + int(length * where) - 20
    return held[:at] + bytes(40) + held[at + 40 :]


def numbered(number: int) -> Coding:
    mine = {"id": f"r-{number}", "url": f"https://example.org/{number}", "publisher": f"Paper {number}"}
    return replace(sample(), report=replace(sample().report, **mine))


def made(folder: Path, *sizes: int) -> Archive:
    """An archive of parts that hold so many reports each."""
    archive, number = Archive.writable(folder), 0
    for size in sizes:
        archive.add([numbered(number + n) for n in range(size)])
        number += size
    return archive


def in_order(archive: Archive) -> list[Path]:
    """Its parts as they were written: those of one second are named in any order."""
    return sorted(archive.parts(), key=lambda part: part.stat().st_mtime_ns)


def shown(archive: Archive) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every view, but for the time of writing."""
    found = {}
    with archive.connect() as connection:
        for view in views():
            columns = ", ".join(f'"{c.name}"' for c in view.columns if c.name not in ("coded_at", "failed_at"))
            found[view.name] = sorted(connection.execute(f"SELECT {columns} FROM {view.name}").fetchall(), key=repr)
    return found


def broken(file: Path, how: str) -> None:
    file.write_bytes(BREAKS[how](file.read_bytes()))


class TestParts:
    @pytest.mark.parametrize("how", BREAKS)
    def test_all_else_is_shown_and_the_way_back_is_named(self, tmp_path: Path, how: str) -> None:
        archive, without = made(tmp_path / "a", 1, 2, 1), made(tmp_path / "b", 1, 2, 1)
        part = in_order(archive)[1]
        in_order(without)[1].unlink()
        broken(part, how)
        with pytest.warns(DamagedPartWarning) as told:
            assert shown(archive) == shown(without)
        said = {str(warning.message) for warning in told}
        assert len(said) == 1
        assert said.pop().startswith(f"{part}: ")
        assert str(told[0].message).endswith(f"dateline code SOURCE --into {archive.folder}")

    @pytest.mark.parametrize("how", ["empty", "an end that is no end"])
    @pytest.mark.filterwarnings("ignore::dateline.errors.DamagedPartWarning")
    def test_whoever_asks_goes_on(self, tmp_path: Path, how: str) -> None:
        archive = made(tmp_path / "a", 1, 2, 1)
        broken(in_order(archive)[1], how)
        assert len(archive.known(sample().versions)) == 2
        assert {coding.report.id for coding in archive.codings()} == {"r-0", "r-3"}
        assert tell_stories(archive) is not None
        assert ask.holdings(archive).reports == 2
        assert could_save(archive.folder) in (1, 2)
        Archive.writable(archive.folder).add([numbered(1), numbered(2)])  # a run codes what it held again
        assert ask.holdings(archive).reports == 4
        assert list(archive.folder.rglob("*.tmp")) == []

    @pytest.mark.parametrize("how", ["without its end", "an end that is no end"])
    @pytest.mark.filterwarnings("ignore::dateline.errors.DamagedPartWarning")
    def test_a_merge_leaves_it_as_it_is_and_merges_the_others(self, tmp_path: Path, how: str) -> None:
        archive = made(tmp_path / "a", 1, 2, 1, 1)
        part, whole = in_order(archive)[1], in_order(archive)[1].read_bytes()
        broken(part, how)
        ((_, replaced),) = merge(archive.folder)
        assert replaced == 3
        assert len(list((archive.folder / "codings").iterdir())) == 2
        assert list(archive.folder.rglob("*.tmp")) == []
        part.write_bytes(whole)  # the way back
        with warnings.catch_warnings(action="error"):
            assert ask.holdings(archive).reports == 5


class TestOtherFiles:
    def test_a_file_that_holds_something_else(self, tmp_path: Path) -> None:
        archive = made(tmp_path / "a", 1)
        with duckdb.connect() as connection:
            connection.execute(f"COPY (SELECT 1 AS n) TO '{archive.folder}/codings/part-mine.parquet' (FORMAT parquet)")
        with pytest.warns(DamagedPartWarning, match=r"part-mine\.parquet: holds no codings, and is left out"):
            assert len(shown(archive)["reports"]) == 1

    @pytest.mark.parametrize("how", ["without its end", "empty", "an end that is no end"])
    def test_failures(self, tmp_path: Path, how: str) -> None:
        archive = made(tmp_path / "a", 1)
        archive.add_failures([Failure("a.txt", "is empty", "give a text")])
        (file,) = (archive.folder / "failures").iterdir()
        archive.add_failures([Failure("b.txt", "is empty", "give a text")])
        broken(file, how)
        with pytest.warns(DamagedPartWarning, match="and is left out; remove it"):
            assert archive.known_failures() == {("b.txt", "is empty")}
        with pytest.warns(DamagedPartWarning, match="and is left out; remove it"):
            assert list(merge(archive.folder)) == []

    @pytest.mark.parametrize("how", ["its first bytes", "something else", "an end that is no end"])
    def test_stories(self, tmp_path: Path, how: str) -> None:
        archive = made(tmp_path / "a", 2)
        told = tell_stories(archive)
        assert told is not None
        before = shown(archive)
        broken(told, how)
        with pytest.warns(DamagedPartWarning, match=f"tell them again: dateline stories {archive.folder}"):
            assert shown(archive) == before | {"stories": []}
        assert tell_stories(archive) == told
        with warnings.catch_warnings(action="error"):
            assert shown(archive) == before


class TestFlatTables:
    def test_those_of_another_part_are_not_believed(self, tmp_path: Path) -> None:
        archive = made(tmp_path / "a", 1, 3)
        before = shown(archive)
        for table in TABLES:
            first, second = (archive.folder / FLAT / table / part.name for part in archive.parts())
            shutil.copy(second, first)
        assert shown(archive) == before
        assert first.read_bytes() != second.read_bytes()  # and made again

    def test_one_of_another_table_is_not_believed(self, tmp_path: Path) -> None:
        archive = made(tmp_path / "a", 2)
        before = shown(archive)
        (part,) = archive.parts()
        shutil.copy(archive.folder / FLAT / "roles" / part.name, archive.folder / FLAT / "events" / part.name)
        assert shown(archive) == before

    def test_those_of_a_part_that_was_exchanged_are_not_believed(self, tmp_path: Path) -> None:
        archive, other = made(tmp_path / "a", 1), made(tmp_path / "b", 3)
        shutil.copy(other.parts()[0], archive.parts()[0])
        assert shown(archive) == shown(other)

    @pytest.mark.parametrize("how", ["one byte short", "empty", "an end that is no end"])
    def test_a_broken_one_is_made_again(self, tmp_path: Path, how: str) -> None:
        archive = made(tmp_path / "a", 1, 2)
        before = shown(archive)
        for table in ("reports", "events", "sentences"):
            broken(archive.folder / FLAT / table / in_order(archive)[1].name, how)
        assert shown(archive) == before
        assert len(archive.known(sample().versions)) == 3
        assert list(archive.folder.rglob("*.tmp")) == []

    def test_where_nothing_may_be_written_the_part_is_read(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refused(*_: Any) -> None:
            raise PermissionError(13, "Permission denied")

        archive = made(tmp_path / "a", 1, 3)
        before = shown(archive)
        first, second = (archive.folder / FLAT / "events" / part.name for part in archive.parts())
        shutil.copy(second, first)
        monkeypatch.setattr("dateline.archive.folder.write_flat", refused)
        assert shown(archive) == before

    def test_one_that_breaks_while_it_is_read_is_told(self, tmp_path: Path) -> None:
        archive = made(tmp_path / "a", 1)

        def read() -> None:
            with archive.reading() as connection:
                broken(archive.folder / FLAT / "events" / archive.parts()[0].name, "something else")
                connection.execute("FROM events").fetchall()

        with pytest.raises(ArchiveError, match="flat tables were damaged, and are made again; start the same command"):
            read()
        assert len(shown(archive)["events"]) == len(sample().events)


def test_every_command_goes_on_and_names_each_file_once(tmp_path: Path) -> None:
    archive = made(tmp_path / "a", 2, 1, 1)
    for source in ("a.txt", "b.txt"):
        archive.add_failures([Failure(source, "is empty", "give a text")])
    tell_stories(archive)
    files = [*in_order(archive)[1:], min((archive.folder / "failures").iterdir())]
    for file, how in zip(files, ("without its end", "empty", "one byte short"), strict=True):
        broken(file, how)
    commands = (
        ("status", "a", "--json"),
        ("stories", "a"),
        ("visits", "a"),
        ("actors", "Brandvold", "--archive", "a"),
        ("query", "SELECT count(*) FROM reports, failures", "--archive", "a", "--format", "csv"),
        ("export", "a", "--format", "polecat", "-o", "polecat.tsv"),
        ("merge", "a"),
    )
    said = {command[0]: started(tmp_path, *command) for command in commands}
    assert {name: done.returncode for name, done in said.items()} == dict.fromkeys(said, 0)
    for name, done in said.items():
        lines = [line for line in done.stderr.splitlines() if "is left out" in line]
        assert sorted(line.split(": ")[1] for line in lines) == sorted(str(f.relative_to(tmp_path)) for f in files), (
            name
        )
        assert "Traceback" not in done.stderr
    assert said["query"].stdout.splitlines()[1] == "2"
    held = json.loads(said["status"].stdout)
    assert (held["reports"], held["parts"], len(held["damaged"])) == (2, 1, 3)
    assert list(archive.folder.rglob("*.tmp")) == []


def started(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dateline", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=os.environ)


WRITER = """
import os, signal, sys
from pathlib import Path
from dateline.archive.parts import whole_file

with whole_file(Path(sys.argv[1])) as unfinished:
    unfinished.write_bytes(b"PAR1 half")
    print("begun", flush=True)
    sys.stdin.readline()
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not Path("/proc/self/ns/pid").exists(), reason="only Linux tells whose file it is")
def test_what_a_killed_process_left_goes_when_the_next_run_begins(tmp_path: Path) -> None:
    archive = made(tmp_path / "a", 1)
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(archive.folder / "codings" / "part-x.parquet")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "begun\n"
        Archive.writable(archive.folder)
        assert len(list(archive.folder.rglob("*.tmp"))) == 1  # it may still be finished
        writer.communicate("\n")
    assert writer.returncode == -signal.SIGKILL
    assert len(list(archive.folder.rglob("*.tmp"))) == 1
    Archive.writable(archive.folder)
    assert list(archive.folder.rglob("*.tmp")) == []
