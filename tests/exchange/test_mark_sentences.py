"""The sentences behind the marks of a chart."""

from __future__ import annotations

import duckdb

from dateline.exchange.mark_sentences import mark_sentences


def test_each_mark_has_its_sentences_in_order_with_where_they_stand(archive: duckdb.DuckDBPyConnection) -> None:
    found = mark_sentences(archive, {"Kharkiv": ["r3:e5", "r2:e4"], "nowhere": []})
    assert [(s.event_id, s.publisher, s.title) for s in found["Kharkiv"]] == [
        ("r3:e5", "Southern Press", "Shelling in Kharkiv"),
        ("r2:e4", "Northern Wire", 'The "quiet" front\tbreaks'),
    ]
    assert (found["Kharkiv"][0].words or "").startswith("The town of Kharkiv was shelled")
    assert found["nowhere"] == []


def test_of_many_events_of_a_mark_the_first_are_told(archive: duckdb.DuckDBPyConnection) -> None:
    archive.execute(
        "INSERT INTO events SELECT events.* REPLACE ('x' || n AS event_id) FROM events, range(50) t(n) WHERE event_id = 'r2:e4'"
    )
    ids = [f"x{n}" for n in range(50)]
    assert [s.event_id for s in mark_sentences(archive, {"all": ids})["all"]] == ids[:20]
    marks = mark_sentences(archive, {f"m{n}": ids for n in range(1_000)})
    assert {len(told) for told in marks.values()} == {6}


def test_no_marks_no_sentences(archive: duckdb.DuckDBPyConnection) -> None:
    assert mark_sentences(archive, {}) == {}
