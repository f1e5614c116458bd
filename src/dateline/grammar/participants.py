"""Who takes part in what a word tells: subjects, objects, prepositions and PropBank roles, whatever form the sentence has."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.grammar.arguments import antecedent, charged, grammatical, is_passive, preposition_of
from dateline.grammar.noun_phrases import PARTITIVES
from dateline.language import lexicon
from dateline.reader.sentence import Sentence, Word

_WORDS = lexicon("grammar")
_LIGHT = _WORDS.words("light_verbs")
_OF_ACTS = _WORDS.words("act_prepositions")
__all__ = ["Participants", "participants", "preposition_of"]

Participants = dict[str, tuple[int, ...]]

_DATES = lexicon("dates")
_MONTHS = _DATES.words("months") - _DATES.words("weakest_months")
_DAYS = _WORDS.words("times_of_day") | _DATES.words("weekdays") | _MONTHS
_LEAST_EVENT = 0.6
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X"})
_NUMBERED = frozenset({"ARG0", "ARG1", "ARG2", "ARG3", "ARG4"})
_MARKED = {
    "ARGM-LOC": "LOC",
    "ARGM-TMP": "TMP",
    "ARGM-NEG": "NEG",
    "ARGM-DIR": "DIR",
    "ARGM-GOL": "GOL",
    "ARGM-PRP": "PRP",
    "ARGM-COM": "COM",
}
#: The key of every label, also where a pronoun stands for the word (R-) or a role goes on (C-).
_KEYS = {
    f"{before}{label}": key
    for before in ("", "R-", "C-", "R-C-")
    for label, key in {**{key: key for key in _NUMBERED}, **_MARKED}.items()
}


def participants(sentence: Sentence, predicate: int) -> Participants:
    """Head words by key: SUBJ and OBJ by grammar, ARG0 … ARG4 by PropBank with grammar where it says nothing,
    LOC and the like, COMP, and a key for every preposition. Coordinated words are all there."""
    found: dict[str, list[int]] = {}
    word = sentence.words[predicate]
    for key, at in grammatical(sentence, word):
        _add(found, key, at)
    _add_roles(found, sentence, predicate)
    if word.upos in ("VERB", "AUX"):
        if (accused := charged(sentence, word)) is not None:
            found["ARG0"] = [antecedent(sentence, accused.index)]  # whoever accuses is none that did it
        _without_passive_doers(found, sentence, word)
        _whole_objects(found, sentence, word)
        _fall_back(found)
    _without_times(found, sentence)
    return {key: _with_coordinated(sentence, words, predicate) for key, words in found.items()}


def _add(found: dict[str, list[int]], key: str, at: int) -> None:
    words = found.setdefault(key, [])
    if at not in words:
        words.append(at)


def _add_roles(found: dict[str, list[int]], sentence: Sentence, predicate: int) -> None:
    named = named_by_relative(sentence, predicate)
    for arc in sentence.roles.get(predicate, ()):
        key = _KEYS.get(arc.label)
        if key is not None:
            over = named is not None and arc.word in passed_over(sentence, named)
            _add(found, key, named if named is not None and over else antecedent(sentence, arc.word))


def passed_over(sentence: Sentence, named: int) -> frozenset[int]:
    """The words that hold a name that a relative clause is about: of "the wife of Juan Diaz, who quit" the wife."""
    return frozenset(w.index for w in sentence.ancestors(named) if w.upos in ("NOUN", "PROPN"))


def named_by_relative(sentence: Sentence, predicate: int) -> int | None:
    """The name that "who" stands for before a predicate, whatever the roles take it for: "the parents of Simon Lungu, who was
    arrested"."""
    for child in sentence.dependents(predicate, "nsubj", "obj"):
        at = antecedent(sentence, child.index)
        if at != child.index and sentence.words[at].tag == "B-PER":
            return at
    return None


def _without_passive_doers(found: dict[str, list[int]], sentence: Sentence, verb: Word) -> None:
    """Whoever a passive verb has as its subject did not do it, whatever the roles say: "an envoy killed in Kabul"."""
    if "ARG0" in found and is_passive(sentence, verb):
        undergone = [w for w in found["ARG0"] if w in found.get("OBJ", ())]
        found["ARG0"] = [w for w in found["ARG0"] if w not in undergone]
        if not found["ARG0"]:
            del found["ARG0"]
        if undergone and "ARG1" not in found:
            found["ARG1"] = undergone


def _whole_objects(found: dict[str, list[int]], sentence: Sentence, verb: Word) -> None:
    """What is done to the whole is done to the object, though the roles name a word inside it: "withdrew its | backing | for the
    council". Of what only counts ("dozens of soldiers") or is carried out ("conducted strikes on X") the inside is meant."""
    if verb.lemma in _LIGHT:
        return
    for whole in found.get("OBJ", ()):
        word = sentence.words[whole]
        inner = found.get("ARG1", [])
        of_whole = word.upos == "NOUN" and word.lemma not in PARTITIVES
        if of_whole and inner and all(w != whole and _is_inside(sentence, w, whole) for w in inner):
            found["ARG1"] = [whole]


def _is_inside(sentence: Sentence, word: int, whole: int) -> bool:
    """Below it through "of", "for" and the like, not through clauses or "and"."""
    while word != whole and sentence.words[word].relation == "nmod":
        word = sentence.words[word].head
    return word == whole


def _fall_back(found: dict[str, list[int]]) -> None:
    """Grammar speaks where PropBank's roles are silent, but never gives one word two numbers.

    The subject beside another word under the same number ("forces fired at civilians", both ARG1) is the doer.
    """
    subjects = found.get("SUBJ", [])
    if "ARG0" not in found:
        for key in ("ARG1", "ARG2"):
            others = [w for w in found.get(key, []) if w not in subjects]
            if others and len(others) < len(found[key]):
                found[key] = others
    taken = {w for key in _NUMBERED for w in found.get(key, [])}
    for key, by_grammar in (("ARG0", "SUBJ"), ("ARG1", "OBJ")):
        if key not in found:
            free = [w for w in found.get(by_grammar, []) if w not in taken]
            if free:
                found[key] = free


def _without_times(found: dict[str, list[int]], sentence: Sentence) -> None:
    """ "on Monday" is when, not on whom; but "killed in the attack" says in what."""
    keys = [key for key in found if key.islower()]
    times = {w for w in found.get("TMP", ()) if not _is_act(sentence, w)} if keys else ()
    for key in keys:
        found[key] = [w for w in found[key] if w not in times and sentence.words[w].lemma not in _DAYS]
        if not found[key]:
            del found[key]


def _is_act(sentence: Sentence, index: int) -> bool:
    word = sentence.words[index]
    return word.upos == "NOUN" and word.event_noun >= _LEAST_EVENT and preposition_of(sentence, index) in _OF_ACTS


def _with_coordinated(sentence: Sentence, words: Iterable[int], predicate: int) -> tuple[int, ...]:
    """Each word and those joined to it by "and"; never the predicate itself."""
    found: list[int] = []
    for at in words:
        joined = (w.index for w in sentence.dependents(at, "conj") if w.upos in _NOMINAL)
        found += [w for w in (at, *joined) if w != predicate and w not in found]
    return tuple(found)
