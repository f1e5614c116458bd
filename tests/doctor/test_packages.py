"""What an installation has and lacks is told, with the command that adds it."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError
from typing import Any

import pytest

from dateline.doctor import packages
from dateline.doctor.diagnosis import Finding
from dateline.doctor.packages import package_findings

HERE = {"click": "8.1.3", "duckdb": "1.2.9", "numpy": "2.4.6.post1", "altair": "6.3.0"}


def version(name: str) -> str:
    if name not in HERE:
        raise PackageNotFoundError(name)
    return HERE[name]


def found(monkeypatch: pytest.MonkeyPatch, needed: list[str], extras: dict[str, list[str]]) -> dict[str, Finding]:
    monkeypatch.setattr(packages, "version", version)
    monkeypatch.setattr(packages, "packages_of_all", lambda: needed)
    monkeypatch.setattr(packages, "extras", lambda: list(extras))
    monkeypatch.setattr(packages, "packages_of", extras.__getitem__)
    return {finding.about: finding for finding in package_findings()}


def test_this_installation_has_what_it_needs() -> None:
    every = {finding.about: finding for finding in package_findings()}
    assert every["packages"].state == "well"
    assert "onnxruntime" in every["packages"].says
    assert {"extra desk", "extra plot", "extra web", "extra cluster"} <= set(every)
    assert not {"extra dev", "extra train"} & set(every)


@pytest.mark.parametrize(
    ("needed", "state", "says"),
    [
        (["click>=8.1", "numpy>=1.26"], "well", "click 8.1.3, numpy 2.4.6.post1"),
        (["click>=8.1", "lxml>=5.3"], "wrong", "wanting: lxml>=5.3 (not installed)"),
        (["duckdb>=1.3"], "wrong", "wanting: duckdb>=1.3 (1.2.9)"),
        (["click>=8.1.3"], "well", "click 8.1.3"),
        (["click>=8.2,<9"], "wrong", "wanting: click>=8.2,<9 (8.1.3)"),
    ],
)
def test_packages_that_are_missing_or_too_old_are_wrong(
    needed: list[str], state: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    finding = found(monkeypatch, needed, {})["packages"]
    assert (finding.state, finding.says) == (state, says)
    assert (finding.next_move is None) == (state == "well")


def test_an_extra_is_absent_with_the_command_that_gets_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "how_to_install", lambda extra: f"install {extra}")
    every: dict[str, Any] = found(
        monkeypatch, ["click>=8.1"], {"plot": ["altair>=5.4", "vl-convert-python>=1.7"], "new": ["click>=8"]}
    )
    plot = every["extra plot"]
    assert (plot.state, plot.next_move) == ("absent", "install plot")
    assert plot.says == "without vl-convert-python, for pictures of an archive"
    assert (every["extra new"].state, every["extra new"].says) == ("well", "installed")
