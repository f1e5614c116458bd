"""Did it happen? What the clause of a predicate says, and the words above it; dates may make it historical later."""

from __future__ import annotations

from dateline.grammar.function_words import COMPLEMENTIZERS, FUTURE, INFINITIVE
from dateline.grammar.light_verbs import SERIES, verb_lemma
from dateline.grammar.modality import (
    Ruling,
    depends,
    governing,
    has_condition,
    long_ago,
    own_ruling,
    timed_with,
    word_lists,
)
from dateline.grammar.noun_phrases import is_definite
from dateline.grammar.saying import cues
from dateline.language import lexicon
from dateline.model import Status
from dateline.reader.sentence import Sentence, Word

_WORDS = lexicon("events")
_RULED, _PURPOSE, _BUT = (_WORDS.words(name) for name in ("ruled_clause_markers", "purpose_markers", "adversatives"))
_OCCASIONS, _OWN_OCCASIONS = _WORDS.words("occasion_prepositions"), _WORDS.words("owned_occasion_prepositions")
_TELLING, _HAD = _WORDS.words("telling_ordinals"), _WORDS.words("pluperfect_auxiliaries")
_COPULAS = lexicon("grammar").words("copulas")
_DEFINITE = _WORDS.words("definite_determiners")


def ruling_of(sentence: Sentence, word: Word, light_verb: Word | None) -> Ruling | None:
    """The status of an act from its own sentence, with the word that gives it; None where nothing in the grammar says that it
    did not simply happen."""
    if (untrue := _called_untrue(sentence, light_verb or word)) is not None:
        return Ruling("denied", untrue)
    said = own_ruling(sentence, word) if _is_claim(sentence, word) else _ruling(sentence, light_verb or word)
    if light_verb is not None and (said is None or said.status in ("happened", "planned")):
        said = _outer(own_ruling(sentence, word), said)
    if said is None and (old := _commemorated(sentence, word)) is not None:
        return Ruling("historical", old)
    if said is None:
        then = next((at for w in timed_with(sentence, word) if (at := long_ago(sentence, w)) is not None), None)
        return None if then is None else Ruling("historical", then)
    return said


def _commemorated(sentence: Sentence, word: Word) -> int | None:
    """ "A day of remembrance for the victims of the Khmer Rouge, who killed …": what is commemorated every year is long over."""
    for above in sentence.ancestors(word.index):
        if above.upos == "VERB":
            objects = list(sentence.dependents(above.index, "obj"))
            told = (above, *objects, *(n for o in objects for n in sentence.dependents(o.index, "nmod")))
            named = next((w.index for w in told if w.lemma in word_lists()["commemorated"]), None)
            if named is not None:
                return named
    return None


def status_of(sentence: Sentence, word: Word, light_verb: Word | None) -> Status:
    """The status alone: "happened" unless something in the grammar says otherwise."""
    said = ruling_of(sentence, word, light_verb)
    return said.status if said is not None else "happened"


def _is_claim(sentence: Sentence, word: Word) -> bool:
    """ "dismissed the allegations": they were made all the same."""
    return (
        word.relation == "obj"
        and word.lemma in word_lists()["claims"]
        and sentence.words[word.head].lemma in word_lists()["exclude"]
    )


def _called_untrue(sentence: Sentence, word: Word) -> int | None:
    """ "The claim that Poland attacked is false", "reports that it did were denied": the word behind the clause that denies it.

    Wherever such a clause hangs in the tree, it ends where "is false" begins.
    """
    for clause in (word, *sentence.ancestors(word.index)):
        if clause.relation == "csubj" and _is_untrue(sentence.words[clause.head]):
            return clause.head
        mark = sentence.child(clause.index, "mark")
        if mark is None or mark.lemma not in COMPLEMENTIZERS:
            continue
        behind = iter(sentence.words[sentence.subtree(clause.index)[1] + 1 :])
        verb = next(behind, None)
        if verb is None or verb.lemma not in _COPULAS:
            return None
        called = next((w for w in behind if w.upos not in {"ADV", "AUX"}), None)
        return called.index if called is not None and _is_untrue(called) else None
    return None


