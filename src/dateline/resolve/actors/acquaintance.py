"""Whom the tables of people and bodies know of those whom a report names, where name, years and report agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from dateline.language import lexicon
from dateline.mentions.candidate import Candidate, Chain
from dateline.model import Because, Report, Span
from dateline.resolve.actors.home import Home
from dateline.world.known import Known
from dateline.world.names import words_of
from dateline.world.organizations import Organization, organizations_named
from dateline.world.people import Person, title_words

#: How the reason of a country begins that is from a table of people.
KNOWN_PERSON = "known person"
#: Sectors of whoever is in public life: who is told to be a singer or somebody's brother is a namesake.
_PUBLIC = frozenset("GOV MIL LEG PTY OPP ELI PRE REB PRM SPY JUD COP REL UNK UAF".split())
#: What such a body has in front of its name is whoever leads it: "the Assad regime".
_LED = lexicon("actors").words("led_bodies")
_AT_HOME = 2  # namings of a country that its being the report's home is worth
_LEADER = frozenset({title_words(lexicon("actors").word("leader"))})


#: A country and the words behind it; sectors and the words behind them.
CountryTold = tuple[str | None, tuple[Because, ...]]
SectorsTold = tuple[tuple[str, ...], tuple[Because, ...]]


class Acquaintance:
    """What one report and the tables together know of a name. Asking changes nothing."""

    def __init__(self, known: Known, report: Report, candidates: Iterable[Candidate], home: Home | None = None) -> None:
        self._known, self._home = known, home
        day = report.published or (report.dateline.date if report.dateline is not None else None)
        self._year = day.year if day is not None else None
        self._named = Counter(w.iso3 for c in candidates for w in c.countries)
        self._spoken_of = self._named + Counter({home.iso3: _AT_HOME} if home is not None else {})
        self._countries: dict[int, CountryTold] = {}
        self._sectors: dict[int, SectorsTold] = {}

    def country_once(self, body: Chain, ask: Callable[[Chain, Acquaintance], CountryTold]) -> CountryTold:
        """The country of a body, worked out once for all whose titles name it."""
        if id(body) not in self._countries:
            self._countries[id(body)] = ask(body, self)
        return self._countries[id(body)]

    def sectors_once(self, body: Chain, ask: Callable[[Chain, Acquaintance], SectorsTold]) -> SectorsTold:
        """The same for its sectors."""
        if id(body) not in self._sectors:
            self._sectors[id(body)] = ask(body, self)
        return self._sectors[id(body)]

    def person(self, chain: Chain) -> tuple[Person, Because] | None:
        """The person that a chain of mentions is known to be; None if its names are several people's, or the report tells
        somebody else's trade."""
        told = [set(office.sectors) for office in chain.offices if office.sectors]
        if told and not any(_PUBLIC & sectors for sectors in told):
            return None
        titles = frozenset(title_words(o.span.text) for o in chain.offices if not o.description)
        named = [c for c in chain.candidates if c.form == "name" and c.sort == "person"]
        found = [
            (c, p) for c in named if (p := self._known.person(c.name, self._year, self._named, titles)) is not None
        ]
        if len({person.country for _, person in found}) != 1:
            return None
        candidate, person = max(found, key=lambda pair: len(pair[0].name.split()))
        return person, Because("country", candidate.span, f"{KNOWN_PERSON}{self._office(person)}")

    def body(self, name: str) -> Organization | None:
        return self._known.body(name, self._year, self._spoken_of)

    def country_of(self, body: Organization, candidate: Candidate) -> CountryTold:
        """The country of a known body. One with a name that those of other countries have too ("Congress") is that of the
        report's home where nothing is said of the other's country."""
        home = self._home
        elsewhere = home is not None and home.iso3 != body.country and body.country not in self._named
        if home is not None and elsewhere and len(organizations_named(candidate.name)) > 1:
            return home.iso3, (Because("country", home.span, home.reason),)
        return body.country or None, (Because("country", candidate.span, "known body"),)

    def leader(self, candidate: Candidate) -> tuple[Person, Because] | None:
        """Whoever a regime or government is named by: "the Assad regime", "Maliki's government"."""
        if candidate.head_lemma not in _LED:
            return None
        for span in _capitalised(candidate.span):
            person = self._known.person(span.text, self._year, self._named, _LEADER)
            if person is not None:
                return person, Because("country", span, f"{KNOWN_PERSON}{self._office(person)}")
        return None

    def _office(self, person: Person) -> str:
        if person.given:
            return " of people.yaml"
        tenure = person.nearest(self._year) if self._year is not None else next(iter(person.tenures), None)
        if tenure is None:
            return f" of {person.country}"
        return f": {tenure.title} of {person.country} {tenure.years}"


def _capitalised(span: Span) -> Iterator[Span]:
    """The words of a phrase that may be a name."""
    for word in words_of(span.text):
        if word.text[0].isupper():
            yield Span(span.start + word.start, span.start + word.end, word.text)
