"""When two names may mean the same, and which names a user asks for."""

import pytest

from dateline.archive.names import agreement, asked_for


@pytest.mark.parametrize(
    ("a", "b", "why"),
    [
        ("Viktor Goremykin", "Viktor Goremykin", "same name"),
        ("VIKTOR GOREMYKIN", "Viktor Goremykin", "same name"),
        ("José Muñoz", "Jose Munoz", "same name"),
        ("the Foreign Ministry", "Foreign Ministry", "same name"),
        ("Viktor Goremykin", "Viktor Goremikin", "other spelling"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy", "other spelling"),
        ("V. Goremykin", "Viktor Goremykin", "initials"),
        ("Donald J. Trump", "Donald Trump", "middle name left out"),
        ("Goremykin", "Viktor Goremykin", "surname alone"),
        ("Kim Jong Un", "Jong Un Kim", "other order"),
        ("Viktor Goremykin", "Pavel Goremykin", None),
        ("Viktor Goremykin", "Viktor Orban", None),
        ("Viktor", "Viktor Goremykin", None),
        ("Kim", "Kit", None),
        ("", "Kim", None),
    ],
)
def test_names_agree_for_a_reason(a: str, b: str, why: str | None) -> None:
    assert agreement(a, b) == why
    assert agreement(b, a) == why


def test_a_name_is_found_by_part_and_by_other_spellings() -> None:
    names = ["Viktor Goremykin", "No Kwang Chol", "V. Goremikin", "Viktor Orban", "Victor Ponta"]
    assert asked_for("Goremykin", names) == ["Viktor Goremykin", "V. Goremikin"]
    assert asked_for("viktor goremykin", names) == ["Viktor Goremykin"]
    assert asked_for("  ", names) == []
    assert asked_for("Nobody", names) == []
