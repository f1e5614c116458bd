"""What README says is tried: every command in a folder that holds small inputs under the names README uses, every example."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.demo.bundled import seed_text

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
COMMANDS = [
    re.sub(r"\s+#\s.*", "", line)
    for kind, block in BLOCKS
    for line in block.splitlines()
    if not kind and re.match(r"(dateline|make|cat|python) ", line)
]
#: Needs a cluster, minutes of time (as all examples of the codebook do), a bare python3, or runs until it is stopped: that it
#: is there has to do.
NOT_RUN = re.compile(r"--cluster|^make |^python -m evals|codebook check|^dateline desk")

TEXT = "OSLO, May 6 (NTB) - Police arrested three protesters outside the hall. {who} met with Ole Krag in Bergen on Sunday.\n"
PAIR = "<s>France</s> recalled its envoy from <t>Mali</t>."
GOLD = "# text = Police met Krag.\n1\tPolice\tpolice\t_\t_\t_\t_\t_\t_\t_\n2\tmet\tmeet\t_\t_\t_\t_\t_\t_\t_\n3\tKrag\tKrag\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n4\t.\t.\t_\t_\t_\t_\t_\t_\t_\n\n"


def shell(command: str, folder: Path, tools: Path) -> subprocess.CompletedProcess[str]:
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    known = {"PYTHONPATH": paths, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env=os.environ | known,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the command ``dateline``, which is this one."""
    if shutil.which("sh") is None:
        pytest.skip("there is no sh here")
    folder = tmp_path_factory.mktemp("tools")
    for name, module in (("dateline", " -m dateline"), ("python", "")):
        (folder / name).write_text(f'#!/bin/sh\nexec "{sys.executable}"{module} "$@"\n')
        (folder / name).chmod(0o755)
    return folder


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory, tools: Path) -> Path:
    """A folder with all that README's commands take."""
    folder = tmp_path_factory.mktemp("readme")
    seed = seed_text()
    (folder / "report.txt").write_text(seed, encoding="utf-8")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "tass.txt").write_text(seed, encoding="utf-8")
    (folder / "corpus" / "ntb.txt").write_text(TEXT.format(who="Foreign Minister Kari Lund"))
    lines = [
        {"id": f"r{n}", "text": TEXT.format(who=who), "published": "2024-05-06"}
        for n, who in enumerate(("Ann Moen", "Jo Dahl"))
    ]
    for name in ("reports.jsonl", "more.jsonl"):
        (folder / name).write_text("".join(json.dumps(line) + "\n" for line in lines))
    (folder / "gold.conllu").write_text(GOLD)
    (folder / "pairs.jsonl").write_text(json.dumps({"text": PAIR}) + "\n")
    made = shell("dateline code corpus --into archive && dateline stories archive", folder, tools)
    assert made.returncode == 0, made.stderr
    judge(folder, tools)
    return folder


def judge(folder: Path, tools: Path) -> None:
    """Two coders find everything right on sheets of a sample."""
    drawn = shell("dateline sample archive --size 4 --seed 1 --out drawn.csv", folder, tools)
    assert drawn.returncode == 0, drawn.stderr
    rows = list(csv.reader(io.StringIO((folder / "drawn.csv").read_text(encoding="utf-8-sig"))))
    top = next(n for n, row in enumerate(rows) if "verdict" in row)
    for row in rows[top + 1 :]:
        row[rows[top].index("verdict")] = "right"
    for coder in ("ana", "bo"):
        with (folder / f"{coder}.csv").open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows(rows)
        read = shell(f"dateline sample archive --read {coder}.csv --who {coder}", folder, tools)
        assert read.returncode == 0, read.stderr


@pytest.fixture
def folder(prepared: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(prepared, tmp_path / "here"))


def test_there_are_commands_and_an_example_to_try() -> None:
    assert len(COMMANDS) > 20
    assert [kind for kind, _ in BLOCKS].count("python") == 1
    assert {"make demo", "make test"} <= set(COMMANDS)


@pytest.mark.parametrize("command", [c for c in COMMANDS if not NOT_RUN.search(c)])
def test_a_command_works_as_it_stands(command: str, folder: Path, tools: Path) -> None:
    if " plot " in command:
        pytest.importorskip("altair")
    ran = shell(command, folder, tools)
    assert ran.returncode == 0, ran.stderr
    named = re.search(r"(?:--html|-o|>) (\S+)", command)
    assert (folder / named[1]).stat().st_size > 100 if named else ran.stdout or ran.stderr


@pytest.mark.parametrize("command", [c for c in COMMANDS if NOT_RUN.search(c)])
def test_what_is_not_run_is_there(command: str, folder: Path, tools: Path) -> None:
    if command.startswith("make "):
        assert re.search(rf"^{command.split()[1]}:", (ROOT / "Makefile").read_text(), re.MULTILINE)
        return
    options = re.findall(r"--\w+", command)
    said = shell(
        f"{re.match('(dateline codebook [a-z]+|dateline [a-z]+|python -m [a-z]+)', command)[0]} --help", folder, tools
    )  # type: ignore[index]
    assert said.returncode == 0, said.stderr
    assert all(option in said.stdout for option in options)


def test_the_example_in_python_runs(folder: Path, tools: Path) -> None:
    pytest.importorskip("pandas")
    (example,) = (block for kind, block in BLOCKS if kind == "python")
    (folder / "example.py").write_text(example)
    ran = shell("python example.py", folder, tools)
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr == ""
    assert (
        "CONSULT visit happened ['Viktor Goremykin', 'Russian delegation'] → ['No Kwang-chol', 'Pak Yong-il']"
        in ran.stdout
    )
    assert re.search(r"^\d+ +CONSULT +\d", ran.stdout, re.MULTILINE)


def test_the_rooms_are_those_that_the_order_of_imports_names() -> None:
    layers = re.search(r"^layers = \[(.*?)^\]", (ROOT / "pyproject.toml").read_text(), re.MULTILINE | re.DOTALL)
    assert layers is not None
    rooms = {name for name in re.findall(r"\((\w+)\)", layers[1]) if (ROOT / "src" / "dateline" / name).is_dir()}
    told = set(re.findall(r"\(src/dateline/(\w+)[)/]", README.partition("## How it is made")[2]))
    assert told - {"coder"} == rooms


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\((?!http)([^)#]+)", README))))
def test_what_is_linked_is_there(target: str) -> None:
    assert (ROOT / target).exists()
