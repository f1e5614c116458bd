"""How long to wait: what servers say, and longer each time."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dateline.llm.backoff import Backoff, retry_after

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("0", 0), ("7", 7), (" 30 ", 30), ("Thu, 01 Jan 2026 12:01:00 GMT", 60), ("Thu, 01 Jan 2026 11:00:00 GMT", 0),
     (None, None), ("", None), ("soon", None), ("-5", None), ("1.5", None), ("٣", None), ("9" * 500, 999_999_999),
     ("Thu, 99 Foo 2026", None)],
)  # fmt: skip
def test_what_a_server_asks_for(header: str | None, seconds: float | None) -> None:
    assert retry_after(header, NOW) == seconds


def test_each_time_is_twice_as_long_up_to_a_minute_and_what_is_asked_for_counts_if_longer() -> None:
    backoff = Backoff(1.0)
    assert [backoff.hold(n, None, all_wait=False) for n in (1, 2, 3, 10, 2_000)] == [1, 2, 4, 60, 60]
    assert backoff.hold(1, 30.0, all_wait=False) == 30
    assert backoff.hold(3, 0.5, all_wait=False) == 4
