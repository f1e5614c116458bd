"""Names that reach English by several spellings, and names that only look like a town's."""

from __future__ import annotations

import time

import pytest

from dateline.world.transliteration import spelled_otherwise


def names(spelling: str, country: str) -> list[set[str]]:
    return [{p.name for p in level if p.country == country} for level in spelled_otherwise(spelling)]


@pytest.mark.parametrize(
    ("spelling", "country", "name", "changes"),
    [
        ("Hawija", "IRQ", "Al Ḩawījah", 1),  # an ending, behind an article
        ("Beiji", "IRQ", "Bayjī", 1),  # ei for ay
        ("Badakshan", "AFG", "Badakhshan", 1),  # k for kh
        ("Saqiz", "IRN", "Saqqez", 2),  # q for qq, i for e
        ("Qamishly", "SYR", "Qamishli", 1),
        ("Nawzad", "AFG", "Now Zād", 2),  # aw for ow, and a joint
        ("Sharm al-Sheikh", "EGY", "Sharm el-Sheikh", 1),  # an article inside
    ],
)
def test_a_name_is_found_by_few_changes(spelling: str, country: str, name: str, changes: int) -> None:
    levels = names(spelling, country)
    assert any(name in level for level in levels[: changes + 1]), levels


@pytest.mark.parametrize("name", ["Kabal", "Zarqawi", "Rumsfeld", "Smithson", "Vostrogorsk", "hawija", "Abe", ""])
def test_what_is_spelled_like_no_place_is_none(name: str) -> None:
    assert not any(p.country in ("AFG", "IRQ", "RUS") for level in spelled_otherwise(name) for p in level)


def test_a_hostile_name_is_given_up_soon() -> None:
    began = time.process_time()
    spelled_otherwise("Aaeeiioouu" * 200)
    assert time.process_time() - began < 2
