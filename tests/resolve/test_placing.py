"""Where an act took place: by all its tellings and what is around them, and nowhere where nothing tells it."""

from __future__ import annotations

import pytest

from dateline.coder import DatelineCoder, load
from dateline.model import Event


@pytest.fixture(scope="module")
def coder() -> DatelineCoder:
    return load()


def event(coder: DatelineCoder, text: str, kind: str) -> tuple[Event, str | None]:
    """The first event of a type, and the name of its place."""
    coding = coder.code(text, published="2024-05-06")
    found = next(e for e in coding.events if e.type == kind)
    return found, coding.name(found.place)


@pytest.mark.parametrize(
    ("text", "kind", "place", "basis"),
    [
        ("Police arrested three protesters in Oslo.", "COERCE", "Oslo", "clause"),
        ("Kenyan police arrested a Kenyan journalist on Monday.", "COERCE", "Kenya", "participant"),
        (
            "Gunmen attacked a convoy of the United Nations on Friday. The attack in the town of Bentiu killed two drivers.",
            "ASSAULT",
            "Bentiu",
            "telling",
        ),
        ("Thousands of soldiers were deployed in the Iraqi capital on Monday.", "MOBILIZE", "Iraq", "clause"),
        ("The trader was killed in a Turkish prison on Monday.", "ASSAULT", "Turkey", "clause"),
        ("Norway has pressed Chad to free a trader since he was arrested there in May.", "COERCE", "Chad", "clause"),
        (
            "Protesters marched through Nairobi on Monday, demanding the release of two students.",
            "REQUEST",
            "Nairobi",
            "clause",
        ),
        ("TASHKENT, May 3 -- The Kazakh president arrived here on Thursday.", "CONSULT", "Tashkent", "clause"),
        ("RIGA -- Latvian police arrested 20 protesters here on Sunday.", "COERCE", "Riga", "clause"),
        ("SEOUL -- Envoys of Japan and Chile signed an accord here on fishing.", "SUPPORT", "Seoul", "clause"),
    ],
)
def test_a_place_says_what_it_was_read_from(coder: DatelineCoder, text: str, kind: str, place: str, basis: str) -> None:
    found, name = event(coder, text, kind)
    assert (name, found.place_from) == (place, basis)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("OSLO -- The president accused Sweden of spying.", "ACCUSE"),
        ('OSLO -- The village had no water.\n\n"Rebels attacked our school here," a Kenyan teacher said.', "ASSAULT"),
        ("A government delegation of Laos arrived on Monday.", "CONSULT"),
        ("Sweden condemned the killing of two journalists in Mali.", "ACCUSE"),
        ("French soldiers arrested three rebels on Monday.", "COERCE"),
        ("Sweden criticized Norway.", "ACCUSE"),
        ("Norway criticized the Turkish offensive.", "ACCUSE"),
        (
            "Protesters marched through Nairobi on Monday. The Finnish parliament demanded the release of two students.",
            "REQUEST",
        ),
    ],
)
def test_where_nothing_tells_it_there_is_no_place(coder: DatelineCoder, text: str, kind: str) -> None:
    found, name = event(coder, text, kind)
    assert (name, found.place_from, found.place_confidence) == (None, None, None)


def test_a_country_that_only_those_who_take_part_are_of_is_a_place_of_the_coding(coder: DatelineCoder) -> None:
    coding = coder.code("Kenyan police arrested a Kenyan journalist on Monday.", published="2024-05-06")
    (found,) = coding.events
    place = coding.place(found.place or "")
    assert place.country == "KEN"
    assert "Kenyan" in place.mentions[0].text
    assert [b.span.text for b in found.because if b.field == "place"] == ["Kenyan police"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Israeli aircraft bombed Khan Younis in the southern Gaza Strip.", "Khan Younis"),
        ("Syrian warplanes bombed Idlib on Monday.", "Idlib"),
    ],
)
def test_an_attack_on_a_town_takes_place_there(coder: DatelineCoder, text: str, place: str) -> None:
    assert event(coder, text, "ASSAULT")[1] == place


def test_each_of_two_clauses_has_its_own_place(coder: DatelineCoder) -> None:
    text = "Police in Oslo detained an activist, and police in Bergen arrested a thief."
    found = [(e.evidence[0].trigger.text, coder.code(text).name(e.place)) for e in coder.code(text).events]
    assert found == [("detained", "Oslo"), ("arrested", "Bergen")]
