"""The entities that the reader tagged, made whole: pieces of one name joined, capitalised words that belong to it taken in,
and bodies that were tagged as places or people by the word that heads them ("Hill Farmers' Front")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dateline.codebook import Codebook
from dateline.language import lexicon
from dateline.mentions.known_entities import Entity, known_entities
from dateline.reader.sentence import Sentence, Word
from dateline.world.countries import find_country

_WORDS = lexicon("mentions")
_JOINTS = _WORDS.words("name_joints")
_COORDINATORS = _WORDS.words("coordinators")
_OF = _WORDS.words("title_prepositions")
_PARTICLES = _WORDS.words("name_particles")
_OWNS = lexicon("grammar").words("possessive_markers")
_GIVEN_TITLES, _ARTICLES = _WORDS.words("titles_as_given_names"), _WORDS.words("indefinite_articles")
_SITES = _WORDS.words("site_nouns")
_SHOUTED = 0.7  # this share of capitalised words makes a headline, where capitals tell nothing


def entities(
    sentence: Sentence,
    codebook: Codebook,
    countries: frozenset[int],
    people: frozenset[int] = frozenset(),
    lands: Iterable[tuple[int, int]] = (),
) -> list[Entity]:
    """In text order; none overlap. ``people``: words that name a country elsewhere and are parts of people's names here;
    ``lands``: first and last words of countries' names that have several."""
    known = known_entities(sentence, lands)
    within = {w for e in known for w in range(e.first, e.last + 1)}
    tagged = [
        _with_given_name(sentence, e, codebook)
        for e in _tagged(sentence)
        if within.isdisjoint(range(e.first, e.last + 1))
    ]
    tagged = _joined(sentence, sorted([*_of_people(tagged, people), *known], key=lambda e: e.first))
    if tagged and not _is_headline(sentence):
        taken = {w for e in tagged for w in range(e.first, e.last + 1)}
        tagged = [_completed(sentence, e, taken, countries, codebook) for e in tagged]
    return [_retagged(sentence, e, codebook) for e in tagged]


def _of_people(tagged: list[Entity], people: frozenset[int]) -> list[Entity]:
    """The entities with the words of ``people`` in names of people, joined with the rest of these: "Israel | Malka"; what begins
    with one and was taken for a place is a person in full, "Georgia Blane"."""
    if not people:
        return tagged
    held = {w for e in tagged for w in range(e.first, e.last + 1)}
    loose = [Entity(w, w, "PER") for w in people if w not in held]
    found: list[Entity] = []
    for e in sorted([*tagged, *loose], key=lambda e: e.first):
        of_person = people.issuperset(range(e.first, e.last + 1)) or (e.first in people and e.tag == "LOC")
        entity = replace(e, tag="PER") if of_person else e
        before = found[-1] if found else None
        beside = before is not None and before.tag == entity.tag == "PER" and before.last + 1 == entity.first
        if before is not None and beside and (before.last in people or entity.first in people):
            found[-1] = replace(before, last=entity.last)
            continue
        found.append(entity)
    return found


def _tagged(sentence: Sentence) -> Iterator[Entity]:
    first: int | None = None
    for i, tag in enumerate([*[w.tag for w in sentence.words], "O"]):
        if tag == "O" and first is None:
            continue
        if first is not None and not tag.startswith("I-"):
            yield from _parts(sentence, Entity(first, i - 1, sentence.words[first].tag[2:]))
            first = None
        if tag.startswith("B-"):
            first = i


def _parts(sentence: Sentence, entity: Entity) -> Iterator[Entity]:
    """The names in what was tagged as one."""
    for part in _without_verb(sentence, entity) if entity.tag in ("PER", "ORG") else (entity,):
        yield from _without_owner(sentence, part)


