"""Names made whole: what the reader tagged in part, and bodies that it took for places or people."""

from __future__ import annotations

import pytest

from dateline.codebook import Codebook, load_codebook
from dateline.mentions.entities import entities
from dateline.mentions.known_entities import Entity
from tests.parsed import parsed


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return load_codebook()


FRONT = """
    The      the      DET   DT   5 det
    Hill     Hill     PROPN NNP  3 compound
    Farmers  farmer   PROPN NNPS 5 nmod:poss
    '        '        PART  POS  3 case
    Front    Front    PROPN NNP  6 nsubj
    agreed   agree    VERB  VBD  0 root
    at       at       ADP   IN   8 case
    last     last     ADJ   JJ   6 obl
    today    today    NOUN  NN   6 obl
    """


@pytest.mark.parametrize(
    "tags",
    [
        {2: "B-LOC", 3: "I-LOC", 4: "I-LOC", 5: "I-LOC"},
        {5: "B-ORG"},
        {3: "B-ORG", 4: "I-ORG", 5: "I-ORG"},
        {2: "B-ORG", 3: "I-ORG"},
    ],
)
def test_a_name_is_completed_over_the_capitalised_words_of_its_phrase(
    codebook: Codebook, tags: dict[int, object]
) -> None:
    sentence, _ = parsed(FRONT, tag=tags)
    assert entities(sentence, codebook, frozenset()) == [Entity(1, 4, "ORG")]


def test_pieces_of_one_name_are_joined_over_its_and(codebook: Codebook) -> None:
    sentence, _ = parsed(
        """
        Disaster   Disaster   PROPN NNP 4 compound
        and        and        CCONJ CC  3 cc
        Emergency  Emergency  PROPN NNP 1 conj
        Authority  Authority  PROPN NNP 5 nsubj
        said       say        VERB  VBD 0 root
        nothing    nothing    PRON  NN  5 obj
        more       more       ADV   RB  5 advmod
        today      today      NOUN  NN  5 obl
        """,
        tag={1: "B-ORG", 2: "I-ORG", 3: "B-ORG", 4: "I-ORG"},
    )
    assert entities(sentence, codebook, frozenset()) == [Entity(0, 3, "ORG")]


def test_an_ordinary_word_that_opens_the_sentence_is_no_part_of_a_name(codebook: Codebook) -> None:
    sentence, _ = parsed(
        """
        Striking  striking  ADJ   JJ  2 amod
        Nordhavn  Nordhavn  PROPN NNP 3 nsubj
        hopes     hope      VERB  VBZ 0 root
        nobody    nobody    PRON  NN  3 obj
        leaves    leave     VERB  VBZ 3 ccomp
        """,
        tag={2: "B-ORG"},
    )
    assert entities(sentence, codebook, frozenset()) == [Entity(1, 1, "ORG")]


def test_a_site_stays_a_place(codebook: Codebook) -> None:
    sentence, _ = parsed(
        """
        Kasarani  Kasarani  PROPN NNP 3 compound
        Police    Police    PROPN NNP 3 compound
        Station   Station   PROPN NNP 4 nsubj
        burned    burn      VERB  VBD 0 root
        """,
        tag={1: "B-LOC", 2: "I-LOC", 3: "I-LOC"},
    )
    assert [e.tag for e in entities(sentence, codebook, frozenset())] == ["LOC"]


def test_a_town_and_its_state_are_two_places(codebook: Codebook) -> None:
    sentence, _ = parsed(
        """
        They     they     PRON  PRP 2 nsubj
        left     leave    VERB  VBD 0 root
        Houston  Houston  PROPN NNP 2 obj
        ,        ,        PUNCT ,   5 punct
        Texas    Texas    PROPN NNP 3 nmod:unmarked
        """,
        tag={3: "B-LOC", 4: "I-LOC", 5: "B-LOC"},
    )
    assert [e.tag for e in entities(sentence, codebook, frozenset())] == ["LOC", "LOC"]


