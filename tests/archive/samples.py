"""Short reports of our own, as lines of JSON, and what a test compares of an archive."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dateline.archive import Archive
from dateline.archive.columns import views

_DAY = date(2024, 3, 4)
_WHO = ("Kari Lund", "Ole Krag", "Mira Voss", "Tomas Reyk", "Ana Beltran", "Idris Okello")
_OFFICE = ("Foreign Minister", "Defense Minister", "President", "Prime Minister")
_LAND = (
    ("Norwegian", "Oslo"),
    ("Danish", "Copenhagen"),
    ("Kenyan", "Nairobi"),
    ("Peruvian", "Lima"),
    ("Polish", "Warsaw"),
)
_DID = (
    "met with the ambassador of Japan in {place} on Monday, the ministry said.",
    "condemned the attack on the embassy in {place}, according to a spokesman.",
    "said police had arrested {number} protesters in {place} on Sunday.",
    "will visit China next month, officials in {place} said.",
)


def records(count: int) -> Iterator[dict[str, Any]]:
    """Reports that all differ, with a publisher and a day."""
    for i in range(count):
        people, place = _LAND[i % len(_LAND)]
        act = _DID[i % len(_DID)].format(place=place, number=i + 2)
        more = f" It was the {i + 2}th time this year. Rain fell on the town for {i + 3} days."
        yield {
            "id": f"n-{i}",
            "publisher": ("NTB", "Reuters", "Kyodo")[i % 3],
            "published": (_DAY + timedelta(i % 28)).isoformat(),
            "text": f"{people} {_OFFICE[i % len(_OFFICE)]} {_WHO[i % len(_WHO)]} {act}{more}",
        }


def write_lines(path: Path, items: Iterator[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(item) + "\n" for item in items), encoding="utf-8")
    return path


def contents(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every view, sorted, but for the time at which it was written."""
    found = {}
    with Archive.existing(folder).connect() as connection:
        for view in views():
            columns = ", ".join(f'"{c.name}"' for c in view.columns if c.name not in ("coded_at", "failed_at"))
            # A process that was killed may leave a worker that ends its batch: an older coding, which no other view shows.
            only = " WHERE newest" if view.name == "codings" else ""
            rows = connection.execute(f"SELECT {columns} FROM {view.name}{only}").fetchall()
            found[view.name] = sorted(rows, key=repr)
    return found
