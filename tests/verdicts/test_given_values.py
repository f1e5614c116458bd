"""A value from outside becomes one that a row can hold, or a reason."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dateline.verdicts.given_values import (
    Allowed,
    GivenDays,
    PickedParty,
    PickedPlace,
    UnfitError,
    Words,
    read_field,
    read_json,
    read_missed,
)

ALLOWED = Allowed({"ASSAULT": {"aerial"}, "AID": set()}, {"NOR", "IGO"})
UNO = Words(4, 7, "UNO")


@pytest.mark.parametrize(
    ("field", "value", "read"),
    [
        ("type", "AID", "AID"),
        ("mode", "aerial", "aerial"),
        ("mode", None, None),
        ("status", "planned", "planned"),
        ("country", "IGO", "IGO"),
        ("country", None, None),
        ("name", " Oslo ", "Oslo"),
        ("actors", [], ()),
        ("actors", [{"actor": "a1"}, {"actor": "a1"}], (PickedParty("a1", None),)),
        ("recipients", [{"name": "UNO", "country": "IGO", "start": 4, "end": 7, "text": "UNO"}], (PickedParty(None, "UNO", None, "IGO", UNO),)),
        ("place", None, None),
        ("place", {"name": "Oslo"}, PickedPlace("Oslo")),
        ("place", {"name": "Oslo", "lat": 59, "lon": 10.5}, PickedPlace("Oslo", lat=59.0, lon=10.5)),
        ("date", None, None),
        ("date", {"start": None, "end": None}, None),
        ("date", {"start": "2024-02-29"}, GivenDays(date(2024, 2, 29), None)),
        ("size", {"killed": 3, "injured": None}, {"killed": 3, "injured": None}),
        ("size", None, {"killed": None, "injured": None, "arrested": None, "displaced": None}),
        ("identity", {"verdict": "same_actor", "value": {"name": "A. B."}}, "A. B."),
    ],
)  # fmt: skip
def test_a_value_that_fits_is_read(field: str, value: Any, read: Any) -> None:
    assert read_field(field, value, ALLOWED) == read


@pytest.mark.parametrize(
    "value", [1, True, [], {}, "", " ", "a\nb", "\ud800", "x" * 301, float("nan"), None, [[]], {"name": {}}]
)
@pytest.mark.parametrize("field", ["type", "status", "name", "identity", "nothing", "actors"])
def test_nothing_else_comes_through(field: str, value: Any) -> None:
    if (field, value) == ("actors", []):
        return
    with pytest.raises(UnfitError):
        read_field(field, value, ALLOWED)


@pytest.mark.parametrize("text", ["{", "[" * 100_000, '{"a": }'])
def test_what_is_no_json_is_told(text: str) -> None:
    with pytest.raises(UnfitError, match="no JSON"):
        read_json(text)


def test_a_missed_event_has_what_was_not_said_as_unknown() -> None:
    read = read_missed({"type": "ASSAULT", "trigger": {"start": 0, "end": 4, "text": "shot"}}, ALLOWED)
    assert (read.trigger, read.fields["status"], read.fields["actors"], read.fields["place"]) == (
        Words(0, 4, "shot"),
        "happened",
        (),
        None,
    )
    with pytest.raises(UnfitError, match="AID has no mode 'aerial'"):
        read_missed({"type": "AID", "mode": "aerial", "trigger": {"start": 0, "end": 4, "text": "gave"}}, ALLOWED)
    with pytest.raises(UnfitError, match="type"):
        read_missed({"trigger": {"start": 0, "end": 4, "text": "gave"}}, ALLOWED)
