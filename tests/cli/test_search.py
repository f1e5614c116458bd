"""``dateline search``: what people and programs are shown, and what it says of words that mean nothing."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from dateline.archive import Archive
from dateline.archive.snippet import Snippet
from dateline.cli import cli
from dateline.show import search_results
from dateline.show.search_results import ShownReport, show_results
from tests.cli.factory import bare, coding, report

STRIKE = "Dockers went on strike in Lagos.\n\nThe strike lasts until Monday, the union said, and nothing leaves the port. They want more."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("archive")
    strike = bare(STRIKE)
    told = {"id": "strike-1", "title": "Dockers' strike", "publisher": "Daily Dock", "published": date(2024, 3, 2)}
    other = {"id": "strike-2", "url": "https://example.org/2"}
    made = [replace(strike, report=replace(strike.report, **about)) for about in (told, other)]
    Archive.writable(place).add([coding(), *made])
    return place


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["search", *map(str, arguments)], catch_exceptions=False)


def test_reports_are_shown_with_day_publisher_title_hits_and_events(folder: Path) -> None:
    shown = run(folder, "strike", "nothing")
    assert shown.exit_code == 0
    assert shown.stdout.splitlines()[:4] == [
        "1  2024-03-02  Daily Dock  Dockers' *strike*",
        "   Dockers went on *strike* in Lagos. The *strike* lasts until Monday, the union",
        "   said, and *nothing* leaves the port. They want more.",
        "   strike-1 · 0 events",
    ]
    assert "2  undated  publisher unknown\n" in shown.stdout
    assert not any(line != line.rstrip() for line in shown.stdout.splitlines())


def test_hits_are_coloured_where_they_can_be(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def console(file: io.StringIO, **more: bool) -> Console:
        return Console(file=file, force_terminal=True, color_system="truecolor", width=60, **more)

    monkeypatch.setattr(search_results, "Console", console)
    out = io.StringIO()
    show_results(
        [ShownReport(1, "r", None, None, "A strike", None, 2, Snippet(4, 14, "strike she", ((4, 10),), ((2, 8),)))], out
    )
    assert "*" not in out.getvalue()
    assert "\x1b[1;4;38;2;214;51;125mstrike\x1b[0m she …" in out.getvalue()
    assert "2 events" in out.getvalue()


def test_what_a_terminal_would_obey_is_shown_as_no_character(tmp_path: Path) -> None:
    evil = bare("\x1b[2J A strike \u202e here")
    Archive.writable(tmp_path).add(
        [replace(evil, report=replace(evil.report, id="\x1b]0;r", publisher="\x9bP", title="\x07T"))]
    )
    shown = run(tmp_path, "strike").stdout
    assert shown.replace("\n", "").isprintable()
    assert "*strike* � here" in shown


def test_programs_get_spans_into_the_report(folder: Path) -> None:
    document = json.loads(run(folder, "strike", "--format", "json", "--limit", "1").stdout)
    assert (document["words"], document["total"], len(document["found"])) == ("strike", 2, 1)
    (found,) = document["found"]
    assert {key: found[key] for key in ("rank", "report_id", "published", "events")} == {
        "rank": 1, "report_id": "strike-1", "published": "2024-03-02", "events": 0,
    }  # fmt: skip
    assert [STRIKE[a:b] for a, b in found["snippet"]["hits"]] == ["strike", "strike"]
    lines = run(folder, "strike", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["report_id"] for line in lines] == ["strike-1", "strike-2"]
    rows = list(csv.DictReader(io.StringIO(run(folder, "strike", "--format", "csv").stdout)))
    assert [row["url"] for row in rows] == ["", "https://example.org/2"]
    assert rows[0]["snippet"] == STRIKE[int(rows[0]["start"]) : int(rows[0]["end"])]


def test_filters_choose_reports_by_their_events(folder: Path) -> None:
    everything = json.loads(run(folder, "minister OR strike", "--format", "json").stdout)
    assert everything["total"] == 3
    narrowed = json.loads(run(folder, "minister OR strike", "--format", "json", "--type", "CONSULT").stdout)
    assert [found["report_id"] for found in narrowed["found"]] == [report().id]
    assert run(folder, "minister", "--type", "NOTHING").exit_code == 2


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("The strike ends.", "The *strike* ends."),
        ("all went on strike", "… all went on *strike* …"),
        ("“A strike!”", "“A *strike*!”"),
        ("\n Big  strike\n. ", "Big *strike* ."),
    ],
)
def test_a_piece_that_is_cut_is_shown_so(text: str, line: str) -> None:
    start, out = text.index("strike"), io.StringIO()
    snippet = Snippet(9, 9 + len(text), text, ((9 + start, 15 + start),), ())
    show_results([ShownReport(1, "r", None, "P", None, None, 1, snippet)], out)
    assert out.getvalue() == f"1  undated  P\n   {line}\n   r · 1 event\n\n"


def test_more_than_is_shown_is_counted(folder: Path) -> None:
    shown = run(folder, "strike", "--limit", "1")
    assert shown.stderr == "the best 1 of 2 reports; --limit shows more\n"
    assert run(folder, "strike").stderr == ""


def test_what_nothing_holds_is_said_with_what_is_spelt_nearly_so(folder: Path) -> None:
    shown = run(folder, "stirke")
    assert (shown.exit_code, shown.stdout) == (0, "")
    assert shown.stderr == f"{folder}: none of 3 reports holds stirke; did you mean strike?\n"
    assert run(folder, "strike minister").stderr == f"{folder}: none of 3 reports holds strike minister\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["OR"], "search for 'OR': OR stands alone"),
        (['"a'], "a quotation mark is not closed"),
        (["strike", "-port"], "To leave a word out, put all of them in quotation marks"),
        ([], "Missing argument 'WORDS...'"),
    ],
)
def test_words_that_mean_nothing_are_wrong_usage(folder: Path, words: list[str], told: str) -> None:
    shown = run(folder, *words)
    assert shown.exit_code == 2
    assert told in shown.stderr
    assert shown.stdout == ""


def test_a_word_is_left_out(folder: Path) -> None:
    assert json.loads(run(folder, "strike -title:strike", "--format", "json").stdout)["total"] == 1


def test_that_there_are_no_texts_is_said(tmp_path: Path) -> None:
    strike = bare(STRIKE)
    Archive.writable(tmp_path).add([replace(strike, report=replace(strike.report, title="Strike"))], text=False)
    shown = run(tmp_path, "strike")
    assert "*Strike*" in shown.stdout
    assert (
        shown.stderr
        == "dateline: of all reports the archive holds no text: of these title and publisher were searched\n"
    )


def test_what_is_no_archive_is_said_to_be_none(tmp_path: Path) -> None:
    shown = run(tmp_path / "nowhere", "strike")
    assert shown.exit_code == 1
    assert "there is no such folder" in shown.stderr
