"""When two mentions can mean the same one. Pure tests on candidates; what to do with the answers is in ``chains``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.mentions.candidate import Candidate
from dateline.reader.sentence import Sentence

#: "the deputy minister" is not "the minister".
_RANKS = frozenset({"deputy", "vice", "former", "ex", "acting", "assistant", "first", "senior", "chief", "prime"})
#: Plural words that name one body.
_PLURAL_BODIES = frozenset({"force", "rebel", "authority", "police", "troop", "houthis", "taliban"})


def sorts_agree(a: Candidate, b: Candidate) -> bool:
    """A person is no body; a body may be read as a group or a place (states, ministries, armies)."""
    pair = {a.sort, b.sort}
    if len(pair) == 1 or pair <= {"organization", "group"} or pair <= {"place", "state"}:
        return True
    return "other" in pair and "person" not in pair


def _folded(name: str) -> str:
    return re.sub(r"[^\w\s]", "", name.lower().replace("’", "'")).removeprefix("the ").strip()


def same_name(a: Candidate, b: Candidate) -> bool:
    """The same words, whatever their case and articles; nationality before a body's name may be left out once."""
    return _folded(a.name) == _folded(b.name) and sorts_agree(a, b)


def is_part_of_name(short: Candidate, full: Candidate) -> bool:
    """A person by first or last name only ("Goremykin"), a body by its name without the country ("Defense Ministry")."""
    a, b = _folded(short.name).split(), _folded(full.name).split()
    if not a or len(a) >= len(b):
        return False
    if short.sort == "person":
        return len(short.name) > 1 and (b[-len(a) :] == a or (len(a) == 1 and a[0] == b[0] and full.sort == "person"))
    same_end = b[-len(a) :] == a and b[-len(a) - 1] not in ("of", "the", "and", "for")
    return short.sort == "organization" and same_end and countries_agree(short, full)


def is_acronym_of(short: Candidate, full: Candidate) -> bool:
    """ "KPA" of "Korean People's Army"."""
    letters = short.name.replace(".", "")
    if not (letters.isupper() and 2 <= len(letters) <= 7) or short.sort == "person":
        return False
    words = [w for w in re.findall(r"[^\W\d_]+", full.name) if w != "s"]
    initials = "".join(w[0] for w in words if w[0].isupper())
    return len(words) > 1 and letters == initials


def countries_agree(a: Candidate, b: Candidate) -> bool:
    """No country named by the one contradicts those named by the other."""
    left, right = {c.iso3 for c in a.countries}, {c.iso3 for c in b.countries}
    return not left or not right or bool(left & right)


def adds_nothing(description: Candidate, other: Candidate) -> bool:
    """Without an article ("Russian delegation …") only a description in the same words is the same one."""
    return bool(description.key) and description.key == other.key and not description.plural


def fits_description(description: Candidate, own: Sequence[Candidate], others: Sequence[Candidate]) -> bool:
    """Every content word of the description was said of the other: in its name, one of its titles, or another description."""
    if not all(countries_agree(c, o) for c in own for o in others if c.form != "pronoun" and o.form != "pronoun"):
        return False
    if any(o.sort == "person" and o.form == "name" for o in others) and any(c.form == "name" for c in own):
        return False
    if description.plural and not any(o.plural for o in others) and description.head_lemma not in _PLURAL_BODIES:
        return False
    countries = frozenset(c.iso3 for o in others for c in o.countries)
    titles = [office.key for o in others for office in o.offices if o.sort == "person"]
    names = [o.key for o in others if o.head_lemma == description.head_lemma and o.form != "pronoun"]
    said = [key for key in titles if description.head_lemma in key] + names
    return any(description.key <= key | countries and description.key & _RANKS == key & _RANKS for key in said)


def apposed(sentence: Sentence, candidates: Sequence[Candidate]) -> Iterator[tuple[int, int]]:
    """Pairs (by position in ``candidates``) that stand in apposition: by the parse, or as a list that has no "and".

    "the deputy minister, chief of the directorate, General X met …" is one man although the parser may see a list;
    a person's name at its end and descriptions before it make it an apposition.
    """
    by_word = {w: i for i, c in enumerate(candidates) for w in range(c.first, c.last + 1)}
    by_head = {c.head: i for i, c in enumerate(candidates)}
    for i, c in enumerate(candidates):
        word = sentence.words[c.head]
        top = _top_of(sentence, c)
        governor = by_head.get(sentence.words[top].head, by_word.get(sentence.words[top].head))
        if governor is None or governor == i:
            before = _same_place_before(sentence, candidates, i)
            if before is not None and _is_title_list(sentence, candidates[before], c):
                yield before, i
            continue
        relation = sentence.words[top].relation
        unlinked = relation in ("conj", "list", "parataxis", "dep") and sentence.child(top, "cc") is None
        if relation == "appos" and not sorts_agree(candidates[governor], c):
            governor = _around(candidates, c, sentence.words[top].head)
        if governor is None:
            continue
        if relation == "appos" or (unlinked and _is_title_list(sentence, candidates[governor], c)):
            yield governor, i
        elif word.relation == "nsubj" and _copular(sentence, word.head) and word.head in by_head:
            yield by_head[word.head], i


def _top_of(sentence: Sentence, c: Candidate) -> int:
    """The word of the phrase that hangs from outside it."""
    for i in range(c.first, c.last + 1):
        if not c.first <= sentence.words[i].head <= c.last:
            return i
    return c.head


def _around(candidates: Sequence[Candidate], c: Candidate, word: int) -> int | None:
    """ "deputy head of the directorate of the army, General X": what stands in apposition to the last noun means the whole phrase."""
    fitting = [i for i, o in enumerate(candidates) if o is not c and o.first <= word <= o.last and sorts_agree(o, c)]
    return fitting[0] if fitting else None


def _same_place_before(sentence: Sentence, candidates: Sequence[Candidate], i: int) -> int | None:
    """A candidate before this one that the parser gave the same function under the same word: two subjects of one verb."""
    top = sentence.words[_top_of(sentence, candidates[i])]
    for j in range(i - 1, -1, -1):
        other = sentence.words[_top_of(sentence, candidates[j])]
        if (other.head, other.relation) == (top.head, top.relation) and top.relation in ("nsubj", "obj", "obl", "nmod"):
            return j
    return None


def _is_title_list(sentence: Sentence, a: Candidate, b: Candidate) -> bool:
    people = a.sort == b.sort == "person" and not a.plural and not b.plural
    described = a.form == "nominal" and bool(a.offices) and (b.form == "name" or bool(b.offices))
    ands = any(sentence.words[w].upos == "CCONJ" for w in range(min(a.last, b.last) + 1, max(a.first, b.first)))
    return people and described and not ands


def _copular(sentence: Sentence, head: int) -> bool:
    """ "X is the minister": the subject and the noun are the same one (unless denied)."""
    return (
        head >= 0
        and sentence.words[head].upos in ("NOUN", "PROPN")
        and sentence.child(head, "cop") is not None
        and not any(w.lemma in ("not", "never", "no") for w in sentence.dependents(head, "advmod"))
    )
