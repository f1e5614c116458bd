"""``dateline sample`` as a user calls it: draw, give out, take in; then what agreement and precision say of it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dateline.archive import Archive, Reviews, Samples
from dateline.cli.agreement import agreement_command
from dateline.cli.precision import precision_command
from dateline.cli.sample import sample_command
from tests.cli.factory import coding

REPORTS = 12


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder, whole = tmp_path / "archive", coding()
    Archive.writable(folder).add(
        replace(whole, report=replace(whole.report, id=f"r{n:02}", url=f"https://news.example/{n}"))
        for n in range(REPORTS)
    )
    return folder


def call(command: object, *arguments: object) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])  # type: ignore[arg-type]


def sample(*arguments: object) -> Result:
    return call(sample_command, *arguments)


def fill(sheet: Path, copy: Path, verdicts: Mapping[int, Mapping[str, str]], *, rest: str = "right") -> Path:
    """A coder's copy of a sheet: so many items by their number, and the rest."""
    rows = list(csv.reader(io.StringIO(sheet.read_text(encoding="utf-8-sig"), newline="")))
    head = next(n for n, row in enumerate(rows) if "item" in row)
    for row in rows[head + 1 :]:
        for column, value in verdicts.get(int(row[0]), {"verdict": rest}).items():
            row[rows[head].index(column)] = value
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    copy.write_text(out.getvalue(), encoding="utf-8", newline="")
    return copy


@pytest.fixture
def judged(archive: Path, tmp_path: Path) -> Path:
    """Thirty events, judged by two who differ on three."""
    sheet = tmp_path / "sheet.csv"
    assert sample(archive, "--size", 30, "--by", "type", "--seed", 7, "--name", "pilot", "--out", sheet).exit_code == 0
    for who, verdicts in (
        ("ana", {1: {"verdict": "no event"}, 2: {"place verdict": "wrong"}}),
        ("bo", {1: {"verdict": "no event"}, 3: {"date verdict": "wrong"}, 4: {"verdict": "unsure"}}),
    ):
        result = sample(archive, "--read", fill(sheet, tmp_path / f"{who}.csv", verdicts), "--who", who)
        assert result.exit_code == 0, result.output
    return archive


def test_a_sample_is_drawn_told_by_stratum_and_kept(archive: Path, tmp_path: Path) -> None:
    result = sample(archive, "--size", 20, "--by", "type", "--seed", 7, "--who", "ana", "--out", tmp_path / "s.xlsx")
    assert result.exit_code == 0, result.output
    (kept,) = Samples(archive).read()
    assert result.stdout.splitlines()[0].startswith(f"{kept.id}  ")
    assert "20 events of 72, by chance within strata, seed 7, by ana" in result.stdout
    assert [line.split() for line in result.stdout.splitlines()[1:]] == [
        [s.name, str(s.drawn), "of", str(s.population)] for s in kept.strata
    ]
    assert f"dateline sample {archive} --read {tmp_path / 's.xlsx'} --who NAME" in result.stderr
    assert (tmp_path / "s.xlsx").exists()


def test_without_a_seed_each_sample_is_another_and_says_which(archive: Path) -> None:
    for _ in range(2):
        sample(archive, "--size", 20)
    one, other = Samples(archive).read()
    assert {*one.items} != {*other.items}
    sample(archive, "--size", 20, "--seed", one.seed)
    assert Samples(archive).read()[2].items == one.items


def test_a_second_coder_gets_the_same_sheet_and_nobodys_verdicts(judged: Path, tmp_path: Path) -> None:
    result = sample(judged, "--sample", "pilot", "--out", tmp_path / "again.csv")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "again.csv").read_bytes() == (tmp_path / "sheet.csv").read_bytes()


def test_a_sheet_read_twice_adds_nothing_and_a_changed_one_what_is_new(judged: Path, tmp_path: Path) -> None:
    before = len(Reviews(judged).read())
    assert "0 of them new" in sample(judged, "--read", tmp_path / "ana.csv", "--who", "ana").stderr
    assert len(Reviews(judged).read()) == before
    changed = fill(tmp_path / "sheet.csv", tmp_path / "ana2.csv", {1: {"verdict": "no event"}})
    result = sample(judged, "--read", changed, "--who", "ana")
    assert "1 of them new, 1 earlier ones withdrawn" in result.stderr


