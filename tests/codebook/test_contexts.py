"""The bundled contexts: the 37 of PLOVER, and which of them the words of a sentence show."""

import pytest

from dateline.codebook import Codebook

NAMES = """
    military intelligence executive legislative election political_institutions pro_democracy pro_autocracy economic legal
    reparations human_rights rights_freedoms repression human_security gender lgbt religion_ethnicity inequality diplomatic
    territory peacekeeping health asylum migration disasters natural_resource environment technology terrorism cbrn cyber
    misinformation crime corruption illegal_drugs trafficking
""".split()


def test_there_are_the_manuals_37_contexts(book: Codebook) -> None:
    assert list(book.contexts) == NAMES
    assert len(NAMES) == 37


def test_every_context_has_a_meaning_and_words_enough(book: Codebook) -> None:
    assert [c.name for c in book.contexts.values() if not c.meaning or not 15 <= len(c.words) <= 80] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_a_context_shows_it(book: Codebook, name: str) -> None:
    assert [word for word in book.contexts[name].words if name not in tuple(book.contexts_of(word.split()))] == []


# Lemmas of sentences as a reader gives them.
SENTENCES = [
    ("the defence minister inspect a new submarine", {"military"}),
    ("the minister of defense receive the ambassador", {"military", "diplomatic"}),
    ("parliament approve the budget after a long debate", {"legislative", "economic"}),
    ("a court in the capital jail the former mayor for bribery", {"legal", "corruption"}),
    ("voter go to the poll in a presidential runoff", {"election"}),
    ("police fire tear gas at student", {"repression"}),
    ("the junta dissolve parliament and impose a curfew", {"pro_autocracy", "repression"}),
    ("rescuer search for survivor of the earthquake", {"disasters"}),
    ("aid worker warn of famine in the camp", {"human_security"}),
    ("refugee cross the river", {"asylum"}),
    ("the coast guard stop a migrant boat", {"migration"}),
    ("hacker break into the ministry 's computer network", {"cyber"}),
    ("the agency measure radiation near the reactor", {"cbrn"}),
    ("customs officer seize cocaine worth million", {"illegal_drugs"}),
    ("blue helmet patrol the valley", {"peacekeeping"}),
    ("a bishop call for calm", {"religion_ethnicity"}),
    ("thousand march for woman 's rights", {"gender"}),
    ("the pride parade be ban", {"lgbt"}),
    ("the two neighbour dispute the island 's sovereignty", {"territory"}),
    ("ministers discuss climate change", {"environment"}),
    ("the pipeline carry crude oil", {"natural_resource"}),
]


@pytest.mark.parametrize(("lemmas", "expected"), SENTENCES)
def test_a_sentence_shows_what_it_is_about(book: Codebook, lemmas: str, expected: set[str]) -> None:
    assert expected <= set(book.contexts_of(lemmas.split())) <= expected | {"crime", "economic"}


@pytest.mark.parametrize(
    "lemmas",
    [
        "accord to the ministry , the president meet his guest on friday",
        "the two side agree to continue their talk",
        "police say they be look for the driver",
        "a think tank publish the list",
        "the leader visit the islamic republic",
        "the government deny the claim",
    ],
)
def test_words_of_any_report_show_nothing(book: Codebook, lemmas: str) -> None:
    assert tuple(book.contexts_of(lemmas.split())) == ()


@pytest.mark.parametrize(
    ("lemmas", "expected"),
    [
        ("trade war", ("economic",)),
        ("drug war", ("illegal_drugs",)),
        ("suicide attack", ("terrorism",)),
        ("computer virus", ("cyber",)),
        ("nuclear submarine", ("military", "cbrn")),
    ],
)
def test_a_phrase_hides_the_words_inside_it(book: Codebook, lemmas: str, expected: tuple[str, ...]) -> None:
    found = set(book.contexts_of(lemmas.split()))
    assert found <= set(expected)
    assert found


@pytest.mark.parametrize(
    "lemmas", [["cyber-attack"], ["cyber", "-", "attack"], ["cyber", "attack"], ["cyber", "attacks"]]
)
def test_hyphens_and_number_make_no_difference(book: Codebook, lemmas: list[str]) -> None:
    assert tuple(book.contexts_of(lemmas)) == ("cyber",)


def test_contexts_come_in_the_codebooks_order_and_once(book: Codebook) -> None:
    found = tuple(book.contexts_of("corruption election tank army bribe".split()))
    assert found == ("military", "election", "corruption")


def test_no_lemmas_show_no_contexts(book: Codebook) -> None:
    assert tuple(book.contexts_of([])) == ()
    assert tuple(book.contexts_of(["-", "--"])) == ()
