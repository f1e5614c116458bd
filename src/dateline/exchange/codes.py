"""Codes that other tools expect: quad numbers, CAMEO codes, country numbers and names, kinds of places."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast

import yaml

from dateline.world.countries import country

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SUB_CITY = frozenset({"PPLX", "SQR", "MNMT", "BLDG", "SCH", "HSP", "AIRP", "AIRB", "MILB", "PRT", "BDG", "ST", "PLNT"})
_LAND = frozenset({"RGN", "RGNE", "AREA", "TRB", "CONT"})
_BODIES = {"UNO": "United Nations", "EUR": "European Union"}
_ABROAD = {
    "IGO": "Intergovernmental bodies", "NGO": "Nongovernmental bodies", "IMG": "International armed groups",
    "MNC": "Multinational companies",
}  # fmt: skip
#: Codes of bodies that belong to no state.
NON_STATES = frozenset({*_BODIES, *_ABROAD})
_FTM_COUNTRIES = {"KOS": "xk", "EUR": "eu"}

Resolution = Literal[1, 2, 3, 4, 5]
RESOLUTIONS: dict[int, str] = {1: "country", 2: "province", 3: "district", 4: "city", 5: "inside a city"}


@cache
def _plover() -> dict[str, Any]:
    text = (files("dateline.codebook") / "plover.yaml").read_text(encoding="utf-8")
    return cast(dict[str, Any], yaml.load(text, Loader=_Loader))  # noqa: S506 a safe loader


def quads() -> tuple[str, ...]:
    """The four quads in PLOVER's order, which numbers them."""
    return tuple(_plover()["quads"])


def types() -> tuple[str, ...]:
    """PLOVER's event types in the order of its manual."""
    return tuple(_plover()["types"])


@cache
def mutual_types() -> tuple[str, ...]:
    """PLOVER's types whose actors are each other's recipients."""
    return tuple(name for name, entry in _plover()["types"].items() if entry.get("mutual"))


def acts_on_each_other(event_type: str, mutual: bool | None) -> bool:
    """Whether the actors of an event are each other's recipients where it has no others: as its coder says, or by its type."""
    return mutual if mutual is not None else event_type in mutual_types()


def quad_number(quad: str) -> int | None:
    """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict; None for another codebook's quad."""
    return quads().index(quad) + 1 if quad in quads() else None


@cache
def _cameo() -> dict[str, dict[str, str]]:
    text = (files("dateline.exchange") / "data" / "cameo.yaml").read_text(encoding="utf-8")
    return cast(dict[str, dict[str, str]], yaml.load(text, Loader=_Loader))  # noqa: S506 a safe loader


def cameo(event_type: str, mode: str | None) -> str | None:
    """The CAMEO code nearest to a PLOVER type and mode; None for a type that only a user's own codebook has."""
    codes = _cameo().get(event_type)
    return codes.get(mode or "code", codes["code"]) if codes is not None else None


@cache
def _cow() -> dict[str, str]:
    text = (files("dateline.exchange") / "data" / "cow.csv").read_text(encoding="utf-8")
    return {row["iso3"]: row["cow"] for row in csv.DictReader(text.splitlines())}


def cow_codes() -> dict[str, str]:
    """The Correlates of War number of each state that has one, by ISO 3166 alpha-3 code."""
    return dict(_cow())


def cow(code: str | None) -> str | None:
    """The Correlates of War number of a state; None for what is no state there."""
    return _cow().get(code) if code else None


def country_name(code: str | None) -> str | None:
    """The name in English of a state, the United Nations or the European Union; other codes (NGO …) stay as they are."""
    state = country(code) if code else None
    return state.name if state is not None else _BODIES.get(code or "", code)


def home_name(code: str | None) -> str | None:
    """For people: the name of a country, or of the kind of body that has none."""
    return _ABROAD.get(code or "") or country_name(code)


def ftm_country(code: str | None) -> str | None:
    """The code FollowTheMoney uses: two letters, in lower case; None for what is no country."""
    if code is None or code in _FTM_COUNTRIES:
        return _FTM_COUNTRIES.get(code) if code else None
    state = country(code)
    return state.iso2.lower() if state is not None and state.iso2 else None


def resolution(feature: str | None) -> Resolution | None:
    """How exact a place is, as PLOVER numbers it; None for what is no part of this order, such as seas and regions."""
    if not feature:
        return None
    if feature in _SUB_CITY:
        return 5
    if feature.startswith("PPL"):
        return 4
    if feature.startswith("ADM"):
        return 2 if feature.startswith("ADM1") else 3
    return 1 if feature.startswith("PCL") else None


def feature_class(feature: str | None) -> str | None:
    """The GeoNames class of a feature code, where the code tells it."""
    if not feature:
        return None
    if feature.startswith("PPL"):
        return "P"
    if feature.startswith(("ADM", "PCL", "TERR")):
        return "A"
    if feature in _LAND:
        return "L"
    return "S" if feature in _SUB_CITY else None
