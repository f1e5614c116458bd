"""Told events for tests: an attack in Sumy, unless a test says otherwise."""

from __future__ import annotations

from datetime import date
from typing import Any

from dateline.stories.story import EventRow, Party

RUSSIA = Party("Russia", "state", "RUS")
SUMY: dict[str, Any] = {
    "place_name": "Sumy",
    "place_country": "UKR",
    "place_feature": "PPL",
    "geonames_id": 692194,
    "lat": 50.92,
    "lon": 34.8,
}
KYIV: dict[str, Any] = {**SUMY, "place_name": "Kyiv", "geonames_id": 703448, "lat": 50.45, "lon": 30.52}


def attack(report: str, day: date | None = date(2025, 3, 10), **given: Any) -> EventRow:
    """A row of a report that is published the day after; without ``day``, it says no date."""
    published = given.pop("published", date(2025, 3, 11))
    dates = (day, day, "day") if day is not None else (None, published, "not_after")
    values: dict[str, Any] = {
        "event_id": f"{report}:{given.get('trigger_start', 0)}:{given.get('type', 'ASSAULT')}",
        "report_id": report,
        "type": "ASSAULT",
        "quad": "MATERIAL CONFLICT",
        "status": "happened",
        "mode": "drone",
        "publisher": f"Publisher of {report}",
        "published": published,
        "actors": (RUSSIA,),
        "date_start": dates[0],
        "date_end": dates[1],
        "date_precision": dates[2],
        "sentence_text": "Russian drones struck a railway station in Sumy, injuring four passengers.",
        "trigger_text": "struck",
        **SUMY,
    }
    return EventRow(**(values | given))


def meeting(report: str, *who: Party, **given: Any) -> EventRow:
    """A meeting in Kyiv, told without a place unless one is given."""
    plain: dict[str, Any] = dict.fromkeys(SUMY)
    values = {
        "type": "CONSULT",
        "quad": "VERBAL COOPERATION",
        "mode": None,
        "actors": who[:1],
        "recipients": who[1:],
        "sentence_text": "The ministers met.",
        "trigger_text": "met",
    }
    return attack(report, **(plain | values | given))
