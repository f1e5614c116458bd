"""Find the mentions of a sentence: names, noun phrases for people and bodies, and pronouns. Who they mean comes later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.codebook import Codebook
from dateline.grammar.arguments import preposition_of
from dateline.grammar.noun_phrases import (
    PARTITIVES,
    content_lemmas,
    is_definite,
    is_of_phrase,
    phrase,
    possessor,
    span_of,
    without_articles,
)
from dateline.language import lexicon
from dateline.mentions.candidate import OWNER, Candidate, CountryWord, Office, Sort
from dateline.mentions.country_words import Found, countries_in, country_indices, country_words
from dateline.mentions.named import Name, find_names, role_lemma
from dateline.mentions.namesakes import DIVISION_WORDS, family_names, namesakes
from dateline.mentions.parties import parties
from dateline.model import Form, Span
from dateline.reader.sentence import Sentence, Word
from dateline.world.organizations import organization

_WORDS = lexicon("mentions")
_FROM = _WORDS.words("origin_prepositions")
_KIN, _ABOUT = _WORDS.words("kin"), _WORDS.words("about_nouns")
_ACTING_KINDS: dict[str, Sort] = {"person": "person", "organization": "organization", "place": "place"}
_TAG_SORT: dict[str, Sort] = {"PER": "person", "ORG": "organization", "LOC": "place"}
_PERSONAL = _WORDS.words("personal_pronouns")
_PRONOUNS = _PERSONAL | _WORDS.words("other_pronouns")
_PLURAL_TAGS = frozenset({"NNS", "NNPS"})
_INNER = frozenset({"compound", "flat", "fixed", "nmod:desc"})
_HEADS = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_PAIRED = _WORDS.words("paired_nouns")
#: Kinds of things that a vague word ("service", "front", "side") may name beside bodies.
_THINGS = frozenset({"abstract", "event", "object", "time", "place", "plant", "substance", "animal", "other"})


class MentionFinder:
    """Finds the mentions in the sentences of one report."""

    def __init__(self, codebook: Codebook, text: str, sentences: Sequence[Sentence] = ()) -> None:
        self._codebook = codebook
        self._text = text
        self._families = family_names(sentences)

    def find(self, sentence: Sentence) -> list[Candidate]:
        """All mentions of the sentence, in order of their head words; at most one a head word."""
        return _SentenceMentions(self._codebook, self._text, sentence, self._families).find()


class _SentenceMentions:
    def __init__(self, codebook: Codebook, text: str, sentence: Sentence, families: frozenset[str]) -> None:
        self._codebook = codebook
        self._text = text
        self._sentence = sentence
        found = countries_in(text, sentence)
        others = namesakes(sentence, found, codebook, families)
        self._found: list[Found] = [f for f in found if f not in others.found]
        self._of_people = others.people
        self._named_at = frozenset(at for start, end, _ in self._found for at in range(start, end))
        self._spans: dict[tuple[int, int], Span] = {}
        self._name_ends: dict[int, int] = {}

    def find(self) -> list[Candidate]:
        found: dict[int, Candidate] = {}
        covered: set[int] = set()
        countries = country_indices(self._sentence, self._found)
        for name in find_names(self._sentence, self._codebook, countries, self._of_people, self._lands()):
            candidate = self._named(name)
            if candidate is not None:
                found[candidate.head] = candidate
                covered.update(range(candidate.first, candidate.last + 1))
                self._name_ends.update(dict.fromkeys(range(candidate.first, candidate.last + 1), candidate.last))
        for word in self._sentence.words:
            if word.index in covered:
                continue
            if word.upos == "PRON":
                other = self._pronoun(word)
            elif word.upos in _HEADS and word.deprel not in _INNER:
                other = self._nominal(word)
            else:
                continue
            if other is not None:
                several = parties(self._sentence, other)
                if len(several) > 1:
                    found = {at: c for at, c in found.items() if not several[0].first <= at < word.index}
                found.update({party.head: party for party in several})
        for word in self._sentence.words:
            if word.deprel == "compound" and not any(w in covered or w in found for w in (word.index, word.head)):
                body = self._body_of_thing(word)
                if body is not None:
                    found[word.index] = body
        return _without_inner([found[head] for head in sorted(found)])

    def _lands(self) -> Iterator[tuple[int, int]]:
        """First and last words of the countries' names that have several."""
        for start, end, match in self._found:
            words = [w.index for w in self._sentence.words if start <= w.start < end]
            if len(words) > 1 and match.form == "name":
                yield words[0], words[-1]

    def _named(self, name: Name) -> Candidate | None:
        start, first, last = name.start, name.first, name.last
        outer = start
        words = self._sentence.words
        if name.tag == "ORG" and not any(w.text[0].isupper() for w in words[first : last + 1]):
            return None
        head = _head_of(self._sentence, first, last)
        sort = self._name_sort(name)
        if sort == "organization":
            while start < first and words[start].text[0].islower():
                start += 1
            first, last = start, max(last, phrase(self._sentence, head)[1])
        elif sort == "state":
            start = first
        elif sort == "group":  # "Senate Democrats" are not all Democrats
            start = first = min(first, without_articles(self._sentence, *phrase(self._sentence, head))[0])
        offices = self._offices(start, first - 1) if sort == "person" else self._offices(first, last)
        owner = possessor(self._sentence, outer)
        bounds, span = (start, last), self._span(first, last)
        return self._candidate(head, bounds, span, form="name", sort=sort, offices=offices, owner=owner)

    def _name_sort(self, name: Name) -> Sort:
        span = self._span(name.first, name.last)
        countries = self._countries(span)
        sort: Sort = _TAG_SORT.get(name.tag, "other")
        if sort != "person" and organization(span.text) is not None:
            sort = "organization"
        if countries and countries[0].form == "capital" and countries[0].span == span:
            return "place"
        if sort == "other" and (people := self._people(name)) is not None:
            return people
        is_state = sort in ("place", "organization") and _is_whole(countries, span)
        return "state" if is_state else sort

    def _people(self, name: Name) -> Sort | None:
        """ "Christians": named for what they have in common."""
        word = self._sentence.words[_head_of(self._sentence, name.first, name.last)]
        several = word.kind == "person" and word.xpos in _PLURAL_TAGS
        return "group" if several and self._offices(name.first, name.last) else None

    def _nominal(self, word: Word) -> Candidate | None:
        if word.upos in ("ADJ", "NUM") and word.kind == "none":
            return None
        if word.upos == "PROPN" and word.text.islower() and self._sentence.child(word.index, "cop") is not None:
            return None  # "the talks were frank", though a name may be spelt so
        first, last = self._nominal_bounds(word)
        offices = self._offices(first, last, head=word.index)
        sort = self._nominal_sort(word, offices)
        if sort is None:
            return None
        span = self._span(first, last)
        if _is_whole(self._countries(span), span):
            sort = "state"
        form: Form = "name" if word.upos == "PROPN" and not offices and word.text[0].isupper() else "nominal"
        if word.upos == "PROPN" and sort != "person" and self._is_capitalised(first, last):
            form = "name"
        return self._candidate(word.index, (first, last), span, form=form, sort=sort, offices=offices)

    def _body_of_thing(self, word: Word) -> Candidate | None:
        """The body whose a thing is: "a police truck"."""
        first, last = without_articles(self._sentence, *phrase(self._sentence, word.index))
        offices = (
            self._offices(first, last, head=word.index) if word.upos in ("NOUN", "PROPN") and last == word.index else ()
        )
        if not offices or offices[0].kind != "organization" or offices[0].weak:
            return None
        bounds, span = (first, last), self._span(first, last)
        return self._candidate(word.index, bounds, span, form="nominal", sort="organization", offices=offices)

    def _nominal_bounds(self, word: Word) -> tuple[int, int]:
        """The phrase around a noun: with the whole of a name at its end, and with "managing" before "director"."""
        first, last = without_articles(self._sentence, *phrase(self._sentence, word.index))
        last = self._name_ends.get(last, last)
        if first == word.index and first > 0:
            words = self._sentence.words
            verb = words[first - 1] if words[first - 1].upos == "VERB" else None
            match = self._codebook.role_match([verb.text.lower(), role_lemma(word)]) if verb is not None else None
            if match is not None and match.start == 0 and match.end == 2:
                first -= 1
        return first, last

    def _nominal_sort(self, word: Word, offices: tuple[Office, ...]) -> Sort | None:
        if not offices:
            sort = _ACTING_KINDS.get(word.kind)
            return "group" if sort == "person" and word.xpos in _PLURAL_TAGS else sort
        if word.kind in ("event", "abstract") and word.event_noun > 0.5:
            return None
        if word.lemma in _PAIRED and word.xpos in _PLURAL_TAGS:
            return "group"
        office = offices[0]
        if word.lemma in DIVISION_WORDS and any(
            w.tag.endswith("LOC") for w in self._sentence.dependents(word.index, "nmod")
        ):
            return "place"  # "the department of Caldas"
        if word.kind in _THINGS and not office.sectors:
            return "place" if word.kind == "place" else None
        several = office.kind == "person" and word.xpos in _PLURAL_TAGS
        return "group" if several else office.kind

    def _is_capitalised(self, first: int, last: int) -> bool:
        content = [w for w in self._sentence.words[first : last + 1] if w.upos in ("NOUN", "PROPN", "ADJ")]
        return all(w.text[0].isupper() for w in content)

    def _pronoun(self, word: Word) -> Candidate | None:
        low = word.text.lower()
        shouted = len(low) > 2 and word.text.isupper()
        if low not in _PRONOUNS or shouted or word.relation == "expl":
            return None
        span = Span.of(self._text, word.start, word.end)
        sort: Sort = "person" if low in _PERSONAL else "other"
        at = word.index
        return Candidate(self._sentence.index, at, at, at, span, "pronoun", sort, low, low, frozenset())

    def _candidate(
        self,
        head: int,
        bounds: tuple[int, int],
        span: Span,
        *,
        form: Form,
        sort: Sort,
        offices: tuple[Office, ...],
        owner: int | None = None,
    ) -> Candidate:
        sentence = self._sentence
        lemma = self._described(head).lemma
        # "The son of Cuban migrants": the country behind it is theirs; "an Iraq veteran" was there.
        told = self._span(bounds[0], head) if sentence.words[head].lemma in _KIN else self._span(*bounds)
        countries = self._countries(told) if sort != "other" or bounds[0] == bounds[1] else ()
        if lemma in _ABOUT:
            countries = tuple(c for c in countries if c.form not in ("name", "code", "capital"))
        if not countries and form == "nominal" and sort in ("person", "group", "organization"):
            countries = self._origin(head)
        if owner is not None and sort != "place" and not any(c.form == "name" for c in countries):
            countries = (*self._owning_country(owner), *countries)
        return Candidate(
            sentence=sentence.index,
            head=head,
            first=bounds[0],
            last=bounds[1],
            span=span,
            form=form,
            sort=sort,
            name=" ".join(span.text.split()),
            head_lemma=sentence.words[head].lemma.lower(),
            key=self._key(*bounds, countries),
            definite=is_definite(sentence, head),
            plural=sentence.words[head].xpos in _PLURAL_TAGS,
            countries=countries,
            offices=offices,
        )

    def _described(self, head: int) -> Word:
        """The noun that says who it is: the veterans of "hundreds of veterans"."""
        words = self._sentence.words
        behind = (w for w in self._sentence.dependents(head, "nmod") if is_of_phrase(self._sentence, w))
        return next(behind, words[head]) if words[head].lemma in PARTITIVES else words[head]

    def _owning_country(self, owner: int) -> tuple[CountryWord, ...]:
        """The country in "Peru's Unified Teachers' Union" """
        end = self._sentence.words[owner].end
        owning = [(a, b, m) for a, b, m in self._found if b == end and m.form in ("name", "code")]
        return tuple(CountryWord(m.iso3, Span.of(self._text, a, b), OWNER) for a, b, m in owning)

    def _origin(self, head: int) -> tuple[CountryWord, ...]:
        """The country in "a lawyer from England" """
        for word in self._sentence.dependents(head, "nmod"):
            if preposition_of(self._sentence, word.index) in _FROM and self._sentence.child(word.index, "conj") is None:
                first, last = phrase(self._sentence, word.index)
                from_there = self._countries(self._span(*without_articles(self._sentence, first, last)))
                if len(from_there) == 1 and from_there[0].form in ("name", "code", "capital"):
                    return from_there
        return ()

    def _offices(self, first: int, last: int, head: int = -1) -> tuple[Office, ...]:
        """The office that the whole phrase names ("Chief of the Main Directorate of …"); its sectors are the codebook's.

        ``head``: a word that it must not end before; a "Border Force vessel" is no body.
        """
        if last < first:
            return ()
        # "Former Iranian president": the country must not part what makes the office.
        words = [w for w in self._sentence.words[first : last + 1] if w.start not in self._named_at]
        match = self._codebook.role_match([role_lemma(w) for w in words])
        if match is None or words[match.end - 1].index < head:
            return ()
        span = self._span(first, last)
        weak = match.entry.weak and match.sectors == match.entry.sectors
        key = self._key(first, last, self._countries(span))
        return (Office(span, match.sectors, match.entry.kind, key, weak, match.entry.description),)

    def _key(self, first: int, last: int, countries: tuple[CountryWord, ...]) -> frozenset[str]:
        named = self._named_at if countries else frozenset[int]()
        lemmas = {lemma for lemma, word in content_lemmas(self._sentence, first, last) if word.start not in named}
        return frozenset(lemmas | {c.iso3 for c in countries})

    def _span(self, first: int, last: int) -> Span:
        span = self._spans.get((first, last))
        if span is None:
            span = self._spans[first, last] = span_of(self._text, self._sentence, first, last)
        return span

    def _countries(self, span: Span) -> tuple[CountryWord, ...]:
        return country_words(self._text, span, self._found) if self._found else ()


