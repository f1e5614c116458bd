"""What a word's own clause says of its act, by negation, condition, modality, tense and time: a status and the word that
gives it, or None."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from dateline.grammar.function_words import FUTURE, INFINITIVE
from dateline.grammar.saying import cues
from dateline.language import lexicon
from dateline.model import Status
from dateline.reader.sentence import Sentence, Word

_WORDS = lexicon("grammar")
_CLITICS, _NO_LONGER, _YET = (
    _WORDS.words("negation_clitics"),
    _WORDS.table("no_longer"),
    _WORDS.words("outstanding_adverbs"),
)
_PERFECT, _PAST_AUXILIARIES = _WORDS.words("perfect_auxiliaries"), _WORDS.words("past_auxiliaries")
_WOULD, _BE, _GOING = _WORDS.words("reported_future"), _WORDS.words("copulas"), _WORDS.words("going")
_AHEAD, _DUE = _WORDS.words("ahead_adverbs"), _WORDS.words("due_adjectives")
_EVEN, _INVERTED = _WORDS.words("concessive_adverbs"), _WORDS.words("inverted_auxiliaries")
_DRAWN = _WORDS.words("drawn_auxiliaries")
_ANYBODY, _APPOINTED = _WORDS.words("free_pronouns"), _WORDS.words("appointment_prepositions")
_UNTIL, _TOMORROW = _WORDS.words("awaiting_conjunctions"), _WORDS.words("days_to_come")
_COMING, _PRESENT = _WORDS.words("coming_adjectives"), _WORDS.words("present_adjectives")
_AGO, _CENTURIES, _WARS = _WORDS.words("ago_adverbs"), _WORDS.words("centuries"), _WORDS.words("wars")
_YEARS, _ONE = _WORDS.words("years"), _WORDS.words("one")
_HELPERS = ("aux", "advmod", "mark", "det", "case", "amod", "cop")
_ARGUMENTS = ("nsubj", "obj")
_TIMES = ("obl", "nmod", "advmod")
_PAST = frozenset({"VBD", "VBN"})
_STATUSES: tuple[Status, ...] = ("denied", "planned", "hypothetical", "happened")


_DATES = lexicon("dates")
_WEEKDAYS = _DATES.words("weekdays")
_PERIODS = lexicon("status_words").words("period") | _WEEKDAYS | _DATES.words("months")


class Ruling(NamedTuple):
    """A status, and the word that gives it to the act."""

    status: Status
    word: int


@cache
def governing() -> dict[str, Status]:
    """What words say of the act that they govern or describe."""
    return {lemma: status for status in _STATUSES for lemma in word_lists()[status]}


@cache
def word_lists() -> dict[str, frozenset[str]]:
    """The lists of ``status_words.yaml`` by name."""
    lists = lexicon("status_words")
    return {name: lists.words(name) for name in lists.names()}


def own_ruling(sentence: Sentence, word: Word) -> Ruling | None:
    """What the word's own helpers say: "did not", "will", "may", "if", "no talks", "planned visit"; None if they say nothing."""
    helpers = list(sentence.dependents(word.index, *_HELPERS))
    lists = word_lists()
    lemmas = {h.lemma: h.index for h in reversed(helpers)}
    if (negation := _negation(sentence, word, helpers)) is not None:
        if not lists["duty"].isdisjoint(lemmas):  # "should not have attacked", "must not attack"
            perfect = any(h.lemma in _PERFECT and h.relation == "aux" for h in helpers)
            return Ruling("happened" if perfect else "hypothetical", negation)
        return Ruling("denied", negation)
    if (condition := _condition(sentence, word, lemmas)) is not None:
        return Ruling("hypothetical", condition)
    if (future := _future(sentence, word, lemmas)) is not None:
        return future
    if (possible := _possibility(sentence, word, lemmas)) is not None:
        return Ruling("hypothetical", possible)
    if (time := _time_to_come(sentence, word)) is not None:
        return Ruling("planned", time)
    for helper in helpers:
        if helper.relation == "amod" and helper.lemma not in lists["tried"]:
            said = governing().get(helper.lemma) or governing().get(helper.text.lower())
            if said is not None:
                return Ruling(said, helper.index)
    return None


