"""The dresses that a report is put into, and how the events told in two of them are compared."""

from __future__ import annotations

from typing import Any

import pytest
from click.testing import CliRunner

from dateline.coder import load
from evals.dresses import DRESSES, Dressed, Plain, chosen, dresses_command, measure_dresses, plain

TEXT = (
    'Police in Oslo arrested three "armed" men on Sunday, Interior Minister Kari Lund said in the evening.\n'
    "A court freed them.\nNobody knows why."
)
PLAIN = (
    "Police in Oslo arrested three “armed” men on Sunday\n\nOSLO (VOA) — Police in Oslo arrested three “armed” men on Sunday, "
    "Interior Minister Kari Lund said in the evening. A court freed them.\n\nNobody knows why.\n"
)


def report() -> dict[str, Any]:
    starts = [0, *(i + 1 for i, sign in enumerate(TEXT) if sign == "\n")]
    ends = [*(s - 1 for s in starts[1:]), len(TEXT)]
    return {
        "id": "voa-1",
        "publisher": "VOA",
        "published": "2024-05-06",
        "text": TEXT,
        "sentences": [{"start": s, "end": e} for s, e in zip(starts, ends, strict=True)],
        "names": [{"kind": "per", "text": "Kari Lund"}, {"kind": "loc", "text": "Oslo"}],
        "events": [{}, {}],
    }


@pytest.fixture
def told() -> Plain:
    return plain(report())


def test_a_plain_report_has_title_dateline_paragraphs_and_marks_of_print(told: Plain) -> None:
    assert told.text == PLAIN
    assert told.text[told.body :].startswith("OSLO (VOA)")


@pytest.mark.parametrize(
    ("dress", "begins", "ends"),
    [
        (
            "lower case",
            "police in oslo arrested three “armed” men on sunday\n\noslo (voa) — police",
            "\n\nnobody knows why.\n",
        ),
        (
            "capitals",
            "POLICE IN OSLO ARRESTED THREE “ARMED” MEN ON SUNDAY\n\nOSLO (VOA) — POLICE",
            "\n\nNOBODY KNOWS WHY.\n",
        ),
        ("mojibake", "Police in Oslo arrested three â€œarmedâ€\x9d men", "why.\n"),
        ("double spaces", "Police  in  Oslo", "Nobody  knows  why.\n"),
        ("no title", "OSLO (VOA) — Police in", "why.\n"),
        (
            "one paragraph",
            "Police in Oslo arrested three “armed” men on Sunday\n\nOSLO",
            "freed them. Nobody knows why.",
        ),
        (
            "wrapped at 72",
            "Police in Oslo arrested three “armed” men on Sunday\n\nOSLO (VOA) — Police in Oslo",
            "why.\n",
        ),
    ],
)
def test_a_dress_knows_where_each_of_its_characters_stands_in_the_plain_one(
    told: Plain, dress: str, begins: str, ends: str
) -> None:
    worn: Dressed = DRESSES[dress](told)
    assert worn.text.startswith(begins)
    assert worn.text.endswith(ends)
    assert len(worn.at) == len(worn.text)
    letters = [(sign, told.text[place]) for sign, place in zip(worn.text, worn.at, strict=True) if "a" <= sign <= "z"]
    assert len(letters) > 100 or dress == "capitals"
    assert all(sign == usual.lower() for sign, usual in letters if usual.isascii())


def test_wrapped_lines_are_no_longer_than_the_column(told: Plain) -> None:
    worn = DRESSES["wrapped at 72"](told).text
    assert max(map(len, worn.splitlines())) <= 72
    assert " ".join(worn.split()) == " ".join(told.text.split())


def test_events_are_the_same_in_a_dress_that_changes_nothing_and_others_are_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    silent = "Nothing was done.".ljust(len(PLAIN))
    monkeypatch.setitem(DRESSES, "same", lambda told: Dressed(told.text, range(len(told.text))))
    monkeypatch.setitem(DRESSES, "other", lambda told: Dressed(silent, range(len(silent))))
    measured = measure_dresses(load(), [report()], ["same", "other"])
    same, other = measured.scores
    assert (same.value, other.value) == (100.0, 0.0)
    assert same.size == other.size >= 1
    assert {m.kind for m in measured.mistakes} == {"other"}
    assert any("COERCE “arrested three" in m.text and m.text.startswith("lost") for m in measured.mistakes)


def test_the_reports_are_chosen_evenly_from_the_test_part() -> None:
    few, more = chosen(count=5), chosen(count=50)
    assert (len(few), len(more)) == (5, 50)
    assert len({r["id"] for r in more}) == 50
    assert few[0]["id"] == more[0]["id"]


def test_the_command_prints_a_line_a_dress() -> None:
    result = CliRunner().invoke(dresses_command, ["--reports", "1", "--dress", "no title"])
    assert result.exit_code == 0
    assert result.output.startswith("no title: events as in plain dress")
