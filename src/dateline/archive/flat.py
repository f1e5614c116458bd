"""The flat tables as SQL over nested rows: reports, events, participants, statements, mentions, roles and places."""

from __future__ import annotations

#: The folder of the flat tables. They can be made again from the parts at any time: another layout takes another name.
FLAT = "flat-1"

#: An actor's name for its id; what is no actor's id is the publisher's name already.
_NAMED = "lambda s: coalesce(list_filter(actors, lambda a: a.id = s.actor)[1].name, s.publisher)"

_REPORTS = """
SELECT _part, _row, report.id AS report_id, report.publisher AS publisher, report.title AS title, report.url AS url,
  report.published AS published, report.language AS language, report.dateline.place AS dateline_place,
  report.dateline.date AS dateline_date, report.dateline.agency AS dateline_agency, coverage.characters AS characters,
  coverage.sentences AS sentences, len(events) AS events, content_hash, simhash, versions.dateline AS dateline_version,
  versions.reader AS reader_version, versions.codebook AS codebook_version, coded_at
FROM {source}
"""

_EVENTS = """
SELECT _part, _row, report_id || ':' || e.id AS event_id, report_id, publisher, published, e.type AS type, e.mode AS mode,
  e.quad AS quad, e.intensity AS intensity, e.contexts AS contexts, e.status AS status, e.date.start AS date_start,
  e.date."end" AS date_end, e.date.precision AS date_precision, e.date."from" AS date_from, e.date.text AS date_text,
  p.id AS place_id, p.name AS place_name, p.country AS place_country, p.lat AS lat, p.lon AS lon,
  p.geonames_id AS geonames_id, p.feature AS place_feature, e.size.killed AS killed, e.size.injured AS injured,
  e.size.arrested AS arrested, list_transform(e.sources, {named}) AS sources,
  v.sentence AS sentence,
  CASE WHEN text IS NOT NULL THEN
    substring(text, sentences[v.sentence + 1].start + 1,
              sentences[v.sentence + 1]."end" - sentences[v.sentence + 1].start) END AS sentence_text,
  v.trigger.start AS trigger_start, v.trigger."end" AS trigger_end, v.trigger.text AS trigger_text, v.frame AS frame,
  v.confidence AS confidence
FROM (SELECT *, e.evidence[1] AS v, list_filter(places, lambda p: p.id = e.place)[1] AS p FROM (
  SELECT _part, _row, report.id AS report_id, report.publisher AS publisher, report.published AS published,
    report.text AS text, sentences, places, actors, unnest(events) AS e FROM {source}))
"""

_PARTICIPANTS = """
SELECT _part, _row, report_id || ':' || event AS event_id, report_id, role, position, a.id AS actor_id, a.name AS name,
  a.kind AS kind, a.country AS country, a.sectors AS sectors, a.wikidata AS wikidata
FROM (SELECT *, list_filter(actors, lambda a: a.id = w.id)[1] AS a, w.role AS role, w.position AS position FROM (
  SELECT _part, _row, report_id, event, actors, unnest(list_concat(
      list_transform(e.actors, lambda x, i: {{'id': x, 'role': 'actor', 'position': i}}),
      list_transform(e.recipients, lambda x, i: {{'id': x, 'role': 'recipient', 'position': i}}))) AS w
  FROM (SELECT _part, _row, report_id, actors, e, e.id AS event FROM (
    SELECT _part, _row, report.id AS report_id, actors, unnest(events) AS e FROM {source}))))
"""

_STATEMENTS = """
SELECT _part, _row, report_id || ':' || said.id AS statement_id, report_id, said.speaker AS speaker_id, a.name AS speaker_name,
  a.country AS speaker_country, said.cue.text AS cue, said.content.text AS content, said.quoted AS quoted, said.said AS said,
  said.content.start AS start, said.content."end" AS "end",
  list_transform(said.sources, {named}) AS sources
FROM (SELECT *, list_filter(actors, lambda a: a.id = said.speaker)[1] AS a FROM (
  SELECT _part, _row, report.id AS report_id, actors, unnest(statements) AS said FROM {source}))
"""

_MENTIONS = """
SELECT _part, _row, report_id, a.id AS actor_id, a.name AS name, a.kind AS kind, a.country AS country,
  r.title AS role_title, r.country AS role_country, m.form AS form, m.start AS start, m."end" AS "end", m.text AS text
FROM (SELECT *, list_filter(a.roles, lambda r: r."end" + 2 >= m.start AND r.start <= m."end" + 2)[1] AS r FROM (
  SELECT *, unnest(a.mentions) AS m FROM (
    SELECT _part, _row, report.id AS report_id, unnest(actors) AS a FROM {source})))
"""

_ROLES = """
SELECT _part, _row, report_id, publisher, published, a.id AS actor_id, a.name AS name, a.kind AS kind,
  a.country AS country, a.sectors AS sectors, r.title AS title, r.country AS role_country, r.start AS start,
  r."end" AS "end", r.text AS text
FROM (SELECT *, unnest(a.roles) AS r FROM (
  SELECT _part, _row, report.id AS report_id, report.publisher AS publisher, report.published AS published,
    unnest(actors) AS a FROM {source}))
"""

_PLACES = """
SELECT _part, _row, report_id, p.id AS place_id, p.name AS name, p.country AS country, p.geonames_id AS geonames_id,
  p.lat AS lat, p.lon AS lon, p.feature AS feature, len(p.mentions) AS mentions
FROM (SELECT _part, _row, report.id AS report_id, unnest(places) AS p FROM {source})
"""

TABLES = {
    "reports": _REPORTS,
    "events": _EVENTS,
    "participants": _PARTICIPANTS,
    "statements": _STATEMENTS,
    "mentions": _MENTIONS,
    "roles": _ROLES,
    "places": _PLACES,
}


def flat_query(table: str, source: str) -> str:
    """SQL that lays nested rows out as one flat table. ``source`` gives them with their address, ``_part`` and ``_row``."""
    return TABLES[table].format(source=source, named=_NAMED).strip()
