"""Records of notes -> the compact form, sentences counted from 1: what ``form.py`` reads back equal."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.form import NotedEvent, NotedReport, NotedStatement, Quote


def written(report: NotedReport) -> str:
    """One report in the compact form, its text with it."""
    return "\n".join(_Writer(report).lines()) + "\n"


class _Writer:
    def __init__(self, report: NotedReport) -> None:
        self.report = report
        self.number = {n: i for i, n in enumerate(report.sentences, 1)}

    def lines(self) -> Iterator[str]:
        report = self.report
        yield f"== {report.id} 1-{len(report.sentences)} {report.published} {report.published:%a}"
        actors = [f"{a.id} {a.kind} {a.country or '?'}" for a in report.actors.values()]
        if actors:
            yield f"@ {'; '.join(actors)}"
        for sentence in report.sentences.values():
            yield f"{self.number[sentence.number]}| {sentence.text}"
            for mark, pairs in (("n", sentence.names), ("m", sentence.mentions)):
                if pairs:
                    yield f"{mark} {'; '.join(f'{label} {_words(q)}' for label, q in pairs)}"
            if sentence.dismissed:
                yield f"x {'; '.join(map(_words, sentence.dismissed))}"
            for event in sentence.events:
                yield self._event(event, sentence.number)
            for statement in sentence.statements:
                yield self._statement(statement, sentence.number)

    def _event(self, event: NotedEvent, here: int) -> str:
        head = f"e{'?' * event.optional} {event.type}{f'/{event.mode}' if event.mode else ''} "
        parts = [head + ", ".join(f'{self._elsewhere(q, here)}"{q.words}"{_nth(q)}' for q in event.triggers)]
        for key, side in (("a", event.actors), ("r", event.recipients)):
            if side:
                named = (p.actor + (f"@{self.number.get(p.sentence, p.sentence)}" if p.sentence else "") for p in side)
                parts.append(f"{key} {', '.join(named)}")
        if place := event.place:
            words = ["at", place.name or "", place.country or "?", place.basis if place.basis != "clause" else ""]
            parts.append(" ".join(filter(None, words)))
        if date := event.date:
            where = self._elsewhere(date.quote, here)
            day = f" = {date.resolved}" if date.resolved else ""
            parts.append(f"on {f'{where}:' if where else ''}{_words(date.quote)}{day}")
        if event.status != "happened":
            parts.append(event.status)
        if event.sizes:
            parts.append(" ".join(f"{k} {n}" for k, n in event.sizes.items()))
        if event.also:
            parts.append(f"also {', '.join(event.also)}")
        if event.chain:
            parts.append(f"by {', '.join(event.chain)}")
        return " | ".join(parts)

    def _statement(self, statement: NotedStatement, here: int) -> str:
        parts = [f"s{'?' * statement.optional} {statement.speaker or '?'}{' q' * statement.quoted}"]
        for quote in (statement.cue, statement.content):
            where = self._elsewhere(quote, here) if quote else ""
            parts.append(f"{f'{where}:' if where else ''}{_words(quote)}" if quote else "-")
        if statement.chain:
            parts.append(f"by {', '.join(statement.chain)}")
        return " | ".join(parts)

    def _elsewhere(self, quote: Quote, here: int) -> str:
        return "" if quote.sentence == here else str(self.number.get(quote.sentence, quote.sentence))


def _words(quote: Quote) -> str:
    return quote.words + _nth(quote)


def _nth(quote: Quote) -> str:
    return f"~{quote.nth}" if quote.nth is not None else ""
