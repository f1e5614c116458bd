"""Codings as tables of pandas."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest

from dateline.archive.columns import columns_of
from dateline.archive.columns.of_events import REVIEWED
from dateline.errors import MissingPackageError
from dateline.model import Event
from dateline.model.rows import ACTORS, EVENTS, STATEMENTS, Columns
from dateline.model.schema import fields_of
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


def test_a_coder_that_tells_of_no_sentences_has_a_table_too() -> None:
    pytest.importorskip("pandas")
    frame = replace(factory.coding(), sentences=()).events_frame()
    assert len(frame) == 6
    assert frame["sentence_text"].isna().all()


def test_actors_and_statements_are_tables_too() -> None:
    pandas = pytest.importorskip("pandas")
    coding = factory.coding()
    actors, statements = coding.actors_frame(), coding.statements_frame()
    assert list(actors["name"])[:2] == ["Ilse Brandvold", "Tomas Reyk"]
    assert list(actors["roles"])[:2] == [["Foreign Minister"], ["President"]]
    assert pandas.isna(list(statements["speaker_name"])[-1])
    assert statements["about"].iloc[0] == ["Ilse Brandvold", "Tomas Reyk"]


def test_tables_of_nothing_have_all_columns_of_the_same_types() -> None:
    pandas = pytest.importorskip("pandas")
    for name in ("events_frame", "actors_frame", "statements_frame"):
        full, empty = (getattr(coding, name)() for coding in (factory.coding(), factory.bare("x")))
        assert len(empty) == 0
        assert empty.dtypes.equals(full.dtypes)
        assert len(pandas.concat([full, empty])) == len(full)


@pytest.mark.parametrize(
    ("view", "columns", "own"),
    [
        ("events", EVENTS, {"actors", "actor_countries", "recipients", "recipient_countries"}),
        ("actors", ACTORS, {"publisher", "published", "roles"}),
        ("statements", STATEMENTS, {"publisher", "published"}),
    ],
)
def test_columns_are_those_of_an_archives_view_and_names_for_its_ids(
    view: str, columns: Columns, own: set[str]
) -> None:
    archived = {column.name for column in columns_of(view)}
    assert set(columns) - archived == own
    assert archived - set(columns) <= {"place_id", "source_ids", "speaker_id", *(column.name for column in REVIEWED)}


def test_every_field_of_an_event_that_a_row_can_hold_is_in_its_table() -> None:
    several = {"evidence", "participants", "because", "alternatives"}
    held = {field.name for field in fields_of(Event)} - several - {"id", "place", "date", "size"}
    assert held <= set(EVENTS)
    assert {"date_start", "date_end", "date_precision", "date_from", "date_text", "killed", "place_name"} <= set(EVENTS)


@pytest.mark.parametrize("name", ["events", "actors", "statements"])
def test_tables_of_arrow_hold_the_same_and_are_exact_of_type(name: str) -> None:
    pyarrow, polars = pytest.importorskip("pyarrow"), pytest.importorskip("polars")
    full, empty = (getattr(coding, f"{name}_arrow")() for coding in (factory.coding(), factory.bare("x")))
    frame = getattr(factory.coding(), f"{name}_frame")()
    assert full.column_names == list(frame.columns)
    assert empty.schema == full.schema
    assert len(pyarrow.concat_tables([full, empty])) == len(frame) > 0
    schema = polars.from_arrow(full).schema
    assert schema["published"] == polars.Date
    assert schema[{"events": "sources", "actors": "sectors", "statements": "about"}[name]] == polars.List(polars.String)
    assert not {polars.Object, polars.Null, polars.Binary} & set(schema.values())
    for column in ("report_id", "published"):
        assert full[column].to_pylist() == [getattr(v, "date", lambda v=v: v)() for v in frame[column]]


def test_no_column_of_single_values_is_made_of_objects() -> None:
    pytest.importorskip("pandas")
    frame = factory.coding().events_frame()
    lists = {"contexts", "at_least", "actors", "actor_countries", "recipients", "recipient_countries", "sources"}
    assert {name for name, dtype in frame.dtypes.items() if str(dtype) == "object"} == lists


@pytest.mark.parametrize(("package", "table"), [("pandas", "events_frame"), ("pyarrow", "events_arrow")])
def test_without_the_package_the_command_to_install_it_is_told(
    package: str, table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingPackageError, match=rf"needs {package}, which is not installed; .*install .*{package}"):
        getattr(factory.coding(), table)()
