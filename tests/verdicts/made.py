"""Reviews for tests, one minute after the other."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from dateline.model import Review, Versions

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
VERSIONS = Versions("dateline", "0.2.0", "en-2", "plover-2.0")
_minutes = count()


def said(who: str, verdict: Any, field: str | None = None, value: str | None = None, **more: Any) -> Review:
    """What somebody says of event e1 of report r1, unless it is told otherwise; later than all before."""
    given: dict[str, Any] = {"report": "r1", "record": "e1", "when": START + timedelta(minutes=next(_minutes))}
    return Review(who=who, verdict=verdict, field=field, value=value, **given | {"versions": VERSIONS} | more)
