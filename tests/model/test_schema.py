"""The schema is read off the records; what could not be written in every form is refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import pytest

from dateline.errors import ReportError
from dateline.model import Coding, Event, Span, from_json, to_json
from dateline.model.schema import fields_of
from tests.cli import factory


@dataclass(frozen=True, slots=True)
class Bare:
    name: str


@dataclass(frozen=True, slots=True)
class Odd:
    names: Annotated[set[str], "Names."]


@dataclass(frozen=True, slots=True)
class Nested:
    rows: Annotated[tuple[tuple[str, ...], ...], "Rows."]


@pytest.mark.parametrize(
    ("record", "cause"), [(Bare, "not documented"), (Odd, "no other form"), (Nested, "no other form")]
)
def test_a_field_that_has_no_other_form_is_refused(record: type, cause: str) -> None:
    with pytest.raises(TypeError, match=cause):
        fields_of(record)


def test_every_field_of_every_record_is_documented() -> None:
    asked, records = [Coding], set[type]()
    while asked:
        record = asked.pop()
        records.add(record)
        for field in fields_of(record):
            assert field.about.endswith((".", "…", "?", ")")), (record, field)
            inner = field.shape.record
            if inner is not None and inner not in records:
                asked.append(inner)
    assert {record.__name__ for record in records} >= {
        "Coding",
        "Report",
        "Actor",
        "Event",
        "Span",
        "Because",
        "Versions",
    }


def test_words_are_marked_where_they_are_written() -> None:
    assert [field.name for field in fields_of(Span) if field.words] == ["text"]


def test_what_was_written_before_a_field_came_has_its_default() -> None:
    plain = to_json(factory.coding())
    for event in plain["events"]:
        del event["alternatives"], event["because"], event["place_from"]
    assert from_json(plain) == factory.coding()
    assert not next(field for field in fields_of(Event) if field.name == "alternatives").required


@pytest.mark.parametrize("name", ["type", "mode", "date", "evidence"])
def test_a_field_that_always_was_may_not_be_missing(name: str) -> None:
    plain = to_json(factory.coding())
    del plain["events"][1][name]
    with pytest.raises(ReportError, match=rf"events\[1\]\.{name} is missing"):
        from_json(plain)
