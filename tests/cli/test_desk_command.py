"""``dateline desk`` as a process: what it says when it cannot open, where it answers, and how it ends."""

from __future__ import annotations

import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from dateline.archive import Archive
from dateline.coder import load

COMMAND = (sys.executable, "-m", "dateline", "desk", "--no-open")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk") / "small"
    Archive.writable(folder).add([load().code("Police arrested three protesters in Oslo on Monday.")])
    return folder


def told(*arguments: str, cwd: Path, prelude: str = "") -> tuple[int, list[str]]:
    """Exit code and lines of a desk that cannot open. ``prelude``: Python that is run before it."""
    command = [*COMMAND, *arguments]
    if prelude:
        run = f"{prelude}\nfrom dateline.cli import main\nmain({['desk', '--no-open', *arguments]!r})"
        command = [sys.executable, "-c", run]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=120, check=False)
    lines = [line for line in done.stderr.splitlines() if line and not line.startswith("opening ")]
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    return done.returncode, lines


@contextmanager
def opened(*arguments: str, cwd: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A desk that runs, and the address that it printed."""
    with subprocess.Popen([*COMMAND, *arguments], cwd=cwd, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            line = next((line for line in process.stderr if " is open at " in line), "")
            yield process, re.sub(r".* is open at ", "", line).strip()
        finally:
            process.kill()


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("nowhere",), 1, "there is no such folder"),
        ((), 2, "name the archive to open"),
        (("empty",), 1, "is no archive"),
        (("empty", "--port", "70000"), 2, "--port"),
        (("empty", "--port", "some"), 2, "--port"),
        (("empty", "--host", "a b"), 1, "no address of this machine"),
        (("empty", "--host", ""), 1, "no address of this machine"),
        (("empty", "--host", "x" * 300), 1, "no address of this machine"),
        (("empty", "--host", "192.0.2.1"), 1, "cannot be answered at"),
    ],
)
def test_what_cannot_be_opened_is_told_in_a_line(
    arguments: tuple[str, ...], code: int, words: str, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    returned, lines = told(*arguments, cwd=tmp_path)
    assert returned == code
    assert words in lines[-1]
    assert code == 2 or len(lines) == 1


def test_a_port_that_is_taken_is_told_and_without_one_the_next_is_tried(small: Path, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        returned, lines = told(str(small), "--port", port, cwd=tmp_path)
    assert (returned, len(lines)) == (1, 1)
    assert f"127.0.0.1:{port}: cannot be answered at" in lines[0]


@pytest.mark.parametrize("package", ["starlette", "uvicorn", "jinja2"])
def test_a_package_that_is_missing_is_named_with_what_installs_it(package: str, small: Path, tmp_path: Path) -> None:
    returned, lines = told(str(small), cwd=tmp_path, prelude=f"import sys; sys.modules[{package!r}] = None")
    assert (returned, len(lines)) == (1, 1)
    assert f"'{package}'" in lines[0]
    assert "install" in lines[0]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_it_answers_where_it_says_and_ends_on_ctrl_c(host: str, small: Path, tmp_path: Path) -> None:
    if host == "::1" and not Path("/proc/net/if_inet6").exists():
        pytest.skip("no IPv6 here")
    with opened(str(small), "--host", host, "--port", "0", cwd=tmp_path) as (process, address):
        assert "token" not in address
        page = httpx2.get(address)
        assert page.status_code == 200
        process.send_signal(signal.SIGINT)
        _, rest = process.communicate(timeout=20)
    assert process.returncode == 130
    assert len([line for line in rest.splitlines() if line and "Ctrl-C ends it" not in line]) <= 1
    assert "Traceback" not in rest


def test_a_part_that_is_damaged_is_told_and_the_others_are_shown(small: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(small, tmp_path / "cut"))
    part = next((folder / "codings").glob("*.parquet"))
    (folder / "codings" / f"{part.stem}0.parquet").write_bytes(part.read_bytes()[:1000])
    with opened(str(folder), "--port", "0", cwd=tmp_path) as (_, address):
        assert httpx2.get(f"{address}events.json").json()["data"]["total"] == 1


def test_another_address_needs_the_token_that_is_printed(small: Path, tmp_path: Path) -> None:
    with opened(str(small), "--host", "127.0.0.2", "--port", "0", cwd=tmp_path) as (_, address):
        assert re.fullmatch(r"http://127\.0\.0\.2:\d+/\?token=[\w-]{32}", address)
