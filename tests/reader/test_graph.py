"""The network as it is run: any batch goes through, and a sentence's analysis has one row a word."""

from importlib import resources
from pathlib import Path

import pytest

from dateline.reader.graph import Graph

PER_WORD = ("upos", "xpos", "lemma", "tag", "kind", "predicate", "event_noun", "factuality")


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph(Path(str(resources.files("dateline.reader"))) / "weights")


@pytest.mark.parametrize(
    "sentences",
    [
        ["A minister met an envoy .".split()],
        ["A minister met an envoy .".split(), ["Rain"], "Troops left .".split()],
        [["http://a.example.com"]],
        [["1", ","]],
        [["'"] * 400, ["'"] * 400],
        [["\u0301"], ["\ud7ff\ue000"], ["\u200b"]],
        [["x" * 100_000]],
        [],
    ],
    ids=["one", "several", "no predicate", "a number", "long rows of quotes", "odd characters", "a long word", "none"],
)
def test_every_batch_is_analysed_with_a_row_a_word(graph: Graph, sentences: list[list[str]]) -> None:
    found = graph.analyse(sentences)
    assert len(found) == len(sentences)
    for words, analysis in zip(sentences, found, strict=True):
        assert {len(analysis.outputs[name]) for name in PER_WORD} == {len(words)}
        assert analysis.outputs["arc"].shape == (len(words) + 1, len(words) + 1)
        assert all(0 <= p < len(words) and len(classes) == len(words) for p, (classes, _) in analysis.roles.items())


def test_a_verb_is_a_predicate_with_roles(graph: Graph) -> None:
    (analysis,) = graph.analyse(["The minister visited the university on Friday .".split()])
    classes, shares = analysis.roles[2]
    assert {graph.labels.roles[classes[i]] for i in (1, 4)} == {"ARG0", "ARG1"}
    assert all(0 <= share <= 1 for share in shares.tolist())


def test_labels_and_outputs_agree_in_number(graph: Graph) -> None:
    (analysis,) = graph.analyse([["Rain", "fell", "."]])
    assert analysis.outputs["tag"].shape[1] == len(graph.labels.tags)
    assert int(analysis.outputs["upos"].max()) < len(graph.labels.upos)


def test_512_pieces_fit_and_more_do_not(graph: Graph) -> None:
    assert graph.fits(["rain"] * 510)
    assert not graph.fits(["rain"] * 511)
