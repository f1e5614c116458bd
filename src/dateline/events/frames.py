"""The recogniser that reads the codebook: which frame a clause fits, and who is actor and recipient under it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from dateline.codebook import Codebook, Frame
from dateline.events.base import Proposal, reasons_of
from dateline.events.choose import LEAST_SCORE
from dateline.events.conditions import Conditions, Lemmas
from dateline.events.spellings import Spellings
from dateline.events.weights import scores
from dateline.grammar.arguments import preposition_of
from dateline.grammar.clauses import Clause, Clauses
from dateline.grammar.function_words import GENITIVE
from dateline.reader.sentence import Sentence

NAME = "frames"
_LEAST_SHARE = 0.3
_SURE = 0.8  # of the predicate and its participants
_LOOSE, _BESIDE = "loose.alone", "loose.beside"
_SHOWN = 3  # predicates of a frame in a message


class FrameRecogniser:
    """Proposes the frame that fits each clause, and the types that its words could also mean.

    ``loose``: also where no frame's conditions hold, for a pair that is given, which some type must fit.
    """

    name = NAME

    def __init__(self, codebook: Codebook, *, loose: bool = False) -> None:
        self._codebook, self._loose = codebook, loose
        self._spellings = Spellings(codebook.frames_by_predicate)
        self._has_own = any(not frame.bundled for frame in codebook.frames)

    def propose(self, clauses: Clauses) -> Iterator[Proposal]:
        """At most one reading of a clause whose conditions hold, then, below the least score, those of other types."""
        sentence = clauses.sentence
        lemmas: Lemmas = {}
        for word, names in self._spellings.borne(sentence):
            if not clauses.tells(word.index):
                continue
            met = Conditions(clauses.of(word.index), lemmas)
            exact = self._exact(met, names)
            if exact is not None:
                yield exact
            if exact is not None or self._loose:
                yield from self._less(met, names, exact)

    def why_not(self, frame: Frame, clauses: Clauses) -> str:
        """Why a frame does not tell any act of a sentence, in words: for who writes frames."""
        asked = Spellings(frame.predicates)
        reason = f"none of its predicates ({', '.join(frame.predicates[:_SHOWN])}) stands there"
        for word in clauses.sentence.words:
            if not asked.of(clauses.sentence, word):
                continue
            if not clauses.tells(word.index):
                reason = f"{word.text!r} is not read as telling an act"
                continue
            met = Conditions(clauses.of(word.index), {})
            if (unmet := met.unmet(frame)) is not None:
                return unmet
            winner = next(f for f in self._frames(self._spellings.of(clauses.sentence, word)) if met.hold(f))
            if winner.name == frame.name:
                return "it holds, and an operator or another word over it changes what is coded"
            return f"{winner.name} comes before it: {_why_first(winner, frame)}"
        return reason

    def _exact(self, met: Conditions, names: Sequence[str]) -> Proposal | None:
        """The first frame (a user's, then by the most exact name, then the most specific) whose conditions hold."""
        for frame in self._frames(names):
            if met.hold(frame):
                return self._told_of_all(frame, met.clause)
        return None

    def _frames(self, names: Sequence[str]) -> Iterator[Frame]:
        every = (frame for name in names for frame in self._codebook.frames_for(name))
        if not self._has_own:
            return every
        return iter(sorted(every, key=lambda frame: frame.bundled))

    def _told_of_all(self, frame: Frame, clause: Clause) -> Proposal:
        """An exercise of one country's forces is a show of force, one of two countries' is cooperation."""
        found = self._assigned(frame, clause, SCORES[exact_kind(frame, clause)])
        together = self._codebook.frame_named(frame.together) if frame.together else None
        if together is None:
            return found
        sentence = clause.sentence
        sides = [w for a in found.actors for w in (a, *_coordinated_owners(sentence, a)) if _is_named_side(sentence, w)]
        return self._assigned(together, clause, found.score) if len(sides) > 1 else found

    def _less(self, met: Conditions, names: Sequence[str], exact: Proposal | None) -> Iterator[Proposal]:
        """The frames that know a predicate and find whom they ask for, though not by the words they ask for: one of each type."""
        frames = [f for name in names for f in self._codebook.frames_for(name) if not met.rule_out(f)]
        filled = [f for f in frames if met.are_filled(f)]
        counts = Counter(f.type for f in filled)
        for kind, number in counts.items():
            # A verb of many meanings ("announce", "give") tells nothing without its words.
            share = number / counts.total()
            if share >= _LEAST_SHARE and (exact is None or kind != exact.type):
                frame = next(f for f in filled if f.type == kind)
                yield self._assigned(frame, met.clause, SCORES[_LOOSE if exact is None else _BESIDE])

    def _assigned(self, frame: Frame, clause: Clause, score: float) -> Proposal:
        recipients, to = _first(clause, frame.recipient, ())
        recipients = _aimed_at(
            clause, _not_given(frame, clause, recipients, to), self._codebook.types[frame.type].against
        )
        actors, of = _first(clause, frame.actor, recipients)
        if (
            not actors
            and self._codebook.types[frame.type].of_is_doer
            and any(recipients == clause.fillers(of) for of in GENITIVE)
        ):
            actors, of = recipients, to
            recipients, to = _first(clause, frame.recipient, recipients)
        return Proposal(
            type=frame.type,
            mode=frame.mode,
            clause=clause,
            actors=actors,
            recipients=recipients,
            score=score,
            by=NAME,
            frame=frame.name,
            reasons={**reasons_of(clause, to, recipients), **reasons_of(clause, of, actors)},
            symmetric=frame.symmetric,
            contexts=frame.contexts,
            own=not frame.bundled,
            one_sided=not (frame.bundled or frame.recipient or frame.symmetric),
            asks=bool(frame.where),
        )


def _why_first(winner: Frame, loser: Frame) -> str:
    """By which rule one frame comes before another on the same words."""
    if winner.bundled != loser.bundled:
        return "a frame of your own comes before ours"
    if set(winner.predicates) != set(loser.predicates) and not set(winner.predicates) & set(loser.predicates):
        return "its predicate is the more exact"
    more = (len(winner.where), len(winner.unless)) > (len(loser.where), len(loser.unless))
    return "it asks for more" if more else "it stands first in the files"


def kind_of_fit(frame: Frame, proposal: Proposal, *, beside: bool) -> str:
    """Which entry of ``scores.yaml`` a frame's proposal falls under. ``beside``: another frame's conditions hold there."""
    if proposal.score < LEAST_SCORE:
        return _BESIDE if beside else _LOOSE
    return exact_kind(frame, proposal.clause)


def exact_kind(frame: Frame, clause: Clause) -> str:
    """Which entry of ``scores.yaml`` a frame whose conditions hold falls under."""
    if frame.where:
        return "exact.one" if len(frame.where) == 1 else "exact.more"
    return "exact.none_sure" if certainty_of(clause) >= _SURE else "exact.none_unsure"


#: How often frames are right by which of their conditions held, measured on gold.
SCORES = {f"{group}.{name}": float(share) for group in ("exact", "loose") for name, share in scores()[group].items()}


def certainty_of(clause: Clause) -> float:
    """How sure the reader is of the predicate and of its numbered participants (the mean of both)."""
    arcs = clause.sentence.roles.get(clause.word.index, ())
    shares = [arc.share for arc in arcs if arc.label in ("ARG0", "ARG1", "ARG2")]
    roles = sum(shares) / len(shares) if shares else 0.5
    return (max(clause.certainty, 0.05) + roles) / 2


def _coordinated_owners(sentence: Sentence, index: int) -> Iterator[int]:
    """The second side of "Omani and Qatari pilots" and of "Oman and allied navies"."""
    for owner in sentence.dependents(index, "amod", "compound", "nmod:poss"):
        yield from (w.index for w in sentence.dependents(owner.index, "conj"))


def _is_named_side(sentence: Sentence, index: int) -> bool:
    words = (sentence.words[index], *sentence.dependents(index, "amod", "compound", "nmod:poss"))
    return any(w.text[0].isupper() and w.upos in ("PROPN", "ADJ", "NOUN") for w in words)


def _not_given(frame: Frame, clause: Clause, words: tuple[int, ...], key: str) -> tuple[int, ...]:
    """Of "promised him troops" not the troops, which the frame asks for at another key, whatever the reader takes both for."""
    given = {w for asked, _ in frame.where if asked != key for w in clause.fillers(asked)}
    return tuple(w for w in words if w not in given) or words


def _aimed_at(clause: Clause, words: tuple[int, ...], against: Sequence[str]) -> tuple[int, ...]:
    """Of several who may receive an act those against whom it is: not Sudan of "marched with Sudan against France"."""
    aimed = tuple(w for w in words if preposition_of(clause.sentence, w) in against)
    return aimed or words


def _first(clause: Clause, keys: Sequence[str], without: tuple[int, ...]) -> tuple[tuple[int, ...], str]:
    """The fillers of the first key that has any left, and that key."""
    for key in keys:
        words = tuple(w for w in clause.fillers(key) if w not in without)
        if words:
            return words, key
    return (), ""
