"""``dateline reviews``, and what reviews change in ``query`` and ``export``."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

import dateline
from dateline.archive import Reviews
from dateline.cli.export import export_command
from dateline.cli.query import query_command
from dateline.cli.reviews import reviews_command
from tests.archive.judged import REPORT, found, judged
from tests.cli.factory import coding as sample


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archives") / "archive"
    first = found("e2", "right")
    judged(
        folder,
        found("e1", "right"),
        found("e1", "wrong_place", who="bo"),
        first,
        found("e2", "withdrawn", answers=first.id),
        found("e3", "right"),
        found("e3", "corrected", "status", "denied"),
        found("e4", "no_event"),
        found("e5", "corrected", "type", "NONSENSE"),
        found(None, "right", note="=1+1\n\x1b[31m"),
    )
    return folder


def run(command: click.Command, *arguments: str | Path) -> Result:
    return CliRunner().invoke(command, list(map(str, arguments)), standalone_mode=True)


def test_it_counts_and_lists_for_people(folder: Path) -> None:
    result = run(reviews_command, folder)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "8 reviews, of which 5 stand"
    assert "  1 replaced by a later one of the same coder" in lines
    assert "  1 withdrawn" in lines
    assert [line.split() for line in lines if line.startswith(("right", "wrong_place"))] == [
        ["right", "2", "0"],
        ["wrong_place", "0", "1"],
    ]
    assert f"  {REPORT}:e1 (place)  ana: right; bo: wrong (place)" in lines
    assert f"  {REPORT}:e5  corrected type by ana: the codebook has no type 'NONSENSE'" in lines


def test_json_and_csv_have_every_review_with_what_became_of_it(folder: Path) -> None:
    whole = json.loads(run(reviews_command, folder, "--format", "json").stdout)
    rows = list(csv.DictReader(io.StringIO(run(reviews_command, folder, "--format", "csv").stdout)))
    assert len(rows) == len(whole["reviews"]) == 8
    states = {(row["record"], row["verdict"]): row["state"] for row in rows}
    assert states["e3", "right"] == "replaced"
    assert states["e2", "right"] == "withdrawn"
    assert states["e5", "corrected"] == "fallen"
    assert states["e3", "corrected"] == "stands"
    assert {review["id"] for review in whole["reviews"]} == {row["id"] for row in rows}
    assert {"who": "bo", "verdict": "wrong_place", "reviews": 1} in whole["standing"]
    assert whole["disputed"][0]["fields"] == ["place"]


def test_gold_says_what_is_left_out_and_leaves_no_empty_file(folder: Path, tmp_path: Path) -> None:
    result = run(reviews_command, folder, "--gold", tmp_path / "gold.jsonl")
    assert result.exit_code == 0
    assert "no report is read in full" in result.stderr
    assert "left out: 1 report of whose events not all are judged" in result.stderr
    assert not (tmp_path / "gold.jsonl").exists()


def test_gold_is_written(tmp_path: Path) -> None:
    archive = judged(tmp_path / "archive", *(found(e.id, "right") for e in sample().events), found(None, "right"))
    result = run(reviews_command, archive.folder, "--gold", tmp_path / "gold.jsonl")
    assert "1 report" in result.stderr
    (line,) = (tmp_path / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["id"] == REPORT


def test_an_archive_without_reviews_has_none(tmp_path: Path) -> None:
    judged(tmp_path / "archive")
    result = run(reviews_command, tmp_path / "archive")
    assert (result.exit_code, result.stdout) == (0, "0 reviews, of which 0 stand\n")
    assert run(reviews_command, tmp_path / "archive", "--format", "csv").stdout.startswith("id,who,when,report")


def test_queries_and_exports_show_corrections_and_raw_what_was_coded(folder: Path, tmp_path: Path) -> None:
    sql = "SELECT status FROM events WHERE trigger_text = 'shelled'"
    asked = (query_command, sql, "--archive", folder, "--format", "csv")
    assert run(*asked).stdout.splitlines() == ["status", "denied"]
    assert run(*asked, "--raw").stdout.splitlines() == ["status", "happened"]
    for options, expected in (((), "denied"), (("--raw",), "happened")):
        result = run(export_command, folder, "--format", "plover", "-o", tmp_path / "x.jsonl", *options)
        events = [json.loads(line) for line in (tmp_path / "x.jsonl").read_text(encoding="utf-8").splitlines()]
        shelled = next(event for event in events if event["event_text"] == ["shelled"])
        assert shelled["status"] == expected
        assert ("review" in shelled) is (not options)
        assert ("reviews: 1 event corrected, 0 added, 1 left out" in result.stderr) is (not options)


def test_programs_see_corrections_and_raw_what_was_coded(folder: Path) -> None:
    sql = "SELECT status FROM events WHERE trigger_text = 'shelled'"
    assert dateline.open(folder).query(sql).rows() == [{"status": "denied"}]
    assert dateline.open(folder, raw=True).query(sql).rows() == [{"status": "happened"}]


def test_tables_have_the_columns_of_reviews_only_if_there_are_any(folder: Path, tmp_path: Path) -> None:
    judged(tmp_path / "plain")
    for name, archive, reviewed in (("a", folder, True), ("b", tmp_path / "plain", False)):
        run(export_command, archive, "--format", "csv", "-o", tmp_path / name)
        head = (tmp_path / name / "events.csv").read_text(encoding="utf-8").splitlines()[0]
        assert head.endswith(",review,review_fields,review_basis") is reviewed
        assert (tmp_path / name / "withdrawn.csv").exists() is reviewed


def test_what_has_changed_is_exported_with_a_file_that_says_how(folder: Path, tmp_path: Path) -> None:
    export = (export_command, folder, "--format", "icews", "-o", tmp_path / "x.tsv", "--changed-since")
    result = run(*export, "2020-01-01")
    assert "since 2020-01-01 00:00 UTC: 1 new, 0 changed, 0 withdrawn" in result.stderr
    assert "next time: --changed-since 20" in result.stderr
    assert (tmp_path / "x.changes.csv").read_text(encoding="utf-8").splitlines()[0] == "change,id,event_id,report_id,by"
    result = run(*export, "2999-01-01")
    assert "0 new, 0 changed, 0 withdrawn" in result.stderr
    refused = run(
        export_command, folder, "--format", "dyad-month", "-o", tmp_path / "p.csv", "--changed-since", "2020-01-01"
    )
    assert refused.exit_code == 2
    assert "--changed-since is for formats of events" in refused.stderr


def test_a_file_that_is_none_of_reviews_is_told_once_and_stops_no_query(tmp_path: Path) -> None:
    archive = judged(tmp_path / "archive", found("e1", "no_event"))
    Reviews(archive.folder).file.write_bytes(b"x" * 10_000)
    with pytest.warns(UserWarning, match=r"reviews.sqlite.*the views show what was coded"):
        result = run(query_command, "SELECT count(*) AS n FROM events", "--archive", archive.folder, "--format", "csv")
    assert result.stdout.splitlines() == ["n", "6"]
    assert run(reviews_command, archive.folder).exit_code == 1
