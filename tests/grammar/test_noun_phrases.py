"""Where phrases begin and end, and what their words say."""

from __future__ import annotations

import pytest

from dateline.grammar.noun_phrases import content_lemmas, is_definite, phrase, possessor, span_of, without_articles
from tests.parsed import parsed

MINISTERS = """
The the DET DT 4 det
deputy deputy ADJ JJ 4 amod
foreign foreign ADJ JJ 4 amod
ministers minister NOUN NNS 0 root
of of ADP IN 6 case
Peru Peru PROPN NNP 4 nmod
and and CCONJ CC 8 cc
Chile Chile PROPN NNP 6 conj
in in ADP IN 10 case
Lima Lima PROPN NNP 4 nmod
"""
RAY = """
Ann Ann PROPN NNP 0 root
Marie Marie PROPN NNP 1 flat
Ray Ray PROPN NNP 1 flat
"""
SPOKESMAN = """
a a DET DT 2 det
{0} {0} NOUN NN 0 root
for for ADP IN 5 case
the the DET DT 5 det
union union NOUN NN 2 nmod
"""
CHARGED = """
Police police NOUN NNS 2 nsubj
accused accuse VERB VBD 0 root
men man NOUN NNS 2 obj
of of ADP IN 5 case
theft theft NOUN NN 3 nmod
"""
AT_LEAST = """
at at ADP IN 2 case
least least ADJ JJS 3 nmod
14 14 NUM CD 4 nummod
people people NOUN NNS 0 root
"""
UNIONS = """
Peru Peru PROPN NNP 4 nmod:poss
's 's PART POS 1 case
Teachers teacher NOUN NNS 4 compound
Union union NOUN NN 0 root
"""


def words(lines: str, span: tuple[int, int]) -> str:
    sentence, _ = parsed(lines)
    return " ".join(w.text for w in sentence.words[span[0] : span[1] + 1])


@pytest.mark.parametrize(
    ("lines", "head", "expected"),
    [
        (MINISTERS, 4, "The deputy foreign ministers of Peru and Chile"),
        (MINISTERS, 6, "Peru"),
        (RAY, 1, "Ann Marie Ray"),
        (SPOKESMAN.format("spokesman"), 2, "a spokesman for the union"),
        (SPOKESMAN.format("win"), 2, "a win"),
        (CHARGED, 3, "men"),
        (UNIONS, 4, "Peru 's Teachers Union"),
    ],
)
def test_a_phrase_has_its_modifiers_its_names_and_what_it_is_of(lines: str, head: int, expected: str) -> None:
    sentence, _ = parsed(lines)
    assert words(lines, phrase(sentence, head - 1)) == expected


@pytest.mark.parametrize(
    ("lines", "span", "expected"),
    [(MINISTERS, (0, 3), "deputy foreign ministers"), (RAY, (0, 2), "Ann Marie Ray"), (MINISTERS, (0, 0), "The")],
)
def test_what_only_points_is_left_out_before_a_phrase(lines: str, span: tuple[int, int], expected: str) -> None:
    sentence, _ = parsed(lines)
    assert words(lines, without_articles(sentence, *span)) == expected


def test_what_says_that_a_number_is_a_measure_is_left_out_too() -> None:
    sentence, _ = parsed(AT_LEAST)
    assert words(AT_LEAST, without_articles(sentence, 0, 3)) == "14 people"


def test_content_has_no_articles_numbers_or_prepositions() -> None:
    sentence, _ = parsed(MINISTERS)
    found = [lemma for lemma, _ in content_lemmas(sentence, 0, 9)]
    assert found == ["deputy", "foreign", "minister", "peru", "chile", "lima"]


def test_short_ranks_are_told_in_full() -> None:
    sentence, _ = parsed("Gen. gen. PROPN NNP 0 root\nPak Pak PROPN NNP 1 flat")
    assert [lemma for lemma, _ in content_lemmas(sentence, 0, 1)] == ["general", "pak"]


@pytest.mark.parametrize(("start", "expected"), [(2, 0), (3, None), (0, None)])
def test_the_owner_stands_right_before_the_possessive(start: int, expected: int | None) -> None:
    sentence, _ = parsed(UNIONS)
    assert possessor(sentence, start) == expected


@pytest.mark.parametrize(
    ("lines", "head", "expected"),
    [
        ("The the DET DT 2 det\nmen man NOUN NNS 0 root", 2, True),
        ("These this DET DT 2 det\nmen man NOUN NNS 0 root", 2, True),
        ("Their they PRON PRP$ 2 nmod:poss\nmen man NOUN NNS 0 root", 2, True),
        ("A a DET DT 2 det\nman man NOUN NN 0 root", 2, False),
        ("Men man NOUN NNS 0 root", 1, False),
    ],
)
def test_a_phrase_is_definite_if_the_reader_is_meant_to_know_whom(lines: str, head: int, expected: bool) -> None:
    sentence, _ = parsed(lines)
    assert is_definite(sentence, head - 1) is expected


@pytest.mark.parametrize(
    ("verb", "words", "expected"),
    [
        ("shot shoot", ["dead dead ADJ JJ 4 amod", "three three NUM CD 4 nummod"], "three policemen"),
        ("shot shoot", ["dead dead ADJ JJ 3 amod"], "policemen"),
        ("brought bring", ["alive alive ADJ JJ 4 amod", "three three NUM CD 4 nummod"], "three policemen"),
        ("buried bury", ["dead dead ADJ JJ 3 amod"], "dead policemen"),
    ],
)
def test_what_somebody_is_by_the_deed_is_no_part_of_the_phrase(verb: str, words: list[str], expected: str) -> None:
    head = len(words) + 2
    lines = [f"{verb} VERB VBD 0 root", *words, "policemen policeman NOUN NNS 1 obj"]
    sentence, text = parsed("\n".join(lines))
    first, last = without_articles(sentence, *phrase(sentence, head - 1))
    assert span_of(text, sentence, first, last).text == expected