def _without_verb(sentence: Sentence, entity: Entity) -> Iterator[Entity]:
    """ "Moreau snubs Haddad", of a headline, are two people."""
    first = entity.first
    for word in sentence.words[entity.first + 1 : entity.last]:
        small = word.text.islower() and len(word.text) > 2 and word.text not in _PARTICLES
        small = small and (entity.tag == "PER" or word.upos in ("VERB", "NOUN"))
        if small and sentence.words[first].text[0].isupper() and sentence.words[word.index + 1].text[0].isupper():
            yield replace(entity, first=first, last=word.index - 1)
            first = word.index + 1
    yield replace(entity, first=first)


def _without_owner(sentence: Sentence, entity: Entity) -> Iterator[Entity]:
    """ "Iran's Revolutionary Guards" are two names: a country, and what it has."""
    words = sentence.words
    for i in range(entity.first + 1, entity.last):
        owner = " ".join(w.text for w in words[entity.first : i])
        if words[i].xpos == "POS" and entity.tag == "ORG" and find_country(owner) is not None:
            yield Entity(entity.first, i - 1, "LOC")
            yield replace(entity, first=i + 1)
            return
    yield entity


def _joined(sentence: Sentence, tagged: list[Entity]) -> list[Entity]:
    """ "Disaster and | Emergency Management Authority", "Mr | Weidner": neighbours of one tag where the first is not complete."""
    whole: list[Entity] = []
    for entity in tagged:
        before = whole[-1] if whole else None
        if before is not None and before.tag == entity.tag and before.last + 1 == entity.first:
            last = sentence.words[before.last]
            hangs = last.upos != "PUNCT" and entity.first <= last.head <= entity.last
            if last.lemma in _JOINTS or hangs:
                whole[-1] = replace(before, last=entity.last)
                continue
        whole.append(entity)
    return whole


def _is_headline(sentence: Sentence) -> bool:
    long = [w for w in sentence.words if len(w.text) > 3 and w.text[0].isalpha()]
    return len(long) > 2 and sum(w.text[0].isupper() for w in long) >= _SHOUTED * len(long)


def _completed(
    sentence: Sentence, entity: Entity, taken: set[int], countries: frozenset[int], codebook: Codebook
) -> Entity:
    """With the capitalised words right before and after it that belong to the same phrase."""
    if entity.tag not in ("ORG", "LOC", "PER"):
        return entity
    words, last = sentence.words, entity.last
    first = _with_its_country(sentence, entity, countries)
    closed = taken | countries
    while entity.tag == "ORG" and first > 0:
        word = words[first - _step(words, first - 1, -1)]
        if word.lemma in _OF and first > 1 and _is_body_of(words[first - 2], words[first : last + 1], codebook):
            first -= 2  # "General | Union of | Railway Workers"
            continue
        if word.lemma in _COORDINATORS and first > 1:  # "Disaster and | Emergency Management Authority"
            word = words[first - 2]
        if word.index in closed or not _belongs(sentence, word, first, last) or _opens(sentence, word):
            break
        first = word.index
    while last + 1 < len(words):
        word = words[min(last + _step(words, last + 1, 1), len(words) - 1)]
        if word.index in closed or word.upos != "PROPN" or not _belongs(sentence, word, first, last):
            break
        last = word.index
    return Entity(first, last, entity.tag)


def _with_given_name(sentence: Sentence, entity: Entity, codebook: Codebook) -> Entity:
    """The whole of "Alpha Barry", of which only the end was tagged: it hangs flat from the word before it."""
    if entity.tag != "PER" or entity.first == 0:
        return entity
    before, word = sentence.words[entity.first - 1], sentence.words[entity.first]
    is_name = before.upos == "PROPN" and before.text.istitle() and before.tag == "O"
    hangs = word.relation == "flat" and word.head == before.index
    described = before.deprel == "nmod:desc" and before.head == word.index and entity.first > 1
    titled = described and sentence.words[entity.first - 2].deprel == "nmod:desc"  # "President | Alpha Barry"
    known = codebook.role_match([before.lemma.lower()])
    if is_name and known is not None and before.lemma in _GIVEN_TITLES and entity.first == entity.last:
        is_given = _is_told_otherwise(sentence, word, known.sectors, codebook)
        return replace(entity, first=before.index) if is_given else entity
    return replace(entity, first=before.index) if is_name and known is None and (hangs or titled) else entity


