"""``dateline code --into``: all reports once into an archive, on restart only what is new, and workers may die."""

import gzip
import json
import os
import signal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dateline.archive import Archive
from dateline.archive.fingerprint import raw_hash
from dateline.cli.code import code_command
from dateline.cli.expected import expected_reports
from dateline.errors import RunError
from dateline.reports.text import RawReport
from dateline.runs.batch import Batch, Done
from dateline.runs.workers import Job, Workers
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
    assert "1 exact duplicates passed over" in first.stderr
    before = contents(archive)
    more = write_lines(tmp_path / "r.jsonl", records(5))
    second = run(more, "--into", archive)
    assert "1 reports coded" in second.stderr
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


def test_a_codebook_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "plover.yaml").write_text("types: 7\n", encoding="utf-8")
    source = write_lines(tmp_path / "r.jsonl", records(1))
    result = run(source, "--into", tmp_path / "a", "--codebook", tmp_path / "book")
    assert result.exit_code == 1
    assert "the codebook cannot be used" in result.stderr


class TestWorkers:
    """One worker, which the test kills."""

    @staticmethod
    def batch(count: int) -> Batch:
        raws = [RawReport(r["id"], r["text"], publisher=r["publisher"], source=r["id"]) for r in records(count)]
        return [(raw_hash(raw), raw) for raw in raws]

    def code(self, folder: Path, batch: Batch, kills: int) -> list[Done]:
        """Code the batch with a worker that dies each of the first times that it has something to do."""
        workers = Workers(Job(folder, None, text=True), 1)
        given = iter([batch])
        done = []
        try:
            workers.wait_for_versions()
            for found in workers.run(lambda: next(given, None), pause=0.01):
                done += [found] if found is not None else []
                (worker,) = workers._workers
                if kills and worker.batch is not None and found is None:
                    assert worker.process.pid is not None
                    os.kill(worker.process.pid, signal.SIGKILL)
                    worker.process.join()
                    kills -= 1
        finally:
            workers.close()
        return done

    def test_the_batch_of_a_worker_that_died_is_coded_by_another(self, tmp_path: Path) -> None:
        archive = Archive.writable(tmp_path / "a")
        done = self.code(archive.folder, self.batch(6), kills=1)
        assert sum(d.coded for d in done) == 6
        assert not any(d.failures for d in done)
        assert len(contents(archive.folder)["reports"]) == 6

    def test_a_report_that_kills_every_worker_is_a_failure(self, tmp_path: Path) -> None:
        archive = Archive.writable(tmp_path / "a")
        (done,) = self.code(archive.folder, self.batch(1), kills=1)
        (failure,) = done.failures
        assert (failure.source, done.coded) == ("n-0", 0)
        assert failure.cause == "ended the process that coded it (exit status -9)"

    def test_a_folder_that_cannot_be_written_to_ends_the_run(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        with pytest.raises(RunError, match="cannot be written"):
            self.code(tmp_path / "file" / "a", self.batch(1), kills=0)


class TestExpected:
    def test_lines_are_counted_and_other_files_are_one_each(self, tmp_path: Path) -> None:
        lines = write_lines(tmp_path / "r.jsonl", records(7))
        (tmp_path / "r.jsonl.gz").write_bytes(gzip.compress(lines.read_bytes().rstrip()))
        (tmp_path / "r.txt").touch()
        sources = [str(tmp_path / name) for name in ("r.jsonl", "r.jsonl.gz", "r.txt")]
        assert expected_reports(sources, None) == 15

    @pytest.mark.parametrize("source", ["-", "none.jsonl", ".", "https://news.example/r.jsonl", "x\0y"])
    def test_of_anything_else_the_number_is_not_known(self, source: str) -> None:
        assert expected_reports([source], None) is None

    def test_what_is_called_gz_and_is_not(self, tmp_path: Path) -> None:
        (tmp_path / "r.jsonl.gz").write_bytes(b"{}\n")
        assert expected_reports([str(tmp_path / "r.jsonl.gz")], None) is None
