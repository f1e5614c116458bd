"""Whom a pronoun means: the nearest fitting mention before it, subjects first; nobody where the text leaves it open."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from dateline.grammar.arguments import antecedent
from dateline.language import lexicon
from dateline.mentions.candidate import Candidate, Sort
from dateline.mentions.groups import Groups
from dateline.mentions.likeness import Likeness, likeliest
from dateline.reader.sentence import Sentence, Word
from dateline.statements.voices import Voices

_WORDS = lexicon("mentions")
_HE = _WORDS.words("he")
_SHE = _WORDS.words("she")
_IT = _WORDS.words("it")
_THEY = _WORDS.words("they")
_WHO, _THEY_ACT = _WORDS.words("who"), _WORDS.words("they_as_subject")
_REFLEXIVE, _FUTURE = _WORDS.ordered("reflexive_endings"), _WORDS.words("future_auxiliaries")
_BODIES: frozenset[Sort] = frozenset({"organization", "state"})
_CROWDS: frozenset[Sort] = frozenset({"group", "organization", "person"})
#: What the reader takes an "it" for when it stands for no body.
_THINGS = frozenset({"abstract", "event", "object", "time", "plant", "substance", "animal", "other"})
_SEVERAL = frozenset({"NNS", "NNPS"})
_REACH = 2  # sentences back
_FURTHER = 4  # the same where the network is asked
_FAR = 10  # the same for who was last told of with this very pronoun
_MOST = 100  # mentions of one sentence, and as many behind the pronoun: the nearest ones
_OFTEN = 2  # mentions that make somebody a topic
_NEITHER = _WORDS.words("joined_denials")
_SUBJECTS = ("nsubj", "csubj")

Rank = tuple[int, int]


class Antecedents:
    """Asked for pronouns in text order; those already joined to somebody count as mentions of that one."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
        candidates: Sequence[Candidate],
        by_sentence: Mapping[int, Sequence[int]],
        groups: Groups,
        voices: Voices,
        likeness: Likeness | None = None,
    ) -> None:
        """``likeness``: how likely a word means what others before it mean; without it the nearest subject is taken."""
        self._likeness = likeness
        self._sentences = sentences
        self._voices = voices
        self._candidates = candidates
        self._by_sentence = by_sentence
        self._groups = groups
        self._tops: dict[tuple[int, int], Word] = {}
        self._at_head = {c.at: i for i, c in enumerate(candidates)}
        self._subjects: dict[int, int] = {}

    def of(self, i: int) -> int | None:
        """The number of a candidate that pronoun ``i`` stands for. First and second person are left to their speakers."""
        pronoun = self._candidates[i]
        if pronoun.name in _WHO:
            return self._relative(pronoun)
        wanted = self._wanted(pronoun)
        if not wanted:
            return None
        if (same := self._goes_on(pronoun, wanted)) is not None:
            return same
        if self._likeness is not None:
            fitting = [j for back in range(_FURTHER + 1) for _, j in self._fitting(pronoun, wanted, back)]
            fitting = self._of_known_gender(pronoun, fitting)
            found = likeliest(self._likeness, self._sentences, self._candidates, self._groups, pronoun, fitting)
            return found if found is not None else self._same_again(pronoun)
        for back in range(_REACH + 1):
            ranked = self._fitting(pronoun, wanted, back)
            if ranked:
                return min(ranked)[1]
        return self._same_again(pronoun)

    def _fitting(self, pronoun: Candidate, wanted: frozenset[Sort], back: int) -> list[tuple[Rank, int]]:
        """Whom it may mean so many sentences back, and how near they are."""
        doers = {self._groups.of(k) for k in self._near(pronoun, 0) if self._acts_on(pronoun, k)}
        return [
            (rank, j)
            for j in self._near(pronoun, back)
            if self._groups.sort(j) in wanted
            and self._groups.of(j) not in doers
            and (rank := self._rank(pronoun, j)) is not None
        ]

    def _near(self, pronoun: Candidate, back: int) -> Sequence[int]:
        """The mentions of a sentence, in text order; of a list of hundreds those that stand near."""
        here = self._by_sentence.get(pronoun.sentence - back, ())
        if len(here) <= _MOST:
            return here
        at = bisect_left(here, self._at_head[pronoun.at]) if back == 0 else len(here)
        return here[max(0, at - _MOST) : at + _MOST]

    def _goes_on(self, pronoun: Candidate, wanted: frozenset[Sort]) -> int | None:
        """ "Chad did not attack Sudan, nor did it threaten Libya": a second denial goes on about the subject of the first."""
        words = self._sentences[pronoun.sentence].words
        word = words[pronoun.head]
        verb = words[word.head] if word.deprel == "nsubj" and word.head >= 0 else None
        nor = self._sentences[pronoun.sentence].child(verb.index, "cc") if verb is not None else None
        if verb is None or verb.relation != "conj" or nor is None or nor.lemma not in _NEITHER:
            return None
        fitting = (j for _, j in self._fitting(pronoun, wanted, 0))
        tops = ((j, self._top(self._candidates[j])) for j in fitting)
        return next((j for j, top in tops if top.deprel == "nsubj" and top.head == verb.head), None)

    def _of_known_gender(self, pronoun: Candidate, fitting: Sequence[int]) -> list[int]:
        """ "Alex Martin met Martha Lopez. She …": who is known to be a woman goes before names beside hers that tell nothing."""
        gender = "female" if pronoun.name in _SHE else "male" if pronoun.name in _HE else None
        known = {j for j in fitting if gender in self._groups.profile(j).genders}
        beside = {self._candidates[j].sentence for j in known}
        return [j for j in fitting if j in known or self._candidates[j].sentence not in beside]

    def _same_again(self, pronoun: Candidate) -> int | None:
        """Nobody near: whoever was "he" or "she" last, some sentences back."""
        same = _HE if pronoun.name in _HE else _SHE if pronoun.name in _SHE else frozenset()
        if not same:
            return None
        before = range(pronoun.sentence - 1, max(-1, pronoun.sentence - _FAR - 1), -1)
        told = (j for sentence in before for j in self._by_sentence.get(sentence, ()))
        return next((j for j in told if self._candidates[j].name in same and self._groups.size(j) > 1), None)

    def _wanted(self, pronoun: Candidate) -> frozenset[Sort]:
        word = self._sentences[pronoun.sentence].words[pronoun.head]
        if pronoun.name in _HE | _SHE:
            return frozenset({"person"})
        if pronoun.name in _IT:
            return _BODIES
        return _CROWDS if pronoun.name in _THEY and word.kind not in _THINGS else frozenset()

    def _rank(self, pronoun: Candidate, j: int) -> Rank | None:
        """Small is near: subjects first, then words back. None if it cannot be meant."""
        other = self._candidates[j]
        if not self._may_be_named(pronoun, other, j):
            return None
        back = pronoun.sentence - other.sentence
        if back == 0 and self._is_excluded(pronoun, other):
            return None
        if back == 0 and other.head > pronoun.head:
            return self._later(pronoun, other)
        words = self._sentences[other.sentence].words
        relation = self._relation(other)
        if pronoun.name in _IT and not self._may_be_body(pronoun, other, relation):
            return None
        distance = pronoun.head - other.head if back == 0 else len(words) - other.head
        described = other.form == "name" or bool(other.offices) or other.form == "pronoun" or other.sort != "person"
        told = self._groups.profile(j).is_topic(pronoun.at)
        return self._prominence(other, relation) + (not described) - told, distance

    def _prominence(self, other: Candidate, relation: str) -> int:
        """Subjects of main clauses first, then other subjects."""
        if relation not in _SUBJECTS:
            return 2
        words = self._sentences[other.sentence].words
        verb = words[self._top(other).head]
        while verb.relation in ("conj", "appos", "flat") and verb.head >= 0:
            verb = words[verb.head]
        return 0 if verb.head < 0 or verb.relation in ("ccomp", "parataxis") else 1

    def _may_be_body(self, pronoun: Candidate, other: Candidate, relation: str) -> bool:
        """An "it" that the reader takes for a thing is a body only as what one says of itself, as the acting subject after one,
        or beside such an "it"."""
        sentence = self._sentences[pronoun.sentence]
        word = sentence.words[pronoun.head]
        if word.kind not in _THINGS:
            return True
        if other.sentence == pronoun.sentence:
            return other.form == "pronoun" or self._tells_of_itself(word, other, relation)
        return relation in _SUBJECTS and _acts(sentence, word)

    def _tells_of_itself(self, word: Word, other: Candidate, relation: str) -> bool:
        """ "The union said it would meet the owners": the subject of what is said, and who says it, but no event or object."""
        words = self._sentences[other.sentence].words
        told = words[word.head] if word.relation == "nsubj" and word.head >= 0 else None
        if word.kind != "abstract":
            return False
        return (
            told is not None and told.relation == "ccomp" and relation == "nsubj" and self._top(other).head == told.head
        )

    def _may_be_named(self, pronoun: Candidate, other: Candidate, j: int) -> bool:
        """Number and gender as far as the chain shows them."""
        if other.form == "pronoun":
            if self._groups.size(j) == 1 or not _same_class(other.name, pronoun.name):
                return False
        elif pronoun.name in _THEY:
            if not (other.plural or other.sort in ("group", "organization")):
                return False
            if other.sort == "organization" and not other.plural and not self._both_act(pronoun, other):
                return False
        elif other.plural and other.sort != "organization":
            return False
        wrong = "female" if pronoun.name in _HE else "male" if pronoun.name in _SHE else None
        return wrong is None or wrong not in self._groups.profile(j).genders

    def _both_act(self, pronoun: Candidate, other: Candidate) -> bool:
        """ "Police said they …": one body is "they" between subjects."""
        word = self._sentences[pronoun.sentence].words[pronoun.head]
        return (word.relation in _SUBJECTS or word.deprel == "nmod:poss") and self._relation(other) in _SUBJECTS

    def _is_excluded(self, pronoun: Candidate, other: Candidate) -> bool:
        """What holds the pronoun, and who speaks around it: "its members"."""
        words = self._sentences[pronoun.sentence].words
        word = words[pronoun.head]
        if other.first <= pronoun.head <= other.last or self._speaks(other, pronoun, word):
            return True
        if pronoun.name in _THEY_ACT and (acting := _adding(self._sentences[pronoun.sentence], word)) is not None:
            return self._relation(other) in _SUBJECTS and self._top(other).head == acting
        if word.deprel == "nmod:poss":
            holder = self._at_head.get((pronoun.sentence, word.head))
            own = holder is not None and self._groups.same(holder, self._at_head[other.at])
            return other.head == word.head or own
        return False

    def _acts_on(self, pronoun: Candidate, j: int) -> bool:
        """ "He promised him troops": whoever does what the pronoun is the object of, by whatever words else they are told of."""
        other, word = self._candidates[j], self._sentences[pronoun.sentence].words[pronoun.head]
        if word.text.lower().endswith(_REFLEXIVE) or word.relation not in ("obj", "iobj", "obl"):
            return False
        return other is not pronoun and self._relation(other) in _SUBJECTS and self._top(other).head == word.head

    def _speaks(self, other: Candidate, pronoun: Candidate, word: Word) -> bool:
        """One is the speaker and the other in the quotation: speakers say "I" of themselves."""
        quoted = self._voices.is_quoted(pronoun.span)
        speaking = self._relation(other) in _SUBJECTS if quoted else word.relation in _SUBJECTS
        return speaking and quoted != self._voices.is_quoted(other.span)

    def _later(self, pronoun: Candidate, other: Candidate) -> Rank | None:
        """ "During his visit, the minister met …": a possessive in an opening phrase may mean the subject that follows."""
        sentence = self._sentences[pronoun.sentence]
        word = sentence.words[pronoun.head]
        if word.deprel != "nmod:poss" or self._relation(other) not in _SUBJECTS or other.form == "pronoun":
            return None
        opening = self._first_subject(sentence) >= pronoun.head
        owned = sentence.words[word.head]
        if (
            not opening
            or owned.relation in _SUBJECTS
            or not any(w.text == "," for w in sentence.words[word.index : other.first])
        ):
            return None
        return -1, other.head - pronoun.head

    def _first_subject(self, sentence: Sentence) -> int:
        """The first subject in a sentence, or where its words end."""
        if sentence.index not in self._subjects:
            subjects: Iterator[int] = (w.index for w in sentence.words if w.relation in _SUBJECTS)
            self._subjects[sentence.index] = next(subjects, len(sentence.words))
        return self._subjects[sentence.index]

    def _top(self, c: Candidate) -> Word:
        if c.at not in self._tops:
            words = self._sentences[c.sentence].words
            inside = (words[i] for i in range(c.first, c.last + 1) if not c.first <= words[i].head <= c.last)
            self._tops[c.at] = next(inside, words[c.head])
        return self._tops[c.at]

    def _relation(self, c: Candidate) -> str:
        """How the phrase hangs in its clause: through names and appositions up to the word that governs it."""
        word = self._top(c)
        if word.relation in ("appos", "conj", "flat") and word.head >= 0:
            return self._sentences[c.sentence].words[word.head].relation
        return word.relation

    def _relative(self, pronoun: Candidate) -> int | None:
        """ "who" means the noun that its clause hangs from."""
        noun = antecedent(self._sentences[pronoun.sentence], pronoun.head)
        return self._person_around(pronoun, noun) if noun != pronoun.head else None

    def _person_around(self, pronoun: Candidate, word: int) -> int | None:
        """The person or group whose phrase holds the word, the smallest first; nobody after the pronoun."""
        found = [
            (other.head != word, other.last - other.first, i)
            for i in self._by_sentence[pronoun.sentence]
            if (other := self._candidates[i]).form != "pronoun"
            and other.first <= word <= other.last < pronoun.head
            and other.sort not in ("place", "other")
        ]
        return min(found)[2] if found else None


