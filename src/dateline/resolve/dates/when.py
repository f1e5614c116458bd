"""When an act took place: the likeliest of the date phrases of its tellings and around them by measured weights, else only that
it was not after publication."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from dateline.events.base import Act, mode_of
from dateline.events.weights import log_odds, measured, odds_told
from dateline.language import lexicon
from dateline.model import EventDate, Report, Span, Status
from dateline.reader.sentence import Sentence, Word
from dateline.resolve.dates.phrases import DateMention, find_dates

#: An act that ended longer ago than this before publication is history, not news.
_NEWS_DAYS = 270
_DATED = measured("dated")
_TOLD = odds_told("date")
_LEAST = 0.45  # a date less likely than this is not taken: then none is about as likely
#: Sentences from a telling in which its date may stand.
_AROUND = (-1, 1, 2)


#: What is planned, and what is asked for or wished.
_TO_COME = frozenset({"planned", "hypothetical"})
_REMEMBERED = lexicon("dates").words("anniversaries")
_PARTING = lexicon("dates").words("parting_conjunctions")
_SOMEBODY = frozenset({"person", "organization"})  # kinds of nouns whose relative clauses tell of them, not of the act
_NAMED = ("LOC", "ORG")
#: How a phrase opens a clause or a deed, and the share of one that does: no other act can be meant.
_ADVERBIAL = ("obl", "advmod", "nmod")
_HUNG = 0.5  # the least share of a phrase that the tree hangs from the act's own verb
_OPENING, _OPENED = frozenset({"mark", "case"}), 0.9


class Dated(NamedTuple):
    """A phrase that may date an act, how it was found, and the network's share for it."""

    mention: DateMention
    kind: str
    share: float = 0.0


