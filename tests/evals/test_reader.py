"""The reader's gold files, and how they are scored."""

from __future__ import annotations

from pathlib import Path

from dateline.reader.reader import Reader
from dateline.reader.sentence import RoleArc, Sentence, Word
from evals.reader import entity_counts, measure_reader, read_gold, role_counts, spans
from evals.score import Counts

GOLD = """# sent_id = one
# entities = yes
# roles = yes
1	Mali	Mali	PROPN	_	_	2	nsubj	_	Entity=B-LOC
2	thanked	thank	VERB	_	_	0	root	_	Roles=1:ARG0,3:ARG1
3	Chad	Chad	PROPN	_	_	2	obj	_	Entity=*
4	.	.	PUNCT	_	_	2	punct	_	_

"""


def sentence(*tags: str) -> Sentence:
    words = [
        Word(i, i, i + 1, w, w, "X", "X", -1, "root", tag=t) for i, (w, t) in enumerate(zip("abcd", tags, strict=True))
    ]
    return Sentence(0, tuple(words), {1: (RoleArc(0, "ARG0", 0.9), RoleArc(2, "ARG2", 0.9), RoleArc(3, "ARG1", 0.1))})


def test_names_and_roles_are_read_from_the_last_column(tmp_path: Path) -> None:
    file = tmp_path / "gold.conllu"
    file.write_text(GOLD, encoding="utf-8")
    (gold,) = read_gold(file)
    assert gold.tags == ("B-LOC", "O", "*", "O")
    assert gold.roles == {1: frozenset({(0, "ARG0"), (2, "ARG1")})}
    assert gold.heads == (2, 0, 2, 2)


def test_what_is_not_judged_counts_neither_for_nor_against(tmp_path: Path) -> None:
    file = tmp_path / "gold.conllu"
    file.write_text(GOLD, encoding="utf-8")
    (gold,) = read_gold(file)
    assert entity_counts(gold, sentence("B-LOC", "O", "B-LOC", "O")) == Counts(1, 1, 1)
    assert entity_counts(gold, sentence("B-PER", "O", "O", "B-ORG")) == Counts(0, 2, 1)


def test_roles_count_by_word_and_label_if_sure_enough(tmp_path: Path) -> None:
    file = tmp_path / "gold.conllu"
    file.write_text(GOLD, encoding="utf-8")
    (gold,) = read_gold(file)
    assert role_counts(gold, sentence("O", "O", "O", "O")) == Counts(1, 2, 2)


def test_an_inside_tag_that_continues_nothing_begins_a_name() -> None:
    assert spans(["I-PER", "I-PER", "B-PER", "O", "I-ORG"]) == {(0, 2, "PER"), (2, 3, "PER"), (4, 5, "ORG")}


def test_a_whole_file_gives_a_score_for_each_stage(tmp_path: Path) -> None:
    file = tmp_path / "gold.conllu"
    file.write_text(GOLD, encoding="utf-8")
    measured = measure_reader(Reader(), file)
    assert {s.stage for s in measured.scores} == {"parse", "entities", "roles"}
    assert {s.metric: s.value for s in measured.scores}["UPOS"] == 100
