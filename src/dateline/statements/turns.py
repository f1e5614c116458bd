"""Speech that only its place on the page shows: "NAME: text" in transcripts and headlines, a quotation with a name behind it, or
with a verb and whoever does it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.grammar.quotations import Quotations
from dateline.grammar.saying import cues
from dateline.language import lexicon
from dateline.model import Span
from dateline.reader.sentence import Sentence, Word
from dateline.statements.speakers import subject_behind
from dateline.world.countries import find_country

_WORDS = lexicon("mentions")
_FIRST = _WORDS.words("i") | _WORDS.words("we")
_QUOTES = frozenset("\"\u201c\u2018'")
_DASHES = frozenset(("―", "—", "–", "--", "-"))
_NAMING = frozenset("PROPN NOUN ADJ NUM DET ADP PART PUNCT SYM CCONJ".split())
_LONGEST = 8  # words before a colon that still name a speaker: "Sen. Maria Oduya, at a rally"
_LEAST = 3  # words that are said
_OPENING = re.compile(r"\n([^:\n]{1,200}:)")
_NEAR = 4  # characters between a quotation and the dash or verb behind it
_TOLD = frozenset({"VBD", "VBZ", "VBN"})  # a verb with its subject behind it may be read as a participle
_CLOSING = " \"“”'’»,"


@dataclass(frozen=True, slots=True)
class Turn:
    """Who speaks, by which sign, and what."""

    speaker: Word
    sign: Word
    content: Span


class Transcript:
    """How often lines of a text begin with each name in capitals and a colon."""

    def __init__(self, text: str) -> None:
        self._openings = Counter(found[1] for found in _OPENING.finditer(text))
        self._text = text

    def takes_turns(self, start: int, end: int) -> bool:
        """Does another line begin with the same name in capitals?"""
        name = self._text[start:end]
        if not name.isupper():
            return False
        times = self._text.count(f"\n{name}") if ":" in name[:-1] else self._openings[name]
        return times > (start > 0 and self._text[start - 1] == "\n")


def find_turns(text: str, quotations: Quotations, sentence: Sentence, transcript: Transcript) -> Iterator[Turn]:
    yield from _named_before(text, sentence, transcript)
    yield from _named_behind(text, quotations, sentence)
    yield from _done_behind(text, quotations, sentence)


def _named_before(text: str, sentence: Sentence, transcript: Transcript) -> Iterator[Turn]:
    """A line that begins with somebody's name and a colon."""
    words = sentence.words
    if "\n" not in text[max(0, sentence.start - 2) : sentence.start] and sentence.start > 0:
        return
    sign = next((w for w in words[: _LONGEST + 1] if w.text == ":"), None)
    if sign is None or sign.index == 0 or len(words) - sign.index <= _LEAST or not sign.space_after:
        return
    name = words[: sign.index]
    if any(w.upos not in _NAMING for w in name) or not any(w.upos in ("VERB", "AUX") for w in words[sign.index :]):
        return
    speaker = next((w for w in name if w.upos in ("PROPN", "NOUN") and not sign.index > w.head >= 0), name[0])
    is_turn = transcript.takes_turns(words[0].start, sign.end)
    if not is_turn and (not _is_somebody(speaker) or _is_heading(words, sign)):
        return
    end = _line_end(text, sentence.end) if is_turn else sentence.end
    yield Turn(speaker, sign, _bare(text, words[sign.index + 1].start, end))


def _is_somebody(word: Word) -> bool:
    return (
        word.tag != "O"
        or word.kind in ("person", "organization")
        or word.lemma in cues().documents
        or word.lemma in cues().bodies
    )


def _is_heading(words: Sequence[Word], sign: Word) -> bool:
    """The name of a country or town says where, not who: "Syria: Rebels shelled Hama". Where what follows is quoted or speaks of
    "us", the state does."""
    name = next((w.index for w in words if w.text == ","), sign.index)
    heading = " ".join(w.text for w in words[: min(name, sign.index)])
    match = find_country(heading)
    is_place = match.form in ("name", "code", "capital") if match is not None else words[0].tag == "B-LOC"
    behind = words[sign.index + 1 :]
    return is_place and behind[0].text not in _QUOTES and not any(w.lemma.lower() in _FIRST for w in behind)


def _line_end(text: str, at: int) -> int:
    """Where the paragraph of a transcript's turn ends."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _named_behind(text: str, quotations: Quotations, sentence: Sentence) -> Iterator[Turn]:
    """ "We will stay." — Marta Oduya"""
    for sign, name in zip(sentence.words, sentence.words[1:], strict=False):
        if sign.text not in _DASHES or name.upos != "PROPN":
            continue
        quotation = quotations.before(sign.start)
        if quotation is None or not quotations.is_speech(quotation):
            continue
        between = text[quotation.end : sign.start]
        last = sentence.subtree(name.index)[1]
        rest = text[sentence.words[last].end :][:_NEAR].lstrip(" .")
        if (
            between.strip(" \n\"“”'’") == ""
            and between.strip()
            and len(between) <= _NEAR
            and (not rest or rest[0] in "\n,(")
        ):
            yield Turn(name, sign, quotations.bare(quotation))


def _done_behind(text: str, quotations: Quotations, sentence: Sentence) -> Iterator[Turn]:
    """ "We will stay," scoffed Marta Oduya: whatever the verb, a quotation that ends as clauses do before it was said so."""
    for verb in sentence.words:
        quotation = quotations.before(verb.start) if verb.upos == "VERB" and verb.xpos in _TOLD else None
        if quotation is None or not quotations.is_uttered(quotation):
            continue
        between = text[quotation.end : verb.start]
        if len(between) > _NEAR or between.strip(_CLOSING) or not between.strip():
            continue
        speaker = subject_behind(sentence, verb)
        if speaker is not None and not _is_done_by_another(sentence, verb, quotation):
            yield Turn(speaker, verb, quotations.bare(quotation))


def _is_done_by_another(sentence: Sentence, verb: Word, quotation: Span) -> bool:
    """ "His play, "Waiting," opened Monday": the verb's subject stands before what is in quotation marks."""
    return any(w.start < quotation.start for w in sentence.dependents(verb.index, "nsubj"))


def _bare(text: str, start: int, end: int) -> Span:
    while end > start + 1 and (text[end - 1].isspace() or text[end - 1] in ".”\"’'"):
        end -= 1
    while start < end - 1 and text[start] in "“\"‘'":
        start += 1
    return Span.of(text, start, end)
