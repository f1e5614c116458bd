"""What docs/second-coder.md says is tried: its commands, also those that ask a server, and its Python, with a server of this machine."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline.cli import cli
from dateline.llm import answer_schema
from dateline.llm.acts_told import CONFIDENCE
from dateline.llm.endpoint import KEY_VARIABLE, Endpoint
from dateline.llm.second_coder import MOST_SHOWN
from tests.llm.reports import RIGHT, TEXT
from tests.llm.server import Served, answering, serving

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "second-coder.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
COMMANDS = [
    line for kind, block in BLOCKS if kind == "sh" for line in block.splitlines() if line.startswith("dateline ")
]


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    line = {"id": "r1", "text": TEXT, "published": "2024-05-06"}
    (tmp_path / "reports.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    with serving(answering(RIGHT)) as running:
        yield running


def put_in(text: str, served: Served) -> str:
    return text.replace("http://127.0.0.1:8000/v1", served.url).replace("NAME", "small")


def test_its_commands_run_one_after_the_other(served: Served) -> None:
    assert len(COMMANDS) >= 5
    for command in COMMANDS:
        found = CliRunner().invoke(cli, shlex.split(put_in(command, served))[1:])
        assert found.exit_code == 0, (command, found.output)
    assert len(served.requests) == 1
    assert "CONSULT" in Path("tables/events.csv").read_text(encoding="utf-8")


def test_its_python_runs(served: Served) -> None:
    (block,) = (block for kind, block in BLOCKS if kind == "python")
    known: dict[str, object] = {}
    exec(put_in(block, served), known)
    assert len(known["coding"].events) == 2  # type: ignore[attr-defined]


def test_its_numbers_are_those_of_the_code() -> None:
    usual = Endpoint("http://127.0.0.1/v1", "m")
    assert f"first {MOST_SHOWN:,}\ncharacters" in PAGE
    assert f"`--tries` times ({usual.tries})" in PAGE
    assert f"`--timeout` seconds ({usual.timeout:g})" in PAGE
    assert f"all events have {CONFIDENCE:g}" in PAGE
    assert f"`{KEY_VARIABLE}`" in PAGE
    assert answer_schema.COUNTED == ("killed", "injured", "arrested", "displaced")
