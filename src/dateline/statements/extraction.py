"""Find statements in analysed sentences: clauses of speech, quotations with their speaker before, behind or between,
"according to", things noted or announced. What only describes an act or an attitude is left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from dateline.grammar.arguments import charged
from dateline.grammar.quotations import Quotations
from dateline.grammar.saying import cues
from dateline.language import lexicon
from dateline.model import Span
from dateline.reader.sentence import Sentence, Word
from dateline.statements.attitudes import find_attitudes
from dateline.statements.attribution import Attribution
from dateline.statements.carried import carry_on
from dateline.statements.contents import (
    Range,
    clause_above,
    clause_below,
    complements,
    parts_around,
    parts_below,
    saying_quoted,
    thing_said,
    trimmed,
)
from dateline.statements.heard import edges_for, unlisted
from dateline.statements.issuers import Issuers
from dateline.statements.speakers import (
    is_infinitive,
    is_speaking,
    is_uttered,
    may_act,
    source_phrase,
    speaker_of,
    subject_before,
)
from dateline.statements.speech_phrases import can_speak, find_phrases
from dateline.statements.turns import Transcript, find_turns
from dateline.statements.voices import Voices

_WORDS = lexicon("statements")
_CITING, _READING, _CLAIMED = (_WORDS.words(name) for name in ("citing_verbs", "reading_verbs", "claimed_nouns"))
_WANTED = tuple(f"{word} " for word in _WORDS.ordered("purpose_prepositions"))

_MOSTLY = 0.5
_REACH = 25  # words between a cue and its quotation


class Speech(NamedTuple):
    """What a report says that others say or think, and whose words stand in quotation marks where."""

    said: list[Attribution]
    voices: Voices


def speech_of(text: str, start: int, sentences: Sequence[Sentence]) -> Speech:
    """The speech in a report whose body begins at ``start``: sentence by sentence, then quotations that go on without a cue."""
    finder = StatementFinder(text, start)
    said = [s for sentence in sentences for s in finder.find(sentence)]
    said += finder.carried_on(sentences, said)
    return Speech(said, finder.voices(said))


class StatementFinder:
    """One report's statements; ``find`` must be called for its sentences in order."""

    def __init__(self, text: str, start: int) -> None:
        self._text = text
        self._quotations = Quotations.of(text, start)
        self._issuers = Issuers()
        self._transcript = Transcript(text)
        #: cues whose quotation stands in a later sentence: "He said:"
        self._announcing: list[Attribution] = []

    def find(self, sentence: Sentence) -> list[Attribution]:
        """The statements whose cue stands in ``sentence``, the outer before the inner."""
        found = [s for verb in sentence.words if verb.upos == "VERB" for s in self._spoken(sentence, verb)]
        found += self._phrased(sentence)
        found = self._by_network(sentence, found)
        found += self._after_colon(sentence, found)
        found += self._turned(sentence, found)
        found += self._held(sentence, found)
        self._issuers.note(sentence)
        ordered = sorted(dict.fromkeys(found), key=lambda s: (s.content.start, -s.content.end))
        return _without_thoughts(ordered, sentence)

    def _by_network(self, sentence: Sentence, found: list[Attribution]) -> list[Attribution]:
        """What is said begins and ends where the network sees it, and what it sees alone is said too."""
        mended: dict[Attribution, Attribution] = {}
        for said, saying, content in edges_for(sentence, found):
            spans = self._spans(sentence, sentence.words[saying.cue[0]], [content])
            if spans and not spans[0].overlaps(said.cue):
                mended[said] = replace(said, content=spans[0], quoted=self._is_quoted(spans[0]))
        more = []
        for heard in unlisted(sentence, found):
            first, last = sentence.words[heard.cue[0]], sentence.words[heard.cue[1]]
            cue = Span.of(self._text, first.start, last.end)
            where, who = self._issuers.named(sentence, heard.speaker)
            source = self._source(sentence, heard.speaker, first.index)
            if not is_speaking(heard.speaker):
                more += [
                    Attribution(where, who, cue, content, self._is_quoted(content), source=source)
                    for content in self._spans(sentence, first, [heard.content])
                ]
        return [mended.get(said, said) for said in found] + more

    def carried_on(self, sentences: Sequence[Sentence], found: Sequence[Attribution]) -> list[Attribution]:
        """Quotations without a cue of their own, beside one with a cue: the same speaker goes on."""
        return carry_on(self._quotations, sentences, found, self._announcing)

    def voices(self, said: Sequence[Attribution]) -> Voices:
        """Whose words stand in quotation marks where, by the statements that were found."""
        return Voices(self._quotations, said)

    def _spoken(self, sentence: Sentence, verb: Word) -> Iterator[Attribution]:
        lemma = cues().speech(sentence, verb)
        if lemma is not None and lemma in cues().charging:
            yield from self._charged(sentence, verb)
        if lemma is None or (lemma in cues().judging and not self._quotations.spans):
            return
        speaker = speaker_of(sentence, verb)
        if speaker is not None and (is_speaking(speaker) or not _may_speak(speaker, verb, lemma)):
            return
        contents, is_thing = self._contents(sentence, verb, lemma, speaker)
        contents = [self._without_speaker(content, speaker) for content in contents]
        cue = self._cue(sentence, verb)
        where, who = self._issuers.named(sentence, speaker)
        source = self._source(sentence, speaker, verb.index)
        if not contents:
            if sentence.words[-1].text == ":" and lemma not in cues().weak and speaker is not None:
                self._announcing.append(Attribution(where, who, cue, cue, quoted=True, source=source))
            return
        quoted = self._is_quoted(contents[0])
        if not quoted and (
            speaker is None or not is_uttered(sentence, verb) or (is_thing and is_infinitive(sentence, verb))
        ):
            return
        for content in contents:
            yield Attribution(where, who, cue, content, self._is_quoted(content), source=source)

    def _without_speaker(self, content: Span, speaker: Word | None) -> Span:
        """ "…," a farmer, Kasereka Muhindo, said: what is said ends with the quotation, whoever stands behind it."""
        quotation = self._quotations.at(content.start + 1)
        held = speaker is not None and content.start <= speaker.start < content.end
        return (
            self._quotations.bare(quotation)
            if held and quotation is not None and quotation.end < content.end
            else content
        )

    def _charged(self, sentence: Sentence, verb: Word) -> Iterator[Attribution]:
        """ "X was accused by Y of bombing a hospital": Y is told of as the source. In the active to accuse is Y's act."""
        speaker = sentence.child(verb.index, "obl:agent")
        clauses = sentence.dependents(verb.index, "advcl", "xcomp")
        deed = next((d for d in clauses if charged(sentence, d) is not None), None)
        if speaker is None or deed is None or is_speaking(speaker) or not is_uttered(sentence, verb):
            return
        first, last = deed.index, sentence.subtree(deed.index)[1]
        where, who = self._issuers.named(sentence, speaker)
        source = self._source(sentence, speaker, verb.index)
        for content in self._spans(sentence, verb, [(first, last)]):
            yield Attribution(where, who, self._cue(sentence, verb), content, self._is_quoted(content), source=source)

    def _contents(
        self, sentence: Sentence, verb: Word, lemma: str, speaker: Word | None
    ) -> tuple[Sequence[Span], bool]:
        """What is said, and whether it is a thing ("noted the expansion") rather than a clause or a quotation."""
        if (quoting := saying_quoted(sentence, verb)) is not None:
            return self._spans(sentence, verb, [quoting]), False
        parts: list[Range] = []
        if (clause := clause_below(sentence, verb, speaker)) is not None:
            parts = parts_below(sentence, verb, clause, speaker)
        elif lemma not in cues().judging and (host := clause_above(sentence, verb, speaker)) is not None:
            parts = parts_around(sentence, verb, host, speaker)
            if lemma in cues().weak and verb.relation != "parataxis":
                parts = []
        if parts:
            return self._spans(sentence, verb, parts), False
        if (quotation := self._beside(sentence, verb, lemma, speaker)) is not None:
            return [quotation], False
        if lemma in cues().resuming:
            return [], False
        if lemma in cues().weak or lemma in cues().judging:
            act = self._quoting_act(sentence, verb, lemma)
            if act or lemma not in cues().infinitives:
                return act, False
        return self._things(sentence, verb, lemma), True

    def _things(self, sentence: Sentence, verb: Word, lemma: str) -> list[Span]:
        thing = sentence.child(verb.index, "obj")
        if lemma in _CITING and verb.xpos == "VBG" and thing is not None and can_speak(thing):
            return []
        listed = lemma in cues().nominal or (lemma in cues().infinitives and (thing is None or thing.lemma in _CLAIMED))
        part = thing_said(sentence, verb) if listed else None
        return self._spans(sentence, verb, [part]) if part is not None else []

    def _spans(self, sentence: Sentence, verb: Word, parts: Sequence[Range]) -> list[Span]:
        """The parts as text; one that lies in a quotation grows to the whole of it, which may be several sentences."""
        found: list[Span] = []
        spoken = self._quotations.at(verb.start)
        for part in parts:
            span = self._span(sentence, part)
            if span is None or (spoken is not None and span.start >= spoken.end):
                continue  # what is told inside a quotation ends with it
            quotation = self._quotations.at(span.start)
            if quotation is not None and span.end <= quotation.end and self._quotations.at(verb.start) != quotation:
                span = self._quotations.bare(quotation)
            if span not in found:
                found.append(span)
        return found

    def _span(self, sentence: Sentence, part: Range) -> Span | None:
        """The range without what does not belong to it at its edges; a quotation that is only a part of it keeps its marks."""
        inner = trimmed(sentence, part)
        if inner is None:
            return None
        return self._quotations.balanced(sentence.words[inner[0]].start, sentence.words[inner[1]].end)

    def _beside(self, sentence: Sentence, verb: Word, lemma: str, speaker: Word | None) -> Span | None:
        """The quotation that ends where the cue and its speaker begin, or opens behind them."""
        if lemma in cues().judging or self._quotations.at(verb.start) is not None:
            return None
        near = self._quotations.within(sentence.start, sentence.end)
        earlier = self._quotations.at(sentence.start)
        near = near if earlier is None or earlier in near else (earlier, *near)
        start = min(verb.start, sentence.words[sentence.subtree(speaker.index)[0]].start) if speaker else verb.start
        before = [q for q in near if 0 <= start - q.end <= 4 and not self._quotations.is_title(q)]
        if before:
            return self._quotations.bare(before[-1])
        behind = next((q for q in near if q.start > verb.end), None)
        if behind is None or (lemma in cues().weak and not self._quotations.is_speech(behind)):
            return None
        between = [w for w in sentence.words[verb.index + 1 :] if w.end < behind.start]
        if len(between) > _REACH or any(w.upos in ("VERB", "CCONJ", "PART") for w in between):
            return None
        set_off = not between or between[-1].upos == "PUNCT"
        return self._quotations.bare(behind) if set_off or lemma not in cues().weak else None

    def _quoting_act(self, sentence: Sentence, verb: Word, lemma: str) -> list[Span]:
        """What an act governs, if words of it are quoted: "called the vote a "farce"", "urged them to "lay down arms"."""
        part = complements(sentence, verb)
        span = self._span(sentence, _without_sources(sentence, part)) if part is not None else None
        if span is None or self._quotations.at(verb.start) is not None:
            return []
        quoted = self._quotations.within(span.start, span.end)
        if quoted and _is_anothers(sentence, verb, quoted[0].start):
            return []
        naming = lemma in cues().judging and not span.text.startswith(_WANTED)
        said = naming or (lemma not in cues().showing and any(self._quotations.is_speech(q) for q in quoted))
        return [span] if quoted and said else []

    def _phrased(self, sentence: Sentence) -> Iterator[Attribution]:
        for phrase in find_phrases(sentence):
            content = self._span(sentence, phrase.content)
            if content is None or is_speaking(phrase.speaker):
                continue
            words = sentence.words
            cue = Span.of(self._text, words[phrase.cue[0]].start, words[phrase.cue[1]].end)
            where, who = self._issuers.named(sentence, phrase.speaker)
            source = self._source(sentence, phrase.speaker, phrase.cue[0])
            yield Attribution(where, who, cue, content, self._is_quoted(content), source=source)

    def _turned(self, sentence: Sentence, found: Sequence[Attribution]) -> Iterator[Attribution]:
        """Transcripts, headlines and captions, where no words show that somebody speaks."""
        for turn in find_turns(self._text, self._quotations, sentence, self._transcript):
            cue = Span.of(self._text, turn.sign.start, turn.sign.end)
            known = (s.content.overlaps(turn.content) and s.cue.start < turn.sign.start for s in found)
            if any(known) or any(s.cue.overlaps(cue) for s in found):
                continue
            where, who = self._issuers.named(sentence, turn.speaker)
            source = self._source(sentence, turn.speaker, turn.sign.index)
            quoted = self._is_quoted(turn.content)
            yield Attribution(where, who, cue, turn.content, quoted, source=source)

    def _held(self, sentence: Sentence, found: Sequence[Attribution]) -> Iterator[Attribution]:
        """Attitudes, where nothing is said by the same cue and that are told neither inside speech nor inside another."""
        inside: list[Span] = [s.content for s in found] + [s.cue for s in found]
        held: list[Attribution] = []
        for attitude in find_attitudes(sentence):
            content = self._span(sentence, attitude.content)
            first = sentence.words[group_start(sentence, attitude.cue[0])]
            last = sentence.words[attitude.cue[1]]
            if content is None or self._quotations.at(first.start) is not None:
                continue
            cue = Span.of(self._text, first.start, last.end)
            where, who = self._issuers.named(sentence, attitude.holder)
            source = self._source(sentence, attitude.holder, attitude.cue[0])
            quoted = self._is_quoted(content)
            held.append(Attribution(where, who, cue, content, quoted, source=source, said=False))
        inside += [s.content for s in held]
        return (s for s in held if not any(span.overlaps(s.cue) for span in inside))

    def _source(self, sentence: Sentence, speaker: Word | None, cue: int) -> Span | None:
        """The words that name the source, on its side of the cue."""
        if speaker is None:
            return None
        first, last = source_phrase(sentence, speaker, cue)
        span = self._span(sentence, (first, last))
        return span if span is not None else Span.of(self._text, speaker.start, speaker.end)

    def _after_colon(self, sentence: Sentence, found: Sequence[Attribution]) -> Iterator[Attribution]:
        """ "His message to the crowd was short: "We stay."": without a speech verb the colon is the cue."""
        for i, sign in enumerate(sentence.words[:-1]):
            if sign.text != ":" or self._quotations.at(sign.start) is not None:
                continue
            behind = self._quotations.within(sign.end, sentence.words[i + 1].end + 2)
            if not behind or not self._quotations.is_speech(behind[0]):
                continue
            content = self._quotations.bare(behind[0])
            speaker = subject_before(sentence, i)
            if speaker is not None and not any(s.content.overlaps(content) for s in found):
                cue = Span.of(self._text, sign.start, sign.end)
                source = self._source(sentence, speaker, i)
                yield Attribution(sentence.index, speaker.index, cue, content, quoted=True, source=source)

    def _is_quoted(self, content: Span) -> bool:
        return self._quotations.share(content) > _MOSTLY

    def _cue(self, sentence: Sentence, verb: Word) -> Span:
        """The verb with its particle and what stands before it of its group."""
        first = group_start(sentence, verb.index)
        particle = sentence.child(verb.index, "compound:prt")
        end = particle.end if particle is not None and particle.index == verb.index + 1 else verb.end
        return Span.of(self._text, sentence.words[first].start, end)


