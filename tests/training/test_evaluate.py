"""How the reader is scored on gold words."""

from __future__ import annotations

import pytest

from tests.parsed import parsed
from training.evaluate import entities, parsing, predicates
from training.example import ANY_TAG, TAG_ID, Example
from training.gold import gold_tokens, spans

LINES = """
Lena Lena PROPN NNP 2 nsubj
praised praise VERB VBD 0 root
rain rain NOUN NN 2 obj
"""


def example(**labels: object) -> Example:
    given = {
        "upos": ["PROPN", "VERB", "NOUN"], "xpos": ["NNP", "VBD", "NN"], "lemmas": ["lena", "praise", "rain"],
        "heads": [2, 0, 2], "labels": ["nsubj", "root", "obj"], **labels,
    }  # fmt: skip
    return Example(source="ewt", words=["Lena", "praised", "rain"], **given)  # type: ignore[arg-type]


def test_gold_words_stand_apart_by_one_blank() -> None:
    assert [(t.start, t.end) for t in gold_tokens(["Lena", "ran"])] == [(0, 4), (5, 8)]


def test_a_right_head_with_another_label_counts_for_one_figure_only() -> None:
    sentence, _ = parsed(LINES)
    scores = parsing([example(labels=["nsubj", "root", "nmod"], heads=[3, 0, 2])], [sentence])
    assert scores == pytest.approx({"UPOS": 100, "XPOS": 100, "lemma": 100, "UAS": 200 / 3, "LAS": 100 / 3})


def test_names_go_on_from_their_own_beginning_only() -> None:
    assert spans(["B-PER", "I-PER", "I-LOC", "O", "I-ORG"]) == {(0, 2, "PER"), (2, 3, "LOC"), (4, 5, "ORG")}


def test_names_over_words_that_gold_leaves_open_do_not_count() -> None:
    sentence, _ = parsed(LINES, tag={1: "B-PER", 3: "B-LOC"})
    person, nothing = 1 << TAG_ID["B-PER"], 1 << TAG_ID["O"]
    assert entities([example(tags=[person, nothing, ANY_TAG])], [sentence])["entities F1"] == 100
    assert entities([example(tags=[person, nothing, nothing])], [sentence])["entities P"] == 50


def test_predicates_count_from_one_half_on() -> None:
    sentence, _ = parsed(LINES, predicate={2: 0.5, 3: 0.49})
    assert predicates([example(predicates=[0, 1, 1])], [sentence]) == pytest.approx(
        {"predicates P": 100, "predicates R": 50, "predicates F1": 200 / 3}
    )
