"""Who else an act may be about: the words to try where the frame names no recipient, or none that means anybody."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.events.govern import Reading
from dateline.events.participants import preposition_of

#: Whoever stands behind these is meant by the act; behind the others, and deeper in the clause, only those with a name.
_AIMED = ("with", "to", "against", "on", "for", "towards", "toward", "between")
_AROUND = ("from", "into", "over", "of", "at", "in", "LOC")
#: A protest in a country is not one against it, nor one with a union against that.
_PROTESTED = ("against", "outside", "at", "over", "to", "before")
_OTHER_CLAUSES = ("nsubj", "ccomp", "conj", "parataxis", "csubj")


def others(reading: Reading) -> Iterator[int]:
    """Who else the act may be about: behind its other prepositions, or inside what it is done to."""
    predicate, sentence = reading.match.predicate, reading.match.predicate.sentence
    seen = {*reading.actors, *reading.recipients, *predicate.fillers("TMP"), predicate.word.index, reading.word}
    if reading.type == "PROTEST":
        yield from (w for key in _PROTESTED for w in predicate.fillers(key) if w not in seen)
        return
    things = [w for key in ("OBJ", "ARG1", "ARG2", "COMP") for w in predicate.fillers(key)]
    aimed = [w for key in _AIMED for w in predicate.fillers(key)]
    around = [w for key in _AROUND for w in predicate.fillers(key)]
    inside = [d.index for w in things for d in sentence.dependents(w, "nmod", "obl", "obj", "iobj")]
    owned = ("by",) if reading.type == "ACCUSE" else ("by", "of")  # the killing of X is not what X is accused of
    aimed += [w for w in inside if preposition_of(sentence, w) in (*_AIMED, *owned)]
    named = (w for w in (*around, *inside) if sentence.words[w].text[0].isupper())
    for w in (*aimed, *named, *_named_below(reading)):
        if w not in seen and not any(above.index in reading.actors for above in sentence.ancestors(w)):
            seen.add(w)
            yield w


def _named_below(reading: Reading) -> Iterator[int]:
    """Names further down in the same clause: "gave money to promote investment in Chad"."""
    sentence, top = reading.match.predicate.sentence, reading.word
    waiting = list(sentence.children[top])
    for w in waiting:
        word = sentence.words[w]
        if word.relation in _OTHER_CLAUSES or sentence.child(w, "nsubj") is not None:
            continue
        if word.index > top and word.upos == "PROPN" and word.relation in ("obl", "nmod", "obj", "nmod:poss"):
            yield w
        waiting.extend(sentence.children[w])
