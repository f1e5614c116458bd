"""An archive survives being killed at any instant: what comes out in the end equals an undisturbed run, row by row.

``DATELINE_KILLS=100 pytest tests/archive/test_kills.py`` kills as often as that.
"""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dateline.archive import Archive
from tests.archive.samples import contents, records, write_lines

# Kills fall while a run writes, at moments that another run has timed.
pytestmark = pytest.mark.alone

KILLS = int(os.environ.get("DATELINE_KILLS", "5"))
REPORTS = 60


def start(source: Path, archive: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "dateline", "code", str(source), "--into", str(archive), "--jobs", "2"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)


def finish(source: Path, archive: Path) -> str:
    process = start(source, archive)
    _, told = process.communicate(timeout=600)
    assert process.returncode == 1, told  # one record cannot be read
    return told.decode()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = write_lines(tmp_path / "reports.jsonl", records(REPORTS))
    with path.open("a", encoding="utf-8") as more:
        more.write("{broken\n")
    return path


def test_killed_at_random_moments_it_loses_and_doubles_nothing(source: Path, tmp_path: Path) -> None:
    began = time.monotonic()
    finish(source, tmp_path / "undisturbed")
    whole = time.monotonic() - began
    chance = random.Random(20240304)
    kills = rounds = in_writing = 0
    while kills < KILLS:
        archive = tmp_path / f"killed-{rounds}"
        rounds, done = rounds + 1, 0
        while kills < KILLS:
            process = start(source, archive)
            if not _run_until(process, archive, chance, whole):
                _close(process)
                break
            _kill(process, workers_too=chance.random() < 0.5)
            kills += 1
            in_writing += any(archive.rglob("*.tmp"))
            before, done = done, _coded(archive)
            assert done >= before
        finish(source, archive)
        assert contents(archive) == contents(tmp_path / "undisturbed")
    sys.stderr.write(f"{kills} in {rounds} archives, unfinished files after {in_writing}" + "\n")


def _run_until(process: subprocess.Popen[bytes], archive: Path, chance: random.Random, whole: float) -> bool:
    """Wait for a moment to kill it: any, or just when it begins to write. False if it ended before that."""
    deadline = time.monotonic() + chance.uniform(0.05, 1.1) * whole
    at_writing = chance.random() < 0.7
    before = set(archive.rglob("*.parquet*"))
    while process.poll() is None:
        if time.monotonic() > deadline and not at_writing:
            return True
        if at_writing and set(archive.rglob("*.parquet*")) - before:
            time.sleep(chance.uniform(0, 0.1))
            return True
        time.sleep(0.002)
    return False


def _kill(process: subprocess.Popen[bytes], *, workers_too: bool) -> None:
    if workers_too:
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    _close(process)


def _close(process: subprocess.Popen[bytes]) -> None:
    process.wait()
    assert process.stderr is not None
    process.stderr.close()


def _coded(archive: Path) -> int:
    """How many reports are whole; an archive can be read at any moment, killed or not."""
    if not (archive / "codings").is_dir():
        return 0
    with Archive.existing(archive).connect() as connection:
        return int(connection.execute("SELECT count(*) FROM reports").fetchall()[0][0])


def test_two_processes_may_write_at_once(source: Path, tmp_path: Path) -> None:
    both = [start(source, tmp_path / "both") for _ in range(2)]
    for process in both:
        process.communicate(timeout=600)
    alone = tmp_path / "alone"
    finish(source, alone)
    assert contents(tmp_path / "both") == contents(alone)


def test_ctrl_c_keeps_what_is_coded_and_says_how_to_go_on(source: Path, tmp_path: Path) -> None:
    archive = tmp_path / "stopped"
    process = start(source, archive)
    deadline = time.monotonic() + 300
    while time.monotonic() < deadline and not list((archive / "codings").glob("part-*")):
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does
    _, told = process.communicate(timeout=300)
    if process.returncode == 1:
        pytest.skip("it was done before it could be stopped")
    assert process.returncode == 130
    assert b"start the same command again" in told
    before = _coded(archive)
    assert f"{before:,} reports coded" in told.decode()
    assert f"{before} already there" in finish(source, archive)
