"""Samples for tests, and what coders say of their items."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from dateline.model import Review, Sample, SampleItem, Stratum
from tests.verdicts.made import START, said


def drawn(
    strata: Mapping[str, tuple[int, int]],
    *,
    unit: Any = "event",
    order: Any = None,
    by: Sequence[str] = ("confidence",),
) -> Sample:
    """A sample of strata with so many items, of which so many are drawn: r1:e1, r2:e1 …, or the reports r1, r2 …"""
    items: list[SampleItem] = []
    for name, (_, number) in strata.items():
        items += [
            SampleItem(f"r{len(items) + n}", "e1" if unit == "event" else None, name) for n in range(1, number + 1)
        ]
    return Sample(
        "pilot", "ana", START, unit, order or ("stratified" if len(strata) > 1 else "random"), 7,
        json.dumps({"filters": {}, "by": list(by), "allocation": "proportional", "floor": 2, "versions": [
            {"coder": "dateline", "dateline": "0.2.0", "reader": "en-2", "codebook": "plover-2.0", "reports": 900}]}),
        tuple(Stratum(name, *sizes) for name, sizes in strata.items()), tuple(items),
    )  # fmt: skip


def judged(
    sample: Sample, who: str, verdicts: Mapping[int, Any] | None = None, *, up_to: int | None = None
) -> list[Review]:
    """A coder's verdicts on the items of a sample, by their number from 1; ``right`` where nothing else is given, None: not judged."""
    reviews = []
    for number, item in enumerate(sample.items[:up_to], 1):
        verdict = (verdicts or {}).get(number, "right")
        if verdict is not None:
            kind, field = verdict if isinstance(verdict, tuple) else (verdict, None)
            more = {"value": '"e9"'} if kind == "duplicate" else {}
            reviews.append(said(who, kind, field, report=item.report, record=item.record, sample=sample.id, **more))
    return reviews
