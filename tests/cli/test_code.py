"""``dateline code``: what comes out for people and programs, what is refused and how, and that a stream stays a stream."""

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import dateline.coder
from dateline.cli import cli
from dateline.coder import DatelineCoder, load
from evals.cases import spans

DATELINE = [sys.executable, "-m", "dateline"]
REPORT = (
    "OSLO, May 6 (NTB) - Norwegian Foreign Minister Kari Lund met with her Danish counterpart Ole Krag in Bergen on Sunday, "
    "the ministry said.\n\nPolice arrested three protesters outside the hall.\n"
)


@pytest.fixture(scope="module")
def loaded() -> DatelineCoder:
    return load()


@pytest.fixture
def one_coder(loaded: DatelineCoder, monkeypatch: pytest.MonkeyPatch) -> DatelineCoder:
    """The command takes the coder that is already loaded: half a second less a test."""
    monkeypatch.setattr(dateline.coder, "load", lambda *_, **__: loaded)
    return loaded


def run(*arguments: str | Path, given: bytes | None = None) -> Result:
    return CliRunner().invoke(cli, ["code", *map(str, arguments)], input=given)


def write(folder: Path, content: str | bytes, name: str = "report.txt") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def lines(*records: dict[str, Any]) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


@pytest.mark.usefixtures("one_coder")
class TestOutput:
    def test_people_are_shown_the_report_and_its_events(self, tmp_path: Path) -> None:
        result = run(write(tmp_path, REPORT))
        assert result.exit_code == 0
        assert "Kari Lund" in result.stdout
        assert "CONSULT" in result.stdout

    def test_json_is_one_object_of_the_contract(self, tmp_path: Path) -> None:
        coding = json.loads(run(write(tmp_path, REPORT), "--format", "json").stdout)
        assert coding["schema"] == "dateline/2"
        assert coding["report"]["text"] == REPORT
        assert coding["coverage"]["read"] == len(REPORT)
        assert all(REPORT[s["start"] : s["end"]] == s["text"] for s in spans(coding))

    def test_several_reports_as_jsonl_are_a_line_each_in_the_order_given(self, tmp_path: Path) -> None:
        first, second = write(tmp_path, REPORT, "a.txt"), write(tmp_path, "Rain fell on the town of Lunde.", "b.txt")
        found = [json.loads(line) for line in run(second, first, "--format", "jsonl").stdout.splitlines()]
        assert [c["report"]["text"][:4] for c in found] == ["Rain", "OSLO"]

    def test_line_ends_are_kept_so_that_offsets_fit_the_file(self, tmp_path: Path) -> None:
        text = REPORT.replace("\n", "\r\n")
        coding = json.loads(run(write(tmp_path, text), "--format", "json").stdout)
        assert coding["report"]["text"] == text

    def test_mojibake_is_told_and_offsets_fit_the_file(self, tmp_path: Path) -> None:
        seen = REPORT.replace("'", "’").encode().decode("latin-1") + " JosÃ© Lund left."
        result = run(write(tmp_path, seen), "--format", "json")
        assert "dateline: 1 report held mojibake" in result.stderr
        coding = json.loads(result.stdout)
        assert coding["report"]["text"] == seen
        assert all(seen[s["start"] : s["end"]] == s["text"] for s in spans(coding))

    def test_date_and_publisher_on_the_command_line_win(self, tmp_path: Path) -> None:
        options = ("--format", "json", "--published", "2024-05-06", "--publisher", "Bergens Avis")
        report = json.loads(run(write(tmp_path, REPORT), *options).stdout)["report"]
        assert (report["published"], report["publisher"]) == ("2024-05-06", "Bergens Avis")

    def test_output_and_page_are_written_where_told_and_standard_output_stays_empty(self, tmp_path: Path) -> None:
        to, page = tmp_path / "out.json", tmp_path / "page.html"
        result = run(write(tmp_path, REPORT), "--format", "json", "--output", to, "--html", page)
        assert (result.exit_code, result.stdout) == (0, "")
        assert json.loads(to.read_text(encoding="utf-8"))["report"]["text"] == REPORT
        assert "Kari Lund" in page.read_text(encoding="utf-8")

    def test_a_terminal_gets_no_control_characters_from_a_report(self, tmp_path: Path) -> None:
        hostile = REPORT.replace("Bergen", "Ber\x1b]0;gen\x07\x1b[2J")
        result = run(write(tmp_path, hostile))
        assert "\x1b]" not in result.stdout
        assert "\x1b[2J" not in result.stdout


