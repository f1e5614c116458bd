"""The dateline itself: takes a text and where one may begin, gives place, region, date and agency, or None when unsure.

Place names are judged by their shape, not looked up: a dateline needs a date, an agency, a region or a dash to be one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Any

import yaml

from dateline.language import either, lexicon
from dateline.reports.written import DATE, DAY_ENDING, MONTH, WEEKDAY

_DATA: dict[str, Any] = yaml.safe_load(
    files("dateline.reports").joinpath("data", "agencies.yaml").read_text(encoding="utf-8")
)
_AGENCIES: dict[str, str] = {
    spelling.casefold(): name for name, spellings in _DATA["agencies"].items() for spelling in (name, *spellings)
}
_WORDS = lexicon("reports")
_NOT_PLACES = _WORDS.words("not_places")
_PLACE_WORDS = _WORDS.words("dateline_place_words")
_WITH_ARTICLE = _WORDS.words("places_with_article")
_BETWEEN_AGENCIES = re.compile(rf"[/,&]| {either(_WORDS.ordered('agency_joints'))} ")

_WORD = rf"(?:{either(_WORDS.ordered('short_town_words'))}\.|[^\W\d_](?:[\w'’-]{{0,30}}[\w'’])?)"
_NO_DATE = rf"(?!(?i:{MONTH})\s?\d)"
_PLACE = rf"{_NO_DATE}{_WORD}(?:[\s/]{_NO_DATE}{_WORD}){{0,6}}"
_BARE = "|".join(re.escape(name) for name in sorted(_DATA["agencies"], key=len, reverse=True))
_REGION = (
    rf"(?:(?:[A-Z]\.){{2,4}}|(?!(?i:{MONTH}\s?\d|{WEEKDAY}[,\s(])|(?:{_BARE})\s?[-–—.:]){_WORD}(?:\s{_WORD}){{0,4}})"
)
_DAY = rf"\d\d?{DAY_ENDING}?(?!\d)"
_YEAR = r"(?:,?\s(?:19|20)\d\d)?"
_OPENING = re.compile(
    rf"(?:(?P<place>{_PLACE})(?:(?:,\s|\s/)(?P<region>{_REGION})/?)?)?"
    rf"(?:(?P<sep>[,.]?\s?\(?)(?P<date>(?i:(?:{WEEKDAY},?\s)?(?:{MONTH}\s?{_DAY}{_YEAR}|{_DAY}\s{MONTH}{_YEAR}"
    r"|\d{4}-\d\d-\d\d)))\)?)?"
    rf"(?:[,.]?\s?(?:\((?P<paren>[^()\n]{{2,40}})\)|/(?P<slash>[^/\n]{{2,60}})/)"
    rf"|(?:,\s|\s?[-–—]\s)(?P<bare>{_BARE})(?=\s?[-–—.:]))?"
    r"(?P<end>\.?\s{0,2}(?:--|[-–—‒―])|\s?:|\.)?(?=\s|$|(?<=[-–—‒―:)])\S)"
)
_DASHES = "-–—‒―"
_SMALL = _WORDS.words("small_name_words")
_NO_TOWN = _WORDS.words("sentence_openers")


@dataclass(frozen=True, slots=True)
class Opening:
    """What a dateline says: its characters, and month, day and year as far as they are written."""

    start: int
    end: int
    place: str | None
    region: str | None
    agency: str | None
    date: re.Match[str] | None


def agency_name(words: str) -> str | None:
    """The agency that the words name, or the first one of "AP/Reuters"; None for any other words."""
    for part in (words, *_BETWEEN_AGENCIES.split(words)):
        name = _AGENCIES.get(" ".join(part.split()).casefold())
        if name:
            return name
    return None


def read_opening(text: str, start: int) -> Opening | None:
    """The dateline that begins at ``start``, or None if there is none or it may as well be the first sentence."""
    first = _read_one(text, start)
    if first is None or first.place or first.date:
        return first
    # "(ANSA) - ROME, NOV 8 - …": the agency stands before the place.
    rest = re.compile(r"\s*").match(text, first.end)
    second = _read_one(text, rest.end()) if rest else None
    return replace(second, start=start, agency=first.agency) if second and second.place and not second.agency else first


def _read_one(text: str, start: int) -> Opening | None:
    match = _OPENING.match(text, start)
    if match is None or match.end() == start or not _goes_on(text, match):
        return None
    place, said = match["place"], (match["paren"] or match["slash"] or match["bare"] or "").strip()
    # "/TASS Correspondent …/".
    agency = agency_name(said) or (agency_name(said.split(maxsplit=1)[0]) if match["slash"] else None) if said else None
    if place in _AGENCIES.values() and not said and (match["date"] or _ends_in_dash(match)):
        place, agency = None, place
    if not _is_dateline(text, match, place, agency):
        return None
    if said and agency is None and (match["date"] or match["region"]):
        agency = said
    written = DATE.match(text, *match.span("date")) if match["date"] else None
    return Opening(match.start(), match.end(), place, match["region"], agency, written)


def _ends_in_dash(match: re.Match[str]) -> bool:
    return (match["end"] or "").endswith(tuple(_DASHES))


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """Whether a sentence begins after the dateline: a capital, a figure or a quotation mark, or nothing at all."""
    rest = text[match.end() : match.end() + 8].lstrip()
    return not rest or not rest[0].islower()


def _is_dateline(text: str, match: re.Match[str], place: str | None, agency: str | None) -> bool:
    end, marked = (match["end"] or "").strip(), bool(match["paren"] or match["slash"])
    dash = _ends_in_dash(match)
    if place is None:
        return agency is not None and (bool(end) or marked)
    capitals = _is_capitals(place)
    if not capitals and not _is_town(place):
        return False
    if agency:
        return bool((capitals and marked) or match["date"] or end)
    if match["date"] and (capitals or match["sep"].strip()):
        return dash or end == ":" or (capitals and end == "." and not marked)
    if match["region"]:
        return (dash or end == ":") if capitals else _is_followed_by_one_dash(text, match, end)
    return capitals and (dash or (end == ":" and not match["paren"])) and _may_be_a_place(text, match, place, end)


def _is_capitals(place: str) -> bool:
    words = re.split(r"[\s/-]", place)
    loud = [w for w in words if len(w) > 1 and w.isupper()]
    return bool(loud) and all(w.isupper() or w in _SMALL or w.startswith("Mc") for w in words)


def _is_town(place: str) -> bool:
    words = re.split(r"[\s/]", place)
    if words[0] in _NO_TOWN and place not in _WITH_ARTICLE:
        return False
    return len(words) <= 4 and all(w[0].isupper() or w in _SMALL for w in words)


def _is_followed_by_one_dash(text: str, match: re.Match[str], end: str) -> bool:
    """Yes for "Beirut, Lebanon – Families …"; no for "Iran, Russia – The allies – …": two dashes enclose something."""
    rest = text[match.end() : match.end() + 160].partition("\n")[0]
    spaced = text[match.start("end")].isspace() if match["end"] else False
    return end in ("–", "—") and spaced and not re.search(r"\s[-–—]\s", rest)


def _may_be_a_place(text: str, match: re.Match[str], place: str, end: str) -> bool:
    """A place in capitals with nothing but a dash or colon after it, not a heading or a headline."""
    words = re.split(r"[\s/]", place)
    if len(place) < 4 or len(words) > 3 or _NOT_PLACES.intersection(words):
        return False
    rest = text[match.end() : match.end() + 80].partition("\n")[0]
    if not rest.strip() or rest.isupper():
        return False
    return end != ":" or len(words) == 1 or bool(_PLACE_WORDS.intersection(words))
