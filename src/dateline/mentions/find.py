"""Find the mentions of a sentence: names, noun phrases for people and bodies, and pronouns. Who they mean comes later."""

from __future__ import annotations

from dateline.codebook import Codebook
from dateline.codebook.organizations import organization
from dateline.mentions.candidate import Candidate, CountryWord, Office, Sort
from dateline.mentions.country_words import country_words
from dateline.mentions.names import Name, find_names, role_lemma
from dateline.mentions.phrases import content_lemmas, is_definite, phrase, span_of, without_articles
from dateline.model import Form, Span
from dateline.reader.sentence import Sentence, Word

_ACTING_KINDS: dict[str, Sort] = {"person": "person", "organization": "organization", "place": "place"}
_TAG_SORT: dict[str, Sort] = {"PER": "person", "ORG": "organization", "LOC": "place"}
_PERSONAL = frozenset("he she him her his hers himself herself i me my who".split())
_PRONOUNS = _PERSONAL | frozenset("they we you it them us their our your its themselves itself".split())
_PLURAL_TAGS = frozenset({"NNS", "NNPS"})


class MentionFinder:
    """Finds the mentions in the sentences of one report."""

    def __init__(self, codebook: Codebook, text: str) -> None:
        self._codebook = codebook
        self._text = text

    def find(self, sentence: Sentence) -> list[Candidate]:
        """All mentions of the sentence, in order of their head words; at most one a head word."""
        found: dict[int, Candidate] = {}
        covered: set[int] = set()
        for name in find_names(self._text, sentence, self._codebook):
            candidate = self._named(sentence, name)
            found[candidate.head] = candidate
            covered.update(range(candidate.first, candidate.last + 1))
        for word in sentence.words:
            if word.index in covered:
                continue
            candidate = self._pronoun(word, sentence.index) or self._nominal(sentence, word)  # type: ignore[assignment]
            if candidate is not None:
                found[word.index] = candidate
        return [found[head] for head in sorted(found)]

    def _named(self, sentence: Sentence, name: Name) -> Candidate:
        head = _head_of(sentence, name.first, name.last)
        start, first, last = name.start, name.first, name.last
        sort: Sort = _TAG_SORT.get(name.tag, "other")
        if sort != "person" and organization(span_of(self._text, sentence, first, last).text) is not None:
            sort = "organization"
        countries = self._countries(span_of(self._text, sentence, first, last))
        if countries and countries[0].form == "capital" and countries[0].span == span_of(self._text, sentence, first, last):
            sort = "place"
        if sort in ("place", "organization") and _is_whole(countries, span_of(self._text, sentence, first, last)):
            sort, start = "state", first
        if sort == "organization":
            first = start
            last = max(last, phrase(sentence, head)[1])
        span = span_of(self._text, sentence, first, last)
        offices = (
            self._offices(sentence, start, first - 1) if sort == "person" else self._offices(sentence, first, last)
        )
        whole = self._countries(span_of(self._text, sentence, start, last))
        return self._candidate(
            sentence, head, (start, last), span, form="name", sort=sort, countries=whole, offices=offices
        )

    def _nominal(self, sentence: Sentence, word: Word) -> Candidate | None:
        if word.upos not in ("NOUN", "PROPN", "ADJ", "NUM") or word.deprel in (
            "compound",
            "flat",
            "fixed",
            "nmod:desc",
        ):
            return None
        if word.upos in ("ADJ", "NUM") and word.kind == "none":
            return None
        first, last = without_articles(sentence, *phrase(sentence, word.index))
        offices = self._offices(sentence, first, last)
        sort: Sort | None = offices[0].kind if offices else _ACTING_KINDS.get(word.kind)
        if sort is None or (offices and word.kind in ("event", "abstract") and word.event_noun > 0.5):
            return None
        if sort == "person" and word.xpos in _PLURAL_TAGS:
            sort = "group"
        span = span_of(self._text, sentence, first, last)
        countries = self._countries(span)
        if _is_whole(countries, span):
            sort = "state"
        form: Form = "nominal" if word.upos != "PROPN" else "name"
        if sort == "person" and offices:
            form = "nominal"
        return self._candidate(
            sentence, word.index, (first, last), span, form=form, sort=sort, countries=countries, offices=offices
        )

    def _pronoun(self, word: Word, sentence: int) -> Candidate | None:
        low = word.text.lower()
        if word.upos != "PRON" or low not in _PRONOUNS:
            return None
        span = Span.of(self._text, word.start, word.end)
        sort: Sort = "person" if low in _PERSONAL else "other"
        return Candidate(sentence, word.index, word.index, word.index, span, "pronoun", sort, low, low, frozenset())

    def _candidate(
        self,
        sentence: Sentence,
        head: int,
        bounds: tuple[int, int],
        span: Span,
        *,
        form: Form,
        sort: Sort,
        countries: tuple[CountryWord, ...],
        offices: tuple[Office, ...],
    ) -> Candidate:
        return Candidate(
            sentence=sentence.index,
            head=head,
            first=bounds[0],
            last=bounds[1],
            span=span,
            form=form,
            sort=sort,
            name=" ".join(span.text.split()),
            head_lemma=sentence.words[head].lemma,
            key=_key(sentence, *bounds, countries),
            definite=is_definite(sentence, head),
            plural=sentence.words[head].xpos in _PLURAL_TAGS,
            countries=countries,
            offices=offices,
        )

    def _offices(self, sentence: Sentence, first: int, last: int) -> tuple[Office, ...]:
        """The office that the whole phrase names ("Chief of the Main Directorate of …"); its sectors are the codebook's."""
        if last < first:
            return ()
        match = self._codebook.role_match([role_lemma(w) for w in sentence.words[first : last + 1]])
        if match is None:
            return ()
        span = span_of(self._text, sentence, first, last)
        return (Office(span, match.sectors, match.entry.kind, _key(sentence, first, last, self._countries(span))),)

    def _countries(self, span: Span) -> tuple[CountryWord, ...]:
        return country_words(self._text, span)


def _is_whole(countries: tuple[CountryWord, ...], span: Span) -> bool:
    """The span is a country's name and nothing else."""
    return len(countries) == 1 and countries[0].span == span and countries[0].form in ("name", "code")


def _key(sentence: Sentence, first: int, last: int, countries: tuple[CountryWord, ...]) -> frozenset[str]:
    def is_country(start: int) -> bool:
        return any(c.span.start <= start < c.span.end for c in countries)

    lemmas = {lemma for lemma, word in content_lemmas(sentence, first, last) if not is_country(word.start)}
    return frozenset(lemmas | {c.iso3 for c in countries})


def _head_of(sentence: Sentence, first: int, last: int) -> int:
    """The word of the span that the rest of it hangs from."""
    for i in range(first, last + 1):
        if not first <= sentence.words[i].head <= last:
            return i
    return last
