"""What leaves an archive as Parquet or Arrow, read by pandas and by polars: days are days, lists are lists, texts are texts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dateline.archive import Archive
from dateline.archive.columns import columns_of, views
from dateline.archive.write_stories import tell_stories
from dateline.exchange import format_named
from dateline.library.opened import open as open_archive
from tests.cli.factory import coding

pandas, polars, pyarrow = (pytest.importorskip(name) for name in ("pandas", "polars", "pyarrow"))

TYPES: dict[str, Any] = {
    "VARCHAR": polars.String,
    "VARCHAR[]": polars.List(polars.String),
    "DATE": polars.Date,
    "TIMESTAMP": polars.Datetime("us"),
    "BIGINT": polars.Int64,
    "UBIGINT": polars.UInt64,
    "INTEGER": polars.Int32,
    "DOUBLE": polars.Float64,
    "BOOLEAN": polars.Boolean,
    "JSON": polars.String,
}
SPANS = polars.List(polars.Struct({"start": polars.Int64, "end": polars.Int64, "text": polars.String}))
WRITTEN = [view.name for view in views() if view.name not in ("withdrawn", "codings", "failures")]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("types") / "archive"
    Archive.writable(folder).add([coding()])
    tell_stories(Archive(folder))
    return folder


@pytest.fixture(scope="module")
def exported(archive: Path) -> Path:
    output = archive.parent / "tables"
    with Archive(archive).reading() as connection:
        format_named("parquet").export(connection, output, text=True)
    return output


def expected(view: str, names: list[str]) -> dict[str, Any]:
    known = {column.name: column.type for column in columns_of(view)}
    return {name: TYPES.get(known[name], SPANS) for name in names}


@pytest.mark.parametrize("view", WRITTEN)
def test_polars_reads_each_table_with_the_types_of_its_view(view: str, exported: Path) -> None:
    table = polars.read_parquet(exported / f"{view}.parquet")
    assert dict(table.schema) == expected(view, table.columns)
    assert len(table) > 0 or view in ("participants", "alternatives")  # of which the report has none


@pytest.mark.parametrize("view", WRITTEN)
def test_pandas_reads_each_table_without_columns_of_objects(view: str, exported: Path) -> None:
    file = exported / f"{view}.parquet"
    frame = pandas.read_parquet(file, dtype_backend="pyarrow")
    assert not [name for name, dtype in frame.dtypes.items() if str(dtype) == "object"]
    days = [column.name for column in columns_of(view) if column.type == "DATE"]
    assert all(frame[name].dtype == pandas.ArrowDtype(pyarrow.date32()) for name in days)
    assert len(frame) == len(polars.read_parquet(file))


@pytest.mark.parametrize("view", WRITTEN)
def test_an_answer_of_an_archive_has_the_same_types_in_arrow(view: str, archive: Path) -> None:
    table = polars.from_arrow(open_archive(archive).query(f"SELECT * FROM {view}").arrow())
    assert dict(table.schema) == expected(view, table.columns)


def test_the_parts_of_an_archive_are_read_as_they_lie(archive: Path) -> None:
    table = polars.scan_parquet(archive / "codings" / "*.parquet").collect()
    events = table.select(polars.col("events").explode().struct.unnest())
    assert events["type"].to_list() == [event.type for event in coding().events]
    assert events.schema["contexts"] == polars.List(polars.String)
    assert events["date"].struct.field("start").dtype == polars.Date
    assert pandas.read_parquet(archive / "codings", dtype_backend="pyarrow").shape == table.shape


def test_a_panel_has_numbers_for_counts(archive: Path, tmp_path: Path) -> None:
    from dateline.exchange import PanelRule

    with Archive(archive).reading() as connection:
        form = format_named("dyad-year")
        form.export(connection, tmp_path / "p.parquet", text=True, rule=PanelRule(form.unit, form.period))
    panel = polars.read_parquet(tmp_path / "p.parquet")
    assert {str(panel.schema[name]) for name in ("events", "verbal_conflict", "CONSULT")} <= {"Int64", "Int32"}
    assert panel.schema["intensity_mean"] == polars.Float64
    assert not {polars.Object, polars.Binary} & set(panel.schema.values())
