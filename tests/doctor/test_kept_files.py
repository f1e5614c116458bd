"""Files that were cut off, changed or removed are found, in a wheel and in a checkout."""

from __future__ import annotations

import base64
import hashlib
from importlib.metadata import PackagePath
from pathlib import Path
from types import SimpleNamespace

import pytest

from dateline.doctor import kept_files
from dateline.doctor.kept_files import PACKAGE, differing, file_findings, of_checkout, of_wheel

MADE = {"weights.onnx": b"1" * 100, "tables/places.npz": b"2" * 100}
SHA256 = {name: hashlib.sha256(data).hexdigest() for name, data in MADE.items()}


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, data in MADE.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    (tmp_path / "checksums.txt").write_text("".join(f"{sha256}  {name}\n" for name, sha256 in SHA256.items()))
    monkeypatch.setattr(kept_files, "PACKAGE", tmp_path)
    return tmp_path


def recorded(package: Path, name: str) -> PackagePath:
    path = PackagePath(name)
    digest = base64.urlsafe_b64encode(bytes.fromhex(SHA256[name])).decode().rstrip("=")
    path.hash, path.dist = (
        SimpleNamespace(mode="sha256", value=digest),
        SimpleNamespace(locate_file=lambda p: package / p),
    )  # type: ignore[assignment]
    return path


def test_the_weights_and_tables_are_those_of_the_list() -> None:
    expected = of_checkout(PACKAGE)
    assert list(differing(PACKAGE, expected)) == [], "make checksums writes the list anew, if that was meant"
    assert {"reader/weights/reader.onnx", "world/data/gazetteer.npz", "world/data/people.tsv"} <= set(expected)


def test_every_file_of_weights_is_in_the_list() -> None:
    weights = {f"reader/weights/{file.name}" for file in (PACKAGE / "reader/weights").iterdir()}
    assert weights - set(of_checkout(PACKAGE)) == {"reader/weights/MODEL_CARD.md"}


@pytest.mark.parametrize("kept", ["checkout", "wheel"])
def test_whole_files_are_well(kept: str, package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = [recorded(package, name) for name in MADE] if kept == "wheel" else []
    monkeypatch.setattr(kept_files, "files", lambda _: listed)
    (finding,) = file_findings()
    assert finding.state == "well"
    assert finding.says.startswith("2 files of ")


@pytest.mark.parametrize("kept", ["checkout", "wheel"])
@pytest.mark.parametrize("harm", ["cut", "changed", "removed"])
def test_a_broken_file_is_named_with_the_way_back(
    kept: str, harm: str, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = [recorded(package, name) for name in MADE] if kept == "wheel" else []
    monkeypatch.setattr(kept_files, "files", lambda _: listed)
    file = package / "weights.onnx"
    if harm == "removed":
        file.unlink()
    else:
        file.write_bytes(MADE["weights.onnx"][:50] if harm == "cut" else b"3" * 100)
    (finding,) = file_findings()
    assert (finding.state, finding.says) == ("wrong", "missing or changed: weights.onnx")
    way_back = "--force-reinstall --no-deps" if kept == "wheel" else "git checkout -- src/dateline/weights.onnx"
    assert way_back in str(finding.next_move)


def test_what_lies_outside_the_package_is_none_of_its_files(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outside = recorded(package, "weights.onnx")
    outside.dist = SimpleNamespace(locate_file=lambda p: package.parent / "bin" / p)  # type: ignore[assignment]
    without_hash = recorded(package, "tables/places.npz")
    without_hash.hash = None
    monkeypatch.setattr(kept_files, "files", lambda _: [outside, without_hash])
    assert of_wheel() == {}
