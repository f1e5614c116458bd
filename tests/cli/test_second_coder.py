"""``dateline code --coder llm`` and ``dateline agreement --coders`` as a user calls them, against servers of this machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from dateline.archive import Archive
from dateline.cli import cli
from dateline.coder import load
from dateline.llm import second_coder as llm
from dateline.llm.endpoint import KEY_VARIABLE
from dateline.reports.given import raw_report
from tests.llm.reports import RIGHT, TEXT, right, words
from tests.llm.server import KEY, Asked, Reply, Served, answering, completion, error, saying, serving

TOWNS = ("Oslo", "Bergen", "Trondheim", "Stavanger", "Drammen")


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cache of this test, no key, no settings of the working directory, and hardly any waiting."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv(KEY_VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(llm, "Chat", lambda endpoint, spent, first_pause: _CHAT(endpoint, spent, first_pause=0.01))


_CHAT = llm.Chat


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Five reports, which differ in a town."""
    lines = [
        {"id": f"r{n}", "text": TEXT.replace("in Oslo", f"in {town}"), "published": "2024-05-06"}
        for n, town in enumerate(TOWNS)
    ]
    path = tmp_path / "reports.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def reading(asked: Asked, _: int) -> Reply:
    """A model that reads each report rightly."""
    town = next(t for t in TOWNS if f"in {t} on Sunday" in asked.body["messages"][1]["content"])
    parts = right(events=[RIGHT["events"][0] | {"place": words(0, town, country="NOR")}, RIGHT["events"][1]])
    return completion(json.dumps({"report": asked.mark} | parts))


@pytest.fixture
def served() -> Iterator[Served]:
    with serving(reading) as running:
        yield running


def run(*arguments: str | Path) -> Result:
    found = CliRunner().invoke(cli, [*map(str, arguments)])
    assert found.exception is None or isinstance(found.exception, SystemExit), found.exc_info
    return found


def second(source: Path, served: Served, *more: str | Path) -> Result:
    return run("code", source, "--coder", "llm", "--endpoint", served.url, "--model", "small", *more)