def _first_in(lemmas: Mapping[str, int], listed: Iterable[str]) -> int | None:
    return min((lemmas[lemma] for lemma in listed if lemma in lemmas), default=None)


def _condition(sentence: Sentence, word: Word, lemmas: Mapping[str, int]) -> int | None:
    """ "if they attack", "had they attacked", "anyone helping the rebels" """
    if (mark := _first_in(lemmas, word_lists()["condition"])) is not None:
        return mark
    if _is_inverted(sentence, word):
        return word.index
    return _anybody(sentence, word)


def _possibility(sentence: Sentence, word: Word, lemmas: Mapping[str, int]) -> int | None:
    """ "may attack", "did they attack?", "until they attack" """
    if (may := _first_in(lemmas, word_lists()["possible"])) is not None:
        return may
    return word.index if _is_asked(sentence, word) or _is_awaited(sentence, word) else None


def is_negated(sentence: Sentence, word: Word, *, by: tuple[str, ...] = _ARGUMENTS) -> bool:
    """Is the act denied by its own clause: "did not attack", "no talks", "nobody attacked", "has yet to ratify", "no longer"?

    ``by``: the arguments that may deny it; who "reported no damage" did report.
    """
    return _negation(sentence, word, list(sentence.dependents(word.index, *_HELPERS)), by) is not None


def _negation(sentence: Sentence, word: Word, helpers: Sequence[Word], by: tuple[str, ...] = _ARGUMENTS) -> int | None:
    """The word that denies the act."""
    negative = word_lists()["negative"]
    for h in helpers:
        if (h.lemma in negative or h.text.lower() in _CLITICS) and not _is_only(sentence, h):
            return h.index
    for h in sentence.dependents(word.index, "mark", "case", "cc"):
        joins = h.relation == "cc" and h.lemma in negative  # "neither attacked nor threatened", "nor did it attack"
        if joins or h.lemma in word_lists()["replaced"]:
            return h.index
    if (never := _negative_opening(sentence, word)) is not None:
        return never
    if (yet := _outstanding(sentence, word)) is not None:
        return yet
    if word.upos == "VERB" and word.index > 0 and sentence.words[word.index - 1].lemma in word_lists()["almost"]:
        return word.index - 1
    for h in helpers:  # "no longer"
        if h.lemma in _NO_LONGER and any(
            c.lemma == _NO_LONGER[h.lemma] for c in sentence.dependents(h.index, "advmod", "det")
        ):
            return h.index
    if word.upos != "VERB":
        return None
    return next((a.index for a in sentence.dependents(word.index, *by) if _is_nobody(sentence, a)), None)


def _negative_opening(sentence: Sentence, word: Word) -> int | None:
    """ "At no time did Iran attack": a phrase that denies and draws the auxiliary behind it; not "in no time Iran attacked"."""
    negative = word_lists()["negative"]
    for phrase in sentence.dependents(word.index, "obl"):
        behind = sentence.subtree(phrase.index)[1] + 1
        if behind < len(sentence.words) and sentence.words[behind].lemma in _DRAWN:
            no = next((d.index for d in sentence.dependents(phrase.index, "det") if d.lemma in negative), None)
            if no is not None and not _is_only(sentence, sentence.words[no]):
                return no
    return None


def _outstanding(sentence: Sentence, word: Word) -> int | None:
    """ "has yet to ratify", "is yet to arrive" """
    if not any(m.lemma in INFINITIVE for m in sentence.dependents(word.index, "mark")):
        return None
    holders = [word, sentence.words[word.head]] if word.relation == "xcomp" else [word]
    return next((a.index for h in holders for a in sentence.dependents(h.index, "advmod") if a.lemma in _YET), None)


