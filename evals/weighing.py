"""``python -m evals.weighing``: the weights that give every value its confidence, fitted on the corpus's dev part, and how well
what comes of them holds on its test part."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import click
import numpy as np
import numpy.typing as npt

from corpus.load import load as load_reports
from dateline.coder import DatelineCoder, load
from dateline.events.acts import ActFinder
from dateline.events.weigh import Weigher
from dateline.events.weights import Weights, log_odds, measured
from dateline.grammar.clauses import Clauses
from dateline.resolve import circumstances, sides
from dateline.resolve.dates import when
from evals.corpus import Judged, coded, judged
from evals.reliability import calibration_error

FILE = Path(__file__).parents[1] / "src/dateline/events/scores.yaml"
#: Sections of the file, and what of a coding each gives its confidence.
SECTIONS = {"framed": "frame", "heard": "head", "taking": "participant", "placed": "place", "dated": "date"}
_RIDGE = 0.5
Matrix = npt.NDArray[np.float64]


class Case(NamedTuple):
    """A value: how it was read, the network's share for it, and whether the annotation has it."""

    kind: str
    share: float
    right: bool
    act: float = 0.5


def readings(coder: DatelineCoder, reports: Iterable[dict[str, Any]]) -> dict[str, list[Case]]:
    """Every reading of every word of annotated reports, chosen or not, by who has it; what is arguable is left out."""
    by: dict[str, list[Case]] = {"frame": [], "head": []}
    for case in _readings(coder, reports):
        by["head" if case.kind == "none" else "frame"].append(case)
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
                    yield Case(weigher.fit(weighed.reading.proposal), share, right, act)


def values(coder: DatelineCoder, reports: Iterable[dict[str, Any]]) -> dict[str, list[Case]]:
    """Of the events that are found every participant, place and date."""
    found: dict[str, list[Case]] = {"participant": [], "place": [], "date": []}
    for report in reports:
        with _remembered() as asked:
            for value in judged(report, coded(coder, report)):
                if value.what in found:
                    found[value.what].append(Case(*asked[value.confidence], value.right))
    return found


@contextmanager
def _remembered() -> Iterator[dict[float, tuple[str, float]]]:
    """While it holds, whoever may take part does, and probabilities of values are numbers under which it is remembered of what
    they were asked."""
    asked: dict[float, tuple[str, float]] = {}
    events, plain = (measured("framed"), measured("heard")), Weights.probability

    def remember(self: Weights, kind: str, share: float, *more: float) -> float:
        if self in events:
            return plain(self, kind, share, *more)
        if share in asked:  # of a value that another was taken from
            share = plain(self, *asked[share])
        asked[number := (len(asked) + 1) / 1e9] = kind, share
        return number

    with (
        patch.object(Weights, "probability", remember),
        patch.object(sides, "_SURE", 0.0),
        patch.object(circumstances, "_LEAST", 0.0),
        patch.object(when, "_LEAST", 0.0),
    ):
        yield asked


def fitted(found: Sequence[Case], kinds: Sequence[str]) -> Weights:
    """Logistic regression with a small ridge."""
    x = _features(found, kinds)
    y = np.array([c.right for c in found], dtype=float)
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (y - p) - _RIDGE * weights
        curvature = (x * (p * (1 - p))[:, None]).T @ x + _RIDGE * np.eye(x.shape[1])
        step = np.linalg.solve(curvature, gradient)
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    constant, head, act, *own = (round(float(w), 2) for w in weights)
    return Weights(constant, head, {"none": 0.0, **dict(zip(kinds, own, strict=True))}, act)


def _features(found: Sequence[Case], kinds: Sequence[str]) -> Matrix:
    odds = [[1.0, log_odds(c.share), log_odds(c.act)] for c in found]
    return np.array([row + [float(c.kind == kind) for kind in kinds] for row, c in zip(odds, found, strict=True)])


def rewritten(text: str, section: str, new: Weights) -> str:
    """``scores.yaml`` with other numbers in one section, its comments kept."""
    found = re.search(rf"(?ms)^{section}:.*?(?=^\S|\Z)", text)
    assert found is not None
    body = found.group()
    for name, number in {"constant": new.constant, "head": new.head, "act": new.act, **new.kinds}.items():
        body = re.sub(rf"(?m)^( +{re.escape(name)}:) \S+", rf"\g<1> {number}", body)
    return text[: found.start()] + body + text[found.end() :]


@click.command()
@click.option("--write", is_flag=True, help="Write the weights into src/dateline/events/scores.yaml.")
def weigh(write: bool) -> None:
    """Fit the weights on the dev part; show them beside those in use, and how both hold on the test part."""
    coder, dev, test = load(), list(load_reports("dev")), list(load_reports("test"))
    fits, checks = ({**readings(coder, part), **values(coder, part)} for part in (dev, test))
    text = FILE.read_text(encoding="utf-8")
    for section, what in SECTIONS.items():
        old = measured(section)
        kinds = [kind for kind in old.kinds if kind != "none"]
        new = fitted(fits[what], kinds)
        click.echo(
            f"{section}: constant {new.constant} (in use {old.constant}), head {new.head} ({old.head}), act {new.act} ({old.act})"
        )
        for kind in kinds:
            n = sum(c.kind == kind for c in fits[what])
            click.echo(f"  {kind:<20}{new.kinds[kind]:6.2f}   in use {old.kinds[kind]:.2f}   of {n}")
        said = [Judged(what, new.probability(c.kind, c.share, c.act), c.right) for c in checks[what]]
        told = [j for j in said if what not in ("frame", "head") or j.confidence >= 0.5]
        click.echo(f"  test: calibration error {calibration_error(told):.3f} of {len(told)}")
        text = rewritten(text, section, new)
    if write:
        FILE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    weigh(prog_name="python -m evals.weighing")
