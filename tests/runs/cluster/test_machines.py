"""A real cluster of two machines: one is killed, one run is stopped; what comes out equals a run on one machine."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from dateline.archive import Archive
from tests.archive.samples import contents, records, write_lines

# Two machines of Ray, and runs that are disturbed before they are done.
pytestmark = pytest.mark.alone

ROOT = Path(__file__).resolve().parents[3]


def start(source: Path, archive: Path, *more: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "dateline", "code", str(source), "--into", str(archive), *more]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def finish(process: subprocess.Popen[bytes]) -> str:
    _, told = process.communicate(timeout=300)
    assert process.returncode == 1, told.decode()  # one record cannot be read
    return told.decode()


def wait_for_parts(process: subprocess.Popen[bytes], archive: Path, count: int) -> None:
    while process.poll() is None and len(list((archive / "codings").glob("part-*"))) < count:
        time.sleep(0.02)
    assert process.poll() is None, "it was done before it could be disturbed"


@dataclass(frozen=True)
class Machines:
    process: subprocess.Popen[str]
    address: str

    def kill_one(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write("kill\n")
        self.process.stdin.flush()
        assert _said(self.process) == "killed"


@pytest.fixture(scope="module")
def machines() -> Iterator[Machines]:
    pytest.importorskip("ray", reason="Ray is not installed: pip install 'dateline[cluster]'")
    command = [sys.executable, "-m", "tests.runs.cluster.two_machines"]
    deadly = os.pathsep.join(filter(None, (str(Path(__file__).parent / "deadly"), os.environ.get("PYTHONPATH"))))
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=ROOT, text=True, env=os.environ | {"PYTHONPATH": deadly}, **pipes) as process:
        try:
            yield Machines(process, _said(process).removeprefix("address "))
        finally:
            assert process.stdin is not None
            process.stdin.close()
            process.wait(300)


def _said(process: subprocess.Popen[str]) -> str:
    """The next line that is ours, not Ray's."""
    assert process.stdout is not None
    return next(line.strip() for line in process.stdout if line.startswith(("address ", "killed")))


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One file, so that both machines can only share it by its reports."""
    path = write_lines(tmp_path_factory.mktemp("sources") / "reports.jsonl", records(500))
    with path.open("a", encoding="utf-8") as more:
        more.write("{broken\n")
    return path


@pytest.fixture(scope="module")
def undisturbed(source: Path) -> Path:
    archive = source.parent / "undisturbed"
    finish(start(source, archive))
    return archive


def test_a_report_that_ends_every_process_is_left_out_and_named(machines: Machines, tmp_path: Path) -> None:
    reports = [*records(4), {"id": "deadly", "text": "This report is the end of you."}]
    source = write_lines(tmp_path / "reports.jsonl", iter(reports))
    archive = tmp_path / "archive"
    told = finish(start(source, archive, "--cluster", machines.address))
    assert "4 reports coded" in told
    with Archive.existing(archive).connect() as connection:
        failures = connection.execute("SELECT source, cause FROM failures").fetchall()
    assert failures == [(f"{source}, line 5 (id 'deadly')", "ended each process that coded it")]


def test_what_is_stopped_and_loses_a_machine_equals_a_run_on_one_machine(
    machines: Machines, source: Path, undisturbed: Path, tmp_path: Path
) -> None:
    archive = tmp_path / "archive"
    address = ("--cluster", machines.address)

    stopped = start(source, archive, *address)
    wait_for_parts(stopped, archive, 1)
    stopped.send_signal(signal.SIGINT)
    _, told = stopped.communicate(timeout=300)
    assert stopped.returncode == 130, told.decode()
    assert b"start the same command again" in told
    with Archive.existing(archive).connect() as connection:
        ((before,),) = connection.execute("SELECT count(*) FROM reports").fetchall()
    assert 0 < before < 500
    assert f"{before:,} reports coded" in told.decode()

    bereft = start(source, archive, *address)
    wait_for_parts(bereft, archive, len(list((archive / "codings").glob("part-*"))) + 1)
    machines.kill_one()
    assert f"{before} already there" in finish(bereft)

    assert contents(archive) == contents(undisturbed)
    assert not list(archive.glob(".run-*"))
