"""Disagreement: the versions of numbers, doers, places and of whether it happened."""

from __future__ import annotations

from dateline.stories.disagreement import disagreements, names
from dateline.stories.story import Party
from tests.stories.rows import KYIV, attack

UKRAINE = Party("Ukraine", "state", "UKR")


def versions(*rows: object) -> dict[str, dict[str, tuple[str, ...]]]:
    return {d.field: {v.value: v.report_ids for v in d.versions} for d in disagreements(rows)}  # type: ignore[arg-type]


def test_each_number_stands_with_those_who_give_it() -> None:
    found = versions(attack("a", killed=12), attack("b", killed=14), attack("c", killed=14), attack("d"))
    assert found == {"killed": {"14": ("b", "c"), "12": ("a",)}}


def test_who_did_it() -> None:
    assert versions(attack("a"), attack("b", actors=(UKRAINE,))) == {"actors": {"Russia": ("a",), "Ukraine": ("b",)}}


def test_gunmen_contradict_nobody() -> None:
    assert versions(attack("a"), attack("b", actors=(Party("gunmen", "group"),)), attack("c", actors=())) == {}


def test_whether_it_happened() -> None:
    found = versions(attack("a"), attack("b", status="denied"), attack("c", status="planned"))
    assert found == {"status": {"happened": ("a",), "denied": ("b",)}}


def test_where_it_happened() -> None:
    assert list(versions(attack("a"), attack("b", **KYIV))) == ["place"]


def test_agreement_is_no_disagreement() -> None:
    assert versions(attack("a", killed=3), attack("b", killed=3)) == {}
    assert versions() == {}


def test_a_short_name_stands_under_the_longer() -> None:
    parties = [Party("Viktor Goremykin", "person"), Party("Viktor Goremykin", "person"), Party("Goremykin", "person")]
    assert names(iter(parties)) == ("Viktor Goremykin",)
