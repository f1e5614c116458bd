"""Who takes part, whatever form the sentence has."""

from __future__ import annotations

import pytest

from dateline.grammar.participants import participants
from tests.parsed import parsed

ACTIVE = """
Troops troop NOUN NNS 2 nsubj
attacked attack VERB VBD 0 root
the the DET DT 4 det
village village NOUN NN 2 obj
with with ADP IN 6 case
rockets rocket NOUN NNS 2 obl
"""
PASSIVE = """
The the DET DT 2 det
village village NOUN NN 4 nsubj:pass
was be AUX VBD 4 aux:pass
attacked attack VERB VBN 0 root
by by ADP IN 6 case
troops troop NOUN NNS 4 obl:agent
"""
RELATIVE = """
The the DET DT 2 det
soldiers soldier NOUN NNS 8 nsubj
who who PRON WP 4 nsubj
attacked attack VERB VBD 2 acl:relcl
the the DET DT 6 det
village village NOUN NN 4 obj
have have AUX VBP 8 aux
left leave VERB VBN 0 root
"""
CONTROL = """
London London PROPN NNP 2 nsubj
urged urge VERB VBD 0 root
Tehran Tehran PROPN NNP 2 obj
to to PART TO 5 mark
free free VERB VB 2 xcomp
prisoners prisoner NOUN NNS 5 obj
"""
COORDINATED = """
France France PROPN NNP 4 nsubj
and and CCONJ CC 3 cc
Italy Italy PROPN NNP 1 conj
condemned condemn VERB VBD 0 root
and and CCONJ CC 6 cc
sanctioned sanction VERB VBD 4 conj
Belarus Belarus PROPN NNP 6 obj
"""


def forms(sentence_lines: str, predicate: int, key: str) -> list[str]:
    sentence, _ = parsed(sentence_lines)
    found = participants(sentence, predicate - 1)
    return [sentence.words[w].text for w in found.get(key, ())]


@pytest.mark.parametrize(
    ("lines", "predicate", "key", "expected"),
    [
        (ACTIVE, 2, "ARG0", ["Troops"]),
        (ACTIVE, 2, "ARG1", ["village"]),
        (ACTIVE, 2, "with", ["rockets"]),
        (PASSIVE, 4, "ARG0", ["troops"]),
        (PASSIVE, 4, "ARG1", ["village"]),
        (RELATIVE, 4, "ARG0", ["soldiers"]),
        (RELATIVE, 4, "ARG1", ["village"]),
        (CONTROL, 5, "SUBJ", ["Tehran"]),
        (CONTROL, 2, "SUBJ", ["London"]),
        (CONTROL, 2, "COMP", ["free"]),
        (COORDINATED, 4, "ARG0", ["France", "Italy"]),
        (COORDINATED, 6, "SUBJ", ["France", "Italy"]),
    ],
)
def test_the_doer_and_the_done_to_are_found(lines: str, predicate: int, key: str, expected: list[str]) -> None:
    assert forms(lines, predicate, key) == expected


def test_propbank_speaks_before_grammar() -> None:
    sentence, _ = parsed(ACTIVE, roles={2: [(4, "ARG0"), (1, "ARG1")]})
    found = participants(sentence, 1)
    assert (found["ARG0"], found["ARG1"]) == ((3,), (0,))


def test_a_subject_that_propbank_calls_arg1_is_not_also_arg0() -> None:
    lines = "Bombs bomb NOUN NNS 2 nsubj\nexploded explode VERB VBD 0 root"
    sentence, _ = parsed(lines, roles={2: [(1, "ARG1")]})
    found = participants(sentence, 1)
    assert found["ARG1"] == (0,)
    assert "ARG0" not in found


def test_a_role_that_the_reader_marks_is_there_by_its_key_and_a_time_is_behind_no_preposition() -> None:
    lines = ACTIVE + "on on ADP IN 8 case\nMonday Monday PROPN NNP 2 obl\n"
    sentence, _ = parsed(lines, roles={2: [(8, "ARGM-TMP"), (6, "ARGM-LOC")]})
    found = participants(sentence, 1)
    assert (found["TMP"], found["LOC"]) == ((7,), (5,))
    assert "on" not in found
    assert found["with"] == (5,)


def test_an_act_in_which_something_is_done_stays_behind_its_preposition_though_it_says_when() -> None:
    lines = PASSIVE.replace("by by ADP IN 6 case", "in in ADP IN 6 case").replace(
        "troops troop NOUN NNS 4 obl:agent", "raid raid NOUN NN 4 obl"
    )
    sentence, _ = parsed(lines, roles={4: [(6, "ARGM-TMP")]}, event_noun={6: 0.9})
    assert participants(sentence, 3)["in"] == (5,)
    less, _ = parsed(lines, roles={4: [(6, "ARGM-TMP")]}, event_noun={6: 0.1})
    assert "in" not in participants(less, 3)


def test_whoever_a_passive_verb_has_as_its_subject_did_not_do_it() -> None:
    sentence, _ = parsed(PASSIVE, roles={4: [(2, "ARG0")]})
    found = participants(sentence, 3)
    assert "village" not in [sentence.words[w].text for w in found.get("ARG0", ())]
    assert found["ARG1"] == (1,)


def test_of_a_subject_and_another_word_under_one_number_the_subject_is_the_doer() -> None:
    sentence, _ = parsed(ACTIVE, roles={2: [(1, "ARG1"), (4, "ARG1")]})
    found = participants(sentence, 1)
    assert (found["ARG0"], found["ARG1"]) == ((0,), (3,))


def test_a_relative_pronoun_in_a_role_means_its_noun() -> None:
    sentence, _ = parsed(RELATIVE, roles={4: [(3, "R-ARG0")]})
    assert participants(sentence, 3)["ARG0"] == (1,)


def test_a_predicate_takes_no_part_in_itself() -> None:
    sentence, _ = parsed(ACTIVE, roles={2: [(2, "ARG1"), (4, "ARG1")]})
    assert participants(sentence, 1)["ARG1"] == (3,)
