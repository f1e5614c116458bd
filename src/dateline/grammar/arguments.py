"""What the grammar of a sentence says of a predicate: (key, word) for its subject, objects, prepositions and complements,
whatever form the clause has: passive, relative, infinitive, coordinated, nominal."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.grammar.function_words import AGENT, GENITIVE, INFINITIVE
from dateline.language import lexicon
from dateline.reader.sentence import Sentence, Word

_WORDS = lexicon("grammar")
_OBLIGED, _COMPOUND = _WORDS.words("obligation_verbs"), _WORDS.table("compound_prepositions")
_SUBJECT_CONTROL = _WORDS.words("subject_control_verbs")
_OBLIGATIONS = _WORDS.words("obligation_auxiliaries")
_DIRECTIONS = _WORDS.words("direction_adverbs")
_DONE = _WORDS.words("doing_verbs")
_RELATIVE, _SEVERAL = _WORDS.words("relative_pronouns"), _WORDS.words("several_words")
_CHARGING, _OF_DEEDS = _WORDS.words("object_control_verbs"), _WORDS.words("deed_prepositions")


def grammatical(sentence: Sentence, word: Word) -> Iterator[tuple[str, int]]:
    """The participants of a verb, or of a noun or adjective that tells an act."""
    return of_verb(sentence, word) if word.upos in ("VERB", "AUX") else of_noun(sentence, word)


def of_verb(sentence: Sentence, verb: Word) -> Iterator[tuple[str, int]]:
    passive = is_passive(sentence, verb)
    own_subject = False
    for child in sentence.dependents(verb.index, "nsubj", "obj", "iobj", "obl", "xcomp", "ccomp", "advcl"):
        at = antecedent(sentence, child.index)
        match child.relation:
            case "nsubj" if own_subject and child.index > verb.index:
                continue  # "strikes killed six, a union said": of two subjects the one behind is another verb's
            case "nsubj":
                own_subject = True
                yield ("OBJ" if child.deprel == "nsubj:pass" or passive else "SUBJ"), at
            case "obj":
                yield "OBJ", at
                yield from _behind_object(sentence, child)
            case "iobj":
                yield "ARG2", at
            case "obl":
                yield from _oblique(sentence, child, passive)
            case "xcomp" | "ccomp":
                yield from _complement(sentence, verb, child)
            case _:
                yield from _adverbial(sentence, child)
    for adverb in sentence.dependents(verb.index, "advmod"):  # "stayed away from work"
        if adverb.lemma in _DIRECTIONS:
            for child in sentence.dependents(adverb.index, "obl", "nmod"):
                yield from _oblique(sentence, child, passive)
    if not own_subject:
        yield from _inherited_subject(sentence, verb, passive)


def _complement(sentence: Sentence, verb: Word, child: Word) -> Iterator[tuple[str, int]]:
    yield "COMP", child.index
    if child.relation == "ccomp":
        yield from _obligation(sentence, child)
    elif child.upos == "PROPN" and sentence.child(verb.index, "obj") is None:
        yield "OBJ", child.index  # "called President Sisi": the parser may take a name for what somebody is called
    else:
        yield "INF", child.index


def _obligation(sentence: Sentence, verb: Word) -> Iterator[tuple[str, int]]:
    """ "said that Israel must withdraw", "has to withdraw": the word of obligation, and who is obliged; "demanded that he resign"
    needs no such word. Speakers who speak of themselves ask nobody for anything."""
    must = next((w for w in sentence.dependents(verb.index, "aux") if w.lemma in _OBLIGATIONS), None)
    if must is None and verb.lemma in _OBLIGED:
        must = next((verb for w in sentence.dependents(verb.index, "xcomp") if sentence.child(w.index, "mark")), None)
    subject = sentence.child(verb.index, "nsubj")
    subjunctive = verb.xpos in ("VB", "VBP") and sentence.child(verb.index, "aux") is None
    if not (must or subjunctive) or verb.upos != "VERB" or subject is None or subject.upos == "PRON":
        return
    if must is not None:
        yield "MUST", must.index
    yield "OBLIGED", antecedent(sentence, subject.index)


def _behind_object(sentence: Sentence, noun: Word) -> Iterator[tuple[str, int]]:
    """ "signed an agreement with Malaysia": the parser may hang the verb's preposition from its object."""
    for child in sentence.dependents(noun.index, "nmod"):
        preposition = preposition_of(sentence, child.index)
        if preposition and preposition not in GENITIVE and child.index > noun.index:
            yield preposition, child.index


