"""Numbers of victims as a sentence counts them."""

from __future__ import annotations

import pytest

from dateline.events.size import PART, REVISED, TOLL, Headcount, size_of, together
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


def sizes(sentence: Sentence, words: list[int]) -> Size:
    return size_of(Clauses(sentence), words).size


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


def test_each_verb_of_a_shortened_clause_has_its_own_number() -> None:
    sentence, _ = parsed(
        "Five five NUM CD 2 nummod\npeople people NOUN NNS 4 nsubj:pass\nwere be AUX VBD 4 aux:pass\nkilled kill VERB VBN 0 root"
        "\nand and CCONJ CC 6 cc\n16 16 NUM CD 4 nsubj:pass\nwounded wound VERB VBN 4 conj"
    )
    assert sizes(sentence, [3, 6]) == Size(killed=5, injured=16)


def test_wounded_sons_that_somebody_leaves_are_no_victims() -> None:
    sentence, _ = parsed(
        "She she PRON PRP 2 nsubj\nleaves leave VERB VBZ 0 root\ntwo two NUM CD 5 nummod\nwounded wounded ADJ JJ 5 amod\n"
        "sons son NOUN NNS 2 obj"
    )
    assert not sizes(sentence, [1])


def told(number: int, rank: int = PART, **how: bool) -> Headcount:
    return Headcount("killed", number, (number,), rank=rank, **how)


@pytest.mark.parametrize(
    ("counts", "killed"),
    [
        ([told(12), told(8)], 12),
        ([told(12), told(3, more=True)], 15),
        ([told(3, more=True), told(12)], 12),
        ([told(12), told(3, more=True), told(3, more=True)], 15),
        ([told(12), told(18, TOLL), told(3, more=True)], 18),
        ([told(18, TOLL), told(31, TOLL)], 31),
        ([told(31, TOLL), told(21, REVISED)], 21),
    ],
)
def test_several_counts_of_one_act_are_one_number(counts: list[Headcount], killed: int) -> None:
    assert together(counts).size == Size(killed=killed)


def test_a_number_is_the_least_if_what_gives_it_is() -> None:
    assert together([told(12, least=True)]).size.at_least == ("killed",)
    assert together([told(12, least=True), told(18, TOLL)]).size.at_least == ()