def _without_inner(found: list[Candidate]) -> list[Candidate]:
    """Without the workers of a name like "General Union of Railway Workers", and without the country of an "Iraq veteran"."""
    names = [c for c in found if c.form == "name" and c.sort == "organization" and c.first < c.last]
    veterans = [c for c in found if c.form == "nominal" and c.head_lemma in _ABOUT]

    def is_inner(c: Candidate) -> bool:
        if c.form == "name" and c.countries:
            return any(o.first <= c.first and c.last < o.head for o in veterans)
        is_title = c.form == "nominal" and all(w[0].isupper() for w in c.span.text.split())
        return is_title and any(o.first <= c.first and c.last <= o.last and o.head < c.first for o in names)

    return [c for c in found if not is_inner(c)] if names or veterans else found


def _is_whole(countries: tuple[CountryWord, ...], span: Span) -> bool:
    """The span is a country's name and nothing else."""
    return len(countries) == 1 and countries[0].span == span and countries[0].form in ("name", "code")


def _head_of(sentence: Sentence, first: int, last: int) -> int:
    """The word of the span that the rest of it hangs from; no apostrophe, whatever the parser says."""
    for i in range(first, last + 1):
        word = sentence.words[i]
        if not first <= word.head <= last and word.upos not in ("PUNCT", "PART"):
            return i
    return last
