"""The views of reports: what was read, who says what, of whom and of where they speak."""

# ruff: noqa: S608 the SQL is put together from names of ours
from __future__ import annotations

from dateline.archive.columns.mirror import View, made, mirrored, sql_type, structure_of
from dateline.archive.columns.shared import ACTOR, REPORT, REPORT_HEAD, REPORT_ID, WHOSE, sources
from dateline.model import Actor, Coverage, Mention, Place, Report, Role, Span, Statement, Versions

_ACTORS = f"(SELECT {REPORT}, unnest(actors) AS a FROM {{source}})"

_REPORTS = View(
    "reports",
    "One row a report, as coded by the newest run of one coder.",
    (
        *mirrored(Report, "report", but=["text"], called={"id": "report_id"}),
        made("source", 'concat_ws(\', \', report."source".file, report."source".part)', "VARCHAR",
             "Where it was read: its file, and which record of it."),
        *mirrored(Coverage, "coverage"),
        made("events", "len(events)", "BIGINT", "Events coded in it."),
        made("content_hash", "content_hash", "VARCHAR", "The same only for the same text of the same publisher and day."),
        made("simhash", "simhash", "UBIGINT",
             "64 bits of which near copies share all but a few: bit_count(xor(a.simhash, b.simhash))."),
        *mirrored(Versions, "versions",
                  called={name: f"{name}_version" for name in ("dateline", "reader", "codebook")}),
        made("coded_at", "coded_at", "TIMESTAMP", "When it was coded (UTC)."),
    ),
    "{source}",
)  # fmt: skip

_STATEMENTS = View(
    "statements",
    "One row a statement that a report carries, or an attitude, which nobody says (`said` is false).",
    (
        made("statement_id", "report.id || ':' || s.id", "VARCHAR", "Unique in the archive."),
        *REPORT_ID,
        *mirrored(Statement, "s", but=["id", "sources"],
                  called={"speaker": "speaker_id", "cue_text": "cue", "content_text": "content",
                          "content_start": "start", "content_end": "end"}),
        *mirrored(Actor, "a", only=["name", "country"], called={"name": "speaker_name", "country": "speaker_country"},
                  whose="Its speaker"),
        *sources("s.sources"),
    ),
    "(SELECT *, list_filter(actors, lambda a: a.id = s.speaker)[1] AS a FROM"
    f" (SELECT {REPORT}, actors, unnest(list_concat(statements, attitudes)) AS s FROM {{source}}))",
)  # fmt: skip

_ACTORS_VIEW = View(
    "actors",
    "One row whoever a report speaks of: a person, organization, state or group.",
    (
        *REPORT_ID,
        *ACTOR,
        made("mentions", "len(a.mentions)", "BIGINT", "How often the report speaks of it."),
    ),
    _ACTORS,
)

_MENTIONS = View(
    "mentions",
    "One row a mention of an actor.",
    (
        *REPORT_ID,
        *(column for column in WHOSE if column.name != "sectors"),
        made("role_title", "r.title", "VARCHAR", "The role that this mention names."),
        made("role_country", "r.country", "VARCHAR", "For which country it is held."),
        *mirrored(Mention, "m"),
    ),
    '(SELECT *, list_filter(a.roles, lambda r: r."end" + 2 >= m.start AND r.start <= m."end" + 2)[1] AS r FROM'
    f" (SELECT *, unnest(a.mentions) AS m FROM {_ACTORS}))",
)

_ROLES = View(
    "roles",
    "One row a role that a report gives an actor.",
    (*REPORT_HEAD, *WHOSE, *mirrored(Role, "r", called={"country": "role_country"})),
    f"(SELECT *, unnest(a.roles) AS r FROM {_ACTORS})",
)

_PLACES = View(
    "places",
    "One row a place that a report speaks of.",
    (
        *REPORT_ID,
        *mirrored(Place, "p", called={"id": "place_id"}),
        made("mentions", "len(p.mentions)", "BIGINT", "How often the report speaks of it."),
        made("spans", "p.mentions", sql_type([structure_of(Span)]), "Where the report names it, in text order.", words=True),
    ),
    f"(SELECT {REPORT}, unnest(places) AS p FROM {{source}})",
)  # fmt: skip

_SENTENCES = View(
    "sentences",
    "One row a sentence.",
    (
        *REPORT_ID,
        made("sentence", "sentence", "BIGINT", "Which, from 0."),
        *(made(edge, f'x."{edge}"', kind, about) for edge, kind, about in (
            ("start", "BIGINT", "First character."), ("end", "BIGINT", "The character after the last."))),
    ),
    f"(SELECT {REPORT}, unnest(sentences) AS x, generate_subscripts(sentences, 1) - 1 AS sentence FROM {{source}})",
)  # fmt: skip

_TEXTS = View(
    "texts",
    "One row a report with its text; empty where the archive was made without texts.",
    mirrored(Report, "report", only=["id", "text"], called={"id": "report_id"}),
    "{source}",
    laid_out=False,
)


VIEWS = (_REPORTS, _STATEMENTS, _ACTORS_VIEW, _MENTIONS, _ROLES, _PLACES, _SENTENCES, _TEXTS)
