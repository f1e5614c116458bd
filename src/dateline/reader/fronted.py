"""What opens a sentence and says when or where, right before a subject without an article: "In May | troops shelled", "In Lyon |
nurses went on strike". Where the network makes one phrase of both, they are parted."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.language import lexicon
from dateline.reader.sentence import Word

_DATES = lexicon("dates")
_TIMES = _DATES.words("months") | _DATES.words("weekdays")
_WARS = lexicon("grammar").words("wars")
_OF = lexicon("grammar").words("genitive_prepositions")
_WHOLE = frozenset({"nsubj", "obl"})  # what the network may take the whole for
_PARTS = ("compound", "amod", "nmod", "flat")
_HELPERS = frozenset({"AUX", "ADV", "PART"})
_BODIES = frozenset({"person", "organization", "animal"})


def parted(words: Iterable[Word]) -> list[Word]:
    """The words with the name in an opening phrase of its own, and the noun behind it as the subject."""
    out = list(words)
    opening = _opening(out)
    if opening is None:
        return out
    name, subject = opening
    verb = out[subject.head]
    case = next(w for w in reversed(out[: name.index]) if w.upos == "ADP")
    before = out[case.index - 1] if case.index else None
    is_part = case.lemma in _OF and before is not None and before.upos in ("NOUN", "PROPN")
    above, relation = (before.index, "nmod") if is_part and before is not None else (verb.index, "obl")
    for w in out[: name.index]:
        if w.head == subject.index:
            out[w.index] = w._replace(head=name.index)
    out[name.index] = name._replace(head=above, deprel=relation)
    passive = any(w.head == verb.index and w.deprel == "aux:pass" for w in out)
    out[subject.index] = subject._replace(deprel="nsubj:pass" if passive else "nsubj")
    return out


def _opening(words: list[Word]) -> tuple[Word, Word] | None:
    """The last word of the name and the subject behind it."""
    if not words or words[0].upos != "ADP":
        return None
    for subject in words[2:]:
        if subject.upos == "VERB" or subject.text in ",.;:":
            return None
        if subject.upos == "NOUN" and _is_subject(words, subject):
            names = (w for w in reversed(words[1 : subject.index]) if w.head == subject.index)
            name = next((w for w in names if w.upos == "PROPN" and w.relation in _PARTS), None)
            return (name, subject) if name is not None and _says_when_or_where(words, name) else None
    return None


def _is_subject(words: list[Word], noun: Word) -> bool:
    """A noun without an article that stands right before its verb, which has no other subject."""
    if noun.relation not in _WHOLE or noun.head <= noun.index or words[noun.head].upos != "VERB":
        return False
    if noun.kind not in _BODIES and noun.xpos != "NNS":
        return False
    between = words[noun.index + 1 : noun.head]
    others = (w for w in words if w.head == noun.head and w.relation == "nsubj" and w.index != noun.index)
    return all(w.upos in _HELPERS for w in between) and next(others, None) is None


def _says_when_or_where(words: list[Word], name: Word) -> bool:
    """A month, a weekday, a war, or a place right behind the preposition."""
    if name.lemma in _TIMES or name.text in _WARS:
        return True
    first = name.index
    while words[first].tag.startswith("I-"):
        first -= 1
    return words[first].tag == "B-LOC" and words[first - 1].upos == "ADP"
