"""An archive's answers as lines for a terminal: actors, stories, visits, and what it holds.

A terminal must not obey what a report says: control characters are shown as escapes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from dateline.archive.ask import Holdings, StoryCounts, ToldStory
from dateline.archive.ledger import Held, LedgerEntry
from dateline.errors import printable
from dateline.show.wording import counted
from dateline.stories.story import Stop, Visit

_NAMED = 3  # reports of an actor
_ROLES = 12
_REPORTS = 5  # of a version of a story
_PUBLISHERS = 5
_WORTH_MERGING = 20  # parts fewer


def printed(lines: Iterable[str]) -> str:
    return "\n".join(map(printable, lines))


def days(start: object, end: object) -> str:
    """The days of an event: one, from … to …, or not after the last."""
    if start is not None and end is not None:
        return str(start) if start == end else f"{start} – {end}"
    return f"not after {end}" if end is not None else f"from {start}" if start is not None else ""


def actor_lines(entry: LedgerEntry) -> Iterator[str]:
    """Who it is, by which names, in which roles, and what contradicts."""
    where = entry.country or "country not known"
    yield f"{entry.name}  ({entry.kind}, {where})  {_seen(entry.days)}, {_named(entry.reports)}"
    for other, reason in sorted(entry.joined.items()):
        yield f"  also {other}: {reason}"
    all_roles = entry.roles()
    roles = all_roles[:_ROLES]
    wide = min(max((len(_role(role)) for role in roles), default=0), 60)
    for role in roles:
        dated = [day for day in (role.first, role.last) if day is not None]
        yield f"  {_role(role):<{wide}}  {_seen(dated)}, {_named(role.reports)}"
    if len(all_roles) > _ROLES:
        yield f"  … and {len(all_roles) - _ROLES} more, told by {_most(all_roles[_ROLES])} at most; --json gives all"
    for contradiction in entry.contradictions:
        yield f"  ! {contradiction}"


def _most(role: Held) -> str:
    return "one report each" if len(role.reports) == 1 else f"{len(role.reports)} reports each"


def _role(role: Held) -> str:
    return f"{role.title} of {role.country}" if role.country else role.title


def _seen(seen: Sequence[date]) -> str:
    if not seen:
        return "not dated"
    return seen[0].isoformat() if seen[0] == seen[-1] else f"{seen[0]} to {seen[-1]}"


def _named(reports: Sequence[str]) -> str:
    shown = ", ".join(reports[:_NAMED]) + (" …" if len(reports) > _NAMED else "")
    return f"{len(reports)} {'report' if len(reports) == 1 else 'reports'} ({shown})"


def story_lines(story: ToldStory) -> Iterator[str]:
    """What happened, who tells it, and where they differ."""
    who = " · ".join(filter(None, (", ".join(story.actors), ", ".join(story.recipients))))
    where = ", ".join(filter(None, (story.place_name, story.place_country)))
    yield "  ".join(filter(None, (story.type, days(story.date_start, story.date_end), where, who)))
    names = story.publisher_names
    by = f"by {counted(len(names), 'publisher')} ({', '.join(names)})" if names else "of unknown publishers"
    sources = counted(story.independent_sources, "independent source")
    yield f"    {counted(story.reports, 'report')} {by}, {sources}; first: {story.first_report_id}"
    if story.words:
        yield f"    “{story.words.strip()}”"
    for differs in story.disagreements:
        versions = " | ".join(f"{v.value} ({_some(v.report_ids)})" for v in differs.versions)
        yield f"    differ on {differs.field}: {versions}"


def _some(report_ids: Sequence[str]) -> str:
    """The first few by name."""
    more = len(report_ids) - _REPORTS
    return ", ".join(report_ids[:_REPORTS]) + (f" and {more:,} more" if more > 0 else "")


def say_counts(counts: StoryCounts) -> str:
    events, stories = counted(counts.events, "event"), counted(counts.stories, "story")
    return f"{events}, {stories}, {counts.of_several:,} of them told by more than one report"


def visit_lines(visit: Visit) -> Iterator[str]:
    """Who travelled where and when, who tells it, and the stops in order."""
    who, home = ", ".join(visit.travellers), visit.from_country or "?"
    yield f"{who}  {home} → {visit.host_country}  {days(visit.date_start, visit.date_end)}".rstrip()
    reports, sources = (
        counted(len(visit.report_ids), "report"),
        counted(visit.independent_sources, "independent source"),
    )
    yield f"    {reports} by {', '.join(visit.publishers) or 'unnamed publishers'}, {sources}"
    yield from (f"    {number}. {_stop(stop)}" for number, stop in enumerate(visit.stops, 1))


def _stop(stop: Stop) -> str:
    place = f"@ {stop.place_name}" if stop.place_name else ""
    parts = (stop.act, ", ".join(stop.whom), place, days(stop.date_start, stop.date_end))
    return "  ".join(part for part in parts if part)


def holdings_lines(held: Holdings) -> Iterator[str]:
    """What an archive holds, a line a figure."""
    yield f"reports     {held.reports:,}"
    yield f"events      {held.events:,} events" + (
        f", {held.events / held.reports:.1f} a report" if held.reports else ""
    )
    yield f"statements  {held.statements:,}"
    yield f"mentions    {held.mentions:,}"
    if held.reports:
        span = f"{held.first} to {held.last}" if held.first else "on unknown days"
        yield f"published   {span}" + (f" ({held.undated:,} without a date)" if held.undated else "")
    named = [p for p in held.publishers if p.publisher is not None]
    if named:
        first = ", ".join(f"{p.publisher} {p.reports:,}" for p in named[:_PUBLISHERS])
        rest = f" … and {len(named) - _PUBLISHERS:,} more" if len(named) > _PUBLISHERS else ""
        yield f"publishers  {len(named):,}: {first}{rest}"
    for v in held.versions:
        coder = "" if v.coder == "dateline" else f"{v.coder}, "
        made = f"Dateline {v.dateline}, reader {v.reader}, codebook {v.codebook}"
        yield f"coded by    {coder}{made}: {counted(v.reports, 'report')}"
    if held.superseded:
        yield f"older       {held.superseded:,} codings that newer ones have taken the place of"
    yield f"failures    {held.failures:,}"
    yield from (f"            {c.failures:,} × {c.cause[:90]}" for c in held.causes)
    yield f"on disk     {held.bytes / 1e6:,.1f} MB in {counted(held.parts, 'part')}"
    if held.damaged:
        yield f"damaged     {counted(len(held.damaged), 'file')} left out: {', '.join(d.file for d in held.damaged)}"
    if held.mergeable >= _WORTH_MERGING:
        fewer = f"{counted(held.parts - held.mergeable, 'part')} would do, and be read faster"
        yield f"            {fewer}: dateline merge {held.folder}"