def _oblique(sentence: Sentence, child: Word, passive: bool) -> Iterator[tuple[str, int]]:
    preposition = preposition_of(sentence, child.index)
    at = antecedent(sentence, child.index)
    if child.deprel == "obl:agent" or (passive and preposition in AGENT):
        yield "SUBJ", at
    if preposition:
        yield preposition, at
    elif child.deprel == "obl" and child.index > child.head and sentence.child(child.head, "obj") is None:
        yield "OBJ", at  # "sealed off the neighbourhood": the little word was taken for one that needs no object


def _adverbial(sentence: Sentence, child: Word) -> Iterator[tuple[str, int]]:
    """ "accused X of killing", "called on X to leave": a clause behind a preposition or an infinitive is also a complement."""
    mark = sentence.child(child.index, "mark", "case")
    if mark is None:
        return
    if mark.lemma in INFINITIVE:
        yield "COMP", child.index
        yield "INF", child.index
    elif mark.upos in ("SCONJ", "ADP"):
        yield mark.lemma, child.index


def preposition_of(sentence: Sentence, index: int) -> str | None:
    """The preposition that introduces a word; several words are joined: ``because_of``."""
    case = sentence.child(index, "case")
    if case is None:
        return None
    fixed = [w.lemma for w in sentence.dependents(case.index, "fixed")]
    if case.lemma in _COMPOUND:
        second = (w for w in sentence.dependents(index, "case") if w.index != case.index and w.index < index)
        if fixed or any(second):
            return _COMPOUND[case.lemma]
    return "_".join([case.lemma, *fixed]) if fixed else case.lemma


def is_passive(sentence: Sentence, verb: Word) -> bool:
    if sentence.child(verb.index, "aux:pass", "nsubj:pass") is not None:
        return True
    return verb.xpos == "VBN" and verb.relation == "acl" and verb.deprel != "acl:relcl"


def _inherited_subject(sentence: Sentence, verb: Word, passive: bool) -> Iterator[tuple[str, int]]:
    """The subject that an infinitive, a participle or a second verb takes from the clause around it."""
    key = "OBJ" if passive else "SUBJ"
    if verb.head < 0:
        return
    governor = sentence.words[verb.head]
    match verb.relation:
        case "conj" if governor.upos in ("VERB", "AUX"):
            shared = passive or sentence.child(verb.index, "aux:pass") is not None
            for subject in _subjects(sentence, governor):
                yield ("OBJ" if shared else "SUBJ"), subject
        case "xcomp" | "advcl" if (accused := charged(sentence, verb)) is not None:
            yield key, antecedent(sentence, accused.index)
        case "xcomp":
            controller = sentence.child(governor.index, "obj")
            if controller is not None and governor.lemma not in _SUBJECT_CONTROL:
                yield key, antecedent(sentence, controller.index)
            else:
                for subject in _surface_subjects(sentence, governor):
                    yield key, subject
        case "advcl" if sentence.child(verb.index, "nsubj") is None:
            for subject in _surface_subjects(sentence, governor):
                yield key, subject
        case "acl":
            yield from _of_modified_noun(sentence, verb, governor, key)


def charged(sentence: Sentence, deed: Word) -> Word | None:
    """Who does what a clause behind "of" or "for" tells: of "accused X of attacking", "criticised X for calling it a farce" X."""
    mark, governor = sentence.child(deed.index, "mark", "case"), sentence.words[deed.head]
    of_deed = deed.relation in ("advcl", "xcomp") and mark is not None and mark.lemma in _OF_DEEDS
    if not of_deed or governor.lemma not in _CHARGING or sentence.child(deed.index, "nsubj") is not None:
        return None
    if governor.xpos == "VBN" and governor.relation == "acl" and governor.deprel != "acl:relcl":
        return sentence.words[governor.head]
    return sentence.child(governor.index, "obj", "nsubj:pass")


def charging(sentence: Sentence, index: int) -> Word | None:
    """The verb that charges somebody with the deed that a word tells or stands in."""
    for deed in (sentence.words[index], *sentence.ancestors(index)):
        if deed.head >= 0 and charged(sentence, deed) is not None:
            return sentence.words[deed.head]
    return None


def _of_modified_noun(sentence: Sentence, verb: Word, noun: Word, key: str) -> Iterator[tuple[str, int]]:
    if verb.deprel == "acl:relcl":
        yield ("OBJ" if sentence.child(verb.index, "nsubj") else key), noun.index
    elif verb.xpos in ("VBG", "VBN"):
        yield key, noun.index
    else:  # "a decision to attack", "a plan to visit": whose decision it is
        yield from (("SUBJ", at) for k, at in of_noun(sentence, noun) if k == "SUBJ")
        if noun.relation == "obj" and noun.head >= 0:
            yield from (("SUBJ", s) for s in _subjects(sentence, sentence.words[noun.head]))


