"""The reader on real and on hostile text: every character in one word, trees, and the same answer each time."""

import pytest

from dateline.reader.reader import Reader
from dateline.reader.segment import split_sentences
from dateline.reader.sentence import Sentence

NEWS = (
    'BERGEN — The ministers met on Friday, a spokesman said. "We agreed on fish," Ms. Lund told Lunde Avis.\n\n'
    "Police didn't say how many were arrested (at least 12) in the U.S. and Türkiye.\n"
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def is_tree(sentence: Sentence) -> bool:
    """One root, and every word is reached from it."""
    reached = [w.index for w in sentence.words if w.head < 0]
    if len(reached) != 1:
        return False
    for index in reached:
        reached.extend(sentence.children[index])
    return sorted(reached) == list(range(len(sentence.words)))


@pytest.mark.parametrize(
    "text",
    [
        NEWS,
        NEWS.upper(),
        NEWS.replace("\n", "\r\n"),
        NEWS.replace(" ", " \u200f").replace("met", "m\u200bet"),
        "... --- !!! ??? () [] '' \" ;;; " * 10,
        "😀🎉🕊️👩\u200d👩\u200d👧 " * 30,
        '("' * 300 + NEWS + '")' * 300,
        "'" * 900,
        "and " * 1500,
        "word" * 20_000,
        "e" + "\u0301" * 5000,
        "http://" + "a." * 3000,
        "reconciliation-" * 150,
        "Mr. Lund and " * 200,
        "\u2028 \u00a0\x0b\x1c a \x85",
        "a",
    ],
    ids=lambda text: repr(text[:12]),
)
def test_every_written_character_is_in_exactly_one_word_of_a_tree(reader: Reader, text: str) -> None:
    sentences = reader.read(text)
    words = [w for s in sentences for w in s.words]
    covered = [i for w in words for i in range(w.start, w.end)]
    assert len(covered) == len(set(covered))
    assert {i for i, c in enumerate(text) if not c.isspace()} <= set(covered)
    assert all(text[w.start : w.end] == w.text for w in words)
    assert all(is_tree(s) for s in sentences)
    assert [s.index for s in sentences] == list(range(len(sentences)))


def test_only_the_part_asked_for_is_read(reader: Reader) -> None:
    start = NEWS.index("The ministers")
    end = NEWS.index("a spokesman")
    words = [w for s in reader.read(NEWS, start, end) for w in s.words]
    assert (words[0].start, words[-1].end) == (start, end - 1)


@pytest.mark.parametrize("text", ["", " ", "\n" * 1000])
def test_where_nothing_is_written_nothing_is_read(reader: Reader, text: str) -> None:
    assert reader.read(text) == []


def test_a_report_is_read_the_same_after_another_one(reader: Reader) -> None:
    first = reader.read(NEWS)
    reader.read("Two soldiers were killed. Rebels left the town of Lunde.")
    assert reader.read(NEWS) == first


def test_words_that_are_given_are_kept(reader: Reader) -> None:
    (tokens,) = split_sentences("Rain fell on the town.")
    (sentence,) = reader.read_words([tokens])
    assert [w.text for w in sentence.words] == ["Rain", "fell", "on", "the", "town", "."]
    assert [(w.upos, w.deprel) for w in sentence.words[:2]] == [("NOUN", "nsubj"), ("VERB", "root")]


def test_a_sentence_that_the_encoder_cannot_hold_is_one_tree_when_read_whole(reader: Reader) -> None:
    tokens = [t for s in split_sentences("reconciliation-" * 400) for t in s]
    sentences = reader.read_whole([tokens, tokens[:3]])
    assert [len(s.words) for s in sentences] == [800, 3]
    assert all(is_tree(s) for s in sentences)
