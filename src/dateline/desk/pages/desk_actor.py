"""``/actors/NAME``: one of whom reports speak: its names, roles and countries over all reports, with whom it acts, what it says
and what is said of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dateline.archive.ledger import LedgerEntry
from dateline.desk.addresses import ID, named
from dateline.desk.asking import WHOLE, Answer, Asked, NotThereError, Page
from dateline.desk.life import Life, life_of, namesakes, reports_with
from dateline.desk.listing import ListedEvent, count_events, list_events, table_rows
from dateline.desk.quotes import Quote, quote_rows, quotes
from dateline.desk.report_listing import ListedReport, report_rows, reports_of

_SHOWS = ("events", "said", "about", "reports")
_FEW = {"events": 8, "said": 5, "about": 5, "reports": 6}
_PARTNERS = 20
_BESIDE = "e.n IN (SELECT n FROM desk.sides WHERE who = $partner)"
# Where several have one name, what one of them is on a side of.
_OWN = """e.n IN (
  WITH own AS (SELECT unnest($own_reports::VARCHAR[]) AS report_id, unnest($own_actors::VARCHAR[]) AS actor_id)
  SELECT s.n FROM desk.sides s JOIN desk.events o USING (n)
  JOIN own ON own.report_id = o.report_id AND own.actor_id = s.actor_id)"""
_SIDES = """
SELECT report_id, actor_id, s.kind, s.country FROM desk.sides s JOIN desk.events USING (n) WHERE s.who = $name"""
_WITH = """
WITH mine AS (SELECT s.n, bool_or(s.side = 'actor') AS acts, bool_or(s.side = 'recipient') AS suffers
  FROM desk.sides s JOIN desk.events e USING (n) WHERE list_contains($names, s.who) AND {where} GROUP BY s.n)
SELECT o.who AS name, any_value(o.kind) AS kind, any_value(o.country) AS country, count(DISTINCT o.n) AS events,
  count(DISTINCT o.n) FILTER (o.side = 'recipient' AND acts) AS to_them,
  count(DISTINCT o.n) FILTER (o.side = 'actor' AND suffers) AS by_them
FROM mine JOIN desk.sides o USING (n) WHERE NOT list_contains($names, o.who) GROUP BY o.who ORDER BY events DESC, name"""
_AS = """
SELECT count(DISTINCT s.n) FILTER (s.side = 'actor') AS as_actor,
  count(DISTINCT s.n) FILTER (s.side = 'recipient') AS as_recipient
