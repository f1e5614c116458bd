"""Reviews in their file: what was confirmed is there for good, whoever writes beside, is killed, or gives nonsense."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dateline.archive import Archive
from dateline.archive.reviews import FILE, Reviews
from dateline.errors import ArchiveError
from dateline.model import Review
from tests.cli.factory import coding as sample
from tests.model.test_review import review

KILLS = int(os.environ.get("DATELINE_KILLS", "5"))
WRITER = """
import sys
from pathlib import Path
from dateline.archive.reviews import Reviews
from tests.model.test_review import review
reviews, name = Reviews(Path(sys.argv[1])), sys.argv[2]
for number in range(int(sys.argv[3])):
    mine = review(who=name, note=str(number))
    reviews.append([mine])
    print(mine.id, flush=True)
"""


@pytest.fixture
def reviews(tmp_path: Path) -> Reviews:
    return Reviews(tmp_path)


def start(folder: Path, name: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(folder), name, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_they_come_out_in_the_order_in_which_they_came(reviews: Reviews) -> None:
    assert reviews.read() == []
    given = [review(record=record, note=str(n)) for n, record in enumerate(["e1", "e2", None, "e1"])]
    given.append(review(report="r2", record="e1"))
    assert reviews.append(given[:2]) == 2
    assert reviews.append(given[2:]) == 3
    assert reviews.append([]) == 0
    assert reviews.read() == given
    assert reviews.read("r1") == given[:4]
    assert reviews.read("r1", "e1") == [given[0], given[3]]
    assert reviews.read("r9") == []


def test_the_same_review_is_kept_once(reviews: Reviews) -> None:
    assert reviews.append([review(), review()]) == 1
    assert reviews.append([review(), review(who="bo")]) == 1
    assert [r.who for r in reviews.read()] == ["ana", "bo"]


def test_a_withdrawn_review_is_still_there(reviews: Reviews) -> None:
    first = review()
    reviews.append([first, review(verdict="withdrawn", answers=first.id)])
    assert [r.verdict for r in reviews.read()] == ["right", "withdrawn"]


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM reviews",
        "UPDATE reviews SET review = '{}'",
        "UPDATE reviews SET number = 9",
        "INSERT OR REPLACE INTO reviews SELECT * FROM (SELECT number, id, 'r9', record, '{}' FROM reviews)",
        "INSERT OR REPLACE INTO reviews SELECT number, 'other', 'r9', record, '{}' FROM reviews",
    ],
)
def test_nobody_changes_or_removes_one(reviews: Reviews, sql: str) -> None:
    reviews.append([review()])
    with closing(sqlite3.connect(reviews.file)) as connection, suppress(sqlite3.IntegrityError):
        connection.execute(sql)
        connection.commit()
    assert reviews.read() == [review()]


@pytest.mark.parametrize(
    ("changes", "cause"),
    [
        ({"who": "a\x00b"}, "who holds control characters"),
        ({"report": "r1\n"}, "report holds control characters"),
        ({"note": "half \ud800 pair"}, "surrogates not allowed"),
        ({"note": "x" * 300_000}, "may have 200,000"),
        ({"record": 5}, "record is int"),
        ({"verdict": "maybe"}, "verdict is 'maybe'"),
        ({"start": True, "end": 2, "text": "a"}, "start is bool"),
    ],
)
def test_what_is_hostile_is_refused_and_nothing_with_it_is_added(
    reviews: Reviews, changes: dict[str, Any], cause: str
) -> None:
    reviews.append([review()])
    with pytest.raises(ArchiveError, match=f"nothing was added, for .*{cause}"):
        reviews.append([review(who="bo"), review(**changes)])
    assert reviews.read() == [review()]


@pytest.mark.parametrize("words", ["'; DROP TABLE reviews; --", '🕊️ \u2028 " \\', "<script>", "=1+1"])
def test_any_words_come_out_as_they_went_in(reviews: Reviews, words: str) -> None:
    given = review(who=words, report=words, record=words, note=words + "\n\x00")
    reviews.append([given])
    assert reviews.read(words, words) == [given]


def test_two_writers_lose_nothing(reviews: Reviews, tmp_path: Path) -> None:
    both = [start(tmp_path, name, 40) for name in ("ana", "bo")]
    told = [set(process.communicate(timeout=120)[0].split()) for process in both]
    assert [len(ids) for ids in told] == [40, 40]
    held = reviews.read()
    assert {r.id for r in held} == told[0] | told[1]
    for name in ("ana", "bo"):
        assert [r.note for r in held if r.who == name] == [str(n) for n in range(40)]


def test_who_is_killed_has_what_was_confirmed(reviews: Reviews, tmp_path: Path) -> None:
    chance, confirmed = random.Random(20240304), set[str]()
    for number in range(KILLS):
        process = start(tmp_path, f"killed-{number}", 100_000)
        assert process.stdout is not None
        confirmed.add(process.stdout.readline().strip())
        time.sleep(chance.uniform(0, 0.2))
        process.send_signal(signal.SIGKILL)
        rest, _ = process.communicate()
        confirmed |= {line.strip() for line in rest.splitlines(keepends=True) if line.endswith("\n")}
        held = {r.id for r in reviews.read()}
        assert confirmed <= held
        assert len(held - confirmed) <= number + 1  # kept, and killed before it could be said
    connection = sqlite3.connect(reviews.file)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()


def test_a_file_of_something_else_is_not_touched(reviews: Reviews) -> None:
    connection = sqlite3.connect(reviews.file)
    connection.execute("CREATE TABLE other (n)")
    connection.close()
    before = reviews.file.read_bytes()
    for do in (reviews.read, lambda: reviews.append([review()])):
        with pytest.raises(ArchiveError, match="holds something else than reviews; move it away"):
            do()
    assert reviews.file.read_bytes() == before
    reviews.file.write_bytes(b"no database at all, but long enough to be looked at" * 50)
    with pytest.raises(ArchiveError, match="cannot be read or written"):
        reviews.read()


def test_a_later_layout_asks_for_its_dateline(reviews: Reviews) -> None:
    reviews.append([review()])
    connection = sqlite3.connect(reviews.file)
    connection.execute("PRAGMA user_version = 2")
    connection.close()
    with pytest.raises(ArchiveError, match="newer Dateline"):
        reviews.read()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="cannot be read or written"):
        Reviews(tmp_path / "nowhere").append([review()])
    assert Reviews(tmp_path / "nowhere").read() == []


@pytest.mark.parametrize("name", ["it's", "a b?mode=memory", "ünïcode#x", "50%25"])
def test_the_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    Reviews(tmp_path / name).append([review()])
    assert (tmp_path / name / FILE).exists()
    assert Reviews(tmp_path / name).read() == [review()]


def test_an_archive_goes_on_as_before(tmp_path: Path) -> None:
    archive = Archive.writable(tmp_path / "archive")
    archive.add([sample()])
    given = replace(review(), report="r-selm", versions=sample().versions, record="e1")
    Reviews(archive.folder).append([given])
    with archive.connect(locked=True) as connection:
        assert connection.execute("SELECT count(*) FROM reports").fetchall() == [(1,)]
    assert list(archive.codings()) == [sample()]
    assert [r.record for r in Reviews(archive.folder).read("r-selm")] == ["e1"]
    assert isinstance(given, Review)
