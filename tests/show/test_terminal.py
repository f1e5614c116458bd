"""What a person sees of a coding in a terminal."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console

from dateline.model import Abstention, Actor, Coding, Mention, Span
from dateline.show.terminal import show
from tests.cli import factory


def shown(coding: Coding, width: int = 80, **options: Any) -> str:
    out = io.StringIO()
    show(coding, Console(file=out, width=width, **options))
    return out.getvalue()


def joined(coding: Coding, width: int = 80) -> str:
    """All on one line, without the bars of the blocks."""
    return " ".join(shown(coding, width).replace("▌", " ").split())


@pytest.mark.parametrize(
    "words",
    [
        "Orvian News Agency · published 14 Mar 2024 · dateline PORT SELM, Orvia, 14 Mar 2024, ONA",
        "CONSULT verbal cooperation · +2.5 · diplomatic, political institutions",
        "Ilse Brandvold (XVE) → Tomas Reyk (XOR)",
        "where Geneva (CHE) · when “on Wednesday” (13 Mar 2024)",
        "says Orvian Foreign Ministry, via Orvian News Agency",
        "“met with” sentence 1 · met-consult 0.91",
        "CONSULT visit PLANNED",
        "when “next month” (Apr 2024)",
        "SANCTION withdraw DENIED",
        "RETREAT release HISTORICAL",
        "when “early on Tuesday” (12 Mar 2024) · 3 killed, 11 injured",
        "when not after 14 Mar 2024",
        "reported · via Orvian Foreign Ministry, via Orvian News Agency",
        "someone the text does not name “said” “It is too early for optimism” quoted",
        "Velmaria state XVE GOV 6",
        "Geneva (CHE) · PPLA · 46.20, 6.15",
        "“Dunmark” place: no place of this name is in the gazetteer",
        "8 sentences · dateline 0.1.0 · reader en-1 · codebook plover-2.0",
    ],
)
def test_the_coding_is_told_in_words(words: str) -> None:
    assert words in joined(factory.coding(), 100)


def test_an_event_that_happened_carries_no_badge() -> None:
    assert "HAPPENED" not in shown(factory.coding())


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_screen(width: int) -> None:
    text = "東京 " * 90 + "\n\n" + "x" * 500 + "\n\nשלום עולם 👩‍👩‍👧 e\u0301 " * 40
    for coding in (factory.coding(), factory.bare(text)):
        assert max(cell_len(line) for line in shown(coding, width).splitlines()) <= width


def test_a_long_text_is_shown_in_full() -> None:
    words = [f"word{number}" for number in range(5000)]
    told = joined(factory.bare(" ".join(words)))
    assert " ".join(words) in told


def test_a_stream_that_is_no_terminal_gets_no_escape_codes() -> None:
    assert "\x1b" not in shown(factory.coding())


def test_no_color_is_obeyed_in_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    told = shown(factory.coding(), force_terminal=True, color_system="truecolor")
    assert "38;2" not in told
    assert "marked:" not in told


def test_the_inner_mark_wins() -> None:
    """A place inside a person's mention keeps its own colour."""
    text = "The mayor of Geneva spoke."
    mention, place = Span.of(text, 0, 19), Span.of(text, 13, 19)
    mayor = Actor("a1", "mayor", "person", (Mention(mention, "nominal"),))
    geneva = replace(factory.places()[0], mentions=(place,))
    told = shown(
        replace(factory.bare(text), actors=(mayor,), places=(geneva,)), force_terminal=True, color_system="truecolor"
    )
    assert "\x1b[38;2;30;108;249mThe mayor of \x1b[0m\x1b[38;2;214;51;125mGeneva\x1b[0m spoke." in told


def test_escape_sequences_in_a_report_steer_nothing() -> None:
    text = "He said \x1b[2J\x1b]0;owned\x07 and \u202eleft. [bold]not markup[/bold] :smile:"
    coding = factory.bare(text)
    named = Actor("a1", "Ev\x1b[31mil\n\nName", "person", ())
    told = shown(replace(coding, actors=(named,)))
    assert "\x1b" not in told
    assert "\x07" not in told
    assert "\u202e" not in told
    assert "[bold]not markup[/bold] :smile:" in told
    assert "Ev�[31mil Name" in told


def test_a_report_with_nothing_coded_says_so() -> None:
    told = joined(factory.bare("Nothing happened."))
    assert "No event was coded." in told
    assert "publisher unknown · date unknown · no dateline" in told


def test_a_text_read_in_part_is_announced() -> None:
    coding = factory.coding()
    partly = replace(coding, coverage=replace(coding.coverage, read=100, truncated=True))
    assert "NOT ALL OF THE TEXT WAS READ" in shown(partly)
    assert "NOT ALL" not in shown(coding)


def test_what_is_not_known_for_the_same_reason_stands_on_one_line() -> None:
    text = "He met her and them."
    spans = [Span.of(text, start, end) for start, end in ((0, 2), (7, 10), (0, 2))]
    unknown = tuple(Abstention(span, "actor", "stands for nobody who is named") for span in spans)
    told = joined(replace(factory.bare(text), abstained=unknown))
    assert "“He”, “her” actor: stands for nobody who is named" in told
