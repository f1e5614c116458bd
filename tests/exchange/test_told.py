"""Events with those who take part, as the formats read them."""

from __future__ import annotations

import duckdb
import pytest

from dateline.exchange.told import told


@pytest.mark.parametrize("first", ["she", "Ms. Wanjala"])
def test_of_two_mentions_as_near_the_first_is_taken(archive: duckdb.DuckDBPyConnection, first: str) -> None:
    (trigger,) = archive.execute("SELECT trigger_start FROM events WHERE event_id = 'r1:e1'").fetchone() or (0,)
    archive.execute("DELETE FROM mentions WHERE actor_id = 'a-wanjala'")
    words = [(first, trigger - 9), ("her", trigger + 9)]
    for text, start in words if first == "she" else words[::-1]:
        archive.execute(
            "INSERT INTO mentions BY NAME SELECT 'r1' AS report_id, 'a-wanjala' AS actor_id, ? AS text, ? AS start",
            [text, start],
        )
    met = next(event for event in told(archive) if event["event_id"] == "r1:e1")
    assert (met.actors[0].raw, met.actors[0].start) == (first, trigger - 9)
