"""Place names on TR-News and on our own sentences: takes a coder and the texts with their places, gives how many names it
finds and how many of those it puts where they are, with every mistake by its class."""

from __future__ import annotations

import json
import re
import statistics
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from pathlib import Path
from typing import Any

from dateline.coder import Coder
from dateline.model import Coding, Place, Span
from dateline.reports.text import RawReport
from dateline.world.countries import find_country
from dateline.world.gazetteer import GazetteerPlace, lookup
from evals.score import Counts, Measured, Mistake, Score, f1_score, share_score

STAGE, DATA, FILE = "places", "TR-News", "TR-News.xml"
#: A hundred miles, the field's measure of a place put right.
NEAR_KM = 161.0
_DRIFT = 60  # characters by which a start may be off in the file
_CONTEXT = 50
_FAR_KM = 2500.0
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_STREETS = (
    "Street",
    "St",
    "St.",
    "Road",
    "Rd",
    "Avenue",
    "Ave",
    "Ave.",
    "Lane",
    "Drive",
    "Way",
    "Boulevard",
    "Highway",
)


@dataclass(frozen=True, slots=True)
class GoldPlace:
    """A place name of the gold: where it stands and where the place is. Streets have no coordinates."""

    span: Span
    lat: float | None
    lon: float | None
    country: str | None
    feature: str | None
    geonames_id: int | None

    @property
    def is_located(self) -> bool:
        return self.lat is not None and self.lon is not None


@dataclass(frozen=True, slots=True)
class Article:
    """One article and the place names in it."""

    id: str
    text: str
    publisher: str | None
    published: date | None
    names: tuple[GoldPlace, ...]

    @property
    def raw(self) -> RawReport:
        return RawReport(None, self.text, published=self.published, publisher=self.publisher)


@dataclass(frozen=True, slots=True)
class _Judged:
    """What one article adds: counts of names found and put right, the errors in km, and the mistakes."""

    found: Counts
    right: Counts
    errors: tuple[float, ...]
    mistakes: tuple[Mistake, ...]


def measure_places(coder: Coder, folder: Path) -> Measured:
    """Names found (share and F1), of those put right within 161 km, and the median error in km.

    Raises ValueError if the folder has no TR-News.xml.
    """
    return _measured(coder, DATA, read_articles(folder))


