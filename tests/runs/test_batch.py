"""What a batch becomes on its way between machines: the same again."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from dateline.archive import Archive, Failure
from dateline.errors import ArchiveError
from dateline.reports.text import RawReport
from dateline.runs.batch import Done, code_batch, packed, packed_done, unpacked, unpacked_done
from tests.runs.first_word import FirstWord


def test_a_batch_comes_out_as_it_went_in() -> None:
    batch = [
        (
            "ab" * 16,
            RawReport("1", "“Rain” fell \ud83d on Oslo.\r\n", "Rain", None, date(2024, 3, 4), "NTB", "a.jsonl"),
        ),
        ("cd" * 16, RawReport(None, "Snow fell.")),
    ]
    assert unpacked(packed(batch)) == batch


def test_so_does_what_became_of_it() -> None:
    failures = (Failure("a", "is empty", "give a text", "ab" * 16), Failure("b", "is broken", "mend it"))
    done = Done(1, 2, 3, failures, 4, 5, {"images": 6})
    assert unpacked_done(packed_done(done)) == done


def test_what_is_no_coding_is_a_failure_and_the_next_report_is_coded() -> None:
    batch = [("ab" * 16, RawReport("1", "Nothing fell.", source="a.txt")), ("cd" * 16, RawReport("2", "Snow fell."))]
    done = code_batch(FirstWord("f"), batch, None)
    assert [coding.report.id for coding in done.codings] == ["2"]
    (failure,) = done.failures
    assert (failure.source, failure.cause) == ("a.txt", "the coder gave None, and no coding")


def test_a_report_that_takes_more_memory_than_there_is_is_left_out() -> None:
    batch = [("ab" * 16, RawReport("1", "Endless rain.", source="a.txt")), ("cd" * 16, RawReport("2", "Snow fell."))]
    done = code_batch(FirstWord("f"), batch, None)
    assert [coding.report.id for coding in done.codings] == ["2"]
    assert [(f.source, f.cause) for f in done.failures] == [("a.txt", "took more memory than there is")]


def test_memory_that_runs_out_over_writing_ends_the_run_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def greedy(*_: object) -> None:
        raise duckdb.OutOfMemoryException("Out of Memory Error: Allocation failure\nPossible solutions: …")

    monkeypatch.setattr("dateline.archive.folder.write_part", greedy)
    with pytest.raises(ArchiveError, match=r"^\S+: cannot be written \(Out of Memory[^\n]*; use fewer --jobs[^\n]*$"):
        code_batch(FirstWord("f"), [("ab" * 16, RawReport("1", "Snow fell."))], Archive.writable(tmp_path / "a"))