def _subjects(sentence: Sentence, verb: Word) -> list[int]:
    """The logical subjects of a verb, its own or inherited (bounded by the tree's height)."""
    return [at for key, at in of_verb(sentence, verb) if key == "SUBJ"] if verb.upos in ("VERB", "AUX") else []


def _surface_subjects(sentence: Sentence, verb: Word) -> list[int]:
    own = [antecedent(sentence, c.index) for c in sentence.dependents(verb.index, "nsubj")]
    return own or _subjects(sentence, verb)


def antecedent(sentence: Sentence, index: int) -> int:
    """What a relative pronoun stands for: the noun its clause hangs from, or the name right before its comma ("the wife of Juan
    Diaz, who quit"); any other word stands for itself."""
    word = sentence.words[index]
    if word.lemma not in _RELATIVE or word.upos not in ("PRON", "DET", "SCONJ"):
        return index
    several = any(w.text.lower() in _SEVERAL for w in sentence.words[index + 1 : index + 3])
    named = _named_before(sentence, index) if not several else None
    for above in (word, *sentence.ancestors(index)):
        if above.deprel == "acl:relcl" and above.head >= 0:
            inside = named is not None and any(w.index == above.head for w in sentence.ancestors(named))
            return named if named is not None and inside else _of_several(sentence, above.head, several=several)
    return named if named is not None else index


def _named_before(sentence: Sentence, pronoun: int) -> int | None:
    """The person whose name ends before the comma before "who"."""
    words = sentence.words
    if pronoun < 2 or words[pronoun - 1].text != "," or not words[pronoun - 2].tag.endswith("PER"):
        return None
    name = pronoun - 2
    while words[name].tag.startswith("I-") and name > 0:
        name -= 1
    return name


def _of_several(sentence: Sentence, noun: int, *, several: bool) -> int:
    """ "two aides of Paul Reyes, who both resigned": the several around a name."""
    if not several or not sentence.words[noun].tag.endswith("PER") or sentence.words[noun].relation != "nmod":
        return noun
    around = sentence.words[sentence.words[noun].head]
    return around.index if around.xpos == "NNS" else noun


def of_noun(sentence: Sentence, noun: Word) -> Iterator[tuple[str, int]]:
    """ "Israel's strike on X", "the visit of X to Y", "Russian attack", "Russia–US talks"."""
    for child in sentence.dependents(noun.index, "nmod", "amod", "compound", "obl", "acl", "nsubj"):
        if child.deprel == "nmod:poss":
            yield "SUBJ", child.index
        elif child.relation in ("nmod", "obl"):
            preposition = preposition_of(sentence, child.index)
            if preposition in GENITIVE:  # "the release of the workers by Hamas": "by" may hang from the inner noun
                agents = (
                    w for w in sentence.dependents(child.index, "nmod") if preposition_of(sentence, w.index) in AGENT
                )
                yield from (("SUBJ", w.index) for w in agents)
            if preposition in AGENT:
                yield "SUBJ", child.index
            elif preposition:
                yield preposition, child.index
        elif child.relation in ("amod", "compound") and child.index < noun.index:
            yield "MOD", child.index
            yield from (("MOD", w.index) for w in sentence.dependents(child.index, "compound", "conj", "dep", "amod"))
        elif child.relation == "acl" and child.deprel != "acl:relcl":
            yield "COMP", child.index
            if child.xpos == "VBN" and child.lemma in _DONE:
                yield from (
                    ("SUBJ", w.index)
                    for w in sentence.dependents(child.index, "obl")
                    if preposition_of(sentence, w.index) in AGENT
                )
    if noun.upos == "ADJ":
        yield from _of_adjective(sentence, noun)


def _of_adjective(sentence: Sentence, adjective: Word) -> Iterator[tuple[str, int]]:
    """ "is willing to withdraw", "ready for talks": whose quality it is, and what for."""
    for child in sentence.dependents(adjective.index, "xcomp", "ccomp", "advcl", "csubj"):
        mark = sentence.child(child.index, "mark")
        if mark is not None and mark.lemma in INFINITIVE:
            yield "COMP", child.index
            yield "INF", child.index
    for child in sentence.dependents(adjective.index, "nsubj"):
        yield "SUBJ", antecedent(sentence, child.index)
