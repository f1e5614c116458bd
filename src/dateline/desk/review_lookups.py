"""What a reviewer chooses corrections from: codes of the codebook and of countries, and places by name."""

from __future__ import annotations

from functools import cache
from threading import Thread
from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from dateline.codebook import event_types
from dateline.desk.judging import STATUSES
from dateline.desk.rendering import json_text
from dateline.exchange.codes import NON_STATES, home_name
from dateline.world.countries import countries
from dateline.world.gazetteer import GazetteerPlace, lookup

_MOST, _LONGEST = 9, 100


@cache
def _codes() -> str:
    named = {state.iso3: state.name for state in countries()} | {code: home_name(code) or code for code in NON_STATES}
    types = {name: {"modes": [*kind.modes], "meaning": kind.meaning} for name, kind in event_types().items()}
    return json_text({"types": types, "statuses": STATUSES, "countries": dict(sorted(named.items()))})


def _choices(request: Request) -> Response:  # noqa: ARG001 Starlette's signature
    Thread(target=lookup, args=("Oslo",), daemon=True).start()  # the table of places is read before it is asked for
    return PlainTextResponse(_codes(), media_type="application/json", headers={"cache-control": "max-age=600"})


def places_named(name: str) -> list[dict[str, Any]]:
    """The places that a name may mean, as corrections say them: those with a number first, and of these the most populous."""
    name = " ".join(name.split())[:_LONGEST]
    found = sorted(lookup(name) or lookup(name.title()) if name else (), key=lambda place: place.geonames_id is None)
    return [_value(place, name) for place in found[:_MOST]]


def _value(place: GazetteerPlace, name: str) -> dict[str, Any]:
    numbers = {"geonames_id": place.geonames_id, "lat": round(place.lat, 5), "lon": round(place.lon, 5)}
    return {"name": place.name or name, "country": place.country, **numbers, "feature": place.feature}


def _places(request: Request) -> Response:
    found = places_named(request.query_params.get("name", ""))
    return PlainTextResponse(json_text({"places": found}), media_type="application/json")


#: Asked while a correction is typed.
LOOKUPS: tuple[BaseRoute, ...] = (
    Route("/review-choices.json", _choices, methods=["GET"]),
    Route("/review-places.json", _places, methods=["GET"]),
)
