"""A review stands on a new coding if what it was said of is still there, and claimed."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, NamedTuple

import pytest

from dateline.verdicts.carried_over import CodedActor, CodedEvent, CodedReport, carried
from dateline.verdicts.given_values import Allowed, Words

ALLOWED = Allowed({"ASSAULT": {"aerial"}, "COERCE": set()}, {"NOR", "SWE"})
OLD, NEW = ("dateline", "1", "en-1", "plover"), ("dateline", "2", "en-2", "plover")
CLAIM: dict[str, Any] = {
    "type": "ASSAULT", "mode": None, "status": "happened", "actors": ["army"], "recipients": [],
    "place": {"name": "Oslo", "country": "NOR"}, "date": {"start": "2024-01-01", "end": "2024-01-01"}, "size": {"killed": 2},
}  # fmt: skip
HIT = Words(10, 13, "hit")
EVENT = CodedEvent("e9", CLAIM, (HIT,))
ARMY = CodedActor("a9", {"name": "army", "kind": "group", "country": "NOR"})
REPORT = CodedReport(NEW, (EVENT,), (ARMY,), 100)


class Row(NamedTuple):
    """A review of event e1 as an older version coded it."""

    id: str = "v1"
    who: str = "ana"
    when: str = "2026"
    report: str = "r1"
    verdict: str = "right"
    record: str | None = "e1"
    field: str | None = None
    value: str | None = None
    claim: str | None = json.dumps(CLAIM)
    answers: str | None = None
    sample: str | None = None
    start: int | None = 10
    end: int | None = 13
    text: str | None = "hit"
    made_by: tuple[str, ...] = OLD


def result(row: Row, coded: CodedReport | None = REPORT) -> str | None:
    """The record that it is of now, or the reason why it is of none."""
    found = carried([row], coded, ALLOWED)
    ((_, what),) = (*found.standing, *found.fallen)
    return what


def claiming(**changes: Any) -> CodedReport:
    return replace(REPORT, events=(EVENT._replace(claims=CLAIM | changes),))


def told(*triggers: Words) -> CodedReport:
    return replace(REPORT, events=(EVENT._replace(triggers=triggers),))


@pytest.mark.parametrize(
    ("row", "coded", "now"),
    [
        (Row(), REPORT, "e9"),
        (Row(record="e9"), REPORT, "e9"),
        (Row(), told(Words(50, 52, "ow"), HIT), "e9"),
        (Row(), told(Words(8, 13, "to hit")), "e9"),
        (Row(), told(Words(60, 63, "hit")), "e9"),
        (Row(), told(Words(60, 64, "beat")), "the coding has no ASSAULT at 'hit' any more"),
        (Row(), replace(REPORT, events=(EVENT, EVENT._replace(id="e8"))), "the coding has no ASSAULT at 'hit' any more"),
        (Row(), claiming(type="COERCE"), "the coding has no ASSAULT at 'hit' any more"),
        (Row(verdict="no_event"), claiming(type="COERCE"), "the coding has no ASSAULT at 'hit' any more"),
        (Row(), None, "the report is not coded here"),
        (Row(), replace(REPORT, characters=5), "its words lie behind the report's end"),
        (Row(), claiming(date=None), "the coding now says another date than the one that was reviewed"),
        (Row(), claiming(place={"name": "Oslo", "country": "SWE"}), "the coding now says another place than the one that was reviewed"),
        (Row(), claiming(actors=["navy"]), "the coding now says another actors than the one that was reviewed"),
        (Row(), claiming(size={"killed": 3}), "the coding now says another size than the one that was reviewed"),
        (Row(), claiming(size={}), "the coding now says another size than the one that was reviewed"),
        (Row(verdict="no_event"), claiming(place=None), "e9"),
        (Row(verdict="wrong_place"), claiming(place=None), "the coding now says another place than the one that was reviewed"),
        (Row(verdict="wrong_place"), claiming(date=None), "e9"),
        (Row(verdict="right", field="place"), claiming(date=None), "e9"),
        (Row(verdict="corrected", field="place", value="null"), claiming(place=None), "e9"),
        (Row(verdict="wrong_place", record="e9", claim='"Oslo"'), REPORT, "e9"),
        (Row(verdict="wrong_place", record="e9", claim='"Bergen"'), REPORT, "the coding now says another place than the one that was reviewed"),
        (Row(record="e9", claim=None, start=None, end=None, text=None), REPORT, "e9"),
        (Row(record="a1", claim='{"name": "army", "kind": "group"}', start=None, end=None, text=None), REPORT, "a9"),
        (Row(record="a1", claim='{"name": "army", "kind": "state"}', start=None, end=None, text=None), REPORT, "the coding has nobody called 'army' any more"),
    ],
)  # fmt: skip
def test_what_it_was_said_of_is_found_again_or_missed(row: Row, coded: CodedReport | None, now: str) -> None:
    assert result(row, coded) == now


def test_the_same_versions_make_the_same_claims() -> None:
    assert result(Row(record="e9", made_by=NEW), claiming(date=None)) == "e9"


def test_a_mode_is_measured_by_the_type_that_the_event_is_corrected_to() -> None:
    mode = Row(id="v2", record="e9", verdict="corrected", field="mode", value='"aerial"')
    kind = Row(id="v3", record="e9", verdict="corrected", field="type", value='"ASSAULT"')
    coded = claiming(type="COERCE")
    assert carried([mode], coded, ALLOWED).standing == []
    assert len(carried([mode, kind], coded, ALLOWED).standing) == 2


def test_a_report_is_fully_read_as_long_as_all_that_is_coded_in_it_is_judged() -> None:
    read = Row(id="v2", record=None, claim=None, start=None, end=None, text=None)
    assert carried([read, Row()], REPORT, ALLOWED).fallen == []
    assert [why for _, why in carried([read], REPORT, ALLOWED).fallen] == [
        "the coding now has events that nobody judged"
    ]
    gone = Row(id="v4", record="e7", start=90, end=93, text="ran")
    assert "not all that was found of its events stands any more" in [
        why for _, why in carried([read, Row(), gone], REPORT, ALLOWED).fallen
    ]
    assert carried([read._replace(made_by=NEW)], REPORT, ALLOWED).fallen == []
