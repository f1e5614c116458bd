"""The actors that a model names, as far as the report names them: every mention stands in the text, every code is one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dateline.llm.answer_schema import FORMS, KINDS
from dateline.llm.refusals import STRANGE, Refusals
from dateline.model import Actor, Because, Mention, Report, Role, Span, content_id
from dateline.model.actor import Kind
from dateline.resolve.actors.attributes import state_id
from dateline.world.countries import country, find_country
from dateline.world.organizations import BODY_CODES

_LONGEST_KEY = 60


@dataclass(frozen=True, slots=True)
class NamedActors:
    """The actors of a report in order of first mention, and whom each key of the answer means."""

    actors: tuple[Actor, ...]
    by_key: Mapping[str, Actor]

    def of_keys(self, refusals: Refusals, what: str, given: Any, at: Span) -> tuple[Actor, ...]:
        """Those whom a list of keys names, each once; a key of nobody is refused."""
        found: dict[str, Actor] = {}
        for key in given if isinstance(given, list) else [] if given is None else [given]:
            actor = self.by_key.get(key) if isinstance(key, str) else None
            if actor is None:
                refusals.refuse(what, "none of the actors that the report names", at)
            else:
                found[actor.id] = actor
        return tuple(found.values())


def actors_named(report: Report, answer: Any, sectors: frozenset[str], by: str, refusals: Refusals) -> NamedActors:
    """The actors of an answer's list. ``by``: the coder, which the reasons of their values name."""
    by_key: dict[str, Actor] = {}
    taken: dict[Span, str] = {}
    for given in refusals.records("actor", answer):
        key = given.get("key")
        if not isinstance(key, str) or not key or len(key) > _LONGEST_KEY or key in by_key:
            refusals.refuse("actor", STRANGE if not isinstance(key, str) else "a key that is none, or another's")
            continue
        actor = _actor(report, given, sectors, by, taken, refusals)
        if actor is not None:
            by_key[key] = actor
    once: dict[str, Actor] = {}
    for actor in by_key.values():
        before = once.get(actor.id)
        mentions = {*actor.mentions, *(before.mentions if before is not None else ())}
        once[actor.id] = replace(before or actor, mentions=tuple(sorted(mentions, key=_place)))
    ordered = sorted(once.values(), key=lambda actor: (actor.mentions[0].span, actor.id))
    return NamedActors(tuple(ordered), {key: once[actor.id] for key, actor in by_key.items()})


def _actor(
    report: Report,
    given: Mapping[str, Any],
    sectors: frozenset[str],
    by: str,
    taken: dict[Span, str],
    refusals: Refusals,
) -> Actor | None:
    if given.get("kind") not in KINDS:
        refusals.refuse("actor", "a kind that is none")
        return None
    kind: Kind = given["kind"]
    mentions = _mentions(given, str(given["key"]), taken, refusals)
    if not mentions:
        refusals.refuse("actor", "nowhere named in the report")
        return None
    best = _fullest(mentions)
    iso3 = _country(given.get("country"), kind, best, refusals)
    name, first = " ".join(best.text.split()), mentions[0].span
    key = content_id("a", report.id, kind, name, first.start)
    if kind == "state" and iso3 is not None:
        key, known = state_id(report.id, iso3), country(iso3)
        name = known.name if known is not None else name
    told = refusals.codes("sectors", given.get("sectors"), sectors, best)
    because = [Because("country", best, f"said by {by}")] if iso3 is not None else []
    because += [Because("sectors", best, f"said by {by}")] if told else []
    return Actor(key, name, kind, mentions, iso3, told, _roles(given, report, refusals), tuple(because))


def _mentions(given: Mapping[str, Any], key: str, taken: dict[Span, str], refusals: Refusals) -> tuple[Mention, ...]:
    """Its mentions in text order. The same words mean one actor: whoever was named first has them."""
    found: dict[Span, Mention] = {}
    for one in refusals.records("mention", given.get("mentions")):
        if one.get("form") not in FORMS:
            refusals.refuse("mention", "a form that is none")
            continue
        quoted = refusals.words("mention", one)
        if quoted is None:
            continue
        if taken.setdefault(quoted.span, key) != key:
            refusals.refuse("mention", "words that mean another actor already", quoted.span)
            continue
        found.setdefault(quoted.span, Mention(quoted.span, one["form"]))
    return tuple(sorted(found.values(), key=_place))


def _fullest(mentions: Sequence[Mention]) -> Span:
    """The longest name, else the longest description, else the first pronoun."""
    for form in FORMS:
        of_form = [m.span for m in mentions if m.form == form]
        if of_form:
            return max(of_form, key=lambda span: (span.end - span.start, -span.start))
    raise AssertionError("an actor has mentions")


def _country(code: Any, kind: Kind, name: Span, refusals: Refusals) -> str | None:
    """The code, if it is one and a state's own name does not say another."""
    if code is None:
        return None
    if not isinstance(code, str) or not (country(code) is not None or (code in BODY_CODES and kind != "state")):
        refusals.refuse("country", "a code that no country has", name)
        return None
    named = find_country(name.text) if kind == "state" else None
    if named is not None and named.is_certain and named.iso3 != code:
        refusals.refuse("country", "another country than its name says", name)
        return None
    return code


def _roles(given: Mapping[str, Any], report: Report, refusals: Refusals) -> tuple[Role, ...]:
    found: dict[Span, Role] = {}
    for one in refusals.records("role", given.get("roles")):
        quoted = refusals.words("role", one)
        if quoted is not None:
            title = " ".join(quoted.span.text.split())
            found[quoted.span] = Role(title, quoted.span, said=report.published)
    return tuple(role for _, role in sorted(found.items()))


def _place(mention: Mention) -> tuple[Span, str]:
    return mention.span, mention.form
