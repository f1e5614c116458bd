"""Who speaks: the word that names the speaker of a speech verb, and whether anything is said at all."""

from __future__ import annotations

from dateline.grammar.arguments import antecedent, charged
from dateline.grammar.function_words import INFINITIVE
from dateline.grammar.modality import is_negated
from dateline.grammar.saying import cues
from dateline.language import lexicon
from dateline.reader.sentence import Sentence, Word

_WORDS = lexicon("statements")
_GIVING = _WORDS.words("quoting_verbs") | _WORDS.words("citing_verbs")
_ADDING, _DENYING, _RESUMING = (_WORDS.words(name) for name in ("adding_verbs", "denying_verbs", "resuming_verbs"))
_ISSUERS, _OWNERS = _WORDS.words("issuer_prepositions"), _WORDS.words("owner_prepositions")
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_SPEAKING = _WORDS.words("speaker_pronouns")
_NEGATION = _WORDS.words("negations")
_MODAL = _WORDS.words("modals")
#: What may stand between a verb and the name of whoever speaks, and the words of that name.
_BEFORE_NAMES, _BESIDE_VERBS = frozenset({"DET", "ADJ", "NUM", "ADV"}), frozenset({"compound:prt", "nmod:poss"})
_IN_NAMES = frozenset({"NOUN", "PROPN", "ADJ"})
_CLIMB = 4  # verbs up a chain of "and", infinitives and participles: longer ones are lists, not speech


def speaker_of(sentence: Sentence, verb: Word) -> Word | None:
    """The subject of the speech verb: its own, that of the verb it is joined to, or the agent of a passive."""
    own = own_subject(sentence, verb)
    if own is not None:
        return _stood_for(sentence, own) if own.xpos in ("WDT", "WP") else own
    agent = sentence.child(verb.index, "obl:agent")
    if agent is not None or sentence.child(verb.index, "nsubj:pass") is not None or _is_asked(verb):
        return agent
    return _beside(sentence, verb) or _above(sentence, verb)


def _is_asked(verb: Word) -> bool:
    """ "Asked whether he would resign, X said": a participle before the verb of somebody who is asked, not who asks."""
    return verb.xpos in ("VBN", "VBD") and verb.relation == "advcl" and verb.index < verb.head


def own_subject(sentence: Sentence, verb: Word) -> Word | None:
    """The subject of an active speech verb: the nearest before it, unless a comma parts them; else the nearest."""
    own = [w for w in sentence.dependents(verb.index, "nsubj") if w.deprel != "nsubj:pass"]
    before = next((w for w in reversed(own) if w.index < verb.index), None)
    if before is not None and sentence.words[verb.index - 1].upos != "PUNCT":
        return before
    return min(own, key=lambda w: abs(w.index - verb.index), default=None)


def source_phrase(sentence: Sentence, speaker: Word, cue: int) -> tuple[int, int]:
    """First and last word of what names the speaker, without a preposition before it and without the clause of the cue.

    "Idris, who said": the words beside the cue are "who".
    """
    relative = next(
        (w for w in sentence.dependents(cue, "nsubj") if w.xpos in ("WDT", "WP") and w.index != speaker.index), None
    )
    if relative is not None:
        return relative.index, relative.index
    first, last = sentence.subtree(speaker.index)
    while first < speaker.index and sentence.words[first].upos in ("ADP", "PUNCT", "CCONJ", "ADV"):
        first += 1
    if first <= cue <= last:
        first, last = (first, cue - 1) if speaker.index < cue else (cue + 1, last)
    return first, last


def _stood_for(sentence: Sentence, pronoun: Word) -> Word | None:
    """ "Idris, who said …": the noun that a relative pronoun stands for; None where it asks a question."""
    at = antecedent(sentence, pronoun.index)
    return sentence.words[at] if at != pronoun.index else None


def _above(sentence: Sentence, verb: Word) -> Word | None:
    """The subject of "he met them and said", "went on to say", "left, adding", "a letter saying", "was quoted as saying"."""
    word = verb
    for _ in range(_CLIMB):
        if word.head < 0:
            return None
        head = sentence.words[word.head]
        if word.relation == "acl":
            return head if head.upos in _NOMINAL else None
        if word.relation not in ("conj", "xcomp", "advcl"):
            return None
        if (controller := _controller(sentence, word, head)) is not None or _is_giving(head):
            return controller
        subject = sentence.child(head.index, "nsubj")
        if (outer := _resumed(sentence, word, subject)) is not None:
            return outer
        if subject is not None:
            return _stood_for(sentence, subject) if subject.xpos in ("WDT", "WP") else subject
        word = head
    return None


def _controller(sentence: Sentence, word: Word, head: Word) -> Word | None:
    """The object of the verb above, where that is who speaks: "asked him to say", "accused X of saying", "quoted X as saying"."""
    if (accused := charged(sentence, word)) is not None:
        return accused
    thing = sentence.child(head.index, "obj")
    if thing is not None and thing.lemma in cues().documents and sentence.subtree(thing.index)[1] == word.index - 1:
        return thing  # "read out a letter from the minister saying …"
    return sentence.child(head.index, "obj") if _is_giving(head) or word.relation == "xcomp" else None


def _is_giving(verb: Word) -> bool:
    """ "quoted the minister as saying": the words are the minister's, whoever gives them."""
    return verb.lemma in _GIVING and verb.xpos != "VBN"


def _resumed(sentence: Sentence, participle: Word, subject: Word | None) -> Word | None:
    """ "X said the talks failed, adding that …": X adds it, not the talks."""
    head = sentence.words[participle.head]
    if participle.xpos != "VBG" or head.relation != "ccomp" or head.head < 0:
        return None
    if participle.lemma not in _ADDING and (subject is None or may_act(subject)):
        return None
    verb = sentence.words[head.head]
    return own_subject(sentence, verb) if cues().speech(sentence, verb) is not None else None