def _without_sources(sentence: Sentence, part: Range) -> Range:
    """ "called it "unethical", according to the agency": who says so is no part of it."""
    cues_there = (p.cue[0] for p in find_phrases(sentence) if part[0] < p.cue[0] <= part[1])
    return part[0], min(cues_there, default=part[1] + 1) - 1


def _is_anothers(sentence: Sentence, verb: Word, quotation: int) -> bool:
    """ "criticised the agency for calling the move "unethical"": the words are whose who calls it so."""
    between = (w for w in sentence.words[verb.index + 1 :] if w.start < quotation)
    return any(cues().speech(sentence, w) is not None and charged(sentence, w) is not None for w in between)


def group_start(sentence: Sentence, index: int) -> int:
    """The first word of the group that a verb or adjective ends: "has also said", "would not say", "were too willing"."""
    group = {w.index for w in sentence.dependents(index, "aux", "cop", "advmod") if w.index < index}
    while index - 1 in group:
        index -= 1
    return index


def _may_speak(speaker: Word, verb: Word, lemma: str) -> bool:
    """Papers and people show and suggest; a scar or a victory does not. Nor is "the way to say it" a speaker."""
    if speaker.lemma in cues().documents:
        return True
    human = may_act(speaker)
    if not human and verb.deprel == "acl":
        return False
    return lemma not in cues().showing or (human and lemma not in _READING)


def _without_thoughts(found: Sequence[Attribution], sentence: Sentence) -> list[Attribution]:
    """ "The ministry said it believes …": a thought inside speech is the speaker's own words, not another statement."""
    if len(found) < 2:
        return list(found)
    thoughts = {w.start for w in sentence.words if w.upos == "VERB" and w.lemma in cues().beliefs}
    return [
        s
        for s in found
        if s.cue.start not in thoughts
        or s.speaker is None
        or sentence.words[s.speaker].upos != "PRON"
        or not any(o is not s and o.content.contains(s.cue) for o in found)
    ]