def _is_untrue(word: Word) -> bool:
    return word.lemma in word_lists()["untrue"] | word_lists()["denied"]


def is_refusal(sentence: Sentence, word: Word, light_verb: Word | None) -> bool:
    """ "will not meet", "would not withdraw": who does not want to, in the active voice, refuses."""
    verb = light_verb or word
    helpers = {h.lemma for h in sentence.dependents(verb.index, "aux")}
    return bool(helpers & FUTURE) and sentence.child(verb.index, "aux:pass", "nsubj:pass") is None


def _ruling(sentence: Sentence, word: Word) -> Ruling | None:
    """What the word's own clause says, and what governs it: denial above counts most, then doubt."""
    own = own_ruling(sentence, word)
    if own is not None and (
        own.status == "denied"
        or (own.status == "hypothetical" and word.relation in ("csubj", "ccomp") and has_condition(sentence, word))
    ):
        return own
    said = _outer(own, _from_above(sentence, word))
    if said is not None and said.status == "planned" and depends(sentence, word):
        return Ruling("hypothetical", said.word)
    return said


def _outer(own: Ruling | None, above: Ruling | None) -> Ruling | None:
    """ "feared that they will attack" is feared, "denied that they may attack" denied."""
    if own is None:
        return above
    if above is not None and (above.status == "denied" or (above.status == "hypothetical" and own.status == "planned")):
        return above
    return own


def _from_above(sentence: Sentence, word: Word) -> Ruling | None:
    """What the word's governor says of it, as far up as its status hangs on that: up to a finite clause of its own."""
    if word.head < 0:
        return None
    governor = sentence.words[word.head]
    said = _said_by(sentence, word, governor)
    if said is None and not _passes(sentence, word, governor):
        return _untold(sentence, word)
    above = _ruling(sentence, governor)
    if said is None:
        return _untold(sentence, word) if above is None else above
    if said == "denied":
        return _undone(governor, above)
    if said == "happened" or above is None or above.status not in ("denied", "hypothetical"):
        doubted = said != "happened" and _is_pluperfect(sentence, governor)
        return Ruling("hypothetical" if doubted else said, governor.index)
    return above


def _undone(denial: Word, above: Ruling | None) -> Ruling:
    """ "failed to attack"; "failed to prevent the attack"; "may prevent it", "did not rule it out" """
    if above is None or above.status in ("happened", "historical"):
        return Ruling("denied", denial.index)
    undone = above.status == "denied" and denial.lemma not in word_lists()["exclude"]
    return Ruling("happened" if undone else "hypothetical", above.word)


def _said_by(sentence: Sentence, word: Word, governor: Word) -> Status | None:
    """What the governing word means for the act: "failed to", "plans for", "the risk of", "stopped short of"."""
    if not _may_govern(sentence, word, governor):
        return None
    keys = [verb_lemma(sentence, governor)]
    mark = sentence.child(word.index, "mark", "case")
    if mark is not None:
        keys.insert(0, f"{governor.lemma}_{mark.lemma}")
    if word.relation == "nmod":  # "in case of"
        keys[:0] = [f"{w.lemma}_{governor.lemma}" for w in sentence.dependents(governor.index, "case")]
    key = next((k for k in keys if k in governing()), None)
    said = governing()[key] if key is not None else None
    if said == "denied" and key == keys[-1] and _stands_beside(sentence, word, governor):
        return None
    if said == "hypothetical" and is_definite(sentence, word.index):
        asked = word.relation == "obj" and governor.lemma in word_lists()["asking"]  # "demanded their release"
        return said if asked and sentence.child(word.index, "nmod:poss") is not None else None
    return said


def _stands_beside(sentence: Sentence, word: Word, governor: Word) -> bool:
    """ "foiled an attack with 16 arrests", "called off talks after a raid": what is not done is the object alone."""
    kept_from = any(c.lemma in word_lists()["kept_from"] for c in sentence.dependents(word.index, "case"))
    return word.relation == "obl" and not kept_from and sentence.child(governor.index, "obj", "nsubj:pass") is not None


