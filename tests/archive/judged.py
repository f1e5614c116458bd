"""The invented report in an archive, and reviews of it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from dateline.archive import Archive, Reviews
from dateline.archive.columns import views
from dateline.model import Coding, Review, Versions
from tests.cli.factory import coding as sample
from tests.verdicts.made import said

REPORT = sample().report.id
NEWER = Versions("dateline", "0.9.0", "en-9", "plover-2.0")


def found(record: str | None, verdict: Any, field: str | None = None, value: Any = None, **more: Any) -> Review:
    """What ana finds of a record of the report, with the value as it is."""
    given = {"who": "ana", "report": REPORT, "record": record, "versions": sample().versions} | more
    text = json.dumps(value) if value is not None or verdict == "corrected" else None
    return said(given.pop("who"), verdict, field, text, **given)


def at(words: str, after: int = 0) -> dict[str, Any]:
    """The words where they stand in the report, as a value that was picked there has them."""
    start = sample().report.text.index(words, after)
    return {"start": start, "end": start + len(words), "text": words}


def judged(folder: Path, *reviews: Review, coding: Coding | None = None) -> Archive:
    """An archive of the report with reviews."""
    archive = Archive.writable(folder)
    archive.add([coding or sample()])
    if reviews:
        Reviews(folder).append(reviews)
    return archive


def ask(archive: Archive, sql: str, **how: Any) -> list[tuple[Any, ...]]:
    with archive.reading(**how) as connection:
        return connection.execute(sql).fetchall()


def rows(archive: Archive, **how: Any) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all views, in some order that is always the same."""
    with archive.reading(**how) as connection:
        return {v.name: sorted(connection.execute(f"FROM {v.name}").fetchall(), key=repr) for v in views()}


def changed(archive: Archive) -> set[str]:
    """The views that do not show what was coded."""
    corrected, raw = rows(archive), rows(archive, raw=True)
    return {name for name in raw if corrected[name] != raw[name]}


def fallen(archive: Archive) -> dict[str, str]:
    """The reviews that do not stand, with the reason."""
    return dict(ask(archive, "SELECT review_id, reason FROM held.fallen"))


def again(coding: Coding, **changes: Any) -> Coding:
    """The coding as a newer version makes it, with events and actors of other ids."""
    renamed = {e.id: f"{e.id}new" for e in coding.events}
    events = tuple(replace(e, id=renamed[e.id]) for e in coding.events)
    return replace(coding, **{"events": events, "versions": NEWER} | changes)
