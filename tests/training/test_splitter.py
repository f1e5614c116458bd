"""Learning where sentences end, and measuring it, on texts rebuilt from toy trees."""

from __future__ import annotations

import random
from pathlib import Path

from dateline.reader.tokenize import tokenize
from tests.training.toy import write
from training.evaluate_segmentation import Document, by_library, f1, ours, paragraphs_only, read_documents
from training.train_splitter import cases, fit


def line(number: str, form: str, misc: str = "_") -> str:
    return "\t".join((number, form, *("_" * 7), misc))


def test_a_text_is_rebuilt_from_its_words_with_their_spans(tmp_path: Path) -> None:
    sentences = [
        [
            "# newdoc id = d1",
            line("1-2", "can't", "SpaceAfter=No"),
            line("1", "ca"),
            line("2", "n't"),
            line("3", "."),
            line("3.1", "empty"),
        ],
        ["# newpar", line("1", "Rain", "_"), line("2", "fell", "SpaceAfter=No"), line("3", ".")],
        ["# newdoc id = d2", line("1", "So", "_")],
    ]
    file = write(tmp_path / "t.conllu", "\n\n".join("\n".join(s) for s in sentences) + "\n\n")
    first, second = read_documents(file)
    assert (first.id, first.text.rstrip()) == ("d1", "can't.\n\nRain fell.")
    assert [first.text[a:b] for a, b in first.sentences] == ["can't.", "Rain fell."]
    assert [first.text[a:b] for a, b in first.words] == ["ca", "n't", ".", "Rain", "fell", "."]
    assert (second.id, second.text.strip()) == ("d2", "So")


def test_a_sentence_counts_where_both_ends_agree() -> None:
    document = Document("d", "One came. Two left.", sentences=[(0, 9), (10, 19)])
    assert f1([document], [ours(document.text)[1]], "sentences") == 100
    assert f1([document], [paragraphs_only(document.text)[1]], "sentences") == 0
    assert f1([document], [[(0, 9), (10, 14), (15, 19)]], "sentences") == 40


def test_what_a_library_returns_is_found_again_in_the_text() -> None:
    split = by_library(lambda text: [part + "." for part in text.split(".") if part])
    assert split("One came. One left.")[1] == [(0, 9), (10, 19)]


def test_each_candidate_is_a_case_with_its_answer() -> None:
    text = "Dr. Moor came. Rain fell."
    found = list(cases(tokenize(text, 0, len(text)), {14, 25}, random.Random(1)))
    assert sum(answer for _, answer in found) == 2
    assert all(names for names, _ in found)


def test_weights_are_learned_from_what_was_seen_often_enough() -> None:
    seen = [(["stop", "capital"], True)] * 20 + [(["stop", "small"], False)] * 20 + [(["rare"], True)] * 2
    weights = fit(seen, steps=200)
    assert weights["capital"] > 1 > -1 > weights["small"]
    assert "rare" not in weights
