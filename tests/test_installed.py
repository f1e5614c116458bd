"""How Dateline is called from here, and how an extra is added to it, however it was installed."""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any

import pytest

from dateline import installed
from dateline.installed import called, how_to_install, packages_of

EXTRAS = {"web": ["lxml-html-clean", "trafilatura"], "plot": ["altair", "vl-convert-python"], "cluster": ["ray[data]"]}


def not_installed(_: str) -> Any:
    raise PackageNotFoundError("dateline")


@pytest.mark.parametrize("extra", EXTRAS)
@pytest.mark.parametrize("from_folder", [False, True])
def test_an_extra_is_told_by_its_packages(extra: str, from_folder: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if from_folder:
        monkeypatch.setattr(installed, "requires", not_installed)
    names = [re.split("[<>]", package)[0] for package in packages_of(extra)]
    assert sorted(names) == EXTRAS[extra]


def test_where_nothing_is_known_the_extra_itself_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installed, "requires", not_installed)
    monkeypatch.setattr(installed, "_PROJECT", tmp_path / "pyproject.toml")
    assert packages_of("plot") == ["dateline[plot]"]


def test_in_a_virtual_environment_its_own_python_installs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "executable", str(tmp_path / ".venv/bin/python"))
    monkeypatch.setattr(sys, "prefix", str(tmp_path / ".venv"))
    assert how_to_install("plot").startswith(".venv/bin/python -m pip install 'altair>=")


def test_pipx_and_environments_without_pip_have_commands_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # no Python of the tests' own lies below it, so its path is told whole
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "dateline"))
    monkeypatch.setattr(installed, "find_spec", lambda _: None)
    assert how_to_install("plot").startswith(f"uv pip install --python {sys.executable} 'altair>=")
    (tmp_path / "dateline").mkdir()
    (tmp_path / "dateline/pipx_metadata.json").touch()
    assert how_to_install("plot").startswith("pipx inject dateline 'altair>=")


@pytest.mark.parametrize(
    ("program", "on_path", "command"),
    [
        (".venv/bin/dateline", None, ".venv/bin/dateline demo"),
        (".venv/bin/dateline", ".venv/bin/dateline", "dateline demo"),
        (".venv/bin/dateline", "/usr/bin/dateline", ".venv/bin/dateline demo"),
        ("my folder/dateline", None, "'my folder/dateline' demo"),
        ("site-packages/dateline/__main__.py", None, "python -m dateline demo"),
        ("bin/pytest", None, "dateline demo"),
    ],
)
def test_a_command_is_printed_with_the_path_that_it_needs(
    program: str, on_path: str | None, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", [str(tmp_path / program)])
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    found = str(tmp_path / on_path) if on_path is not None else None
    monkeypatch.setattr(installed.shutil, "which", lambda _: found)
    assert called("demo") == command


def test_words_with_blanks_are_quoted() -> None:
    assert called("codebook", "check", "my book").endswith("codebook check 'my book'")
