"""The codebook's examples as sentences to learn from: the act where its rule finds it, the rest left open."""

from __future__ import annotations

from itertools import islice

from dateline.coder import load
from training.annotated import read_examples
from training.build_examples import annotated
from training.corpora import EXAMPLES


def test_an_example_has_its_act_with_those_who_take_part() -> None:
    for row in islice(annotated(load()), 5):
        assert row["triggers"]
        assert all(row["text"][start:end] for start, end in (*row["triggers"], *row["actors"], *row["recipients"]))
        assert not {*map(tuple, row["triggers"])} & {*row["open"]}


def test_the_examples_that_are_written_down_tell_one_act_each_and_leave_the_rest_open() -> None:
    passages = read_examples(EXAMPLES)
    assert len(passages) > 1300
    for passage in passages:
        acts = passage.acts or []
        assert {act.event for act in acts} == {0}
        assert len({act.type for act in acts}) == 1
        assert not {act.at for act in acts} & passage.open_words
        assert passage.said is None


def test_another_verb_of_the_frame_tells_the_act_in_the_same_form_and_what_follows_moves() -> None:
    rows = list(islice(annotated(load()), 12))
    first, varied = rows[0], rows[1]
    (start, end), (_, other) = first["triggers"][0], varied["triggers"][0]
    assert first["text"][:start] == varied["text"][:start]
    assert first["text"][end:] == varied["text"][other:]
    assert first["text"][start:end].endswith("ed")
    assert varied["text"][start:other].endswith("ed")
    assert [first["text"][a:b] for a, b in first["recipients"]] == [
        varied["text"][a:b] for a, b in varied["recipients"]
    ]
    assert varied["type"] == first["type"]
