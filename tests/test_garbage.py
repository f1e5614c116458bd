"""Garbage is looked for less often in our own processes, and as often as before in those of others."""

from __future__ import annotations

import gc
import subprocess
import sys

from dateline.processes import Work, answered


def thresholds() -> Work:
    return lambda _: repr(gc.get_threshold()).encode()


def printed(program: str) -> str:
    return subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout


def test_our_processes_wait_for_more_objects() -> None:
    (there,) = answered(thresholds, (), [("one", b"")], 1)
    assert there != thresholds()(b"")
    assert (
        printed(
            "import gc\nfrom dateline.garbage import collect_rarely\ncollect_rarely()\nprint(gc.get_threshold(), end='')"
        )
        == there.decode()
    )


def test_the_command_line_waits_for_more_objects() -> None:
    told = printed(
        "import atexit, gc\nbefore = gc.get_threshold()[0]\n"
        "atexit.register(lambda: print(gc.get_threshold()[0] > before))\n"
        "from dateline.cli import main\nmain(['--version'])"
    )
    assert told.endswith("True\n")


def test_loading_a_coder_leaves_a_program_as_it_was() -> None:
    assert (
        printed(
            "import gc\nbefore = gc.get_threshold()\nimport dateline\ndateline.load()\nprint(gc.get_threshold() == before)"
        )
        == "True\n"
    )
