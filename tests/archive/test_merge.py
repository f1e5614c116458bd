"""Merging: fewer parts with the same rows, whoever is killed, writes or reads meanwhile.

``DATELINE_KILLS=100 pytest tests/archive/test_merge.py`` kills as often as that.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dateline.archive import Archive, Failure
from dateline.archive import merge as merging
from dateline.archive.columns import views
from dateline.archive.flat import FLAT, TABLES
from dateline.archive.merge import Limits, Part, could_save, merge, parts_in, plan
from dateline.archive.write_stories import tell_stories
from dateline.errors import ArchiveError
from dateline.model import Coding, Versions
from tests.cli.factory import coding as sample

KILLS = int(os.environ.get("DATELINE_KILLS", "5"))
OLD = Versions("dateline", "0.0.9", "en-0", "plover-1.9")


def numbered(number: int, **changes: Any) -> Coding:
    """A report of its own: another id, address and publisher."""
    mine = {"id": f"r-{number}", "url": f"https://example.org/{number}", "publisher": f"Paper {number}"}
    return replace(sample(), report=replace(sample().report, **mine | changes))


def many_parts(folder: Path, count: int = 12) -> Archive:
    """Parts of two reports each; among them older codings, reports that share an id, and failures."""
    archive = Archive.writable(folder)
    for number in range(0, 2 * count, 2):
        archive.add([numbered(number), numbered(number + 1, url=None, id="shared")])
    archive.add([replace(numbered(2), versions=OLD), replace(numbered(4), versions=OLD)])
    archive.add([numbered(2)])
    for source in ("a.txt", "b.txt", "a.txt"):
        archive.add_failures([Failure(source, "is empty", "give a text")])
    return archive


def shown(archive: Archive) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every view, the times of writing too."""
    with archive.connect() as connection:
        return {v.name: sorted(connection.execute(f"FROM {v.name}").fetchall(), key=repr) for v in views()}


def of_each_folder(archive: Archive) -> dict[str, int]:
    folders = [archive.folder / "codings", archive.folder / "failures", *(archive.folder / FLAT / t for t in TABLES)]
    return {folder.name: len(list(folder.iterdir())) for folder in folders}


def test_what_the_archive_shows_stays_the_same_row_by_row(tmp_path: Path) -> None:
    archive = many_parts(tmp_path / "a")
    tell_stories(archive)
    before = shown(archive)
    assert (len(before["reports"]), len(before["codings"]), len(before["failures"])) == (24, 27, 2)
    assert could_save(archive.folder) == 13
    assert sorted(replaced for _, replaced in merge(archive.folder)) == [3, 14]
    assert of_each_folder(archive) == {"codings": 1, "failures": 1, **dict.fromkeys(TABLES, 1)}
    assert shown(archive) == before
    shutil.rmtree(archive.folder / FLAT)
    assert shown(archive) == before
    assert list(merge(archive.folder)) == []
    assert could_save(archive.folder) == 0


def test_known_reports_and_failures_stay_known_and_stories_told(tmp_path: Path) -> None:
    archive = many_parts(tmp_path / "a")
    known, failures = set(archive.known(OLD)), archive.known_failures()
    file = tell_stories(archive)
    assert file is not None
    told_at = file.stat().st_mtime_ns
    list(merge(archive.folder))
    assert (set(archive.known(OLD)), archive.known_failures()) == (known, failures)
    assert len(known) == 2
    assert tell_stories(archive) == file
    assert file.stat().st_mtime_ns == told_at


def test_parts_grow_to_a_limit_and_large_ones_are_left_alone() -> None:
    limits = Limits(rows=100, size=1_000)

    def planned(*sizes: tuple[int, int]) -> list[list[int]]:
        parts = [Part(Path(str(n)), rows, size) for n, (rows, size) in enumerate(sizes)]
        return [[int(part.file.name) for part in group] for group in plan(parts, limits)]

    assert planned((30, 1), (60, 1), (30, 1), (40, 1), (1, 1)) == [[0, 2, 3]]
    assert planned((1, 400), (1, 400), (1, 400), (1, 400), (1, 400)) == [[0, 1], [2, 3]]
    assert planned((50, 1), (10, 1), (1, 500)) == []
    assert planned() == []


def test_merging_again_and_again_ends_with_few_parts(tmp_path: Path) -> None:
    archive = Archive.writable(tmp_path / "a")
    limits = Limits(rows=8)
    for number in range(20):
        archive.add([numbered(number)])
        list(merge(archive.folder, limits))
    assert sorted(part.rows for part in parts_in(archive.folder / "codings")) == [4, 4, 4, 4, 4]


def test_a_copy_in_two_parts_shows_once_in_every_view(tmp_path: Path) -> None:
    """As if the merge had been killed before it removed what it had merged."""
    archive = many_parts(tmp_path / "a")
    before = shown(archive)
    shutil.copytree(archive.folder, tmp_path / "kept")
    list(merge(archive.folder))
    shutil.copytree(tmp_path / "kept", archive.folder, dirs_exist_ok=True)
    assert of_each_folder(archive)["codings"] == 15
    assert shown(archive) == before
    list(merge(archive.folder))
    assert of_each_folder(archive) == {"codings": 1, "failures": 1, **dict.fromkeys(TABLES, 1)}
    assert shown(archive) == before