def _is_told_otherwise(sentence: Sentence, name: Word, sectors: Sequence[str], codebook: Codebook) -> bool:
    """ "Justice Mensah, a student leader": what somebody is behind a title says that this is a given name."""
    for told in sentence.dependents(name.index, "appos"):
        first, last = sentence.subtree(told.index)
        first += sentence.words[first].upos == "PUNCT"
        match = codebook.role_match([w.lemma.lower() for w in sentence.words[first : last + 1]])
        article = sentence.words[first].lemma in _ARTICLES
        if article and match is not None and match.sectors and not set(match.sectors) & set(sectors):
            return True
    return False


def _with_its_country(sentence: Sentence, entity: Entity, countries: frozenset[int]) -> int:
    """ "the United | Kingdom": where the name of a country begins of which only the end was tagged."""
    before, words = entity.first - 1, sentence.words
    if before < 0 or before not in countries or entity.first not in countries or not words[before].text[0].isupper():
        return entity.first
    whole = find_country(" ".join(w.text for w in words[before : entity.last + 1]))
    return before if whole is not None and whole.form == "name" else entity.first


def _step(words: tuple[Word, ...], at: int, way: int) -> int:
    """Two over the apostrophe of a plural: "Hill Farmers | ' | Front", else one."""
    plural = at > 0 and words[at - 1].xpos in ("NNS", "NNPS") and words[at].text in ("'", "\u2019")
    return 2 if plural and 0 <= at + way < len(words) else 1


def _belongs(sentence: Sentence, word: Word, first: int, last: int) -> bool:
    """A capitalised word that hangs from the name, or that the name's words hang from."""
    if (
        (word.upos not in ("PROPN", "ADJ", "NOUN") and word.xpos not in ("NNP", "NNPS"))
        or not word.text[0].isupper()
        or word.kind == "time"
    ):
        return False
    if first <= word.head <= last:
        return word.relation in ("compound", "amod", "flat", "nmod") and _is_core(sentence, word)
    inside = sentence.words[first : last + 1]
    if sentence.child(word.index, "punct") is not None or word.text.isupper():
        return False
    return any(w.head == word.index and w.relation in ("compound", "amod", "flat", "nmod") for w in inside)


def _is_body_of(word: Word, name: Sequence[Word], codebook: Codebook) -> bool:
    """The capitalised word for a body before "of" and what the body is of: "Union of Railway Workers"."""
    if not word.text[0].isupper() or word.tag != "O" or all(w.head != word.index for w in name):
        return False
    match = codebook.role_match([word.lemma.lower()])
    return match is not None and match.entry.kind == "organization"


def _is_core(sentence: Sentence, word: Word) -> bool:
    """Not in a phrase of its own: "the army in Khartoum"."""
    case = sentence.child(word.index, "case")
    return word.deprel != "nmod:desc" and (case is None or case.text.lower() in _OWNS)


def _opens(sentence: Sentence, word: Word) -> bool:
    """The first word of a sentence has its capital from there, unless it is a name by its class."""
    at_start = word.index == 0 or sentence.words[word.index - 1].text in ('"', "\u201c", "'", "\u2018")
    return at_start and word.upos != "PROPN"


def _retagged(sentence: Sentence, entity: Entity, codebook: Codebook) -> Entity:
    """A name headed by the word for a body is a body's, whatever the reader took it for."""
    if entity.tag == "ORG" or entity.first == entity.last:
        return entity
    words = sentence.words[entity.first : entity.last + 1]
    lemmas = [w.lemma.lower() for w in words]
    if lemmas[-1] in _SITES or not words[-1].text[0].isupper():
        return entity
    match = codebook.role_match(lemmas)
    is_body = match is not None and match.entry.kind == "organization" and match.end == len(words)
    return replace(entity, tag="ORG") if is_body and _has_no_person(words) else entity


def _has_no_person(words: tuple[Word, ...]) -> bool:
    """ "HFF president Biren" is no body; its parts hang together as names do."""
    return not any(w.deprel == "nmod:desc" for w in words)
