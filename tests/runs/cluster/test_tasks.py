"""What the machines of a cluster do, without a cluster: sources into batches, batches into parts."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from dateline.archive.fingerprint import raw_hash
from dateline.archive.hashes import Hashes
from dateline.coder import load
from dateline.reports.options import Said
from dateline.reports.text import RawReport
from dateline.runs.batch import unpacked, unpacked_done
from dateline.runs.cluster.tasks import Errand, ReadingTask, Row, code_row, complaint, read_batches
from dateline.runs.job import CoderOf, Job
from tests.archive.samples import contents, records, write_lines

NOTHING = Hashes()
COUNT = 300


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_lines(tmp_path / "reports.jsonl", records(COUNT))


@pytest.fixture
def errand(tmp_path: Path) -> Errand:
    errand = Errand(Job(CoderOf(load)), tmp_path / "archive", load().versions)
    errand.archive.mkdir()
    (errand.archive / errand.token).touch()
    return errand


def read(
    errand: Errand, source: Path, *, growth: float = 0.5, known: Hashes = NOTHING, goes_on: bool = True
) -> list[Row]:
    return list(read_batches(errand, ReadingTask(7, (str(source),), growth), known, lambda: goes_on))


def hashes(rows: list[Row]) -> list[list[str]]:
    return [[key for key, _ in unpacked(row["batch"])] for row in rows if row["batch"]]


def test_one_file_gives_batches_that_grow(errand: Errand, source: Path) -> None:
    *batches, last = read(errand, source)
    sizes = [len(batch) for batch in hashes(batches)]
    assert sum(sizes) == COUNT
    assert sizes[0] < sizes[-2]
    assert json.loads(last["announced"]) == [
        [batch[0], f"{source}, line {line} (id 'n-{line - 1}')"]
        for batch, line in zip(hashes(batches), np.cumsum([1, *sizes[:-1]]), strict=True)
    ]
    assert last["task"] == b"7"


def test_without_growth_each_report_is_a_batch_of_its_own(errand: Errand, source: Path) -> None:
    assert [len(batch) for batch in hashes(read(errand, source, growth=0.0))] == [1] * COUNT


def test_reading_again_gives_the_same_rows(errand: Errand, source: Path) -> None:
    assert read(errand, source) == read(errand, source)


def test_what_is_known_or_comes_twice_is_counted_and_not_handed_on(errand: Errand, source: Path) -> None:
    items = list(records(3))
    write_lines(source, iter([*items, items[1] | {"id": "again"}, items[0]]))
    first = hashes(read(errand, source, growth=0.0))[0][0]
    *batches, last = read(errand, source, known=Hashes([first]), growth=0.0)
    done = unpacked_done(last["done"])
    assert (len(batches), done.unchanged, done.duplicates) == (2, 2, 1)


def test_what_cannot_be_read_comes_with_the_last_row(errand: Errand, source: Path) -> None:
    source.write_text("{broken\n", encoding="utf-8")
    (last,) = read(errand, source)
    (failure,) = unpacked_done(last["done"]).failures
    assert failure.source == f"{source}, line 1"


def test_nothing_is_read_once_the_run_is_to_end(errand: Errand, source: Path) -> None:
    assert hashes(read(errand, source, goes_on=False)) == []


def test_what_is_said_on_the_command_line_is_part_of_the_content(errand: Errand, source: Path) -> None:
    write_lines(source, iter([{"text": "Rain fell on Oslo on Monday."}]))
    ((key,),) = hashes(read(replace(errand, job=replace(errand.job, said=Said(publisher="NTB"))), source))
    assert key == raw_hash(RawReport(None, "Rain fell on Oslo on Monday.", publisher="NTB"))


def test_a_batch_becomes_a_part_and_other_rows_are_handed_on(errand: Errand, source: Path) -> None:
    write_lines(source, records(4))
    batch, last = read(errand, source)
    coded = code_row(errand, batch, lambda: True)
    assert (unpacked_done(coded["done"]).coded, coded["key"].decode()) == (4, hashes([batch])[0][0])
    assert code_row(errand, last, lambda: True) == last
    assert len(contents(errand.archive)["reports"]) == 4


def test_a_batch_coded_twice_is_shown_once(errand: Errand, source: Path) -> None:
    write_lines(source, records(4))
    batch, _ = read(errand, source)
    code_row(errand, batch, lambda: True)
    once = contents(errand.archive)
    code_row(errand, batch, lambda: True)
    assert len(list((errand.archive / "codings").glob("part-*"))) == 2
    assert contents(errand.archive) == once


def test_a_machine_with_another_disk_is_told_from_the_rest(errand: Errand, source: Path) -> None:
    batch, *_ = read(errand, source)
    assert complaint(errand) is None
    (errand.archive / errand.token).unlink()
    assert "a disk that all machines share" in (complaint(errand) or "")
    assert b"a disk that all machines share" in code_row(errand, batch, lambda: True)["error"]


def test_a_machine_with_another_version_is_told(errand: Errand) -> None:
    other = replace(errand, versions=replace(errand.versions, dateline="9.9"))
    assert "here it is Dateline 9.9" in (complaint(other) or "")