class TestStreams:
    records = lines(
        {"id": "n-1", "text": REPORT}, {"id": 2, "text": "Rain fell on the town of Lunde.", "publisher": "NTB"}
    )

    def test_ids_are_kept_in_order(self, one_coder: DatelineCoder) -> None:
        result = run("-", "--from", "jsonl", "--format", "jsonl", given=self.records)
        reports = [json.loads(line)["report"] for line in result.stdout.splitlines()]
        assert [r["id"] for r in reports] == ["n-1", "2"]
        assert [r["publisher"] for r in reports] == ["NTB", "NTB"]

    def test_a_file_of_json_lines_is_known_by_its_name(self, one_coder: DatelineCoder, tmp_path: Path) -> None:
        result = run(write(tmp_path, self.records, "r.jsonl"), "--format", "jsonl")
        assert len(result.stdout.splitlines()) == 2

    @pytest.mark.parametrize(
        ("bad", "cause"),
        [
            (b"{not json}\n", "line 2: is not JSON"),
            (b'{"id": "x"}\n', "line 2 (id 'x'): has no 'text'"),
            (b'{"text": "  "}\n', "line 2: has an empty 'text'"),
            (rb'{"text": "Rain \ud800 fell"}' + b"\n", "line 2: has half of a surrogate pair in its 'text'"),
            (b'{"text": "Rain \\u0000 fell"}\n', "line 2: has a NUL character"),
            (b'{"text": "\xff"}\n', "line 2: is not UTF-8"),
            (b"[" * 100_000 + b"\n", "line 2: is nested too deeply"),
            (
                lines({"text": "Der Minister hat am Freitag in Berlin mit der Regierung gesprochen. " * 3}),
                "language (de)",
            ),
            (lines({"id": "long", "text": REPORT * 3000}), "and one report has at most 300,000; split it"),
        ],
    )
    def test_a_bad_record_is_left_out_and_told_and_the_others_are_coded(
        self, one_coder: DatelineCoder, bad: bytes, cause: str
    ) -> None:
        first, second = self.records.splitlines(keepends=True)
        result = run("-", "--from", "jsonl", "--format", "jsonl", given=first + bad + second)
        assert result.exit_code == 1
        assert [json.loads(line)["report"]["id"] for line in result.stdout.splitlines()] == ["n-1", "2"]
        assert result.stderr.count("\n") == 1
        assert result.stderr.startswith("dateline: standard input, line 2")
        assert cause in result.stderr

    def test_many_bad_records_are_counted_and_the_first_hundred_listed(self, one_coder: DatelineCoder) -> None:
        result = run("-", "--from", "jsonl", "--format", "jsonl", given=b"{}\n" * 150 + self.records)
        told = result.stderr.splitlines()
        assert told[0] == "dateline: 150 records were left out:"
        assert told[1].startswith("dateline: standard input, line 1: has no 'text'")
        assert (len(told), told[-1]) == (102, "dateline: … and 50 more")
        assert len(result.stdout.splitlines()) == 2

    def test_a_report_that_trips_the_coder_is_left_out_like_a_bad_one(
        self, one_coder: DatelineCoder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        whole = one_coder.reader.read

        def read(text: str, *bounds: int, **limits: int) -> Any:
            if text.startswith("OSLO"):
                raise RuntimeError("the graph broke")
            return whole(text, *bounds, **limits)

        monkeypatch.setattr(one_coder.reader, "read", read)
        result = run("-", "--from", "jsonl", "--format", "jsonl", given=self.records)
        assert result.exit_code == 1
        assert [json.loads(line)["report"]["id"] for line in result.stdout.splitlines()] == ["2"]
        assert "line 1 (id 'n-1'): could not be coded (test_code.py:" in result.stderr
        assert "RuntimeError: the graph broke); this is a mistake in Dateline" in result.stderr
        assert "Traceback" not in result.stderr


@pytest.mark.usefixtures("one_coder")
class TestRefusals:
    @pytest.mark.parametrize(
        ("content", "cause"),
        [
            (b"", "is empty"),
            (b" \n\t \xe2\x80\xaf\n", "holds nothing but blank space"),
            (b"\n" * 100_000, "holds nothing but blank space"),
            ("\u200b\u200d\ufeff".encode() * 20, "holds nothing but blank space"),
            (bytes(range(256)) * 20, "holds NUL characters, as binary files do"),
            (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "is a PNG image, not text"),
            (f"{REPORT}\0{REPORT}".encode(), "holds NUL characters"),
            (REPORT.encode("utf-16-le"), "looks like UTF-16 without its byte order mark"),
            ("Министр встретился с делегацией. ".encode("koi8-r") * 5, "is not UTF-8"),
            ("Министр встретился с делегацией. " * 5, "seems to be in another language (ru)"),
            (REPORT * 25_000, "characters, and one report has at most 300,000"),
            (b"a" * 5_000_000, "holds 5,000,000 characters, and one report has at most 300,000"),
        ],
        ids=lambda value: value[:24] if isinstance(value, str) else "bytes",
    )
    def test_what_cannot_be_read_gives_one_line_with_file_cause_and_next_move(
        self, content: bytes | str, cause: str, tmp_path: Path
    ) -> None:
        path = write(tmp_path, content)
        self.check(run(path, "--format", "json"), path, cause)

    @staticmethod
    def check(result: Result, path: Path, cause: str) -> None:
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.count("\n") == 1
        assert result.stderr.startswith(f"dateline: {path}: ")
        assert cause in result.stderr
        assert "; " in result.stderr.partition(cause)[2]

    def test_a_missing_file(self, tmp_path: Path) -> None:
        self.check(run(tmp_path / "none.txt"), tmp_path / "none.txt", "does not exist")

    def test_a_folder(self, tmp_path: Path) -> None:
        self.check(run(tmp_path), tmp_path, "is a folder")

    def test_a_link_to_itself(self, tmp_path: Path) -> None:
        loop = tmp_path / "loop"
        loop.symlink_to(loop)
        self.check(run(loop), loop, "cannot be read (Too many levels of symbolic links)")

    @pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
    def test_a_file_one_may_not_read(self, tmp_path: Path) -> None:
        path = write(tmp_path, REPORT)
        path.chmod(0)
        self.check(run(path), path, "may not be read by you")

    @pytest.mark.skipif(not Path("/dev/null").exists(), reason="no such device here")
    def test_the_null_device(self) -> None:
        self.check(run("/dev/null"), Path("/dev/null"), "is empty")

    def test_a_missing_file_of_json_lines(self, tmp_path: Path) -> None:
        self.check(run(tmp_path / "none.jsonl"), tmp_path / "none.jsonl", "does not exist")

    def test_among_others_it_alone_is_left_out(self, tmp_path: Path) -> None:
        good = write(tmp_path, REPORT)
        result = run(tmp_path / "none.txt", good, tmp_path / "none", "--format", "jsonl")
        assert result.exit_code == 1
        assert len(result.stdout.splitlines()) == 1
        assert result.stderr.splitlines()[0] == "dateline: 2 records were left out:"


class TestUsage:
    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            ((), "Missing argument 'SOURCE...'"),
            (("r.txt", "--format", "xml"), "'xml' is not one of 'show', 'json', 'jsonl'"),
            (("r.txt", "--published", "May 6"), "'May 6' does not match the format '%Y-%m-%d'"),
            (("r.txt", "--codebook", "no-such-folder"), "'no-such-folder' does not exist"),
            (("r.txt", "--output", "no-such-folder/out"), "there is no folder 'no-such-folder' to write to"),
            (("r.txt", "--encoding", "nonsense"), "'nonsense' is no encoding of text"),
            (("r.txt", "--encoding", "base64"), "'base64' is no encoding of text"),
            (("r.txt", "--dates", "ymd"), "'ymd' is not one of 'day-first', 'month-first'"),
            (("r.txt", "--html", "no-such-folder/page"), "there is no folder 'no-such-folder' to write to"),
        ],
    )
    def test_wrong_usage_is_told_before_any_work(self, arguments: tuple[str, ...], words: str) -> None:
        result = run(*arguments)
        assert result.exit_code == 2
        assert words in result.stderr

    @pytest.mark.parametrize("option", ["--output", "--html"])
    def test_where_nothing_could_be_coded_the_old_file_stays(
        self, one_coder: DatelineCoder, option: str, tmp_path: Path
    ) -> None:
        old, new = write(tmp_path, "old", "old.out"), tmp_path / "new.out"
        for target in (old, new):
            assert run(tmp_path / "none.txt", option, target).exit_code == 1
        assert old.read_text(encoding="utf-8") == "old"
        assert sorted(path.name for path in tmp_path.iterdir()) == ["old.out"]

    def test_what_could_be_coded_before_ctrl_c_is_kept(
        self, one_coder: DatelineCoder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        code, calls = one_coder.code_report, iter([False, True])

        def once(report: Any) -> Any:
            if next(calls):
                raise KeyboardInterrupt
            return code(report)

        monkeypatch.setattr(one_coder, "code_report", once)
        first, second = write(tmp_path, REPORT, "a.txt"), write(tmp_path, REPORT, "b.txt")
        result = run(first, second, "--format", "jsonl", "-o", tmp_path / "out.jsonl")
        assert result.exit_code == 130
        assert len((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 1

    def test_a_report_is_never_written_over(self, tmp_path: Path) -> None:
        path = write(tmp_path, REPORT)
        (tmp_path / "link").symlink_to(path)
        for target in (path, tmp_path / "link"):
            result = run(path, "--output", target)
            assert result.exit_code == 2
            assert "is also what is to be read" in result.stderr
        assert path.read_text(encoding="utf-8") == REPORT

    @pytest.mark.parametrize("option", ["--output", "--html", "--into"])
    def test_what_is_written_does_not_lie_in_the_folder_that_is_read(self, option: str, tmp_path: Path) -> None:
        write(tmp_path, REPORT)
        result = run(tmp_path, option, tmp_path / "new")
        assert result.exit_code == 2
        assert f"lies in {tmp_path}, which is to be read" in result.stderr
        assert not (tmp_path / "new").exists()

    def test_a_report_that_a_folder_or_a_pattern_means_is_not_written_over(self, tmp_path: Path) -> None:
        path = write(tmp_path, REPORT)
        for source in (tmp_path, tmp_path / "*.txt"):
            result = run(source, "--output", path)
            assert (result.exit_code, path.read_text(encoding="utf-8")) == (2, REPORT)

    def test_days_in_figures_are_read_as_the_user_says(self, one_coder: DatelineCoder, tmp_path: Path) -> None:
        path = write(tmp_path, lines({"text": REPORT, "published": "3/5/2024"}), "a.jsonl")
        for order, day in (("day-first", "2024-05-03"), ("month-first", "2024-03-05")):
            result = run(path, "--dates", order, "--format", "jsonl")
            assert json.loads(result.stdout)["report"]["published"] == day
        assert "which may be read in two ways; say --dates day-first" in run(path).stderr

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
    def test_any_command_tells_of_a_full_disk_in_one_line(self) -> None:
        with open("/dev/full", "w") as full:  # noqa: PTH123
            command = [*DATELINE, "query", "--columns"]
            ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False)
        assert (ended.returncode, ended.stderr.count("\n")) == (1, 1)
        assert "standard output: No space left on device" in ended.stderr

    def test_in_the_narrowest_terminal_words_stay_whole(
        self, one_coder: DatelineCoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("COLUMNS", "1")
        assert "Norwegian Foreign Minister" in run(write(tmp_path, REPORT)).stdout

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
    def test_a_full_disk_is_told_in_one_line(self, one_coder: DatelineCoder, tmp_path: Path) -> None:
        result = run(write(tmp_path, REPORT), "--output", "/dev/full")
        assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
        assert "/dev/full: cannot be written (No space left on device)" in result.stderr

    def test_an_unknown_command_is_answered_with_a_near_one(self) -> None:
        result = CliRunner().invoke(cli, ["cod"])
        assert result.exit_code == 2
        assert "There is no command 'cod'. Did you mean 'code'?" in result.stderr

    def test_a_codebook_that_cannot_be_used_is_told_with_its_file_and_line(self, tmp_path: Path) -> None:
        (tmp_path / "frames").mkdir()
        write(tmp_path / "frames", "frames:\n  - frame: x\n    type: NO_SUCH\n    predicates: [go.v]\n", "mine.yaml")
        result = run(write(tmp_path, REPORT), "--codebook", tmp_path)
        assert result.exit_code == 1
        assert "frames/mine.yaml:" in result.stderr
        assert "NO_SUCH" in result.stderr

    def test_ctrl_c_ends_with_one_line_and_130(
        self, one_coder: DatelineCoder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        def interrupt(*_: object, **__: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(one_coder.reader, "read", interrupt)
        result = run(tmp_path / "none.txt", write(tmp_path, REPORT))
        assert result.exit_code == 130
        assert result.stderr.splitlines()[-1] == "dateline: stopped"
        assert "none.txt: does not exist" in result.stderr


class TestProcesses:
    """What only a real process shows."""

    def test_several_processes_give_the_same_lines_in_the_same_order(self, tmp_path: Path) -> None:
        records = [{"id": f"n-{n}", "text": REPORT.replace("Kari", "Kari" * n)} for n in range(1, 6)]
        records.append({"id": "m", "text": REPORT + " JosÃ© Lund left."})
        path = write(tmp_path, lines(*records) + b"{broken", "r.jsonl")
        alone, together = (run(path, "--format", "jsonl", "--jobs", jobs) for jobs in (1, 2))
        assert together.stdout == alone.stdout
        assert (together.exit_code, alone.exit_code) == (1, 1)
        assert "line 7: is not JSON" in together.stderr
        assert all("dateline: 1 report held mojibake" in result.stderr for result in (alone, together))

    @staticmethod
    def start(*arguments: str, **options: Any) -> subprocess.Popen[bytes]:
        pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
        return subprocess.Popen([*DATELINE, *arguments], **{**pipes, **options})

    @staticmethod
    def read_line(process: subprocess.Popen[bytes]) -> bytes:
        """One line of its output, or what there is when it is ended after five minutes of silence."""
        watch = threading.Timer(300, process.kill)
        watch.start()
        assert process.stdout is not None
        try:
            return process.stdout.readline()
        finally:
            watch.cancel()

    def test_a_coding_is_out_before_the_input_ends_and_ctrl_c_ends_the_wait(self) -> None:
        with self.start("code", "-", "--from", "jsonl", "--format", "jsonl") as process:
            assert process.stdin is not None
            for number in ("1", "2"):
                process.stdin.write(lines({"id": number, "text": REPORT}))
                process.stdin.flush()
                assert json.loads(self.read_line(process))["report"]["id"] == number
            process.send_signal(signal.SIGINT)
            process.wait(300)
            assert process.stderr is not None
            assert process.stderr.read().strip() == b"dateline: stopped"
        assert process.returncode == 130

    @pytest.mark.parametrize("form", ["show", "jsonl"])
    def test_a_reader_that_goes_away_ends_it_quietly(self, form: str) -> None:
        with self.start("code", "-", "--from", "jsonl", "--format", form) as process:
            assert process.stdin is not None
            process.stdin.write(lines({"text": REPORT}))
            process.stdin.flush()
            assert self.read_line(process)
            assert process.stdout is not None
            process.stdout.close()
            process.stdin.write(lines({"text": REPORT}, {"text": REPORT}))
            process.stdin.close()
            process.wait(300)
            assert process.stderr is not None
            assert process.stderr.read() == b""

    def test_the_same_input_gives_the_same_bytes_whatever_the_hash_seed_and_what_came_before(
        self, tmp_path: Path
    ) -> None:
        other = write(tmp_path, "Two soldiers were killed when rebels attacked a convoy near Lunde.", "other.txt")
        path = write(tmp_path, REPORT)
        outputs = []
        for seed, sources in (("1", [path]), ("2", [other, path, other, path])):
            command = [*DATELINE, "code", *map(str, sources), "--format", "jsonl"]
            done = subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True)
            outputs.append(done.stdout.splitlines())
        (once,), (_, second, _, fourth) = outputs
        assert once == second == fourth

    def test_help_loads_neither_numpy_nor_the_network(self) -> None:
        script = (
            "import sys\nfrom click.testing import CliRunner\nfrom dateline.cli import cli\n"
            "assert CliRunner().invoke(cli, ['--help']).exit_code == 0\n"
            "assert CliRunner().invoke(cli, ['code', '--help']).exit_code == 0\n"
            "print(*sorted({name.partition('.')[0] for name in sys.modules}))"
        )
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
        assert not {"numpy", "onnxruntime", "tokenizers", "duckdb", "rich"} & set(done.stdout.split())
