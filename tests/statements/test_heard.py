"""Statements by the network: edges for what grammar found, and cues that grammar does not know."""

from __future__ import annotations

from dataclasses import replace

from dateline.model import Span
from dateline.reader.sentence import Saying
from dateline.statements.attribution import Attribution
from dateline.statements.heard import edges_for, unlisted
from tests.parsed import parsed

SENTENCE, TEXT = parsed(
    "Idris Idris PROPN NNP 2 nsubj\nquipped quip VERB VBD 0 root\ntoday today NOUN NN 2 obl:tmod\n"
    "roads road NOUN NNS 5 nsubj\nreopened reopen VERB VBD 2 ccomp"
)
CUE = Saying((1, 1), 0, (3, 4), 0.9)


def said(content: tuple[int, int]) -> Attribution:
    first, last = (SENTENCE.words[i] for i in content)
    cue = Span.of(TEXT, SENTENCE.words[1].start, SENTENCE.words[1].end)
    return Attribution(0, 0, cue, Span.of(TEXT, first.start, last.end), quoted=False)


def test_the_network_moves_the_edges_of_what_grammar_found() -> None:
    found = said((2, 4))
    assert list(edges_for(replace(SENTENCE, said=(CUE,)), [found])) == [(found, CUE, (3, 4))]


def test_an_unsure_network_and_a_content_around_its_cue_move_nothing() -> None:
    for saying in (CUE._replace(share=0.3), CUE._replace(content=(0, 4)), CUE._replace(content=None)):
        assert list(edges_for(replace(SENTENCE, said=(saying,)), [said((2, 4))])) == []


def test_what_holds_another_cue_keeps_its_edges() -> None:
    outer, inner = CUE, Saying((4, 4), 3, None, 0.9)
    assert list(edges_for(replace(SENTENCE, said=(outer, inner)), [said((2, 4))])) == []


def test_a_cue_that_grammar_does_not_know_is_a_statement_if_somebody_speaks() -> None:
    (heard,) = unlisted(replace(SENTENCE, said=(CUE,)), [])
    assert (heard.speaker.text, heard.cue, heard.content) == ("Idris", (1, 1), (3, 4))
    assert list(unlisted(replace(SENTENCE, said=(CUE._replace(speaker=None),)), [])) == []
    assert list(unlisted(replace(SENTENCE, said=(CUE,)), [said((2, 4))])) == []


def test_what_is_not_said_is_no_statement() -> None:
    silent, _ = parsed(
        "Idris Idris PROPN NNP 4 nsubj\ndid do AUX VBD 4 aux\nnot not PART RB 4 advmod\nquip quip VERB VB 0 root\n"
        "roads road NOUN NNS 6 nsubj\nreopened reopen VERB VBD 4 ccomp"
    )
    assert list(unlisted(replace(silent, said=(Saying((3, 3), 0, (4, 5), 0.9),)), [])) == []
