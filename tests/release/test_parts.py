"""The list of parts that were drawn from elsewhere or trained is that of the package, and its checksums are."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from release.parts import PACKAGE, ROOT, checksums, parts

PARTS = parts()
LISTED = Counter(name for part in PARTS for name in part.files)
#: What programs of training/ write, or what is no text: none of it is written for Dateline.
MADE = {".onnx", ".npz", ".gz", ".topojson", ".tsv"}


def test_whatever_is_binary_or_trained_is_in_one_part() -> None:
    package = ROOT / PACKAGE
    made = {file.relative_to(package).as_posix() for file in package.rglob("*") if file.suffix in MADE}
    assert made <= set(LISTED)
    assert {name: number for name, number in LISTED.items() if number != 1} == {}


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.part)
def test_every_part_has_files_and_a_notice_that_names_them(part) -> None:  # type: ignore[no-untyped-def]
    assert part.files
    notice = (ROOT / PACKAGE / part.notice).read_text(encoding="utf-8")
    if part.kind == "data":
        assert [name for name in part.files if Path(name).name not in notice] == []


def test_the_licences_of_the_project_are_those_of_its_parts() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert set(project["license"].split(" AND ")) == {"Apache-2.0"}.union(
        *(part.licence.split(" AND ") for part in PARTS)
    )
    matched = {file.relative_to(ROOT).as_posix() for one in project["license-files"] for file in ROOT.glob(one)}
    assert {f"{PACKAGE}/{part.notice}" for part in PARTS} <= matched


def test_the_committed_checksums_are_those_of_the_files() -> None:
    committed = (ROOT / PACKAGE / "checksums.txt").read_text(encoding="utf-8")
    assert committed == checksums(), "make checksums writes them anew"


def test_the_model_card_names_the_weights_that_are_there() -> None:
    card = (ROOT / PACKAGE / "reader/weights/MODEL_CARD.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"file: `(.*?)`, .*? sha256 `(\w+)`", card))
    listed = {
        Path(name).name: sha256 for sha256, _, name in (line.partition("  ") for line in checksums().splitlines())
    }
    assert told == {name: listed[name] for name in told}
    assert {name for name in listed if name.endswith(".onnx")} == set(told)