def test_reports_are_coded_beside_ours_and_compared(reports: Path, served: Served, tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    ours = load()
    told = [raw_report(**json.loads(line)) for line in reports.read_text().splitlines()]
    Archive.writable(archive).add([ours.code_report(raw) for raw in told])
    found = second(reports, served, "--into", archive, "--price-in", "2", "--price-out", "8", "-j", "2")
    assert found.exit_code == 0, found.output
    assert f"the reports' texts are sent to {served.url}" in found.stderr
    assert "5 reports coded" in found.stderr
    assert "5 answers to 5 requests" in found.stderr
    assert "5,000 tokens asked, 500 answered; cost: 0.0140" in found.stderr
    assert "refused" not in found.stderr
    with Archive.existing(archive).connect(coder="llm:small") as connection:
        assert connection.execute("SELECT count(*), count(DISTINCT report_id) FROM events").fetchone() == (10, 5)
    with Archive.existing(archive).connect() as connection:
        assert connection.execute("SELECT DISTINCT coder FROM reports").fetchall() == [("dateline",)]
    compared = run("agreement", archive, "--coders", "dateline", "llm:small")
    assert compared.exit_code == 0, compared.output
    assert "5 reports coded by both dateline" in compared.stdout
    rows = json.loads(run("agreement", archive, "--coders", "dateline", "llm:small", "--format", "json").stdout)
    assert (rows["reports"], rows["coded_by_one"]) == (5, [0, 0])
    by = {(row["field"], row["figure"]): row["value"] for row in rows["agreement"]}
    assert by["type", "percent agreement"] == 1
    assert by["event", "F1"] == 1
    table = run("agreement", archive, "--coders", "dateline", "llm:small", "--format", "csv").stdout.splitlines()
    assert table[0] == "field,pairs,agreed,figure,value,low,high,why"


def test_what_is_coded_is_not_asked_again_and_neither_is_what_was_answered(
    reports: Path, served: Served, tmp_path: Path
) -> None:
    second(reports, served, "--into", tmp_path / "a")
    assert len(served.requests) == 5
    again = second(reports, served, "--into", tmp_path / "a")
    assert "0 reports coded" in again.stderr
    assert "5 already there" in again.stderr
    elsewhere = second(reports, served, "--into", tmp_path / "b")
    assert "0 answers to 0 requests, 5 from the cache" in elsewhere.stderr
    assert len(served.requests) == 5


def test_codings_come_in_the_order_of_the_reports(reports: Path, served: Served) -> None:
    found = second(reports, served, "--format", "jsonl", "-j", "3")
    lines = [json.loads(line) for line in found.stdout.splitlines()]
    assert [line["report"]["id"] for line in lines] == [f"r{n}" for n in range(5)]
    assert {line["versions"]["coder"] for line in lines} == {"llm:small"}


def test_a_stopped_run_goes_on_where_it_was(reports: Path, tmp_path: Path) -> None:
    def failing(asked: Asked, number: int) -> Reply:
        return reading(asked, number) if number <= 3 else error(401, "no credit")

    archive = tmp_path / "archive"
    with serving(failing) as server:
        stopped = second(reports, server, "--into", archive, "-j", "1")
        assert stopped.exit_code == 1
        assert "refuses the key" in stopped.stderr or "asks for a key" in stopped.stderr
        assert "Traceback" not in stopped.output
        assert len(server.requests) == 4
    with serving(reading) as server:
        assert "2 reports coded" in second(reports, server, "--into", archive).stderr
        assert len(server.requests) == 2


def test_what_a_model_makes_up_is_counted_by_reason_at_the_end(reports: Path, tmp_path: Path) -> None:
    parts = right(events=[{**RIGHT["events"][0], "trigger": words(0, "massacred"), "type": "ASSAULT"}])
    with serving(answering(parts)) as server:
        found = second(reports, server, "--into", tmp_path / "archive")
    assert found.exit_code == 0
    assert "refused: 5\ndateline:   5 event: words that do not stand in the report" in found.stderr
    with Archive.existing(tmp_path / "archive").connect() as connection:
        assert connection.execute("SELECT count(*) FROM events").fetchone() == (0,)


def test_reports_without_an_answer_are_left_out_listed_and_in_the_archive(reports: Path, tmp_path: Path) -> None:
    def answer(asked: Asked, number: int) -> Reply:
        broken = "in Bergen on Sunday" in asked.body["messages"][1]["content"]
        return saying("Sorry!")(asked, number) if broken else reading(asked, number)

    with serving(answer) as server:
        found = second(reports, server, "--into", tmp_path / "archive")
    assert found.exit_code == 1
    assert "4 reports coded" in found.stderr
    assert "(id 'r1'): the model's answer is not JSON" in found.stderr
    assert "2 answer: is not JSON" in found.stderr
    with Archive.existing(tmp_path / "archive").connect() as connection:
        assert connection.execute("SELECT count(*) FROM failures").fetchone() == (1,)


WRONG: list[tuple[list[str], str]] = [
    (["--coder", "llm", "--model", "m"], "none is named; name one with --endpoint URL"),
    (["--coder", "llm", "--endpoint", "http://127.0.0.1:1/v1"], "name one of the server's with --model NAME"),
    (["--endpoint", "http://127.0.0.1:1/v1"], "--endpoint goes with --coder llm"),
    (["--price-in", "3"], "--price-in goes with --coder llm"),
    (["--coder", "llm", "--endpoint", "nowhere", "--model", "m"], "nowhere: is no address of a server"),
    (["--coder", "llm", "--endpoint", "http://a:b@c/v1", "--model", "m"], "holds a name or password"),
    (["--coder", "gpt"], "'gpt' is not one of 'dateline', 'llm'"),
    (["--coder", "llm", "--endpoint", "http://127.0.0.1:1/v1", "--model", "m", "--into", "a", "--cluster", "auto"], "--cluster does not go"),
]  # fmt: skip


@pytest.mark.parametrize(("options", "told"), WRONG, ids=[" ".join(case[0]) for case in WRONG])
def test_what_cannot_be_is_refused_before_anything_is_sent(options: list[str], told: str, reports: Path) -> None:
    found = run("code", reports, *options)
    assert found.exit_code == 2
    assert told in " ".join(found.stderr.split())
    assert "are sent to" not in found.stderr


def test_without_a_server_named_nothing_is_sent(
    reports: Path, served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", served.url)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    assert run("code", reports, "--coder", "llm", "--model", "small").exit_code == 2
    assert run("code", reports, "--into", tmp_path / "archive", "-j", "1").exit_code == 0
    assert served.requests == []


def test_a_key_for_another_service_is_not_sent_unless_it_is_named(
    reports: Path, served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    second(reports, served, "--into", tmp_path / "a")
    assert all("Authorization" not in asked.headers for asked in served.requests)
    found = second(
        reports, served, "--into", tmp_path / "b", "--key-variable", "OPENAI_API_KEY", "--cache", tmp_path / "c"
    )
    assert {asked.headers.get("Authorization") for asked in served.requests[5:]} == {f"Bearer {KEY}"}
    kept = [
        file.read_bytes() for folder in ("a", "b", "c") for file in (tmp_path / folder).rglob("*") if file.is_file()
    ]
    assert kept
    assert KEY not in found.output
    assert not any(KEY.encode() in data for data in kept)


def test_a_server_that_is_not_there_is_told_in_a_line(reports: Path) -> None:
    options = ("--coder", "llm", "--endpoint", "http://127.0.0.1:1/v1", "--model", "small", "--tries", "1")
    found = run("code", reports, *options, "--into", "archive")
    assert found.exit_code == 1
    assert "Error: http://127.0.0.1:1/v1: cannot be reached" in found.stderr
    assert not Path("archive").exists()


def test_what_is_sent_in_clear_to_another_machine_is_warned_of(monkeypatch: pytest.MonkeyPatch, reports: Path) -> None:
    def refuse(*_: Any, **__: Any) -> Any:
        raise OSError("no network here")

    monkeypatch.setattr("socket.getaddrinfo", refuse)
    options = ("--coder", "llm", "--endpoint", "http://models.example/v1", "--model", "small", "--tries", "1")
    assert "warning: that is not encrypted" in run("code", reports, *options).stderr


def test_no_text_is_kept_where_none_is_wanted(reports: Path, served: Served, tmp_path: Path) -> None:
    second(reports, served, "--into", tmp_path / "archive", "--no-text", "--no-repair")
    with Archive.existing(tmp_path / "archive").connect() as connection:
        assert connection.execute("SELECT count(*) FROM texts WHERE text IS NOT NULL").fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM events").fetchone() == (10,)
    told = run("agreement", tmp_path / "archive", "--coders", "llm:small", "llm:other")
    assert "holds no codings of llm:other" in told.stderr


@pytest.mark.parametrize("options", [("--coders", "a", "a"), ("--coders", "a", "b", "--sample", "s")])
def test_coders_that_cannot_be_compared(options: tuple[str, ...], tmp_path: Path) -> None:
    assert run("agreement", tmp_path, *options).exit_code == 2


def test_many_requests_are_under_way_at_once(reports: Path, tmp_path: Path) -> None:
    together = threading.Barrier(3, timeout=30)

    def answer(asked: Asked, number: int) -> Reply:
        if number <= 3:
            together.wait()  # is passed only by three at once
        return reading(asked, number)

    with serving(answer) as server:
        assert second(reports, server, "--into", tmp_path / "archive", "-j", "3").exit_code == 0
