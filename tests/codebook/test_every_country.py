"""What a sentence tells does not depend on which country it names: the same words are read alike for all countries, their
capitals and their people."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dateline.coder import DatelineCoder, load
from dateline.model import Coding
from dateline.world.countries import Country, countries

_ARTICLE = frozenset("ARE BHS CAF COD COG COM CZE DOM FSM GBR GMB MDV MHL NLD PHL SLB SYC USA VAT".split())
#: The other side, which no sentence is asked for.
_OTHER = "ISL"
#: Of all countries: names that are two countries' or a person's too are read otherwise now and then.
_LEAST = 0.97


@pytest.fixture(scope="module")
def coder() -> DatelineCoder:
    return load()


def asked(text: str) -> Iterator[tuple[str, str]]:
    """The sentence for every country, with the country's code. {n}: its name, {c}: its capital, {a}: its adjective."""
    for country in countries():
        filled = _filled(text, country) if country.iso3 != _OTHER else None
        if filled is not None:
            yield country.iso3, filled


def _filled(text: str, country: Country) -> str | None:
    name = f"the {country.name}" if country.iso3 in _ARTICLE else country.name
    adjective = next(iter(country.adjectives), "")
    if ("{a}" in text and not adjective) or ("{c}" in text and not country.capital):
        return None
    filled = text.format(n=name, c=country.capital, a=adjective)
    return filled[0].upper() + filled[1:]


def acts(coding: Coding) -> list[tuple[str, str | None, set[str | None], set[str | None]]]:
    home = {actor.id: actor.country for actor in coding.actors}
    return [(e.type, e.mode, {home[a] for a in e.actors}, {home[a] for a in e.recipients}) for e in coding.events]


@pytest.mark.parametrize(
    ("text", "kind", "mode", "recipients"),
    [
        ("{n} closed its border with Iceland on Monday.", "COERCE", "restrict", {_OTHER}),
        ("{n} protested to Iceland over the arrest of a fisherman.", "ACCUSE", "disapprove", {_OTHER}),
        ("{n} began manoeuvres off the coast of Iceland on Monday.", "MOBILIZE", "troops", set()),
        ("{n} banned a film about the royal family.", "COERCE", "censor", set()),
        ("The border with Iceland was closed by {n} on Monday.", "COERCE", "restrict", {_OTHER}),
        ("{c} accused Reykjavik on Friday of arming rebels.", "ACCUSE", "allege", {_OTHER}),
        ("The {a} government accused Iceland on Friday of arming rebels.", "ACCUSE", "allege", {_OTHER}),
    ],
)
def test_every_country_does_what_the_sentence_says(
    coder: DatelineCoder, text: str, kind: str, mode: str, recipients: set[str]
) -> None:
    read = {(iso3, said): acts(coder.code(said, published="2024-03-05")) for iso3, said in asked(text)}
    others = [said for (iso3, said), found in read.items() if (kind, mode, {iso3}, recipients) not in found]
    assert len(others) <= (1 - _LEAST) * len(read), others


def test_both_sides_of_an_accord_are_named_for_every_country(coder: DatelineCoder) -> None:
    text = "{n} and Iceland signed a trade agreement in Geneva on Friday."
    read = {(iso3, said): acts(coder.code(said, published="2024-03-05")) for iso3, said in asked(text)}
    others = [said for (iso3, said), found in read.items() if ("SUPPORT", None, {iso3, _OTHER}, set()) not in found]
    assert len(others) <= (1 - _LEAST) * len(read), others


def test_people_of_a_country_who_protest_are_no_state(coder: DatelineCoder) -> None:
    text = "Norwegians protested outside the Russian embassy in Oslo over the arrest of a fisherman."
    assert next(kind for kind, *_ in acts(coder.code(text, published="2024-03-05"))) == "PROTEST"