class DateResolver:
    """The date phrases of a report, sentence by sentence."""

    def __init__(self, report: Report, sentences: Sequence[Sentence]) -> None:
        line = report.dateline.date if report.dateline is not None else None
        self._report = report
        self._reference = line or report.published
        self._sentences = sentences
        self._by_sentence: list[list[DateMention]] = []
        self._future: dict[int, list[DateMention]] = {}
        self._tops: dict[tuple[int, Span], tuple[int, list[Word]]] = {}
        self._before: list[date | None] = []  # by sentence, the day last spoken of before it
        spoken: date | None = None
        for i in range(len(sentences)):
            self._before.append(spoken)
            self._by_sentence.append(self._dates(i))
            spoken = next(
                (m.start for m in reversed(self._by_sentence[i]) if _is_spoken_of(m, self._reference)), spoken
            )

    def of(self, *acts: Act) -> EventDate | None:
        """The date of an act by its tellings; ``not_after`` publication where the text gives none; None where not even that is
        known."""
        found = self._best(acts)
        if found is not None:
            return self.dated(*found, acts[0].status)
        if self._reference is None:
            return None
        origin: Literal["published", "dateline"] = "published" if self._report.published is not None else "dateline"
        if acts[0].status == "planned":
            return EventDate(self._reference, None, "not_before", None, origin)
        return EventDate(None, self._report.published or self._reference, "not_after", None, origin)

    def dated(self, mention: DateMention, likely: float, status: Status) -> EventDate:
        """What has happened since a day has done so by now, and what is to happen by a day will do so from now on."""
        start, end, precision = mention.start, mention.end, mention.precision
        now = self._report.published or self._reference
        if precision == "not_before" and status != "planned" and start is not None and now is not None and start <= now:
            end, precision = now, "days"
        if precision == "not_after" and status == "planned" and end is not None and now is not None and now <= end:
            start, precision = now, "days"
        if start is not None and end is not None and now is not None and start <= now < end and status == "happened":
            end, precision = now, "part"
        return EventDate(start, end, precision, mention.span, "text", likely)

    def _best(self, acts: Sequence[Act]) -> tuple[DateMention, float] | None:
        """The likeliest phrase, and how likely it is, by all that speaks for each; None if none is likely enough."""
        return _DATED.likeliest(self.known(acts), _LEAST)

    def known(self, acts: Sequence[Act]) -> dict[DateMention, dict[str, float]]:
        """What is known of each phrase that may date an act, by the names of the weights: the network's log odds for it, those
        that an act of the kind has its date told, and every way in which it was found."""
        offers: dict[DateMention, list[Dated]] = {}
        for offer in (o for act in acts for o in self._offers(act)):
            offers.setdefault(offer.mention, []).append(offer)
        told = _TOLD(acts[0].type, mode_of(acts))
        return {
            mention: dict.fromkeys((offer.kind for offer in for_it), 1.0)
            | {"head": log_odds(max(offer.share for offer in for_it)), "told": told}
            for mention, for_it in offers.items()
        }

    def _offers(self, act: Act) -> Iterator[Dated]:
        """Every phrase that may date a telling: those that the network sees, in whatever sentence, its adverbials, those of its
        clause, of its sentence, and of the sentences around it."""
        heard = {(p.sentence, p.word): p.share for p in act.parts if p.side == "time"}
        around = [i for i in _AROUND if 0 <= act.sentence + i < len(self._sentences)]
        for i in dict.fromkeys((act.sentence, *(i for i, _ in heard), *(act.sentence + i for i in around))):
            mentions = self._to_come(i) if act.status in _TO_COME else self._by_sentence[i]
            if i == act.sentence:
                mentions = [self._told_behind(m, act) for m in mentions]
            by_grammar = self._by_grammar(act, mentions) if i == act.sentence else None
            for m in mentions:
                clause = self._clause_opened(m, self._sentences[i])
                if clause is not None and not self._is_in(act, i, clause):
                    continue
                if self._is_at_odds(m, act.status) or self._is_said_closer(m, i):
                    continue
                if i == act.sentence and clause is None and self._is_of_other_clause(m, act):
                    continue
                share = sum(s for (j, w), s in heard.items() if i == j and _holds(m, self._sentences[j].words[w]))
                if i == act.sentence and share < _HUNG and self._hangs_directly(m, act):
                    share = _HUNG
                if clause is not None:
                    yield Dated(m, "adverbial", max(share, _OPENED))
                elif by_grammar is not None and m is by_grammar[1]:
                    yield Dated(m, by_grammar[0], max(share, _OPENED) if m.of_noun else share)
                elif i == act.sentence:
                    yield Dated(m, self._beside(m, act), share)
                elif share > 0:
                    yield Dated(m, "elsewhere", share)
                else:
                    yield from self._around(act, i, m)

    def _around(self, act: Act, sentence: int, mention: DateMention) -> Iterator[Dated]:
        """A phrase of a sentence before or after a telling. What the first sentence tells, the next ones date: "A court has
        lifted the ban. It ruled on Monday that …"."""
        after = sentence - act.sentence
        yield Dated(mention, "before" if after < 0 else "after" if after == 1 else "later")
        if mention.precision == "day":
            yield Dated(mention, "near_day")
        if act.sentence == 0:
            yield Dated(mention, "after_lead")

    def _beside(self, mention: DateMention, act: Act) -> str:
        """How a phrase of its sentence stands to an act: in a clause that hangs from it, in one that it hangs from, or apart."""
        sentence = self._sentences[act.sentence]
        _, tops = self._tops_of(sentence, mention.span)
        over = {a.index for a in sentence.ancestors(act.word)}
        if any(a.index == act.word for w in tops for a in sentence.ancestors(w.index)):
            return "beside_below"
        return "beside_above" if any(w.head in over for w in tops) else "beside"

    def _clause_opened(self, mention: DateMention, sentence: Sentence) -> int | None:
        """The word of a clause or of a deed that a phrase opens and dates alone: "three years after police shot a student", of
        which the jailing told with it was not three years ago."""
        if mention.unbound is not None:
            return None
        remembered = self._remembered(mention, sentence)
        if remembered is not None:  # "congratulated Laos on the 75th anniversary of its founding": the founding
            return remembered.index
        opening = (
            w.head for w in self._tops_of(sentence, mention.span)[1] if w.deprel in _OPENING and w.head > w.index
        )
        return next((head for head in opening if sentence.words[head].start >= mention.span.end), None)

    def _remembered(self, mention: DateMention, sentence: Sentence) -> Word | None:
        """The word for an anniversary that a phrase counts."""
        return next((w for w in self._tops_of(sentence, mention.span)[1] if w.lemma in _REMEMBERED), None)

    def _is_said_closer(self, mention: DateMention, sentence: int) -> bool:
        """ "The sixth anniversary of the September 11, 2001, attacks": the day itself is told."""
        s = self._sentences[sentence]
        remembered = self._remembered(mention, s)
        if remembered is None:
            return False
        end = s.words[s.subtree(remembered.index)[1]].end
        return any(mention.span.end <= m.span.start < end for m in self._by_sentence[sentence])

    def _hangs_directly(self, mention: DateMention, act: Act) -> bool:
        """Is a phrase an adverbial of the very verb, or of that before it which "and" joins it to: "ended its silence on Saturday
        and voiced support"?"""
        sentence = self._sentences[act.sentence]
        verb = sentence.words[act.word]
        if verb.relation == "obj" and verb.head >= 0:  # "voiced | support"
            verb = sentence.words[verb.head]
        if verb.upos != "VERB":
            return False
        above = sentence.words[verb.head] if verb.relation == "conj" and verb.head >= 0 else None
        shared = above is not None and above.xpos == verb.xpos and sentence.child(verb.index, "nsubj") is None
        over = {verb.index, *((above.index,) if above is not None and shared else ())}
        tops = self._tops_of(sentence, mention.span)[1]
        return any(w.head in over and w.relation in _ADVERBIAL for w in tops)

    def _is_news(self, mention: DateMention) -> bool:
        """Too young for what is long over: on Monday "a lighthouse bombed in the Civil War" opened."""
        start = mention.start or mention.end
        return start is not None and self._reference is not None and start >= _earlier(self._reference)

    def _is_at_odds(self, mention: DateMention, status: Status) -> bool:
        """What is planned is not over, and what is history no news."""
        return (status == "historical" and self._is_news(mention)) or (status == "planned" and self._is_over(mention))

    def _is_over(self, mention: DateMention) -> bool:
        """Past before the report was written: "said on Tuesday that they would free four soldiers"."""
        return mention.end is not None and self._reference is not None and mention.end < self._reference

    def _is_of_other_clause(self, mention: DateMention, act: Act) -> bool:
        """Does a phrase stand in a clause of its own that tells something else: "over a march held on Saturday", "a general whose
        troops on Saturday shelled a camp", "since Russia invaded two years ago"?"""
        sentence = self._sentences[act.sentence]
        _, tops = self._tops_of(sentence, mention.span)
        return bool(tops) and all(self._stands_apart(sentence, top, act) for top in tops)

    def _stands_apart(self, sentence: Sentence, top: Word, act: Act) -> bool:
        own = {act.word, *(a.index for a in sentence.ancestors(act.word))}
        above = sentence.words[top.head] if top.head >= 0 else None
        for clause in (sentence.words[act.word], *sentence.ancestors(act.word)):
            if clause.deprel == "acl:relcl":  # behind "the minister, whose party walked out, met students"
                last = sentence.subtree(clause.index)[1]
                return above is not None and above.upos == "VERB" and above.index > last and top.index > last
        for clause in sentence.ancestors(top.index):
            if clause.index in own:
                return False
            if clause.relation == "advcl" and sentence.child(clause.index, "nsubj") is not None:
                return any(m.lemma in _PARTING for m in sentence.dependents(clause.index, "mark"))
            if clause.relation == "acl" and clause.upos == "VERB":
                told_of = sentence.words[clause.head]
                return told_of.kind in _SOMEBODY or (
                    told_of.relation in ("obl", "nmod") and told_of.index != act.word and told_of.head == act.word
                )
        return False

    def _told_behind(self, mention: DateMention, act: Act) -> DateMention:
        """The phrase as it dates an act of the clause that it opens, or of its noun: the bombs of "since July, when bombs killed
        50" fell in July, the vote of "two days after Friday's vote" was on Friday."""
        sentence = self._sentences[act.sentence]
        if mention.unbound is None or sentence.words[act.word].start <= mention.span.end:
            return mention
        of_it = any(w.head == act.word for w in self._tops_of(sentence, mention.unbound.span)[1])
        return mention.unbound if of_it or not mention.of_noun else mention

    def _is_in(self, act: Act, sentence: int, word: int) -> bool:
        """Is the act told by a word or in what hangs from it?"""
        ancestors = self._sentences[sentence].ancestors(act.word) if sentence == act.sentence else ()
        return sentence == act.sentence and (act.word == word or any(a.index == word for a in ancestors))

    def _by_grammar(self, event: Act, mentions: Sequence[DateMention]) -> tuple[str, DateMention] | None:
        """The phrase that is an adverbial of the act, or else the first of its clause that hangs from it; and which of both."""
        sentence = self._sentences[event.sentence]
        for w in event.times:
            first, last = sentence.subtree(w)
            start, end = sentence.words[first].start, sentence.words[last].end
            for m in mentions:
                if start <= m.span.start < end:
                    return "adverbial", m
        first, last = event.scope
        start, end = sentence.words[first].start, sentence.words[last].end
        inside = [m for m in mentions if start <= m.span.start < end and self._hangs_from(sentence, m, event.word)]
        return ("scope", inside[0]) if inside else None

    def _dates(self, sentence: int, *, future: bool = False) -> list[DateMention]:
        """The phrases of a sentence; those of ``future`` read as yet to come: "will meet on Thursday"."""
        s, report, previous = self._sentences[sentence], self._report, self._before[sentence]
        line = report.dateline.date if report.dateline is not None else None
        found = find_dates(
            report.text, s.start, s.end, published=report.published, dateline=line, previous=previous, future=future
        )
        behind = (*s.words[1:], None)
        named = {
            w.start
            for w, after in zip(s.words, behind, strict=True)
            if w.tag.endswith("PER") or (w.tag.endswith(_NAMED) and after is not None and after.tag.startswith("I-"))
        }
        return [m for m in found if m.span.start not in named]  # "Sunday Okoro", "Mar del Plata" are no days

    def _to_come(self, sentence: int) -> list[DateMention]:
        """The phrases of a sentence as they are read of what is yet to come."""
        if sentence not in self._future:
            self._future[sentence] = self._dates(sentence, future=True)
        return self._future[sentence]

    def _hangs_from(self, sentence: Sentence, mention: DateMention, word: int) -> bool:
        """The phrase modifies the event's word or what governs it, not some other noun or clause."""
        first, tops = self._tops_of(sentence, mention.span)
        if mention.of_noun:  # "resigned three days after Sunday's riot"
            tops = [sentence.words[w.head] for w in tops if w.head >= 0]
        governors = {word, *(a.index for a in sentence.ancestors(word))}
        governors |= {c.index for c in sentence.dependents(word, "conj", "obl") if c.index < first}
        return any(w.head in governors or w.index in governors for w in tops)

    def _tops_of(self, sentence: Sentence, span: Span) -> tuple[int, list[Word]]:
        """The first word of a phrase (0 if it has none), and its words that hang from outside it."""
        asked = sentence.index, span
        if asked not in self._tops:
            inside = [w for w in sentence.words if span.start <= w.start < span.end]
            own = {w.index for w in inside}
            self._tops[asked] = inside[0].index if inside else 0, [w for w in inside if w.head not in own]
        return self._tops[asked]

    def status(self, event: Act, when: EventDate | None) -> Status:
        """Historical, if what happened ended long before publication."""
        if (
            when is None
            or when.end is None
            or when.text is None
            or self._reference is None
            or event.status != "happened"
        ):
            return event.status
        return "historical" if when.end < _earlier(self._reference) else event.status


def _holds(mention: DateMention, word: Word) -> bool:
    return mention.span.start <= word.start < mention.span.end


def _is_spoken_of(mention: DateMention, reference: date | None) -> bool:
    """A day of the past, from which "the next day" and "hours later" count."""
    return (
        mention.precision == "day" and mention.start is not None and (reference is None or mention.start <= reference)
    )


def _earlier(day: date) -> date:
    return day - timedelta(days=min(_NEWS_DAYS, day.toordinal() - 1))