def test_the_name_of_a_country_begins_where_it_does(codebook: Codebook) -> None:
    sentence, _ = parsed(
        """
        The      the      DET   DT   3 det
        United   unite    VERB  NNP  3 amod
        Kingdom  Kingdom  PROPN NNP  4 nsubj
        agreed   agree    VERB  VBD  0 root
        """,
        tag={3: "B-LOC"},
    )
    assert entities(sentence, codebook, frozenset({1, 2})) == [Entity(1, 2, "LOC")]


def test_a_body_is_named_for_both_things_that_it_manages(codebook: Codebook) -> None:
    sentence, _ = parsed(
        """
        The         the         DET   DT   5 det
        Disaster    Disaster    PROPN NNP  5 compound
        and         and         CCONJ CC   4 cc
        Emergency   Emergency   PROPN NNP  2 conj
        Authority   Authority   PROPN NNP  6 nsubj
        agreed      agree       VERB  VBD  0 root
        with        with        ADP   IN   10 case
        these       this        DET   DT   10 det
        other       other       ADJ   JJ   10 amod
        ministers   minister    NOUN  NNS  6 obl
        """,
        tag={4: "B-ORG", 5: "I-ORG"},
    )
    assert entities(sentence, codebook, frozenset()) == [Entity(1, 4, "ORG")]


@pytest.mark.parametrize(
    ("words", "tags", "expected"),
    [
        ("Boko Haram", {1: "B-PER", 2: "I-PER"}, [Entity(0, 1, "ORG")]),
        ("Boko Haram", {}, [Entity(0, 1, "ORG")]),
        ("Boko Malam", {1: "B-PER", 2: "I-PER"}, [Entity(0, 1, "PER")]),
        ("Ali Boko Haram", {1: "B-PER", 2: "I-PER", 3: "I-PER"}, [Entity(0, 2, "PER")]),
        ("Stratford - upon - Avon", {1: "B-LOC", 5: "B-PER"}, [Entity(0, 4, "LOC")]),
        ("Kinshasa - Brazzaville", {1: "B-PER", 2: "I-PER", 3: "I-PER"}, [Entity(0, 0, "LOC"), Entity(2, 2, "LOC")]),
        ("Anna - Sofia", {1: "B-PER", 2: "I-PER", 3: "I-PER"}, [Entity(0, 2, "PER")]),
    ],
)
def test_known_names_are_whole_whatever_the_reader_took_them_for(
    codebook: Codebook, words: str, tags: dict[int, object], expected: list[Entity]
) -> None:
    parts = words.split()
    lines = [f"{w} {w} {'PUNCT : 1 punct' if w == '-' else f'PROPN NNP {len(parts) + 1} nsubj'}" for w in parts]
    together: dict[int, object] = {i + 1: False for i in range(len(parts) - 1) if "-" in parts[i : i + 2]}
    sentence, _ = parsed("\n".join([*lines, "fell fall VERB VBD 0 root"]), tag=tags, space_after=together)
    assert entities(sentence, codebook, frozenset()) == expected


def test_a_small_word_between_two_names_parts_them(codebook: Codebook) -> None:
    lines = "Moreau Moreau PROPN NNP 0 root\nsnubs snub NOUN NNS 1 flat\nHaddad Haddad PROPN NNP 1 flat"
    sentence, _ = parsed(lines, tag={1: "B-PER", 2: "I-PER", 3: "I-PER"})
    assert entities(sentence, codebook, frozenset()) == [Entity(0, 0, "PER"), Entity(2, 2, "PER")]
    sentence, _ = parsed(lines.replace("snubs", "bin"), tag={1: "B-PER", 2: "I-PER", 3: "I-PER"})
    assert entities(sentence, codebook, frozenset()) == [Entity(0, 2, "PER")]


def test_a_country_of_several_words_is_one_name(codebook: Codebook) -> None:
    lines = "Bosnia Bosnia PROPN NNP 0 root\nand and CCONJ CC 3 cc\nHerzegovina Herzegovina PROPN NNP 1 conj"
    sentence, _ = parsed(lines, tag={1: "B-LOC", 3: "B-LOC"})
    assert entities(sentence, codebook, frozenset(), lands=[(0, 2)]) == [Entity(0, 2, "LOC")]
