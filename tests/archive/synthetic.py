"""A large archive out of real codings: the reports of ``gold/stories`` and ``cases``, told again for other people on other days.

    python -m tests.archive.synthetic build/million --events 1000000

Each copy of the whole set is a world of its own: its days are shifted and its people renamed, by the same rule in every
report, so that its stories stay stories. Reports of one day are then as alike as those of real news. Offsets are not kept.
"""

import argparse
import hashlib
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dateline.archive import Archive
from dateline.archive.parts import write_part
from dateline.archive.row import row_of
from dateline.coder import load
from dateline.errors import ReportError
from dateline.model import Coding

ROOT = Path(__file__).resolve().parents[2]
_DAY = r"\b(?:19|20)\d\d-\d\d-\d\d\b"
_SYLLABLES = "ba de gu ki lo ma ne ri so tu va yo".split()
_REPORTS_A_PART = 2_000


@dataclass(frozen=True, slots=True)
class Template:
    """A coded report as JSON, cut where a day or a person's name stands: odd pieces are such."""

    report_id: str
    pieces: tuple[str, ...]
    simhash: int
    events: int

    def told_in(self, world: int, span_days: int) -> dict[str, Any]:
        """The row of this report in one world."""
        shift, tail, mask = _world(world, span_days)
        changed = [
            piece if not n % 2 else _shifted(piece, shift) if piece[:1].isdigit() else piece + tail
            for n, piece in enumerate(self.pieces)
        ]
        row: dict[str, Any] = json.loads("".join(changed))
        row["report"]["id"] = f"{self.report_id}-{world}"
        row["content_hash"] = hashlib.md5(f"{self.report_id} {world}".encode()).hexdigest()
        row["simhash"] = self.simhash ^ mask
        return row


def templates() -> list[Template]:
    """One template a report."""
    codings = list(_codings())
    people = {a.name.split()[-1] for c in codings for a in c.actors if a.kind == "person" and a.name.istitle()}
    names = sorted((name for name in people if len(name) > 3 and name.isalpha()), key=len, reverse=True)
    cut = re.compile(rf"({_DAY}|\b(?:{'|'.join(names)})\b)")
    made = []
    for coding in codings:
        row = row_of(coding)
        made.append(Template(coding.report.id, tuple(cut.split(json.dumps(row))), row["simhash"], len(coding.events)))
    return made


def build(folder: Path, events: int, *, span_days: int = 730, reports_a_part: int = _REPORTS_A_PART) -> Archive:
    """An archive with at least so many events, in parts of so many reports."""
    archive, made = Archive.writable(folder), templates()
    worlds = -(-events // sum(t.events for t in made))
    rows: list[dict[str, Any]] = []
    for world in range(worlds):
        rows += [template.told_in(world, span_days) for template in made]
        while len(rows) >= reports_a_part or (rows and world == worlds - 1):
            write_part(folder, rows[:reports_a_part])
            del rows[:reports_a_part]
    return archive


def _codings() -> Iterator[Coding]:
    coder = load()
    for file in sorted((ROOT / "gold" / "stories").glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            given = json.loads(line)
            day = date.fromisoformat(given["published"])
            yield coder.code(given["text"], published=day, publisher=given["publisher"], id=given["id"])
    for case in sorted((ROOT / "cases").glob("*/report.txt")):
        try:
            yield coder.code(case.read_text(encoding="utf-8"), id=case.parent.name)
        except ReportError:
            continue


def _world(number: int, span_days: int) -> tuple[int, str, int]:
    chance = random.Random(number)
    tail = "".join(chance.choice(_SYLLABLES) for _ in range(3)) if number else ""
    return chance.randrange(span_days) if number else 0, tail, chance.getrandbits(64) if number else 0


def _shifted(day: str, by: int) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(by)).isoformat()
    except (ValueError, OverflowError):
        return day


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--reports-a-part", type=int, default=_REPORTS_A_PART)
    given = parser.parse_args()
    build(given.folder, given.events, reports_a_part=given.reports_a_part)
