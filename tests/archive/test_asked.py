"""Which names of an archive a user asks for."""

from dateline.archive.asked import asked_for


def test_a_name_is_found_by_part_and_by_other_spellings() -> None:
    names = ["Viktor Goremykin", "No Kwang Chol", "V. Goremikin", "Viktor Orban", "Victor Ponta"]
    assert asked_for("Goremykin", names) == ["Viktor Goremykin", "V. Goremikin"]
    assert asked_for("viktor goremykin", names) == ["Viktor Goremykin"]
    assert asked_for("kwang-chol", names) == ["No Kwang Chol"]
    assert asked_for("  ", names) == []
    assert asked_for("Nobody", names) == []
