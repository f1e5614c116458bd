"""Where sentences end."""

from __future__ import annotations

import textwrap
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reader.segment import boundaries, split_sentences
from dateline.reader.tokenize import tokenize
from dateline.reports.paragraphs import paragraphs


def sentences(text: str) -> list[str]:
    return [text[s[0].start : s[-1].end] for s in split_sentences(text)]


@pytest.mark.parametrize(
    "marked",
    [
        "He left. | She stayed. | Why? | Nobody knows!",
        "Gen. Pak met Lt. Gen. Kim Yong-il in Washington, D.C. | The talks were held on Nov. 8.",
        "The U.S. Army said No. 5 was hit. | He lives in the U.K. | She left.",
        "The girls may enter the U.S. and its neighbours in Jan. and Feb. only.",
        "The meeting began at 5 p.m. Tuesday and ended at 6 a.m. Wednesday.",
        "Sen. Edward Kennedy (D-Mass.) voted no. | Rep. Smith did not.",
        "The U.N. Security Council met. | Russia abstained.",
        "Apple Inc. said it bought Beats Corp. on Friday. | Shares rose 2.5 percent.",
        "J. Edgar Hoover met A. B. Smith. | Martin Luther King Jr. was there.",
        "The No. 2 official spoke. | He said no. | That was it.",
        "ORAL ARGUMENT OF GEN. ELIZABETH BROWN ON BEHALF OF THE STATE",
        "MOSCOW, November 8. /TASS/. | The minister has met his colleague.",
        "KYIV, Ukraine (AP) — The army struck on Monday. | Nobody was hurt.",
        # quotations
        '"We agreed on closer ties," the ministry said. | "This is good."',
        '"We agreed." | He left.',
        "“We will win!” the president said. | “Why now?” asked Sen. John Brown on Monday.",
        "“Why now?” Smith said. | He left.",
        "“They attacked us,” he said. | “We responded.” | The army did not comment.",
        "He was tired (he slept badly). | (Nobody else did.) | The end.",
        "It was the last visit. [17] | After it the talks stopped.",
        # beginnings without a capital
        "The price fell. | 20 people came.",
        "The raid failed. | al-Qaeda denied it.",
        # ellipses
        '"It is over ... we lost," he said.',
    ],
)
def test_sentences_end_where_the_bars_stand(marked: str) -> None:
    assert sentences(marked.replace(" | ", " ")) == marked.split(" | ")


def test_a_blank_line_ends_a_sentence_even_without_a_full_stop() -> None:
    assert sentences("Talks in Moscow\n\nThe ministers met\r\n \r\nand left") == [
        "Talks in Moscow",
        "The ministers met",
        "and left",
    ]


REPORT = (
    "The minister arrived in the capital on Monday for two days of talks on trade, energy and the war, officials said. "
    "He is to meet the president and the head of the army, who has called for more weapons since the spring of 2024. "
    "Nobody expected an agreement before the end of the week, although both sides had hinted at one in public.\n\n"
    "The delegation left on Sept. 30. A second visit is planned for the next month, according to the state agency."
)


@pytest.mark.parametrize("columns", [50, 60, 72, 80, 100])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_wrapped_lines_end_nothing(columns: int, newline: str) -> None:
    wrapped = "\n\n".join(textwrap.fill(p, columns) for p in REPORT.split("\n\n")).replace("\n", newline)
    assert [" ".join(s.split()) for s in sentences(wrapped)] == sentences(REPORT)


def test_a_paragraph_a_line_needs_no_blank_lines() -> None:
    text = "Ministers meet in Moscow\nThe two men met for an hour\nThey said that they would meet again in the spring.\nTalks go on"
    assert sentences(text) == text.split("\n")


def test_indented_paragraphs_of_wrapped_text_are_apart() -> None:
    parts = [textwrap.fill(p + " and so it went", 60, initial_indent="    ") for p in REPORT.split("\n\n")]
    first, second = "\n".join(parts).split("\n    The delegation")
    assert len(sentences("\n".join(parts))) == len(sentences(first)) + len(sentences("The delegation" + second))


@pytest.mark.parametrize("bullet", ["* ", "• ", "- ", "1. "])
def test_items_of_a_list_are_apart(bullet: str) -> None:
    items = [f"{bullet}{town} fell" for town in ("Avdiivka", "Bakhmut", "Soledar")]
    assert sentences("\n".join(items)) == items


def test_a_date_that_a_wrap_cut_is_no_item_of_a_list() -> None:
    text = "The minister said in the evening that he would not come on September\n24. On September 29 officials of the ministry went to the\nstation in the east of the city."
    assert [len(s) for s in split_sentences(text)] == [15, 18]


def test_a_full_stop_of_etc_at_the_end_is_a_word() -> None:
    text = "He saw Iran, Iraq, etc. Then he saw etc. and more, in the U.S."
    assert [[t.text for t in s][-2:] for s in split_sentences(text)] == [["etc", "."], ["the", "U.S."]]


def test_a_sentence_without_end_is_cut_behind_a_semicolon_or_comma() -> None:
    plain = "word " * 1000
    comma = "word " * 250 + ", " + "word " * 300
    both = "word " * 250 + "; " + "word " * 50 + ", " + "word " * 300
    assert [len(s) for s in split_sentences(plain)] == [400, 400, 200]
    assert [len(s) for s in split_sentences(comma)] == [251, 300]
    assert [len(s) for s in split_sentences(both)] == [251, 351]


def test_only_the_part_that_is_asked_for_is_read() -> None:
    text = "DATE 2025. He left. She stayed. END"
    assert [[t.text for t in s] for s in split_sentences(text, 11, 31)] == [["He", "left", "."], ["She", "stayed", "."]]


def test_boundaries_leave_out_the_last_word() -> None:
    text = "He left. She stayed."
    assert boundaries(tokenize(text, 0, len(text))) == [2]


SPACES = [" ", ". ", "! ", "; ", "* ", "1. ", "\n", "\n\n", "\r\n", "\u2028"]
PIECES = [*'He left Gen U.S . … " “ ” ) ( etc. [1] a'.split(), *SPACES]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.characters(exclude_categories=["Cs"]))).map("".join))
def test_nothing_is_lost_and_nothing_is_read_twice(text: str) -> None:
    tokens = [t for s in split_sentences(text) for t in s]
    assert all(split_sentences(text))
    assert all(text[t.start : t.end] == t.text for t in tokens)
    assert "".join(t.text for t in tokens) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(tokens))
    assert all(a < b for a, b in paragraphs(text, 0, len(text)))
