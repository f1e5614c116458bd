"""Who takes part in an event: told by the frame, by what stands around it, or by the land that it is done to."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from dateline.coder import DatelineCoder, load

Told = tuple[str, list[str], list[str]]


@cache
def coder() -> DatelineCoder:
    return load()


def told(text: str) -> list[Told]:
    """Type, actors and recipients of each event."""
    coding = coder().code(text, published=date(2025, 3, 4))
    names = {a.id: a.name for a in coding.actors}
    return [(e.type, [names[i] for i in e.actors], [names[i] for i in e.recipients]) for e in coding.events]


def test_a_town_that_is_taken_stands_for_its_country() -> None:
    assert told("The rebels captured the city of Mosul on Sunday.") == [("ASSAULT", ["rebels"], ["Iraq"])]


def test_what_is_done_in_a_town_is_not_done_to_its_country() -> None:
    assert told("The rebels released a statement in Kunduz and fired rockets in Kunduz.")[-1][2] == []


def test_one_does_not_praise_or_visit_the_country_of_a_town() -> None:
    assert ("AGREE", ["The governor"], ["United States"]) not in told("The governor plans to visit Ohio next week.")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Oman and Qatar signed an accord on fisheries.", "SUPPORT"),
        ("Oman and Qatar failed to reach an agreement on fisheries.", "REJECT"),
    ],
)
def test_both_sides_of_an_accord_are_actors(text: str, kind: str) -> None:
    assert (kind, ["Oman", "Qatar"], []) in told(text)


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        ("Rebels clashed with soldiers in Kunduz on Sunday.", ["Rebels", "soldiers"], []),
        ("Rebels attacked soldiers in Kunduz on Sunday.", ["Rebels"], ["soldiers"]),
    ],
)
def test_both_sides_of_a_clash_are_actors(text: str, actors: list[str], recipients: list[str]) -> None:
    assert ("ASSAULT", actors, recipients) in told(text)


def test_who_meet_are_all_actors() -> None:
    assert told("Ministers of Oman and envoys of Qatar met.")[0][2] == []


def test_whose_appeal_is_rejected_is_the_recipient() -> None:
    assert ("REJECT", ["Kenyan judges"], ["farmer"]) in told("Kenyan judges dismissed the petition of a farmer.")


def test_who_must_act_first_is_the_one_refused() -> None:
    assert ("REJECT", ["Kenya"], ["Uganda"]) in told("Kenya will not release the trawlers until Uganda apologises.")


def test_who_is_ordered_does_not_order() -> None:
    (((kind, actors, recipients)),) = told("Three envoys were told to apologise to the king.")
    assert (kind, actors, recipients[0]) == ("REQUEST", [], "Three envoys")


def test_a_protest_outside_a_building_is_against_whose_it_is() -> None:
    assert ("PROTEST", ["students"], ["parliament"]) in told("Hundreds of students protested outside parliament.")


def test_a_protest_in_a_country_is_not_one_against_it() -> None:
    assert told("Hundreds of students protested in Turkey.")[0][2] == []


def test_whoever_meets_two_one_after_the_other_meets_each_alone() -> None:
    met = told("Oman's king met Chad's president on Monday. The king later held talks with Mali's premier in Muscat.")
    parties = [{*actors, *recipients} for kind, actors, recipients in met if kind == "CONSULT"]
    assert len(parties) == 2
    assert not any(len(those) > 2 for those in parties)


def test_whoever_names_a_victim_is_not_who_did_it() -> None:
    text = (
        "A missile struck a car in Rafah, killing the head of a Palestinian squad linked to attacks in southern Israel."
    )
    assert all(
        "squad" not in " ".join(actors) for kind, actors, victims in told(text) if victims and "head" in victims[0]
    )
    assert any("head of a Palestinian squad" in victims for _, _, victims in told(text))


def test_whoever_tells_of_a_strike_amid_the_telling_is_not_on_strike() -> None:
    text = "About 2,500 dockers joined a strike in Lima, the port company said, and ten ships were sent on to Ancon."
    assert [actors for kind, actors, _ in told(text) if kind == "PROTEST"] == [["2,500 dockers"]]


def test_a_planned_visit_is_told_once() -> None:
    assert [kind for kind, _, _ in told("The Polish president is scheduled to visit Latvia on Friday.")] == ["CONSULT"]


def test_what_somebody_hopes_for_is_no_promise() -> None:
    assert told("Venezuela hopes to sign an agreement with Chile.") == []


def test_a_delegation_may_come_from_anywhere() -> None:
    text = "The Japanese cabinet met on Monday. Japan is short of beef. A delegation will arrive in Japan on Friday."
    coding = coder().code(text, published=date(2025, 3, 4))
    assert [a.country for a in coding.actors if "delegation" in a.name] == [None]


def test_a_house_that_stands_for_a_government_is_a_house_where_something_is_done_in_it() -> None:
    signed = told("Armenia and Azerbaijan signed a treaty at the White House on August 8.")
    assert signed == [("SUPPORT", ["Armenia", "Azerbaijan"], [])]
    assert told("The White House criticized Iran.") == [("ACCUSE", ["White House"], ["Iran"])]


def test_a_thing_that_is_sent_or_withdrawn_is_not_to_whom_it_is_done() -> None:
    withdrawn = told("Tajikistan withdrew its guards from two border posts on Monday.")
    assert withdrawn == [("RETREAT", ["Tajikistan"], [])]
