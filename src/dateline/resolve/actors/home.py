"""The country that a report is at home in: whose officials need no nationality word ("the education minister")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dateline.language import lexicon
from dateline.mentions.candidate import Candidate, Chain
from dateline.model import Kind, Report, Span
from dateline.resolve.places.choice import choose_place
from dateline.world.countries import codes_by_iso2, find_country

#: The reason of a country that is only that of the place where something is told.
SCENE = "the scene"
#: Whoever has such a sector is the home country's unless the text says otherwise: police, courts, schools, unions …
_LOCAL = frozenset("COP JUD LEG PTY OPP EDU LAB AGR MED REL CVL".split())
#: … but of where a sentence is merely set only these: lawmakers and unions are spoken of from anywhere.
_LOCAL_TO_SCENE = frozenset("COP CVL LAB AGR MED EDU".split())
#: … also gunmen and robbers, but not whoever goes far to do such things.
_VIOLENT = frozenset({"UAF", "CRM"})
#: … and these only where the report speaks mainly of its home: foreign presidents and generals are in the news everywhere.
_NATIONAL = frozenset("GOV MIL SPY REB".split())
_DOMAIN = re.compile(r"(?:https?://)?(?:[\w-]+\.)+([a-zA-Z]{2})(?=[/:]|$)")
# The United Kingdom's own; and codes of small states that are sold all over the world.
_OTHER_DOMAINS = {"uk": "GBR", "tv": "", "io": "", "me": "", "co": "", "ly": "", "fm": "", "ws": ""}
_PERSON: Kind = "person"
_MAINLY = 0.5  # of the report's country words
_ALONE = 0.9  # of them, so that hardly any other is spoken of
_OF_STATE = frozenset({"GOV", "JUD", "LEG", "COP"})
#: Whoever has such a sector and is of a people of several states is no official of any one of them.
_POWERS = frozenset({"GOV", "MIL", "PRM", "REB", "LEG", "PTY", "OPP"})
_WORDS = lexicon("actors")
_REGIONS = _WORDS.words("region_words")
_PEOPLES = _WORDS.words("people_words")
_PEOPLE = _WORDS.words("people")
_LOCAL_WORDS = _WORDS.words("local_words")
_FROM_ANYWHERE = _WORDS.words("from_anywhere")
_TRAVELLERS, _SENT = _WORDS.words("travellers"), _WORDS.words("sent_abroad")


@dataclass(frozen=True, slots=True)
class Home:
    """A country, and the words that show it: the dateline's place or the first naming of the country.

    ``is_scene``: it is only where the telling is set, so who travels is not of it.
    """

    iso3: str
    span: Span
    share: float
    is_scene: bool = False

    @property
    def reason(self) -> str:
        return SCENE if self.is_scene else "at home"

    def takes(self, chain: Chain, kind: Kind, sectors: Collection[str]) -> bool:
        """Is someone with these sectors and no country of their own at home here?

        Ministries and courts need no country at home; a school or a corps with a name of its own may be in any other that the
        report speaks of.
        """
        keys = {key for c in chain.candidates for key in c.key}
        if not self._claims(kind, keys, sectors) or chain.countries or _SENT & keys:
            return False
        words = {word for c in chain.candidates for word in c.name.casefold().split()}
        if _REGIONS & words or (_PEOPLES & words and _POWERS & set(sectors)):
            return False  # "East African ministers" are of no single country, "Kurdish officials" may be of any
        named = any(c.form == "name" for c in chain.candidates)
        if (named and kind == _PERSON) or (self.is_scene and (named or _TRAVELLERS & keys)):
            return False  # a named person may be a foreigner wherever the report is at home
        return kind != "organization" or not named or set(sectors) <= _OF_STATE or self.share >= _ALONE

    def _claims(self, kind: Kind, keys: Collection[str], sectors: Collection[str]) -> bool:
        local = _LOCAL_TO_SCENE if self.is_scene else _LOCAL
        if local & set(sectors) or _LOCAL_WORDS & set(keys) or (keys and _PEOPLE.issuperset(keys)):
            return True
        if _VIOLENT & set(sectors):
            return kind != "organization" and not _FROM_ANYWHERE & set(keys)
        return self.share >= _MAINLY and bool(_NATIONAL & set(sectors))


def home_of(report: Report, candidates: Sequence[Candidate], places: Sequence[str] = ()) -> Home | None:
    """The dateline's country if the report speaks of it most, or of no other; without a dateline the one it speaks of most.

    ``places``: the countries of the towns and regions that it names.
    """
    words = [w for c in candidates for w in c.countries if len(w.iso3) == 3]
    counts = Counter(w.iso3 for w in words)
    top, share = (counts.most_common(1)[0][0], counts.most_common(1)[0][1] / len(words)) if words else (None, 0.0)
    line = report.dateline
    if line is not None and line.place is not None:
        iso3 = _country_of_place(
            line.place, line.region, {k: n / len(words) for k, n in counts.items()} if words else {}
        )
        named = [*(w.iso3 for w in words), *places]
        own = named.count(iso3) / len(named) if iso3 is not None and named else 1.0
        return Home(iso3, line.span, own) if iso3 is not None and (top == iso3 or own >= _MAINLY / 2) else None
    if top is not None and share >= _MAINLY and len(words) > 1:
        return Home(top, next(w.span for w in words if w.iso3 == top), share)
    return None


def country_of_publisher(report: Report) -> str | None:
    """The country whose domain the report was published under; .com and the like are nobody's.

    A domain is the publisher's or the address's: "www.herald.ca", "https://news.example.co.uk/1".
    """
    for text in (report.url, report.publisher):
        match = _DOMAIN.match(text or "")
        if match is not None:
            return _by_domain().get(match[1].lower()) or None
    return None


@cache
def _by_domain() -> Mapping[str, str]:
    return {iso2.lower(): iso3 for iso2, iso3 in codes_by_iso2().items()} | _OTHER_DOMAINS


def _country_of_place(place: str, region: str | None, countries: dict[str, float]) -> str | None:
    name = place.title() if place.isupper() else place
    known = find_country(region.title() if region and region.isupper() else region) if region else None
    if known is not None and known.form == "name":
        return known.iso3
    choice = choose_place(name, countries=countries, country_hint=region)
    return choice.place.country if choice is not None else None
