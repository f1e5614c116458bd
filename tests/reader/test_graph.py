"""The network as it is run: any batch goes through, and a sentence's analysis has one row a word."""

from importlib import resources
from pathlib import Path

import pytest

from dateline.reader.graph import Graph

PER_WORD = ("upos", "xpos", "lemma", "tag", "kind", "predicate", "event_noun")


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
        assert len(analysis.heads) == len(analysis.labels) == len(words)
        assert all(0 <= head <= len(words) for head in analysis.heads)
        assert analysis.heads.count(0) == 1
        assert all(0 <= p < len(words) and len(classes) == len(words) for p, (classes, _) in analysis.roles.items())


def test_a_verb_is_a_predicate_with_roles(graph: Graph) -> None:
    (analysis,) = graph.analyse(["The minister visited the university on Friday .".split()])
    classes, shares = analysis.roles[2]
    assert {graph.labels.roles[classes[i]] for i in (1, 4)} == {"ARG0", "ARG1"}
    assert all(0 <= share <= 1 for share in shares.tolist())


def test_every_word_has_the_label_of_the_arc_that_its_tree_takes(graph: Graph) -> None:
    sentences = ["A minister met an envoy on Friday .".split(), "Troops left .".split()]
    first, second = graph.analyse(sentences)
    assert first.heads == [2, 3, 0, 5, 3, 7, 3, 3]
    names = [graph.labels.labels[n] for n in first.labels]
    assert [name.partition(":")[0] for name in names] == "det nsubj root det obj case obl punct".split()
    assert [graph.labels.labels[n] for n in second.labels] == ["nsubj", "root", "punct"]


def test_labels_and_outputs_agree_in_number(graph: Graph) -> None:
    (analysis,) = graph.analyse([["Rain", "fell", "."]])
    assert analysis.outputs["tag"].shape[1] == len(graph.labels.tags)
    assert int(analysis.outputs["upos"].max()) < len(graph.labels.upos)


def test_512_pieces_fit_and_more_do_not(graph: Graph) -> None:
    assert graph.fits(["rain"] * 510)
    assert not graph.fits(["rain"] * 511)
