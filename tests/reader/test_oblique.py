"""A noun behind a preposition is no subject and no object."""

from __future__ import annotations

from dateline.reader.oblique import mended
from dateline.reader.sentence import Word


def words(*rows: tuple[str, str, int, str]) -> list[Word]:
    """Rows: text, class, head, label."""
    return [Word(i, 0, 0, text, text, upos, "", head, label) for i, (text, upos, head, label) in enumerate(rows)]


def hung(read: list[Word], at: int) -> tuple[int, str]:
    return read[at].head, read[at].deprel


ANNOUNCED = words(
    ("announced", "VERB", -1, "root"),
    ("withdrawal", "NOUN", 0, "obj"),
    ("of", "ADP", 3, "case"),
    ("troops", "NOUN", 0, "obj"),
)


def test_of_is_given_back_to_the_noun_before_it() -> None:
    assert hung(mended(ANNOUNCED), 3) == (1, "nmod")


def test_any_other_preposition_only_changes_the_label() -> None:
    sailed = words(("sailed", "VERB", -1, "root"), ("with", "ADP", 2, "case"), ("frigates", "NOUN", 0, "obj"))
    assert hung(mended(sailed), 2) == (0, "obl")


def test_an_object_without_a_preposition_stays_one() -> None:
    assert mended(ANNOUNCED)[1] == ANNOUNCED[1]


def test_an_owner_and_what_stands_before_its_marker_stay_as_they_are() -> None:
    owned = words(
        ("Iran", "PROPN", 2, "nmod:poss"),
        ("'s", "PART", 0, "case"),
        ("ships", "NOUN", 3, "nsubj"),
        ("left", "VERB", -1, "root"),
    )
    assert mended(owned) == owned


def test_a_noun_never_hangs_from_what_hangs_from_it() -> None:
    turned = words(
        ("fears", "NOUN", 2, "nmod"),
        ("of", "ADP", 2, "case"),
        ("war", "NOUN", 3, "nsubj"),
        ("grew", "VERB", -1, "root"),
    )
    assert hung(mended(turned), 2) == (3, "obl")
