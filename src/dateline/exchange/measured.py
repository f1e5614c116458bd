"""How right an archive is: its samples and reviews in, precision and recall out; the archive says what was coded."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.model import Review, Sample
from dateline.verdicts.precision import Judged, precision
from dateline.verdicts.recall import Reread, recall

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class SampleResults:
    """What a sample of events says of precision, and what one of whole reports says of recall; None where there is none.

    ``gone`` are sampled events that the archive no longer has as they were drawn: it was coded again since.
    """

    judged: Judged | None
    reread: Reread | None
    gone: int


def measured(
    connection: duckdb.DuckDBPyConnection, samples: Iterable[Sample], reviews: Sequence[Review]
) -> SampleResults:
    """Precision and recall by the last sample of each kind. The connection sees what was coded, before any correction."""
    by_unit = {sample.unit: sample for sample in samples}
    coded = _coded(connection, {item.report for sample in by_unit.values() for item in sample.items})
    types: dict[tuple[str, str | None], str] = {}
    for report, there in coded.items():
        types |= {(report, record): kind for record, kind in there}
    events, reports = by_unit.get("event"), by_unit.get("report")
    return SampleResults(
        precision(events, reviews, types) if events is not None else None,
        recall(reports, reviews, coded) if reports is not None else None,
        sum((item.report, item.record) not in types for item in events.items) if events is not None else 0,
    )


def last_judged(samples: Sequence[Sample], reviews: Sequence[Review]) -> list[Sample]:
    """Of the samples of each kind that anybody has judged, the last that was drawn by chance, or else the last."""
    judged = {review.sample for review in reviews}
    found: dict[str, Sample] = {}
    for sample in sorted(samples, key=lambda sample: (sample.order != "least_sure", sample.when)):
        if sample.id in judged:
            found[sample.unit] = sample
    return list(found.values())


def coder_of(samples: Iterable[Sample]) -> str | None:
    """Whose codings were sampled, where that was asked for."""
    return next((coder for sample in samples if (coder := json.loads(sample.frame).get("coder"))), None)


def _coded(connection: duckdb.DuckDBPyConnection, reports: set[str]) -> dict[str, list[tuple[str, str]]]:
    """Of each of these reports its events: record and type."""
    found = connection.execute(
        "SELECT report_id, event_id, type FROM events SEMI JOIN (SELECT unnest(?::VARCHAR[]) AS report_id) USING (report_id)"
        " ORDER BY event_id",
        [sorted(reports)],
    ).fetchall()
    by_report: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for report, event, kind in found:
        by_report[report].append((event[len(report) + 1 :], kind))
    return by_report