def test_a_wrong_cell_takes_nothing_in(archive: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "s.csv"
    sample(archive, "--size", 10, "--out", sheet)
    result = sample(archive, "--read", fill(sheet, sheet, {3: {"verdict": "rihgt"}}), "--who", "ana")
    assert result.exit_code == 1
    assert "column H (verdict): is 'rihgt'" in str(result.exception)
    assert Reviews(archive).read() == []


def test_the_list_says_how_far_everybody_is(judged: Path) -> None:
    lines = sample(judged, "--list").stdout.splitlines()
    assert lines[1:] == ["  ana: 30 of 30 judged", "  bo: 30 of 30 judged"]
    assert "pilot: 30 events of 72" in lines[0]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--read", "x.csv"], "Missing option '--who'"),
        (["--sample", "pilot"], "--sample is for --out FILE"),
        (["--list", "--size", "5"], "--size is for drawing a new sample"),
        (["--read", "x.csv", "--who", "ana", "--type", "AID"], "--type is for drawing a new sample"),
        (["--least-sure", "--by", "type"], "--least-sure draws no strata"),
        (["--name", " "], "--name ' ' is no name"),
        (["--who", "a\x1b"], "is no name"),
        (["--by", "colour"], "--by colour: events have no such strata; there are type"),
        (["--reports", "--country", "USA"], "--country chooses by what was coded"),
        (["--out", "sheet.ods"], "ends in .xlsx or .csv"),
        (["--out", "no/such/s.csv"], "there is no folder"),
        (["--type", "ASSULT"], "did you mean ASSAULT?"),
    ],
)
def test_a_mistake_in_the_command_is_explained(archive: Path, arguments: list[str], told: str) -> None:
    result = sample(archive, *arguments)
    assert result.exit_code == 2
    assert told in result.output
    assert Samples(archive).read() == []


def test_agreement_is_a_table_csv_or_json(judged: Path) -> None:
    text = call(agreement_command, judged).stdout
    assert text.splitlines()[0] == "30 events judged (ana 30, bo 30); 30 by more than one coder"
    assert "2 on which they differ, and nobody has decided yet" in text
    assert "all verdicts are the same, so chance alone would agree too (" in text
    rows = list(csv.DictReader(io.StringIO(call(agreement_command, judged, "--format", "csv").stdout)))
    assert len(rows) == 9 * 5
    assert {row["value"] for row in rows if row["coefficient"] == "percent agreement"} > {"1"}
    told = json.loads(call(agreement_command, judged, "--sample", "pilot", "--format", "json").stdout)
    assert (told["coders"], told["by_several"], len(told["agreement"])) == ({"ana": 30, "bo": 30}, 30, 45)
    assert "NaN" not in call(agreement_command, judged, "--format", "json").stdout


def test_precision_is_of_the_whole_archive_and_has_a_paragraph(judged: Path) -> None:
    result = call(precision_command, judged)
    assert result.exit_code == 0, result.output
    assert "30 of 30 judged by ana, bo" in result.stdout
    assert "is an event 97 (" in result.stdout
    assert "2 events on which coders differ count by the share" in result.stdout
    paragraph = call(precision_command, judged, "--format", "methods").stdout
    assert paragraph.startswith(
        "A stratified random sample of 30 of 72 events (4 strata by type, proportional allocation"
    )
    rows = list(csv.DictReader(io.StringIO(call(precision_command, judged, "--format", "csv").stdout)))
    (whole,) = [row for row in rows if (row["of"], row["field"]) == ("all", "event")]
    assert (whole["judged"], whole["right"]) == ("30", "29")
    told = json.loads(call(precision_command, judged, "--format", "json").stdout)
    assert told["methods"] == paragraph.strip()
    assert told["samples"][0]["seed"] == 7


def test_an_archive_that_was_coded_again_since_is_told_of(judged: Path) -> None:
    assert "coded otherwise" not in call(precision_command, judged).stderr
    whole = coding()
    for n in range(REPORTS):
        report = replace(whole.report, id=f"r{n:02}", url=f"https://news.example/{n}")
        Archive(judged).add([replace(whole, report=report, events=whole.events[:2])])
    result = call(precision_command, judged)
    assert "of the sampled events are coded otherwise since: these shares are of what was coded on" in result.stderr
    assert "30 of 30 judged" in result.stdout


def test_precision_is_of_what_was_coded_also_after_it_was_corrected(judged: Path) -> None:
    """The event that both deny is in no view any more, and in the sample still."""
    rows = list(csv.DictReader(io.StringIO(call(precision_command, judged, "--format", "csv").stdout)))
    assert sum(int(row["judged"]) for row in rows if (row["by"], row["field"]) == ("type", "event")) == 30


def test_recall_comes_from_reports_that_were_read_whole(archive: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "whole.csv"
    sample(archive, "--reports", "--size", 3, "--seed", 7, "--out", sheet)
    rows = list(csv.reader(io.StringIO(sheet.read_text(encoding="utf-8-sig"), newline="")))
    head = next(n for n, row in enumerate(rows) if "item" in row)
    names = rows[head]
    for row in rows[head + 1 :]:
        item = row[0]
        if item == "2 missed" and rows[rows.index(row) - 1][0] != item:
            row[names.index("words")], row[names.index("type correction")] = "expelled two", "COERCE"
        elif "missed" not in item:
            row[names.index("verdict")] = "read" if item.isdigit() else "right"
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    sheet.write_text(out.getvalue(), encoding="utf-8", newline="")
    result = sample(archive, "--read", sheet, "--who", "ana")
    assert result.stdout == "  ana: 3 of 3 read whole\n", result.output
    text = call(precision_command, archive).stdout
    assert "3 of 3 reports read whole by ana" in text
    assert "all                          19  95 (" in text


@pytest.mark.parametrize("command", [agreement_command, precision_command])
def test_before_anything_is_judged_the_next_step_is_told(archive: Path, command: object) -> None:
    result = call(command, archive)
    assert result.exit_code == 1
    assert (
        f"draw {'one' if command is precision_command else 'a sample'} with: dateline sample {archive}" in result.output
    )
