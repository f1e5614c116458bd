"""What is left out is told: each record at the end, but a package that is missing once, at the start."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline.cli.code import code_command
from dateline.cli.failures import Failures
from dateline.errors import MissingPackageError, ReportError
from dateline.installed import how_to_install
from tests.reports.samples import page, warc_of_news

NEXT_MOVE = f"install it with: {how_to_install('web')}"


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A web archive of two pages, a third page and a line of text, on a machine without trafilatura."""
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    files = {
        "news.warc": warc_of_news(packed=False),
        "page.html": page().encode(),
        "report.txt": b"Norland's minister met Orvia's in Geneva.",
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    return [str(tmp_path / name) for name in files]


@pytest.mark.parametrize("into", [False, True])
def test_without_the_package_for_pages_the_run_says_so_once_and_counts_the_pages(
    into: bool, pages: list[str], tmp_path: Path
) -> None:
    out = ["--into", str(tmp_path / "archive"), "--jobs", "1"] if into else ["--format", "jsonl"]
    result = CliRunner().invoke(code_command, [*pages, *out])
    assert result.exit_code == 1
    assert result.stderr.count(NEXT_MOVE) == 1
    assert "record 2 (https://post.example/1): is a web page, and the package 'trafilatura'" in result.stderr
    assert "3 web pages, for want of the package" in result.stderr


def test_that_a_package_is_missing_is_told_before_the_run_ends(capsys: pytest.CaptureFixture[str]) -> None:
    failures = Failures()
    for n in range(3):
        failures.add(MissingPackageError(f"{n}.html", "is a web page", NEXT_MOVE))
    assert capsys.readouterr().err == f"dateline: 0.html: is a web page; {NEXT_MOVE}\n"


def test_a_single_page_is_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    failures = Failures()
    failures.add(MissingPackageError("page.html", "is a web page", NEXT_MOVE))
    failures.tell()
    assert capsys.readouterr().err.count("\n") == 1


def test_other_failures_are_listed_beside_the_pages(capsys: pytest.CaptureFixture[str]) -> None:
    failures = Failures()
    failures.add(MissingPackageError("a.html", "is a web page", NEXT_MOVE))
    for n in range(102):
        failures.add(ReportError(f"{n}.txt", "is empty", "give a text"))
    capsys.readouterr()
    failures.tell()
    told = capsys.readouterr().err.splitlines()
    assert told[0] == "dateline: 103 records were left out:"
    assert told[1] == "dateline: 0.txt: is empty; give a text"
    assert told[-1] == "dateline: … and 2 more"
