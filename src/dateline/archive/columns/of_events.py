"""The views of events: what happened, who took part, in which words, and what else these may have meant."""

# ruff: noqa: S608 the SQL is put together from names of ours
from __future__ import annotations

from dateline.archive.columns.mirror import View, made, mirrored, structure_of
from dateline.archive.columns.shared import ACTOR, EVENT_ID, REPORT, REPORT_HEAD, REPORT_ID, sentence_text, sources
from dateline.model import Alternative, Event, Evidence, Participant, Place

_EVENTS = f"(SELECT {REPORT}, actors, unnest(events) AS e FROM {{source}})"


def _likeliest(records: str) -> str:
    """Of a list of records the highest confidence."""
    return f"list_max(list_transform({records}, lambda r: r.confidence))"


#: What reviews say of an event; null where nobody has judged it.
REVIEWED = (
    made("review", "", "VARCHAR", "What reviewers found: right, corrected, wrong (in something of which nobody said what is"
         " right), missed (it is here since a reviewer found it missing), disputed or unsure."),
    made("review_fields", "", "VARCHAR[]", "The fields that are corrected, found wrong or disputed: type, actors, place …"
         " What is found wrong and not corrected is null here, but for type and status; what is disputed is as coded."),
    made("review_basis", "", "VARCHAR", "On what that rests: one coder, agreement, or adjudication."),
)  # fmt: skip

_EVENTS_VIEW = View(
    "events",
    "One row an event that a report tells, with its first telling.",
    (
        EVENT_ID,
        *REPORT_HEAD,
        *mirrored(Event, "e", but=["id", "actors", "recipients", "place", "sources", "date_span_text"],
                  called={f"size_{what}": what for what in structure_of(Event)["size"]}),
        *mirrored(Place, "p", only=["id", "name", "country", "lat", "lon", "geonames_id", "feature"],
                  called={name: f"place_{name}" for name in ("id", "name", "country", "feature")}, whose="Its place"),
        *sources("e.sources"),
        *mirrored(Evidence, "v", but=["confidence"]),
        made("confidence", _likeliest("e.evidence"), "DOUBLE", "How likely the event is, 0 to 1: by its likeliest telling."),
        sentence_text("v.sentence"),
        *REVIEWED,
    ),
    f"(SELECT *, e.evidence[1] AS v, list_filter(places, lambda p: p.id = e.place)[1] AS p FROM"
    f" (SELECT {REPORT}, report.text AS text, sentences, places, actors, unnest(events) AS e FROM {{source}}))",
)  # fmt: skip

_EVIDENCE = View(
    "evidence",
    "One row a telling of an event: the words of the report that tell it, the first telling first.",
    (
        EVENT_ID,
        *REPORT_ID,
        made("telling", "telling", "BIGINT", "1 for the event's first telling, and so on."),
        *mirrored(Evidence, "v"),
    ),
    "(SELECT *, unnest(e.evidence) AS v, generate_subscripts(e.evidence, 1) AS telling FROM"
    f" (SELECT {REPORT}, unnest(events) AS e FROM {{source}}))",
)

_SIDES = View(
    "sides",
    "One row an actor on a side of an event.",
    (
        EVENT_ID,
        *REPORT_ID,
        made("side", "w.side", "VARCHAR", "actor or recipient."),
        made("position", "w.position", "BIGINT", "1 for the first actor (or recipient), and so on."),
        made(
            "confidence",
            _likeliest("list_filter(e.participants, lambda p: p.actor = w.id AND p.side = w.side)"),
            "DOUBLE",
            "How likely it takes part on this side, 0 to 1.",
        ),
        *ACTOR,
    ),
    "(SELECT *, list_filter(actors, lambda a: a.id = w.id)[1] AS a FROM (SELECT *, unnest(list_concat("
    "list_transform(e.actors, lambda x, i: {'id': x, 'side': 'actor', 'position': i}),"
    " list_transform(e.recipients, lambda x, i: {'id': x, 'side': 'recipient', 'position': i}))) AS w"
    f" FROM {_EVENTS}))",
)

_PARTICIPANTS = View(
    "participants",
    "One row a span of the report that takes part in an event; sides has each actor of an event once.",
    (
        EVENT_ID,
        *REPORT_ID,
        *mirrored(Participant, "t", called={"actor": "actor_id"}),
        *(column for column in ACTOR if column.name != "actor_id"),
    ),
    "(SELECT *, list_filter(actors, lambda a: a.id = t.actor)[1] AS a FROM"
    f" (SELECT *, unnest(e.participants) AS t FROM {_EVENTS}))",
)

_ALTERNATIVES = View(
    "alternatives",
    "One row a reading of an event's words that lost against the event.",
    (EVENT_ID, *REPORT_ID, *mirrored(Alternative, "o")),
    f"(SELECT *, unnest(e.alternatives) AS o FROM {_EVENTS})",
)

VIEWS = (_EVENTS_VIEW, _SIDES, _PARTICIPANTS, _EVIDENCE, _ALTERNATIVES)
