"""Which part a report belongs to: stretches of the file that the reports were drawn from, each wholly in one part. Reports on an
incident that another part tells of too are set apart."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from corpus.compile import Record
from corpus.incidents import same_incident

#: Lines of a stretch, and which of seven stretches are dev and test.
STRETCH, TURNS, TEST, DEV = 1000, 7, 3, 5
PARTS = ("train", "dev", "test", "apart")
APART = Path(__file__).parent / "apart.txt"


def part_of(report: str) -> str:
    """``voa-20481`` began at line 20481 of the file: train, dev, test or apart."""
    return "apart" if report in _apart() else part_of_line(int(report.rpartition("-")[2]))


def part_of_line(line: int) -> str:
    turn = line // STRETCH % TURNS
    return "test" if turn == TEST else "dev" if turn == DEV else "train"


@cache
def _apart() -> frozenset[str]:
    return frozenset(APART.read_text(encoding="utf-8").split()) if APART.exists() else frozenset()


def to_set_apart(reports: Iterable[Record]) -> list[str]:
    """Of every two reports on one incident in two parts the one that is not test, or not dev."""
    order = ("train", "dev", "test")
    apart: set[str] = set()
    for _, a, b in same_incident(list(reports)):
        parts = [part_of_line(int(r["id"].rpartition("-")[2])) for r in (a, b)]
        if parts[0] != parts[1] and not {a["id"], b["id"]} & apart:
            apart.add(min(zip(parts, (a["id"], b["id"]), strict=True), key=lambda p: order.index(p[0]))[1])
    return sorted(apart)
