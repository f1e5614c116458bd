"""What a name is, by all that the report says of it: a name once tagged as a person and once as a body is the one that the
fuller mentions tell, and an acronym explained once is a name wherever it stands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from dateline.language import lexicon
from dateline.mentions.appositions import apposed, is_short_form
from dateline.mentions.candidate import Candidate, Sort
from dateline.mentions.towns import town_names
from dateline.model import Span
from dateline.reader.sentence import Sentence
from dateline.world.names import acronyms_of, family_name, name_parts
from dateline.world.organizations import organization

_WORDS = lexicon("mentions")
_SITES = _WORDS.words("described_site_nouns")
#: What a description may correct: nobody is "Anna Berg, the company that runs the port".
_UNTOLD: frozenset[Sort] = frozenset({"place", "other", "person"})


def settled(sentences: Sequence[Sentence], candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates with one sort for each name, and with the acronyms that the reader did not see as names."""
    whole = _with_acronyms(sentences, candidates)
    towns: dict[tuple[str, ...], Sort] = dict.fromkeys(town_names(sentences, whole), "place")
    sorts = _sorts(whole) | towns | _told_by_descriptions(sentences, whole)
    return [_as(c, sorts[parts]) if c.form == "name" and (parts := name_parts(c.name)) in sorts else c for c in whole]


def _as(c: Candidate, sort: Sort) -> Candidate:
    return c if c.sort in (sort, "state") else replace(c, sort=sort)


def _with_acronyms(sentences: Sequence[Sentence], candidates: Sequence[Candidate]) -> list[Candidate]:
    """Mentions of acronyms that some name in the report explains, also where they are part of a title ("HFF president X")."""
    explained = {
        i for c in candidates if c.form == "name" and c.sort != "person" for i in acronyms_of(c.name) if len(i) > 2
    }
    written = {c.name for c in candidates if c.form == "name" and (c.sort == "organization" or c.name in explained)}
    acronyms = {name for name in written if is_short_form(name)}
    if not acronyms:
        return list(candidates)
    heads = {c.at for c in candidates}
    inside = {
        (c.sentence, w)
        for c in candidates
        if c.form == "name" and c.sort != "person"
        for w in range(c.first, c.last + 1)
    }
    added = []
    for sentence in sentences:
        for word in sentence.words:
            if word.text in acronyms and (at := (sentence.index, word.index)) not in heads and at not in inside:
                added.append(_acronym(*at, Span(word.start, word.end, word.text)))
    return sorted([*candidates, *added], key=lambda c: c.at) if added else list(candidates)


def _acronym(sentence: int, word: int, span: Span) -> Candidate:
    low = span.text.lower()
    return Candidate(
        sentence, word, word, word, span, "name", "organization", span.text, low, frozenset({low}), definite=True
    )


def _sorts(candidates: Sequence[Candidate]) -> dict[tuple[str, ...], Sort]:
    """For each name that was given several sorts, or one that the rest of the report speaks against, the better one."""
    names = [c for c in candidates if c.form == "name"]
    named: dict[tuple[str, ...], list[Candidate]] = defaultdict(list)
    for c in names:
        named[name_parts(c.name)].append(c)
    people = {family_name(c.name) for c in names if c.sort == "person" and len(name_parts(c.name)) > 1}
    acronyms = {i.lower() for c in names if c.sort == "organization" for i in acronyms_of(c.name)}
    found: dict[tuple[str, ...], Sort] = {}
    for parts, same in named.items():
        counts = Counter(c.sort for c in same)
        if "state" in counts:
            continue
        one = parts[0] if len(parts) == 1 else None
        if one in acronyms and any(c.name.isupper() for c in same):
            found[parts] = "organization"
        elif one in people and counts.keys() & {"person", "organization", "other"}:
            found[parts] = "person"
        elif len(counts) > 1:
            found[parts] = counts.most_common(1)[0][0]
        elif one is not None and counts.keys() == {"person"} and organization(same[0].name) is not None:
            found[parts] = "organization"
    return found


def _told_by_descriptions(
    sentences: Sequence[Sentence], candidates: Sequence[Candidate]
) -> dict[tuple[str, ...], Sort]:
    """ "Solent Quays, the British company that runs the port" is no place."""
    by_sentence: dict[int, list[Candidate]] = defaultdict(list)
    for c in candidates:
        by_sentence[c.sentence].append(c)
    found: dict[tuple[str, ...], Sort] = {}
    for sentence in sentences:
        here = by_sentence[sentence.index]
        if any(_is_untold(c) for c in here) and any(_describes_a_body(c) for c in here):
            for i, j in apposed(sentence, here):
                for name, told in ((here[i], here[j]), (here[j], here[i])):
                    if _makes_a_body(name, told):
                        found[name_parts(name.name)] = "organization"
    return found


def _makes_a_body(name: Candidate, told: Candidate) -> bool:
    return _is_untold(name) and _describes_a_body(told)


def _is_untold(name: Candidate) -> bool:
    return name.form == "name" and name.sort in _UNTOLD and not name.offices and not name.countries


def _describes_a_body(told: Candidate) -> bool:
    described = told.form == "nominal" and bool(told.offices) and not told.plural and told.head_lemma not in _SITES
    return described and told.sort == "organization" and bool(told.offices[0].sectors)
