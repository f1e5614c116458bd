"""The cards beside a report's text: one for each event, statement, actor, place and abstention, with its reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dateline.model import Abstention, Actor, Because, Coding, Event, Place, Span, Statement
from dateline.show.escaping import as_text, folded, listed
from dateline.show.harmless import one_line, quoted, shorten
from dateline.show.intensity import intensity_scale, intensity_strip, quad_class
from dateline.show.palette import KINDS
from dateline.show.wording import (
    NOBODY,
    Names,
    say_abstention,
    say_act,
    say_alternative,
    say_class,
    say_field,
    say_how,
    say_part,
    say_place,
    say_reason,
    say_size,
    say_sureness,
    say_when,
)

_QUOTATION = 260
_BRIEF = ("Actors", "Places", "Seen and not coded")
Record = Actor | Event | Place | Statement


def _nothing(_: Record) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One report on the page. ``keys`` are the page's own names for the records, which no report can choose.

    ``further`` gives what else the card of a record ends with, as HTML: where a desk leads to from it. ``hits`` are the ranges of
    the text that were searched for.
    """

    coding: Coding
    names: Names
    keys: dict[str, str]
    index: int
    further: Callable[[Record], str] = _nothing
    hits: tuple[tuple[int, int], ...] = ()

    @classmethod
    def of(
        cls,
        coding: Coding,
        index: int,
        further: Callable[[Record], str] = _nothing,
        hits: tuple[tuple[int, int], ...] = (),
    ) -> Sheet:
        keys = {statement.id: f"s{i}" for i, statement in enumerate(coding.attributed)}
        keys |= {event.id: f"e{i}" for i, event in enumerate(coding.events)}
        keys |= {place.id: f"p{i}" for i, place in enumerate(coding.places)}
        keys |= {actor.id: f"a{i}" for i, actor in enumerate(coding.actors)}
        return cls(coding, Names.of(coding), keys, index, further, hits)

    def who(self, ids: Iterable[str]) -> str:
        return ", ".join(self._one(key) for key in ids)

    def _one(self, key: str) -> str:
        actor = self.names.actors.get(key)
        name = f'<span class="{kind_class(actor.kind) if actor else ""}">{as_text(self.names.name(key))}</span>'
        return name + (f'&nbsp;<span class="code">{as_text(actor.country)}</span>' if actor and actor.country else "")

    def card(self, key: str, uses: Iterable[str | None], name: str, heading: str, rest: str, style: str = "") -> str:
        """``uses`` are ids of the coding; one that is no record of it, such as a publisher, lights nothing."""
        used = dict.fromkeys([key, *(self.keys[use] for use in uses if use in self.keys), f"b{key}"])
        button = f'<button type="button" class="pick" aria-pressed="false">{heading}</button>'
        attributes = f'id="r{self.index}-{key}" class="card {style}" data-own="{key}" data-uses="{" ".join(used)}"'
        attributes += f' data-name="{as_text(shorten(name, 60))}"'
        return f"<article {attributes}><h3>{button}</h3>{rest}</article>"


def kind_class(kind: str) -> str:
    return kind if kind in KINDS else "group"


def sections(sheet: Sheet) -> Iterable[str]:
    """The cards in their sections, events first."""
    coding = sheet.coding
    events = [_event(sheet, i, e) for i, e in enumerate(coding.events)]
    yield _section("Who did what to whom", events, intensity_strip(coding.events))
    yield _section("Who says what", [_statement(sheet, i, s) for i, s in enumerate(coding.attributed)])
    yield _section("Actors", [_actor(sheet, i, a) for i, a in enumerate(coding.actors)])
    yield _section("Places", [_place(sheet, i, p) for i, p in enumerate(coding.places)])
    yield _section("Seen and not coded", [_abstention(sheet, i, a) for i, a in enumerate(coding.abstained)])


def _section(title: str, cards: Sequence[str], graphic: str = "") -> str:
    body = f'{graphic}<div class="cards">{"".join(cards)}</div>' if cards else '<p class="none">None.</p>'
    kind = "brief" if title in _BRIEF else "full"
    return f'<section class="{kind}"><h2>{title} <span>{len(cards)}</span></h2>{body}</section>'


def _abstention(sheet: Sheet, index: int, abstention: Abstention) -> str:
    words = quoted(abstention.span.text, 120)
    reason = f'<p class="small">{as_text(say_abstention(abstention))}</p>'
    return sheet.card(f"x{index}", (abstention.record,), words, as_text(words), reason)


