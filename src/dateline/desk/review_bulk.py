"""A decision over many reports: whose country it is, who is the same, who is somebody else. Written as many single reviews.

What is decided for an entry of the ledger is one review for each actor of each report that it stands for; all of them carry the
same note, by which the whole decision can be taken back.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dateline.archive.coded_reports import CODED
from dateline.archive.ledger import LedgerEntry
from dateline.desk.judging import allowed_values
from dateline.desk.judging_said import RefusedVerdictError
from dateline.desk.shelf import Snapshot
from dateline.model import Review, Versions
from dateline.verdicts.given_values import UnfitError, read_field, read_name

_NOTE = "bulk "
_MOST = 20_000
_SIGHTINGS = """
SELECT DISTINCT p.report_id, p.actor_id, p.name, p.kind, p.country, r.published, r.publisher
FROM desk.people p JOIN desk.reports r USING (report_id)
WHERE list_contains($names::VARCHAR[], p.name) AND p.kind = $kind AND list_contains($reports::VARCHAR[], p.report_id)
ORDER BY r.published NULLS LAST, p.report_id, p.actor_id"""
_BY_NAME = """
SELECT DISTINCT p.report_id, p.actor_id, p.name, p.kind, p.country, r.published, r.publisher
FROM desk.people p JOIN desk.reports r USING (report_id) WHERE $name IN (p.who, p.name)
ORDER BY r.published NULLS LAST, p.report_id, p.actor_id"""
_CODED = """
SELECT a.report_id, a.actor_id, a.name, a.kind, a.country, r.coder, r.dateline_version, r.reader_version, r.codebook_version
FROM {schema}.actors a JOIN {schema}.reports r USING (report_id)
WHERE a.report_id IN (SELECT unnest($reports::VARCHAR[]))"""


@dataclass(frozen=True, slots=True)
class SeenActor:
    """An actor of one report that an entry of the ledger stands for."""

    report_id: str
    actor_id: str
    name: str
    kind: str
    country: str | None
    published: date | None
    publisher: str | None

    @property
    def key(self) -> str:
        return f"{self.actor_id} {self.report_id}"


@dataclass(frozen=True, slots=True)
class BulkDecision:
    """One decision over many reports, and how many of its reviews are still held."""

    id: str
    who: str
    when: datetime
    about: str
    reviews: int
    held: int


def seen_actors(snapshot: Snapshot, entry: LedgerEntry) -> tuple[SeenActor, ...]:
    """The actors of single reports that an entry stands for, the oldest report first."""
    given = {"names": [entry.name, *entry.joined], "kind": entry.kind, "reports": entry.reports}
    return tuple(SeenActor(**row) for row in snapshot.ask(_SIGHTINGS, given))


def seen_by_name(snapshot: Snapshot, name: str) -> tuple[SeenActor, ...]:
    """The actors of single reports of this very name, which may have no words that a ledger could join it by."""
    return tuple(SeenActor(**row) for row in snapshot.ask(_BY_NAME, {"name": name}))


def bulk_reviews(snapshot: Snapshot, who: str, sent: Mapping[str, Any], when: datetime) -> list[Review]:
    """The single reviews of a decision that a form sends."""
    keys = sent.get("actors")
    chosen = [keys] if isinstance(keys, str) else keys
    if not isinstance(chosen, list) or not 0 < len(chosen) <= _MOST or not all(isinstance(key, str) for key in chosen):
        raise _refused("nobody was chosen", "tick the reports that it is about")
    name = str(sent.get("name") or "")[:80]
    verdict, field, value, told = _decision(sent)
    number = hashlib.sha256(f"{who}{when.isoformat()}".encode()).hexdigest()[:10]
    note = f"{_NOTE}{number}: {told}, of {name}"
    coded = _coded(snapshot, {key.partition(" ")[2] for key in chosen})
    return [_review(coded, key, Review, who, when, verdict, field, value, note) for key in dict.fromkeys(chosen)]


def _decision(sent: Mapping[str, Any]) -> tuple[str, str | None, Any, str]:
    """The verdict, its field, its value, and what it is in a few words."""
    kind = sent.get("decision")
    try:
        if kind == "country":
            code = str(sent.get("country") or "").strip().upper() or None
            read_field("country", code, allowed_values())
            return "corrected", "country", code, f"country {code or 'unknown'}"
        if kind in ("same_actor", "other_actor"):
            name = read_name(" ".join(str(sent.get("as") or "").split()))
            return kind, None, {"name": name}, f"{'is' if kind == 'same_actor' else 'is somebody else:'} {name}"
    except UnfitError as error:
        raise _refused(str(error), "write another") from error
    raise _refused("there is no such decision", "load the page again")


def _coded(snapshot: Snapshot, reports: Iterable[str]) -> dict[str, Mapping[str, Any]]:
    """The actors of these reports as they were coded, by key."""
    there = snapshot.ask("SELECT 1 FROM duckdb_schemas() WHERE schema_name = $name", {"name": CODED})
    rows = snapshot.ask(_CODED.format(schema=CODED if there else "main"), {"reports": sorted(reports)})
    return {f"{row['actor_id']} {row['report_id']}": row for row in rows}


def _review(coded: Mapping[str, Mapping[str, Any]], key: str, *of: Any) -> Review:
    make, who, when, verdict, field, value, note = of
    row = coded.get(key)
    if row is None:
        raise _refused("a report has no such actor any more", "load the page again")
    versions = Versions(*(row[name] for name in ("coder", "dateline_version", "reader_version", "codebook_version")))
    claim = {name: row[name] for name in ("name", "kind", "country")}
    made: Review = make(
        who, when, row["report_id"], versions, verdict, row["actor_id"], field=field, value=_json(value),
        claim=_json(claim), note=note,
    )  # fmt: skip
    return made


def decisions(reviews: Sequence[Review]) -> tuple[BulkDecision, ...]:
    """The decisions over many reports that were made, the latest first."""
    gone = {(review.who, review.answers) for review in reviews if review.verdict == "withdrawn"}
    found: dict[tuple[str, str], list[Review]] = {}
    for review in reviews:
        if review.note is not None and review.note.startswith(_NOTE) and review.verdict != "withdrawn":
            found.setdefault((review.who, review.note), []).append(review)
    made = [_decided(who, note, of, gone) for (who, note), of in found.items()]
    return tuple(sorted(made, key=lambda one: one.when, reverse=True))


def _decided(who: str, note: str, reviews: Sequence[Review], gone: set[tuple[str, str | None]]) -> BulkDecision:
    number, _, about = note.removeprefix(_NOTE).partition(": ")
    held = sum((review.who, review.id) not in gone for review in reviews)
    return BulkDecision(number, who, reviews[0].when, about, len(reviews), held)


def of_decision(reviews: Iterable[Review], who: str, number: str) -> list[Review]:
    """The reviews of one's own decision."""
    start = f"{_NOTE}{number}: "
    return [r for r in reviews if r.who == who and (r.note or "").startswith(start) and r.verdict != "withdrawn"]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _refused(cause: str, move: str) -> RefusedVerdictError:
    return RefusedVerdictError(f"nothing was decided: {cause}; {move}")
