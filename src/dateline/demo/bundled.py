"""The reports that come with Dateline: real ones of one agency, and some in which several agencies tell the same stories."""

from __future__ import annotations

import gzip
import json
from functools import cache
from importlib.resources import files

from dateline.model import Origin
from dateline.reports.days import day_of
from dateline.reports.text import RawReport

#: What the origin of each begins with, by which an archive of theirs is told from others.
BUNDLED = "bundled with Dateline"
SEED = "tass-2025-11-08"
_FILES = ("voa.jsonl.gz", "stories.jsonl")


@cache
def bundled_reports() -> tuple[RawReport, ...]:
    """All of them, by day of publication. The origin of each says what in it is supplied or invented.

    >>> bundled_reports()[0].origin.part
    'text of Voice of America, in the public domain; its day of publication is supplied, as the text states none'
    """
    return tuple(sorted((report for name in _FILES for report in _reports(name)), key=_by_day))


def seed_text() -> str:
    """The text of the one report that ``dateline demo`` shows."""
    return next(report.text for report in bundled_reports() if report.id == SEED)


def _reports(name: str) -> list[RawReport]:
    data = files("dateline.demo").joinpath("data", name).read_bytes()
    text = (gzip.decompress(data) if name.endswith(".gz") else data).decode("utf-8")
    return [_report(json.loads(line), f"{BUNDLED}: {name}") for line in text.splitlines()]


def _report(said: dict[str, str], file: str) -> RawReport:
    return RawReport(
        id=said["id"],
        text=said["text"],
        title=said.get("title"),
        published=day_of(said["published"]),
        publisher=said["publisher"],
        source=f"{file}, {said['id']}",
        origin=Origin(file, said["note"]),
    )


def _by_day(report: RawReport) -> tuple[str, str]:
    return str(report.published), str(report.id)
