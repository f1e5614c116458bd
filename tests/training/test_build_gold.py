"""Gold of the reader is written as it is read again."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.reader import read_gold
from tests.training import toy
from training import build_gold
from training.corpora import load_ewt, load_gum


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return toy.corpora(tmp_path_factory.mktemp("data"))


def test_words_trees_names_and_roles_come_back(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "gold" / "ewt.conllu"
    build_gold.write(load_ewt(data, "test"), file, "Toy")
    assert file.read_text(encoding="utf-8").startswith("# Toy\n# sent_id = ewt-1-1\n")
    first, second, third = read_gold(file)
    assert list(first.words) == toy.words(toy.EWT[0])
    assert first.heads == (2, 3, 0, 3, 4, 7, 4, 3)
    assert first.tags == ("O", "O", "O", "B-PER", "I-PER", "O", "*", "O")
    assert first.roles == {2: {(1, "ARG0"), (3, "ARG1")}}
    assert second.roles == {1: {(0, "ARG1")}}
    assert (third.roles, third.tags) == (None, None)


def test_names_of_gum_are_not_told_for_its_tags_leave_much_open(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "gum.conllu"
    build_gold.write(load_gum(data, "ccby-test"), file, "Toy")
    (sentence,) = read_gold(file)
    assert sentence.tags is None


def test_the_sample_is_the_same_each_time_and_holds_whole_labelled_sentences(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build_gold, "_SAMPLE", 5)
    examples = load_ewt(data, "test") * 9
    found = build_gold.sample(examples)
    assert len(found) == 5
    assert all(len(e.words) >= 5 and e.predicates is not None for e in found)
    assert [id(e) for e in found] == [id(e) for e in build_gold.sample(examples)]
