"""The wheel and the source archive hold what they need and nothing else, and name it in their bill of materials."""

from __future__ import annotations

import json
import subprocess
import tarfile
import tomllib
import zipfile
from email.parser import BytesParser
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from dateline.version import __version__
from release.archives import build
from release.parts import PACKAGE, ROOT, parts, sha256

INFO = f"dateline-{__version__}.dist-info"
#: Kept out of the source archive: what only a checkout needs.
OF_CHECKOUT = {".ci/run", ".gitattributes"}


@pytest.fixture(scope="module")
def tracked() -> set[str]:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listing.returncode:
        pytest.skip("this copy is not a git repository")
    return {name for name in listing.stdout.split("\0") if name and (ROOT / name).is_file()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, tracked: set[str]) -> tuple[Path, Path, Path]:
    """The archives, of a copy of what is tracked."""
    copy = tmp_path_factory.mktemp("copy") / "dateline"
    for name in tracked:
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_bytes((ROOT / name).read_bytes())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1700000000")
        return build(copy, tmp_path_factory.mktemp("dist"))


def test_the_wheel_holds_the_package_and_nothing_else(built: tuple[Path, Path, Path], tracked: set[str]) -> None:
    with zipfile.ZipFile(built[2]) as wheel:
        names = set(wheel.namelist())
    package = {name.removeprefix("src/") for name in tracked if name.startswith(f"{PACKAGE}/")}
    assert {name for name in names if not name.startswith(INFO)} == package
    told = {name.removeprefix(f"{INFO}/") for name in names if name.startswith(INFO)}
    assert {name for name in told if not name.startswith(("licenses/", "sboms/"))} == {
        "METADATA", "RECORD", "WHEEL", "entry_points.txt",
    }  # fmt: skip


def test_the_wheel_holds_every_licence_and_notice(built: tuple[Path, Path, Path]) -> None:
    with zipfile.ZipFile(built[2]) as wheel:
        held = {name.removeprefix(f"{INFO}/licenses/") for name in wheel.namelist() if "/licenses/" in name}
    assert held == {"LICENSE", "NOTICE", *(f"{PACKAGE}/{part.notice}" for part in parts())}


def test_the_source_archive_holds_what_is_tracked(built: tuple[Path, Path, Path], tracked: set[str]) -> None:
    with tarfile.open(built[0]) as archive:
        names = {member.name.partition("/")[2] for member in archive if member.isfile()}
    assert names == (tracked - OF_CHECKOUT) | {"PKG-INFO"}


def test_no_file_tells_when_or_by_whom_it_was_built(built: tuple[Path, Path, Path]) -> None:
    with tarfile.open(built[0]) as archive:
        assert {(m.mtime, m.uid, m.gid, m.uname, m.gname) for m in archive} == {(1_700_000_000, 0, 0, "", "")}
    with zipfile.ZipFile(built[2]) as wheel:
        assert {one.date_time for one in wheel.infolist()} == {(2023, 11, 14, 22, 13, 20)}


def test_the_metadata_says_what_the_project_says(built: tuple[Path, Path, Path]) -> None:
    with zipfile.ZipFile(built[2]) as wheel:
        told = BytesParser().parsebytes(wheel.read(f"{INFO}/METADATA"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert (told["Name"], told["Version"]) == ("dateline", __version__)
    assert told["License-Expression"] == project["license"]
    assert set(told.get_all("Provides-Extra") or []) == set(project["optional-dependencies"])


def test_the_bill_of_materials_is_valid_and_names_every_part_and_locked_library(built: tuple[Path, Path, Path]) -> None:
    text = built[1].read_text(encoding="utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    told = json.loads(text)
    whole = told["metadata"]["component"]
    assert {one["name"] for one in whole["components"]} == {part.part for part in parts()}
    files = [file for one in whole["components"] for file in one["components"]]
    assert {file["hashes"][0]["content"] for file in files} == {
        sha256(ROOT / PACKAGE / name) for part in parts() for name in part.files
    }
    lock = [line for line in (ROOT / "requirements.lock").read_text().splitlines() if "==" in line]
    assert {f"{one['name']}=={one['version']}" for one in told["components"]} == {
        line.lower().replace("_", "-") for line in lock
    }
    assert all(one["licenses"] for one in told["components"])
    scopes = {one["name"]: one["scope"] for one in told["components"]}
    assert (scopes["onnxruntime"], scopes["mdurl"], scopes["trafilatura"]) == ("required", "required", "optional")


def test_the_wheel_carries_that_bill(built: tuple[Path, Path, Path]) -> None:
    with zipfile.ZipFile(built[2]) as wheel:
        assert wheel.read(f"{INFO}/sboms/{built[1].name}") == built[1].read_bytes()