def test_copies_that_two_merges_made_at_once_show_once_too(tmp_path: Path) -> None:
    archive = many_parts(tmp_path / "a")
    before = shown(archive)
    other = tmp_path / "other"
    shutil.copytree(archive.folder, other)
    list(merge(archive.folder))
    list(merge(other))
    shutil.copytree(other, archive.folder, dirs_exist_ok=True)
    assert of_each_folder(archive)["codings"] == 2
    assert shown(archive) == before
    list(merge(archive.folder))
    assert of_each_folder(archive)["codings"] == 1
    assert shown(archive) == before


def test_a_merge_that_another_has_overtaken_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = many_parts(tmp_path / "a")
    before = shown(archive)
    write_flat = merging._write_flat

    def overtaken(*arguments: Any) -> None:
        write_flat(*arguments)
        monkeypatch.setattr(merging, "_write_flat", write_flat)
        list(merge(archive.folder))

    monkeypatch.setattr(merging, "_write_flat", overtaken)
    list(merge(archive.folder))
    assert of_each_folder(archive) == {"codings": 1, "failures": 1, **dict.fromkeys(TABLES, 1)}
    assert shown(archive) == before


def test_who_writes_meanwhile_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = many_parts(tmp_path / "a")
    write_flat = merging._write_flat

    def written_meanwhile(*arguments: Any) -> None:
        archive.add([numbered(1000)])
        write_flat(*arguments)

    monkeypatch.setattr(merging, "_write_flat", written_meanwhile)
    assert next(merge(archive.folder))[1] == 14
    assert of_each_folder(archive)["codings"] == 2
    assert [row for row in shown(archive)["reports"] if row[0] == "r-1000"]


def test_who_reads_meanwhile_is_told_to_ask_again(tmp_path: Path) -> None:
    archive = many_parts(tmp_path / "a")

    def read_while_merging() -> None:
        with archive.reading() as connection:
            list(merge(archive.folder))
            connection.execute("SELECT count(text) FROM texts").fetchall()

    with pytest.raises(ArchiveError, match="merged while they were read; start the same command again"):
        read_while_merging()
    with archive.reading() as connection:
        assert connection.execute("SELECT count(text) FROM texts").fetchall() == [(24,)]


def test_what_the_dead_left_is_removed_after_a_day(tmp_path: Path) -> None:
    archive = many_parts(tmp_path / "a", count=1)
    stale, fresh = (
        archive.folder / FLAT / "events" / "part-0.parquet",
        archive.folder / "codings" / ".part-1.parquet.7.tmp",
    )
    shutil.copy(next((archive.folder / FLAT / "events").glob("part-*")), stale)
    fresh.touch()
    other = archive.folder / "flat-other" / "events" / "part-0.parquet"
    other.parent.mkdir(parents=True)
    shutil.copy(stale, other)
    list(merge(archive.folder))
    assert stale.exists()
    assert fresh.exists()
    assert other.exists()
    for file in (stale, fresh, other):
        os.utime(file, (time.time() - 90_000,) * 2)
    list(merge(archive.folder))
    assert not stale.exists()
    assert not fresh.exists()
    assert not other.exists()


def test_killed_at_random_moments_it_loses_and_doubles_nothing(tmp_path: Path) -> None:
    source = many_parts(tmp_path / "source", count=40)
    before, chance = shown(source), random.Random(20240304)
    archive = Archive(tmp_path / "killed")
    unfinished = doubled = 0
    for number in range(KILLS):
        if number % 5 == 0:  # else go on with what the last kill left
            shutil.rmtree(archive.folder, ignore_errors=True)
            shutil.copytree(source.folder, archive.folder)
        process = start(archive.folder)
        kill_at_random(process, archive.folder, chance)
        unfinished += any(archive.folder.rglob("*.tmp"))
        doubled += sum(part.rows for part in parts_in(archive.folder / "codings")) > 83
        assert shown(archive) == before
    assert start(archive.folder).wait(60) == 0
    assert len(archive.parts()) == 1
    assert shown(archive) == before
    sys.stderr.write(f"{KILLS} kills, unfinished files after {unfinished}, rows in two parts after {doubled}\n")


def start(folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "dateline", "merge", str(folder)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def kill_at_random(process: subprocess.Popen[bytes], folder: Path, chance: random.Random) -> None:
    """Some time after it began to write, or just after the large part has got its name, or while the old ones go."""
    parts = set((folder / "codings").glob("part-*"))
    moment = chance.choice(("writing", "renamed", "removing"))
    while process.poll() is None:
        now = set((folder / "codings").glob("part-*"))
        began = {
            "writing": any((folder / "codings").glob(".part-*.tmp")),
            "renamed": bool(now - parts),
            "removing": bool(parts - now),
        }
        if began[moment]:
            time.sleep(chance.uniform(0, 0.3 if moment == "writing" else 0.005))
            break
        time.sleep(0.0005)
    process.send_signal(signal.SIGKILL)
    process.wait()
