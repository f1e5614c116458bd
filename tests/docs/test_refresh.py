"""An output that a page shows is written anew where it has changed, and left as it stands where it has not."""

from __future__ import annotations

import pytest

from tests.docs.refresh import refreshed


@pytest.mark.parametrize(
    ("want", "said", "becomes"),
    [
        ("reports  15\n...\nfailures 0", "reports  15\nevents 24\nfailures 0", "reports  15\n...\nfailures 0"),
        ("events  24 events\nfailures  0", "events  25 events\nfailures  0", "events  25 events\nfailures  0"),
        ("done in ... s", "done in 4 s", "done in ... s"),
        ("one line\nthat is gone altogether", "one line", "one line"),
    ],
)
def test_a_line_becomes_the_printed_one_that_is_most_like_it(want: str, said: str, becomes: str) -> None:
    assert refreshed(want, said) == becomes
