"""The corpus itself: it compiles, its parts hold apart, and it has what its card promises."""

from collections import Counter

from click.testing import CliRunner

from corpus.__main__ import main
from corpus.incidents import same_incident
from corpus.load import SECOND, load
from corpus.parts import part_of

REPORTS = list(load())


def test_it_has_the_reports_sentences_and_types_that_its_card_promises() -> None:
    assert len(REPORTS) >= 900
    assert sum(len(r["sentences"]) for r in REPORTS) >= 5500
    types = Counter(e["type"] for r in REPORTS for e in r["events"])
    assert len(types) == 16
    assert min(types.values()) >= 120
    assert sum(not r["events"] for r in REPORTS) >= len(REPORTS) / 5


def test_every_test_report_is_read_twice_and_a_fifth_of_all() -> None:
    second = {r["id"] for r in load(folder=SECOND)}
    test = {r["id"] for r in REPORTS if part_of(r["id"]) == "test"}
    assert len(test) >= 130
    assert test <= second
    assert len(second) >= len(REPORTS) / 5


def test_no_two_reports_share_lines_and_none_is_there_twice() -> None:
    ids = [r["id"] for r in REPORTS]
    assert len(set(ids)) == len(ids)
    assert len({r["text"] for r in REPORTS}) == len(REPORTS)


def test_no_incident_is_told_in_two_parts() -> None:
    for _, a, b in same_incident(REPORTS):
        parts = {part_of(a["id"]), part_of(b["id"])} - {"apart"}
        assert len(parts) < 2, (a["id"], b["id"])


def test_check_finds_nothing_wrong() -> None:
    done = CliRunner().invoke(main, ["check", "--no-hints"])
    assert done.exit_code == 0, done.output


def test_nobody_stands_on_both_sides_of_an_event() -> None:
    for report in REPORTS:
        for event in report["events"]:
            assert not {p["actor"] for p in event["actors"]} & {p["actor"] for p in event["recipients"]}
