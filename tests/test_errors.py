"""Messages: one line, whatever words of a file they repeat."""

import pytest

from dateline.errors import ReportError, mistake, printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain – ünï 日本", "plain – ünï 日本"),
        ("12\u00a0000\u202fdead", "12\u00a0000\u202fdead"),
        ("a\nb\tc\x1b[2J\x9b", "a\\nb\\tc\\x1b[2J\\x9b"),
        ("a\u202eb\ud800", "a\\u202eb\\ud800"),
    ],
)
def test_what_a_terminal_would_obey_is_shown_as_escapes_and_spaces_stay(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_an_error_is_one_line() -> None:
    assert str(ReportError("a\nb.txt", "is empty", "leave it out")) == "a\\nb.txt: is empty; leave it out"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (MemoryError(), "took more memory than there is"),
        (RuntimeError("Failed to allocate memory for requested buffer of size 8"), "took more memory than there is"),
        (RuntimeError("can't start new thread"), "took more memory than there is"),
        (RuntimeError("the memory of a war"), "this is a mistake in Dateline"),
    ],
)
def test_that_the_memory_ran_out_is_nobodys_mistake(error: Exception, told: str) -> None:
    assert told in str(mistake("a.txt", error))
