"""What reviewers found of the events of one report, and how these stand in the archive since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dateline.desk.asking import Asked
from dateline.desk.chosen import Choice
from dateline.desk.listing import ListedEvent, SideName, list_events
from dateline.show.harmless import one_line
from dateline.show.wording import say_day, say_period

_FOUND = """
SELECT event_id, review AS found, coalesce(review_fields, []) AS fields, review_basis AS basis FROM events
WHERE report_id = $report AND review IS NOT NULL
UNION ALL SELECT event_id, verdict, [], review_basis FROM withdrawn WHERE report_id = $report"""
_WORDS = {"no_event": "no event: it is left out everywhere else", "duplicate": "another's double: it is left out everywhere else",
          "missed": "missed by the coder"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReviewedEvent:
    """What was found of an event; ``now`` is how lists show it since, None where they leave it out."""

    found: str
    fields: tuple[str, ...]
    basis: str | None
    now: ListedEvent | None

    @property
    def words(self) -> str:
        """corrected (type, place), by agreement."""
        fields = f" ({', '.join(self.fields)})" if self.fields else ""
        return f"{_WORDS.get(self.found, self.found)}{fields}" + (f"; {self.basis}" if self.basis else "")

    @property
    def row(self) -> str:
        """The event as it stands, in one line; empty where nothing of it was corrected."""
        if self.now is None or self.found != "corrected":
            return ""
        event = self.now
        act = f"{event.type} {event.mode or ''}".strip() + (f", {event.status}" if event.status != "happened" else "")
        who = f"{_names(event.actors)} → {_names(event.recipients)}"
        where = (event.place_name or "") + (f" ({event.place_country})" if event.place_country else "")
        when = say_period(event.date_start, event.date_end) or (say_day(event.day) if event.day else "")
        return one_line(" · ".join(part for part in (act, who, where, when) if part))


def _names(parties: tuple[SideName, ...]) -> str:
    return ", ".join(party.name for party in parties) or "nobody"


def reviewed_events(asked: Asked, report_id: str) -> Mapping[str, ReviewedEvent]:
    """By the id of the event within its report; nothing where nobody has judged any."""
    if not asked.snapshot.is_corrected:
        return {}
    found = asked.snapshot.ask(_FOUND, {"report": report_id})
    every = replace(asked, choice=Choice(), found=None)
    events = list_events(every, limits="", where="e.report_id = $report", given={"report": report_id}) if found else ()
    now = {event.event_id: event for event in events}
    return {
        row["event_id"].removeprefix(f"{report_id}:"): ReviewedEvent(
            row["found"], tuple(row["fields"]), row["basis"], now.get(row["event_id"])
        )
        for row in found
    }
