"""Did it happen? From negation, modality, tense and the words above."""

from __future__ import annotations

import pytest

from dateline.events.event_status import status_of
from tests.parsed import parsed

PLAIN = "Troops troop NOUN NNS 2 nsubj\nattacked attack VERB VBD 0 root"
NEGATED = """
Troops troop NOUN NNS 4 nsubj
did do AUX VBD 4 aux
not not PART RB 4 advmod
attack attack VERB VB 0 root
"""
FUTURE = """
Troops troop NOUN NNS 3 nsubj
will will AUX MD 3 aux
attack attack VERB VB 0 root
"""
POSSIBLE = FUTURE.replace("will will", "may may")
CONDITION = """
If if SCONJ IN 3 mark
troops troop NOUN NNS 3 nsubj
attack attack VERB VBP 5 advcl
we we PRON PRP 5 nsubj
leave leave VERB VBP 0 root
"""
CLAIM = """
The the DET DT 2 det
claim claim NOUN NN 7 nsubj
that that SCONJ IN 5 mark
Oslo Oslo PROPN NNP 5 nsubj
attacked attack VERB VBD 2 acl
is be AUX VBZ 7 cop
WORD root
"""
FAILED = """
Troops troop NOUN NNS 2 nsubj
failed fail VERB VBD 0 root
to to PART TO 4 mark
attack attack VERB VB 2 xcomp
"""
PLANNED = FAILED.replace("failed fail", "planned plan")
REPORTED = """
He he PRON PRP 2 nsubj
said say VERB VBD 0 root
troops troop NOUN NNS 4 nsubj
attacked attack VERB VBD 2 ccomp
"""
REPORTED_FUTURE = """
He he PRON PRP 2 nsubj
said say VERB VBD 0 root
troops troop NOUN NNS 5 nsubj
would would AUX MD 5 aux
attack attack VERB VB 2 ccomp
"""
REPORTED_DENIAL = REPORTED.replace("said say", "denied deny")
FOILED = """
Police police NOUN NNS 2 nsubj
foiled foil VERB VBD 0 root
attacks attack NOUN NNS 2 obj
with with ADP IN 5 case
arrests arrest NOUN NNS 2 obl
"""
KEPT_FROM = FOILED.replace("foiled foil", "prevented prevent").replace("with with", "from from")
NO_TALKS = """
No no DET DT 2 det
talks talk NOUN NNS 4 nsubj:pass
were be AUX VBD 4 aux:pass
held hold VERB VBN 0 root
"""

FAILED_TO_PREVENT = """
Guards guard NOUN NNS 2 nsubj
failed fail VERB VBD 0 root
to to PART TO 4 mark
prevent prevent VERB VB 2 xcomp
attacks attack NOUN NNS 4 obj
"""
FEARED = """
They they PRON PRP 2 nsubj
fear fear VERB VBP 0 root
troops troop NOUN NNS 5 nsubj
will will AUX MD 5 aux
attack attack VERB VB 2 ccomp
"""
DEFINITE = """
Oslo Oslo PROPN NNP 3 nsubj
may may AUX MD 3 aux
answer answer VERB VB 0 root
the the DET DT 5 det
attack attack NOUN NN 3 obj
"""
INDEFINITE = DEFINITE.replace("the the", "an a")
WAITED = """
Troops troop NOUN NNS 2 nsubj
waited wait VERB VBD 0 root
to to PART TO 4 mark
attack attack VERB VB 2 advcl
"""
MARCHED = WAITED.replace("waited wait", "marched march")
RIGHT = """
They they PRON PRP 2 nsubj
have have VERB VBP 0 root
the the DET DT 4 det
right right NOUN NN 2 obj
to to PART TO 6 mark
attack attack VERB VB 4 acl
"""
FIRST = (
    RIGHT.replace("have have", "were be")
    .replace("the the DET DT 4 det", "first first ADJ JJ 4 amod")
    .replace("right right NOUN NN", "soldiers soldier NOUN NNS")
)
COORDINATED = """
Kings king NOUN NNS 3 nsubj
will will AUX MD 3 aux
travel travel VERB VB 0 root
and and CCONJ CC 5 cc
meet meet VERB VB 3 conj
"""
FREED = """
People people NOUN NNS 4 nsubj
freed free VERB VBN 1 acl
may may AUX MD 4 aux
vote vote VERB VB 0 root
"""
ALLEGATIONS = """
Oslo Oslo PROPN NNP 2 nsubj
dismissed dismiss VERB VBD 0 root
allegations allegation NOUN NNS 2 obj
of of ADP IN 5 case
torture torture NOUN NN 3 nmod
"""


@pytest.mark.parametrize(
    ("lines", "word", "status"),
    [
        (PLAIN, 2, "happened"),
        (NEGATED, 4, "denied"),
        (FUTURE, 3, "planned"),
        (POSSIBLE, 3, "hypothetical"),
        (CONDITION, 3, "hypothetical"),
        (CLAIM.replace("WORD", "false false ADJ JJ 0"), 5, "denied"),
        (CLAIM.replace("WORD", "true true ADJ JJ 0"), 5, "happened"),
        (FAILED, 4, "denied"),
        (PLANNED, 4, "planned"),
        (REPORTED, 4, "happened"),
        (REPORTED_FUTURE, 5, "planned"),
        (REPORTED_DENIAL, 4, "denied"),
        (NO_TALKS, 2, "denied"),
        (FOILED, 3, "denied"),
        (FOILED, 5, "happened"),
        (KEPT_FROM, 5, "denied"),
        (FAILED_TO_PREVENT, 5, "happened"),
        (FEARED, 5, "hypothetical"),
        (DEFINITE, 5, "happened"),
        (INDEFINITE, 5, "hypothetical"),
        (WAITED, 4, "hypothetical"),
        (MARCHED, 4, "happened"),
        (RIGHT, 6, "hypothetical"),
        (FIRST, 6, "happened"),
        (COORDINATED, 5, "planned"),
        (FREED, 2, "happened"),
        (ALLEGATIONS, 3, "happened"),
        (ALLEGATIONS, 5, "denied"),
    ],
)
def test_the_grammar_tells_the_status(lines: str, word: int, status: str) -> None:
    sentence, _ = parsed(lines)
    assert status_of(sentence, sentence.words[word - 1], None) == status