def _is_nobody(sentence: Sentence, word: Word) -> bool:
    """ "nobody", "no soldier", "none of them", "neither side", "not a single shot" """
    negative = word_lists()["negative"]
    return word.lemma in negative or any(
        h.lemma in negative and not _is_only(sentence, h)
        for h in sentence.dependents(word.index, "det", "advmod", "cc:preconj")
    )


def _is_only(sentence: Sentence, word: Word) -> bool:
    """ "not only", "no fewer than": that is no denial."""
    after = sentence.words[word.index + 1].lemma if word.index + 1 < len(sentence.words) else ""
    return after in word_lists()["only"]


def _future(sentence: Sentence, word: Word, lemmas: Mapping[str, int]) -> Ruling | None:
    """ "will", "is to", "going to", a reported "would", "meets on Thursday"; hypothetical under a condition."""
    perfect = any(h.lemma in _PERFECT for h in sentence.dependents(word.index, "aux"))
    bound = _be_to(sentence, word)
    if bound is not None and perfect and bound.xpos in _PAST:
        return Ruling("denied", bound.index)  # "was to have visited"
    would = _first_in(lemmas, _WOULD)
    if would is not None and not _is_reported(sentence, word):
        return Ruling("hypothetical", would)
    will = _first_in(lemmas, FUTURE)
    if will is None and bound is not None:
        will = bound.index
    if will is None and _is_going(sentence, word):
        will = word.head
    if will is not None:
        doubted = depends(sentence, word) or (perfect and would is not None)
        return Ruling("hypothetical" if doubted else "planned", will)
    ahead = next((c.index for c in sentence.dependents(word.index, "case") if c.lemma in _AHEAD), None)
    if ahead is not None:
        return Ruling("planned", ahead)
    due = _first_in(lemmas, _DUE)
    if due is not None and sentence.child(word.index, "cop") is not None:
        return Ruling("planned", due)
    return None


def _be_to(sentence: Sentence, word: Word) -> Word | None:
    """The "be" of "is to visit" """
    marked = sentence.child(word.index, "mark")
    if marked is None or marked.lemma not in INFINITIVE:
        return None
    if word.relation == "xcomp" and word.head >= 0 and sentence.words[word.head].lemma in _BE:
        return sentence.words[word.head]
    auxiliary = sentence.child(word.index, "aux", "aux:pass", "cop")
    before = auxiliary is not None and auxiliary.lemma in _BE and auxiliary.index < marked.index
    return auxiliary if before else None


def _is_going(sentence: Sentence, word: Word) -> bool:
    return word.relation == "xcomp" and word.head >= 0 and sentence.words[word.head].text.lower() in _GOING


def depends(sentence: Sentence, word: Word) -> bool:
    """Does a clause below say under which condition?"""
    return any(
        _is_inverted(sentence, c) or has_condition(sentence, c) for c in sentence.dependents(word.index, "advcl")
    )


def has_condition(sentence: Sentence, clause: Word) -> bool:
    marks = {m.lemma for m in sentence.dependents(clause.index, "mark", "advmod")}
    return bool(marks & word_lists()["condition"]) and not marks & _EVEN


def _is_inverted(sentence: Sentence, word: Word) -> bool:
    """ "had they attacked", "should they attack", "were they to attack" """
    if word.relation != "advcl":
        return False
    first = sentence.child(word.index, "aux", "cop")
    subject = sentence.child(word.index, "nsubj")
    if first is None or subject is None or first.index > subject.index:
        return False
    return first.text.lower() in _INVERTED


def _anybody(sentence: Sentence, word: Word) -> int | None:
    """ "anyone helping the rebels", "whoever attacks" """
    someone = [sentence.words[word.head]] if word.relation == "acl" and word.head >= 0 else []
    someone += sentence.dependents(word.index, "nsubj")
    return next((w.index for w in someone if w.lemma in _ANYBODY), None)


