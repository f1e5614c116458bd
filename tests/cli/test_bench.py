"""``dateline bench``: the figures are there, and come from the reports that were given."""

import gzip
import json
from pathlib import Path

from click.testing import CliRunner, Result

from dateline.cli import cli

LINE = json.dumps({"text": "The minister visited Oslo on Friday. Police arrested three men."}) + "\n"
BAD = json.dumps({"text": "Der Minister hat am Freitag in Berlin mit der Regierung gesprochen. " * 3}) + "\n"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["bench", *map(str, arguments)])


def test_given_reports_are_measured_and_failures_counted(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl.gz"
    path.write_bytes(gzip.compress((LINE * 3 + BAD).encode()))
    result = run("--reports", path, "--json")
    assert result.exit_code == 0, result.output
    figures = json.loads(result.stdout)
    assert figures["reports"] == 4
    assert (figures["reader"]["failed"], figures["whole"]["failed"]) == (0, 1)
    assert all(figures[name]["words_per_s"] > figures[name]["sentences_per_s"] > 0 for name in ("reader", "whole"))
    assert figures["peak_memory_mb"] > 50
    assert figures["first_result_s"] > 0


def test_people_get_a_line_a_figure(tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text(LINE * 2, encoding="utf-8")
    lines = run("--reports", tmp_path / "r.jsonl").stdout.splitlines()
    assert [line[:22].strip() for line in lines[1:]] == [
        "reader alone",
        "text to coding",
        "peak memory",
        "start to first result",
    ]
    assert lines[0] == "2 reports, one core"


def test_a_first_report_that_cannot_be_coded_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text(BAD + LINE, encoding="utf-8")
    assert run("--reports", tmp_path / "r.jsonl", "--json").exit_code == 0


def test_a_file_without_reports_is_refused(tmp_path: Path) -> None:
    for content, words in ((b"", "holds no reports"), (b"not json\n", "is not JSON"), (b"\x1f\x8b broken", "r.jsonl")):
        (tmp_path / "r.jsonl").write_bytes(content)
        result = run("--reports", tmp_path / "r.jsonl")
        assert result.exit_code == 1
        assert words in result.stderr


def test_a_damaged_compressed_file_is_refused_in_one_line(tmp_path: Path) -> None:
    for content in (b"plain", gzip.compress(LINE.encode() * 50)[:-20]):
        (tmp_path / "r.jsonl.gz").write_bytes(content)
        result = run("--reports", tmp_path / "r.jsonl.gz")
        assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
        assert "r.jsonl.gz: " in result.stderr
