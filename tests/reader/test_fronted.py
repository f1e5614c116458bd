"""What opens a sentence and says when or where is no part of the subject behind it."""

from __future__ import annotations

import pytest

from dateline.reader.fronted import parted
from tests.parsed import parsed

IN_MAY = """
In in ADP IN 3 case
May may PROPN NNP 3 compound
troops troops NOUN NNS 4 nsubj
shelled shell VERB VBD 0 root
Dara Dara PROPN NNP 4 obj
"""
LYON = """
In in ADP IN 3 case
Lyon Lyon PROPN NNP 3 compound
nurses nurse NOUN NNS 4 obl
protested protest VERB VBD 0 root
"""
PLACE = {2: "B-LOC"}


def tree(lines: str, tags: dict[int, str] | None = None, kinds: dict[int, str] | None = None) -> dict[str, str]:
    """Word -> "governor label", after the repair."""
    sentence, _ = parsed(lines, tag=tags or {}, kind=kinds or {})
    words = parted(sentence.words)
    return {w.text: f"{words[w.head].text if w.head >= 0 else '-'} {w.deprel}" for w in words}


def as_given(lines: str) -> dict[str, str]:
    sentence, _ = parsed(lines)
    words = sentence.words
    return {w.text: f"{words[w.head].text if w.head >= 0 else '-'} {w.deprel}" for w in words}


def test_a_month_and_its_preposition_are_parted_from_the_subject() -> None:
    found = tree(IN_MAY)
    assert found == as_given(IN_MAY) | {"In": "May case", "May": "shelled obl"}


@pytest.mark.parametrize("day", ["Friday", "June", "Wednesday"])
def test_any_weekday_or_month_is_a_time(day: str) -> None:
    assert tree(IN_MAY.replace("May may", f"{day} {day.lower()}"))[day] == "shelled obl"


def test_a_place_right_behind_the_preposition_is_where_and_the_noun_the_subject() -> None:
    found = tree(LYON, PLACE)
    assert (found["Lyon"], found["In"], found["nurses"]) == ("protested obl", "Lyon case", "protested nsubj")


def test_the_subject_of_a_passive_is_a_passive_subject() -> None:
    lines = """
In in ADP IN 3 case
Lyon Lyon PROPN NNP 3 compound
nurses nurse NOUN NNS 5 obl
were be AUX VBD 5 aux:pass
arrested arrest VERB VBN 0 root
"""
    assert tree(lines, PLACE)["nurses"] == "arrested nsubj:pass"


def test_what_stands_behind_of_belongs_to_the_noun_before_it() -> None:
    lines = """
At at ADP IN 2 case
dawn dawn NOUN NN 6 obl
of of ADP IN 5 case
May may PROPN NNP 5 compound
troops troops NOUN NNS 6 nsubj
advanced advance VERB VBD 0 root
"""
    found = tree(lines)
    assert (found["May"], found["of"], found["troops"]) == ("dawn nmod", "May case", "advanced nsubj")


def test_a_name_of_several_words_is_a_place_from_its_first() -> None:
    lines = """
In in ADP IN 4 case
New New PROPN NNP 3 compound
Delhi Delhi PROPN NNP 4 compound
nurses nurse NOUN NNS 5 nsubj
protested protest VERB VBD 0 root
"""
    assert tree(lines, {2: "B-LOC", 3: "I-LOC"})["Delhi"] == "protested obl"


@pytest.mark.parametrize(
    "lines",
    [
        LYON,  # without a tag nobody knows that it is a place
        IN_MAY.replace("In in ADP IN", "And and CCONJ CC"),
        IN_MAY.replace("NNS 4 nsubj", "NN 4 nsubj"),  # "In May traffic grew" is parted by its kind alone
        IN_MAY.replace("Dara Dara PROPN NNP 4 obj", "rebels rebel NOUN NNS 4 nsubj"),  # the verb has another subject
        IN_MAY.replace("May may PROPN NNP 3 compound", "heavy heavy ADJ JJ 3 amod"),
    ],
)
def test_where_the_words_leave_a_doubt_the_tree_stays(lines: str) -> None:
    assert tree(lines) == as_given(lines)


def test_one_person_in_the_singular_may_be_the_subject() -> None:
    lines = IN_MAY.replace("troops troops NOUN NNS", "parliament parliament NOUN NN")
    assert tree(lines, kinds={3: "organization"})["May"] == "shelled obl"


def test_a_verb_or_a_comma_before_the_noun_ends_the_opening() -> None:
    comma = """
In in ADP IN 2 case
May may PROPN NNP 5 obl
, , PUNCT , 5 punct
troops troops NOUN NNS 5 nsubj
advanced advance VERB VBD 0 root
"""
    assert tree(comma) == as_given(comma)
