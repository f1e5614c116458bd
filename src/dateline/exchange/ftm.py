"""FollowTheMoney: JSON lines of entities for Aleph, OpenAleph and what else reads them.

- ``Article`` a report, ``Event`` an event, ``Documentation`` that the report tells it;
- ``Person``, ``PublicBody``, ``Company``, ``Organization`` or ``LegalEntity`` who takes part, one over all reports (see
  ``dateline.exchange.identity``), and a ``Mention`` for each report that names them;
- ``UnknownLink`` from an actor to a recipient, its role the type and mode of the event;
- ``Position`` and ``Occupancy``: an office, and who was said to hold it, ``date`` being the first and last day of saying.

Ids are hashes of content: an entity keeps its id in every export, and a new export updates the old one. The ``proof`` of links
and offices is read by FollowTheMoney 4; earlier versions pass it over.
"""

# ruff: noqa: S608 the SQL is put together from names of ours
from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.exchange.codes import ftm_country
from dateline.exchange.ftm_text import property_text
from dateline.exchange.graphml import pairs
from dateline.exchange.identity import forget, identify, stable_id
from dateline.exchange.output import json_text, whole_file
from dateline.exchange.selection import Selected, chosen
from dateline.exchange.told import ToldEvent, is_office, told

if TYPE_CHECKING:
    import duckdb

Entity = dict[str, Any]

_BATCH = 5_000
_PUBLIC = frozenset("GOV MIL COP JUD LEG SPY".split())
_LANGUAGES = {"en": "eng"}


def export_ftm(connection: duckdb.DuckDBPyConnection, output: Path, *, text: bool) -> int:
    """Write every entity once; gives their number."""
    source = chosen(connection)
    identities = identify(connection, source)
    written = 0
    try:
        with whole_file(output) as out:
            for entity in _entities(connection, source, identities, text=text):
                out.write(json_text(entity) + "\n")
                written += 1
    finally:
        forget(connection)
    return written


def _entities(
    connection: duckdb.DuckDBPyConnection, source: Selected, identities: str, *, text: bool
) -> Iterator[Entity]:
    yield from _articles(connection, source, text=text)
    yield from _actors(connection, identities)
    yield from _mentions(connection, identities)
    yield from _offices(connection, source, identities)
    for event in told(connection, text=text, identities=identities):
        yield from _event(event)


def _articles(connection: duckdb.DuckDBPyConnection, source: Selected, *, text: bool) -> Iterator[Entity]:
    title = "title" if text else "NULL"
    columns = f"report_id, {title}, url, publisher, published, language, coded_at"
    for report, headline, url, publisher, published, language, coded_at in _rows(
        connection, f"SELECT {columns} FROM {source.reports} ORDER BY report_id"
    ):
        yield _entity(
            article_id(report),
            "Article",
            title=[headline],
            sourceUrl=[_web(url)],
            publisher=[publisher],
            publishedAt=[published],
            language=[_LANGUAGES.get(language)],
            processedAt=[coded_at],
        )


def _actors(connection: duckdb.DuckDBPyConnection, identities: str) -> Iterator[Entity]:
    query = f"""
SELECT identity, min(kind), list(DISTINCT name ORDER BY name), list(DISTINCT country ORDER BY country),
  list_sort(list_distinct(flatten(list(coalesce(sectors, []))))), min(wikidata)
FROM {identities} GROUP BY identity ORDER BY identity"""
    for identity, kind, names, countries, sectors, wikidata in _rows(connection, query):
        yield _entity(
            _actor_id(identity),
            _schema(kind, frozenset(sectors or ())),
            name=names,
            country=[ftm_country(code) for code in countries or ()],
            wikidataId=[wikidata],
        )


def _mentions(connection: duckdb.DuckDBPyConnection, identities: str) -> Iterator[Entity]:
    query = f"""
SELECT report_id, identity, min(name), min(kind), min(country), list_distinct(flatten(list(coalesce(sectors, []))))
FROM {identities} WHERE named GROUP BY report_id, identity ORDER BY report_id, identity"""
    for report, identity, name, kind, country, sectors in _rows(connection, query):
        yield _entity(
            stable_id("mention", report, identity),
            "Mention",
            document=[article_id(report)],
            name=[name],
            resolved=[_actor_id(identity)],
            detectedSchema=[_schema(kind, frozenset(sectors or ()))],
            contextCountry=[ftm_country(country)],
        )


