"""Annotated reports and GUM's documents as passages: which words tell which act, who takes part, who means whom."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.load import load
from tests.training import toy
from training.annotated import passages_of, read_coreference
from training.example import TAG_ID
from training.passage import At, Passage


@pytest.fixture(scope="module")
def passage(tmp_path_factory: pytest.TempPathFactory) -> Passage:
    (found,) = passages_of(load(folder=toy.report(tmp_path_factory.mktemp("reports"))))
    return found


def word(passage: Passage, at: At) -> str:
    return passage.examples[at.sentence].words[at.word]


def test_every_telling_of_an_event_is_an_act_with_its_sides(passage: Passage) -> None:
    assert passage.acts is not None
    told = [
        (word(passage, a.at), a.type, {word(passage, p): side for p, side in a.parts.items()}) for a in passage.acts
    ]
    assert told == [
        ("attacked", "ASSAULT", {"army": "actor", "rebels": "recipient", "Orla": "place", "Monday": "time"}),
        ("attack", "ASSAULT", {"them": "actor", "rebels": "recipient", "Orla": "place"}),
        ("praised", "SUPPORT", {"she": "actor", "them": "recipient"}),
    ]


def test_other_mentions_of_who_takes_part_are_left_open(passage: Passage) -> None:
    assert passage.acts is not None
    assert {word(passage, at) for at in passage.acts[0].open} == {"them"}


def test_mentions_end_with_their_heads_and_a_pronoun_may_mean_nobody(passage: Passage) -> None:
    found = {(word(passage, m.at), m.chain, m.form) for m in passage.mentions}
    assert ("Reck", "gen", "name") in found
    assert ("she", "gen", "pronoun") in found
    assert ("it", None, "pronoun") in found


def test_names_are_tags_and_all_else_is_none(passage: Passage) -> None:
    first = passage.examples[0]
    tags = dict(zip(first.words, first.tags or [], strict=True))
    assert tags["Ana"] == 1 << TAG_ID["B-PER"]
    assert tags["Reck"] == 1 << TAG_ID["I-PER"]
    assert tags["army"] == 1 << TAG_ID["O"]


def test_a_statement_has_its_pieces(passage: Passage) -> None:
    (said,) = passage.said or []
    words = passage.examples[said.sentence].words
    assert {piece: words[i] for piece, i in said.pieces.items() if i is not None} == {
        "cue_end": "said", "speaker": "Reck", "content_start": "The", "content_end": "Monday",
    }  # fmt: skip


def test_documents_of_gum_are_read_in_windows(tmp_path: Path) -> None:
    data = toy.corpora(tmp_path)
    (found,) = read_coreference(data / "coref-gum/ccby-train.jsonl.gz")
    assert [(word(found, m.at), m.form) for m in found.mentions] == [("Renn", "name"), ("Tarvia", "name")]
    assert found.acts is None
