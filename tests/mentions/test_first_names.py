"""Whether a first name tells of a man or a woman."""

from __future__ import annotations

import pytest

from dateline.mentions.first_names import gender_of


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Hannah Whitcombe", "female"),
        ("José Luis Pardales", "male"),
        ("Hannah", None),  # may be a family name
        ("Kim Sun-ok", None),
        ("Robin Falkvik", None),
    ],
)
def test_only_a_telling_first_name_before_another_name_tells(name: str, expected: str | None) -> None:
    assert gender_of(name) == expected
