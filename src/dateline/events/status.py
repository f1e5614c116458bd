"""Did it happen? Negation, modality, tense and the words above a predicate decide; dates may make it historical later."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources

import yaml

from dateline.events.light import verb_lemma
from dateline.model import Status
from dateline.reader.sentence import Sentence, Word

_NEGATIONS = frozenset({"not", "never", "no", "neither", "nor", "without", "none", "nobody"})
_FUTURE = frozenset({"will", "shall"})
_POSSIBLE = frozenset({"may", "might", "could", "should", "must", "can", "would", "ought"})
_CONDITIONS = frozenset({"if", "unless", "whether", "lest"})
_REPORTING = frozenset(
    "say tell announce report state add note confirm declare claim insist inform explain stress reveal disclose".split()
)


@cache
def _governing() -> dict[str, Status]:
    raw = yaml.safe_load((resources.files("dateline.events") / "data/status_words.yaml").read_text(encoding="utf-8"))
    return {lemma: status for status, lemmas in raw.items() for lemma in lemmas}


def status_of(sentence: Sentence, word: Word, light_verb: Word | None) -> Status:
    """The status of an act from its own sentence. "happened" unless something in the grammar says otherwise."""
    for link in _chain_up(sentence, light_verb or word):
        own = _own_status(sentence, link)
        if own is not None:
            return own
        if link.index not in (word.index, (light_verb or word).index):
            governed = _governing().get(verb_lemma(sentence, link))
            if governed is not None:
                return governed
    if light_verb is not None:
        return _own_status(sentence, word) or "happened"
    return "happened"


def _chain_up(sentence: Sentence, word: Word) -> Iterator[Word]:
    """The word and what governs it, as long as its status hangs on that: up to a finite clause of its own."""
    yield word
    current = word
    while current.head >= 0:
        governor = sentence.words[current.head]
        if not _passes(sentence, current, governor):
            return
        yield governor
        current = governor


def _passes(sentence: Sentence, current: Word, governor: Word) -> bool:
    match current.relation:
        case "xcomp" | "acl":
            return current.deprel != "acl:relcl"
        case "ccomp" | "csubj":
            return governor.lemma not in _REPORTING
        case "obj" | "amod" | "compound":
            return True
        case "nmod":
            return True
        case "nsubj":
            return governor.upos == "VERB" and current.deprel == "nsubj:pass"
        case "advcl":
            mark = sentence.child(current.index, "mark")
            return mark is not None and mark.lemma == "to"
        case "obl":
            return current.upos == "NOUN" and governor.upos in ("VERB", "ADJ")
        case _:
            return False


def _own_status(sentence: Sentence, word: Word) -> Status | None:
    """What the word's own helpers say: "did not", "will", "may", "if", "no talks", "planned visit"."""
    helpers = list(sentence.dependents(word.index, "aux", "advmod", "mark", "det", "case", "amod", "cop"))
    lemmas = {h.lemma for h in helpers}
    if lemmas & _NEGATIONS or any(h.text.lower() in ("n't", "n’t") for h in helpers):
        return "denied"
    if lemmas & _CONDITIONS:
        return "hypothetical"
    if lemmas & _FUTURE or _going_to(sentence, word):
        return "planned"
    if "would" in lemmas and _is_reported(sentence, word):
        return "planned"
    possible = {h.lemma for h in helpers if h.relation == "aux"} & _POSSIBLE
    if possible:
        return "hypothetical"
    for helper in helpers:
        if helper.relation == "amod" and (status := _governing().get(helper.lemma)) is not None:
            return status
    return None


def _going_to(sentence: Sentence, word: Word) -> bool:
    """ "is going to meet", "is to visit" """
    if word.relation == "xcomp" and word.head >= 0:
        governor = sentence.words[word.head]
        return governor.text.lower() == "going" or (
            governor.lemma == "be" and sentence.child(word.index, "mark") is not None
        )
    marked = sentence.child(word.index, "mark")
    auxiliary = sentence.child(word.index, "aux", "aux:pass", "cop")
    return bool(
        marked and marked.lemma == "to" and auxiliary and auxiliary.lemma == "be" and auxiliary.index < marked.index
    )


def _is_reported(sentence: Sentence, word: Word) -> bool:
    return word.relation == "ccomp" and word.head >= 0 and sentence.words[word.head].lemma in _REPORTING


def is_refusal(sentence: Sentence, word: Word, light_verb: Word | None) -> bool:
    """ "will not meet", "would not withdraw": who does not want to, in the active voice, refuses."""
    verb = light_verb or word
    helpers = {h.lemma for h in sentence.dependents(verb.index, "aux")}
    return bool(helpers & (_FUTURE | {"would"})) and sentence.child(verb.index, "aux:pass", "nsubj:pass") is None