def may_act(word: Word) -> bool:
    """A name, a pronoun, somebody or a body: what can speak for itself."""
    return word.upos in ("PROPN", "PRON") or word.kind in ("person", "organization")


def _beside(sentence: Sentence, verb: Word) -> Word | None:
    """ ", Interior Minister X said," and ", said X" where the parse hangs the name elsewhere: the nominal at the verb's side."""
    if verb.xpos not in ("VBD", "VBZ", "VBP"):
        return None
    words, before = sentence.words, verb.index - 1
    while before > 0 and words[before].upos in ("AUX", "ADV"):
        before -= 1
    if before >= 0 and words[before].upos in _NOMINAL:
        return _top(sentence, before, _opening(sentence, before), verb.index - 1)
    if words[before].text == "," and words[before - 1].tag.endswith("PER"):  # "a farmer, Kasereka Muhindo, said"
        return _top(sentence, before - 1, _opening(sentence, before - 1), verb.index - 1)
    after = verb.index + 1
    if verb.index and words[verb.index - 1].upos == "PUNCT" and after < len(words):
        while after < len(words) - 1 and words[after].upos in ("DET", "ADJ", "NUM"):
            after += 1
        if words[after].upos in ("NOUN", "PROPN"):
            return _top(sentence, after, verb.index + 1, len(words) - 1)
    return None


def _opening(sentence: Sentence, index: int) -> int:
    """The first word of the stretch without punctuation that ``index`` stands in."""
    while index > 0 and sentence.words[index - 1].upos != "PUNCT":
        index -= 1
    return index


def _top(sentence: Sentence, index: int, first: int, last: int) -> Word:
    """The highest nominal above ``index`` between two words."""
    word = sentence.words[index]
    for above in sentence.ancestors(index):
        if not first <= above.index <= last or above.upos not in _NOMINAL:
            break
        word = above
    return word


def is_speaking(word: Word) -> bool:
    """ "I", "we", "you": the speaker of a quotation, not somebody of whom it is reported that he speaks."""
    return word.text.lower() in _SPEAKING


def is_uttered(sentence: Sentence, verb: Word) -> bool:
    """False for "did not say whether", "would say", "refused to say": there nothing is said."""
    if verb.lemma not in _DENYING and is_negated(sentence, verb, by=("nsubj",)):
        return False
    if any(child.text.lower() in _MODAL for child in sentence.dependents(verb.index, "aux")):
        return False
    if verb.xpos == "VB" and verb.head >= 0 and verb.relation in ("xcomp", "ccomp", "acl"):
        return sentence.words[verb.head].lemma not in cues().unsaid
    return True


def is_infinitive(sentence: Sentence, verb: Word) -> bool:
    """ "sought to confirm the address": with a thing, an infinitive is a task, unless speech goes on ("went on to note")."""
    if verb.xpos != "VB" or (mark := sentence.child(verb.index, "mark")) is None or mark.lemma not in INFINITIVE:
        return False
    return verb.head < 0 or sentence.words[verb.head].lemma not in _RESUMING


def subject_before(sentence: Sentence, index: int) -> Word | None:
    """Who acts in the clause that ends before ``index``, or whose the thing is that stands as its subject."""
    subject = next((w for w in sentence.words[:index] if w.deprel == "nsubj"), None)
    if subject is None:
        return None
    owner = sentence.child(subject.index, "nmod:poss")
    speaker = subject if may_act(subject) else owner
    return None if speaker is None or is_speaking(speaker) else speaker


def subject_behind(sentence: Sentence, verb: Word) -> Word | None:
    """Whoever does what a verb behind a quotation tells: of "shot back the speaker of the house, Marco Antelo" the name. None if
    nobody who may speak stands there."""
    words, at = sentence.words, verb.index + 1
    while at < len(words) and (
        words[at].upos in _BEFORE_NAMES or words[at].deprel in _BESIDE_VERBS or words[at].xpos == "POS"
    ):
        at += 1
    end = next((w.index for w in words[at:] if w.upos not in _IN_NAMES), len(words))
    if at >= end:
        return None
    top = _top(sentence, end - 1, at, end - 1)
    named = _named_behind(sentence, top, end)
    return named or (top if may_act(top) else None)


def _named_behind(sentence: Sentence, described: Word, end: int) -> Word | None:
    """The name set off by commas behind a description that is none itself: "a mother of six, Solange Mwamini"."""
    if described.tag != "O":
        return None
    comma = next((w.index for w in sentence.words[end:] if w.upos in {"PUNCT", "VERB"}), None)
    name = sentence.words[comma + 1] if comma is not None and comma + 1 < len(sentence.words) else None
    return name if name is not None and sentence.words[name.index - 1].text == "," and name.tag == "B-PER" else None


def issuer_of(sentence: Sentence, document: Word) -> Word | None:
    """Whose a document is: "the ministry's statement", "a letter from X", "a report by X", "a TASS report"."""
    for child in sentence.dependents(document.index, "nmod:poss"):
        return child
    for child in sentence.dependents(document.index, "nmod", "obl:agent"):
        case = sentence.child(child.index, "case")
        if case is not None and case.lemma in _ISSUERS:
            return child
    for clause in sentence.dependents(document.index, "acl"):
        agent = sentence.child(clause.index, "obl:agent", "obl")
        if agent is not None and (case := sentence.child(agent.index, "case")) is not None and case.lemma in _OWNERS:
            return agent
    return next((c for c in sentence.dependents(document.index, "compound") if c.upos == "PROPN"), None)
