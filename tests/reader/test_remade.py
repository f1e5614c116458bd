"""Small repairs of trees: each kind as the network may read it, and a near miss that stays as it was read."""

from __future__ import annotations

import pytest

from dateline.reader.remade import remade, roles_remade
from tests.parsed import parsed

Columns = dict[str, dict[int, object]]


def shape(lines: str, columns: Columns | None = None, *, mended: bool = True) -> list[tuple[str, str]]:
    """Governor and label of each word."""
    sentence, _ = parsed(lines, **(columns or {}))
    words = remade(sentence.words) if mended else list(sentence.words)
    return [(words[w.head].text if w.head >= 0 else "-", w.deprel) for w in words]


TRAINED = """
Troops troops NOUN NNS 2 nsubj
trained train VERB VBD 0 root
abroad abroad ADV RB 2 advmod
shelled shell VERB VBD 2 advcl
Dara Dara PROPN NNP 4 obj
"""


def test_the_first_of_two_finite_verbs_is_a_participle() -> None:
    assert shape(TRAINED)[:4] == [("shelled", "nsubj"), ("Troops", "acl"), ("trained", "advmod"), ("-", "root")]


@pytest.mark.parametrize(
    "lines",
    [
        TRAINED.replace("abroad abroad ADV RB 2 advmod", "and and CCONJ CC 4 cc"),
        TRAINED.replace("abroad abroad ADV RB 2 advmod", "rebels rebel NOUN NNS 2 obj"),
        TRAINED.replace("abroad abroad ADV RB 2 advmod", "before before SCONJ IN 4 mark"),
        TRAINED.replace("abroad abroad ADV RB 2 advmod", "they they PRON PRP 4 nsubj"),
        TRAINED.replace("shelled shell VERB VBD", "shelling shell VERB VBG"),
        TRAINED.replace("trained train VERB VBD", "train train VERB VBP"),
    ],
    ids=["joined", "with an object", "subordinate", "a subject of its own", "no finite verb", "the present"],
)
def test_a_verb_with_what_participles_lack_stays_the_main_verb(lines: str) -> None:
    assert shape(lines) == shape(lines, mended=False)


SUNDAY = """
Sunday sunday PROPN NNP 3 obl
Okoro Okoro PROPN NNP 3 nsubj
met meet VERB VBD 0 root
Amina Amina PROPN NNP 3 obj
"""


def test_a_day_right_before_a_surname_is_a_given_name() -> None:
    sentence, _ = parsed(SUNDAY, tag={2: "B-PER"})
    words = remade(sentence.words)
    assert [(w.head, w.deprel, w.tag) for w in words[:2]] == [(1, "compound", "B-PER"), (2, "nsubj", "I-PER")]


def test_a_given_name_that_was_read_as_the_root_gives_the_tree_to_the_verb() -> None:
    lines = """
Sunday sunday PROPN NNP 0 root
Okoro Okoro PROPN NNP 3 nsubj
met meet VERB VBD 1 parataxis
Amina Amina PROPN NNP 3 obj
"""
    assert shape(lines, {"tag": {2: "B-PER"}}) == [
        ("Okoro", "compound"), ("met", "nsubj"), ("-", "root"), ("met", "obj"),
    ]  # fmt: skip


@pytest.mark.parametrize("tags", [{}, {2: "B-LOC"}, {2: "B-PER", 3: "I-PER"}])
def test_a_day_before_no_surname_or_a_whole_name_stays_a_day(tags: dict[int, object]) -> None:
    assert shape(SUNDAY, {"tag": tags}) == shape(SUNDAY, mended=False)


AT_NO_POINT = """
At at ADP IN 3 case
no no DET DT 3 det
point point NOUN NN 4 obl
have have AUX VBP 8 aux
soldiers soldier NOUN NNS 6 nsubj
fired fire VERB VBN 8 advcl
or or CCONJ CC 8 cc
advanced advance VERB VBN 0 root
"""


def test_an_auxiliary_before_a_subject_is_of_the_first_verb_behind_it() -> None:
    found = shape(AT_NO_POINT)
    assert (found[2], found[3]) == (("fired", "obl"), ("fired", "aux"))


def test_an_auxiliary_right_before_its_verb_stays() -> None:
    lines = AT_NO_POINT.replace("have have AUX VBP 8 aux", "have have AUX VBP 6 aux")
    assert shape(lines)[3] == ("fired", "aux")


def test_a_clause_mark_between_keeps_the_auxiliary_where_it_is() -> None:
    lines = AT_NO_POINT.replace("soldiers soldier NOUN NNS 6 nsubj", "if if SCONJ IN 6 mark")
    assert shape(lines) == shape(lines, mended=False)


KILLED = """
ISWAP ISWAP PROPN NNP 2 nsubj:pass
killed kill VERB VBD 0 root
nine nine NUM CD 2 obj
"""


def test_with_an_object_and_no_auxiliary_a_finite_verb_is_active() -> None:
    assert shape(KILLED)[0] == ("killed", "nsubj")


