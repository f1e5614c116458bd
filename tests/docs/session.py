"""A page worked through as its reader does: each block after the one before it, in one folder."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.docs.blocks import OUTPUT, ROOT, Block, Page

#: A block that takes longer hangs.
SECONDS = 600
#: What a command says of its progress once it takes some seconds, as it may on a busy machine.
_PROGRESS = re.compile(
    r"^(?:[\d,]+ (?:of [\d,]+ )?\w+, .* sentences/s|loading the coder.*|.*, \d+:\d\d …)\n", re.MULTILINE
)
_NOWHERE = "http://127.0.0.1:9"  # where nobody listens: whoever asks for another machine is refused


def environment(tools: Path, home: Path) -> dict[str, str]:
    """That of the caller, with this checkout's commands first, no colours, and no way to another machine."""
    return os.environ | {
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "HOME": str(home),
        "COLUMNS": "120",
        "NO_COLOR": "1",
        "PYTHONUTF8": "1",
        **dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), _NOWHERE),
        **dict.fromkeys(("no_proxy", "NO_PROXY"), "127.0.0.1,localhost"),
    }


def tools_in(folder: Path) -> Path:
    """Fills a folder with the commands ``dateline`` and ``python``, which are this checkout's."""
    for name, module in (("dateline", " -m dateline"), ("python", "")):
        (folder / name).write_text(f'#!/bin/sh\nexec "{sys.executable}"{module} "$@"\n')
        (folder / name).chmod(0o755)
    return folder


class Session:
    """Runs blocks. Raises AssertionError, with the line of the page and what was said, where one does not do as it says."""

    def __init__(self, folder: Path, tools: Path) -> None:
        self.folder = folder
        self.env = environment(tools, folder.parent)
        self._python: subprocess.Popen[str] | None = None
        self.said = ""

    def run(self, block: Block) -> None:
        for command in block.first:
            self.shell(command, f"{block.where}: first")
        match block.kind:
            case _ if block.not_run:
                self.said = ""
            case "sh":
                self.said = self.shell(block.text, block.where)
            case "console":
                self._console(block)
            case "python":
                self.said = self._in_python(block)
            case "r":
                self.said = self._in_r(block)
            case kind if kind == OUTPUT:
                compare(block.text, self.said, block.where)
            case _ if block.title:
                path = self.folder / block.title
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(block.text, encoding="utf-8")

    def shell(self, command: str, where: str, *, may_fail: bool = False) -> str:
        """What it says, on both of its streams, as a terminal shows it."""
        ran = subprocess.run(
            ["sh", "-e", "-c", command],
            cwd=self.folder,
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            timeout=SECONDS,
            check=False,
        )
        assert may_fail or ran.returncode == 0, f"{where}: exit status {ran.returncode}\n{command}\n{ran.stdout}"
        assert "Traceback (most recent call last)" not in ran.stdout, f"{where}\n{command}\n{ran.stdout}"
        return ran.stdout

    def _console(self, block: Block) -> None:
        """Each command and, if the block shows any, what it says; one that fails must show it."""
        command: list[str] = []
        shown: list[str] = []
        for line in [*block.text.splitlines(), "$ "]:
            if not line.startswith("$ "):
                (command if command and command[-1].endswith("\\") else shown).append(line)
                continue
            if command:
                want = "\n".join(shown).strip()
                said = self.shell("\n".join(command), block.where, may_fail=bool(want))
                if want:
                    compare(want, said, f"{block.where}\n$ {command[0]}")
            command, shown = [line[2:]], []

    def _in_python(self, block: Block) -> str:
        if self._python is None:
            self._python = subprocess.Popen(
                [sys.executable, str(ROOT / "tests" / "docs" / "python_blocks.py")],
                cwd=self.folder,
                env=self.env,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
            )
        assert self._python.stdin is not None
        assert self._python.stdout is not None
        self._python.stdin.write(json.dumps(block.text) + "\n")
        self._python.stdin.flush()
        answer = json.loads(self._python.stdout.readline() or '{"said": "", "fault": "The process has ended."}')
        assert answer["fault"] is None, f"{block.where}\n{answer['said']}\n{answer['fault']}"
        return str(answer["said"])

    def _in_r(self, block: Block) -> str:
        """Nothing where there is no R: CI has one."""
        if shutil.which("Rscript") is None:
            return block.text
        (self.folder / "block.R").write_text(block.text, encoding="utf-8")
        return self.shell("Rscript block.R", block.where)

    def close(self) -> None:
        if self._python is not None:
            assert self._python.stdin is not None
            assert self._python.stdout is not None
            self._python.stdin.close()
            self._python.wait(timeout=60)
            self._python.stdout.close()


@contextmanager
def session(page: Page, example: Path, folder: Path, tools: Path) -> Iterator[Session]:
    """One in a folder of its own: a copy of the example files, or an empty one, as the page asks."""
    if page.folder == "empty":
        folder.mkdir()
    else:
        shutil.copytree(example, folder)
    running = Session(folder, tools)
    try:
        yield running
    finally:
        running.close()


def compare(want: str, said: str, where: str) -> None:
    """``...`` in what the page shows stands for anything; how blanks and lines are broken is no difference."""
    said = _PROGRESS.sub("", said).strip()
    assert _shows(want, said), f"{where} shows\n{want}\nbut it says\n{said}"


def _shows(want: str, said: str) -> bool:
    parts = (r"\s+".join(map(re.escape, part.split())) for part in want.split("..."))
    return re.fullmatch(r"\s*.*?\s*".join(parts), said, re.DOTALL) is not None
