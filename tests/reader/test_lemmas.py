"""Lemma scripts and the table of irregular forms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reader.lemmas import apply_script, lemma_of, script_of

WORDS = st.text("abcdefghijklmnopqrstuvwxyz'-", min_size=1, max_size=12)


@given(WORDS, WORDS)
def test_a_script_turns_its_form_into_its_lemma(form: str, lemma: str) -> None:
    assert apply_script(form, script_of(form, lemma)) == lemma


def test_a_script_that_cuts_more_than_there_is_leaves_the_word_alone() -> None:
    assert apply_script("an", "5|y") == "an"


@pytest.mark.parametrize(
    ("form", "upos", "lemma"),
    [
        ("fought", "VERB", "fight"),
        ("Struck", "VERB", "strike"),
        ("gunmen", "NOUN", "gunman"),
        ("n't", "PART", "not"),
        ("laid", "VERB", "lay"),
    ],
)
def test_irregular_forms_come_from_the_table_whatever_the_script(form: str, upos: str, lemma: str) -> None:
    assert lemma_of(form, upos, "0|") == lemma


@pytest.mark.parametrize(
    ("form", "upos", "script", "lemma"),
    [
        ("defenestrated", "VERB", "2|", "defenestrate"),
        ("treated", "VERB", "2|", "treat"),
        ("handshake", "NOUN", "1|", "handshake"),
        ("zorks", "NOUN", "1|", "zork"),
    ],
)
def test_a_word_that_no_table_knows_keeps_its_silent_letter(form: str, upos: str, script: str, lemma: str) -> None:
    assert lemma_of(form, upos, script) == lemma


@pytest.mark.parametrize(("form", "lemma"), [("Rallies", "rally"), ("selfies", "selfie"), ("pies", "pie")])
def test_the_plural_in_ies_of_a_noun_that_no_table_knows_is_one_in_y(form: str, lemma: str) -> None:
    assert lemma_of(form, "NOUN", "1|") == lemma