def _offices(connection: duckdb.DuckDBPyConnection, source: Selected, identities: str) -> Iterator[Entity]:
    """Each office before whoever holds it; the proofs are the first and the last report that say so."""
    query = f"""
SELECT m.role_title, m.role_country, i.identity, min(r.published), max(r.published),
  arg_min(r.report_id, coalesce(r.published::VARCHAR, '') || r.report_id),
  arg_max(r.report_id, coalesce(r.published::VARCHAR, '') || r.report_id)
FROM {source.mentions} m JOIN {identities} i USING (report_id, actor_id) JOIN {source.reports} r USING (report_id)
WHERE {is_office("m.role_title")} AND i.kind = 'person' AND i.named
GROUP BY ALL ORDER BY 1, 2, 3"""
    last = None
    for title, country, identity, first_day, last_day, first, latest in _rows(connection, query):
        position = stable_id("position", title.lower(), country)
        if position != last:
            yield _entity(position, "Position", name=[title], country=[ftm_country(country)])
            last = position
        yield _entity(
            stable_id("occupancy", position, identity),
            "Occupancy",
            holder=[_actor_id(identity)],
            post=[position],
            date=sorted({day for day in (first_day, last_day) if day is not None}),
            proof=sorted({article_id(first), article_id(latest)}),
        )


def event_key(event_id: str) -> str:
    """The id of the entity that an event is."""
    return stable_id("event", event_id)


def _event(event: ToldEvent) -> Iterator[Entity]:
    key, article = event_key(event["event_id"]), article_id(event["report_id"])
    kind = " ".join(word for word in (event["type"], event["mode"]) if word)
    dates = {"date": [event.day], "startDate": [event["date_start"]], "endDate": [event["date_end"]]}
    actors = [_actor_id(p.identity) for p in event.actors if p.identity]
    recipients = [_actor_id(p.identity) for p in event.recipients if p.identity]
    shared = {"sourceUrl": [_web(event["url"])], "publisher": [event["publisher"]], "proof": [article]}
    yield _entity(
        key,
        "Event",
        name=[_name(event, kind)],
        summary=[event["sentence_text"]],
        location=[event["place_name"]],
        country=[ftm_country(event["place_country"])],
        involved=sorted({*actors, *recipients}),
        recordId=[event["event_id"]],
        keywords=[event["type"], event["mode"], event["quad"], event["status"], *(event["contexts"] or ())],
        retrievedAt=[event["coded_at"]],
        **dates,
        **shared,
    )
    yield _entity(
        stable_id("documentation", article, key), "Documentation", document=[article], entity=[key], role=["tells"]
    )
    for subject, target in pairs(actors, recipients, mutual=event.is_mutual):
        yield _entity(
            stable_id("link", key, subject, target),
            "UnknownLink",
            subject=[subject],
            object=[target],
            role=[kind if event["status"] == "happened" else f"{kind} ({event['status']})"],
            recordId=[event["event_id"]],
            **dates,
            **shared,
        )


def _name(event: ToldEvent, kind: str) -> str:
    """A line that tells the event in a list: who, what, whom; no words of the report but names."""
    sides = [", ".join(party.name for party in side) for side in (event.actors, event.recipients)]
    line = " ".join(part for part in (sides[0], kind, sides[1]) if part)
    return line if event["status"] == "happened" else f"{line} ({event['status']})"


def _entity(key: str, schema: str, **properties: Iterable[object]) -> Entity:
    """Properties as lists of text, without those that are unknown."""
    known: dict[str, list[str]] = {}
    for name, values in properties.items():
        texts = [property_text(name, value) for value in values if value is not None]
        if len(texts) > 1:
            texts = list(dict.fromkeys(texts))
        if any(texts):
            known[name] = [text for text in texts if text]
    return {"id": key, "schema": schema, "properties": known}


def _schema(kind: str, sectors: frozenset[str]) -> str:
    if kind == "person":
        return "Person"
    if kind == "state" or (kind == "organization" and sectors & _PUBLIC):
        return "PublicBody"
    if kind == "organization":
        return "Company" if "BUS" in sectors else "Organization"
    return "LegalEntity"


def _actor_id(identity: str) -> str:
    return f"dateline-actor-{identity}"


@lru_cache(maxsize=1_000)  # the events of a report follow one another
def article_id(report_id: str) -> str:
    """The id of the Article of a report."""
    return stable_id("article", report_id)


def _web(url: str | None) -> str | None:
    return url if url and url.startswith(("http://", "https://")) else None


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> Iterator[tuple[Any, ...]]:
    rows = connection.execute(query)
    while batch := rows.fetchmany(_BATCH):
        yield from batch
