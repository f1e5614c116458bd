"""How many reports a run will meet, as far as that is quickly told."""

import gzip
from pathlib import Path

import pytest

from dateline.reports import streams
from dateline.runs.expected import expected_reports
from tests.archive.samples import records, write_lines


def test_lines_are_counted_and_other_files_are_one_each(tmp_path: Path) -> None:
    lines = write_lines(tmp_path / "r.jsonl", records(7))
    (tmp_path / "r.jsonl.gz").write_bytes(gzip.compress(lines.read_bytes().rstrip()))
    (tmp_path / "r.txt").touch()
    sources = [str(tmp_path / name) for name in ("r.jsonl", "r.jsonl.gz", "r.txt")]
    assert expected_reports(sources, None) == 15


@pytest.mark.parametrize("source", ["-", "none.jsonl", ".", "https://news.example/r.jsonl", "x\0y"])
def test_of_anything_else_the_number_is_not_known(source: str) -> None:
    assert expected_reports([source], None) is None


def test_lines_that_unpack_without_end_are_not_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "_GROWN_FREELY", 1 << 20)
    (tmp_path / "r.jsonl.gz").write_bytes(gzip.compress(b"\n" * (8 << 20)))
    assert expected_reports([str(tmp_path / "r.jsonl.gz")], None) is None


def test_what_is_called_gz_and_is_not(tmp_path: Path) -> None:
    (tmp_path / "r.jsonl.gz").write_bytes(b"{}\n")
    assert expected_reports([str(tmp_path / "r.jsonl.gz")], None) is None
