"""What is read from the treebanks, and how roles, names, kinds and event nouns are laid over their sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.training.toy import EWT, GUM, PRAISED, conllu, iob, json_lines, propbank_row, qanom, words, write
from training.example import ANY_TAG, KIND_ID, TAGS, Argument, Example
from training.treebanks import (
    add_entities,
    add_kinds,
    add_propbank,
    read_conllu,
    read_masc,
    read_qanom,
    span_head,
)


def ewt(folder: Path) -> list[Example]:
    return read_conllu(write(folder / "ewt.conllu", conllu(EWT, "ewt")), "ewt")


def gum(folder: Path) -> list[Example]:
    return read_conllu(write(folder / "gum.conllu", conllu(GUM, "gum")), "gum")


def tags(example: Example) -> list[set[str]]:
    """Which tags each word may have."""
    assert example.tags is not None
    return [{tag for t, tag in enumerate(TAGS) if mask >> t & 1} for mask in example.tags]


NO_NAME = {"O", "B-MISC", "I-MISC"}


def test_a_treebank_gives_words_lemmas_tags_and_trees_without_multiword_lines(tmp_path: Path) -> None:
    first = ewt(tmp_path)[0]
    assert (first.source, first.sent_id) == ("ewt", "ewt-1-1")
    assert first.words == words(EWT[0])
    assert first.lemmas is not None
    assert (first.lemmas[2], first.upos and first.upos[3], first.xpos and first.xpos[2]) == ("praise", "PROPN", "VBD")
    assert (first.heads, first.labels and first.labels[:3]) == ([2, 3, 0, 3, 4, 7, 4, 3], ["det", "nsubj", "root"])


def test_what_a_treebank_does_not_label_stays_none(tmp_path: Path) -> None:
    first = ewt(tmp_path)[0]
    assert (first.tags, first.kinds, first.predicates) == (None, None, None)


@pytest.mark.parametrize(("start", "end", "without", "head"), [(0, 1, 2, 1), (3, 6, 2, 3), (5, 6, 2, 6), (2, 4, 2, 2)])
def test_the_head_of_a_span_is_its_word_that_hangs_from_outside_else_its_highest(
    tmp_path: Path, start: int, end: int, without: int, head: int
) -> None:
    heads = ewt(tmp_path)[0].heads
    assert heads is not None
    assert span_head(heads, start, end, without) == head


def test_a_tree_that_turns_in_a_circle_ends_all_the_same() -> None:
    assert span_head([2, 1, 0], 0, 1, without=2) in (0, 1)


def test_roles_are_laid_over_the_words_of_their_sentence_with_their_head_words(tmp_path: Path) -> None:
    examples = ewt(tmp_path)
    add_propbank(examples, json_lines(tmp_path / "p.jsonl", [propbank_row(1, EWT[0], [PRAISED])]))
    assert examples[0].predicates == [0, 0, 1, 0, 0, 0, 0, 0]
    assert examples[0].arguments == {2: [Argument("ARG0", 0, 1, 1), Argument("ARG1", 3, 6, 3)]}
    assert examples[1].predicates is None


def test_rows_that_fit_no_one_sentence_label_nothing(tmp_path: Path) -> None:
    examples = ewt(tmp_path)
    over_two = propbank_row(1, EWT[0], [PRAISED])
    over_two["ud"][3] = ["ewt-2-1:1"]
    rows = [propbank_row(1, EWT[0], [PRAISED], ok=False), over_two, propbank_row(9, EWT[0], [PRAISED])]
    add_propbank(examples, json_lines(tmp_path / "p.jsonl", rows))
    assert [e.predicates for e in examples] == [None, None, None]


def test_a_predicate_on_a_word_that_the_treebank_does_not_have_is_passed_over(tmp_path: Path) -> None:
    examples = ewt(tmp_path)
    row = propbank_row(1, EWT[0], [PRAISED])
    row["ud"][2] = ["ewt-1-1:2.1"]  # an empty node, which trees of surface words leave out
    add_propbank(examples, json_lines(tmp_path / "p.jsonl", [row]))
    assert examples[0].predicates == [0] * 8
    assert examples[0].arguments == {}


def test_names_are_laid_over_the_next_sentence_with_the_same_words(tmp_path: Path) -> None:
    examples = ewt(tmp_path)
    rain = [("Rain", "B-PER"), ("fell", "O"), (".", "O")]
    add_entities(examples, write(tmp_path / "n.iob2", iob([rain, [("Nobody", "O")]])))
    assert tags(examples[1]) == [{"B-PER"}, NO_NAME, NO_NAME]
    assert examples[2].tags is None
    assert examples[0].tags is None


def test_what_is_another_kind_of_name_may_be_any(tmp_path: Path) -> None:
    examples = ewt(tmp_path)
    add_entities(examples, write(tmp_path / "n.iob2", iob([[("Rain", "B-OTH"), ("fell", "O"), (".", "O")]])))
    assert examples[1].tags is not None
    assert examples[1].tags[0] == ANY_TAG


def mention(start: int, end: int, head: int, kind: str, *, named: bool = True) -> dict[str, object]:
    return {"sent": 0, "start": start, "end": end, "head": head, "type": kind, "named": named}


def laid(folder: Path, *mentions: dict[str, object], tokens: list[str] | None = None) -> Example:
    examples = gum(folder)
    document = {"sentences": [{"id": "gum-1-1", "tokens": tokens or words(GUM[0])}], "mentions": list(mentions)}
    add_kinds(examples, json_lines(folder / "k.jsonl.gz", [document]))
    return examples[0]


def test_the_head_of_a_mention_has_its_kind_and_a_name_is_its_proper_nouns(tmp_path: Path) -> None:
    example = laid(tmp_path, mention(0, 2, 1, "person"), mention(4, 4, 4, "place"), mention(6, 6, 6, "time"))
    assert example.kinds == [0, KIND_ID["person"], 0, 0, KIND_ID["place"], 0, KIND_ID["time"]]
    assert tags(example) == [NO_NAME, {"B-PER"}, {"I-PER"}, NO_NAME, {"B-LOC"}, NO_NAME, {"O"}]


def test_proper_nouns_that_no_mention_names_stay_open(tmp_path: Path) -> None:
    example = laid(tmp_path, mention(0, 2, 1, "person", named=False), mention(4, 4, 4, "plant"))
    assert example.tags is not None
    assert [example.tags[i] == ANY_TAG for i in (1, 2, 4, 6)] == [True, True, False, True]
    assert tags(example)[4] == {"B-MISC"}
    assert example.kinds is not None
    assert example.kinds[4] == KIND_ID["other"]


def test_the_inner_of_two_mentions_wins(tmp_path: Path) -> None:
    example = laid(tmp_path, mention(1, 1, 1, "place"), mention(1, 2, 1, "organization"))
    assert tags(example)[1:3] == [{"B-LOC"}, {"I-ORG"}]


def test_mentions_over_other_words_are_not_laid(tmp_path: Path) -> None:
    example = laid(tmp_path, mention(0, 2, 1, "person"), tokens=["Other", "words"])
    assert (example.kinds, example.tags) == (None, None)


def test_a_noun_is_an_event_if_half_of_the_votes_say_so(tmp_path: Path) -> None:
    sentence = "The raid and the city `` old ''"
    rows = [("wikinews:1", sentence, 1, True), ("wikinews:1", sentence, 1, False)]
    rows += [("wikinews:1", sentence, 4, answer) for answer in (True, False, False)]
    rows += [("wikipedia:2", "The march", 1, True)]
    (example,) = read_qanom(qanom(tmp_path / "q.csv", rows))
    assert example.words == ["The", "raid", "and", "the", "city", '"', "old", '"']
    assert example.event_nouns == {1: 1, 4: 0}


def test_without_a_tree_a_longer_role_has_no_head_word_and_nouns_are_no_sure_predicates(tmp_path: Path) -> None:
    row = {
        "ok": True,
        "tokens": ["Guards", "beat", "two", "men"],
        "tags": ["NNS", "VBD", "CD", "NNS"],
        "preds": [{"idx": 1, "args": [[0, 0, "ARG0"], [1, 1, "V"], [2, 3, "ARG1"]]}],
    }
    (example,) = read_masc(json_lines(tmp_path / "m.jsonl.gz", [row, {**row, "preds": []}, {**row, "ok": False}]))
    assert example.predicates == [-1, 1, 0, -1]
    assert example.arguments == {1: [Argument("ARG0", 0, 0, 0), Argument("ARG1", 2, 3, None)]}
