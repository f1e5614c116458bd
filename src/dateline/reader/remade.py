"""Small repairs of the network's trees, each of a kind: a participle that was taken for the verb ("Troops trained in 2019 shelled
the town"), a given name for a day ("Sunday Okoro met the governor"), an auxiliary hung over its verb ("At no point have soldiers
fired"), the doer of an active verb taken for its victim ("ISWAP killed nine"), a speaker for the subject of the clause behind
("said two diplomats, who spoke …"), a town taken for what its besiegers are of ("the siege by the rebels of two towns")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from dateline.language import lexicon
from dateline.reader.sentence import RoleArc, Word

_DATES = lexicon("dates")
_DAYS = _DATES.words("weekdays") | _DATES.words("months")
_PARTICIPLES = frozenset({"VBD", "VBN"})
_OWN = frozenset(
    {"obj", "aux", "xcomp", "ccomp", "cc", "conj"}
)  # what the verb of a clause has, and a participle before it has not
_GRAMMAR = lexicon("grammar")
_OF, _BY = _GRAMMAR.words("genitive_prepositions"), _GRAMMAR.words("agent_prepositions")
_GIVING, _HER = _GRAMMAR.words("giving_verbs"), _GRAMMAR.table("receivers")
_WHO = lexicon("mentions").words("who")
_EVENT = 0.5
_DOER, _BEFALLEN, _TIME = "ARG0", "ARG1", "ARGM-TMP"
_HYPHENS = frozenset("-\u2010\u2011")
_JOINED = frozenset({",", ";", ":", "-", "–", "—"})


def remade(words: Iterable[Word]) -> list[Word]:
    """The words with the tree that their order asks for."""
    out = _with_joined_names(_with_main_verb(_with_given_name(list(words))))
    for word in out:
        if word.deprel == "aux":
            _with_own_auxiliary(out, word)
        elif word.deprel == "nsubj:pass":
            _with_active_subject(out, word)
        elif word.upos == "PRON" and word.deprel == "nsubj":
            _with_own_speaker(out, word)
        elif word.deprel == "nmod:poss" and word.text in _HER:
            _with_receiver(out, word)
        elif word.lemma in _OF and word.deprel == "case":
            _with_own_place(out, word)
    return out


def _with_joined_names(words: list[Word]) -> list[Word]:
    """ "Kinshasa-Brazzaville talks were held": two names that a hyphen joins belong to the noun right behind them."""
    for first, hyphen, second, noun in zip(words, words[1:], words[2:], words[3:], strict=False):
        if hyphen.text not in _HYPHENS or first.space_after or hyphen.space_after or noun.upos != "NOUN":
            continue
        names = first.upos == second.upos == "PROPN" and first.text.istitle() and second.text.istitle()
        if names and first.relation == noun.relation == "nsubj" and first.head == noun.head:
            words[first.index] = first._replace(head=noun.index, deprel="compound")
    return words


def _with_own_auxiliary(words: list[Word], auxiliary: Word) -> None:
    """An auxiliary before a subject is that of the first verb behind this, and so is what was hung to the auxiliary."""
    at = auxiliary.index
    behind = words[at + 1 : auxiliary.head]
    verb = next((w for w in behind if w.upos == "VERB" or w.text in _JOINED or w.upos == "SCONJ"), None)
    if verb is None or verb.upos != "VERB":
        return
    if any(w.head == verb.index and w.relation == "nsubj" for w in words[at + 1 : verb.index]):
        for w in words:
            if w.head == at:
                words[w.index] = w._replace(head=verb.index)
        words[at] = auxiliary._replace(head=verb.index)


def _with_active_subject(words: list[Word], subject: Word) -> None:
    """Without a passive auxiliary, and with an object, a finite verb is active."""
    verb = words[subject.head]
    below = [w for w in words if w.head == verb.index]
    passive = any(w.relation == "aux" or w.deprel == "obl:agent" for w in below)
    has_object = any(w.relation == "obj" and w.index > verb.index for w in below)
    if verb.xpos in _PARTICIPLES and subject.index < verb.index and has_object and not passive:
        words[subject.index] = subject._replace(deprel="nsubj")


def roles_remade(words: Sequence[Word], roles: Mapping[int, tuple[RoleArc, ...]]) -> dict[int, tuple[RoleArc, ...]]:
    """The roles without what the tree rules out: two things done to somebody where one is the subject of an active verb, and the
    day of another clause."""
    return {at: tuple(_told_apart(words, words[at], arcs)) for at, arcs in roles.items()}


def _told_apart(words: Sequence[Word], verb: Word, arcs: Sequence[RoleArc]) -> Iterator[RoleArc]:
    befallen = [words[a.word] for a in arcs if a.label == _BEFALLEN]
    has_doer = any(a.label == _DOER for a in arcs)
    for arc in arcs:
        word = words[arc.word]
        if arc.label == _BEFALLEN and len(befallen) > 1 and not has_doer and _is_active_subject(word, verb):
            yield replace(arc, label=_DOER)
        elif arc.label != _TIME or verb.deprel != "acl:relcl" or not _hangs_from_above(words, word, verb):
            yield arc


def _is_active_subject(word: Word, verb: Word) -> bool:
    return word.head == verb.index and word.deprel == "nsubj" and verb.upos == "VERB" and word.index < verb.index


def _hangs_from_above(words: Sequence[Word], word: Word, verb: Word) -> bool:
    """Behind a relative clause: the Thursday of "the minister, whose party walked out, met students on Thursday"."""
    return word.index > verb.index and words[word.head].upos == "VERB" and words[word.head].index > verb.index


def _with_own_speaker(words: list[Word], pronoun: Word) -> None:
    """Behind a verb that speaks before its subject, the noun before "who" is that subject."""
    verb = words[pronoun.head]
    over = words[verb.head] if verb.deprel == "ccomp" else None
    if pronoun.lemma not in _WHO or over is None:
        return
    noun = next((w for w in words[: pronoun.index] if w.head == verb.index and w.deprel == "nsubj"), None)
    if noun is None or noun.index < over.index or any(w.head == over.index and w.relation == "nsubj" for w in words):
        return
    words[noun.index] = noun._replace(head=over.index)
    words[verb.index] = verb._replace(head=noun.index, deprel="acl:relcl")


def _with_receiver(words: list[Word], her: Word) -> None:
    """ "He promised her troops": behind a verb of giving "her" is whom it is given to, for it may be whose it is as well."""
    given = words[her.head]
    verb = words[given.head] if given.relation == "obj" and given.head >= 0 else None
    if verb is None or verb.lemma not in _GIVING or her.index != verb.index + 1 or given.xpos != "NNS":
        return
    if any(w.head == verb.index and w.relation == "iobj" for w in words):
        return
    words[her.index] = her._replace(head=verb.index, deprel="iobj", lemma=_HER[her.text])


def _with_own_place(words: list[Word], of: Word) -> None:
    """What is done by many and of a place is done to that: "the siege by the rebels of two towns"."""
    place = words[of.head]
    if place.deprel != "nmod" or place.upos != "NOUN" or place.kind != "place":
        return
    doers = words[place.head]
    by = any(w.head == doers.index and w.deprel == "case" and w.lemma in _BY for w in words[: doers.index])
    deed = words[doers.head] if doers.head >= 0 else None
    if by and doers.deprel == "nmod" and doers.kind == "person" and deed is not None and deed.event_noun > _EVENT:
        words[place.index] = place._replace(head=deed.index)


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
