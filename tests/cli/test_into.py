"""``dateline code --into``: all reports once into an archive, and on restart only what is new."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dateline.archive import Archive
from dateline.cli.code import code_command
from dateline.runs import workers
from tests.archive.samples import contents, records, write_lines


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(code_command, [*map(str, arguments), "--jobs", "1"])


def test_what_is_there_or_comes_twice_is_not_coded_again(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    items = list(records(4))
    source = write_lines(tmp_path / "r.jsonl", iter([*items, items[0] | {"id": "again"}]))
    first = run(source, "--into", archive)
    assert first.exit_code == 0, first.output
    assert "4 reports coded" in first.stderr
    assert "1 exact duplicate passed over" in first.stderr
    before = contents(archive)
    more = write_lines(tmp_path / "r.jsonl", records(5))
    second = run(more, "--into", archive)
    assert "1 report coded" in second.stderr
    assert "4 already there" in second.stderr
    after = contents(archive)
    assert len(after["reports"]) == 5
    assert set(map(repr, before["events"])) <= set(map(repr, after["events"]))


def test_another_codebook_codes_afresh_beside_the_old_coding(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "r.jsonl", records(2))
    run(source, "--into", tmp_path / "archive")
    book = tmp_path / "book"
    book.mkdir()
    (book / "contexts.yaml").write_text("contexts: {}\n", encoding="utf-8")
    again = run(source, "--into", tmp_path / "archive", "--codebook", book)
    assert again.exit_code == 0, again.output
    assert "2 reports coded" in again.stderr
    with Archive.existing(tmp_path / "archive").connect() as connection:
        assert connection.execute("SELECT count(*) FROM reports").fetchall() == [(2,)]
        assert connection.execute("SELECT count(*) FROM codings").fetchall() == [(4,)]
        assert connection.execute("SELECT count(DISTINCT codebook_version) FROM codings").fetchall() == [(2,)]


def test_failures_are_in_the_archive_and_at_the_end(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "r.jsonl", records(2))
    german = "Der Minister hat am Freitag in Berlin mit der Regierung gesprochen. " * 3
    with source.open("a", encoding="utf-8") as lines:
        lines.write("{broken\n" + json.dumps({"id": "de", "text": german}) + "\n")
    for _ in range(2):
        result = run(source, "--into", tmp_path / "archive")
        assert result.exit_code == 1
        assert "2 left out" in result.stderr
        assert "line 3: is not JSON" in result.stderr
    with Archive.existing(tmp_path / "archive").connect() as connection:
        rows = connection.execute("SELECT source, cause FROM failures ORDER BY source").fetchall()
    assert [(s.rsplit(", ", 1)[1], c[:11]) for s, c in rows] == [
        ("line 3", "is not JSON"),
        ("line 4 (id 'de')", "seems to be"),
    ]
    assert len(list((tmp_path / "archive" / "failures").glob("part-*"))) == 1


def test_date_publisher_and_no_text_reach_the_archive(tmp_path: Path) -> None:
    source = tmp_path / "r.txt"
    source.write_text("Norwegian Foreign Minister Kari Lund met with Ole Krag in Bergen on Sunday.", encoding="utf-8")
    result = run(source, "--into", tmp_path / "a", "--published", "2024-05-06", "--publisher", "NTB", "--no-text")
    assert result.exit_code == 0, result.output
    with Archive.existing(tmp_path / "a").connect() as connection:
        rows = connection.execute(
            "SELECT publisher, published::VARCHAR, text FROM reports JOIN texts USING (report_id)"
        ).fetchall()
    assert rows == [("NTB", "2024-05-06", None)]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--into", "a", "--format", "json"), "--format does not go with --into"),
        (("--into", "a", "--html", "x.html"), "--html does not go with --into"),
        (("--no-text",), "--no-text goes with --into"),
        (("--into", "a", "--jobs", "0"), "0 is not in the range"),
    ],
)
def test_wrong_usage(tmp_path: Path, options: tuple[str, ...], told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("r.txt").write_text("Rain fell.", encoding="utf-8")
    result = CliRunner().invoke(code_command, ["r.txt", *options])
    assert result.exit_code == 2
    assert told in result.stderr


def test_a_folder_of_other_things_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").touch()
    source = write_lines(tmp_path / "r.jsonl", records(1))
    result = run(source, "--into", tmp_path)
    assert result.exit_code == 1
    assert "holds other files" in result.stderr


@pytest.mark.parametrize("name", ["a", "new/folder/a"])
@pytest.mark.parametrize("source", ["none.txt", "german.txt"])
def test_a_run_that_codes_nothing_leaves_no_archive_behind(
    name: str, source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = "Der Minister hat am Freitag in Berlin mit der Regierung gesprochen. " * 3
    Path("german.txt").write_text(text, encoding="utf-8")
    result = run(source, "--into", name)
    assert result.exit_code == 1
    assert "1 left out; no archive was made" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["german.txt"]


def test_an_archive_that_was_there_stays_when_a_run_codes_nothing(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "r.jsonl", records(1))
    run(source, "--into", tmp_path / "a")
    result = run(tmp_path / "none.txt", "--into", tmp_path / "a")
    assert "no archive was made" not in result.stderr
    with Archive.existing(tmp_path / "a").connect() as connection:
        assert connection.execute("SELECT count(*) FROM reports").fetchall() == [(1,)]


def test_the_many_small_parts_of_a_short_run_become_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_FIRST", 0.0)
    monkeypatch.setattr(workers, "_SHARE", 0.0)
    source = write_lines(tmp_path / "r.jsonl", records(6))
    result = run(source, "--into", tmp_path / "a")
    assert "6 reports coded" in result.stderr
    assert len(Archive(tmp_path / "a").parts()) == 1
    with Archive.existing(tmp_path / "a").connect() as connection:
        assert connection.execute("SELECT count(*) FROM reports").fetchall() == [(6,)]


def test_a_codebook_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "plover.yaml").write_text("types: 7\n", encoding="utf-8")
    source = write_lines(tmp_path / "r.jsonl", records(1))
    result = run(source, "--into", tmp_path / "a", "--codebook", tmp_path / "book")
    assert result.exit_code == 1
    assert "the codebook cannot be used" in result.stderr


def test_mojibake_is_told_and_passed_over_when_it_is_there(tmp_path: Path) -> None:
    held = [r | {"text": f"OSLO, May 6 (NTB) — {r['text']} It’s over."} for r in records(3)]
    held[1]["text"] = held[1]["text"].encode().decode("latin-1")
    source = write_lines(tmp_path / "r.jsonl", iter({"id": r["id"], "text": r["text"]} for r in held))
    told = run(source, "--into", tmp_path / "archive").stderr
    assert "dateline: 1 report held mojibake" in told
    assert "--no-repair" in told
    assert "3 already there" in run(source, "--into", tmp_path / "archive").stderr
    with Archive.existing(tmp_path / "archive").connect() as connection:
        rows = connection.execute("SELECT report_id, publisher FROM reports WHERE len(mojibake) > 0").fetchall()
    assert rows == [("n-1", "NTB")]
    assert "held mojibake" not in run(source, "--into", tmp_path / "as-it-is", "--no-repair").stderr
