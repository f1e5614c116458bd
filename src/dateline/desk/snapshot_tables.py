"""The tables of a snapshot, which pages list, count and draw, as SQL over the views of an archive.

``n`` numbers the events, the latest first, with room between the numbers for events that reviews move or add: whoever joins by it
joins quickly. Only narrow rows are sorted: with its sentences, a million takes minutes.
"""

# ruff: noqa: S608 the SQL is put together from names of ours
from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from dateline.archive.stored import EVERY_ADDRESS
from dateline.exchange.country_pairs import MUTUAL, country_pairs
from dateline.exchange.identity import IDENTITIES, SHOWN_NAME
from dateline.exchange.selection import DAY

#: How far two numbers of events that follow each other are apart.
GAP = 1 << 16

#: SQL for the days that events count for.
DAYS = f"SELECT event_id, {DAY} AS day FROM {{events}}"

#: Of the whole archive alone. What depends on its events is made by :func:`tables_of_events`.
OF_ARCHIVE: Mapping[str, str] = {
    "reports": """
SELECT r, report_id, title, publisher, published, url, source, characters, sentences, events, truncated
FROM reports JOIN (SELECT report_id, row_number() OVER (ORDER BY published DESC NULLS LAST, report_id) AS r FROM reports)
USING (report_id)""",
    "addresses": EVERY_ADDRESS,
    "numbers": f"""
SELECT event_id, day, {GAP} * row_number() OVER (ORDER BY day DESC NULLS LAST, event_id) AS n
FROM ({DAYS.format(events="events")})""",
    "shown": f"SELECT identity, {SHOWN_NAME} AS who FROM {IDENTITIES} i GROUP BY 1",
    # All whom reports name, on a side of an event or not, by the names of ``sides``.
    "people": f"""
SELECT report_id, actor_id, name, kind, country, coalesce(who, name) AS who
FROM {IDENTITIES} LEFT JOIN desk.shown USING (identity) WHERE named""",
    "roles": """
SELECT report_id, actor_id, name, kind, country, title, role_country, start, published FROM roles""",
}
#: What only helps to make the others.
PASSING = ("numbers", "shown")


@cache
def tables_of_events(schema: str = "desk", narrowed: str = "") -> Mapping[str, str]:
    """The tables that hold rows of events, each to be made after those before it.

    Beside them the schema has ``numbers`` (``event_id, day, n``) and ``shown`` (``identity, who``). ``narrowed`` is SQL behind
    the name of a view, which leaves some of its reports.
    """
    return {
        "events": f"""
SELECT n, r, event_id, report_id, publisher, published, type, mode, quad, intensity, status, day, date_start, date_end,
  date_precision, date_from, place_id, place_name, place_country, place_from, place_feature, lat, lon, confidence, killed,
  injured, arrested, trigger_text, sentence_text, {MUTUAL} AS mutual
FROM (SELECT * FROM events{narrowed}) JOIN {schema}.numbers USING (event_id)
JOIN (SELECT report_id, r FROM desk.reports) USING (report_id)""",
        # ``who`` is the name that somebody goes by over all reports; of whom a report does not name, the words of that report.
        "sides": f"""
SELECT n, side, position, s.actor_id, s.name, s.kind, s.country, coalesce(who, s.name) AS who, coalesce(i.named, false) AS named
FROM (SELECT * FROM sides{narrowed}) s JOIN {schema}.events e USING (event_id)
LEFT JOIN {IDENTITIES} i ON i.report_id = e.report_id AND i.actor_id = s.actor_id LEFT JOIN {schema}.shown USING (identity)""",
        "pairs": f"""
SELECT DISTINCT event_id AS n, source, target FROM ({country_pairs(f"(SELECT n AS event_id, type, mutual FROM {schema}.events)",
    f"(SELECT n AS event_id, side, position, actor_id, country FROM {schema}.sides)")})
WHERE source IS NOT NULL AND target IS NOT NULL""",
        # Who acts on whom, of those whom reports name.
        "ties": f"""
SELECT DISTINCT n, a.who AS source, b.who AS target FROM {schema}.sides a JOIN {schema}.sides b USING (n)
WHERE a.side = 'actor' AND b.side = 'recipient' AND a.named AND b.named AND a.who <> b.who""",
        # Those of its sides, and that of its place.
        "countries": f"""
SELECT * FROM (SELECT n, country FROM {schema}.sides UNION SELECT n, place_country FROM {schema}.events)
WHERE country IS NOT NULL""",
        "stories": f"""
SELECT n, story_id, s.reports, s.independent_sources FROM (SELECT * FROM stories{narrowed}) s
JOIN {schema}.events e USING (event_id)""",
    }  # fmt: skip
