"""What is told in the words of an act and is none: illness, animals, the weather, sport, saying nothing, figures of speech."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.codebook import EventType
from dateline.events.spellings import names_of
from dateline.grammar.clauses import Clause, Clauses
from dateline.grammar.light_verbs import verb_lemma
from dateline.grammar.modality import is_negated
from dateline.language import lexicon
from dateline.reader.sentence import Sentence, Word

_WORDS = lexicon("no_events")
_ANIMALS, _MISHAPS = _WORDS.words("animals"), _WORDS.words("mishaps")
_FORCES = _WORDS.words("illnesses") | _ANIMALS | _WORDS.words("forces") | _MISHAPS
_MANNERS = _WORDS.groups("manners")
_HARMLESS, _KILLING = _ANIMALS | _WORDS.words("livestock"), _WORDS.words("killing_verbs")
_CONTESTS, _NAMED_CONTESTS = _WORDS.words("contests"), _WORDS.words("named_contests")
_ATHLETES, _SIDES = _WORDS.words("athletes"), _WORDS.words("sides")
_SPORTING = {"VERB": _WORDS.words("sport_verbs"), "NOUN": _WORDS.words("sport_nouns")}
_COMMENTING, _UNSAID = _WORDS.words("commenting"), _WORDS.words("unsaid_nouns")
_NAMING, _WITHHOLDING, _NAMES = (_WORDS.words(name) for name in ("naming", "withholding", "names"))
_CALLS, _UNANSWERED, _ANSWERING = (_WORDS.words(name) for name in ("calls", "unanswered", "answering"))
_ENDINGS = _WORDS.words("endings")
_CHARGING, _CRIMES = _WORDS.words("charging_verbs"), _WORDS.words("crimes")
_ACCIDENTS = _WORDS.groups("accidents")
_OF_OBJECTS = _WORDS.groups("figures_of_objects")
_FIGURES, _WRITERS = _WORDS.groups("figures"), _WORDS.words("writers")
_NOMINAL = frozenset({"NOUN", "PROPN", "NUM"})
_BELOW = ("nmod", "compound", "appos", "conj", "flat", "amod", "nummod")
_DOING = ("SUBJ", "ARG0")
_ACT = 0.5  # what the reader takes for an act: "a heart attack killed", but not "a dog squad"
#: Verbs of one happening: joined, or what is done in order to do the other.
_BESIDE = ("conj", "advcl", "xcomp")


def is_no_event(clauses: Clauses, word: int, kind: EventType) -> bool:
    """Does a word that is read as an act of a type tell none?"""
    clause = clauses.of(word)
    return (
        _is_done_by_nobody(clause)
        or _is_sport(clauses, clause, kind)
        or _is_left_unsaid(clause)
        or _is_figure_of_object(clause)
        or _is_accident(clause)
        or _is_manner(clause)
        or _is_charge(clause)
        or (kind.both_act and (_is_done_to_animals(clause) or _is_figure(clauses, clause)))
        or (kind.side == "cooperation" and not (kind.mutual or kind.of_is_doer) and _is_ended(clause))
    )


def _doers(clause: Clause) -> list[Word]:
    words = clause.sentence.words
    return [words[w] for w in dict.fromkeys(w for key in _DOING for w in clause.fillers(key))]


def _is_done_by_nobody(clause: Clause) -> bool:
    """ "A shark attack killed two": illness, animals and the weather do it, or it is called by them."""
    sentence, word = clause.sentence, clause.word
    called = [c for c in sentence.dependents(word.index, "compound") if word.upos == "NOUN"]
    doers = called or _doers(clause)
    return bool(doers) and all(_is_force(sentence, d) for d in doers)


def _is_force(sentence: Sentence, word: Word) -> bool:
    if word.upos != "NOUN":
        return False  # "the Black Sharks", "the Tigers"
    called = sentence.dependents(word.index, "compound") if word.event_noun >= _ACT else ()
    befell = (
        word.relation == "nmod" and sentence.words[word.head].lemma in _MISHAPS
    )  # "the collapse of a roof that killed 16"
    return befell or word.lemma in _FORCES or any(c.lemma in _FORCES for c in called)


def _is_manner(clause: Clause) -> bool:
    """ "Recalled its envoy in protest": the envoy is recalled, nobody marches."""
    sentence, word = clause.sentence, clause.word
    behind = [c.lemma for c in sentence.dependents(word.index, "case")]
    bare = sentence.child(word.index, "det", "amod", "nmod:poss", "compound") is None
    return bare and word.upos == "NOUN" and any(b in _MANNERS.get(word.lemma, ()) for b in behind)


def _is_done_to_animals(clause: Clause) -> bool:
    """ "They are killing 60,000 ducks on the farm", "a bear was shot"."""
    sentence = clause.sentence
    if clause.word.lemma not in _KILLING:
        return False
    harmed = [w for w in sentence.dependents(clause.word.index, "obj", "nsubj") if w.deprel != "nsubj"]
    whole = [w for h in harmed for w in (h, *sentence.dependents(h.index, "conj"))]
    return bool(whole) and all(w.upos == "NOUN" and w.lemma in _HARMLESS for w in whole)


def _is_sport(clauses: Clauses, clause: Clause, kind: EventType) -> bool:
    """Countries, sides or athletes do something in a contest or with athletes; what they do beside it is sport too. Of people
    with a name only what would be a fight: a minister may meet somebody at a match."""
    sentence = clause.sentence
    doers = _doers(clause)
    people = any(d.tag.endswith("PER") for d in doers) and not any(d.lemma in _ATHLETES for d in doers)
    if not _is_sporting(clause) or (people and not kind.both_act):
        return False
    beside = [sentence.words[clause.word.head]] if clause.word.relation in _BESIDE and clause.word.head >= 0 else []
    beside += sentence.dependents(clause.word.index, *_BESIDE)
    return any(
        _has_contest(c) for c in (clause, *(clauses.of(w.index) for w in beside if w.lemma in _SPORTING["VERB"]))
    )


def _is_sporting(clause: Clause) -> bool:
    doers = _doers(clause)
    of_sport = all(d.upos == "PROPN" or d.lemma in _ATHLETES | _SIDES for d in doers)
    return of_sport and clause.word.lemma in _SPORTING.get(clause.word.upos, ())


def _has_contest(clause: Clause) -> bool:
    """ "in the quarter-final", "to the Winter Games", "4-0"; or the athletes of "withdrew its runners"."""
    sentence, doers = clause.sentence, {d.index for d in _doers(clause)}
    told = [w for key, words in clause.participants.items() if key not in _DOING for w in words]
    heads = [w.index for w in sentence.dependents(clause.word.index, "obl")]
    for word in _nominals(sentence, (w for w in dict.fromkeys((*told, *heads)) if w not in doers)):
        named = word.upos == "PROPN" and word.text in _NAMED_CONTESTS
        if named or (word.upos == "NOUN" and word.lemma in _CONTESTS | _ATHLETES) or _is_score(sentence, word):
            return True
    return False


def _is_score(sentence: Sentence, word: Word) -> bool:
    """ "4-0" """
    behind = sentence.words[word.index + 1 : word.index + 3]
    joined = len(behind) == 2 and behind[0].upos in ("SYM", "PUNCT") and behind[1].upos == "NUM"
    return word.upos == "NUM" and joined and word.text.isdigit() and not word.space_after


def _nominals(sentence: Sentence, heads: Iterable[int]) -> Iterator[Word]:
    """The words of noun phrases, without the clauses in them."""
    waiting = [w for w in heads if sentence.words[w].upos in _NOMINAL]
    for at in waiting:
        yield sentence.words[at]
        waiting += [w.index for w in sentence.dependents(at, *_BELOW) if w.index not in waiting and w.upos in _NOMINAL]


def _is_left_unsaid(clause: Clause) -> bool:
    """ "refused to comment", "a request for comment", "asked not to be named", "calls went unanswered" """
    sentence, words = clause.sentence, clause.sentence.words
    fillers = [words[w] for w in dict.fromkeys(w for of_key in clause.participants.values() for w in of_key)]
    behind = [w for w in fillers if w.index > clause.word.index]
    if any(w.upos == "VERB" and (w.lemma in _COMMENTING or _is_unnamed(sentence, w)) for w in behind):
        return True
    if any(_is_bare(sentence, w) for w in _nominals(sentence, (w.index for w in behind))):
        return True
    return clause.word.upos == "NOUN" and clause.word.lemma in _CALLS and _is_unanswered(sentence, clause.word)


def _is_bare(sentence: Sentence, word: Word) -> bool:
    """ "for comment", but not "condemned his comments"."""
    return (
        word.lemma in _UNSAID and word.xpos == "NN" and sentence.child(word.index, "det", "nmod:poss", "nmod") is None
    )


def _is_unnamed(sentence: Sentence, verb: Word) -> bool:
    if verb.lemma in _WITHHOLDING:
        return any(w.lemma in _NAMES for w in sentence.dependents(verb.index, "nsubj", "obj"))
    return verb.lemma in _NAMING and is_negated(sentence, verb)


def _is_unanswered(sentence: Sentence, call: Word) -> bool:
    behind = sentence.subtree(call.index)[1] + 1
    verb = sentence.words[call.head if call.relation == "nsubj" else min(behind, len(sentence.words) - 1)]
    near = (*sentence.dependents(verb.index, "xcomp"), *sentence.words[verb.index + 1 : verb.index + 2])
    return any(w.text.lower() in _UNANSWERED for w in near) or (verb.lemma in _ANSWERING and is_negated(sentence, verb))


def _is_ended(clause: Clause) -> bool:
    """ "ended its support for the rebels", "payments stopped": what is no longer given."""
    sentence, noun = clause.sentence, clause.word
    if noun.upos != "NOUN" or noun.head < 0 or sentence.words[noun.head].upos != "VERB":
        return False
    verb = sentence.words[noun.head]
    gone = noun.relation == "obj" or noun.deprel == "nsubj:pass" or sentence.child(verb.index, "obj") is None
    return gone and noun.relation in ("obj", "nsubj") and verb_lemma(sentence, verb) in _ENDINGS


def _is_accident(clause: Clause) -> bool:
    """ "An electrical fire": what it is called says that nobody did it."""
    called = _ACCIDENTS.get(clause.word.lemma, ())
    return any(w.lemma in called for w in clause.sentence.dependents(clause.word.index, "amod", "compound"))


def _is_charge(clause: Clause) -> bool:
    """ "Charged Ramsey with assault": the name of a crime, of nobody and on nobody."""
    sentence, noun = clause.sentence, clause.word
    if noun.upos != "NOUN" or noun.lemma not in _CRIMES or noun.relation not in ("obl", "nmod") or noun.head < 0:
        return False
    charged = {w.lemma for w in (sentence.words[noun.head], *sentence.ancestors(noun.head))}
    told_of = sentence.child(noun.index, "det", "nmod:poss", "nmod", "acl")
    return not _CHARGING.isdisjoint(charged) and (
        told_of is None or (told_of.deprel == "nmod" and _is_where(sentence, told_of))
    )


def _is_where(sentence: Sentence, word: Word) -> bool:
    return word.tag.endswith("LOC") and sentence.child(word.index, "case") is not None


def _is_figure_of_object(clause: Clause) -> bool:
    """ "cut red tape", "blew up the mines" """
    sentence, verb = clause.sentence, clause.word
    names = (name for name in names_of(sentence, verb) if verb.upos == "VERB")
    objects = {lemma for name in names for lemma in _OF_OBJECTS.get(name.removesuffix(".v"), ())}
    return bool(objects) and any(w.lemma in objects for w in sentence.dependents(verb.index, "obj"))


def _is_figure(clauses: Clauses, clause: Clause) -> bool:
    """ "bombarded parliament with bills", "opened fire over taxes", "came out shooting in the debate" """
    sentence, word = clause.sentence, clause.word
    told = [clause]
    if word.relation in _BESIDE and word.head >= 0 and sentence.child(word.index, "nsubj") is None:
        told.append(clauses.of(word.head))
    doers = _doers(clause)
    if doers and all(d.lemma in _WRITERS for d in doers):
        return True
    behind = ((key, sentence.words[w]) for c in told for key, words in c.obliques.items() for w in words)
    return any(w.lemma in _FIGURES.get(key, ()) for key, w in behind)
