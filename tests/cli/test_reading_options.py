"""What ``dateline code`` says of what it reads: columns before coding, a dry run, a settings file, what is given for one report."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import dateline.coder
from dateline.archive import Archive
from dateline.cli import cli
from dateline.coder import DatelineCoder, load

TABLE = (
    "Nr;Datum;Volltext\n"
    '17;3/4/2021;"Police arrested three protesters in Oslo on Friday."\n'
    '18;25/4/2021;"Police arrested two teachers in Bergen on Friday."\n'
)
NAMES = ("--text-column", "Volltext", "--date-column", "Datum", "--id-column", "Nr")


@pytest.fixture(scope="module")
def loaded() -> DatelineCoder:
    return load()


@pytest.fixture(autouse=True)
def here(loaded: DatelineCoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(dateline.coder, "load", lambda *_, **__: loaded)
    monkeypatch.chdir(tmp_path)
    Path("export.csv").write_text(TABLE, encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["code", *arguments])


def coded(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line)["report"] for line in result.stdout.splitlines()]


def test_what_the_columns_were_taken_for_is_said_before_coding() -> None:
    result = run("export.csv", *NAMES, "--format", "jsonl")
    first, second, *_ = result.stderr.splitlines()
    assert first == "dateline: export.csv: text is 'Volltext', date is 'Datum', id is 'Nr'; no publisher, title, url"
    assert second.endswith(
        "1 of 2 dates may be read in two ways and are refused; all others are written day-first: say --dates day-first"
    )
    assert [report["id"] for report in coded(result)] == ["18"]


def test_of_tables_alike_it_is_said_once_and_of_the_contracts_own_names_never() -> None:
    Path("again.csv").write_text(TABLE.replace("/4/", " April "), encoding="utf-8")
    Path("third.csv").write_text(TABLE.replace("/4/", " April "), encoding="utf-8")
    result = run("again.csv", "third.csv", *NAMES, "--format", "jsonl")
    assert result.stderr.count("text is 'Volltext'") == 1
    Path("own.jsonl").write_text('{"id": "1", "text": "Rain fell in Oslo.", "published": "2021-04-03"}\n')
    assert run("own.jsonl", "--format", "jsonl").stderr == ""


def test_a_dry_run_shows_columns_and_records_and_codes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dateline.coder, "load", lambda *_, **__: pytest.fail("a coder was loaded"))
    result = run("export.csv", *NAMES, "--dates", "day-first", "--dry-run", "--into", "archive")
    assert (result.exit_code, result.stderr) == (0, "")
    told = [line.strip() for line in result.stdout.splitlines()]
    assert told[0] == "export.csv: csv, 2 reports"
    assert "date       Datum" in told
    assert "title      (none)" in told
    assert "published  2021-04-03 to 2021-04-25" in told
    assert any(line.startswith("1. 17 | 2021-04-03 | no publisher") for line in told)
    assert "Police arrested two teachers in Bergen on Friday." in told
    assert 'date-column = "Datum"' in told
    assert not Path("archive").exists()


def test_a_dry_run_counts_what_will_be_left_out_and_says_so_by_its_exit_status() -> None:
    Path("fr.txt").write_text(
        "Le ministre a déclaré mardi que les deux pays renforceront leur coopération dans la région."
    )
    result = run("export.csv", "fr.txt", "missing.txt", *NAMES, "--dry-run")
    assert result.exit_code == 1
    for words in (
        "dates      1 of 2 dates may be read in two ways",
        "left out   1:",
        "another language (fr)",
        "does not exist",
    ):
        assert words in result.stdout
    assert "fr.txt: text, 0 reports" in result.stdout


def test_a_dry_run_of_an_undated_text_and_of_hostile_words() -> None:
    Path("a.txt").write_text("Rain fell on the town of Lunde.\x1b[31m\n")
    result = run("a.txt", "--dry-run")
    assert "a.txt: text, 1 report\n  published  none has a date\n" in result.stdout
    assert "\x1b" not in result.stdout


def test_the_settings_file_keeps_the_choice_and_the_command_line_wins() -> None:
    kept = run("export.csv", *NAMES, "--dates", "day-first", "--dry-run").stdout.partition("[code]")
    Path("dateline.toml").write_text("".join(kept[1:]), encoding="utf-8")
    result = run("export.csv", "--format", "jsonl")
    assert result.exit_code == 0, result.stderr
    assert "dateline.toml says: text-column Volltext, date-column Datum, id-column Nr, dates day-first" in result.stderr
    assert [report["published"] for report in coded(result)] == ["2021-04-03", "2021-04-25"]
    result = run("export.csv", "--dates", "month-first", "--format", "jsonl")
    assert [report["published"] for report in coded(result)] == ["2021-03-04", "2021-04-25"]


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ('[code]\ndatecolumn = "x"\n', "'datecolumn' is no setting of [code]; write 'date-column'"),
        ('[code]\nhtml = "x"\n', "'html' is no setting of [code]; there are: from, text-column"),
        ("[code]\ndate-column = 3\n", 'date-column is no text; write it in quotation marks: date-column = "…"'),
        ('[code]\ndates = "dayfirst"\n', "dates is 'dayfirst'; give one of day-first, month-first"),
        ("[code\n", "dateline.toml: is not TOML"),
        ("code = 3\n", "'code' is no table"),
    ],
)
def test_a_wrong_settings_file_is_refused_in_a_line(settings: str, words: str) -> None:
    Path("dateline.toml").write_text(settings, encoding="utf-8")
    result = run("export.csv")
    assert result.exit_code == 2
    assert words in result.stderr
    assert "Traceback" not in result.output
    assert run("--help").exit_code == 0


def test_title_address_and_publisher_are_given_for_one_report() -> None:
    Path("a.txt").write_text("Police arrested three protesters in Oslo on Friday.\n")
    given = ("--title", "Arrests", "--url", "https://ntb.example/1", "--publisher", "NTB", "--published", "2021-04-03")
    (report,) = coded(run("a.txt", *given, "--format", "jsonl"))
    assert (report["title"], report["url"], report["publisher"]) == ("Arrests", "https://ntb.example/1", "NTB")
    assert report["source"] == {"file": "a.txt", "part": None, "offset": 0}
    result = run("export.csv", *NAMES, "--dates", "day-first", "--title", "Arrests", "--format", "jsonl")
    assert (result.exit_code, len(coded(result))) == (1, 1)
    assert "row 3 (id '18'): is not the only report, and a title or an address is given" in result.stderr
    for sources in (("a.txt", "a.txt"), (".",)):
        assert "--title is of one report" in run(*sources, "--title", "Arrests").stderr


def test_the_day_that_is_given_is_that_of_a_table_without_dates() -> None:
    Path("undated.csv").write_text("id,text\n1,Rain fell in Oslo.\n")
    assert "known to hold the date" in run("undated.csv").stderr
    (report,) = coded(run("undated.csv", "--published", "2021-04-03", "--format", "jsonl"))
    assert report["published"] == "2021-04-03"


def test_a_text_that_is_said_to_be_english_is_read() -> None:
    Path("a.txt").write_text(
        "El País y La Vanguardia: el ministro de Exteriores se reunió con el presidente de la República.\n"
    )
    refused = run("a.txt")
    assert (
        "seems to be in another language (es); give an English text; if it is one, say so: --language en"
        in refused.stderr
    )
    (report,) = coded(run("a.txt", "--language", "en", "--format", "jsonl"))
    assert report["language"] == "en"


def test_an_archive_says_where_each_report_came_from(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dateline.coder, "load", load)  # by which other processes find it
    result = run("export.csv", *NAMES, "--dates", "day-first", "--into", "archive", "--jobs", "1")
    assert result.exit_code == 0, result.stderr
    with Archive.existing(Path("archive")).connect() as connection:
        found = connection.execute(
            "SELECT source, source_file, source_part, source_offset FROM reports ORDER BY report_id"
        )
        assert found.fetchall() == [
            ("export.csv, row 2", "export.csv", "row 2", TABLE.index("17;")),
            ("export.csv, row 3", "export.csv", "row 3", TABLE.index("18;")),
        ]
