"""The gate: every stage scored on the gold in the repository and, where they are at hand, on larger sets; and held to floors."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dateline.coder import DatelineCoder
from evals.actors import measure_actors
from evals.case_scores import measure_cases
from evals.corpus import measure_reviewed, measure_test_part
from evals.dates import measure_dates
from evals.evidence import measure_evidence_of_articles, measure_evidence_of_cases
from evals.kinds import measure_kinds
from evals.places import measure_gold_places, measure_places
from evals.reader import measure_reader
from evals.relation import measure_relation
from evals.score import Measured, Score
from evals.statements import measure_statements
from evals.status import measure_status
from evals.stories import measure_stories

_SLACK = 0.5
_DETAILS = frozenset({"UAS", "predicates, F1", "status, accuracy", "status, macro-F1", "names found, F1"})
STAGES = (
    "parse",
    "entities",
    "roles",
    "actors",
    "events",
    "statements",
    "status",
    "places",
    "dates",
    "stories",
    "evidence",
    "corpus",
    "kinds",
)


@dataclass(frozen=True, slots=True)
class Trial:
    """One data set and the stages it scores. ``path`` is under the folder of gold, or of sets that only measure."""

    stages: tuple[str, ...]
    path: str
    run: Callable[[DatelineCoder, Path], Measured]


GOLD = (
    Trial(("parse", "entities", "roles"), "reader/ewt-sample.conllu", lambda c, p: measure_reader(c.reader, p)),
    Trial(("parse",), "reader/gum-news.conllu", lambda c, p: measure_reader(c.reader, p)),
    Trial(("actors",), "coref", measure_actors),
    Trial(("events", "statements", "actors"), "../cases", measure_cases),
    Trial(("status",), "status.jsonl", measure_status),
    Trial(("places",), "places.jsonl", measure_gold_places),
    Trial(("dates",), "dates.csv", lambda c, p: measure_dates(p)),
    Trial(("evidence",), "../cases", measure_evidence_of_cases),
    Trial(("corpus",), "../corpus/reports", measure_test_part),
    Trial(("kinds",), "kinds", measure_kinds),
    *(Trial(("stories",), f"stories/{part}.jsonl", measure_stories) for part in ("dev", "test", "fresh")),
)
OUTSIDE = (
    Trial(("events",), "plv-dev/plv-dev.jsonl", measure_relation),
    Trial(("statements",), "polnear-dev", measure_statements),
    Trial(("places",), "tr-news", measure_places),
    Trial(("corpus",), "reviewed.jsonl", measure_reviewed),
    Trial(("evidence",), "news-speed/articles.jsonl.gz", measure_evidence_of_articles),
)


def run_gate(
    coder: DatelineCoder, gold: Path, outside: Path | None, stages: Iterable[str] = STAGES
) -> Iterator[Measured]:
    """What each data set that is there says of the stages asked for, one after another."""
    wanted = set(stages)
    for folder, trials in ((gold, GOLD), (outside, OUTSIDE)):
        for trial in trials:
            if folder is not None and wanted & set(trial.stages) and (folder / trial.path).exists():
                yield trial.run(coder, folder / trial.path)


def needed(gold: Path, outside: Path | None, stages: Iterable[str]) -> tuple[list[Path], list[Path]]:
    """The sets that these stages are scored on: those that are there, and those of gold that are not."""
    wanted = set(stages)
    ours = [gold / trial.path for trial in GOLD if wanted & set(trial.stages)]
    others = [outside / trial.path for trial in OUTSIDE if outside is not None and wanted & set(trial.stages)]
    return [path for path in (*ours, *others) if path.exists()], [path for path in ours if not path.exists()]


def key(score: Score) -> str:
    return f"{score.stage} / {score.data} / {score.metric}"


def read_floors(file: Path) -> dict[str, float]:
    floors: dict[str, float] = json.loads(file.read_text(encoding="utf-8"))
    return floors


def write_floors(file: Path, scores: Iterable[Score]) -> None:
    """A floor for each score, half a point under it, for other processors round the 8-bit graph a little differently. A floor is
    only ever raised."""
    floors = read_floors(file) if file.exists() else {}
    for score in scores:
        if not score.metric.startswith("median"):
            floors[key(score)] = max(round(score.value - _SLACK, 1), floors.get(key(score), 0.0))
    file.write_text(json.dumps(dict(sorted(floors.items())), indent=1) + "\n", encoding="utf-8")


def below(scores: Iterable[Score], floors: Mapping[str, float]) -> list[str]:
    """A sentence for each score that is under its floor, or has none."""
    wrong = []
    for score in scores:
        if score.metric.startswith("median"):
            continue  # a distance, not a share: there is no floor under it
        floor = floors.get(key(score))
        if floor is None:
            wrong.append(f"{key(score)}: {score.value:.1f}, and there is no floor for it")
        elif score.value < floor:
            wrong.append(f"{key(score)}: {score.value:.1f}, below its floor of {floor:.1f}")
    return wrong


def table(scores: Iterable[Score]) -> str:
    """The main scores as a table in Markdown, in the order of the stages; `make evaluate` prints the others too."""
    ordered = sorted((s for s in scores if not _is_detail(s)), key=lambda s: STAGES.index(s.stage))
    rows = [f"| {s.stage} | {s.data} | {s.metric} | {s.figure} | {s.size:,} |" for s in ordered]
    return "\n".join(["| stage | data | what | score | of |", "|---|---|---|---|---|", *rows])


#: What README says of all this: on reports that nothing is tuned on, in words.
_SUMMARY = {
    "events (trigger, type), F1": "events, with their type (F1)",
    "events with both sides, F1": "events, with their type and both sides (F1)",
    "whole rows, F1": "whole rows: sides, status, place and date right too (F1)",
    "status of events found": "status of the events found",
    "place of events found, where told": "their place, where it is told",
    "date of events found, where told": "their date, where it is told",
    "statements, content F1": "statements, by their content (F1)",
    "speaker of statements found": "speaker of the statements found",
}


def summary(scores: Iterable[Score]) -> str:
    """The scores on the annotated reports of the test part, which a reader of README is told."""
    found = {s.metric: s for s in scores if (s.stage, s.data) == ("corpus", "corpus, test")}
    rows = [
        f"| {said} | {found[name].figure} | {found[name].size:,} |" for name, said in _SUMMARY.items() if name in found
    ]
    return "\n".join(["| what | right, of 100 | of |", "|---|---|---|", *rows])


def _is_detail(score: Score) -> bool:
    parts = score.data.startswith("GUM test") and not score.data.endswith("and interviews")
    parts = parts or (score.stage == "evidence" and score.data == "cases")
    return parts or score.metric in _DETAILS or score.metric.startswith("median") or "exact" in score.metric
