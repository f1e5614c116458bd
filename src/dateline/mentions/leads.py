"""Who leads a body: "a delegation of Laos headed by X", and later "the head of the delegation"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.grammar.function_words import AGENT
from dateline.language import lexicon
from dateline.mentions.candidate import Candidate
from dateline.reader.sentence import Sentence

_WORDS = lexicon("mentions")
_LEADS = _WORDS.words("leading_verbs")
_LEADERS = _WORDS.words("leader_nouns")


def leads(sentence: Sentence, candidates: Sequence[Candidate]) -> Iterator[tuple[int, int]]:
    """Pairs (leader, body) by position in ``candidates``, all of one sentence."""
    for i, c in enumerate(candidates):
        verb = _leading(sentence, c) if c.sort == "person" and c.form == "name" else None
        if verb is not None:
            body = next((j for j, b in enumerate(candidates) if b.first <= verb <= b.last and _is_body(b)), None)
            if body is not None:
                yield i, body


def is_led(c: Candidate, body: Candidate) -> bool:
    """ "The head of the delegation" with that delegation inside."""
    one = c.form == "nominal" and c.sort == "person" and not c.plural and c.head_lemma in _LEADERS
    return one and c.sentence == body.sentence and c.head < body.first and body.last <= c.last


def _leading(sentence: Sentence, c: Candidate) -> int | None:
    """The noun that a participle "headed by" before ``c`` hangs from."""
    words = sentence.words
    by = next((w for w in words[: c.first] if w.relation == "case" and c.first <= w.head <= c.last), None)
    for i in range(c.first, c.last + 1):
        verb = words[words[i].head] if words[i].relation == "obl" and not c.first <= words[i].head <= c.last else None
        if (
            verb is not None
            and by is not None
            and by.lemma in AGENT
            and verb.lemma in _LEADS
            and verb.relation == "acl"
        ):
            return verb.head
    return None


def _is_body(c: Candidate) -> bool:
    return c.sort in ("organization", "group")
