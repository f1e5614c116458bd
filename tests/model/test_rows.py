"""Codings as tables of pandas."""

from __future__ import annotations

import sys

import pytest

from dateline.archive.columns import columns_of
from dateline.errors import MissingPackageError
from dateline.model.rows import EVENTS
from tests.cli import factory


def test_events_are_a_table_by_names() -> None:
    pandas = pytest.importorskip("pandas")
    frame = factory.coding().events_frame()
    assert list(frame["type"]) == ["CONSULT", "CONSULT", "ASSAULT", "SANCTION", "SANCTION", "RETREAT"]
    first = frame.iloc[0]
    assert (first["actors"], first["actor_countries"], first["place_name"]) == (
        ["Ilse Brandvold"],
        ["XVE"],
        "Geneva",
    )
    assert first["sources"] == ["Orvian Foreign Ministry", "Orvian News Agency"]
    assert first["date_start"] == pandas.Timestamp("2024-03-13")
    assert frame["event_id"].is_unique
    assert frame["killed"].sum() == 3
    assert frame["date_start"].isna().sum() == 2


def test_actors_and_statements_are_tables_too() -> None:
    pytest.importorskip("pandas")
    coding = factory.coding()
    actors, statements = coding.actors_frame(), coding.statements_frame()
    assert list(actors["name"])[:2] == ["Ilse Brandvold", "Tomas Reyk"]
    assert list(actors["roles"])[:2] == [["Foreign Minister"], ["President"]]
    assert list(statements["speaker_name"])[-1] is None
    assert statements["about"].iloc[0] == ["Ilse Brandvold", "Tomas Reyk"]


def test_tables_of_nothing_have_all_columns_of_the_same_types() -> None:
    pandas = pytest.importorskip("pandas")
    for name in ("events_frame", "actors_frame", "statements_frame"):
        full, empty = (getattr(coding, name)() for coding in (factory.coding(), factory.bare("x")))
        assert len(empty) == 0
        assert empty.dtypes.equals(full.dtypes)
        assert len(pandas.concat([full, empty])) == len(full)


def test_columns_are_called_as_in_an_archive() -> None:
    own = {"actors", "actor_countries", "recipients", "recipient_countries", "place_from"}
    assert set(EVENTS) - own <= {column.name for column in columns_of("events")}


def test_without_pandas_the_command_to_install_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingPackageError, match="needs pandas, which is not installed; pip install pandas"):
        factory.coding().events_frame()