def _is_asked(sentence: Sentence, word: Word) -> bool:
    """ "Did the army attack?"; "why did it attack?" takes the act for granted."""
    if word.head >= 0 or sentence.words[-1].text != "?":
        return False
    first, subject = sentence.child(word.index, "aux", "cop"), sentence.child(word.index, "nsubj")
    if first is None or subject is None or first.index > subject.index:
        return False
    return not any(w.xpos in ("WP", "WRB", "WDT") for w in sentence.words[: first.index])


def _is_reported(sentence: Sentence, word: Word) -> bool:
    said_after = any(w.lemma in cues().reporting for w in sentence.dependents(word.index, "parataxis"))
    clause = sentence.words[word.head] if word.relation == "conj" and word.head >= 0 else word
    under = clause.relation == "ccomp" and clause.head >= 0 and sentence.words[clause.head].lemma in cues().reporting
    return said_after or under


def _time_to_come(sentence: Sentence, word: Word) -> int | None:
    """The time of "is visiting Oslo next week", "meets bankers on Friday", "exercises for next month" """
    if word.upos == "VERB" and word.xpos in _PAST:
        return None
    if any(a.text.lower() in _PAST_AUXILIARIES for a in sentence.dependents(word.index, "aux")):
        return None
    times = list(sentence.dependents(word.index, *_TIMES, "nmod:poss"))
    if word.relation == "obj" and word.upos == "NOUN":  # "announced talks for next week"
        beside = sentence.dependents(word.head, "obl")
        times += [t for t in beside if any(c.lemma in _APPOINTED for c in sentence.dependents(t.index, "case"))]
    coming = next((t.index for t in times if _is_coming(sentence, t)), None)
    if coming is not None or not _is_present(sentence, word):
        return coming
    return next((t.index for t in times if t.lemma in _WEEKDAYS), None)


def _is_awaited(sentence: Sentence, word: Word) -> bool:
    """ "until the rebels lay down their arms", "once the demands are met": in the present tense it has not happened."""
    if not any(m.lemma in _UNTIL for m in sentence.dependents(word.index, "mark", "advmod")):
        return False
    finite = next(iter(sentence.dependents(word.index, "aux", "aux:pass", "cop")), word)
    return finite.xpos in ("VBZ", "VBP")


def _is_present(sentence: Sentence, verb: Word) -> bool:
    """ "The minister quit on Tuesday" looks like the plural's present, but with one subject it is the past."""
    subject = sentence.child(verb.index, "nsubj")
    plural = subject is None or subject.xpos not in ("NN", "NNP") or sentence.child(subject.index, "conj") is not None
    return verb.xpos == "VBZ" or (verb.xpos == "VBP" and plural)


def _is_coming(sentence: Sentence, time: Word) -> bool:
    return time.lemma in _TOMORROW or (
        time.lemma in _PERIODS and any(a.lemma in _COMING for a in sentence.dependents(time.index, "amod"))
    )


def timed_with(sentence: Sentence, word: Word) -> list[Word]:
    """The word, and the verb whose object or adverbial it is."""
    is_nominal = word.relation in ("obj", "obl", "nsubj") and word.upos == "NOUN"
    return [word, sentence.words[word.head]] if is_nominal else [word]


def long_ago(sentence: Sentence, word: Word) -> int | None:
    """The time of "decades ago", "in the nineteenth century", "during the Second World War" """
    for time in sentence.dependents(word.index, *_TIMES):
        inner = list(sentence.dependents(time.index, "obl", "nmod", "compound", "amod", "nummod"))
        if time.lemma in _AGO:
            if any(w.lemma in word_lists()["age"] or _is_several_years(sentence, w) for w in inner):
                return time.index
        elif time.lemma in _CENTURIES and sentence.child(time.index, "amod") is not None:
            past = all(w.lemma not in _PRESENT for w in inner)
            return time.index if past else None
        elif time.text in _WARS and inner:
            return time.index
    return None


def _is_several_years(sentence: Sentence, word: Word) -> bool:
    number = sentence.child(word.index, "nummod")
    return word.lemma in _YEARS and number is not None and number.lemma not in _ONE
