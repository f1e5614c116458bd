"""The sentences behind the marks of a chart: which events each stands for in, the words that tell them out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import duckdb

_IDS = "exchange_mark_ids"
_EACH, _FEWEST, _ALL = 20, 3, 6_000  # sentences of a mark, at least, and of all marks together


class MarkSentence(NamedTuple):
    """A telling of one event that a mark stands for; ``words`` is None in an archive without the reports' texts."""

    event_id: str
    type: str
    mode: str | None
    words: str | None
    trigger: str | None
    publisher: str | None
    published: date | None
    title: str | None
    url: str | None


def mark_sentences(
    connection: duckdb.DuckDBPyConnection, told: Mapping[str, Sequence[str]]
) -> dict[str, list[MarkSentence]]:
    """For each mark its first events; how many, depends on how many marks there are."""
    most = max(_FEWEST, min(_EACH, _ALL // max(len(told), 1)))
    asked = [(mark, at, event_id) for mark, ids in told.items() for at, event_id in enumerate(ids[:most])]
    marks, places, ids = (list(column) for column in zip(*asked, strict=True)) if asked else ([], [], [])
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {_IDS} AS"
        " SELECT unnest(?::VARCHAR[]) AS mark, unnest(?::INTEGER[]) AS place, unnest(?::VARCHAR[]) AS event_id",
        [marks, places, ids],
    )
    found: dict[str, list[MarkSentence]] = {mark: [] for mark in told}
    rows = connection.execute(f"""
SELECT mark, event_id, type, mode, sentence_text, trigger_text, e.publisher, e.published, r.title, r.url
FROM {_IDS} JOIN events e USING (event_id) LEFT JOIN reports r ON r.report_id = e.report_id ORDER BY mark, place""")  # noqa: S608
    for mark, *values in rows.fetchall():
        found[mark].append(MarkSentence(*values))
    connection.execute(f"DROP TABLE {_IDS}")
    return found