def measure_gold_places(coder: Coder, file: Path) -> Measured:
    """The same on our own sentences, a JSON line each: text, published, places with name, lat and lon."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return _measured(coder, file.name, [_sentence(n, json.loads(line)) for n, line in enumerate(lines, 1)])


def _measured(coder: Coder, data: str, articles: Sequence[Article]) -> Measured:
    judged = [_judge(a, coder.code_report(a.raw)) for a in articles]
    found, right = [j.found for j in judged], [j.right for j in judged]
    scores = (
        share_score(STAGE, data, "names found", found),
        f1_score(STAGE, data, "names found, F1", found),
        share_score(STAGE, data, "of those within 161 km", right),
        _median_score(data, [e for j in judged for e in j.errors]),
    )
    return Measured(scores, tuple(m for j in judged for m in j.mistakes))


def _sentence(number: int, row: Mapping[str, Any]) -> Article:
    text, names, at = row["text"], [], 0
    for place in row["places"]:
        start = text.index(place["name"], at)
        at = start + len(place["name"])
        span = Span.of(text, start, at)
        names.append(GoldPlace(span, place["lat"], place["lon"], None, None, place.get("geonames_id")))
    day = row.get("published")
    return Article(str(number), text, row.get("publisher"), date.fromisoformat(day) if day else None, tuple(names))


def read_articles(folder: Path) -> list[Article]:
    """The articles of TR-News.xml with their place names."""
    path = folder / FILE
    if not path.is_file():
        raise ValueError(f"{folder} has no {FILE}: give the folder that holds the TR-News corpus")
    return [_article(node) for node in ET.parse(path).getroot().iter("article")]  # noqa: S314  a file of the user's own


def _article(node: ET.Element) -> Article:
    text = node.findtext("text") or ""
    names = [name for n in node.iter("toponym") if (name := _gold(n, text)) is not None]
    day = _DAY.match((node.findtext("dltime") or "").strip())
    return Article(
        id=node.get("docid", ""),
        text=text,
        publisher=(node.findtext("domain") or "").strip() or None,
        published=date.fromisoformat(day[0]) if day else None,
        names=tuple(sorted(names, key=lambda n: n.span)),
    )


def _gold(node: ET.Element, text: str) -> GoldPlace | None:
    phrase, said = node.findtext("phrase") or "", int(node.findtext("start") or 0)
    # Some articles of the file count from one or skip a line break: the nearest place where the phrase stands is meant.
    starts = [said + d for d in sorted(range(-_DRIFT, _DRIFT + 1), key=abs) if said + d >= 0]
    start = next((s for s in starts if phrase and text.startswith(phrase, s)), None)
    if start is None:
        return None
    tag = node.find("gaztag")
    if tag is None:
        return GoldPlace(Span.of(text, start, start + len(phrase)), None, None, None, None, None)
    lat, lon, state = tag.findtext("lat"), tag.findtext("lon"), tag.findtext("country")
    match = find_country(state) if state else None
    return GoldPlace(
        span=Span.of(text, start, start + len(phrase)),
        lat=float(lat) if lat else None,
        lon=float(lon) if lon else None,
        country=match.iso3 if match is not None else None,
        feature=tag.findtext("fcode"),
        geonames_id=int(tag.get("geonameid") or 0) or None,
    )


def _judge(article: Article, coding: Coding) -> _Judged:
    located = [n for n in article.names if n.is_located]
    others = [n for n in article.names if not n.is_located]
    pairs = [(n, _place_over(n.span, coding.places)) for n in located]
    made = [m for p in coding.places for m in p.mentions if not any(m.overlaps(o.span) for o in others)]
    errors = [(n, p, distance_km(n, p)) for n, p in pairs if p is not None]
    missed = [
        Mistake(f"not found: {_missed_kind(n, coding)}", article.id, _words(article, n)) for n, p in pairs if not p
    ]
    wrong = [
        Mistake(f"wrong: {_wrong_kind(n, p, km)}", article.id, f"{_words(article, n)} — {_told(p)}, {km:.0f} km off")
        for n, p, km in errors
        if km > NEAR_KM
    ]
    extra = [
        Mistake("made up", article.id, _context(article.text, m))
        for m in made
        if not any(m.overlaps(n.span) for n in located)
    ]
    return _Judged(
        Counts(len(errors), len(made), len(located)),
        Counts(len(errors) - len(wrong), len(errors), len(errors)),
        tuple(km for _, _, km in errors),
        (*missed, *wrong, *extra),
    )


def _place_over(span: Span, places: Sequence[Place]) -> Place | None:
    """The place whose mention shares most with the name; of two the shorter mention."""
    over = [(_shared(m, span), -len(m.text), -i) for i, p in enumerate(places) for m in p.mentions if m.overlaps(span)]
    return places[-max(over)[2]] if over else None


def _shared(a: Span, b: Span) -> int:
    return min(a.end, b.end) - max(a.start, b.start)


def distance_km(gold: GoldPlace, place: Place) -> float:
    """Great-circle distance; half round the world if the place has no coordinates."""
    if gold.lat is None or gold.lon is None or place.lat is None or place.lon is None:
        return 20_000.0
    return _point(gold.lat, gold.lon).distance_km(_point(place.lat, place.lon))


def _point(lat: float, lon: float) -> GazetteerPlace:
    return GazetteerPlace("", None, lat, lon, 0, None, "")


def _missed_kind(gold: GoldPlace, coding: Coding) -> str:
    name = gold.span.text
    match = find_country(name)
    if match is not None and match.form not in ("name", "code", "capital"):
        return "nationality word"
    kinds = [a.kind for a in coding.actors for m in a.mentions if m.form == "name" and m.span.overlaps(gold.span)]
    if any(k != "state" for k in kinds):
        return f"part of the name of {'a person' if kinds[0] == 'person' else 'an organization'}"
    if gold.feature == "PCLI":
        return "country"
    if name.split()[-1] in _STREETS:
        return "street"
    return "not in the gazetteer" if not lookup(name) else f"{_size(gold)} in the gazetteer"


def _size(gold: GoldPlace) -> str:
    if gold.feature and gold.feature.startswith("PPL"):
        return "town"
    return "division" if gold.feature and gold.feature.startswith("ADM") else "other place"


def _wrong_kind(gold: GoldPlace, place: Place, km: float) -> str:
    kinds = {gold.feature or "", place.feature or ""}
    if gold.geonames_id is not None and gold.geonames_id == place.geonames_id:
        return "right place, other coordinates"
    if gold.feature == "PCLI" or place.feature == "PCLI":
        return "country and town confused" if kinds != {"PCLI"} else "other country"
    if gold.country is None and gold.feature is None:
        return "namesake"
    if gold.country != place.country:
        return "other country" if km < _FAR_KM else "other continent"
    return "same country, division and town confused" if len({f[:3] for f in kinds}) > 1 else "same country, namesake"


def _words(article: Article, gold: GoldPlace) -> str:
    return _context(article.text, gold.span)


def _context(text: str, span: Span) -> str:
    """The words around a name, which stands in brackets."""
    left, right = text[max(0, span.start - _CONTEXT) : span.start], text[span.end : span.end + _CONTEXT]
    return " ".join(f"{left}[{span.text}]{right}".split())


def _told(place: Place) -> str:
    return ", ".join(filter(None, (place.name, place.country, place.feature, place.inside)))


def _median_score(data: str, errors: Sequence[float]) -> Score:
    """The median with its interval by ranks."""
    ranked = sorted(errors)
    if not ranked:
        return Score(STAGE, data, "median error, km", 0.0, 0.0, 0)
    half = 0.98 * sqrt(len(ranked))
    low, high = (round(min(max(len(ranked) / 2 + d, 0), len(ranked) - 1)) for d in (-half, half))
    margin = (ranked[high] - ranked[low]) / 2
    return Score(STAGE, data, "median error, km", statistics.median(ranked), margin, len(ranked))


def classes(mistakes: Sequence[Mistake]) -> Iterator[tuple[str, int]]:
    """How many mistakes there are of each class, the largest class first."""
    kinds = [m.kind for m in mistakes]
    yield from sorted(((k, kinds.count(k)) for k in set(kinds)), key=lambda item: (-item[1], item[0]))
