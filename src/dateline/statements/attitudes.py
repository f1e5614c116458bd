"""Attitudes: what somebody thinks, wants, decides or takes a stand on. They have a source, a cue and a content as speech has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dateline.grammar.saying import cues
from dateline.language import lexicon
from dateline.reader.sentence import Sentence, Word
from dateline.statements.contents import Range, complements
from dateline.statements.speakers import is_uttered, may_act, speaker_of
from dateline.statements.speech_phrases import has_that

_WORDS = lexicon("statements")
_TO_WHOM = _WORDS.words("addressee_prepositions")
_CLAUSES = ("ccomp", "xcomp")
_ABOUT = _WORDS.words("about_prepositions")
_TOPICS = _WORDS.words("topic_prepositions")
_OWNING = _WORDS.words("owner_prepositions")


@dataclass(frozen=True, slots=True)
class Attitude:
    """A cue (first and last word), who holds it (None: nobody in particular), and the words that it is about."""

    cue: Range
    holder: Word | None
    content: Range


def find_attitudes(sentence: Sentence) -> Iterator[Attitude]:
    """The attitudes of one sentence; a cue may also be one of speech."""
    for word in sentence.words:
        if word.upos == "VERB":
            found = _of_verb(sentence, word) or _of_adjective(sentence, word)
        elif word.upos == "NOUN":
            found = _of_noun(sentence, word)
        elif word.upos in ("ADJ", "ADP"):
            found = _of_adjective(sentence, word)
        else:
            continue
        if found is not None:
            yield _with_preposition(sentence, replace(found, content=_without_aside(sentence, found.content)))


def _with_preposition(sentence: Sentence, found: Attitude) -> Attitude:
    """ "called for | calm": the preposition or particle behind the cue belongs to it, "to" of an infinitive to the content."""
    first, last = found.content
    word = sentence.words[first]
    belongs = word.xpos == "RP" or (word.upos == "ADP" and word.lemma in _ABOUT)
    if first == last or first != found.cue[1] + 1 or not belongs:
        return found
    return replace(found, cue=(found.cue[0], first), content=(first + 1, last))


def _of_verb(sentence: Sentence, verb: Word) -> Attitude | None:
    if _is_wanted(sentence, verb):
        return None
    cue = (verb.index, verb.index)
    subject = sentence.child(verb.index, "nsubj:pass")
    if subject is not None:
        return _of_passive(sentence, verb, subject)
    content = _content(sentence, verb)
    if content is None:
        return None
    holder = speaker_of(sentence, verb)
    return Attitude(cue, holder, content) if holder is not None and can_hold(holder) else None


def _of_passive(sentence: Sentence, verb: Word, subject: Word) -> Attitude | None:
    """ "was backed by the party" and "is expected to resign"."""
    lists, lemma = cues(), cues().lemma(sentence, verb)
    agent = sentence.child(verb.index, "obl:agent")
    if agent is not None:
        holds = can_hold(agent) and (lemma in lists.attitudes or lemma in lists.ascribed)
        return Attitude((verb.index, verb.index), agent, sentence.subtree(subject.index)) if holds else None
    if lemma not in lists.ascribed or sentence.child(verb.index, *_CLAUSES, "obl", "advcl") is None:
        return None
    content = complements(sentence, verb)
    return Attitude((verb.index, verb.index), None, content) if content is not None else None


def _content(sentence: Sentence, verb: Word) -> Range | None:
    lists, lemma = cues(), cues().lemma(sentence, verb)
    clause = sentence.child(verb.index, *_CLAUSES)
    listed = lemma in lists.attitudes and (clause is not None or sentence.child(verb.index, "obj", "iobj") is not None)
    if clause is None and lemma in lists.intentions:
        clause = next((c for c in sentence.dependents(verb.index, "advcl", "acl") if c.xpos == "VB"), None)
    if listed or (clause is not None and lemma in lists.intentions):
        return complements(sentence, verb) or _before(sentence, verb)
    if lemma in lists.verbs and clause is not None and not is_uttered(sentence, verb):
        return complements(sentence, verb)
    if (lemma in lists.attitudes or lemma in lists.verbs) and verb.deprel == "acl:relcl":
        return _before(sentence, verb)
    for child in sentence.dependents(verb.index, "obl", "advcl", "advmod"):
        case = sentence.child(child.index, "case", "mark")
        if (
            case is not None
            and child.xpos != "VB"
            and child.kind != "time"
            and f"{verb.lemma}_{case.lemma}" in lists.pointing
        ):
            return complements(sentence, verb)
    return None


def _without_aside(sentence: Sentence, content: Range) -> Range:
    """ "backed the bill, which would close the port": what a relative clause adds behind a comma is the reporter's."""
    for word in sentence.words[content[0] : content[1] + 1]:
        first, last = sentence.subtree(word.index)
        if word.deprel == "acl:relcl" and last >= content[1] and first > content[0] + 1:
            if sentence.words[first].upos == "PUNCT":
                return content[0], first - 1
            if sentence.words[first - 1].upos == "PUNCT":
                return content[0], first - 2
    return content


