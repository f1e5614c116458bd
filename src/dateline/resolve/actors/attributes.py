"""Chains of mentions -> actors with country, sectors and roles, each with the words that say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from dateline.language import lexicon
from dateline.mentions.candidate import Candidate, Chain, CountryWord, Office
from dateline.model import Actor, Because, Kind, Mention, Report, Role, Span, content_id
from dateline.resolve.actors.home import Home
from dateline.world.countries import country
from dateline.world.organizations import Organization, organization

_WORDS = lexicon("actors")
#: Whose words settle a country: what a mention says of itself before what its name contains.
_OF_STATE = frozenset({"GOV", "JUD", "LEG", "COP"})
_REGIONS = _WORDS.words("region_words")
_ALONE = 0.9  # of the report's country words, so that hardly any other is spoken of
_FORMS = ("body", "adjective", "people", "name", "code", "capital", "metonym")


def actor_of(report: Report, chain: Chain, kind: Kind, home: Home | None = None) -> Actor:
    """The actor that a chain means. Unknown country and sectors stay unknown.

    ``home``: the country whose officials and bodies the report need not name.
    """
    iso3, country_because = _country(chain, kind)
    sectors, sector_because = _sectors(chain)
    if iso3 is None and home is not None and home.claims(sectors) and _may_be_at_home(chain, kind, sectors, home):
        iso3, country_because = home.iso3, (Because("country", home.span, "at home"),)
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


def _may_be_at_home(chain: Chain, kind: Kind, sectors: Sequence[str], home: Home) -> bool:
    """Ministries and courts need no country at home; a school or a corps with a name of its own may be in any other that the
    report speaks of."""
    if any(_REGIONS & set(c.name.casefold().split()) for c in chain.candidates):
        return False  # "East African ministers" are of no single country
    named = kind == "organization" and any(c.form == "name" for c in chain.candidates)
    return not named or set(sectors) <= _OF_STATE or home.share >= _ALONE


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
        sectors=("GOV",),
        because=(Because("country", named, "its name"), Because("sectors", named, "its name")),
    )


def _country(chain: Chain, kind: Kind) -> tuple[str | None, tuple[Because, ...]]:
    """By the words for countries in its mentions; for bodies, by what is known of them; then by bodies named in its titles."""
    if kind != "person":
        for candidate, known in _known(chain):
            if known.country:
                return known.country, (Because("country", candidate.span, "known body"),)
    word = _deciding(chain.countries)
    if word is not None:
        return word.iso3, (Because("country", word.span, word.form),)
    for office in chain.offices:
        body = _body_in(office.span)
        if body is not None:
            return body[0], (Because("country", body[1], "known body"),)
    return _country_of_bodies(chain.bodies)


def _country_of_bodies(bodies: Iterable[Chain]) -> tuple[str | None, tuple[Because, ...]]:
    """ "AFAD head Murat Demirkol" is of AFAD's country, wherever the report says which that is."""
    for body in bodies:
        iso3, because = _country(replace(body, bodies=()), "organization")
        if iso3 is not None:
            return iso3, because
    return None, ()


def _deciding(words: Iterable[CountryWord]) -> CountryWord | None:
    """The country most often named; between equals the one named first by the most telling form."""
    pool = list(words)
    if not pool:
        return None
    counts = {w.iso3: sum(v.iso3 == w.iso3 for v in pool) for w in pool}
    return min(pool, key=lambda w: (-counts[w.iso3], _FORMS.index(w.form), w.span.start))


def _body_in(span: Span) -> tuple[str, Span] | None:
    """A known body named in a title: "deputy head of … the Korean People's Army"."""
    words = _words_at(span)
    for first in range(len(words)):
        for last in range(len(words), first, -1):
            start, end = words[first][0], words[last - 1][1]
            known = organization(span.text[start:end])
            if known is not None and known.country and last - first > 1:
                return known.country, Span(span.start + start, span.start + end, span.text[start:end])
    return None


def _words_at(span: Span) -> list[tuple[int, int]]:
    found, at = [], 0
    for word in span.text.split():
        start = span.text.index(word, at)
        at = start + len(word)
        found.append((start, at))
    return found[:40]


def _sectors(chain: Chain) -> tuple[tuple[str, ...], tuple[Because, ...]]:
    """By what is known of a body with such a name; by offices; by the bodies in which offices that tell little are held."""
    sectors: dict[str, Span] = {}
    for candidate, known in _known(chain):
        for sector in known.sectors:
            sectors.setdefault(sector, candidate.span)
    firm = [office for office in chain.offices if not office.weak]
    for office in firm:
        for sector in office.sectors:
            sectors.setdefault(sector, office.span)
    if not sectors:
        sectors |= _sectors_of_bodies(chain)
    if not sectors:
        sectors |= {sector: office.span for office in reversed(chain.offices) for sector in reversed(office.sectors)}
    spans = dict.fromkeys(sectors.values())
    return tuple(sectors), tuple(Because("sectors", span, "office or body") for span in spans)


def _sectors_of_bodies(chain: Chain) -> dict[str, Span]:
    """ "ELA commander X" where the ELA is a rebel group."""
    for body in chain.bodies:
        found, because = _sectors(replace(body, bodies=()))
        if found and because:
            return dict.fromkeys(found, because[0].span)
    return {}


def _known(chain: Chain) -> Iterator[tuple[Candidate, Organization]]:
    """Well-known bodies among its names. An acronym that the report explains otherwise is none."""
    named = [c for c in chain.candidates if c.form == "name" and c.sort != "person"]
    full = any(" " in c.name and organization(c.name) is None for c in named)
    for candidate in named:
        if not full or " " in candidate.name:
            known = organization(candidate.name)
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
