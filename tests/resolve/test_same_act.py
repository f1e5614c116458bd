"""One act told twice in a report is one event."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dateline.codebook import load_codebook
from dateline.model import Event, EventDate, Evidence, Size, Span
from dateline.resolve.same_act import merged

TYPES = load_codebook().types
BOUND = EventDate(None, date(2025, 11, 8), "not_after", None, "published")


def event(sentence: int = 0, **changes: object) -> Event:
    start = 100 * sentence
    told = Evidence(sentence, Span(start, start + 3, "met"), "meet", 0.9)
    plain = Event(
        "",
        "CONSULT",
        None,
        (),
        "VERBAL COOPERATION",
        2.5,
        ("a1",),
        ("a2",),
        None,
        "happened",
        ("TASS",),
        BOUND,
        Size(),
        (told,),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def test_the_same_act_told_twice_is_one_event_with_two_pieces_of_evidence() -> None:
    (one,) = merged("r", [event(0), event(1, place="p1")], TYPES)
    assert (len(one.evidence), one.place) == (2, "p1")


def test_a_meeting_told_from_the_other_side_is_the_same_meeting() -> None:
    assert len(merged("r", [event(0), event(1, actors=("a2",), recipients=("a1",))], TYPES)) == 1


def test_an_attack_and_the_answer_to_it_are_two() -> None:
    attack = event(0, type="ASSAULT")
    assert len(merged("r", [attack, event(1, type="ASSAULT", actors=("a2",), recipients=("a1",))], TYPES)) == 2


def test_what_differs_in_place_status_mode_or_day_stays_apart() -> None:
    on = EventDate(date(2025, 11, 7), date(2025, 11, 7), "day", Span(5, 11, "Friday"), "text")
    later = replace(on, start=date(2025, 11, 8), end=date(2025, 11, 8), span=Span(105, 113, "Saturday"))
    first = event(0, place="p1", mode="visit", date=on)
    for change in ({"place": "p2"}, {"status": "denied"}, {"mode": "phone"}, {"date": later}, {"type": "AGREE"}):
        again = event(1, **{"place": "p1", "mode": "visit", "date": on, **change})
        assert len(merged("r", [first, again], TYPES)) == 2, change


def test_ids_are_the_same_each_time_and_differ_between_events() -> None:
    events = [event(0), event(1, type="ASSAULT")]
    first, second = merged("r", events, TYPES), merged("r", events, TYPES)
    assert [e.id for e in first] == [e.id for e in second]
    assert len({e.id for e in first}) == 2


def linked(first: Event, again: Event) -> frozenset[tuple[Span, Span]]:
    return frozenset({(again.evidence[0].trigger, first.evidence[0].trigger)})


def test_a_meeting_told_again_with_fewer_of_those_who_met_is_the_same() -> None:
    first, again = event(0), event(1, recipients=(), place="p1")
    assert len(merged("r", [first, again], TYPES, linked(first, again))) == 1


def test_whoever_meets_one_and_then_another_meets_twice_whatever_the_network_links() -> None:
    first, again = event(0), event(1, recipients=("a3",))
    assert len(merged("r", [first, again], TYPES, linked(first, again))) == 2


def test_an_attack_told_again_with_other_words_for_those_hit_is_the_same_if_the_network_links_them() -> None:
    first, again = event(0, type="ASSAULT"), event(1, type="ASSAULT", recipients=("a3",))
    assert len(merged("r", [first, again], TYPES)) == 2
    assert len(merged("r", [first, again], TYPES, linked(first, again))) == 1
