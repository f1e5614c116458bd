"""Numbers of victims as a sentence counts them."""

from __future__ import annotations

import pytest

from dateline.events.size import number, size_of
from dateline.grammar.clauses import Clauses
from dateline.model import Size
from dateline.reader.sentence import Sentence
from tests.parsed import parsed

KILLED = """
Shells shell NOUN NNS 2 nsubj
killed kill VERB VBD 0 root
twelve twelve NUM CD 4 nummod
people people NOUN NNS 2 obj
and and CCONJ CC 6 cc
wounded wound VERB VBD 2 conj
1,200 1,200 NUM CD 6 obj
"""
LEFT = """
Shells shell NOUN NNS 2 nsubj
left leave VERB VBD 0 root
two two NUM CD 4 compound
dozen dozen NUM CD 5 nummod
people person NOUN NNS 2 obj
dead dead ADJ JJ 5 amod
and and CCONJ CC 9 cc
30 30 NUM CD 9 nummod
others other NOUN NNS 5 conj
injured injured ADJ JJ 5 conj
"""
SHOT_DEAD = """
Police police NOUN NNS 2 nsubj
shot shoot VERB VBD 0 root
dead dead ADJ JJ 4 amod
{count} {count} NUM CD {head} {relation}
protesters protester NOUN NNS 2 obj
"""
DEED = """
The the DET DT 2 det
arrest arrest NOUN NN 6 nsubj
of of ADP IN 5 case
12 12 NUM CD 5 nummod
activists activist NOUN NNS 2 nmod
angered anger VERB VBD 0 root
Poland Poland PROPN NNP 6 obj
"""
COUNTED_DEED = """
Police police NOUN NNS 2 nsubj
made make VERB VBD 0 root
45 45 NUM CD 4 nummod
arrests arrest NOUN NNS 2 obj
"""
LIVES = """
Mines mine NOUN NNS 2 nsubj
claimed claim VERB VBD 0 root
21 21 NUM CD 4 nummod
lives life NOUN NNS 2 obj
"""
ONE_BY_ONE = """
Gunmen gunman NOUN NNS 2 nsubj
killed kill VERB VBD 0 root
a a DET DT 4 det
father father NOUN NN 2 obj
and and CCONJ CC 6 cc
son son NOUN NN 4 conj
and and CCONJ CC 9 cc
their their PRON PRP$ 9 nmod:poss
maid maid NOUN NN 4 conj
"""
TOTAL = """
A a DET DT 2 det
total total NOUN NN 7 nsubj:pass
of of ADP IN 5 case
fifteen fifteen NUM CD 5 nummod
people person NOUN NNS 2 nmod
were be AUX VBD 7 aux:pass
killed kill VERB VBN 0 root
"""
MANY = """
Shells shell NOUN NNS 2 nsubj
killed kill VERB VBD 0 root
{first} {first} {tag} {xpos} 4 {relation}
{second} {second} NUM CD 5 nummod
people person NOUN NNS 2 obj
"""


def sizes(sentence: Sentence, words: list[int]) -> Size:
    return size_of(Clauses(sentence), words).size


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("1,200", 1200),
        ("twelve", 12),
        ("Fifty", 50),
        ("ninety", 90),
        ("hundred", 100),
        ("dozens", None),
        ("hundreds", None),
        ("99999999999999", None),
        ("2.5", None),
    ],
)
def test_only_plain_numbers_count(text: str, value: int | None) -> None:
    assert number(text) == value


def test_killed_and_wounded_are_counted_apart() -> None:
    sentence, _ = parsed(KILLED)
    size = sizes(sentence, [1, 5])
    assert (size.killed, size.injured, size.arrested) == (12, 1200, None)


def test_each_number_names_the_word_that_gives_it() -> None:
    sentence, _ = parsed(KILLED)
    words = size_of(Clauses(sentence), [1, 5]).words
    assert {field: [sentence.words[w].text for w in given] for field, given in words.items()} == {
        "killed": ["twelve"], "injured": ["1,200"],
    }  # fmt: skip


def test_left_dead_and_injured() -> None:
    sentence, _ = parsed(LEFT)
    size = sizes(sentence, [1])
    assert (size.killed, size.injured) == (24, 30)


def test_shot_dead_is_killed_and_shot_says_nothing() -> None:
    sentence, _ = parsed(SHOT_DEAD.format(count="38", head=5, relation="nummod"))
    assert sizes(sentence, [1]).killed == 38
    alive, _ = parsed(KILLED.replace("killed kill", "shot shoot"))
    assert sizes(alive, [1]).killed is None


@pytest.mark.parametrize(("lines", "word", "arrested"), [(DEED, 1, 12), (COUNTED_DEED, 3, 45)])
def test_deeds_told_by_nouns(lines: str, word: int, arrested: int) -> None:
    sentence, _ = parsed(lines)
    assert sizes(sentence, [word]).arrested == arrested


def test_lives_claimed_are_deaths() -> None:
    sentence, _ = parsed(LIVES)
    assert sizes(sentence, [1]).killed == 21


def test_single_persons_are_counted_one_by_one() -> None:
    sentence, _ = parsed(ONE_BY_ONE, kind={4: "person", 6: "person", 9: "person"})
    assert sizes(sentence, [1]).killed == 3


def test_a_named_person_is_one() -> None:
    sentence, _ = parsed(
        "Soldiers soldier NOUN NNS 2 nsubj\nkilled kill VERB VBD 0 root\nOdo Odo PROPN NNP 2 obj", tag={3: "B-PER"}
    )
    assert sizes(sentence, [1]).killed == 1


def test_a_family_is_not_one_person() -> None:
    lines = (
        "A a DET DT 2 det\nfamily family NOUN NN 4 nsubj:pass\nwas be AUX VBD 4 aux:pass\nkilled kill VERB VBN 0 root"
    )
    sentence, _ = parsed(lines, kind={2: "person"})
    assert sizes(sentence, [3]).killed is None


def test_a_total_counts_what_it_is_of() -> None:
    sentence, _ = parsed(TOTAL)
    assert sizes(sentence, [6]).killed == 15


@pytest.mark.parametrize(
    ("first", "tag", "xpos", "relation", "second", "killed"),
    [
        ("twenty", "NUM", "CD", "compound", "five", 25),
        ("3", "NUM", "CD", "compound", "million", 3_000_000),
        ("1.5", "NUM", "CD", "compound", "million", 1_500_000),
        ("a", "DET", "DT", "det", "hundred", 100),
        ("several", "ADJ", "JJ", "amod", "hundred", None),
        ("two", "NUM", "CD", "compound", "dozens", None),
    ],
)
def test_numbers_of_several_words(
    first: str, tag: str, xpos: str, relation: str, second: str, killed: int | None
) -> None:
    lines = MANY.format(first=first, tag=tag, xpos=xpos, relation=relation, second=second)
    sentence, _ = parsed(lines)
    assert sizes(sentence, [1]).killed == killed
