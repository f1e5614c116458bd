"""Notes -> the annotated report: every quotation becomes characters of the text, every date a day, every actor a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from corpus.days import resolved, span_of
from corpus.form import FormError, NotedEvent, NotedReport, NotedStatement, Participant, Quote
from corpus.spans import Finder, Span, occurrences

PUBLISHER = "VOA"
GAP = "\n\n"
Record = dict[str, Any]
PRONOUNS = frozenset(
    "i me my mine we us our ours you your he him his she her hers it its they them their theirs "
    "himself herself itself themselves who whom whose which".split()
)


@dataclass(frozen=True, slots=True)
class Compiled:
    """``record`` is the report in the contract's words; ``problems`` is empty when every line could be placed."""

    record: Record
    problems: list[str]


def compiled(report: NotedReport) -> Compiled:
    return _Compiler(report).run()


class _Compiler:
    def __init__(self, report: NotedReport) -> None:
        self.report = report
        self.problems: list[str] = []
        self.finders: dict[int, Finder] = {}
        self.bounds: list[Span] = []
        self.order = {n: i for i, n in enumerate(report.sentences)}
        offset, texts = 0, []
        for number, sentence in report.sentences.items():
            self.finders[number] = Finder(sentence.text, offset)
            self.bounds.append((offset, offset + len(sentence.text)))
            texts.append(sentence.text)
            offset += len(sentence.text) + len(GAP)
        self.text = GAP.join(texts)
        self.mentions: dict[str, list[tuple[int, Span]]] = {a: [] for a in report.actors}
        self.names: list[tuple[str, Span]] = []

    def run(self) -> Compiled:
        for sentence in self.report.sentences.values():
            for kind, quote in sentence.names:
                if span := self._span(quote, f"name {kind}"):
                    self.names.append((kind, span))
            for actor, quote in sentence.mentions:
                if actor not in self.mentions:
                    self._problem(sentence.number, f"no actor {actor} is declared behind @")
                elif span := self._span(quote, "mention"):
                    self.mentions[actor].append((sentence.number, span))
        for spans in self.mentions.values():
            spans.sort(key=lambda m: m[1])
        dismissed = [
            span for s in self.report.sentences.values() for q in s.dismissed if (span := self._span(q, "mention"))
        ]
        events = [e for s in self.report.sentences.values() for n in s.events if (e := self._event(s.number, n))]
        statements = [
            x for s in self.report.sentences.values() for n in s.statements if (x := self._statement(s.number, n))
        ]
        record = {
            "id": self.report.id,
            "publisher": PUBLISHER,
            "published": self.report.published.isoformat(),
            "text": self.text,
            "sentences": [{"start": b, "end": e} for b, e in self.bounds],
            "names": [{"kind": k, **self._said(s)} for k, s in sorted(self.names, key=lambda n: n[1])],
            "actors": [self._actor(a) for a in self.report.actors],
            "no_actor": [self._said(s) for s in sorted(dismissed)],
            "events": events,
            "statements": statements,
        }
        return Compiled(record, self.problems)

    def _problem(self, sentence: int, what: object) -> None:
        self.problems.append(f"{self.report.id} sentence {sentence}: {what}")

    def _span(self, quote: Quote, purpose: str) -> Span | None:
        try:
            if quote.sentence not in self.finders:
                raise FormError(f"{quote.words!r}: sentence {quote.sentence} is not of this report")
            return self.finders[quote.sentence].find(quote, purpose)
        except FormError as problem:
            self._problem(quote.sentence, problem)
            return None

    def _said(self, span: Span) -> Record:
        return {"start": span[0], "end": span[1], "text": self.text[span[0] : span[1]]}

    def _actor(self, actor: str) -> Record:
        declared, spans = self.report.actors[actor], [s for _, s in self.mentions[actor]]
        return {
            "id": actor,
            "name": self._name(actor),
            "kind": {"org": "organization"}.get(declared.kind, declared.kind),
            "country": declared.country,
            "mentions": [{**self._said(s), "form": self._form(s)} for s in spans],
        }

    def _name(self, actor: str) -> str:
        """The longest proper name inside a mention, else the longest mention."""
        spans = [s for _, s in self.mentions[actor]]
        inside = [n for k, n in self.names if k != "nat" and any(s[0] <= n[0] and n[1] == s[1] for s in spans)]
        best = max(inside or spans, key=lambda s: (s[1] - s[0], -s[0]), default=(0, 0))
        return self.text[best[0] : best[1]]

    def _form(self, span: Span) -> str:
        words = self.text[span[0] : span[1]].lower()
        if words in PRONOUNS:
            return "pronoun"
        named = any(k != "nat" and span[0] <= n[0] and n[1] == span[1] for k, n in self.names)
        return "name" if named else "nominal"

    def _event(self, sentence: int, note: NotedEvent) -> Record | None:
        triggers = [span for q in note.triggers if (span := self._span(q, f"trigger {note.line}"))]
        if not triggers:
            return None
        status = note.status
        return {
            "type": note.type,
            "mode": note.mode,
            "evidence": [self._said(s) for s in triggers],
            "actors": self._side(sentence, note.actors),
            "recipients": self._side(sentence, note.recipients),
            "place": self._place(sentence, note),
            "date": self._date(note),
            "status": status,
            "size": note.sizes,
            "sources": [*self._chain(sentence, note.chain), PUBLISHER],
            "optional": note.optional,
            "also": note.also,
        }

    def _side(self, sentence: int, side: list[Participant]) -> list[Record]:
        found = []
        for participant in side:
            spans = self.mentions.get(participant.actor, [])
            if participant.actor not in self.mentions:
                self._problem(sentence, f"no actor {participant.actor} is declared behind @")
            elif not spans:
                self._problem(sentence, f"{participant.actor} takes part and is mentioned nowhere")
            elif participant.sentence and participant.sentence not in {n for n, _ in spans}:
                self._problem(sentence, f"{participant.actor} is not mentioned in sentence {participant.sentence}")
            else:
                span = self._nearest(spans, participant.sentence or sentence)
                found.append({"actor": participant.actor, **self._said(span)})
        return found

    def _nearest(self, spans: list[tuple[int, Span]], sentence: int) -> Span:
        """Of a chain, the mention in this sentence, else the last before it, else the first behind it."""
        here = [s for n, s in spans if n == sentence]
        before = [s for n, s in spans if self.order[n] < self.order.get(sentence, 0)]
        return here[0] if here else before[-1] if before else spans[0][1]

    def _place(self, sentence: int, note: NotedEvent) -> Record | None:
        if (place := note.place) is None:
            return None
        found: Record = {"name": place.name, "country": place.country, "basis": place.basis}
        if place.name:
            spans = [
                (n, (b + f.offset, e + f.offset))
                for n, f in self.finders.items()
                for b, e in occurrences(f.text, place.name)
            ]
            if not spans:
                self._problem(sentence, f"the place {place.name!r} is not in the report")
                return None
            found |= self._said(self._nearest(spans, sentence))
        elif place.basis != "participant":
            self._problem(sentence, "a place without a name has the basis participant")
        return found

    def _date(self, note: NotedEvent) -> Record | None:
        if note.date is None:
            return None
        quote = note.date.quote
        span = self._span(quote, f"date {note.line}")
        if span is None:
            return None
        try:
            days = (
                span_of(note.date.resolved)
                if note.date.resolved
                else resolved(quote.words, self.report.published, ahead=note.status in ("planned", "hypothetical"))
            )
        except (ValueError, OverflowError) as problem:
            what = note.date.resolved or quote.words
            self._problem(
                quote.sentence, f"{what!r} is no day or span ({problem}); write YYYY-MM-DD, YYYY-MM, YYYY or A..B"
            )
            return None
        if days is None:
            self._problem(
                quote.sentence, f"say which day {quote.words!r} is: on {quote.words} = YYYY-MM-DD[..YYYY-MM-DD]"
            )
            return None
        return {"start": days[0].isoformat(), "end": days[1].isoformat(), "words": self._said(span)}

    def _chain(self, sentence: int, chain: list[str]) -> list[str]:
        for actor in chain:
            if actor not in self.mentions:
                self._problem(sentence, f"by {actor}: no such actor is declared behind @")
        return [a for a in chain if a in self.mentions]

    def _statement(self, sentence: int, note: NotedStatement) -> Record | None:
        content = self._span(note.content, "content")
        if content is None:
            return None
        cue = self._span(note.cue, "cue") if note.cue else None
        if note.speaker is not None and note.speaker not in self.mentions:
            self._problem(sentence, f"the speaker {note.speaker} is not declared behind @")
            return None
        spans = self.mentions.get(note.speaker or "", [])
        near = self._nearest(spans, sentence) if spans else None
        return {
            "speaker": note.speaker and {"actor": note.speaker, **(self._said(near) if near else {})},
            "cue": cue and self._said(cue),
            "content": self._said(content),
            "quoted": note.quoted,
            "sources": [*([note.speaker] if note.speaker else []), *self._chain(sentence, note.chain), PUBLISHER],
            "optional": note.optional,
        }