def _event(sheet: Sheet, index: int, event: Event) -> str:
    badge = "" if event.status == "happened" else f' <span class="badge">{as_text(event.status)}</span>'
    mode = f" {as_text(event.mode)}" if event.mode else ""
    sort = f'<span class="class">{as_text(say_class(event))}</span>'
    act = f'<span class="act"><span><b>{as_text(event.type)}</b>{mode}</span>{badge} {sort}</span>'
    who = sheet.who(event.actors) or '<span class="none">no actor coded</span>'
    arrow = ' <span class="arrow" role="img" aria-label="to">→</span> '
    whom = arrow + sheet.who(event.recipients) if event.recipients else ""
    facts = (
        ("Where", sheet.names.where(event)),
        ("When", say_when(event.date)),
        ("Says who", sheet.names.chain(event.sources)),
        ("People", say_size(event.size)),
    )
    quotations = "".join(_quotation(sheet.coding, e.sentence, e.trigger) for e in event.evidence)
    told = "; ".join(
        f"sentence {e.sentence + 1}, {e.frame or e.by}, confidence {e.confidence:.2f}" for e in event.evidence
    )
    small = f'<p class="small">{as_text(told)}{intensity_scale(event)}</p>'
    rest = f"{listed(facts)}{quotations}{small}{_why_event(sheet, event)}{sheet.further(event)}"
    uses = (*event.actors, *event.recipients, event.place, *(s.actor for s in event.sources))
    style = f"event {quad_class(event.quad)}" + ("" if event.status == "happened" else " unreal")
    heading = f'{act} <span class="who">{who}{whom}</span>'
    return sheet.card(f"e{index}", uses, say_act(event), heading, rest, style)


def _why_event(sheet: Sheet, event: Event) -> str:
    """Who takes part by which words, the words behind the rest, and the readings that lost."""
    parts = _by_name((sheet.names.name(part.actor), say_part(part)) for part in event.participants)
    others = "; ".join(say_alternative(other) for other in event.alternatives)
    return folded("Why", [*parts, *_because(event.because), ("How sure", say_sureness(event)), ("Or", others)])


def _because(reasons: Iterable[Because]) -> list[tuple[str, str]]:
    """The words that gave each field its value, in a row a field."""
    return _by_name((say_field(reason.field), say_reason(reason)) for reason in reasons)


def _by_name(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """A row a name, with all that is said of it, each once."""
    found: dict[str, dict[str, None]] = {}
    for name, words in pairs:
        found.setdefault(name, {})[words] = None
    return [(as_text(name), "; ".join(words)) for name, words in found.items()]


def _quotation(coding: Coding, number: int, trigger: Span) -> str:
    """The trigger in its sentence, which is shortened at words on either side if it is long."""
    known = 0 <= number < len(coding.sentences) and coding.sentences[number].contains(trigger)
    around = coding.sentences[number] if known else trigger
    before, after = coding.report.text[around.start : trigger.start], coding.report.text[trigger.end : around.end]
    left = as_text(shorten(before[::-1], _QUOTATION // 2)[::-1]) + (" " if before[-1:].isspace() else "")
    right = (" " if after[:1].isspace() else "") + as_text(shorten(after, _QUOTATION // 2))
    return f'<blockquote dir="auto">{left}<b>{as_text(one_line(trigger.text))}</b>{right}</blockquote>'


def _statement(sheet: Sheet, index: int, statement: Statement) -> str:
    unknown = one_line(statement.source.text) if statement.source is not None else NOBODY
    who = sheet.who([statement.speaker]) if statement.speaker else f"<i>{as_text(unknown)}</i>"
    heading = f'<span class="who">{who}</span> <i>{as_text(quoted(statement.cue.text, 60))}</i>'
    content = quoted(statement.content.text) if statement.quoted else shorten(statement.content.text, 400)
    about = ", ".join(sheet.names.name(key) for key in statement.about)
    facts = (
        ("Words", say_how(statement)),
        ("Via", sheet.names.chain(statement.sources)),
        ("About", about),
    )
    uses = (statement.speaker, *(s.actor for s in statement.sources), *statement.about)
    rest = f'<p class="said" dir="auto">{as_text(content)}</p>{listed(facts)}'
    rest += folded("Why", _because(statement.because)) + sheet.further(statement)
    return sheet.card(f"s{index}", uses, f"Statement {quoted(statement.cue.text, 30)}", heading, rest)


def _actor(sheet: Sheet, index: int, actor: Actor) -> str:
    facts = (
        ("Kind", actor.kind),
        ("Sectors", ", ".join(actor.sectors)),
        ("Roles", "; ".join(dict.fromkeys(one_line(role.title) for role in actor.roles))),
        ("Mentions", f"{len(actor.mentions):,}"),
        ("Wikidata", actor.wikidata or ""),
    )
    heading = f'<span class="who">{sheet.who([actor.id])}</span>'
    rest = listed(facts) + folded("Why", _because(actor.because)) + sheet.further(actor)
    return sheet.card(f"a{index}", (), actor.name, heading, rest)


def _place(sheet: Sheet, index: int, place: Place) -> str:
    known = place.lat is not None and place.lon is not None
    facts = (
        ("Feature", place.feature or ""),
        ("Position", f"{place.lat:.3f}, {place.lon:.3f}" if known else ""),
        ("GeoNames", str(place.geonames_id or "")),
        ("Mentions", f"{len(place.mentions):,}"),
    )
    heading = f'<span class="who">{as_text(say_place(place))}</span>'
    rest = listed(facts) + folded("Why", _because(place.because)) + sheet.further(place)
    return sheet.card(f"p{index}", (), place.name, heading, rest)
