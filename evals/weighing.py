"""``python -m evals.weighing``: the weights that give every value its confidence, fitted on the corpus's dev part, and how well
what comes of them holds on its test part."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import click
import numpy as np

from corpus.load import load as load_reports
from dateline.codebook import EventType
from dateline.coder import DatelineCoder, load
from dateline.events.acts import ActFinder
from dateline.events.base import Act
from dateline.events.weigh import Weigher
from dateline.events.weights import Weights, log_odds, measured
from dateline.grammar.clauses import Clauses
from dateline.model import Coding
from dateline.resolve import events
from dateline.resolve.dates.phrases import DateMention
from dateline.resolve.dates.when import DateResolver
from dateline.resolve.placing import Placing
from dateline.resolve.same_act import Retellings, known
from dateline.resolve.sides import SideResolver, Sides
from dateline.resolve.telling import Telling, together
from evals.corpus import SIDES, Judged, coded, date_is_right, found_events, overlap, place_is_right, taking_is_right
from evals.reliability import calibration_error

FILE = Path(__file__).parents[1] / "src/dateline/events/scores.yaml"
#: Sections of the file, and what of a coding each gives its confidence.
SECTIONS = {
    "framed": "frame",
    "heard": "head",
    "taking": "participant",
    "placed": "place",
    "dated": "date",
    "same_act": "telling",
}
_RIDGE = 0.5
_FIT = frozenset(measured("framed").numbers) - {"head", "act"}
_OF_TYPE = 5  # acts of its type that a mode's share counts besides its own


class Case(NamedTuple):
    """A value: what is known of it, by the names of the weights, and whether the annotation has it."""

    known: Mapping[str, float]
    right: bool


def readings(coder: DatelineCoder, reports: Iterable[dict[str, Any]]) -> dict[str, list[Case]]:
    """Every reading of every word of annotated reports, chosen or not, by who has it; what is arguable is left out."""
    by: dict[str, list[Case]] = {"frame": [], "head": []}
    for case in _readings(coder, reports):
        by["head" if _FIT.isdisjoint(case.known) else "frame"].append(case)
    return by


def _readings(coder: DatelineCoder, reports: Iterable[dict[str, Any]]) -> Iterator[Case]:
    finder, weigher = ActFinder(coder.codebook), Weigher({f.name: f for f in coder.codebook.frames})
    for report in reports:
        told = [
            (t["start"], t["end"], {e["type"], *(a.partition("/")[0] for a in e["also"])}, e["optional"])
            for e in report["events"]
            for t in e["evidence"]
        ]
        for sentence in coder.reader.read(report["text"]):
            for word, found in finder.readings(Clauses(sentence)).items():
                w = sentence.words[word]
                here = [t for t in told if t[0] < w.end and w.start < t[1]]
                if any(optional for *_, optional in here):
                    continue
                for weighed in found:
                    heard = weighed.told
                    share, act = (
                        (heard.types.get(weighed.reading.type, 0.0), heard.act) if heard is not None else (0.0, 0.0)
                    )
                    right = any(weighed.reading.type in types for _, _, types, _ in here)
                    fit = weigher.fit(weighed.reading.proposal)
                    heard_of = {"head": log_odds(share), "act": log_odds(act)}
                    yield Case(heard_of | ({fit: 1.0} if fit in _FIT else {}), right)


def values(coder: DatelineCoder, reports: Iterable[dict[str, Any]]) -> dict[str, list[Case]]:
    """Of the events that are found every participant, place and date that is offered, chosen or not."""
    found: dict[str, list[Case]] = {"participant": [], "place": [], "date": []}
    for report in reports:
        with _remembered(report) as offered:
            coding = coded(coder, report)
        for offer, gold in _of_found(report, coding, chain.from_iterable(offered.values())):
            found[offer.what].append(Case(offer.known, offer.is_right(gold)))
    return found


class Offered(NamedTuple):
    """A place or date that an act was offered, by its first trigger, and whether it is right by an annotated event."""

    what: str
    known: Mapping[str, float]
    trigger: int
    is_right: Callable[..., bool]


def _of_found(
    report: dict[str, Any], coding: Coding, offered: Iterable[Offered]
) -> Iterator[tuple[Offered, dict[str, Any]]]:
    """What was offered to the events that are found, each with the annotated event."""
    golds = {event.evidence[0].trigger.start: gold for event, gold in found_events(report, coding)}
    return ((o, golds[o.trigger]) for o in offered if o.trigger in golds)


@contextmanager
def _remembered(report: dict[str, Any]) -> Iterator[dict[tuple[str, int], list[Offered]]]:
    """While it holds, it is remembered what participants, places and dates acts are offered, by what and their first trigger."""
    offered: dict[tuple[str, int], list[Offered]] = {}  # the last time that an act is asked of is by all its tellings
    known_sides, known_places, known_dates = SideResolver.of_all, Placing.known, DateResolver.known

    def sides(self: SideResolver, acts: Sequence[Act], told: Sequence[Sides]) -> Sides:
        at = acts[0].trigger.start
        offered["participant", at] = [
            Offered(
                "participant", taking.known, at, partial(taking_is_right, report, self.actors.actor(taking.meant), side)
            )
            for side in SIDES
            for taking in self.pooled(acts, told, side).values()
        ]
        return known_sides(self, acts, told)

    def places(self: Placing, acts: Sequence[Act], offers: Any) -> dict[str, dict[str, float]]:
        found, at = known_places(self, acts, offers), acts[0].trigger.start
        offered["place", at] = [
            Offered("place", known, at, partial(place_is_right, self.places.country_of(place)))
            for place, known in found.items()
        ]
        return found

    def dates(self: DateResolver, acts: Sequence[Act]) -> dict[DateMention, dict[str, float]]:
        found, at = known_dates(self, acts), acts[0].trigger.start
        offered["date", at] = [
            Offered("date", known, at, partial(date_is_right, self.dated(mention, 1.0, acts[0].status)))
            for mention, known in found.items()
        ]
        return found

    with (
        patch.object(SideResolver, "of_all", sides),
        patch.object(Placing, "known", places),
        patch.object(DateResolver, "known", dates),
    ):
        yield offered


def tellings(coder: DatelineCoder, reports: Iterable[dict[str, Any]]) -> list[Case]:
    """Every telling with each act told before it, the tellings merged as annotated: whether it tells that act again."""
    found: list[Case] = []
    for report in reports:
        with patch.object(events, "merged", partial(_merged_as_annotated, report, found)):
            coded(coder, report)
    return found


def _merged_as_annotated(
    report: dict[str, Any],
    found: list[Case],
    told: Sequence[Telling],
    types: Mapping[str, EventType],
    retold: Retellings,
) -> list[Telling]:
    kept: list[tuple[Telling, set[int]]] = []
    for telling in told:
        trigger = telling.acts[0].trigger
        own = {
            i
            for i, event in enumerate(report["events"])
            if any(overlap((t["start"], t["end"]), (trigger.start, trigger.end)) for t in event["evidence"])
        }
        found += (
            Case(known(telling, other, types, retold), bool(own & others)) for other, others in kept if own or others
        )
        same = next((i for i, (_, others) in enumerate(kept) if own & others), None)
        if same is None:
            kept.append((telling, own))
        else:
            kept[same] = together(kept[same][0], telling), kept[same][1] | own
    return [telling for telling, _ in kept]


def fitted(found: Sequence[Case], names: Sequence[str]) -> Weights:
    """Logistic regression with a small ridge."""
    x = np.array([[1.0, *(case.known.get(name, 0.0) for name in names)] for case in found])
    y = np.array([case.right for case in found], dtype=float)
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (y - p) - _RIDGE * weights
        curvature = (x * (p * (1 - p))[:, None]).T @ x + _RIDGE * np.eye(x.shape[1])
        step = np.linalg.solve(curvature, gradient)
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    constant, *numbers = (round(float(w), 2) for w in weights)
    return Weights(constant, dict(zip(names, numbers, strict=True)))


def shares_told(reports: Iterable[dict[str, Any]]) -> dict[str, dict[str, float]]:
    """Of the acts of each type, and of each of its modes, how many have their place and their date told."""
    every: Counter[str] = Counter()
    told: dict[str, Counter[str]] = {"place": Counter(), "date": Counter()}
    for event in (e for report in reports for e in report["events"] if not e["optional"]):
        names = event["type"], f"{event['type']}/{event['mode'] or 'none'}", "any"
        every.update(names)
        told["place"].update(names if event["place"] and event["place"]["country"] else ())
        told["date"].update(names if event["date"] else ())

    def share(counts: Counter[str], name: str) -> float:
        whole = name.partition("/")[0]
        less = _OF_TYPE if whole != name else 0
        return round((counts[name] + less * counts[whole] / every[whole]) / (every[name] + less), 2)

    return {what: {name: share(counts, name) for name in sorted(every)} for what, counts in told.items()}


def rewritten(text: str, section: str, new: Weights) -> str:
    """``scores.yaml`` with other numbers in one section, its comments kept."""
    found = re.search(rf"(?ms)^{section}:.*?(?=^\S|\Z)", text)
    assert found is not None
    body = found.group()
    for name, number in {"constant": new.constant, **new.numbers}.items():
        body = re.sub(rf"(?m)^( +{re.escape(name)}:) \S+", rf"\g<1> {number}", body)
    return text[: found.start()] + body + text[found.end() :]


def with_shares(text: str, shares: Mapping[str, Mapping[str, float]]) -> str:
    """``scores.yaml`` with other shares told, which stand last in it."""
    lines = [f"  {what}:\n" + "".join(f"    {k}: {share}\n" for k, share in of.items()) for what, of in shares.items()]
    return text[: text.index("\ntold:\n") + 1] + "told:\n" + "".join(lines)


@click.command()
@click.option("--write", is_flag=True, help="Write the weights into src/dateline/events/scores.yaml.")
def weigh(write: bool) -> None:
    """Fit the weights on the dev part; show them beside those in use, and how both hold on the test part."""
    coder, dev, test = load(), list(load_reports("dev")), list(load_reports("test"))
    fits, checks = (
        {**readings(coder, part), **values(coder, part), "telling": tellings(coder, part)} for part in (dev, test)
    )
    text = FILE.read_text(encoding="utf-8")
    for section, what in SECTIONS.items():
        old = measured(section)
        new = fitted(fits[what], list(old.numbers))
        click.echo(f"{section}: constant {new.constant} (in use {old.constant})")
        for name, number in new.numbers.items():
            n = sum(bool(c.known.get(name)) for c in fits[what])
            click.echo(f"  {name:<20}{number:6.2f}   in use {old.numbers[name]:.2f}   of {n}")
        said = [Judged(what, new.probability(c.known), c.right) for c in checks[what]]
        told = [j for j in said if what in ("participant", "telling") or j.confidence >= 0.5]
        click.echo(f"  test: calibration error {calibration_error(told):.3f} of {len(told)}")
        text = rewritten(text, section, new)
    if write:
        text = with_shares(text, shares_told(load_reports("train")))
        FILE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    weigh(prog_name="python -m evals.weighing")
