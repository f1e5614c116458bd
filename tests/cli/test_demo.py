"""``dateline demo``: the first thing a newcomer runs shows people, events and statements, and writes its page."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline.archive import Archive
from dateline.cli import cli
from dateline.cli.demo import demo_folder
from dateline.demo import demo_archive
from dateline.demo.bundled import bundled_reports


def test_the_demo_shows_a_report_and_what_was_read() -> None:
    result = CliRunner().invoke(cli, ["demo"])
    assert (result.exit_code, result.stderr) == (0, "")
    assert "CONSULT" in result.stdout
    assert "\x1b" not in result.stdout


def test_the_demo_ends_with_a_command_that_works_as_it_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    lines = CliRunner().invoke(cli, ["demo"]).stdout.splitlines()
    (command,) = (line.split() for line in lines if "--html" in line)
    assert command == ["dateline", "demo", "--html", "demo.html"]
    assert CliRunner().invoke(cli, command[1:]).exit_code == 0
    assert (tmp_path / "demo.html").exists()


def test_the_demo_writes_its_page(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["demo", "--html", str(tmp_path / "demo.html")])
    assert result.exit_code == 0
    assert f"wrote {tmp_path / 'demo.html'}" in result.stderr
    assert (tmp_path / "demo.html").read_text(encoding="utf-8").lower().startswith("<!doctype html>")


@pytest.mark.parametrize("target", ["no-such-folder/demo.html", "."])
def test_a_page_that_cannot_be_written_is_told_before_any_work(target: str) -> None:
    result = CliRunner().invoke(cli, ["demo", "--html", target])
    assert (result.exit_code, result.stdout) == (2, "")
    assert target in result.stderr


@pytest.mark.parametrize("arguments", [[], ["--html", "demo.html"]])
def test_the_demo_ends_by_offering_the_desk(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    offer, command = CliRunner().invoke(cli, ["demo", *arguments]).stdout.splitlines()[-2:]
    assert offer.startswith(f"Or {len(bundled_reports())} reports")
    assert command == "  dateline desk --demo"


def test_the_folder_of_the_desk_is_made_under_a_bar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo_archive, "bundled_reports", lambda: bundled_reports()[:3])
    folder = demo_folder(tmp_path / "archive")
    assert folder == tmp_path / "archive"
    assert len(Archive.existing(folder).parts()) == 1


def test_the_desk_opens_the_demonstration_where_it_is_asked_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(demo_archive, "bundled_reports", lambda: bundled_reports()[:2])
    monkeypatch.setattr("dateline.desk.serving.serve", lambda archive, *_: opened.append(archive))
    assert CliRunner().invoke(cli, ["desk", "--demo"]).exit_code == 0
    assert CliRunner().invoke(cli, ["desk", "--demo", "elsewhere"]).exit_code == 0
    assert opened == [Path("dateline-demo"), Path("elsewhere")]
    assert Archive.existing(tmp_path / "elsewhere").parts()


def test_the_desk_without_an_archive_names_the_demonstration() -> None:
    result = CliRunner().invoke(cli, ["desk"])
    assert result.exit_code == 2
    assert "or see one with: dateline desk --demo" in " ".join(result.stderr.split())
