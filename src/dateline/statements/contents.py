"""What is said: the words of a sentence that make up the content of a speech verb, as word ranges without cue and speaker.

Takes the grammar alone; quotation marks are the matter of ``find``.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.grammar.function_words import COMPLEMENTIZERS
from dateline.grammar.saying import cues
from dateline.language import lexicon
from dateline.reader.sentence import Sentence, Word

_WORDS = lexicon("statements")
_BESIDE = _WORDS.words("citing_verbs") | _WORDS.words("adding_verbs")
_AS, _QUOTING = _WORDS.words("parenthetical_markers"), _WORDS.words("quoting_verbs")

Range = tuple[int, int]

_EDGE = frozenset(
    ('"', "“", "”", "'", "‘", "’", "«", "»", "„", "``", "''", ",", ";", ":", "-", "–", "—", "―", "--", "...")
)
_CLAUSAL = ("root", "ccomp", "advcl", "conj", "parataxis", "acl", "csubj", "xcomp")
_BEFORE = ("advcl", "parataxis", "dep", "obj", "csubj", "nsubj", "dislocated", "conj", "xcomp", "obl")
_COMPLEMENTS = ("obj", "iobj", "obl", "xcomp", "ccomp", "nmod", "advmod", "acl", "advcl")
_LEAST_PART = 4  # words; a shorter piece on the other side of the cue is an adverbial, not a statement of its own


def clause_below(sentence: Sentence, verb: Word, speaker: Word | None) -> Word | None:
    """The head of the clause that a speech verb governs."""
    clause = sentence.child(verb.index, "ccomp")
    if clause is not None:
        return clause
    for child in sentence.dependents(verb.index, "parataxis"):
        if child.upos not in ("PUNCT", "X", "INTJ") and not _is_bare_cue(sentence, child):
            return child
    return _stray_clause(sentence, verb) or _clause_before(sentence, verb, speaker)


def _stray_clause(sentence: Sentence, verb: Word) -> Word | None:
    """ "announced in a letter last week that …": the clause hangs from the noun before "that"."""
    for child in sentence.dependents(verb.index, "obl", "iobj"):
        for i in range(max(child.index, verb.index) + 1, sentence.subtree(child.index)[1] + 1):
            word = sentence.words[i]
            if word.relation not in ("acl", "ccomp", "advcl") or word.deprel == "acl:relcl":
                continue
            mark = sentence.child(i, "mark")
            if mark is not None and mark.lemma in COMPLEMENTIZERS:
                return word
    return None


def _is_bare_cue(sentence: Sentence, verb: Word) -> bool:
    """A speech verb with its subject and nothing that it governs: ", the ministry said"."""
    return cues().speech(sentence, verb) is not None and sentence.child(verb.index, "ccomp", "xcomp", "obj") is None


def _clause_before(sentence: Sentence, verb: Word, speaker: Word | None) -> Word | None:
    """Whatever else hangs to the left and ends with a comma where the cue begins: "A hard year for all, X said"."""
    if speaker is None or verb.xpos not in ("VBD", "VBZ", "VBP"):
        return None
    cue_start = _cue_start(sentence, verb, speaker)
    if cue_start < 2 or sentence.words[cue_start - 1].text not in _EDGE:
        return None
    for child in sentence.dependents(verb.index, *_BEFORE):
        first, last = sentence.subtree(child.index)
        if child.index < cue_start and child.index != speaker.index and last >= cue_start - 3 and last - first > 1:
            return child if _is_clause(sentence, child, first, last) else None
    return None


def _cue_start(sentence: Sentence, verb: Word, speaker: Word | None) -> int:
    if speaker is None or speaker.index > verb.index:
        return verb.index
    return min(verb.index, sentence.subtree(speaker.index)[0])


def _is_clause(sentence: Sentence, child: Word, first: int, last: int) -> bool:
    """An adverbial before the cue ("In a speech, X said") is no content; a clause or a second subject is."""
    if child.relation in ("nsubj", "csubj", "parataxis", "dislocated"):
        return True
    if child.relation == "obl" or sentence.child(child.index, "mark") is not None:
        return False
    return child.xpos not in ("VBG", "VBN") and any(w.upos in ("VERB", "AUX") for w in sentence.words[first : last + 1])


def clause_above(sentence: Sentence, verb: Word, speaker: Word | None) -> Word | None:
    """The head of the clause that a bare speech verb is put into: "The bridge, Mr. Idris said, is open"."""
    if verb.head < 0 or speaker is None or speaker.index == verb.head or sentence.child(verb.index, "ccomp", "xcomp"):
        return None
    if not _is_put_in(sentence, verb):
        return None
    host = sentence.words[verb.head]
    while host.head >= 0 and (host.relation not in _CLAUSAL or _is_participle(host)):
        host = sentence.words[host.head]
    return host


def _is_participle(word: Word) -> bool:
    return word.xpos in ("VBG", "VBN") and word.relation in ("advcl", "acl")


def _is_put_in(sentence: Sentence, verb: Word) -> bool:
    if verb.relation == "parataxis":
        return sentence.child(verb.index, "obj") is None
    if verb.relation not in ("advcl", "acl", "dep", "appos", "conj", "ccomp"):
        return False
    mark = sentence.child(verb.index, "mark")
    if mark is not None:
        return mark.lemma in _AS and sentence.child(verb.index, "obj") is None
    if verb.xpos not in ("VBD", "VBZ", "VBP") or sentence.child(verb.index, "obj", "cc") is not None:
        return False
    first, last = sentence.subtree(verb.index)
    words = sentence.words
    opened = first > 0 and (words[first - 1].text in _EDGE or words[first].text in _EDGE)
    closed = last == len(words) - 1 or words[last].upos == "PUNCT" or words[last + 1].upos == "PUNCT"
    return opened and closed


def parts_below(sentence: Sentence, verb: Word, clause: Word, speaker: Word | None) -> list[Range]:
    """The clause without the speech verb and what else hangs from it, the part with the clause's head first."""
    first, last = sentence.subtree(clause.index)
    last = _up_to_comma(sentence, last, _cue_start(sentence, verb, speaker))
    blocked = {verb.index, *_citing(sentence, (first, last))}
    for i in sentence.children[verb.index]:
        own = _holds(sentence.subtree(i), clause.index) or clause.index < i <= last
        if sentence.words[i].upos != "PUNCT" and not own:
            blocked.update(_range(sentence.subtree(i)))
    if speaker is not None and not _holds(sentence.subtree(speaker.index), clause.index):
        blocked.update(_range(sentence.subtree(speaker.index)))
    return _parts(sentence, (first, last), blocked, clause.index)


