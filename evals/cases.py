"""Cases: reports with the reading expected of them. Takes a coding as JSON and what a case expects of it, and says point by
point what is missing or wrong; refuses a folder whose files are no case."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.score import EITHER_ORDER

Json = dict[str, Any]
Check = tuple[bool, str]

_KEYS = ("report", "actors", "events", "statements", "not_events")


@dataclass(frozen=True, slots=True)
class Case:
    """One report and the reading expected of it; ``name`` is that of its folder."""

    name: str
    report_text: str
    expected: Json


@dataclass(frozen=True, slots=True)
class CaseResult:
    """How many checks were made, and a sentence for each that fails."""

    checks: int
    failures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    """A coding beside the actors that the expectations mean: ``ids`` leads from their keys to the coding's ids."""

    coding: Json
    ids: Mapping[str, str]

    @property
    def text(self) -> str:
        return str(self.coding["report"]["text"])

    def place(self, event: Json) -> Json | None:
        return {p["id"]: p for p in self.coding.get("places", ())}.get(event["place"])

    def is_actor(self, actor_id: str, key: str) -> bool:
        return key in self.ids and self.ids[key] == actor_id

    def chain(self, record: Json) -> list[str]:
        """The sources of an event or statement, actors under their keys."""
        keys: dict[str, str] = {}
        for key, actor_id in self.ids.items():
            keys.setdefault(actor_id, key)
        named = [source.get("actor") or source["publisher"] for source in record["sources"]]
        return [keys.get(name, name) for name in named]


def read_cases(folder: Path) -> list[Case]:
    """Every subfolder that holds ``report.txt`` and ``expected.json``, by name. ValueError names a file that is no case."""
    cases = []
    for path in sorted(folder.glob("*/expected.json")):
        # Bytes, because reading as text would turn \r\n into \n and move every offset.
        report_text = (path.parent / "report.txt").read_bytes().decode("utf-8")
        try:
            expected = json.loads(path.read_bytes())
        except ValueError as error:
            raise ValueError(f"{path}: is not valid JSON ({error}); mend it") from error
        missing = [key for key in _KEYS if not isinstance(expected, dict) or key not in expected]
        if missing:
            raise ValueError(f"{path}: lacks {', '.join(missing)}; a case has {', '.join(_KEYS)}")
        cases.append(Case(path.parent.name, report_text, expected))
    return cases


def check_case(coding_json: Json, expected: Json) -> CaseResult:
    """Hold a coding (as ``dateline code --format json`` prints it) against a case's expectations, point by point."""
    parts = check_parts(coding_json, expected).values()
    return CaseResult(sum(p.checks for p in parts), tuple(f for p in parts for f in p.failures))


def check_parts(coding_json: Json, expected: Json) -> dict[str, CaseResult]:
    """The same, apart for the report itself, its actors, events and statements, and what is no event."""
    found = {want["key"]: _find_actor(coding_json["actors"], want["name"]) for want in expected["actors"]}
    reading = _Reading(coding_json, {key: actor["id"] for key, actor in found.items() if actor is not None})
    checks: dict[str, list[Check]] = {
        "report": [*_check_report(reading, expected["report"])],
        "actors": [check for want in expected["actors"] for check in _check_actor(found[want["key"]], want)],
        "events": [check for want in expected["events"] for check in _check_event(reading, want)],
        "statements": [check for want in expected["statements"] for check in _check_statement(reading, want)],
        "not_events": [check for want in expected["not_events"] for check in _check_absent(reading, want)],
    }
    return {
        part: CaseResult(len(made), tuple(message for holds, message in made if not holds))
        for part, made in checks.items()
    }


def plain(text: str | None) -> str:
    """Lower-case letters and digits between single blanks: what two ways of writing the same have in common."""
    return re.sub(r"[^a-z0-9]+", " ", (text or "").lower()).strip()


def _tells(text: str, span: Json) -> bool:
    return bool(text[span["start"] : span["end"]] == span["text"])


def _overlap(left: Json, right: Json) -> bool:
    return bool(left["start"] < right["end"] and right["start"] < left["end"])


def spans(node: object) -> Iterator[Json]:
    """Every object in the coding that claims a text at a start and an end."""
    if isinstance(node, dict):
        if {"start", "end", "text"} <= node.keys() and isinstance(node["start"], int):
            yield node
        node = list(node.values())
    if isinstance(node, list):
        for part in node:
            yield from spans(part)


def _find_actor(actors: Sequence[Json], name: str) -> Json | None:
    """The actor of that name, else the first one who is called so in a mention that is no pronoun."""
    wanted = plain(name)
    for actor in actors:
        if plain(actor["name"]) == wanted:
            return actor
    for actor in actors:
        mentions = [m["text"] for m in actor["mentions"] if m.get("form") != "pronoun"]
        names = [plain(n) for n in (actor["name"], *mentions)]
        if any(wanted in n or (len(n.split()) > 1 and n in wanted) for n in names):
            return actor
    return None


def _check_report(reading: _Reading, want: Json) -> Iterator[Check]:
    report = reading.coding["report"]
    for field in ("publisher", "published", "language"):
        yield plain(str(report[field])) == plain(want[field]), f"report {field} {want[field]}, not {report[field]}"
    line, wanted = report.get("dateline") or {}, want["dateline"]
    same = plain(line.get("place")) == plain(wanted["place"]) and line.get("date") == wanted["date"]
    yield same, f"dateline {wanted}, not {line}"
    body, start = reading.text[report.get("body_start", 0) :].lstrip(), want["body_starts_with"]
    yield body.startswith(start), f"the body starts with {start!r}, not {body[:40]!r}"
    wrong = [s for s in spans(reading.coding) if not _tells(reading.text, s)]
    yield not wrong, f"every span equals its text; {len(wrong)} do not, e.g. {wrong[:2]}"