FROM desk.sides s JOIN desk.events e USING (n) WHERE list_contains($names, s.who) AND {where}"""


@dataclass(frozen=True, slots=True)
class Partner:
    """Somebody else in its events: in how many, how many it acts on, and how many act on it."""

    name: str
    kind: str
    country: str | None
    events: int
    to_them: int
    by_them: int


@dataclass(frozen=True, slots=True)
class OtherEntry:
    """Somebody else whom the name may mean."""

    name: str
    kind: str
    country: str | None
    reports: int


@dataclass(frozen=True, slots=True)
class Bearer:
    """One of several who have this very name: its country, by which the page of each is asked for, and its commonest roles."""

    country: str | None
    roles: tuple[str, ...]
    reports: int
    shown: bool


@dataclass(frozen=True, slots=True)
class ActorPage:
    """One of whom reports speak. ``names``: by which its events are chosen; ``life`` is None of whom no report names.

    ``bearers``: all who have this very name, if reports tell several apart.

    Events and partners are of the chosen events, all else is of all reports. ``show`` is the list that is shown whole, if any;
    ``partner``: somebody else without whom no event is listed.
    """

    name: str
    kind: str
    country: str | None
    names: tuple[str, ...]
    show: str
    life: Life | None
    bearers: tuple[Bearer, ...]
    others: tuple[OtherEntry, ...]
    as_actor: int
    as_recipient: int
    partner: str
    total: int
    events: tuple[ListedEvent, ...]
    partners: tuple[Partner, ...]
    more_partners: int
    said_total: int
    said: tuple[Quote, ...]
    about_total: int
    about: tuple[Quote, ...]
    reports_total: int
    reports: tuple[ListedReport, ...]


@dataclass(frozen=True, slots=True)
class _Whom:
    """Whom the address means: its entry of the ledger, if reports name it, and where it is spoken of."""

    name: str
    kind: str
    country: str | None
    entry: LedgerEntry | None
    actors: tuple[tuple[str, str], ...]
    others: tuple[LedgerEntry, ...] = ()
    bearers: tuple[LedgerEntry, ...] = ()

    def own(self) -> tuple[str, dict[str, object]]:
        """SQL that holds for the events ``e`` that it is on a side of, of all that its name is on; and its values."""
        if len(self.bearers) < 2:
            return "true", {}
        return _OWN, {"own_reports": [r for r, _ in self.actors], "own_actors": [a for _, a in self.actors]}


def _answer(asked: Asked) -> Answer:
    meant = _meant(asked, named(asked.path["name"], asked.query.get(ID)))
    show = asked.query.get("show", "") if asked.query.get("show") in _SHOWS else ""
    names = _names(asked, meant)
    chosen = replace(asked, choice=replace(asked.choice, actor=names))
    own, actors = meant.own()
    where, values = replace(asked, choice=replace(asked.choice, actor=())).where()
    where, values = f"{where} AND {own}", values | actors
    partner = asked.query.get("with", "")
    beside, given = (f"{_BESIDE} AND {own}", {"partner": partner} | actors) if partner else (own, actors)
    partners = asked.snapshot.ask(_WITH.format(where=where), values | {"names": list(names)})
    (said_total, said), (about_total, about) = (
        quotes(asked, of, meant.actors, f"LIMIT {WHOLE}" if asked.whole else _limits(asked, show, part))
        for part, of in (("said", "by"), ("about", "about"))
    )
    spoken = _reports(asked, meant)
    page = ActorPage(
        meant.name,
        meant.kind,
        meant.country,
        names,
        show,
        life_of(meant.entry) if meant.entry is not None else None,
        tuple(_bearer(one, meant) for one in meant.bearers),
        tuple(OtherEntry(one.name, one.kind, one.country, len(one.reports)) for one in meant.others),
        **asked.snapshot.one(_AS.format(where=where), values | {"names": list(names)}),
        partner=partner,
        total=count_events(chosen, beside, given),
        events=list_events(chosen, limits=_limits(asked, show, "events"), where=beside, given=given),
        partners=tuple(Partner(**row) for row in (partners if asked.whole else partners[:_PARTNERS])),
        more_partners=max(len(partners) - _PARTNERS, 0),
        said_total=said_total,
        said=said,
        about_total=about_total,
        about=about,
        reports_total=len(spoken),
        reports=reports_of(asked, spoken, _limits(asked, show, "reports")),
    )
    return Answer(meant.name, page, _rows(page))


def _meant(asked: Asked, name: str) -> _Whom:
    """The entry that has this name among its own, or else the first that it may mean; or who has it on a side of an event."""
    entries = asked.snapshot.entries(name) if name else ()
    exact = [entry for entry in entries if name == entry.name or name in entry.joined]
    sides = asked.snapshot.ask(_SIDES, {"name": name}) if not exact else []
    if not exact and sides:
        actors = tuple(dict.fromkeys((row["report_id"], row["actor_id"]) for row in sides))
        home = next((row["country"] for row in sides if row["country"]), None)
        return _Whom(name, sides[0]["kind"], home, None, actors, entries)
    if not entries:
        raise NotThereError(f"{name}: nobody of this archive has this name; look for a part of it at /actors?name=…")
    entry = (exact or entries)[0]
    bearers = namesakes(entry, entries)
    entry = next((one for one in bearers if (one.country or "") == asked.query.get("bearer")), entry)
    others = tuple(one for one in entries if one is not entry and one not in bearers)
    actors = tuple(dict.fromkeys((s.report_id, s.actor_id or "") for s in entry.sightings))
    return _Whom(entry.name, entry.kind, entry.country, entry, actors, others, bearers)


def _bearer(entry: LedgerEntry, meant: _Whom) -> Bearer:
    return Bearer(
        entry.country, tuple(role.title for role in entry.roles()[:3]), len(entry.reports), entry is meant.entry
    )


def _names(asked: Asked, meant: _Whom) -> tuple[str, ...]:
    """The names by which events have it on their sides: reports may spell it so differently that it has several."""
    if meant.entry is None:
        return (meant.name,)
    values = {"reports": [report for report, _ in meant.actors], "actors": [actor for _, actor in meant.actors]}
    rows = asked.snapshot.ask(
        "SELECT who, count(*) AS n FROM desk.people JOIN (SELECT unnest($reports::VARCHAR[]) AS report_id,"
        " unnest($actors::VARCHAR[]) AS actor_id) USING (report_id, actor_id) GROUP BY who ORDER BY n DESC, who LIMIT 40",
        values,
    )
    return tuple(row["who"] for row in rows)


def _reports(asked: Asked, meant: _Whom) -> Sequence[str]:
    """The reports that speak of it, or those of one form of its name, country or role."""
    if meant.entry is None:
        return list(dict.fromkeys(report for report, _ in meant.actors))
    wanted = {name: asked.query.get(name, "") for name in ("form", "home", "role")}
    return reports_with(meant.entry, form=wanted["form"], country=wanted["home"], role=wanted["role"])


def _limits(asked: Asked, show: str, part: str) -> str:
    return asked.limits if show == part or (asked.whole and not show and part == "events") else f"LIMIT {_FEW[part]}"


def _rows(page: ActorPage) -> Iterable[Mapping[str, Any]]:
    """The list that is shown whole, or its events."""
    if page.show in ("said", "about"):
        return quote_rows(page.said if page.show == "said" else page.about)
    return report_rows(page.reports) if page.show == "reports" else table_rows(page.events)


PAGE = Page(
    "/actors/{name:path}",
    "actor.html",
    _answer,
    "One of whom reports speak: names, roles, with whom it acts, what it says and what is said of it.",
    ActorPage,
    parameters={
        "show": "the list that is shown whole: events, said, about or reports",
        "with": "events in which this other one takes part",
        "form": "reports that use this form of the name",
        "home": "reports that tell this country",
        "role": "reports that give this role",
        "bearer": "of several who have this very name, the one of this country; empty: the one of no known country",
        ID: "the name, if the address cannot hold it",
        "page": "which page of 50, from 1",
    },
    steady=True,
)
