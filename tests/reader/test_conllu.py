"""CoNLL-U in and out, without the network: what is kept, what is filled in, what is refused."""

import pytest

from dateline.reader.conllu import ConlluError, filled, read_conllu, written
from tests.parsed import parsed

RAIN = """
Rain rain NOUN NN 2 nsubj
fell fall VERB VBD 0 root
"""
GOLD = [
    "# text = Rainfell.",
    "1-2\tRainfell\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No",
    "1\tRain\train\tX\tNN\tNumber=Sing\t9\tdep\t2:nsubj\tA=b",
    "2\tfell\tfall\tX\tVBD\t_\t9\tdep\t0:root\tSpaceAfter=No",
    "2.1\tfell\t_\t_\t_\t_\t_\t_\t2:conj\t_",
]


def test_ranges_and_empty_nodes_are_no_words_and_are_kept() -> None:
    (gold,) = read_conllu(GOLD, "gold")
    assert gold.lines == tuple(GOLD)
    assert [(t.text, t.space_after) for t in gold.tokens] == [("Rain", True), ("fell", False)]


def test_only_upos_head_and_deprel_are_filled_in() -> None:
    (gold,) = read_conllu(GOLD, "gold")
    lines = filled(gold, parsed(RAIN)[0]).splitlines()
    assert lines[2] == "1\tRain\train\tNOUN\tNN\tNumber=Sing\t2\tnsubj\t2:nsubj\tA=b"
    assert lines[3] == "2\tfell\tfall\tVERB\tVBD\t_\t0\troot\t0:root\tSpaceAfter=No"
    assert [lines[i] for i in (0, 1, 4)] == [GOLD[i] for i in (0, 1, 4)]


def test_blank_lines_part_sentences_and_the_last_needs_none() -> None:
    found = list(read_conllu(["", *GOLD, "", "", "# alone\r\n", "\r\n", GOLD[2] + "\r\n"], "gold"))
    assert [len(g.tokens) for g in found] == [2, 0, 1]
    assert found[1].lines == ("# alone",)


def test_a_comment_with_tabs_is_a_comment() -> None:
    (gold,) = read_conllu(["#1" + "\t_" * 9, GOLD[2]], "gold")
    assert len(gold.tokens) == 1


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("1\tRain", r"gold:2: a word needs ten tab-separated columns, this line has 2; mend the line"),
        ("2" + "\tx" * 9, r"gold:2: the word is numbered '2' and should be 1; number the words from 1"),
        ("1²" + "\tx" * 9, r"gold:2: the word is numbered '1²'"),
        ("1\t" + "\tx" * 8, r"gold:2: the word has no form"),
    ],
)
def test_what_is_no_conllu_is_refused_with_its_line(line: str, error: str) -> None:
    with pytest.raises(ConlluError, match=error):
        list(read_conllu(["# a comment", line], "gold"))


def test_a_sentence_is_written_with_its_offsets_and_without_space_where_there_is_none() -> None:
    sentence, text = parsed(RAIN, tag={1: "B-ORG"}, kind={2: "event"}, space_after={2: False})
    assert written(sentence, text, "7").splitlines() == [
        "# sent_id = 7",
        "# text = Rain fell",
        "1\tRain\train\tNOUN\tNN\t_\t2\tnsubj\t_\tStart=0|End=4|Entity=B-ORG",
        "2\tfell\tfall\tVERB\tVBD\t_\t0\troot\t_\tStart=5|End=9|Kind=event|SpaceAfter=No",
    ]
