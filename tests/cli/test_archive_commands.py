"""``dateline query``, ``status`` and ``actors``: what they print of an archive, and how they refuse."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from dateline.archive import Archive, Failure
from dateline.archive.columns import views
from dateline.archive.write_stories import tell_stories
from dateline.cli.actors import actors_command
from dateline.cli.merge import merge_command
from dateline.cli.query import query_command
from dateline.cli.status import status_command
from dateline.coder import load
from tests.cli.factory import coding as sample


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    archive = Archive.writable(tmp_path_factory.mktemp("archives") / "archive")
    archive.add([sample()])
    archive.add_failures([Failure("a.jsonl, line 7", "has no 'text'", "give it one")])
    return archive.folder


def run(command: click.Command, *arguments: str | Path) -> Result:
    return CliRunner().invoke(command, list(map(str, arguments)))


def query(folder: Path, sql: str, *options: str) -> Result:
    return run(query_command, sql, "--archive", folder, *options)


class TestQuery:
    def test_a_table_for_people(self, folder: Path) -> None:
        result = query(folder, "SELECT type, count(*) AS n FROM events WHERE type = 'CONSULT' GROUP BY type")
        assert result.stdout.splitlines() == ["type     n", "───────  ─", "CONSULT  2"]

    def test_csv_has_a_head_and_lists_in_one_cell(self, folder: Path) -> None:
        sql = "SELECT event_id, date_start, contexts, mode, lat FROM events WHERE event_id = 'r-selm:e1'"
        rows = list(csv.reader(io.StringIO(query(folder, sql, "--format", "csv").stdout)))
        assert rows[0] == ["event_id", "date_start", "contexts", "mode", "lat"]
        assert rows[1] == ["r-selm:e1", "2024-03-13", "diplomatic; political_institutions", "", "46.20222"]

    def test_jsonl_keeps_lists_numbers_and_nulls(self, folder: Path) -> None:
        sql = "SELECT type, contexts, killed, mode, date_start FROM events WHERE event_id = 'r-selm:e1'"
        (line,) = query(folder, sql, "--format", "jsonl").stdout.splitlines()
        assert json.loads(line) == {
            "type": "CONSULT", "contexts": ["diplomatic", "political_institutions"], "killed": None, "mode": None,
            "date_start": "2024-03-13",
        }  # fmt: skip

    def test_jsonl_is_json_whatever_the_numbers_and_names(self, folder: Path) -> None:
        sql = "SELECT 'nan'::DOUBLE AS a, [1.5, 'inf'::DOUBLE] AS b, {'c': '-inf'::DOUBLE} AS d"
        (line,) = query(folder, sql, "--format", "jsonl").stdout.splitlines()
        assert json.loads(line) == {"a": None, "b": [1.5, None], "d": {"c": None}}
        assert "NaN" not in line
        result = query(folder, "SELECT 1 AS a, 2 AS a", "--format", "jsonl")
        assert result.exit_code == 1
        assert "two columns are called 'a'; name them apart with AS" in result.stderr

    def test_a_plan_is_shown_as_it_is_drawn(self, folder: Path) -> None:
        for sql in ("EXPLAIN SELECT count(*) FROM events", "/* why */ -- so\n explain SELECT count(*) FROM events"):
            lines = query(folder, sql).stdout.splitlines()
            assert len(lines) > 2
            assert not any("\\n" in line for line in lines)

    @pytest.mark.parametrize("how", ["EXPLAIN ANALYZE", "explain (analyze)", "/* x */ EXPLAIN (ANALYZE, FORMAT json)"])
    def test_what_explains_by_running_cannot_write_into_the_archive(self, how: str, folder: Path) -> None:
        result = query(folder, f"{how} COPY (SELECT 1) TO '{folder}/new.parquet'")
        assert result.exit_code == 1
        assert "an archive is only read" in result.stderr
        assert not (folder / "new.parquet").exists()

    def test_a_long_table_is_cut_and_says_so(self, folder: Path) -> None:
        result = query(folder, "SELECT * FROM range(500)")
        assert len(result.stdout.splitlines()) == 202
        assert "--format csv gives all" in result.stderr

    def test_another_coders_codings_are_shown_if_it_is_named(self, tmp_path: Path) -> None:
        archive, ours = Archive.writable(tmp_path / "a"), sample()
        archive.add([ours])
        archive.add([replace(ours, events=ours.events[:1], versions=replace(ours.versions, coder="llm"))])
        count = "SELECT count(*) AS n FROM events"
        assert query(archive.folder, count).stdout.split()[-1] == "6"
        assert query(archive.folder, count, "--coder", "llm").stdout.split()[-1] == "1"
        assert "name another coder: dateline, llm" in query(archive.folder, count, "--coder", "nobody").stderr

    def test_no_rows_are_a_head_alone(self, folder: Path) -> None:
        assert query(folder, "SELECT type FROM events WHERE false").stdout.splitlines() == ["type", "────"]

    @pytest.mark.parametrize(
        ("sql", "told"),
        [
            ("SELECT placename FROM events", 'column "placename" does not exist. events has event_id, report_id'),
            ("SELECT e.placename FROM events e", "events has event_id, report_id"),
            ("SELECT * FROM event", "There are reports, events, sides, participants"),
            ("SELECT", "Error: "),
            ("SELEC 1", "syntax error"),
            ("SELECT 1; SELECT 2", "give one SELECT; this is 2 statements"),
            ("", "give one SELECT; this is 0 statements"),
            ("DROP VIEW events", "only read"),
            ("COPY (SELECT 1) TO 'x.csv'", "only read"),
            ("CREATE TABLE x AS SELECT 1", "only read"),
            ("SET threads = 1", "only read"),
            ("ATTACH 'x.db'", "only read"),
            ("SELECT * FROM read_text('x')", "read_text cannot be read from; there are reports, events, sides"),
            ("SELECT (SELECT count(*) FROM glob('/*'))", "glob cannot be read from"),
            ("EXPLAIN SELECT * FROM read_csv('x')", "read_csv cannot be read from"),
            ("SELECT * FROM query('SELECT 1')", "query cannot be read from"),
            ("SELECT * FROM enable_logging(storage := 'file')", "enable_logging cannot be read from"),
            ("FROM 'x.csv'", "x.csv cannot be read from"),
            ("WITH a AS (COPY (SELECT 1) TO 'x.csv') FROM a", "a SELECT that holds nothing but SELECTs"),
            ("FROM (WITH a AS (INSERT INTO held.hidden SELECT 1, 2 RETURNING *) FROM a)", "nothing but SELECTs"),
        ],
    )
    def test_what_is_wrong_is_told_in_one_line(self, folder: Path, sql: str, told: str) -> None:
        result = query(folder, sql)
        assert result.exit_code == 1
        assert told in result.stderr
        assert result.stderr.count("\n") == 1

    def test_nothing_can_be_written_into_the_archive_either(self, folder: Path) -> None:
        before = sorted(folder.rglob("*"))
        assert query(folder, f"COPY (SELECT 1 AS a) TO '{folder}/codings/part-9.parquet'").exit_code == 1
        assert sorted(folder.rglob("*")) == before

    def test_a_select_that_holds_what_writes_writes_nothing(self, folder: Path) -> None:
        before = sorted(folder.rglob("*"))
        assert query(folder, f"WITH a AS (COPY (SELECT 1) TO '{folder}/codings/x.csv') FROM a").exit_code == 1
        assert sorted(folder.rglob("*")) == before

    @pytest.mark.parametrize(
        "sql",
        [
            "WITH RECURSIVE a AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM a WHERE n < 3) SELECT max(n) AS m FROM a",
            "(SELECT 3 AS m UNION SELECT 3) -- twice",
            "SELECT len(list(e)) AS m FROM (VALUES (1), (2), (3)) t(e)",
            "SELECT count(*) AS m FROM unnest([1, 2, 3]) AS t(n) WHERE n IN (SELECT range FROM range(9))",
        ],
    )
    def test_all_that_only_reads_is_answered(self, folder: Path, sql: str) -> None:
        assert query(folder, sql, "--format", "csv").stdout.split() == ["m", "3"]

    def test_what_lies_in_the_folder_for_temporary_files_is_not_read(self, folder: Path) -> None:
        with (
            Archive.existing(folder).reading(locked=True) as one,
            Archive.existing(folder).reading(locked=True) as other,
        ):
            asked = [c.execute("SELECT current_setting('temp_directory')").fetchone() for c in (one, other)]
        assert asked[0] != asked[1]
        assert not any(Path(str(name)).exists() for found in asked for name in found or ())

    def test_a_question_that_takes_too_long_is_stopped(self, folder: Path) -> None:
        sql = "SELECT count(*) FROM range(1000000000000) a WHERE hash(a.range) = 1"
        result = query(folder, sql, "--timeout", "1")
        assert result.exit_code == 1
        assert "takes longer than 1 seconds; ask for less, or give it more time with --timeout" in result.stderr

    @pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="only Linux can be asked to bound the memory")
    @pytest.mark.parametrize("sql", ["SELECT len(range(4000000000))", "SELECT length(repeat('x', 4000000000))"])
    def test_a_question_that_takes_too_much_memory_is_stopped(self, folder: Path, sql: str) -> None:
        result = query(folder, sql)
        assert result.exit_code == 1
        assert "takes more memory than it may; ask for fewer columns or rows" in result.stderr

    def test_who_asks_for_stories_is_told_that_they_are_not_told_yet(self, tmp_path: Path) -> None:
        archive = Archive.writable(tmp_path / "a")
        archive.add([sample()])
        asked = query(archive.folder, "SELECT count(*) AS n FROM stories")
        assert asked.stdout.splitlines() == ["n", "─", "0"]
        assert f"tell them with: dateline stories {archive.folder}" in asked.stderr
        tell_stories(archive)
        asked = query(archive.folder, "SELECT count(*) AS n FROM stories")
        assert asked.stdout.splitlines() == ["n", "─", str(len(sample().events))]
        assert asked.stderr == ""

    def test_columns_are_documented(self) -> None:
        told = run(query_command, "--columns").stdout
        for view in views():
            assert f"{view.name}: {view.about}" in told
            assert all(column.about in told for column in view.columns)

    @pytest.mark.parametrize("arguments", [[], ["SELECT 1"]])
    def test_it_says_what_is_missing(self, arguments: list[str]) -> None:
        result = run(query_command, *arguments)
        assert result.exit_code == 2
        assert "Missing" in result.stderr

    def test_a_terminal_gets_no_control_characters(self, folder: Path) -> None:
        assert "\x1b" not in query(folder, "SELECT chr(27) || '[2J' AS a").stdout

    def test_a_folder_whose_name_is_not_utf_8(self, tmp_path: Path) -> None:
        result = query(tmp_path / "x\udcff", "SELECT 1")
        assert "\\udcff: has a name that is not UTF-8; rename the folder" in result.stderr

    def test_a_folder_that_is_no_archive(self, tmp_path: Path) -> None:
        result = query(tmp_path, "SELECT 1")
        assert "is no archive" in result.stderr


class TestStatus:
    def test_it_says_what_there_is(self, folder: Path) -> None:
        told = run(status_command, folder).stdout
        for words in ("reports     1", f"events      {len(sample().events)} events", "2024-03-14 to 2024-03-14",
                      "1: Orvian News Agency 1", sample().versions.codebook, "1 × has no 'text'", "MB in 1 part"):  # fmt: skip
            assert words in told

    def test_as_json(self, folder: Path) -> None:
        found = json.loads(run(status_command, folder, "--json").stdout)
        assert (found["reports"], found["failures"], found["first"]) == (1, 1, "2024-03-14")

    def test_an_empty_archive_is_one(self, tmp_path: Path) -> None:
        Archive.writable(tmp_path / "new")
        assert "reports     0" in run(status_command, tmp_path / "new").stdout


class TestMerge:
    def test_many_parts_become_one_and_status_says_when_that_helps(self, tmp_path: Path) -> None:
        archive = Archive.writable(tmp_path / "a")
        for _ in range(21):
            archive.add([sample()])
        assert (
            f"1 part would do, and be read faster: dateline merge {archive.folder}"
            in run(status_command, archive.folder).stdout
        )
        merged = run(merge_command, archive.folder)
        assert merged.stdout == f"{archive.folder}: 21 parts of codings before, 1 now\n"
        assert "takes the place of 21 parts" in merged.stderr
        assert "dateline merge" not in run(status_command, archive.folder).stdout
        assert "1 parts of codings before, 1 now" in run(merge_command, archive.folder).stdout

    def test_a_folder_whose_name_is_not_utf_8(self, tmp_path: Path) -> None:
        result = query(tmp_path / "x\udcff", "SELECT 1")
        assert "\\udcff: has a name that is not UTF-8; rename the folder" in result.stderr

    def test_a_folder_that_is_no_archive(self, tmp_path: Path) -> None:
        assert "is no archive" in run(merge_command, tmp_path).stderr

    def test_a_folder_that_cannot_be_written_is_told_in_one_line(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        archive = Archive.writable(tmp_path / "a")
        for _ in range(2):
            archive.add([sample()])
        monkeypatch.setattr("dateline.archive.merge._write_flat", full)
        result = run(merge_command, archive.folder)
        assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
        assert "cannot be merged (No space left on device)" in result.stderr
        assert len(archive.parts()) == 2


class TestActors:
    def test_who_held_which_role(self, folder: Path) -> None:
        told = run(actors_command, "brandvold", "--archive", folder).stdout.splitlines()
        assert told[0] == "Ilse Brandvold  (person, XVE)  2024-03-14, 1 report (r-selm)"
        assert told[1] == "  Foreign Minister of XVE  2024-03-14, 1 report (r-selm)"

    def test_as_json(self, folder: Path) -> None:
        entry = json.loads(run(actors_command, "Brandvold", "--archive", folder, "--json").stdout)
        assert entry["roles"][0]["title"] == "Foreign Minister"
        assert entry["reports"] == ["r-selm"]

    def test_of_many_roles_those_that_most_reports_tell_are_shown(self, tmp_path: Path) -> None:
        offices = ["Judge", "Mayor", "Senator", "Governor", "Consul", "Envoy", "Prefect", "Marshal", "Regent", "Bishop"]
        texts = [
            f"{office} Nora Lindqvist met reporters." for office in [*offices, "Warden", "Colonel", "Admiral", "Vizier"]
        ]
        archive, coder = Archive.writable(tmp_path / "a"), load()
        archive.add(
            coder.code(text, id=f"r{n}") for n, text in enumerate([*texts, "Marshal Nora Lindqvist met nobody."])
        )
        told = run(actors_command, "Lindqvist", "--archive", archive.folder).stdout.splitlines()
        assert told[1] == "  Marshal   not dated, 2 reports (r14, r7)"
        assert told[13] == "  … and 1 more, told by one report each at most; --json gives all"

    def test_nobody_of_that_name(self, folder: Path) -> None:
        result = run(actors_command, "Zebedee", "--archive", folder)
        assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
        assert "no report names 'Zebedee'" in result.stderr
