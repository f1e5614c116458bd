"""Mentions beside each other that mean the same one, by the parse and by commas and brackets."""

from __future__ import annotations

from dateline.codebook import load_codebook
from dateline.mentions.chains import chains_of as chained
from dateline.reader.sentence import Sentence
from dateline.statements.extraction import speech_of
from tests.parsed import parsed


def chains_of(sentence: Sentence, text: str) -> list[list[str]]:
    found = chained(load_codebook(), text, [sentence], speech_of(text, 0, [sentence]).voices)
    return [[c.span.text for c in one.candidates] for one in found]


def test_an_office_between_commas_is_the_persons_though_the_parser_misses_it() -> None:
    sentence, text = parsed(
        """
        Falkvik   Falkvik   PROPN NNP 7 nsubj
        ,         ,         PUNCT ,   3 punct
        managing  manage    VERB  VBG 1 acl
        director  director  NOUN  NN  3 obj
        here      here      ADV   RB  4 advmod
        ,         ,         PUNCT ,   1 punct
        left      leave     VERB  VBD 0 root
        """,
        tag={1: "B-PER"},
    )
    assert ["Falkvik"] in chains_of(sentence, text)
    shorter, text = parsed(
        """
        Falkvik   Falkvik   PROPN NNP 6 nsubj
        ,         ,         PUNCT ,   3 punct
        managing  manage    VERB  VBG 1 acl
        director  director  NOUN  NN  3 obj
        ,         ,         PUNCT ,   1 punct
        left      leave     VERB  VBD 0 root
        """,
        tag={1: "B-PER"},
    )
    assert chains_of(shorter, text) == [["Falkvik", "managing director"]]


def test_a_short_form_in_brackets_is_the_name_before_it_whatever_its_letters() -> None:
    sentence, text = parsed(
        """
        Workers   worker    PROPN NNPS 2 compound
        Party     Party     PROPN NNP  6 nsubj
        (         (         PUNCT -LRB- 4 punct
        PKK       PKK       PROPN NNP  2 dep
        )         )         PUNCT -RRB- 4 punct
        agreed    agree     VERB  VBD  0 root
        """,
        tag={1: "B-ORG", 2: "I-ORG", 4: "B-ORG"},
    )
    assert chains_of(sentence, text) == [["Workers Party", "PKK"]]


def test_two_people_joined_by_and_are_two() -> None:
    sentence, text = parsed(
        """
        The       the       DET   DT   2 det
        minister  minister  NOUN  NN   5 nsubj
        and       and       CCONJ CC   4 cc
        Orlovich  Orlovich  PROPN NNP  2 appos
        left      leave     VERB  VBD  0 root
        """,
        tag={4: "B-PER"},
        kind={2: "person"},
    )
    assert chains_of(sentence, text) == [["minister"], ["Orlovich"]]


def test_a_list_of_titles_before_a_name_is_one_person() -> None:
    sentence, text = parsed(
        """
        The       the       DET   DT   2 det
        minister  minister  NOUN  NN   7 nsubj
        ,         ,         PUNCT ,    4 punct
        General   General   PROPN NNP  5 nmod:desc
        Aslanov   Aslanov   PROPN NNP  2 conj
        ,         ,         PUNCT ,    2 punct
        left      leave     VERB  VBD  0 root
        """,
        tag={5: "B-PER"},
        kind={2: "person"},
    )
    assert chains_of(sentence, text) == [["minister", "Aslanov"]]


def test_a_subject_and_its_noun_are_one_unless_denied() -> None:
    lines = """
        Hoshino   Hoshino   PROPN NNP  4 nsubj
        is        be        AUX   VBZ  4 cop
        {}        {}        {}    XX   4 {}
        governor  governor  NOUN  NN   0 root
        """
    said = parsed(lines.format("the", "the", "DET", "det"), tag={1: "B-PER"}, kind={4: "person"})
    denied = parsed(lines.format("not", "not", "PART", "advmod"), tag={1: "B-PER"}, kind={4: "person"})
    assert chains_of(*said) == [["Hoshino", "governor"]]
    assert chains_of(*denied) == [["Hoshino"], ["governor"]]
