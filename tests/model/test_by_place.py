"""What is asked of things by place is what a walk through all of them would find."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.model import Span
from dateline.model.by_place import ByPlace

TEXT = "x" * 2_000
SPANS = st.tuples(st.integers(0, 1_999), st.integers(1, 900)).map(
    lambda pair: Span.of(TEXT, pair[0], min(2_000, pair[0] + pair[1]))
)


@given(st.lists(SPANS, max_size=30), SPANS)
def test_those_that_hold_a_span_and_those_that_overlap_it_come_in_the_order_given(
    spans: list[Span], asked: Span
) -> None:
    things = list(enumerate(spans))
    by_place = ByPlace(things, lambda thing: thing[1])
    assert list(by_place.holding(asked)) == [thing for thing in things if thing[1].contains(asked)]
    assert by_place.overlapping(asked) == [thing for thing in things if thing[1].overlaps(asked)]