def _up_to_comma(sentence: Sentence, last: int, cue: int) -> int:
    """What stands between a clause and the comma before "the ministry said" is part of it, whatever it hangs from."""
    comma = next((w.index for w in sentence.words[last + 1 : cue] if w.upos == "PUNCT"), None)
    return comma - 1 if comma is not None and comma == cue - 1 else last


def _citing(sentence: Sentence, part: Range) -> Iterator[int]:
    """What the speaker does beside saying it does not belong to it: ", citing two officials", ", adding that …"."""
    for word in sentence.words[part[0] : part[1] + 1]:
        if word.xpos != "VBG" or word.relation != "advcl":
            continue
        first, last = sentence.subtree(word.index)
        apart = "PUNCT" in (sentence.words[first].upos, sentence.words[first - 1].upos)
        if word.lemma in _BESIDE or (apart and _goes_on(sentence, word)):
            yield from _range((first, last))


def _goes_on(sentence: Sentence, word: Word) -> bool:
    """ ", arguing that the vote was valid": more speech, with a clause of its own."""
    return cues().speech(sentence, word) is not None and sentence.child(word.index, "ccomp") is not None


def parts_around(sentence: Sentence, verb: Word, host: Word, speaker: Word | None) -> list[Range]:
    """The clause that the speech verb is put into, without it."""
    blocked = {*_range(sentence.subtree(verb.index)), *_citing(sentence, sentence.subtree(host.index))}
    if speaker is not None and not _holds(sentence.subtree(speaker.index), host.index):
        blocked.update(_range(sentence.subtree(speaker.index)))
    return _parts(sentence, sentence.subtree(host.index), blocked, host.index)


