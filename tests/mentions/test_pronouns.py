"""Whom pronouns mean, over given parses."""

from __future__ import annotations

from dateline.codebook import load_codebook
from dateline.mentions.candidate import Chain
from dateline.mentions.chains import chains_of as chained
from dateline.reader.sentence import Sentence
from dateline.statements.extraction import speech_of
from tests.parsed import parsed

PER, ORG, LOC = "B-PER", "B-ORG", "B-LOC"


def chains_of(sentence: Sentence, text: str) -> list[list[str]]:
    found: list[Chain] = chained(load_codebook(), text, [sentence], speech_of(text, 0, [sentence]).voices)
    return [[c.span.text for c in one.candidates] for one in found]


def test_he_is_the_subject_before_and_not_the_object() -> None:
    sentence, text = parsed(
        """
        Orlovich  Orlovich  PROPN NNP 2 nsubj
        met       meet      VERB  VBD 0 root
        Velizade  Velizade  PROPN NNP 2 obj
        before    before    SCONJ IN  6 mark
        he        he        PRON  PRP 6 nsubj
        left      leave     VERB  VBD 2 advcl
        """,
        tag={1: PER, 3: PER},
    )
    assert ["Orlovich", "he"] in chains_of(sentence, text)


def test_who_is_told_something_is_not_the_teller() -> None:
    sentence, text = parsed(
        """
        Orlovich  Orlovich  PROPN NNP 2 nsubj
        thanked   thank     VERB  VBD 0 root
        him       he        PRON  PRP 2 obj
        """,
        tag={1: PER},
    )
    assert ["him"] in chains_of(sentence, text)


def test_a_speaker_is_not_the_he_of_the_quotation() -> None:
    sentence, text = parsed(
        """
        Trabelsi  Trabelsi  PROPN NNP 2 nsubj
        said      say       VERB  VBD 0 root
        "         "         PUNCT ``  5 punct
        he        he        PRON  PRP 5 nsubj
        lies      lie       VERB  VBZ 2 ccomp
        "         "         PUNCT ''  5 punct
        """,
        tag={1: PER},
    )
    assert ["he"] in chains_of(sentence, text)


def test_a_woman_is_no_he() -> None:
    sentence, text = parsed(
        """
        Mrs       Mrs       PROPN NNP 2 nmod:desc
        Trabelsi  Trabelsi  PROPN NNP 3 nsubj
        said      say       VERB  VBD 0 root
        he        he        PRON  PRP 5 nsubj
        left      leave     VERB  VBD 3 ccomp
        """,
        tag={2: PER},
    )
    assert ["he"] in chains_of(sentence, text)


def test_an_expletive_it_means_nobody() -> None:
    sentence, text = parsed(
        """
        Canada  Canada  PROPN NNP 2 nsubj
        said    say     VERB  VBD 0 root
        it      it      PRON  PRP 5 expl
        was     be      AUX   VBD 5 cop
        clear   clear   ADJ   JJ  2 ccomp
        """,
        tag={1: LOC},
    )
    assert chains_of(sentence, text) == [["Canada"]]


def test_a_state_is_it_unless_the_reader_sees_a_thing() -> None:
    lines = """
        Canada  Canada  PROPN NNP 2 nsubj
        said    say     VERB  VBD 0 root
        it      it      PRON  PRP 4 nsubj
        ended   end     VERB  VBD 2 ccomp
        """
    assert chains_of(*parsed(lines, tag={1: LOC}, kind={3: "organization"})) == [["Canada", "it"]]
    assert chains_of(*parsed(lines, tag={1: LOC}, kind={3: "event"})) == [["Canada"], ["it"]]


def test_it_is_the_speaker_in_what_a_body_says_of_itself() -> None:
    lines = """
        The        the        DET   DT  2 det
        committee  committee  NOUN  NN  3 nsubj
        said       say        VERB  VBD 0 root
        it         it         PRON  PRP 5 nsubj
        agreed     agree      VERB  VBD 3 ccomp
        """
    assert chains_of(*parsed(lines, kind={2: "organization", 4: "abstract"})) == [["committee", "it"]]


def test_they_are_those_that_somebody_adds_a_word_about() -> None:
    lines = """
        Officials  official  NOUN  NNS  2 nsubj
        condemned  condemn   VERB  VBD  0 root
        the        the       DET   DT   4 det
        rebels     rebel     NOUN  NNS  2 obj
        ,          ,         PUNCT ,    6 punct
        saying     say       VERB  VBG  2 advcl
        they       they      PRON  PRP  8 nsubj
        lied       lie       VERB  VBD  6 ccomp
        """
    kinds = {1: "person", 4: "person", 7: "person"}
    assert ["rebels", "they"] in chains_of(*parsed(lines, kind=kinds))


def test_their_union_does_not_own_itself() -> None:
    sentence, text = parsed(
        """
        Dockers  docker  NOUN  NNS  2 nsubj
        met      meet    VERB  VBD  0 root
        their    their   PRON  PRP$ 4 nmod:poss
        union    union   NOUN  NN   2 obj
        """,
        kind={1: "person", 3: "person", 4: "organization"},
    )
    assert chains_of(sentence, text) == [["Dockers", "their"], ["union"]]


def test_who_is_the_noun_that_its_clause_hangs_from() -> None:
    sentence, text = parsed(
        """
        Police   police   NOUN  NNS  2 nsubj
        beat     beat     VERB  VBD  0 root
        miners   miner    NOUN  NNS  2 obj
        who      who      PRON  WP   5 nsubj
        marched  march    VERB  VBD  3 acl:relcl
        """,
        kind={3: "person"},
    )
    assert ["miners", "who"] in chains_of(sentence, text)
