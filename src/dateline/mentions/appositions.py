"""Mentions beside each other that mean the same one: "X, the managing director of Y,", "the Hill Farmers' Front (HFF)",
"X is the minister". By the parse, and by the commas where a parser is mostly wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.grammar.modality import is_negated
from dateline.language import lexicon
from dateline.mentions.candidate import Candidate
from dateline.mentions.links import sorts_agree
from dateline.reader.sentence import Sentence, Word

_WORDS = lexicon("mentions")
_LISTED = ("conj", "list", "parataxis", "dep")
_ENDS = frozenset({",", ".", ")", "\u2014", "\u2013", ";", ":"})
_NEAR = 5  # candidates back to what stands before the comma
_STRAY = ("nsubj", "obj", "obl", "nmod")
_SERVE = _WORDS.words("serving_verbs")
_CHOOSE = _WORDS.words("appointing_verbs")
_AS, _NOT = _WORDS.words("office_prepositions"), _WORDS.words("negations")


def apposed(sentence: Sentence, candidates: Sequence[Candidate]) -> Iterator[tuple[int, int]]:
    """Pairs by position in ``candidates``, all of one sentence. Whether they can mean the same one is left to ask."""
    tops = [sentence.words[_top_of(sentence, c)] for c in candidates]
    yield from _by_parse(sentence, candidates, tops)
    for i, c in enumerate(candidates):
        if (ends := _before_comma(sentence, c)) is not None:
            near = [j for j in range(i - 1, max(-1, i - _NEAR - 1), -1) if candidates[j].last in ends]
            before = _beside(sentence, candidates, i, near)
            if before is not None:
                yield before, i
            described = _name_before(candidates, c, near) if tops[i].relation == "appos" else None
            if described is not None:
                yield described, i
        holder = _holder(sentence, candidates, c)
        if holder is not None:
            yield holder, i
        long = _bracketed(sentence, candidates, c)
        if long is not None:
            yield long, i


def _by_parse(sentence: Sentence, candidates: Sequence[Candidate], tops: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """ "the deputy minister, chief of the directorate, General X met …" is one man although the parser may see a list;
    a person's name at its end and descriptions before it make it an apposition."""
    by_word = {w: i for i, c in enumerate(candidates) for w in range(c.first, c.last + 1)}
    by_head = {c.head: i for i, c in enumerate(candidates)}
    for i, c in enumerate(candidates):
        top = tops[i]
        governor = by_head.get(top.head, by_word.get(top.head))
        if governor is None or governor == i:
            before = _same_place_before(tops, i)
            if before is not None and (
                _is_title_list(sentence, candidates[before], c) or _is_named_body(candidates[before], c)
            ):
                yield before, i
            continue
        unlinked = top.relation in _LISTED and sentence.child(top.index, "cc") is None
        found = governor
        if top.relation == "appos" and not sorts_agree(candidates[governor], c):
            found = _around(candidates, c, top.head, governor)
        named = top.relation == "appos" and _is_near(sentence, candidates[found], c)
        if named or (unlinked and _is_title_list(sentence, candidates[found], c)):
            yield found, i
        elif sentence.words[c.head].relation == "nsubj" and _copular(sentence, sentence.words[c.head].head):
            yield governor, i


def _is_near(sentence: Sentence, a: Candidate, b: Candidate) -> bool:
    """A name and a common noun that the parser joins across a list ("X, Y and Z") are two."""
    left, right = (a, b) if a.first < b.first else (b, a)
    between = sentence.words[left.last + 1 : right.first]
    return not any(w.upos == "CCONJ" for w in between)


def _before_comma(sentence: Sentence, c: Candidate) -> range | None:
    """Where another phrase may end with nothing but a comma and articles between it and this one; None if no comma is there."""
    comma = _over_articles(sentence, c.first - 1)
    if comma < 1 or sentence.words[comma].text != ",":
        return None
    return range(_over_articles(sentence, comma - 1), comma)


def _over_articles(sentence: Sentence, at: int) -> int:
    while at >= 0 and sentence.words[at].upos in ("DET", "PRON"):
        at -= 1
    return at


def _beside(sentence: Sentence, candidates: Sequence[Candidate], i: int, near: Sequence[int]) -> int | None:
    """A person's name and one office with nothing but a comma between: "Claire Haddow, managing director of Y, said"."""
    c = candidates[i]
    for j in near:
        other = candidates[j]
        name, office = (other, c) if other.form == "name" else (c, other)
        if not (name.form == "name" and name.sort == office.sort == "person" and office.form == "nominal"):
            continue
        closed = c.last + 1 >= len(sentence.words) or sentence.words[c.last + 1].text in _ENDS
        coordinated = sentence.child(c.head, "conj") is not None or sentence.child(other.head, "conj") is not None
        if office.offices and not office.plural and not coordinated and (closed or other is office):
            return j
    return None


