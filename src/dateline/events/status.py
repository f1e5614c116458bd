"""Did it happen? Negation, modality, tense, time and the words above a predicate decide; dates may make it historical later."""

from __future__ import annotations

from functools import cache
from importlib import resources

import yaml

from dateline.events.light import SERIES, verb_lemma
from dateline.model import Status
from dateline.reader.sentence import Sentence, Word

_REPORTING = frozenset(
    "say tell announce report state add note confirm declare claim insist inform explain stress reveal disclose".split()
)
_HELPERS = ("aux", "advmod", "mark", "det", "case", "amod", "cop", "fixed")
_ARGUMENTS = ("nsubj", "obj")
_TIMES = ("obl", "nmod", "advmod")
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_PAST = frozenset({"VBD", "VBN"})


@cache
def _governing() -> dict[str, Status]:
    """What words say of the act that they govern or describe."""
    return {lemma: status for status in _STATUSES for lemma in _lists()[status]}


_STATUSES: tuple[Status, ...] = ("denied", "planned", "hypothetical", "happened")


@cache
def _lists() -> dict[str, frozenset[str]]:
    raw = yaml.safe_load((resources.files("dateline.events") / "data/status_words.yaml").read_text(encoding="utf-8"))
    return {name: frozenset(lemmas) for name, lemmas in raw.items()}


def status_of(sentence: Sentence, word: Word, light_verb: Word | None) -> Status:
    """The status of an act from its own sentence. "happened" unless something in the grammar says otherwise."""
    said = _own_status(sentence, word) if _is_claim(sentence, word) else _status(sentence, light_verb or word)
    if light_verb is not None and said in (None, "happened", "planned"):
        said = _outer(_own_status(sentence, word), said)
    if said is None and any(_is_long_ago(sentence, w) for w in _timed_with(sentence, word)):
        return "historical"
    return said or "happened"


def _is_claim(sentence: Sentence, word: Word) -> bool:
    """ "dismissed the allegations": they were made all the same."""
    return (
        word.relation == "obj"
        and word.lemma in _lists()["claims"]
        and sentence.words[word.head].lemma in _lists()["exclude"]
    )


def is_refusal(sentence: Sentence, word: Word, light_verb: Word | None) -> bool:
    """ "will not meet", "would not withdraw": who does not want to, in the active voice, refuses."""
    verb = light_verb or word
    helpers = {h.lemma for h in sentence.dependents(verb.index, "aux")}
    return bool(helpers & {"will", "shall", "would"}) and sentence.child(verb.index, "aux:pass", "nsubj:pass") is None


def _status(sentence: Sentence, word: Word) -> Status | None:
    """What the word's own clause says, and what governs it: denial above counts most, then doubt."""
    own = _own_status(sentence, word)
    if own == "denied" or (own == "hypothetical" and word.relation in ("csubj", "ccomp") and _has_condition(sentence, word)):
        return own
    said = _outer(own, _from_above(sentence, word))
    return "hypothetical" if said == "planned" and _depends(sentence, word) else said


def _outer(own: Status | None, above: Status | None) -> Status | None:
    """ "feared that they will attack" is feared, "denied that they may attack" denied."""
    if above == "denied" or own is None or (above == "hypothetical" and own == "planned"):
        return above
    return own


def _from_above(sentence: Sentence, word: Word) -> Status | None:
    """What the word's governor says of it, as far up as its status hangs on that: up to a finite clause of its own."""
    if word.head < 0:
        return None
    governor = sentence.words[word.head]
    said = _said_by(sentence, word, governor)
    if said is None and not _passes(sentence, word, governor):
        return _untold(sentence, word)
    above = _status(sentence, governor)
    match said:
        case None:
            if above is None and _is_infinitive(sentence, word) and word.relation in ("advcl", "acl"):
                return _untold(sentence, word)
            return above
        case "happened":
            return "happened"
        case "denied" if above in (None, "happened"):
            return "denied"
        case "denied" if above == "denied" and governor.lemma not in _lists()["exclude"]:
            return "happened"
        case "denied":
            return "hypothetical"
        case _:
            if above in ("denied", "hypothetical"):
                return above
            return "hypothetical" if _is_pluperfect(sentence, governor) else said


