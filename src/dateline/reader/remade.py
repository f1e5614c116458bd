"""Small repairs of the network's trees, each of a kind: a participle that was taken for the verb ("Troops trained in 2019 | shelled
the town"), a given name for a day ("Sunday Okoro met the governor")."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.language import lexicon
from dateline.reader.sentence import Word

_DATES = lexicon("dates")
_DAYS = _DATES.words("weekdays") | _DATES.words("months")
_PARTICIPLES = frozenset({"VBD", "VBN"})
_OWN = frozenset({"obj", "aux", "xcomp", "ccomp", "cc", "conj"})  # what the verb of a clause has, and a participle before it has not
_JOINED = frozenset({",", ";", ":", "-", "–", "—"})


def remade(words: Iterable[Word]) -> list[Word]:
    """The words with the tree that their order asks for."""
    return _with_main_verb(_with_given_name(list(words)))


def _with_main_verb(words: list[Word]) -> list[Word]:
    """Of two finite verbs that nothing joins the first is a participle of the subject."""
    for verb in words:
        if verb.deprel != "advcl" or verb.xpos != "VBD" or verb.head >= verb.index:
            continue
        first = words[verb.head]
        subject = next((w for w in words[: first.index] if w.head == first.index and w.deprel == "nsubj"), None)
        if subject is None or not _is_reduced(words, first, verb):
            continue
        for w in words[verb.index + 1 :]:
            if w.head == first.index:
                words[w.index] = w._replace(head=verb.index)
        words[verb.index] = verb._replace(head=first.head, deprel=first.deprel)
        words[first.index] = first._replace(head=subject.index, deprel="acl", xpos="VBN")
        words[subject.index] = subject._replace(head=verb.index)
    return words


def _is_reduced(words: Sequence[Word], first: Word, verb: Word) -> bool:
    if first.xpos not in _PARTICIPLES or first.upos != "VERB":
        return False
    if any(w.text in _JOINED or w.upos in ("CCONJ", "SCONJ") for w in words[first.index : verb.index]):
        return False
    below = [w for w in words if w.head == first.index and w.index < verb.index]
    if any(w.relation in _OWN for w in below):
        return False
    return not any(w.head == verb.index and w.relation in ("nsubj", "mark", "aux") for w in words)


def _with_given_name(words: list[Word]) -> list[Word]:
    """What opens a sentence right before a name without a comma is a part of that: nobody writes "Sunday Okoro" for a day."""
    if len(words) < 3 or words[0].lemma not in _DAYS or words[0].tag != "O" or words[1].tag != "B-PER":
        return words
    day, name = words[0], words[1]
    if name.upos != "PROPN" or words[2].tag.startswith("I-"):
        return words
    if day.head < 0:
        root = next((w for w in words[2:] if w.head == 0 and w.upos == "VERB"), None)
        if root is None:
            return words
        for w in words[2:]:
            if w.head == 0:
                words[w.index] = w._replace(head=root.index)
        words[root.index] = root._replace(head=-1, deprel="root")
    words[0] = day._replace(head=name.index, deprel="compound", tag="B-PER", upos="PROPN")
    words[1] = name._replace(tag="I-PER")
    return words
