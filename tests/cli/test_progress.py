"""Signs of life on standard error: where somebody watches, a line that is written over; else a line now and then."""

from __future__ import annotations

import time

import pytest

from dateline.cli import progress, waiting
from dateline.cli.bar import Bar
from dateline.cli.progress import Progress


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(time, "monotonic", clock.monotonic)
    return clock


def test_in_a_file_two_hundred_reports_of_a_minute_are_told_of_more_than_once(
    clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    with Progress(200) as shown:
        for _ in range(200):
            clock.now += 0.3
            shown.advance(30, 0)
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "17 of 200 reports, 510 sentences, 100 sentences/s"
    assert lines[-1] == "200 of 200 reports, 6,000 sentences, 100 sentences/s"
    assert len(lines) == 5


def test_what_is_soon_done_is_done_in_silence(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    with Progress(3) as shown:
        for _ in range(3):
            clock.now += 0.5
            shown.advance(10, 0)
    assert capsys.readouterr().err == ""


def test_records_that_are_left_out_are_told_too(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    with Progress() as shown:
        clock.now += 6
        shown.fail(7)
    assert capsys.readouterr().err.splitlines()[0] == "0 reports, 7 left out"


def test_on_a_terminal_the_line_makes_way_for_what_is_written(
    clock: Clock, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress.sys.stderr, "isatty", lambda: True)
    with Progress(9) as shown:
        clock.now += 3
        shown.advance(10, 0)
        shown.make_way()
        shown.make_way()
    told = capsys.readouterr().err
    assert told.startswith("\r1 of 9 reports")
    assert told.count("\r" + " " * 78 + "\r") == 1
    assert told.endswith("sentences/s\n")


def test_a_bar_in_a_file_is_told_of_after_five_seconds(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    with Bar(100) as bar:
        for _ in range(60):
            clock.now += 1
            bar.show(1, 10, 0, 0)
    assert len(capsys.readouterr().err.splitlines()) == 4


def test_a_long_wait_is_told_of_and_a_short_one_is_not(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with waiting.waiting("telling the stories"):
        pass
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(waiting, "_QUIET_PLAIN", 0.0)
    with waiting.waiting("telling the stories"):
        time.sleep(0.05)
    assert capsys.readouterr().err == "telling the stories, 0:00 …\n"