def _parts(sentence: Sentence, whole: Range, blocked: set[int], head: int) -> list[Range]:
    runs: list[Range] = []
    for i in range(whole[0], whole[1] + 1):
        if i in blocked:
            continue
        if runs and runs[-1][1] == i - 1:
            runs[-1] = (runs[-1][0], i)
        else:
            runs.append((i, i))
    main = next((r for r in runs if _holds(r, head)), None)
    if main is None:
        return []
    return [main, *(r for r in runs if r != main and _stands_alone(sentence, r))]


def _stands_alone(sentence: Sentence, part: Range) -> bool:
    words = sentence.words[part[0] : part[1] + 1]
    return len(words) >= _LEAST_PART and any(w.upos in ("VERB", "AUX") for w in words)


def complements(sentence: Sentence, verb: Word) -> Range | None:
    """All that an act governs behind it: "the vote a farce" of "called the vote a farce"."""
    last = verb.index
    for child in sentence.dependents(verb.index, *_COMPLEMENTS):
        first, end = sentence.subtree(child.index)
        apart = child.relation == "advcl" and "PUNCT" in (sentence.words[first].upos, sentence.words[first - 1].upos)
        if child.index > verb.index and child.deprel != "obl:agent" and not apart:
            last = max(last, end)
    return (verb.index + 1, last) if last > verb.index else None


def thing_said(sentence: Sentence, verb: Word) -> Range | None:
    """A noun, a question word's clause or an infinitive: "noted the expansion", "explained why", "claimed to have won"."""
    thing = sentence.child(verb.index, "obj")
    if thing is not None and (thing.upos in ("NOUN", "PROPN") or thing.xpos.startswith("W")):
        return sentence.subtree(thing.index) if thing.index > verb.index else None
    infinitive = sentence.child(verb.index, "xcomp")
    return sentence.subtree(infinitive.index) if infinitive is not None and thing is None else None


def saying_quoted(sentence: Sentence, verb: Word) -> Range | None:
    """ "the minister as saying that …", of "TASS quoted the minister as saying that …"."""
    if verb.lemma not in _QUOTING:
        return None
    thing = sentence.child(verb.index, "obj")
    clauses = [*sentence.dependents(verb.index, "advcl", "acl", "xcomp", "ccomp")]
    if thing is not None:
        clauses += sentence.dependents(thing.index, "advcl", "acl")
    clause = next((c for c in clauses if cues().speech(sentence, c) is not None and c.xpos == "VBG"), None)
    if clause is None:
        return None
    first, last = sentence.subtree(clause.index)
    return (sentence.subtree(thing.index)[0] if thing is not None and thing.index > verb.index else first), last


def trimmed(sentence: Sentence, part: Range) -> Range | None:
    """The range without quotation marks, commas, "that" and a full stop at its edges; None if nothing is left."""
    first, last = part
    words = sentence.words
    while first <= last and (words[first].text in _EDGE or _is_that(words[first])):
        first += 1
    while last >= first and (words[last].text in _EDGE or words[last].text == "."):
        last -= 1
    return (first, last) if last >= first else None


def _is_that(word: Word) -> bool:
    return word.lemma in COMPLEMENTIZERS and word.upos == "SCONJ"


def _range(edges: Range) -> Iterator[int]:
    return iter(range(edges[0], edges[1] + 1))


def _holds(part: Range, index: int) -> bool:
    return part[0] <= index <= part[1]
