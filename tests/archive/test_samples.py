"""Samples in the file of the reviews: kept once and for good, found by id and by name."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path

import pytest

from dateline.archive.reviews import FILE, Reviews
from dateline.archive.samples import Samples
from dateline.errors import ArchiveError
from tests.model.test_review import review
from tests.model.test_sample import sample

WRITER = """
import sys
from pathlib import Path
from dateline.archive.samples import Samples
from tests.model.test_sample import sample
for number in range(20):
    Samples(Path(sys.argv[1])).append(sample(name=sys.argv[2], seed=number))
"""


def test_they_come_out_in_the_order_in_which_they_came_each_once(tmp_path: Path) -> None:
    samples = Samples(tmp_path)
    assert samples.read() == []
    for given in (sample(), sample(name="main"), sample()):
        samples.append(given)
    assert samples.read() == [sample(), sample(name="main")]


@pytest.mark.parametrize("first", [Reviews, Samples])
def test_reviews_and_samples_share_a_file_whichever_comes_first(
    tmp_path: Path, first: type[Reviews] | type[Samples]
) -> None:
    if first is Reviews:
        Reviews(tmp_path).append([review()])
    assert Samples(tmp_path).read() == []
    Samples(tmp_path).append(sample())
    Reviews(tmp_path).append([review(), review(sample=sample().id)])
    assert (len(Reviews(tmp_path).read()), Samples(tmp_path).read()) == (2, [sample()])
    assert [file.name for file in tmp_path.iterdir()] == [FILE]


def test_a_sample_is_found_by_its_id_and_the_last_of_a_name(tmp_path: Path) -> None:
    samples = Samples(tmp_path)
    with pytest.raises(ArchiveError, match="has no sample pilot; none has been drawn yet"):
        samples.of("pilot")
    samples.append(sample())
    samples.append(sample(seed=8))
    assert samples.of(sample().id) == sample()
    assert samples.of("pilot") == sample(seed=8)
    with pytest.raises(ArchiveError, match=r"has no sample main; there are pilot \(s"):
        samples.of("main")


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM samples",
        "UPDATE samples SET sample = '{}'",
        "INSERT OR REPLACE INTO samples SELECT number, 'other', '{}' FROM samples",
    ],
)
def test_nobody_changes_or_removes_one(tmp_path: Path, sql: str) -> None:
    samples = Samples(tmp_path)
    samples.append(sample())
    with closing(sqlite3.connect(samples.file)) as connection, suppress(sqlite3.IntegrityError):
        connection.execute(sql)
        connection.commit()
    assert samples.read() == [sample()]


def test_a_name_that_steers_a_terminal_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="name holds control characters"):
        Samples(tmp_path).append(sample(name="a\x1b[2J"))


def test_two_writers_lose_nothing(tmp_path: Path) -> None:
    both = [subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), name]) for name in ("ana", "bo")]
    assert [process.wait(timeout=120) for process in both] == [0, 0]
    held = Samples(tmp_path).read()
    assert sorted((each.name, each.seed) for each in held) == [(name, n) for name in ("ana", "bo") for n in range(20)]
