"""``/review/actors/NAME``: decide for all reports at once whose country it is, who is the same, and who is somebody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.archive.ledger import LedgerEntry
from dateline.desk.addresses import ID, named
from dateline.desk.asking import Answer, Asked, NotThereError, Page
from dateline.desk.life import namesakes
from dateline.desk.review_bulk import BulkDecision, SeenActor, decisions, seen_actors, seen_by_name


@dataclass(frozen=True, slots=True)
class JoinedForm:
    """A name by which reports call it, with what tells that it is the same."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class CountryCount:
    """A country that reports give it, and how many do."""

    country: str
    reports: int


@dataclass(frozen=True, slots=True)
class OtherNamed:
    """Another entry of the ledger that the name may mean."""

    name: str
    country: str | None
    reports: int


@dataclass(frozen=True, slots=True)
class DecidePage:
    """An entry of the ledger, and the actors of single reports that it stands for: a decision writes one review for each.

    Where several have this very name, those of all are ``seen``; ``ticked`` are the one's that the address asks for, and
    ``proposed`` is a name that would tell it apart.
    """

    who: str | None
    name: str
    kind: str
    country: str | None
    forms: tuple[JoinedForm, ...]
    countries: tuple[CountryCount, ...]
    contradictions: tuple[str, ...]
    seen: tuple[SeenActor, ...]
    others: tuple[OtherNamed, ...]
    ticked: frozenset[str]
    proposed: str


@dataclass(frozen=True, slots=True)
class DecisionsPage:
    """What was decided over many reports at once."""

    who: str | None
    decisions: tuple[BulkDecision, ...]


def _one(asked: Asked) -> Answer:
    name = named(asked.path["name"], asked.query.get(ID))
    entries = asked.snapshot.entries(name)
    entry = next((e for e in entries if e.name == name), next((e for e in entries if name in e.joined), None))
    bearers = namesakes(entry, entries) if entry is not None else ()
    meant = next((e for e in bearers if (e.country or "") == asked.query.get("bearer")), None)
    seen = _seen(asked, name, bearers or ((entry,) if entry is not None else ()))
    if not seen:
        raise NotThereError(f"{name[:80]}: no report names anybody so; look for them on /actors")
    entry = meant or entry or LedgerEntry(name, seen[0].kind, ())
    own = {(sighting.report_id, sighting.actor_id) for sighting in meant.sightings} if meant is not None else None
    page = DecidePage(
        asked.who,
        entry.name,
        entry.kind,
        entry.country,
        tuple(JoinedForm(form, why) for form, why in sorted(entry.joined.items())),
        tuple(CountryCount(country, count) for country, count in entry.countries.most_common()),
        entry.contradictions,
        seen,
        tuple(OtherNamed(e.name, e.country, len(e.reports)) for e in entries if e is not entry and e not in bearers),
        frozenset(one.key for one in seen if own is None or (one.report_id, one.actor_id) in own),
        f"{entry.name} ({entry.country})" if meant is not None and entry.country else "",
    )
    rows = ({field: getattr(one, field) for field in SeenActor.__dataclass_fields__} for one in seen)
    return Answer(f"Who is {entry.name}", page, rows)


def _seen(asked: Asked, name: str, entries: Sequence[LedgerEntry]) -> tuple[SeenActor, ...]:
    """The actors of single reports that these entries stand for."""
    if not entries:
        return seen_by_name(asked.snapshot, name)
    return tuple(dict.fromkeys(one for entry in entries for one in seen_actors(asked.snapshot, entry)))


def _all(asked: Asked) -> Answer:
    kept = asked.shelf.reviews.everything()
    made = decisions([r for r in kept if r.who == asked.who or not asked.shelf.raw])
    rows = ({field: getattr(one, field) for field in BulkDecision.__dataclass_fields__} for one in made)
    return Answer("Decisions over many reports", DecisionsPage(asked.who, made), rows)


ONE = Page(
    "/review/actors/{name:path}",
    "review_actor.html",
    _one,
    "Decide for all reports at once whose country it is, who is the same, and who is somebody else.",
    DecidePage,
    parameters={
        ID: "the name, if the address cannot hold it",
        "bearer": "of several who have this very name, the one of this country, who is to be told apart",
    },
    filtered=False,
)
ALL = Page(
    "/review/bulk",
    "review_decisions.html",
    _all,
    "What was decided over many reports at once, to be seen and taken back.",
    DecisionsPage,
    filtered=False,
)