def _said_by(sentence: Sentence, word: Word, governor: Word) -> Status | None:
    """What the governing word means for the act: "failed to", "plans for", "the risk of", "stopped short of"."""
    if not _may_govern(sentence, word, governor):
        return None
    keys = [verb_lemma(sentence, governor)]
    mark = sentence.child(word.index, "mark", "case")
    if mark is not None:
        keys.insert(0, f"{governor.lemma}_{mark.lemma}")
    keys[:0] = [f"{w.lemma}_{governor.lemma}" for w in sentence.dependents(governor.index, "case")]
    said = next((_governing()[k] for k in keys if k in _governing()), None)
    return None if said == "hypothetical" and _is_definite(sentence, word) else said


def _may_govern(sentence: Sentence, word: Word, governor: Word) -> bool:
    match word.relation:
        case "xcomp" | "obj" | "nmod" | "amod" | "compound":
            return True
        case "acl":
            return word.deprel != "acl:relcl"
        case "ccomp" | "csubj":
            return governor.lemma not in _REPORTING
        case "nsubj":
            return word.deprel == "nsubj:pass" or (
                governor.upos != "VERB" and sentence.child(governor.index, "xcomp", "ccomp") is None
            )
        case "advcl":
            mark = sentence.child(word.index, "mark")
            return mark is not None and mark.lemma in ("to", "of", "from", "in") and word.xpos in ("VB", "VBG")
        case "obl":
            return word.upos == "NOUN" and governor.upos in ("VERB", "ADJ", "ADV")
        case _:
            return False


def _passes(sentence: Sentence, word: Word, governor: Word) -> bool:
    """Is the act as real as what governs it? What is definite is there by itself, and so is what a finite clause tells."""
    match word.relation:
        case "xcomp" | "amod" | "compound" | "csubj":
            return True
        case "acl":  # "people freed from prison may vote": a participle stands for itself
            return word.deprel != "acl:relcl" and sentence.child(word.index, "mark") is not None
        case "obj" | "obl":
            return word.upos == "NOUN" and not _is_definite(sentence, word)
        case "nmod":
            return governor.lemma in SERIES or _own_status(sentence, governor) == "denied"
        case "nsubj":
            return _occurs(sentence, word, governor)
        case "advcl":
            return _is_infinitive(sentence, word)
        case "conj":
            return _shares_helpers(sentence, word, governor)
        case _:
            return False


def _occurs(sentence: Sentence, noun: Word, governor: Word) -> bool:
    """ "the visit did not take place", "a strike would cost millions" """
    if governor.lemma in _lists()["occur"]:
        return True
    if _is_definite(sentence, noun):
        return False
    return noun.deprel == "nsubj:pass" or _own_status(sentence, governor) == "hypothetical"


def _shares_helpers(sentence: Sentence, word: Word, first: Word) -> bool:
    """ "will visit Oslo and meet the king": the second verb has no helpers or subject of its own."""
    coordinator = sentence.child(word.index, "cc")
    if word.upos == "VERB":
        own = sentence.child(word.index, "nsubj", "aux", "mark")
        return own is None and word.xpos == first.xpos and (coordinator is None or coordinator.lemma != "but")
    return word.upos == first.upos and sentence.child(word.index, "det", "nmod:poss") is None


def _untold(sentence: Sentence, word: Word) -> Status | None:
    """ "waited to attack", "the right to attack": a purpose or a right says nothing about the deed."""
    if not _is_infinitive(sentence, word) or word.relation not in ("advcl", "acl"):
        return None
    return None if sentence.words[word.head].lemma in _lists()["enact"] else "hypothetical"


def _is_infinitive(sentence: Sentence, word: Word) -> bool:
    return any(m.lemma == "to" for m in sentence.dependents(word.index, "mark")) and word.xpos in ("VB", "VBN")


def _is_definite(sentence: Sentence, word: Word) -> bool:
    if word.upos != "NOUN":
        return False
    determiner = sentence.child(word.index, "det")
    return (determiner is not None and determiner.lemma in _DEFINITE) or sentence.child(
        word.index, "nmod:poss"
    ) is not None


def _is_pluperfect(sentence: Sentence, verb: Word) -> bool:
    """ "had been expected to attack": and then something else happened."""
    return any(a.text.lower() == "had" for a in sentence.dependents(verb.index, "aux")) and verb.relation != "ccomp"


