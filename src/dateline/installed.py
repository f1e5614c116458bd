"""How this Dateline was installed: how it is called from here, and how what an extra needs is added to it."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, requires
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_OF_EXTRA = re.compile(r"""(?P<package>[^;]+?)\s*;\s*extra\s*==\s*["'](?P<extra>[\w.-]+)["']""")
_OF_DEVELOPMENT = {"dev", "docs", "release", "train"}
_PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"


def how_to_install(extra: str) -> str:
    """The command that adds what an extra needs, whether Dateline came as a wheel, a checkout, by pipx or by uv.

    It names the packages and not Dateline, which need be on no index for that.
    """
    return how_to_add(*packages_of(extra))


def how_to_add(*names: str) -> str:
    """The command that adds packages to where Dateline was installed."""
    packages = " ".join(map(shlex.quote, names))
    home = Path(sys.prefix)
    if (home / "pipx_metadata.json").is_file():
        return f"pipx inject {shlex.quote(home.name)} {packages}"
    python = shown(Path(sys.executable))
    if find_spec("pip") is None:
        return f"uv pip install --python {python} {packages}"
    return f"{python} -m pip install {packages}"


def packages_of(extra: str) -> list[str]:
    """The packages of an extra, as the installed Dateline asks for them, or the project file of one that runs from its folder."""
    found = [m["package"] for m in map(_OF_EXTRA.fullmatch, _asked()) if m is not None and m["extra"] == extra]
    found = found or _project().get("optional-dependencies", {}).get(extra, [])
    return found or [f"dateline[{extra}]"]


def packages_of_all() -> list[str]:
    """The packages that Dateline needs whatever it is asked, each with the versions that will do: ``click>=8.1``."""
    return [line for line in _asked() if "extra ==" not in line] or _project().get("dependencies", [])


def extras() -> list[str]:
    """The extras that add to what Dateline can do; those for work on Dateline itself are left out."""
    asked = {m["extra"] for m in map(_OF_EXTRA.fullmatch, _asked()) if m is not None}
    return sorted((asked or set(_project().get("optional-dependencies", {}))) - _OF_DEVELOPMENT)


def _asked() -> list[str]:
    try:
        return requires("dateline") or []
    except PackageNotFoundError:
        return []


def _project() -> dict[str, Any]:
    if not _PROJECT.is_file():
        return {}
    found: dict[str, Any] = tomllib.loads(_PROJECT.read_text(encoding="utf-8"))["project"]
    return found


def called(*arguments: str) -> str:
    """A command line of Dateline as it can be typed here: with the path by which this one was called, if it needs one."""
    program = Path(sys.argv[0])
    if program.name == "__main__.py" and program.parent.name == "dateline":
        begin = f"{shown(Path(sys.executable))} -m dateline"
    elif program.stem == "dateline" and not _is_found(program):
        begin = shown(program)
    else:
        begin = "dateline"
    return " ".join([begin, *map(shlex.quote, arguments)])


def shown(path: Path) -> str:
    """A path as it can be typed here: from this folder if it lies in it, else whole."""
    whole = path.absolute()
    here = Path.cwd()
    return shlex.quote(str(whole.relative_to(here) if whole.is_relative_to(here) else whole))


def _is_found(program: Path) -> bool:
    """Whether the shell finds this very program by its name alone."""
    found = shutil.which(program.name)
    return found is not None and Path(found).absolute() == program.absolute()
