"""Who else an act may be about: the words to try where the frame names no recipient, or none that means anybody."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.codebook import EventType
from dateline.events.conditions import TRANSPARENT
from dateline.events.govern import Reading
from dateline.grammar.arguments import grammatical, preposition_of
from dateline.grammar.function_words import AGENT, GENITIVE
from dateline.language import lexicon
from dateline.reader.sentence import Sentence, Word

_WORDS = lexicon("events")
_AS = _WORDS.words("role_prepositions")
_AIMED = _WORDS.ordered("aiming_prepositions")
_AROUND = (*_WORDS.ordered("surrounding_prepositions"), "LOC")
_UNTIL = _WORDS.words("until_conjunctions")
_ABOUT = (*_WORDS.ordered("matter_prepositions"), "COMP")
_ACTING = frozenset({"person", "organization", "place"})
_OTHER_CLAUSES = ("nsubj", "ccomp", "conj", "parataxis", "csubj")


def others(reading: Reading, kind: EventType) -> Iterator[int]:
    """Who else the act may be about: behind its other prepositions, or inside what it is done to."""
    clause, sentence = reading.clause, reading.clause.sentence
    seen = {*reading.actors, *reading.recipients, *clause.fillers("TMP"), clause.word.index, reading.word}
    if kind.against:
        yield from (w for key in kind.against for w in clause.fillers(key) if w not in seen)
        return
    things = [w for key in ("OBJ", "ARG1", "ARG2", "COMP") for w in clause.fillers(key)]
    aimed = [w for key in _AIMED for w in clause.fillers(key)]
    around = [w for key in _AROUND for w in clause.fillers(key)]
    whole = [w for w in things if sentence.words[w].upos != "NUM" and sentence.words[w].lemma not in TRANSPARENT]
    inside = [d.index for w in whole for d in sentence.dependents(w, "nmod", "obl", "obj", "iobj")]
    owned = AGENT if kind.about_acts else AGENT.union(GENITIVE)  # the killing of X is not what X is accused of
    aimed += [w for w in inside if preposition_of(sentence, w) in (*_AIMED, *owned)]
    named = (w for w in (*around, *inside) if sentence.words[w].text[0].isupper())
    for w in (*aimed, *named, *_in_other_clauses(reading, kind), *_named_below(reading)):
        if w not in seen and not any(above.index in reading.actors for above in sentence.ancestors(w)):
            seen.add(w)
            yield w


def is_waited_for(sentence: Sentence, verb: int) -> bool:
    """ "until Greece apologises" """
    return any(m.lemma in _UNTIL for m in sentence.dependents(verb, "mark"))


def _in_other_clauses(reading: Reading, kind: EventType) -> Iterator[int]:
    """ "will not return until Greece apologises", "an inquiry into claims that soldiers stole" """
    clause, sentence = reading.clause, reading.clause.sentence
    clauses: list[Word] = []
    if kind.until_they_act:
        below = [d for w in {reading.word, clause.word.index} for d in sentence.dependents(w, "advcl")]
        acting = [s for c in below if is_waited_for(sentence, c.index) for s in sentence.dependents(c.index, "nsubj")]
        yield from (s.index for s in acting if s.upos != "PRON")
    elif kind.about_acts:
        matters = [w for key in _ABOUT for w in clause.fillers(key)]
        clauses = [c for w in matters for c in (sentence.words[w], *sentence.dependents(w, "acl", "ccomp"))]
    for told in clauses:
        found = grammatical(sentence, told) if told.upos == "VERB" else iter(())
        yield from (w for key, w in found if key == "SUBJ" and sentence.words[w].upos != "PRON")


def _named_below(reading: Reading) -> Iterator[int]:
    """Names further down in the same clause: "gave money to promote investment in Chad"."""
    sentence, top = reading.clause.sentence, reading.word
    waiting = list(sentence.children[top])
    for w in waiting:
        word = sentence.words[w]
        if word.relation in _OTHER_CLAUSES or sentence.child(w, "nsubj") is not None:
            continue
        takes_part = word.relation in ("obl", "nmod", "obj", "nmod:poss") and preposition_of(sentence, w) not in _AS
        if word.index > top and takes_part and _is_named(sentence, word):
            yield w
        waiting.extend(sentence.children[w])


def _is_named(sentence: Sentence, word: Word) -> bool:
    """ "Fiji", "the Fijian navy" """
    if word.upos == "PROPN" or word.kind not in _ACTING:
        return word.upos == "PROPN"
    return any(
        d.text[0].isupper() and d.upos in ("PROPN", "ADJ") for d in sentence.dependents(word.index, "amod", "compound")
    )
