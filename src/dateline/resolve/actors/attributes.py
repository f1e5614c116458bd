"""Chains of mentions -> actors with country, sectors and roles, each with the words that say so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import pairwise

from dateline.language import lexicon
from dateline.mentions.candidate import OWNER, Candidate, Chain, CountryWord, Office
from dateline.model import Actor, Because, Kind, Mention, Report, Role, Span, content_id
from dateline.resolve.actors.acquaintance import Acquaintance, CountryTold, SectorsTold
from dateline.resolve.actors.home import Home
from dateline.world.countries import codes_by_iso2, country, find_country
from dateline.world.divisions import division_code, is_division
from dateline.world.organizations import Organization, organization
from dateline.world.people import Person

#: Whoever has such a sector is of the country of whoever has them.
_OF_OWNER = frozenset({"GOV", "JUD", "LEG", "COP", "MIL", "SPY"})
#: The sectors of a country as an actor.
STATE_SECTORS = ("GOV",)
_JOINING = lexicon("actors").words("joining")
_FORMS = ("body", "adjective", "people", "name", "code", "capital", "metonym", OWNER)


def actor_of(
    report: Report,
    chain: Chain,
    kind: Kind,
    acquaintance: Acquaintance,
    home: Home | None = None,
    owner: tuple[str, Because] | None = None,
    seat: tuple[str, Because] | None = None,
) -> Actor:
    """The actor that a chain means. Unknown country and sectors stay unknown.

    ``home``: the country whose officials and bodies the report need not name. ``owner``: the country of whoever the report says
    has it: "its soldiers". ``seat``: that of the town that its description names: "the archbishop of Cologne".
    """
    iso3, country_because = country_told(chain, kind, acquaintance)
    sectors, sector_because = _sectors(chain, acquaintance)
    if iso3 is None and owner is not None and _OF_OWNER & set(sectors):
        iso3, country_because = owner[0], (owner[1],)
    if iso3 is None and seat is not None:
        iso3, country_because = seat[0], (seat[1],)
    if iso3 is None and home is not None and home.takes(chain, kind, sectors):
        iso3, country_because = home.iso3, (Because("country", home.span, home.reason),)
    first = chain.candidates[0].span
    return Actor(
        id=content_id("a", report.id, kind, chain.name, first.start),
        name=chain.name,
        kind=kind,
        mentions=tuple(Mention(c.span, c.form) for c in chain.candidates),
        country=iso3,
        sectors=sectors,
        roles=tuple(_roles(chain, kind, report.published)),
        because=tuple(dict.fromkeys((*country_because, *sector_because))),
    )


def state_id(report_id: str, iso3: str) -> str:
    """The id of a country as an actor of a report."""
    return content_id("a", report_id, "state", iso3)


def state(report_id: str, iso3: str, mentions: Sequence[Mention]) -> Actor:
    """A country as an actor: its name, its adjective ("Russian strikes") or its capital in the text stand for it."""
    known = country(iso3)
    name = known.name if known is not None else iso3
    ordered = tuple(sorted(set(mentions), key=lambda m: m.span))
    named = ordered[0].span
    return Actor(
        id=state_id(report_id, iso3),
        name=name,
        kind="state",
        mentions=ordered,
        country=iso3,
        sectors=STATE_SECTORS,
        because=(Because("country", named, "its name"), Because("sectors", named, "its name")),
    )


def country_told(chain: Chain, kind: Kind, acquaintance: Acquaintance) -> tuple[str | None, tuple[Because, ...]]:
    """By the words for countries in its mentions; for bodies, by what is known of them; then by bodies named in its titles;
    at last by what is known of people."""
    if kind != "person":
        for candidate, known in _known(chain, acquaintance):
            if known.country and not _has_other_owner(chain, known):
                return acquaintance.country_of(known, candidate)
    if any(map(_is_of_several, chain.candidates)):
        return None, ()
    word = _deciding(chain.countries)
    if word is not None:
        return word.iso3, (Because("country", word.span, word.form),)
    iso3, because = _country_of_titles(chain, acquaintance)
    if iso3 is not None:
        return iso3, because
    whom = acquaintance.person(chain) if kind == "person" else _leader(chain, acquaintance)
    return (whom[0].country, (whom[1],)) if whom is not None else _country_of_division(chain)


def _has_other_owner(chain: Chain, known: Organization) -> bool:
    """ "Pakistan's Senate" is not the one that is meant where nothing is said; "Turkey's NATO allies" have NATO as it is."""
    owners = {w.iso3 for w in chain.countries if w.form == OWNER}
    return bool(owners) and known.country not in owners and bool(_OF_OWNER & set(known.sectors))


def _country_of_division(chain: Chain) -> tuple[str | None, tuple[Because, ...]]:
    """ "the Alaska senator" is of the country that Alaska is a state of; "Georgia" may be one of two."""
    for candidate in chain.candidates:
        for start, end in _words_at(candidate.span.text):
            name = candidate.span.text[start:end]
            code = division_code(name) if is_division(name) and find_country(name) is None else None
            iso3 = codes_by_iso2().get(code.partition(".")[0]) if code is not None else None
            if iso3 is not None:
                span = Span(candidate.span.start + start, candidate.span.start + end, name)
                return iso3, (Because("country", span, "division"),)
    return None, ()


def _leader(chain: Chain, acquaintance: Acquaintance) -> tuple[Person, Because] | None:
    return next((whom for c in chain.candidates if (whom := acquaintance.leader(c)) is not None), None)


def _country_of_titles(chain: Chain, acquaintance: Acquaintance) -> tuple[str | None, tuple[Because, ...]]:
    """By the bodies that its titles name."""
    for office in chain.offices:
        inside = _body_in(office.span)
        if inside is not None:
            return inside[0], (Because("country", inside[1], "known body"),)
    for body in chain.bodies:  # "AFAD head Murat Demirkol" is of AFAD's country, wherever the report says which that is
        iso3, because = acquaintance.country_once(body, _country_of_body)
        if iso3 is not None:
            return iso3, because
    return None, ()


def _country_of_body(body: Chain, acquaintance: Acquaintance) -> CountryTold:
    return country_told(replace(body, bodies=()), "organization", acquaintance)


def _deciding(words: Iterable[CountryWord]) -> CountryWord | None:
    """The country most often named; between equals the one named first by the most telling form. Whose somebody is counts where
    nothing else is told: "Germany's Merz"."""
    every = list(words)
    pool = [w for w in every if w.form != OWNER] or every
    if not pool:
        return None
    counts = Counter(w.iso3 for w in pool)
    return min(pool, key=lambda w: (-counts[w.iso3], _FORMS.index(w.form), w.span.start))


def _is_of_several(candidate: Candidate) -> bool:
    """ "US and Russian presidents" are of no single country."""
    start, text = candidate.span.start, candidate.span.text
    return any(
        a.iso3 != b.iso3 and text[a.span.end - start : b.span.start - start].strip() in _JOINING
        for a, b in pairwise(candidate.countries)
    )


def _body_in(span: Span) -> tuple[str, Span] | None:
    """A known body named in a title: "deputy head of … the Korean People's Army"."""
    found = _body_named(span.text)
    if found is None:
        return None
    country_of_body, start, end = found
    return country_of_body, Span(span.start + start, span.start + end, span.text[start:end])


@lru_cache(maxsize=4096)  # the same titles come again, and each stretch of one is looked up
def _body_named(title: str) -> tuple[str, int, int] | None:
    words = _words_at(title)
    for first in range(len(words)):
        for last in range(len(words), first, -1):
            start, end = words[first][0], words[last - 1][1]
            known = organization(title[start:end])
            if known is not None and known.country and last - first > 1:
                return known.country, start, end
    return None


def _words_at(text: str) -> list[tuple[int, int]]:
    found, at = [], 0
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        found.append((start, at))
    return found[:40]


def _sectors(chain: Chain, acquaintance: Acquaintance) -> tuple[tuple[str, ...], tuple[Because, ...]]:
    """By what is known of a body with such a name; by offices; by the bodies in which offices that tell little are held."""
    sectors: dict[str, Span] = {}
    heads: set[str] = set()
    for candidate, known in _known(chain, acquaintance):
        heads.add(candidate.head_lemma)
        for sector in known.sectors:
            sectors.setdefault(sector, candidate.span)
    # The union of "African Union" is none of workers, nor is the army of "Lord's Resistance Army" a state's.
    firm = [o for c in chain.candidates if c.head_lemma not in heads for o in c.offices if not o.weak]
    for office in firm:
        for sector in office.sectors:
            sectors.setdefault(sector, office.span)
    if not sectors:
        sectors |= _sectors_of_bodies(chain, acquaintance)
    if not sectors and (whom := acquaintance.person(chain)) is not None:
        sectors |= dict.fromkeys(whom[0].sectors, whom[1].span)
    if not sectors and not heads:
        sectors |= {sector: office.span for office in reversed(chain.offices) for sector in reversed(office.sectors)}
    spans = dict.fromkeys(sectors.values())
    return tuple(sectors), tuple(Because("sectors", span, "office or body") for span in spans)


def _sectors_of_bodies(chain: Chain, acquaintance: Acquaintance) -> dict[str, Span]:
    """ "ELA commander X" where the ELA is a rebel group."""
    for body in chain.bodies:
        found, because = acquaintance.sectors_once(body, _sectors_of_body)
        if found and because:
            return dict.fromkeys(found, because[0].span)
    return {}


def _sectors_of_body(body: Chain, acquaintance: Acquaintance) -> SectorsTold:
    return _sectors(replace(body, bodies=()), acquaintance)


def _known(chain: Chain, acquaintance: Acquaintance) -> Iterator[tuple[Candidate, Organization]]:
    """Well-known bodies among its names. An acronym that the report explains otherwise is none."""
    named = [c for c in chain.candidates if c.form == "name" and c.sort != "person"]
    full = any(" " in c.name and acquaintance.body(c.name) is None for c in named)
    for candidate in named:
        if not full or " " in candidate.name:
            known = acquaintance.body(candidate.name)
            if known is not None:
                yield candidate, known


def _roles(chain: Chain, kind: Kind, said: date | None) -> Iterable[Role]:
    """Each office once, in its first and fullest wording; country words at its edges are its country, not its title."""
    if kind != "person":
        return
    seen: list[frozenset[str]] = []
    for office in sorted(chain.offices, key=lambda o: (-len(o.key), o.span.start)):
        if office.description or any(office.key <= key for key in seen):
            continue
        seen.append(office.key)
        iso3 = next((c.iso3 for c in chain.countries if _inside(c.span, office.span)), None)
        body = _body_in(office.span)
        title = _title(office, [c.span for c in chain.countries])
        yield Role(title.text, title, iso3 or (body[0] if body else None), said)


def _inside(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _title(office: Office, countries: Sequence[Span]) -> Span:
    """The title without a country word at its beginning: "Russian | Deputy Defense Minister"."""
    start, end, text = office.span.start, office.span.end, office.span.text
    for span in countries:
        if span.start == start and span.end < end:
            cut = span.end - start
            while cut < len(text) and not text[cut].isalnum():
                cut += 1
            return Span(start + cut, end, text[cut:]) if cut < len(text) else office.span
    return office.span
