"""What the words around a verb in its own clause say of its act."""

from __future__ import annotations

import pytest

from dateline.grammar.modality import long_ago, own_ruling
from tests.parsed import parsed

NOBODY = "Nobody nobody PRON NN 2 nsubj\nattacked attack VERB VBD 0 root"
NEITHER = """
Neither neither CCONJ CC 2 cc:preconj
Oslo Oslo PROPN NNP 3 nsubj
attacked attack VERB VBD 0 root
"""
NOR = """
Oslo Oslo PROPN NNP 2 nsubj
attacked attack VERB VBD 0 root
nor nor CCONJ CC 4 cc
threatened threaten VERB VBD 2 conj
"""
AT_NO_TIME = """
At at ADP IN 3 case
no no DET DT 3 det
time time NOUN NN 6 obl
did do AUX VBD 6 aux
Oslo Oslo PROPN NNP 6 nsubj
attack attack VERB VB 0 root
"""
IN_NO_TIME = """
In in ADP IN 3 case
no no DET DT 3 det
time time NOUN NN 5 obl
Oslo Oslo PROPN NNP 5 nsubj
attacked attack VERB VBD 0 root
"""
NOT_ONLY = """
Not not PART RB 3 advmod
only only ADV RB 3 advmod
troops troop NOUN NNS 4 nsubj
attacked attack VERB VBD 0 root
"""
NEARLY = """
Troops troop NOUN NNS 3 nsubj
nearly nearly ADV RB 3 advmod
attacked attack VERB VBD 0 root
"""
ALLEGEDLY = NEARLY.replace("nearly nearly", "allegedly allegedly")
WOULD_HAVE = """
Troops troop NOUN NNS 4 nsubj
would would AUX MD 4 aux
have have AUX VB 4 aux
attacked attack VERB VBN 0 root
"""
WAS_TO_HAVE = """
Troops troop NOUN NNS 5 nsubj
were be AUX VBD 5 aux
to to PART TO 5 mark
have have AUX VB 5 aux
attacked attack VERB VBN 0 root
"""
UNLESS = """
Troops troop NOUN NNS 3 nsubj
will will AUX MD 3 aux
attack attack VERB VB 0 root
unless unless SCONJ IN 6 mark
we we PRON PRP 6 nsubj
leave leave VERB VBP 3 advcl
"""
EVEN_IF = UNLESS.replace("unless unless SCONJ IN 6 mark", "if if SCONJ IN 7 mark").replace(
    "we we PRON PRP 6 nsubj\nleave leave VERB VBP 3 advcl",
    "even even ADV RB 7 advmod\nwe we PRON PRP 7 nsubj\nleave leave VERB VBP 3 advcl",
)
INVERTED = """
Had have AUX VBD 3 aux
troops troop NOUN NNS 3 nsubj
attacked attack VERB VBN 5 advcl
we we PRON PRP 5 nsubj
left leave VERB VBD 0 root
"""
ASKED = """
Did do AUX VBD 3 aux
troops troop NOUN NNS 3 nsubj
attack attack VERB VB 0 root
? ? PUNCT . 3 punct
"""
ASKED_WHY = """
Why why ADV WRB 4 advmod
did do AUX VBD 4 aux
troops troop NOUN NNS 4 nsubj
attack attack VERB VB 0 root
? ? PUNCT . 4 punct
"""
NEXT_WEEK = """
She she PRON PRP 3 nsubj
is be AUX VBZ 3 aux
visiting visit VERB VBG 0 root
Oslo Oslo PROPN NNP 3 obj
next next ADJ JJ 6 amod
week week NOUN NN 3 obl:unmarked
"""
ON_MONDAY = """
She she PRON PRP 2 nsubj
visits visit VERB VBZ 0 root
Oslo Oslo PROPN NNP 2 obj
on on ADP IN 5 case
Monday monday PROPN NNP 2 obl
"""
ANYONE = "Anyone anyone PRON NN 3 nsubj\nhelping help VERB VBG 1 acl\nsuffers suffer VERB VBZ 0 root"


@pytest.mark.parametrize(
    ("lines", "word", "status"),
    [
        (NOBODY, 2, "denied"),
        (NEITHER, 3, "denied"),
        (NOR, 4, "denied"),
        (NOR, 2, None),
        (AT_NO_TIME, 6, "denied"),
        (IN_NO_TIME, 5, None),
        (NOT_ONLY, 4, None),
        (NEARLY, 3, "denied"),
        (ALLEGEDLY, 3, "hypothetical"),
        (WOULD_HAVE, 4, "hypothetical"),
        (WAS_TO_HAVE, 5, "denied"),
        (UNLESS, 3, "hypothetical"),
        (EVEN_IF, 3, "planned"),
        (INVERTED, 3, "hypothetical"),
        (ASKED, 3, "hypothetical"),
        (ASKED_WHY, 4, None),
        (NEXT_WEEK, 3, "planned"),
        (ON_MONDAY, 2, "planned"),
        (ON_MONDAY.replace("visits visit VERB VBZ", "visited visit VERB VBD"), 2, None),
        (ANYONE, 2, "hypothetical"),
    ],
)
def test_a_clause_says_what_it_says_of_its_act(lines: str, word: int, status: str | None) -> None:
    sentence, _ = parsed(lines)
    ruling = own_ruling(sentence, sentence.words[word - 1])
    assert (ruling and ruling.status) == status


AGO = """
Troops troop NOUN NNS 2 nsubj
attacked attack VERB VBD 0 root
forty forty NUM CD 4 nummod
years year NOUN NNS 5 obl:unmarked
ago ago ADV RB 2 advmod
"""
CENTURY = """
Troops troop NOUN NNS 2 nsubj
attacked attack VERB VBD 0 root
in in ADP IN 5 case
nineteenth nineteenth ADJ JJ 5 amod
century century NOUN NN 2 obl
"""
WORLD_WAR = """
Troops troop NOUN NNS 2 nsubj
attacked attack VERB VBD 0 root
during during ADP IN 5 case
World World PROPN NNP 5 compound
War War PROPN NNP 2 obl
"""


@pytest.mark.parametrize(
    ("lines", "far"),
    [
        (AGO, True),
        (AGO.replace("years year", "days day"), False),
        (CENTURY, True),
        (CENTURY.replace("nineteenth nineteenth", "present present"), False),
        (WORLD_WAR, True),
        (NEXT_WEEK, False),
    ],
)
def test_ages_and_great_wars_lie_long_ago(lines: str, far: bool) -> None:
    sentence, _ = parsed(lines)
    acts = [w for w in sentence.words if w.head < 0]
    assert [long_ago(sentence, w) is not None for w in acts] == [far]