def _may_govern(sentence: Sentence, word: Word, governor: Word) -> bool:
    match word.relation:
        case "xcomp" | "obj" | "nmod" | "amod" | "compound":
            return True
        case "acl":
            return word.deprel != "acl:relcl" and sentence.child(word.index, "mark") is not None
        case "ccomp" | "csubj":
            return governor.lemma not in cues().reporting
        case "nsubj":
            return word.deprel == "nsubj:pass" or (
                governor.upos != "VERB" and sentence.child(governor.index, "xcomp", "ccomp") is None
            )
        case "advcl":
            mark = sentence.child(word.index, "mark")
            return mark is not None and mark.lemma in _RULED and word.xpos in ("VB", "VBG")
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
            told = (
                word.xpos == "VBG" and governor.relation in ("obj", "obl") and not is_definite(sentence, governor.index)
            )
            return word.deprel != "acl:relcl" and (told or sentence.child(word.index, "mark") is not None)
        case "obj" | "obl":
            return word.upos == "NOUN" and (
                not is_definite(sentence, word.index) or _goes_along(sentence, word, governor)
            )
        case "nmod":
            return governor.lemma in SERIES or _is_ruled(own_ruling(sentence, governor), "denied")
        case "nsubj":
            return _occurs(sentence, word, governor)
        case "advcl":
            return _is_infinitive(sentence, word) or (word.xpos == "VBG" and governor.upos == "ADJ")
        case "conj":
            return _shares_helpers(sentence, word, governor)
        case _:
            return False


def _goes_along(sentence: Sentence, noun: Word, governor: Word) -> bool:
    """ "will meet the king during the visit", "on her trip" """
    prepositions = {c.lemma for c in sentence.dependents(noun.index, "case")}
    own = bool(prepositions & _OWN_OCCASIONS) and sentence.child(noun.index, "nmod:poss") is not None
    return (own or bool(prepositions & _OCCASIONS)) and _is_ruled(_ruling(sentence, governor), "planned")


def _occurs(sentence: Sentence, noun: Word, governor: Word) -> bool:
    """ "the visit did not take place", "a strike would cost millions" """
    if governor.lemma in word_lists()["occur"]:
        return True
    if is_definite(sentence, noun.index):
        return False
    return noun.deprel == "nsubj:pass" or _is_ruled(own_ruling(sentence, governor), "hypothetical")


def _shares_helpers(sentence: Sentence, word: Word, first: Word) -> bool:
    """ "will visit Oslo and meet the king": the second verb has no helpers or subject of its own."""
    coordinator = sentence.child(word.index, "cc")
    if word.upos == "VERB":
        own = sentence.child(word.index, "nsubj", "aux", "mark")
        return own is None and word.xpos == first.xpos and (coordinator is None or coordinator.lemma not in _BUT)
    return word.upos == first.upos and sentence.child(word.index, "det", "nmod:poss") is None


def _is_ruled(ruling: Ruling | None, status: Status) -> bool:
    return ruling is not None and ruling.status == status


def _untold(sentence: Sentence, word: Word) -> Ruling | None:
    """ "waited to attack", "the right to attack": neither says that it was done; "the first to attack" does."""
    if not _is_infinitive(sentence, word):
        return None
    governor = sentence.words[word.head]
    if word.relation == "advcl":
        in_order = any(m.lemma in _PURPOSE for m in sentence.dependents(word.index, "mark"))
        awaited = in_order or governor.lemma in word_lists()["await"]
        return Ruling("hypothetical", governor.index) if awaited else None
    if word.relation != "acl" or governor.lemma in word_lists()["enact"]:
        return None
    counted = {a.lemma for a in sentence.dependents(governor.index, "amod", "nummod")}
    one_of = sentence.child(governor.index, "nummod") is not None
    told = one_of or counted & _TELLING
    return None if told else Ruling("hypothetical", governor.index)


def _is_infinitive(sentence: Sentence, word: Word) -> bool:
    return any(m.lemma in INFINITIVE for m in sentence.dependents(word.index, "mark")) and word.xpos in ("VB", "VBN")


def _is_pluperfect(sentence: Sentence, verb: Word) -> bool:
    """ "had been expected to attack": and then something else happened."""
    return any(a.text.lower() in _HAD for a in sentence.dependents(verb.index, "aux")) and verb.relation != "ccomp"