@pytest.mark.parametrize(
    "lines",
    [
        KILLED.replace("nine nine NUM CD 2 obj", "there there ADV RB 2 advmod"),
        KILLED + "was be AUX VBD 2 aux:pass\n",
        KILLED + "troops troops NOUN NNS 2 obl:agent\n",
    ],
    ids=["no object", "an auxiliary", "an agent"],
)
def test_a_passive_stays_a_passive(lines: str) -> None:
    assert shape(lines)[0] == ("killed", "nsubj:pass")


SAID_WHO = """
said say VERB VBD 0 root
diplomats diplomat NOUN NNS 5 nsubj
, , PUNCT , 5 punct
who who PRON WP 5 nsubj
fled flee VERB VBD 1 ccomp
"""


def test_behind_a_verb_that_speaks_first_the_noun_before_who_speaks() -> None:
    found = shape(SAID_WHO)
    assert (found[1], found[4]) == (("said", "nsubj"), ("diplomats", "acl:relcl"))


def test_a_verb_with_a_speaker_of_its_own_keeps_its_clause() -> None:
    lines = SAID_WHO.replace(", , PUNCT , 5 punct", "Bakare Bakare PROPN NNP 1 nsubj")
    assert shape(lines) == shape(lines, mended=False)


HER = """
He he PRON PRP 2 nsubj
promised promise VERB VBD 0 root
her she PRON PRP$ 4 nmod:poss
troops troops NOUN NNS 2 obj
"""


def test_behind_a_verb_of_giving_her_is_whom_it_is_given_to() -> None:
    assert shape(HER)[2] == ("promised", "iobj")


@pytest.mark.parametrize(
    "lines",
    [
        HER.replace("promised promise", "attacked attack"),
        HER.replace("troops troops NOUN NNS", "hand hand NOUN NN"),
        HER.replace("her she", "his he"),
    ],
    ids=["no giving", "one thing", "his"],
)
def test_whose_it_is_stays_where_it_can_be_nothing_else(lines: str) -> None:
    assert shape(lines)[2][1] == "nmod:poss"


SIEGE = """
siege siege NOUN NN 0 root
by by ADP IN 3 case
rebels rebel NOUN NNS 1 nmod
of of ADP IN 5 case
towns town NOUN NNS 3 nmod
"""
KINDS: Columns = {"kind": {3: "person", 5: "place"}, "event_noun": {1: 0.9}}


def test_what_many_do_and_a_place_suffers_is_done_to_the_place() -> None:
    assert shape(SIEGE, KINDS)[4] == ("siege", "nmod")


@pytest.mark.parametrize(
    ("lines", "columns"),
    [
        (SIEGE.replace("by by", "near near"), KINDS),
        (SIEGE, KINDS | {"event_noun": {1: 0.2}}),
        (SIEGE, KINDS | {"kind": {3: "person", 5: "person"}}),
    ],
    ids=["no doer", "no deed", "no place"],
)
def test_a_town_stays_with_its_people_where_nothing_is_done_to_it(lines: str, columns: Columns) -> None:
    assert shape(lines, columns)[4] == ("rebels", "nmod")


def test_names_that_a_hyphen_joins_belong_to_the_noun_behind_them() -> None:
    lines = """
Kinshasa Kinshasa PROPN NNP 6 nsubj
- - PUNCT HYPH 3 punct
Lusaka Lusaka PROPN NNP 4 compound
talks talk NOUN NNS 6 nsubj
were be AUX VBD 6 aux
held hold VERB VBN 0 root
"""
    joined: Columns = {"space_after": {1: False, 2: False}}
    assert shape(lines, joined)[0] == ("talks", "compound")
    assert shape(lines)[0] == ("held", "nsubj")  # a dash between blanks joins nothing


def arcs(lines: str, roles: dict[int, list[tuple[int, str]]], at: int) -> list[tuple[int, str]]:
    sentence, _ = parsed(lines, roles)
    return [(arc.word + 1, arc.label) for arc in roles_remade(sentence.words, sentence.roles)[at - 1]]


def test_of_two_victims_the_subject_of_an_active_verb_is_the_doer() -> None:
    active = KILLED.replace("nsubj:pass", "nsubj")
    twice = {2: [(1, "ARG1"), (3, "ARG1")]}
    assert arcs(active, twice, 2) == [(1, "ARG0"), (3, "ARG1")]
    assert arcs(KILLED, twice, 2) == [(1, "ARG1"), (3, "ARG1")]
    assert arcs(active, {2: [(1, "ARG1")]}, 2) == [(1, "ARG1")]


def test_the_day_of_the_main_verb_is_not_that_of_the_relative_clause() -> None:
    lines = """
Bakare Bakare PROPN NNP 4 nsubj
who who PRON WP 3 nsubj
resigned resign VERB VBD 1 acl:relcl
met meet VERB VBD 0 root
students student NOUN NNS 4 obj
Thursday Thursday PROPN NNP 4 obl
"""
    assert arcs(lines, {3: [(1, "ARG0"), (6, "ARGM-TMP")], 4: [(6, "ARGM-TMP")]}, 3) == [(1, "ARG0")]
    assert arcs(lines, {4: [(6, "ARGM-TMP")]}, 4) == [(6, "ARGM-TMP")]
