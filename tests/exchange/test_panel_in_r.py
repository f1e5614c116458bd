"""The script of the documents: R reads the panel, the POLECAT export and the events, and fits what numpy fits too."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from dateline.cli.export import export_command

SCRIPT = Path(__file__).resolve().parents[2] / "docs" / "r" / "panel.R"
pytestmark = pytest.mark.skipif(shutil.which("Rscript") is None, reason="there is no R here (Rscript)")
FILES = ("panel.csv", "polecat.tsv", "tables/events.csv")


@pytest.fixture(scope="module")
def exported(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("r")
    for form, output, *more in (
        ("dyad-month", "panel.csv", "--zero-fill", "--since", "2005-01-01", "--until", "2006-12-31"),
        ("polecat", "polecat.tsv"),
        ("csv", "tables"),
    ):
        done = CliRunner().invoke(
            export_command, [str(demonstration), "--format", form, "-o", str(folder / output), *more]
        )
        assert done.exit_code == 0, done.output
    return folder


def in_r(folder: Path, *files: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["Rscript", "--vanilla", str(SCRIPT), *files], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def said(exported: Path) -> str:
    ran = in_r(exported, *FILES)
    assert ran.returncode == 0, ran.stderr
    assert "Warning" not in ran.stderr
    return ran.stdout


def rows(file: Path, delimiter: str = ",") -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE if delimiter == "\t" else 0))


def numbers(said: str, row: str) -> list[float]:
    (line,) = re.findall(rf"^{re.escape(row)} +(.+)$", said, re.MULTILINE)
    return [float(number) for number in line.replace("<", "").split()]


def test_r_counts_the_events_that_are_in_the_files(exported: Path, said: str) -> None:
    events = Counter(row["quad"] for row in rows(exported / FILES[2]) if row["status"] == "happened")
    polecat = Counter(row["Quad Code"] for row in rows(exported / FILES[1], "\t"))
    panel = rows(exported / FILES[0])
    for quad in ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict"):
        name = quad.replace("_", " ").upper()
        counted = [events[name], polecat[name], sum(int(row[quad]) for row in panel)]
        assert numbers(said, quad)[:3] == counted
        assert min(counted) > 0
    assert "Events of POLECAT that are not in events.csv: 0\n" in said


def test_the_model_is_that_of_another_program(exported: Path, said: str) -> None:
    panel = sorted(rows(exported / FILES[0]), key=lambda row: (row["source"], row["target"], row["month"]))
    conflict = {
        (row["source"], row["target"], row["month"]): int(row["verbal_conflict"]) + int(row["material_conflict"])
        for row in panel
    }
    taken = []
    for last, row in pairwise(panel):
        if (last["source"], last["target"]) == (row["source"], row["target"]):
            other = conflict.get((row["target"], row["source"], row["month"]), 0)
            before, now = (conflict[one["source"], one["target"], one["month"]] for one in (last, row))
            taken.append((now, 1, before, other, int(row["verbal_cooperation"])))
    y, x = np.array(taken)[:, 0], np.array(taken)[:, 1:].astype(float)
    ratio, low, high, dispersion = quasi_poisson(y, x)
    for n, name in enumerate(("(Intercept)", "before", "other", "talks")):
        assert numbers(said, name)[:3] == pytest.approx([ratio[n], low[n], high[n]], abs=0.0051)
    assert f"rows {len(y)}, events {y.sum()}, dispersion {dispersion:.2f}\n" in said


def quasi_poisson(y: np.ndarray, x: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, float]:
    """Rate ratios with their 95 % intervals, and the dispersion, by weighted least squares until nothing changes."""
    mu = y + 0.1
    eta = np.log(mu)
    for _ in range(50):
        inverse = np.linalg.inv(x.T @ (x * mu[:, None]))
        beta = inverse @ (x.T @ (mu * eta + (y - mu)))
        eta = x @ beta
        mu = np.exp(eta)
    dispersion = float(((y - mu) ** 2 / mu).sum() / (len(y) - x.shape[1]))
    error = np.sqrt(dispersion * np.diag(inverse))
    return np.exp(beta), np.exp(beta - 1.96 * error), np.exp(beta + 1.96 * error), dispersion


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (FILES[:2], "panel.R: needs three files: Rscript panel.R panel.csv polecat.tsv events.csv"),
        ((FILES[1], FILES[0], FILES[2]), "panel.R: polecat.tsv: has no column source; give the files in the order"),
        (("no.csv", *FILES[1:]), "panel.R: no.csv: there is no such file; name what dateline export wrote"),
    ],
)
def test_wrong_files_are_told_in_a_line(files: tuple[str, ...], told: str, exported: Path) -> None:
    ran = in_r(exported, *files)
    assert ran.returncode == 2
    assert ran.stderr.startswith(told)
    assert len(ran.stderr.splitlines()) == 1
