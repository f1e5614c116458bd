"""Events with everybody who takes part in them, as the row-by-row formats need them: the views in, records out, in a stream."""

# ruff: noqa: S608 the SQL is put together from names of ours
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from dateline.exchange.codes import acts_on_each_other
from dateline.exchange.selection import Selected, chosen, portions
from dateline.world.names import HONORIFICS

if TYPE_CHECKING:
    from collections.abc import Callable

    import duckdb

_BATCH = 5_000

EVENT_COLUMNS = """event_id report_id publisher published type mode quad intensity contexts status mutual date_start date_end
 date_precision date_from place_name place_country lat lon geonames_id place_feature killed injured arrested displaced
 at_least sources sentence sentence_text trigger_start trigger_end trigger_text frame review review_fields
 review_basis confidence""".split()
REPORT_COLUMNS = (
    """title url language characters coded_at coder dateline_version reader_version codebook_version""".split()
)
_WORDS = frozenset({"sentence_text", "trigger_text", "title"})


@dataclass(frozen=True, slots=True)
class ToldParty:
    """Who takes part in an event; ``raw`` and ``start`` are of the mention that stands nearest to its trigger."""

    actor_id: str
    name: str
    kind: str
    country: str | None
    sectors: tuple[str, ...]
    wikidata: str | None
    title: str | None
    raw: str | None
    start: int | None
    identity: str | None


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """One event as one report tells it. ``columns`` holds the columns of the views events and reports."""

    columns: dict[str, Any]
    actors: tuple[ToldParty, ...]
    recipients: tuple[ToldParty, ...]

    def __getitem__(self, column: str) -> Any:
        return self.columns[column]

    @property
    def day(self) -> date | None:
        """The one day that formats without date ranges can give; the publication's where the text gives none."""
        found: date | None = self["date_start"] or self["date_end"] or self["published"]
        return found

    @property
    def pair(self) -> tuple[ToldParty | None, ToldParty | None]:
        """Source and target for formats that know only two: of talks without a recipient the first two actors. Who acts together
        is no target."""
        first = self.actors[0] if self.actors else None
        if self.recipients:
            return first, self.recipients[0]
        return first, (self.actors[1] if self.is_mutual and len(self.actors) > 1 else None)

    @property
    def is_mutual(self) -> bool:
        """Do the actors act on each other?"""
        return acts_on_each_other(self["type"], self["mutual"])

    @property
    def reviewed(self) -> dict[str, Any]:
        """What reviewers found of it, for formats with room for it; empty where nobody has judged it."""
        if self["review"] is None:
            return {}
        return {"review": self["review"], "review_fields": self["review_fields"], "review_basis": self["review_basis"]}

    @property
    def version(self) -> str:
        """Versions of program, reader and codebook, apart by strokes."""
        return "/".join(str(self[f"{part}_version"]) for part in ("dateline", "reader", "codebook"))


@dataclass(frozen=True, slots=True)
class Beside:
    """Columns that a format needs beside the event's own: a table expression, how to join it, and its columns."""

    name: str
    query: str
    key: str
    columns: tuple[str, ...]


def told(
    connection: duckdb.DuckDBPyConnection,
    *,
    happened: bool = False,
    text: bool = True,
    beside: Callable[[duckdb.DuckDBPyConnection, Selected], Beside] | None = None,
    identities: str | None = None,
) -> Iterator[ToldEvent]:
    """Each chosen event, by publication and id; nothing else may be asked of the connection meanwhile.

    Without ``text`` no record holds words of a report. With ``identities`` (a table) each party has its identity.
    """
    for portion in portions(connection, chosen(connection, happened=happened)):
        extra = beside(connection, portion) if beside is not None else None
        rows = connection.execute(_query(portion, extra, identities, text=text))
        columns = [*EVENT_COLUMNS, *REPORT_COLUMNS, *(extra.columns if extra is not None else ())]
        while batch := rows.fetchmany(_BATCH):
            for *values, parties in batch:
                both = (_side(parties, "actor"), _side(parties, "recipient"))
                yield ToldEvent(dict(zip(columns, values, strict=True)), *both)


def _query(source: Selected, extra: Beside | None, identities: str | None, *, text: bool) -> str:
    hidden = frozenset() if text else _WORDS
    columns = [f"NULL AS {c}" if c in hidden else f"e.{c}" for c in EVENT_COLUMNS[:-1]]
    columns.append("round(e.confidence, 3) AS confidence")
    columns += [f"NULL AS {c}" if c in hidden else f"r.{c}" for c in REPORT_COLUMNS]
    tables, joins = [f"parties AS ({_parties(source, identities, text=text)})"], ""
    if extra is not None:
        columns += [f"{extra.name}.{column}" for column in extra.columns]
        tables.append(f"{extra.name} AS ({extra.query})")
        joins = f"LEFT JOIN {extra.name} ON {extra.name}.{extra.key} = e.{extra.key}"
    return f"""
WITH {", ".join(tables)}
SELECT {", ".join(columns)}, parties.parties FROM {source.events} e
LEFT JOIN {source.reports} r ON r.report_id = e.report_id
LEFT JOIN parties ON parties.event_id = e.event_id
{joins}
ORDER BY e.published NULLS LAST, e.event_id"""


def _parties(source: Selected, identities: str | None, *, text: bool) -> str:
    nearest = "2 * abs(m.start - e.trigger_start) + (m.start > e.trigger_start)::INTEGER"  # of two as near, the first
    raw = f"arg_min(m.text, {nearest})" if text else "NULL::VARCHAR"
    join = f"LEFT JOIN {identities} i ON i.report_id = p.report_id AND i.actor_id = p.actor_id" if identities else ""
    identity = "any_value(i.identity)" if identities else "NULL::VARCHAR"
    return f"""
SELECT event_id, list([side, actor_id, name, kind, country, sectors, wikidata, title, raw, "start"::VARCHAR, identity]
  ORDER BY side, position) AS parties
FROM (
  SELECT p.event_id, p.side, p.position, p.actor_id, any_value(p.name) AS name, any_value(p.kind) AS kind,
    any_value(p.country) AS country, any_value(array_to_string(p.sectors, ' ')) AS sectors,
    any_value(p.wikidata) AS wikidata, {raw} AS raw, {identity} AS identity,
    arg_min(m.role_title, m.start) FILTER (WHERE {is_office("m.role_title")}) AS title,
    arg_min(m.start, {nearest}) AS "start"
  FROM {source.sides} p
  JOIN {source.events} e ON e.event_id = p.event_id
  LEFT JOIN {source.mentions} m ON m.report_id = p.report_id AND m.actor_id = p.actor_id
  {join}
  GROUP BY p.event_id, p.side, p.position, p.actor_id
) GROUP BY event_id"""


def is_office(title: str) -> str:
    """The condition under which a column of titles names an office: "Mr" does not."""
    return f"lower({title}) NOT IN ({', '.join(map(repr, sorted(HONORIFICS)))})"


def _side(parties: list[list[str | None]] | None, side: str) -> tuple[ToldParty, ...]:
    return tuple(_party(party) for party in parties or () if party[0] == side)


def _party(columns: list[str | None]) -> ToldParty:
    _, actor_id, name, kind, country, sectors, wikidata, title, raw, start, identity = columns
    at = int(start) if start is not None else None
    parts = tuple((sectors or "").split())
    return ToldParty(actor_id or "", name or "", kind or "", country, parts, wikidata, title, raw, at, identity)