def _name_before(candidates: Sequence[Candidate], c: Candidate, near: Sequence[int]) -> int | None:
    """ "an offer from Y Ltd, the company that …": an apposition describes the name right before it, whatever it hangs from."""
    return next((j for j in near if candidates[j].form == "name"), None) if c.form == "nominal" else None


def _holder(sentence: Sentence, candidates: Sequence[Candidate], c: Candidate) -> int | None:
    """Who "served as governor", "was sworn in as governor" or whom others "chose as governor"."""
    office = sentence.words[c.head]
    if not c.offices or c.plural or office.head < 0:
        return None
    case = sentence.child(office.index, "case")
    if case is None or case.lemma not in _AS:
        return None
    verb = sentence.words[office.head]
    if verb.lemma in _SERVE:
        held_by = sentence.child(verb.index, "nsubj")
    elif verb.lemma in _CHOOSE:
        held_by = sentence.child(verb.index, "nsubj:pass", "obj")
    else:
        return None
    if held_by is None:
        return None
    of_person = (i for i, o in enumerate(candidates) if o.first <= held_by.index <= o.last and o.sort == "person")
    return next((i for i in of_person if not candidates[i].plural and candidates[i].form != "pronoun"), None)


def _bracketed(sentence: Sentence, candidates: Sequence[Candidate], c: Candidate) -> int | None:
    """The name whose short form stands in brackets behind it: "(HFF)"."""
    words = sentence.words
    if c.first != c.last or not 0 < c.head < len(words) - 1 or not is_short_form(words[c.head].text):
        return None
    if words[c.head - 1].text != "(" or words[c.head + 1].text != ")":
        return None
    fitting = (i for i, o in enumerate(candidates) if o.last == c.head - 2 and o.form == "name" and o.first < o.last)
    return next((i for i in fitting if candidates[i].sort != "person"), None)


def is_short_form(text: str) -> bool:
    """ "HFF", "U.N." """
    letters = text.replace(".", "").replace("-", "")
    return 2 <= len(letters) <= 8 and letters.isupper()


def _top_of(sentence: Sentence, c: Candidate) -> int:
    """The word of the phrase that hangs from outside it."""
    for i in range(c.first, c.last + 1):
        if not c.first <= sentence.words[i].head <= c.last:
            return i
    return c.head


def _around(candidates: Sequence[Candidate], c: Candidate, word: int, governor: int) -> int:
    """ "deputy head of the directorate of the army, General X": an apposition to the last noun means the whole phrase."""
    fitting = [i for i, o in enumerate(candidates) if o is not c and o.first <= word <= o.last and sorts_agree(o, c)]
    return fitting[0] if fitting else governor


def _same_place_before(tops: Sequence[Word], i: int) -> int | None:
    """A candidate before this one that the parser gave the same function under the same word: two subjects of one verb."""
    top = tops[i]
    if top.relation not in _STRAY:
        return None
    for j in range(i - 1, -1, -1):
        if tops[j].head == top.head and tops[j].relation == top.relation:
            return j
    return None


def _is_title_list(sentence: Sentence, a: Candidate, b: Candidate) -> bool:
    people = a.sort == b.sort == "person" and not a.plural and not b.plural
    described = a.form == "nominal" and bool(a.offices) and (b.form == "name" or bool(b.offices))
    ands = any(sentence.words[w].upos == "CCONJ" for w in range(min(a.last, b.last) + 1, max(a.first, b.first)))
    return people and described and not ands


def _is_named_body(a: Candidate, b: Candidate) -> bool:
    """ "France's farm union FNSEA": the name right behind what it is."""
    bodies = a.sort == b.sort == "organization" and a.form == "nominal" and b.form == "name"
    return bodies and bool(a.offices) and not a.plural and a.last + 1 == b.first


def _copular(sentence: Sentence, head: int) -> bool:
    """ "X is the minister": the subject and the noun are the same one (unless denied)."""
    return (
        head >= 0
        and sentence.words[head].upos in ("NOUN", "PROPN")
        and sentence.child(head, "cop") is not None
        and not is_negated(sentence, sentence.words[head])
    )