def _before(sentence: Sentence, verb: Word) -> Range | None:
    """ "what they want", "the bill that they support": the question word, or the noun that the clause hangs from."""
    thing = sentence.child(verb.index, "obj")
    if thing is not None and thing.xpos.startswith("W"):
        return thing.index, thing.index
    if verb.deprel != "acl:relcl" or verb.head < 0 or thing is not None:
        return None
    subject = sentence.child(verb.index, "nsubj")
    if subject is None or subject.xpos.startswith("W"):
        return None
    first, last = sentence.subtree(verb.head)[0], sentence.subtree(verb.index)[0] - 1
    return (first, last) if first <= verb.head <= last else None


def _is_wanted(sentence: Sentence, verb: Word) -> bool:
    """ "wants to support": the second verb is what is wanted; "went on to support" has but one attitude."""
    if verb.xpos != "VB" or verb.relation not in ("xcomp", "acl", "advcl", "ccomp"):
        return False
    return (
        verb.relation not in ("xcomp", "advcl")
        or cues().lemma(sentence, sentence.words[verb.head]) not in cues().passing
    )


def _of_adjective(sentence: Sentence, word: Word) -> Attitude | None:
    """ "is worried about the talks", "are against it"."""
    if word.text.lower() not in cues().adjectives or (word.upos == "VERB" and word.xpos != "VBN"):
        return None
    if word.upos == "ADP":
        return _of_preposition(sentence, word)
    subject = sentence.child(word.index, "nsubj", "nsubj:pass")
    if subject is None or not can_hold(subject):
        return None
    last = word.index
    for child in sentence.dependents(word.index, *_CLAUSES, "advcl", "obl", "csubj"):
        case = sentence.child(child.index, "case", "mark")
        clause = child.relation in _CLAUSES or (case is not None and case.lemma in _ABOUT)
        if child.index > word.index and clause:
            last = max(last, sentence.subtree(child.index)[1])
    return Attitude((word.index, word.index), subject, (word.index + 1, last)) if last > word.index else None


def _of_preposition(sentence: Sentence, word: Word) -> Attitude | None:
    thing = sentence.words[word.head] if word.head >= 0 else None
    if thing is None or sentence.child(thing.index, "cop") is None:
        return None
    subject = sentence.child(thing.index, "nsubj")
    if subject is None or not can_hold(subject) or word.index > thing.index:
        return None
    return Attitude((word.index, word.index), subject, (word.index + 1, sentence.subtree(thing.index)[1]))


def _of_noun(sentence: Sentence, noun: Word) -> Attitude | None:
    """ "its plan to close the port", "made the claim that", "is a supporter of the bill"."""
    lists = cues()
    if noun.lemma in lists.partisans:
        holder = sentence.child(noun.index, "nsubj") if sentence.child(noun.index, "cop") is not None else None
        cue = (noun.index, noun.index)
    elif noun.lemma in lists.stances:
        holder, cue = _owner(sentence, noun)
    else:
        return None
    if holder is None:
        return _of_nobody(sentence, noun)
    content = _about(sentence, noun, holder) if can_hold(holder) else None
    return Attitude(cue, holder, content) if content is not None else None


def _of_nobody(sentence: Sentence, noun: Word) -> Attitude | None:
    """ "rumours and allegations that the vote was bought": what is claimed counts, whoever claims it."""
    clause = next((c for c in sentence.dependents(noun.index, "acl", "ccomp") if has_that(sentence, c)), None)
    if clause is None or clause.index < noun.index:
        return None
    return Attitude((noun.index, noun.index), None, sentence.subtree(clause.index))


def _owner(sentence: Sentence, noun: Word) -> tuple[Word | None, Range]:
    for child in sentence.dependents(noun.index, "nmod:poss"):
        return child, (noun.index, noun.index)
    for child in sentence.dependents(noun.index, "nmod"):
        case = sentence.child(child.index, "case")
        if case is not None and case.lemma in _OWNING:
            return child, (noun.index, noun.index)
    if noun.relation == "obj" and noun.head >= 0 and cues().lemma(sentence, sentence.words[noun.head]) in cues().light:
        verb = sentence.words[noun.head]
        if verb.index < noun.index:
            return speaker_of(sentence, verb), (verb.index, noun.index)
    named = next((c for c in sentence.dependents(noun.index, "compound", "amod") if c.upos == "PROPN"), None)
    return named, (noun.index, noun.index)


def _about(sentence: Sentence, noun: Word, holder: Word) -> Range | None:
    """What the noun is about: a clause or what a preposition brings, behind it."""
    first, last = len(sentence.words), noun.index
    for child in sentence.dependents(noun.index, "acl", "nmod", *_CLAUSES, "obl", "advcl"):
        if child.index <= noun.index or child.index == holder.index or child.deprel == "acl:relcl":
            continue
        case = sentence.child(child.index, "case", "mark")
        if (
            case is None
            or case.lemma not in _TOPICS
            or (case.lemma in _TO_WHOM and child.kind in ("person", "organization"))
        ):
            continue
        edges = sentence.subtree(child.index)
        first, last = min(first, edges[0]), max(last, edges[1])
    return (first, last) if first <= last and first > noun.index else None


def can_hold(word: Word) -> bool:
    """Whoever may have a thought or a wish, and documents, which show theirs."""
    return (
        may_act(word)
        or word.lemma in cues().documents
        or word.lemma in cues().bodies
        or word.upos in ("NUM", "DET", "ADJ")
        or (word.upos == "NOUN" and word.index > 0 and word.text[0].isupper())
    )