def _own_status(sentence: Sentence, word: Word) -> Status | None:
    """What the word's own helpers say: "did not", "will", "may", "if", "no talks", "planned visit"."""
    helpers = list(sentence.dependents(word.index, *_HELPERS))
    lemmas = {h.lemma for h in helpers}
    if _is_negated(sentence, word, helpers):
        return "denied"
    if lemmas & _lists()["condition"] or _is_inverted(sentence, word) or _is_anybody(sentence, word):
        return "hypothetical"
    if (future := _future(sentence, word, lemmas)) is not None:
        return future
    if lemmas & _lists()["possible"] or _is_asked(sentence, word):
        return "hypothetical"
    for helper in helpers:
        if helper.relation == "amod" and helper.lemma not in _lists()["tried"]:
            said = _governing().get(helper.lemma) or _governing().get(helper.text.lower())
            if said is not None:
                return said
    return None


def _is_negated(sentence: Sentence, word: Word, helpers: list[Word]) -> bool:
    negative = _lists()["negative"]
    if any(h.lemma in negative or h.text.lower() in ("n't", "n’t") for h in helpers if not _is_only(sentence, h)):
        return True
    near = {sentence.words[i].lemma for i in (word.index - 1,) if i >= 0}
    if word.upos == "VERB" and near & _lists()["almost"]:
        return True
    if any(c.lemma == "no" for h in helpers for c in sentence.dependents(h.index, "advmod", "det") if h.lemma == "long"):
        return True  # "no longer"
    if word.upos != "VERB":
        return False
    return any(_is_nobody(sentence, a) for a in sentence.dependents(word.index, *_ARGUMENTS))


def _is_nobody(sentence: Sentence, word: Word) -> bool:
    """ "nobody", "no soldier", "none of them", "neither side", "not a single shot" """
    helpers = sentence.dependents(word.index, "det", "advmod", "cc:preconj")
    return word.lemma in _lists()["negative"] or any(
        h.lemma in _lists()["negative"] and not _is_only(sentence, h) for h in helpers
    )


def _is_only(sentence: Sentence, word: Word) -> bool:
    """ "not only", "no fewer than": that is no denial."""
    after = sentence.words[word.index + 1].lemma if word.index + 1 < len(sentence.words) else ""
    return after in _lists()["only"]


def _future(sentence: Sentence, word: Word, lemmas: set[str]) -> Status | None:
    """ "will", "is to", "going to", a reported "would", "meets on Thursday"; hypothetical under a condition."""
    perfect = any(h.lemma == "have" for h in sentence.dependents(word.index, "aux"))
    bound = _be_to(sentence, word)
    if bound is not None and perfect and bound.xpos in _PAST:
        return "denied"  # "was to have visited"
    if "would" in lemmas and not _is_reported(sentence, word):
        return "hypothetical"
    if lemmas & {"will", "shall", "would"} or bound is not None or _is_going(sentence, word):
        return "hypothetical" if _depends(sentence, word) or (perfect and "would" in lemmas) else "planned"
    if any(c.lemma == "ahead" for c in sentence.dependents(word.index, "case")):
        return "planned"
    if "due" in lemmas and sentence.child(word.index, "cop") is not None:
        return "planned"
    return "planned" if _is_yet_to_come(sentence, word) else None


def _be_to(sentence: Sentence, word: Word) -> Word | None:
    """The "be" of "is to visit" """
    marked = sentence.child(word.index, "mark")
    if marked is None or marked.lemma != "to":
        return None
    if word.relation == "xcomp" and word.head >= 0 and sentence.words[word.head].lemma == "be":
        return sentence.words[word.head]
    auxiliary = sentence.child(word.index, "aux", "aux:pass", "cop")
    before = auxiliary is not None and auxiliary.lemma == "be" and auxiliary.index < marked.index
    return auxiliary if before else None


def _is_going(sentence: Sentence, word: Word) -> bool:
    return word.relation == "xcomp" and word.head >= 0 and sentence.words[word.head].text.lower() == "going"


def _depends(sentence: Sentence, word: Word) -> bool:
    """Does a clause below say under which condition?"""
    return any(
        _is_inverted(sentence, c) or _has_condition(sentence, c) for c in sentence.dependents(word.index, "advcl")
    )


