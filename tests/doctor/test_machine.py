"""What the system tells of processor and memory is read, and what it does not tell is left out."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from dateline.doctor import machine
from dateline.doctor.machine import available_memory, machine_findings, processor_features

X86 = "processor\t: 0\nflags\t\t: fpu sse2 avx2 avx512f avx512_vnni hypervisor\n\nprocessor\t: 1\nflags\t\t: fpu\n"
ARM = "processor\t: 0\nFeatures\t: fp asimd asimddp i8mm\n"


@pytest.mark.parametrize(
    ("told", "features"), [(X86, ["avx2", "avx512f", "avx512_vnni"]), (ARM, ["asimddp", "i8mm"]), ("bogus", [])]
)
def test_features_are_those_of_the_first_processor(told: str, features: list[str], tmp_path: Path) -> None:
    (tmp_path / "cpuinfo").write_text(told)
    assert processor_features(tmp_path / "cpuinfo") == features


def test_a_system_that_tells_nothing_is_no_error(tmp_path: Path) -> None:
    assert processor_features(tmp_path / "cpuinfo") == []
    assert available_memory(tmp_path / "meminfo") is None


def test_memory_is_what_programs_may_still_take(tmp_path: Path) -> None:
    (tmp_path / "meminfo").write_text("MemTotal:       8000000 kB\nMemFree: 5 kB\nMemAvailable:    2048000 kB\n")
    assert available_memory(tmp_path / "meminfo") == 2000


@pytest.mark.parametrize(("megabytes", "state"), [(300, "wrong"), (4000, "well"), (None, None)])
def test_too_little_memory_is_wrong(megabytes: int | None, state: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "available_memory", lambda _: megabytes)
    assert {f.about: f.state for f in machine_findings()}.get("memory") == state


def test_a_folder_for_temporary_files_that_is_not_there_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    finding = {f.about: f for f in machine_findings()}["temporary files"]
    assert finding.state == "wrong"
    assert "TMPDIR" in str(finding.next_move)