def _check_actor(actor: Json | None, want: Json) -> Iterator[Check]:
    name = want["name"]
    yield actor is not None, f"actor {name}"
    if actor is None:
        return
    yield actor["kind"] == want["kind"], f"{name} is a {want['kind']}, not {actor['kind']}"
    yield actor["country"] == want["country"], f"{name}: country {want['country']}, not {actor['country']}"
    if sectors := want.get("sectors_any"):
        yield not set(sectors).isdisjoint(actor["sectors"]), f"{name}: a sector of {sectors}, not {actor['sectors']}"
    titles = " | ".join(plain(role["title"]) for role in actor.get("roles", ()))
    for role in want.get("roles_contain", ()):
        yield plain(role) in titles, f"{name}: role {role!r} in {titles!r}"
    if "mentions_at_least" in want:
        least, number = want["mentions_at_least"], len(actor["mentions"])
        yield number >= least, f"{name}: {least} mentions, found {number}"


def _check_event(reading: _Reading, want: Json) -> Iterator[Check]:
    types = want.get("type_any") or [want["type"]]
    fits = [e for e in reading.coding["events"] if e["type"] in types and _shares_evidence(e, want)]
    label = f"event {want['key']}"
    yield bool(fits), f"{label} ({' or '.join(types)}) at {[e['text'] for e in want['evidence']]}"
    if not fits:
        return
    if want.get("once"):
        yield len(fits) == 1, f"{label}: one event with all its evidence, found {len(fits)}"
    event = fits[0]  # of several the first answers for all: what another of them has does not help it
    for side in ("actors", "recipients"):
        ids = (*event["actors"], *event["recipients"]) if event["type"] in EITHER_ORDER else event[side]
        for key in want.get(side, ()):
            yield any(reading.is_actor(i, key) for i in ids), f"{label}: {key} is among the {side}"
    for field in ("status", "mode"):
        if field in want:
            yield event[field] == want[field], f"{label}: {field} {want[field]}, not {event[field]}"
    if contexts := want.get("contexts_any"):
        some = not set(contexts).isdisjoint(event["contexts"])
        yield some, f"{label}: a context of {contexts}, not {event['contexts']}"
    yield from _check_place(reading, event, want, label)
    chain = reading.chain(event)
    for source in want.get("sources", ()):
        yield source in chain, f"{label}: source {source} in {chain}"
    yield from _check_date(event["date"], want.get("date", {}), label)


def _shares_evidence(event: Json, want: Json) -> bool:
    return any(_overlap(have["trigger"], wanted) for have in event["evidence"] for wanted in want["evidence"])


def _check_place(reading: _Reading, event: Json, want: Json, label: str) -> Iterator[Check]:
    if "place" not in want:
        return
    wanted, place = want["place"], reading.place(event)
    name = plain(place["name"]) if place else ""
    there = plain(wanted["name"]) in name or plain(wanted.get("inside")) == name
    holds = place is not None and there and place["country"] == wanted["country"]
    have = place and (place["name"], place["country"])
    yield holds, f"{label}: place {wanted['name']}, {wanted['country']}, not {have}"


def _check_date(have: Json | None, wanted: Json, label: str) -> Iterator[Check]:
    date = have or {}
    if "start" in wanted:
        days = (date.get("start"), date.get("end"))
        yield bool(have) and days == (wanted["start"], wanted["end"]), f"{label}: date {wanted}, not {days}"
    if limit := wanted.get("not_after"):
        bounded = bool(date.get("end")) and date["end"] <= limit and date.get("precision") != "day"
        yield bounded, f"{label}: a date not after {limit}, and not a claimed day"


def _check_statement(reading: _Reading, want: Json) -> Iterator[Check]:
    content, speaker = plain(want["content_contains"]), want["speaker"]
    label = f"statement of {speaker} about '{want['content_contains'][:40]}…'"
    fits = [s for s in reading.coding["statements"] if content in plain(s["content"]["text"])]
    yield bool(fits), label
    if not fits:
        return
    spoken = [s for s in fits if reading.is_actor(s["speaker"], speaker)]
    yield bool(spoken), f"{label}: speaker"
    if not spoken:
        return
    said = spoken[0]
    if "quoted" in want:
        yield said["quoted"] == want["quoted"], f"{label}: quoted is {want['quoted']}"
    for source in want["sources"]:
        yield source in reading.chain(said), f"{label}: comes through {source}"


def _check_absent(reading: _Reading, want: Json) -> Iterator[Check]:
    words, why = want["text"], want["why"]
    start = reading.text.index(words)
    here = {"start": start, "end": start + len(words)}
    for event in reading.coding["events"]:
        if want.get("place"):
            place = reading.place(event)
            elsewhere = place is None or plain(place["name"]) != plain(words)
            yield elsewhere, f"event {event['type']} is placed at {words}: {why}"
        elif event["status"] != "historical":
            free = not any(_overlap(have["trigger"], here) for have in event["evidence"])
            yield free, f"{words!r} is coded as {event['type']} {event['status']}: {why}"