def _has_condition(sentence: Sentence, clause: Word) -> bool:
    marks = {m.lemma for m in sentence.dependents(clause.index, "mark", "advmod")}
    return bool(marks & _lists()["condition"]) and "even" not in marks


def _is_inverted(sentence: Sentence, word: Word) -> bool:
    """ "had they attacked", "should they attack", "were they to attack" """
    if word.relation != "advcl":
        return False
    first = sentence.child(word.index, "aux", "cop")
    subject = sentence.child(word.index, "nsubj")
    if first is None or subject is None or first.index > subject.index:
        return False
    return first.text.lower() in ("had", "should", "were")


def _is_anybody(sentence: Sentence, word: Word) -> bool:
    """ "anyone helping the rebels", "whoever attacks" """
    someone = [sentence.words[word.head]] if word.relation == "acl" and word.head >= 0 else []
    someone += sentence.dependents(word.index, "nsubj")
    return any(w.lemma in ("anyone", "anybody", "whoever") for w in someone)


def _is_asked(sentence: Sentence, word: Word) -> bool:
    """ "Did the army attack?"; "why did it attack?" takes the act for granted."""
    if word.head >= 0 or sentence.words[-1].text != "?":
        return False
    first, subject = sentence.child(word.index, "aux", "cop"), sentence.child(word.index, "nsubj")
    if first is None or subject is None or first.index > subject.index:
        return False
    return not any(w.xpos in ("WP", "WRB", "WDT") for w in sentence.words[: first.index])


def _is_reported(sentence: Sentence, word: Word) -> bool:
    said_after = any(w.lemma in _REPORTING for w in sentence.dependents(word.index, "parataxis"))
    clause = sentence.words[word.head] if word.relation == "conj" and word.head >= 0 else word
    under = clause.relation == "ccomp" and clause.head >= 0 and sentence.words[clause.head].lemma in _REPORTING
    return said_after or under


def _is_yet_to_come(sentence: Sentence, word: Word) -> bool:
    """ "is visiting Oslo next week", "meets bankers on Friday", "exercises for next month" """
    times = list(sentence.dependents(word.index, *_TIMES, "nmod:poss"))
    if word.relation == "obj" and word.upos == "NOUN":  # "announced talks for next week"
        beside = sentence.dependents(word.head, "obl")
        times += [t for t in beside if any(c.lemma == "for" for c in sentence.dependents(t.index, "case"))]
    if any(a.text.lower() in ("was", "were", "had", "have", "has") for a in sentence.dependents(word.index, "aux")):
        return False
    if word.upos == "VERB" and word.xpos in _PAST:
        return False
    if any(_is_coming(sentence, t) for t in times):
        return True
    return word.xpos in ("VBP", "VBZ") and any(t.lemma in _lists()["weekday"] for t in times)


def _is_coming(sentence: Sentence, time: Word) -> bool:
    return time.lemma == "tomorrow" or (
        time.lemma in _lists()["period"]
        and any(a.lemma in ("next", "coming") for a in sentence.dependents(time.index, "amod"))
    )


def _timed_with(sentence: Sentence, word: Word) -> list[Word]:
    """The word, and the verb whose object or adverbial it is."""
    is_nominal = word.relation in ("obj", "obl", "nsubj") and word.upos == "NOUN"
    return [word, sentence.words[word.head]] if is_nominal else [word]


def _is_long_ago(sentence: Sentence, word: Word) -> bool:
    """ "decades ago", "in the nineteenth century", "during the Second World War" """
    for time in sentence.dependents(word.index, *_TIMES):
        inner = list(sentence.dependents(time.index, "obl", "nmod", "compound", "amod", "nummod"))
        if time.lemma == "ago":
            if any(w.lemma in _lists()["age"] or _is_several_years(sentence, w) for w in inner):
                return True
        elif time.lemma == "century" and sentence.child(time.index, "amod") is not None:
            return all(w.lemma not in ("this", "present", "current", "21st", "twenty-first") for w in inner)
        elif time.text == "War" and inner:
            return True
    return False


def _is_several_years(sentence: Sentence, word: Word) -> bool:
    number = sentence.child(word.index, "nummod")
    return word.lemma == "year" and number is not None and number.lemma not in ("one", "1")
