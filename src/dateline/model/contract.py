"""The contract: a coding as the JSON object that ``dateline code --format json`` prints, ``schema`` dateline/1."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from dateline.model.actor import Actor, Because, Mention, Place, Role
from dateline.model.coding import SCHEMA, Coding
from dateline.model.event import Event, EventDate, Evidence
from dateline.model.report import Report
from dateline.model.span import Span
from dateline.model.statement import Statement

Json = dict[str, Any]


def content_id(prefix: str, *parts: object) -> str:
    """A stable id: a hash of what the record says."""
    digest = hashlib.sha256(json.dumps([str(p) for p in parts]).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{prefix}{digest[:12]}"


def to_json(coding: Coding) -> Json:
    """The coding as plain data, keys in the contract's order."""
    return {
        "schema": SCHEMA,
        "report": _report(coding.report),
        "actors": [_actor(a) for a in coding.actors],
        "places": [_place(p) for p in coding.places],
        "events": [_event(e) for e in coding.events],
        "statements": [_statement(s) for s in coding.statements],
        "abstained": [_span(a.span) | {"reason": a.reason} for a in coding.abstained],
        "coverage": asdict(coding.coverage),
        "versions": asdict(coding.versions),
        "sentences": [{"start": s.start, "end": s.end} for s in coding.sentences],
    }


def _span(span: Span) -> Json:
    return {"start": span.start, "end": span.end, "text": span.text}


def _report(report: Report) -> Json:
    line = report.dateline
    return {
        "id": report.id,
        "publisher": report.publisher,
        "title": report.title,
        "url": report.url,
        "published": _iso(report.published),
        "language": report.language,
        "dateline": line
        and {
            "place": line.place,
            "region": line.region,
            "date": _iso(line.date),
            "agency": line.agency,
            "start": line.span.start,
            "end": line.span.end,
        },
        "body_start": report.body_start,
        "text": report.text,
    }


def _actor(actor: Actor) -> Json:
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country,
        "sectors": list(actor.sectors),
        "wikidata": actor.wikidata,
        "roles": [_role(r) for r in actor.roles],
        "mentions": [_mention(m) for m in actor.mentions],
        "because": [_because(b) for b in actor.because],
    }


def _role(role: Role) -> Json:
    said = role.said.isoformat() if role.said is not None else None
    return {"title": role.title, "country": role.country, "said": said, **_span(role.span)}


def _mention(mention: Mention) -> Json:
    return {**_span(mention.span), "form": mention.form}


def _because(because: Because) -> Json:
    return {"field": because.field, **_span(because.span)}


def _place(place: Place) -> Json:
    return {
        "id": place.id,
        "name": place.name,
        "country": place.country,
        "geonames_id": place.geonames_id,
        "lat": place.lat,
        "lon": place.lon,
        "feature": place.feature,
        "inside": place.inside,
        "mentions": [_span(s) for s in place.mentions],
    }


def _event(event: Event) -> Json:
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "quad": event.quad,
        "intensity": event.intensity,
        "actors": list(event.actors),
        "recipients": list(event.recipients),
        "place": event.place,
        "status": event.status,
        "sources": list(event.sources),
        "date": event.date and _date(event.date),
        "size": asdict(event.size),
        "evidence": [_evidence(e) for e in event.evidence],
    }


def _date(when: EventDate) -> Json:
    return {
        "start": _iso(when.start),
        "end": _iso(when.end),
        "precision": when.precision,
        "text": when.text and when.text.text,
        "from": when.origin,
        "span": when.text and _span(when.text),
    }


def _evidence(evidence: Evidence) -> Json:
    return {
        "sentence": evidence.sentence,
        "trigger": _span(evidence.trigger),
        "frame": evidence.frame,
        "confidence": round(evidence.confidence, 3),
    }


def _statement(statement: Statement) -> Json:
    return {
        "id": statement.id,
        "speaker": statement.speaker,
        "cue": _span(statement.cue),
        "content": _span(statement.content),
        "quoted": statement.quoted,
        "said": statement.said,
        "source": _span(statement.source) if statement.source is not None else None,
        "sources": list(statement.sources),
        "about": list(statement.about),
    }


def _iso(day: Any) -> str | None:
    return day.isoformat() if day is not None else None


def dumps(codings: Iterable[Coding]) -> Iterable[str]:
    """One JSON line a coding."""
    for coding in codings:
        yield json.dumps(to_json(coding), ensure_ascii=False)
