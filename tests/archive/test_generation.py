"""Codings of another schema than ours are refused by whoever opens the archive, with what to do, and stay as they are."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from dateline.archive import Archive
from dateline.archive.columns.mirror import structure_of
from dateline.archive.flat import FLAT
from dateline.archive.merge import merge
from dateline.errors import ArchiveError, DamagedPartWarning
from dateline.model import Event, Place
from tests.cli.factory import coding as sample


def with_schema(folder: Path, schema: str | None) -> Archive:
    """An archive with a part whose footer names this schema, or none."""
    archive = Archive.writable(folder)
    archive.add([sample()])
    (part,) = archive.parts()
    note = f", KV_METADATA {{dateline_schema: '{schema}'}}" if schema is not None else ""
    with duckdb.connect() as connection:
        connection.execute(f"COPY (FROM '{part}') TO '{folder}/codings/part-x.parquet' (FORMAT parquet{note})")
    part.unlink()
    return archive


OPENED: list[Callable[[Archive], object]] = [
    lambda archive: archive.connect(),
    lambda archive: list(archive.codings()),
    lambda archive: archive.known(sample().versions),
    lambda archive: Archive.writable(archive.folder),
    lambda archive: list(merge(archive.folder)),
]


@pytest.mark.parametrize("opened", OPENED)
def test_an_archive_of_the_first_schema_is_refused(tmp_path: Path, opened: Callable[[Archive], object]) -> None:
    archive = with_schema(tmp_path / "a", None)
    with pytest.raises(
        ArchiveError, match=r"dateline/1.*reads dateline/2; code the reports again into a new folder"
    ) as told:
        opened(archive)
    assert "\n" not in str(told.value)
    assert not (archive.folder / FLAT / "reports" / "part-x.parquet").exists()
    assert [part.name for part in archive.parts()] == ["part-x.parquet"]


@pytest.mark.parametrize("schema", ["dateline/3", "dateline/10", "other", "dateline/²"])
def test_one_of_a_later_schema_asks_for_a_newer_dateline(tmp_path: Path, schema: str) -> None:
    with pytest.raises(ArchiveError, match=f"{schema}, and this .*; use a newer Dateline, or code"):
        with_schema(tmp_path / "a", schema).connect()


def test_one_such_part_among_ours_is_enough(tmp_path: Path) -> None:
    archive = with_schema(tmp_path / "a", None)
    archive.add([sample()])
    with pytest.raises(ArchiveError, match="dateline/1"):
        archive.connect()


def test_merged_parts_say_their_schema_too(tmp_path: Path) -> None:
    archive = Archive.writable(tmp_path / "a")
    for _ in range(2):
        archive.add([sample()])
    list(merge(archive.folder))
    for file in (archive.folder / FLAT).rglob("*.parquet"):
        file.unlink()
    with archive.connect() as connection:
        assert connection.execute("SELECT count(*) FROM reports").fetchall() == [(1,)]


def test_beside_a_broken_part_it_is_seen_all_the_same(tmp_path: Path) -> None:
    archive = with_schema(tmp_path / "a", None)
    (archive.folder / "codings" / "part-0.parquet").write_bytes(b"not parquet")
    with pytest.warns(DamagedPartWarning), pytest.raises(ArchiveError, match="dateline/1"):
        archive.connect()


def test_parts_of_an_earlier_dateline_lack_what_came_later(tmp_path: Path) -> None:
    """As if ``alternatives`` and ``inside`` had been added to the records since: what has no value is null, or empty."""
    archive = Archive.writable(tmp_path / "a")
    archive.add([sample()])
    (part,) = archive.parts()
    earlier = "list_transform(events, lambda e: struct_pack({}))".format(
        ", ".join(f'"{name}" := e."{name}"' for name in structure_of(Event) if name != "alternatives")
    )
    places = "list_transform(places, lambda p: struct_pack({}))".format(
        ", ".join(f"{name} := p.{name}" for name in structure_of(Place) if name != "inside")
    )
    with duckdb.connect() as connection:
        rows = f"SELECT * REPLACE ({earlier} AS events, {places} AS places) FROM '{part}'"
        note = "KV_METADATA {dateline_schema: 'dateline/2'}"
        connection.execute(f"COPY ({rows}) TO '{archive.folder}/codings/part-x.parquet' (FORMAT parquet, {note})")
    part.unlink()
    (held,) = archive.codings()
    assert held == replace(sample(), places=tuple(replace(p, inside=None) for p in sample().places))
    with archive.connect() as connection:
        assert connection.execute("SELECT DISTINCT inside FROM places").fetchall() == [(None,)]
        assert connection.execute("SELECT count(*) FROM events").fetchall() == [(len(sample().events),)]
        assert connection.execute("SELECT count(*) FROM alternatives").fetchall() == [(0,)]


def test_flat_tables_of_another_layout_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = Archive.writable(tmp_path / "a")
    archive.add([sample()])
    for module in ("parts", "views", "unfinished"):
        monkeypatch.setattr(f"dateline.archive.{module}.FLAT", "flat-other")
    with archive.connect() as connection:
        assert connection.execute("SELECT count(*) FROM reports").fetchall() == [(1,)]
    assert sorted(folder.name for folder in archive.folder.glob("flat-*")) == sorted([FLAT, "flat-other"])
