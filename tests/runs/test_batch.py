"""What a batch becomes on its way between machines: the same again."""

from datetime import date

from dateline.archive import Failure
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
