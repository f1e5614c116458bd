"""``dateline export`` over a real archive, as a user calls it."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result

from dateline.archive import Archive
from dateline.archive.write_stories import tell_stories
from dateline.cli.export import export_command
from dateline.exchange import FORMATS
from tests.cli.factory import SENTENCES, coding


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive") / "selm"
    Archive.writable(folder).add([coding()])
    return folder


def unpacked(file: Path) -> str:
    if file.read_bytes().startswith(b"PK"):
        with ZipFile(file) as book:
            return "".join(book.read(part).decode() for part in book.namelist())
    return file.read_text(encoding="utf-8")


def export(*arguments: object) -> Result:
    return CliRunner().invoke(export_command, [str(argument) for argument in arguments])


@pytest.mark.parametrize("name", [form.name for form in FORMATS])
def test_every_format_leaves_a_real_archive(archive: Path, tmp_path: Path, name: str) -> None:
    output = tmp_path / "out"
    result = export(archive, "--format", name, "--output", output)
    assert result.exit_code == 0, result.output
    assert f"wrote {output}: " in result.stderr
    assert output.exists()
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize("name", [form.name for form in FORMATS if form.name != "parquet"])
def test_no_text_leaves_the_words_of_the_reports_out_of_every_format(archive: Path, tmp_path: Path, name: str) -> None:
    export(archive, "--format", name, "--output", tmp_path / "out", "--no-text")
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    written = "".join(unpacked(file) for file in files)
    secret = [
        *(sentence[:40] for sentence in SENTENCES),
        "Foreign minister meets president",
        "will keep the Selm crossing",
    ]
    assert files
    assert not [words for words in secret if words in written]


def test_another_coders_codings_leave_if_it_is_named(tmp_path: Path) -> None:
    ours = coding()
    theirs = replace(ours, events=ours.events[:1], versions=replace(ours.versions, coder="llm"))
    folder = tmp_path / "archive"
    Archive.writable(folder).add([ours])
    Archive(folder).add([theirs])
    for coder, told in (("llm", "1 events"), ("dateline", "6 events")):
        result = export(folder, "--format", "plover", "-o", tmp_path / "x.json", "--coder", coder)
        assert f"x.json: {told}" in result.stderr
    result = export(folder, "--format", "plover", "-o", tmp_path / "x.json", "--coder", "nobody")
    assert "holds no codings of nobody; name another coder: dateline, llm" in result.stderr


def test_the_list_has_a_line_for_each_format() -> None:
    lines = export("--list").output.splitlines()
    assert [line.split()[0] for line in lines] == [form.name for form in FORMATS]


def test_what_is_left_out_is_said(archive: Path, tmp_path: Path) -> None:
    result = export(archive, "--format", "polecat", "-o", tmp_path / "x.tsv")
    assert "3 events" in result.stderr
    assert "left out: 3 events that did not (or not yet) happen (1 denied, 1 historical, 1 planned)" in result.stderr


def test_filters_choose_what_is_written(archive: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.jsonl"
    chosen = ["--type", "consult", "--since", "2024-03-01", "--until", "2024-03-31"]
    assert export(archive, "--format", "plover", "-o", file, *chosen).exit_code == 0
    assert [json.loads(line)["event"] for line in file.read_text(encoding="utf-8").splitlines()] == [["CONSULT"]]


def test_a_status_may_be_asked_for_by_name(archive: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.tsv"
    export(archive, "--format", "polecat", "-o", file, "--status", "denied")
    with file.open(encoding="utf-8", newline="") as lines:
        assert [row["Event Mode"] for row in csv.DictReader(lines, delimiter="\t")] == ["withdraw"]


def test_a_panel_says_how_it_counts_what_it_leaves_out_and_which_events_its_cells_hold(
    archive: Path, tmp_path: Path
) -> None:
    result = export(archive, "--format", "dyad-year", "-o", tmp_path / "p.csv")
    assert "One row a pair of countries and year" in result.stderr
    assert "3 events in no story yet, and each counted as a story of its own" in result.stderr
    assert "left out: 1 event denied" in result.stderr
    with (tmp_path / "p.events.csv").open(encoding="utf-8", newline="") as lines:
        events = list(csv.DictReader(lines))
    assert {row["year"] for row in events} == {"2024"}
    assert (
        "in no story"
        not in export(archive, "--format", "dyad-year", "-o", tmp_path / "p.csv", "--count", "reports").stderr
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--format", "polecat", "-o", "x", "--count", "reports"], "--count is for panels"),
        (["--format", "country-week", "-o", "x", "--undirected"], "--undirected is for panels of dyads"),
        (["--format", "dyad-decade", "-o", "x"], "There is no format 'dyad-decade'"),
        (["--format", "polcat", "-o", "x"], "Did you mean 'polecat'?"),
        (["--format", "polecat", "-o", "no/such/folder/x"], "there is no folder"),
        (["--format", "polecat", "-o", "x", "--zero-fill"], "--zero-fill is for panels"),
        (["--format", "polecat", "-o", "x", "--since", "2025-01-02", "--until", "2025-01-01"], "is later than"),
    ],
)
def test_a_mistake_in_the_command_is_explained(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = export(archive, *arguments)
    assert result.exit_code == 2
    assert message in result.output
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_no_archive_is_named(tmp_path: Path) -> None:
    result = export(tmp_path, "--format", "polecat", "-o", tmp_path / "x")
    assert result.exit_code == 1
    assert "is no archive" in result.output


def test_filters_that_choose_nothing_say_what_there_is(archive: Path, tmp_path: Path) -> None:
    result = export(archive, "--format", "csv", "-o", tmp_path / "x", "--type", "AID", "--since", "2024-03-01")
    assert result.exit_code == 2
    assert "no event is chosen: of the 6 of the archive" in result.stderr
    assert "--since alone chooses 5, --type alone chooses 0" in result.stderr
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["--type", "ASSULT"], "did you mean ASSAULT?"),
        (["--country", "UA"], "did you mean UKR (Ukraine)?"),
        (["--actor", "Brandvolt"], "did you mean 'Ilse Brandvold'?"),
        (["--place", "Genewa"], "did you mean 'Geneva'?"),
        (["--dyad", "XVE", "UK"], "did you mean GBR (United Kingdom)?"),
        (["--until", "1980-01-01"], "--until alone chooses 0"),
    ],
)
@pytest.mark.parametrize("name", ["polecat", "csv", "dyad-month"])
def test_a_filter_that_nothing_fits_is_an_error_that_leaves_the_old_file(
    archive: Path, tmp_path: Path, name: str, asked: list[str], told: str
) -> None:
    file = tmp_path / "x.csv"
    if name == "csv":
        file.mkdir()
        (file / "events.csv").write_text("old", encoding="utf-8")
    else:
        file.write_text("old", encoding="utf-8")
    result = export(archive, "--format", name, "-o", file, *asked)
    assert result.exit_code == 2
    assert told in result.stderr
    assert result.stderr.count("\n") == 1
    kept = file / "events.csv" if name == "csv" else file
    assert kept.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(
    ("asked", "types"),
    [
        (["--actor", "brandvold"], ["CONSULT"]),
        (["--dyad", "XOR", "XVE"], ["CONSULT", "SANCTION", "SANCTION"]),
        (["--dyad", "xve", "xor"], ["CONSULT"]),
        (["--place", "geneva"], ["CONSULT"]),
        (["--place", "Switzerland"], ["CONSULT"]),
        (["--actor", "Reyk", "--status", "planned"], ["CONSULT"]),
    ],
)
def test_names_pairs_and_places_choose_events(
    archive: Path, tmp_path: Path, asked: list[str], types: list[str]
) -> None:
    file = tmp_path / "x.jsonl"
    result = export(archive, "--format", "plover", "-o", file, *asked)
    assert result.exit_code == 0, result.stderr
    told = [json.loads(line)["event"][0] for line in file.read_text(encoding="utf-8").splitlines()]
    assert sorted(told) == types


def test_every_export_says_what_it_holds_and_what_it_leaves_out(archive: Path, tmp_path: Path) -> None:
    said = {form.name: export(archive, "--format", form.name, "-o", tmp_path / form.name).stderr for form in FORMATS}
    assert all("of 6 events of the archive" in lines for lines in said.values())
    assert all("left out" in lines for lines in said.values()), said
    assert "in which nobody acts towards another: no edge" in said["graphml"]
    assert "the views codings and failures" in said["csv"]


def test_stories_that_are_older_than_the_codings_are_told_of(tmp_path: Path) -> None:
    folder, file = tmp_path / "archive", tmp_path / "x.json"
    Archive.writable(folder).add([coding()])
    remedy = f"tell them with: dateline stories {folder}"
    assert f"no stories are told yet, so each event counts as a story of its own; {remedy}" in (
        export(folder, "--format", "gdelt", "-o", file).stderr
    )
    assert "warning" not in export(folder, "--format", "plover", "-o", file).stderr
    tell_stories(Archive(folder))
    assert "warning" not in export(folder, "--format", "gdelt", "-o", file).stderr
    Archive(folder).add([replace(coding(), report=replace(coding().report, id="r-2", url="https://news.example/2"))])
    for name in (form.name for form in FORMATS):
        said = export(folder, "--format", name, "-o", tmp_path / name).stderr
        assert f"the stories are older than the codings and do not tell all events; {remedy}" in said
