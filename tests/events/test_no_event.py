"""Words that tell an act and no event: nobody acts on anybody."""

from __future__ import annotations

import pytest

from dateline.codebook import load_codebook
from dateline.events.no_event import is_no_event
from dateline.grammar.clauses import Clauses
from tests.parsed import parsed

TYPES = load_codebook().types
LEOPARD = """
A a DET DT 2 det
leopard leopard NOUN NN 3 nsubj
killed kill VERB VBD 0 root
two two NUM CD 5 nummod
boys boy NOUN NNS 3 obj
"""
SHARKS = LEOPARD.replace("leopard leopard NOUN NN", "Sharks sharks PROPN NNPS")
BY_DOGS = """
Boys boy NOUN NNS 3 nsubj:pass
were be AUX VBD 3 aux:pass
hurt hurt VERB VBN 0 root
by by ADP IN 5 case
dogs dog NOUN NNS 3 obl:agent
"""
HEART = """
A a DET DT 3 det
heart heart NOUN NN 3 compound
attack attack NOUN NN 4 nsubj
felled fell VERB VBD 0 root
him he PRON PRP 4 obj
"""
ON_HEART = """
An a DET DT 2 det
attack attack NOUN NN 6 nsubj
on on ADP IN 5 case
Oslo's Oslo's PROPN NNP 5 nmod:poss
heart heart NOUN NN 2 nmod
killed kill VERB VBD 0 root
him he PRON PRP 6 obj
"""
FINAL = """
Ghana Ghana PROPN NNP 2 nsubj
attack attack VERB VBP 0 root
in in ADP IN 5 case
the the DET DT 5 det
final final NOUN NN 2 obl
"""
FANS = FINAL.replace("Ghana Ghana PROPN NNP", "Fans fan NOUN NNS")
SCORE = """
Ghana Ghana PROPN NNP 2 nsubj
attacked attack VERB VBD 0 root
and and CCONJ CC 4 cc
beat beat VERB VBD 2 conj
Togo Togo PROPN NNP 4 obj
2 2 NUM CD 4 obl:unmarked
- - SYM SYM 8 case
1 1 NUM CD 6 nmod
"""
COMMENT = """
Troops troop NOUN NNS 2 nsubj
refused refuse VERB VBD 0 root
to to PART TO 4 mark
comment comment VERB VB 2 xcomp
"""
LEAVE = COMMENT.replace("comment comment", "leave leave")
FOR_COMMENT = """
A a DET DT 2 det
request request NOUN NN 5 nsubj
for for ADP IN 4 case
comment comment NOUN NN 2 nmod
failed fail VERB VBD 0 root
"""
UNNAMED = """
She she PRON PRP 2 nsubj
asked ask VERB VBD 0 root
not not PART RB 6 advmod
to to PART TO 6 mark
be be AUX VB 6 aux:pass
named name VERB VBN 2 xcomp
"""
NAMED = UNNAMED.replace("not not PART RB 6", "then then ADV RB 2")
WITH_BILLS = """
He he PRON PRP 2 nsubj
bombarded bombard VERB VBD 0 root
them they PRON PRP 2 obj
with with ADP IN 5 case
letters letter NOUN NNS 2 obl
"""
WITH_SHELLS = WITH_BILLS.replace("letters letter", "shells shell")
RED_TAPE = """
Oslo Oslo PROPN NNP 2 nsubj
cut cut VERB VBD 0 root
red red ADJ JJ 4 amod
tape tape NOUN NN 2 obj
"""
CULLED = """
They they PRON PRP 2 nsubj
killed kill VERB VBD 0 root
ducks duck NOUN NNS 2 obj
"""
HERDED = (
    CULLED
    + """
and and CCONJ CC 5 cc
farmers farmer NOUN NNS 3 conj
""".lstrip()
)
STAMPEDE = """
A a DET DT 2 det
stampede stampede NOUN NN 3 nsubj
killed kill VERB VBD 0 root
pilgrims pilgrim NOUN NNS 3 obj
"""
IN_PROTEST = """
Oslo Oslo PROPN NNP 2 nsubj
left leave VERB VBD 0 root
in in ADP IN 4 case
protest protest NOUN NN 2 obl
"""
IN_A_PROTEST = """
Two two NUM CD 2 nsubj
died die VERB VBD 0 root
in in ADP IN 5 case
a a DET DT 5 det
protest protest NOUN NN 2 obl
"""
ENDED = """
Oslo Oslo PROPN NNP 2 nsubj
ended end VERB VBD 0 root
its its PRON PRP$ 4 nmod:poss
support support NOUN NN 2 obj
"""


@pytest.mark.parametrize(
    ("lines", "word", "kind", "columns"),
    [
        (LEOPARD, 3, "ASSAULT", {}),
        (BY_DOGS, 3, "ASSAULT", {}),
        (HEART, 3, "ASSAULT", {}),
        (HEART, 4, "ASSAULT", {"event_noun": {3: 0.9}}),
        (FINAL, 2, "ASSAULT", {}),
        (SCORE, 2, "ASSAULT", {"space_after": {6: False}}),
        (COMMENT, 2, "REJECT", {}),
        (FOR_COMMENT, 2, "REQUEST", {}),
        (UNNAMED, 2, "REQUEST", {}),
        (WITH_BILLS, 2, "ASSAULT", {}),
        (RED_TAPE, 2, "SANCTION", {}),
        (CULLED, 2, "ASSAULT", {}),
        (STAMPEDE, 3, "ASSAULT", {}),
        (IN_PROTEST, 4, "PROTEST", {}),
        (ENDED, 4, "SUPPORT", {}),
    ],
)
def test_nobody_acts_on_anybody(lines: str, word: int, kind: str, columns: dict[str, dict[int, object]]) -> None:
    sentence, _ = parsed(lines, **columns)
    assert is_no_event(Clauses(sentence), word - 1, TYPES[kind])


@pytest.mark.parametrize(
    ("lines", "word", "kind"),
    [
        (SHARKS, 3, "ASSAULT"),
        (ON_HEART, 2, "ASSAULT"),
        (ON_HEART, 6, "ASSAULT"),
        (FANS, 2, "ASSAULT"),
        (LEAVE, 2, "REJECT"),
        (NAMED, 2, "REQUEST"),
        (WITH_SHELLS, 2, "ASSAULT"),
        (HERDED, 2, "ASSAULT"),
        (IN_A_PROTEST, 5, "PROTEST"),
        (CULLED, 2, "COERCE"),
        (WITH_BILLS, 2, "REQUEST"),
        (ENDED, 4, "CONSULT"),
        (ENDED, 2, "SANCTION"),
    ],
)
def test_what_looks_alike_is_an_event(lines: str, word: int, kind: str) -> None:
    sentence, _ = parsed(lines)
    assert not is_no_event(Clauses(sentence), word - 1, TYPES[kind])