def _adding(sentence: Sentence, word: Word) -> int | None:
    """The verb of "condemned the rebels, saying they broke the truce" for "they": not whoever condemns, but whom or what. None
    if it is not so told, or if it is told what "they" will do, as people tell of themselves."""
    told = sentence.words[word.head] if word.relation in _SUBJECTS and word.head >= 0 else None
    adding = sentence.words[told.head] if told is not None and told.relation == "ccomp" else None
    if told is None or adding is None or adding.relation != "advcl" or adding.xpos != "VBG":
        return None
    if any(a.lemma in _FUTURE for a in sentence.dependents(told.index, "aux")):
        return None
    topic = sentence.child(adding.head, "obj", "obl")
    is_theirs = topic is not None and (topic.xpos in _SEVERAL or topic.kind in ("organization", "place"))
    return adding.head if is_theirs else None


def _same_class(a: str, b: str) -> bool:
    return any(a in words and b in words for words in (_HE, _SHE, _IT, _THEY))


def _acts(sentence: Sentence, word: Word) -> bool:
    """The subject of a verb at the head of its sentence: "It called for a ceasefire"; not "it is crucial that …"."""
    if word.relation != "nsubj" or word.index > 1 or word.head < 0:
        return False
    verb = sentence.words[word.head]
    return verb.upos == "VERB" and verb.deprel == "root" and sentence.child(verb.index, "cop") is None
