"""``dateline code --cluster``: what it refuses, and with which words. What it does: ``tests/runs/cluster``."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dateline.cli.code import code_command
from dateline.installed import how_to_install
from tests.archive.samples import records, write_lines


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(code_command, [*map(str, arguments)])


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_lines(tmp_path / "r.jsonl", records(1))


def test_it_goes_with_an_archive_only(source: Path) -> None:
    result = run(source, "--cluster", "auto")
    assert result.exit_code == 2
    assert "--cluster goes with --into" in result.stderr


def test_standard_input_is_refused(tmp_path: Path) -> None:
    result = run("-", "--into", tmp_path / "a", "--cluster", "auto")
    assert result.exit_code == 2
    assert "write it to a file that all machines see" in result.stderr


@pytest.mark.parametrize("cluster", [(), ("--cluster", "auto")])
def test_an_archive_in_an_object_store_is_refused_with_the_way_out(source: Path, cluster: tuple[str, ...]) -> None:
    result = run(source, "--into", "s3://bucket/archive", *cluster)
    assert result.exit_code == 1
    assert "an archive is a folder of a disk; mount it as a folder" in result.stderr


def test_without_ray_the_command_that_installs_it_is_named(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    result = run(source, "--into", tmp_path / "a", "--cluster", "auto")
    assert result.exit_code == 1
    assert f"install it with: {how_to_install('cluster')}" in result.stderr


def test_the_door_of_another_machine_is_refused(source: Path, tmp_path: Path) -> None:
    result = run(source, "--into", tmp_path / "a", "--cluster", "ray://10.0.0.1:10001")
    assert result.exit_code == 1
    assert "give the command on a machine of the cluster itself" in result.stderr


def test_help_and_local_runs_import_no_ray() -> None:
    code = "import sys, dateline.cli.code, dateline.cli.into, dateline.runs.cluster; sys.exit('ray' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
