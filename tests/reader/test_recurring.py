"""Names of people are read alike in all sentences of a report."""

from __future__ import annotations

from dateline.reader.recurring import alike
from dateline.reader.sentence import Sentence, Word


def sentence(index: int, *rows: tuple[str, str, int, str, str]) -> Sentence:
    """Rows: text, class, head, label, tag."""
    words, at = [], 0
    for i, (text, upos, head, label, tag) in enumerate(rows):
        words.append(Word(i, at, at + len(text), text, text.lower(), upos, "", head, label, tag))
        at += len(text) + 1
    return Sentence(index, tuple(words))


FULL = sentence(
    0,
    ("Kim", "PROPN", 2, "nsubj", "B-PER"),
    ("Yong-il", "PROPN", 0, "flat", "I-PER"),
    ("spoke", "VERB", -1, "root", "O"),
)


def tags(read: Sentence) -> list[str]:
    return [w.tag for w in read.words]


def test_a_name_that_is_missed_in_one_sentence_is_the_person_of_the_others() -> None:
    missed = sentence(
        1,
        ("Kim", "PROPN", 2, "nsubj", "O"),
        ("Yong-il", "PROPN", 0, "flat", "B-ORG"),
        ("left", "VERB", -1, "root", "O"),
    )
    assert tags(alike([FULL, missed])[1]) == ["B-PER", "I-PER", "O"]


def test_a_longer_name_that_begins_with_a_persons_stays_what_it_is() -> None:
    school = sentence(
        1,
        ("Kim", "PROPN", 2, "compound", "B-ORG"),
        ("Yong-il", "PROPN", 0, "flat", "I-ORG"),
        ("University", "PROPN", 3, "nsubj", "I-ORG"),
        ("closed", "VERB", -1, "root", "O"),
    )
    assert alike([FULL, school])[1] == school


def test_a_surname_alone_is_left_to_those_who_link_names() -> None:
    short = sentence(1, ("Kim", "PROPN", 1, "nsubj", "B-LOC"), ("left", "VERB", -1, "root", "O"))
    assert alike([FULL, short])[1] == short


MET = (
    ("met", "VERB", -1, "root", "O"),
    ("the", "DET", 2, "det", "O"),
    ("minister", "NOUN", 0, "obj", "O"),
    ("of", "ADP", 4, "case", "O"),
    ("Tonga", "PROPN", 2, "nmod", "B-LOC"),
    (",", "PUNCT", 0, "punct", "O"),
)


def test_a_title_before_a_name_belongs_to_it_and_both_to_the_office_before_the_comma() -> None:
    apposed = sentence(
        1,
        *MET,
        ("General", "PROPN", 4, "nmod:desc", "O"),
        ("Kim", "PROPN", 4, "appos", "B-PER"),
        ("Yong-il", "PROPN", 7, "flat", "I-PER"),
    )
    read = alike([FULL, apposed])[1].words
    assert [(read[6].head, read[6].deprel), (read[7].head, read[7].deprel)] == [(7, "nmod:desc"), (2, "appos")]


def test_a_name_after_a_comma_without_a_title_hangs_where_it_hung() -> None:
    listed = sentence(
        1,
        *MET,
        ("Kim", "PROPN", 2, "conj", "B-PER"),
        ("Yong-il", "PROPN", 6, "flat", "I-PER"),
    )
    assert alike([FULL, listed])[1] == listed


def test_no_word_ever_hangs_from_what_hangs_from_it() -> None:
    circle = sentence(
        1,
        ("of", "ADP", 1, "case", "O"),
        ("Tonga", "PROPN", 4, "nmod", "B-LOC"),
        (",", "PUNCT", 4, "punct", "O"),
        ("General", "PROPN", 0, "nmod:desc", "O"),
        ("Kim", "PROPN", -1, "root", "B-PER"),
        ("Yong-il", "PROPN", 4, "flat", "I-PER"),
    )
    assert alike([FULL, circle])[1].words[4].head == -1
