"""What the gazetteer lacks: ``python -m evals.place_names train dev`` looks up every annotated place name of the corpus and
lists, by kind, those that it does not have and those that it puts into another country.

The words alone are asked, in the light of the countries that the annotated report speaks of; whether the reader finds the name is
measured elsewhere (``places.py``, ``corpus.py``)."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import click

from corpus.load import load
from corpus.parts import PARTS
from dateline.resolve.places.choice import choose_place, structure_feature
from dateline.world.countries import find_country
from evals.score import Counts, Measured, Mistake, share_score

STAGE = "place names"
Record = Mapping[str, Any]
_KINDS = (
    ("water", re.compile(r"(?i)\b(?:sea|ocean|gulf|bay|straits?|channel|river|lake|canal|basin)\b")),
    (
        "heights and valleys",
        re.compile(r"(?i)\b(?:mountains?|mount|mt\.?|hills?|pass|valley|peninsula|islands?|desert)\b"),
    ),
    ("division", re.compile(r"(?i)\b(?:province|district|state|region|county|territory|agency|governorate)\b")),
    ("article from Arabic", re.compile(r"(?i)\b(?:al|el|as|ash|an|ar|at|az|ad|es|ed)[- ]\w")),
    ("hyphen or apostrophe", re.compile(r"[-'’‘`]")),
    ("several words", re.compile(r"\s")),
)


def measure_place_names(reports: Iterable[Record], part: str) -> Measured:
    """The share of names that are found, and of the named places of events that are put into the right country."""
    found: list[Counts] = []
    right: list[Counts] = []
    mistakes: list[Mistake] = []
    for report in reports:
        countries = spoken_of(report)
        for name in names(report):
            choice = choose_place(name, countries=countries)
            found.append(Counts(int(choice is not None), 1, 1))
            if choice is None:
                mistakes.append(Mistake(f"not found: {kind(name)}", report["id"], _shown(name, countries)))
        for name, country in places(report):
            choice = choose_place(name, countries=countries)
            is_right = choice is not None and choice.place.country in (country, None)
            right.append(Counts(int(is_right), 1, 1))
            if choice is not None and not is_right:
                told = f"{name}: {choice.place.country}, annotated {country}"
                mistakes.append(Mistake(f"other country: {kind(name)}", report["id"], told))
    scores = (share_score(STAGE, part, "names found", found), share_score(STAGE, part, "country right", right))
    return Measured(scores, tuple(mistakes))


def spoken_of(report: Record) -> dict[str, float]:
    """The countries of a report's actors and places, by how often they are told."""
    counts = Counter(a["country"] for a in report["actors"] if a["country"])
    counts.update(e["place"]["country"] for e in report["events"] if e["place"] and e["place"]["country"])
    return {country: float(count) for country, count in counts.items()}


def names(report: Record) -> Iterator[str]:
    """The annotated names of places but for those of countries."""
    for name in report["names"]:
        if name["kind"] == "loc" and not _is_country(name["text"]):
            yield name["text"]


def places(report: Record) -> Iterator[tuple[str, str]]:
    """The places of events that are named and whose country is told, by the last name in their words."""
    for event in report["events"]:
        place = event["place"]
        if place is None or place["country"] is None or place.get("start") is None:
            continue
        inside = [n for n in report["names"] if n["kind"] == "loc" and place["start"] <= n["start"] < place["end"]]
        if inside and not _is_country(inside[-1]["text"]):
            yield inside[-1]["text"], place["country"]


def kind(name: str) -> str:
    """What sort of name it is, by its words.

    >>> kind("Amur River"), kind("Insein prison"), kind("Zhari")
    ('water', 'building or site', 'one word')
    """
    if structure_feature(name) is not None:
        return "building or site"
    return next((label for label, pattern in _KINDS if pattern.search(name)), "one word")


def _is_country(name: str) -> bool:
    match = find_country(name)
    return match is not None and match.form in ("name", "code", "adjective")


def _shown(name: str, countries: Mapping[str, float]) -> str:
    return f"{name} ({' '.join(sorted(countries, key=lambda c: -countries[c])[:3])})"


def main(parts: Iterable[str]) -> None:
    """Prints the figures and the names of each part."""
    for part in parts:
        measured = measure_place_names(load(part), part)
        for score in measured.scores:
            click.echo(f"{score.data}: {score.metric} {score.figure} of {score.size:,}")
        told: dict[str, Counter[str]] = {}
        for mistake in measured.mistakes:
            told.setdefault(mistake.kind, Counter())[mistake.text] += 1
        for label, texts in sorted(told.items(), key=lambda item: -sum(item[1].values())):
            click.echo(f"\n{sum(texts.values())} × {label}\n    {'; '.join(texts)}")


if __name__ == "__main__":
    main(sys.argv[1:] or PARTS)
