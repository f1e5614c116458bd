"""Every value points at the characters it was read from: whole codings are walked, and nothing stands without its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from dateline.coder import load
from dateline.model import Coding, Span, from_json, to_json
from evals.evidence import values

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*/report.txt"))


@pytest.fixture(scope="module")
def codings() -> list[Coding]:
    coder = load()
    return [coder.code(path.read_text(encoding="utf-8"), id=path.parent.name) for path in CASES]


def spans(record: object) -> Iterator[Span]:
    if isinstance(record, Span):
        yield record
    elif isinstance(record, tuple):
        for item in record:
            yield from spans(item)
    elif is_dataclass(record):
        for field in fields(record):
            yield from spans(getattr(record, field.name))


def test_every_span_of_a_coding_is_what_the_report_says_there(codings: list[Coding]) -> None:
    assert codings
    for coding in codings:
        found = list(spans(coding))
        assert len(found) > 20
        assert [s for s in found if coding.report.text[s.start : s.end] != s.text] == []


def test_every_value_that_was_read_from_words_points_at_them(codings: list[Coding]) -> None:
    bare = [
        (coding.report.id, field, shown) for coding in codings for field, words, shown in values(coding) if not words
    ]
    assert bare == []


def test_all_kinds_of_values_are_met(codings: list[Coding]) -> None:
    met = {field for coding in codings for field, _, _ in values(coding)}
    assert {"participants", "places", "dates from the text", "status", "modes", "contexts", "sizes", "countries"} <= met


def test_every_id_that_a_record_names_is_a_record_of_its_coding(codings: list[Coding]) -> None:
    for coding in codings:
        actors, places = {a.id for a in coding.actors}, {p.id for p in coding.places}
        named = {a for e in coding.events for a in (*e.actors, *e.recipients, *(p.actor for p in e.participants))}
        named |= {s.actor for e in coding.events for s in e.sources if s.actor}
        named |= {a for s in coding.attributed for a in (*s.about, *filter(None, [s.speaker]))}
        assert named <= actors
        assert {e.place for e in coding.events if e.place} <= places
        records = actors | places | {e.id for e in coding.events} | {s.id for s in coding.attributed}
        assert {a.record for a in coding.abstained if a.record} <= records


def test_a_coding_comes_back_from_its_json(codings: list[Coding]) -> None:
    for coding in codings:
        assert from_json(to_json(coding)) == coding


def test_nobody_is_on_both_sides_of_an_event(codings: list[Coding]) -> None:
    assert [e.id for coding in codings for e in coding.events if set(e.actors) & set(e.recipients)] == []
