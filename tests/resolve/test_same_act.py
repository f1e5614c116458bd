"""One act told twice in a report is one event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dateline.codebook import load_codebook
from dateline.model import Abstention, Event, EventDate, Evidence, Size, Span
from dateline.resolve.same_act import Retellings
from dateline.resolve.same_act import merged as of_tellings
from dateline.resolve.telling import Telling, identified

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


def merged(events: Sequence[Event], retold: Retellings | None = None) -> list[Event]:
    """The events of coded tellings, each of one act of its own."""
    tellings = [Telling(e, (), (), (str(i),)) for i, e in enumerate(events)]
    return [identified("r", telling.event) for telling in of_tellings(tellings, TYPES, retold or {})]


def test_the_same_act_told_twice_is_one_event_with_two_pieces_of_evidence() -> None:
    (one,) = merged([event(0), event(1, place="p1")])
    assert (len(one.evidence), one.place) == (2, "p1")


def test_a_meeting_told_from_the_other_side_is_the_same_meeting() -> None:
    assert len(merged([event(0), event(1, actors=("a2",), recipients=("a1",))])) == 1


def test_an_attack_and_the_answer_to_it_are_two() -> None:
    attack = event(0, type="ASSAULT")
    assert len(merged([attack, event(1, type="ASSAULT", actors=("a2",), recipients=("a1",))])) == 2


def test_what_differs_in_place_status_mode_or_day_stays_apart() -> None:
    on = EventDate(date(2025, 11, 7), date(2025, 11, 7), "day", Span(5, 11, "Friday"), "text")
    later = replace(on, start=date(2025, 11, 8), end=date(2025, 11, 8), span=Span(105, 113, "Saturday"))
    first = event(0, place="p1", mode="visit", date=on)
    for change in ({"place": "p2"}, {"status": "denied"}, {"mode": "phone"}, {"date": later}, {"type": "AGREE"}):
        again = event(1, **{"place": "p1", "mode": "visit", "date": on, **change})
        assert len(merged([first, again])) == 2, change


def test_forces_of_a_country_more_likely_do_again_what_it_did_than_somebody_elses() -> None:
    first, again = event(0, type="ASSAULT"), event(1, type="ASSAULT", actors=("a3",), recipients=())
    tellings = [Telling(first, (), (), ("strike",), None, frozenset({"TUR"}))]
    akin, other = (Telling(again, (), (), ("attack",), None, frozenset({land})) for land in ("TUR", "SYR"))
    retold = linked(first, again, 0.35)
    assert len(of_tellings([*tellings, akin], TYPES, retold)) == 1
    assert len(of_tellings([*tellings, other], TYPES, retold)) == 2


def test_a_denial_tells_an_act_that_happened_again_only_if_the_network_says_so() -> None:
    first, again = event(0, type="ASSAULT", recipients=()), event(1, type="ASSAULT", status="denied")
    for share, events in ((0.4, 2), (0.9, 1)):
        assert len(merged([first, again], linked(first, again, share))) == events, share


def test_ids_are_the_same_each_time_and_differ_between_events() -> None:
    events = [event(0), event(1, type="ASSAULT")]
    first, second = merged(events), merged(events)
    assert [e.id for e in first] == [e.id for e in second]
    assert len({e.id for e in first}) == 2


def linked(first: Event, again: Event, share: float = 1.0) -> Retellings:
    return {again.evidence[0].trigger: {first.evidence[0].trigger: share}}


def test_a_meeting_told_again_with_fewer_of_those_who_met_is_the_same() -> None:
    first, again = event(0), event(1, recipients=(), place="p1")
    assert len(merged([first, again], linked(first, again))) == 1


def test_whoever_meets_one_and_then_another_meets_twice_unless_the_network_links_them() -> None:
    first, again = event(0), event(1, recipients=("a3",))
    assert len(merged([first, again])) == 2
    assert len(merged([first, again], linked(first, again, 0.1))) == 2
    assert len(merged([first, again], linked(first, again))) == 1


def test_another_day_is_another_act_whatever_the_network_links() -> None:
    days = [EventDate(date(2025, 11, d), date(2025, 11, d), "day", Span(5, 11, "Friday"), "text") for d in (7, 9)]
    first, again = event(0, type="ASSAULT", date=days[0]), event(1, type="ASSAULT", date=days[1], recipients=("a3",))
    assert len(merged([first, again], linked(first, again, 0.6))) == 2


def test_an_act_told_as_two_types_has_the_likelier_one() -> None:
    sure, less = Evidence(1, Span(100, 103, "met"), "meet", 0.95), Evidence(0, Span(0, 3, "met"), "meet", 0.6)
    first, again = event(0, type="AGREE", evidence=(less,)), event(1, type="SUPPORT", evidence=(sure,))
    (one,) = merged([first, again], linked(first, again))
    assert (one.type, len(one.evidence)) == ("SUPPORT", 2)


def test_two_tellings_that_are_sure_of_different_types_are_two_acts() -> None:
    first, again = event(0, type="AGREE"), event(1, type="SUPPORT")
    assert len(merged([first, again], linked(first, again))) == 2


def test_an_act_told_two_hundred_times_is_one_event_with_the_words_of_its_first_hundred_tellings() -> None:
    (one,) = merged([event(sentence) for sentence in range(200)])
    assert len(one.evidence) == 100


def test_an_act_is_told_again_from_afar_only_if_the_network_links_them() -> None:
    others = [event(sentence, actors=(f"b{sentence}",)) for sentence in range(1, 121)]
    first, again = event(0), event(121)
    assert len(merged([first, *others, again])) == 122
    assert len(merged([first, *others, again], linked(first, again))) == 121


def test_an_attack_told_again_with_other_words_for_those_hit_is_the_same_if_the_network_links_them() -> None:
    first, again = event(0, type="ASSAULT"), event(1, type="ASSAULT", recipients=("a3",))
    assert len(merged([first, again])) == 2
    assert len(merged([first, again], linked(first, again))) == 1


HARDLY = Abstention(Span(0, 3, "met"), "event", "hardly an act, and told only once")


def told(uncoded: Abstention | None, *events: Event) -> Telling:
    return Telling(events[0], (), (), ("meet",), uncoded)


def test_what_is_hardly_an_act_is_one_if_told_twice() -> None:
    first, again = event(0), event(1)
    (one,) = of_tellings([told(HARDLY, first), told(HARDLY, again)], TYPES, linked(first, again))
    assert one.uncoded is None


def test_what_names_nobody_is_no_act_however_often_it_is_told() -> None:
    first, again = event(0, actors=(), recipients=()), event(1, actors=(), recipients=())
    (one,) = of_tellings([told(HARDLY, first), told(HARDLY, again)], TYPES, linked(first, again))
    assert one.uncoded is not None


def test_a_telling_that_names_nobody_adds_its_words_to_the_act_that_it_tells() -> None:
    first, again = event(0), event(1, actors=(), recipients=())
    (one,) = of_tellings([told(None, first), told(HARDLY, again)], TYPES, linked(first, again))
    assert (one.uncoded, len(one.event.evidence)) == (None, 2)
