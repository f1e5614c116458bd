"""The cases as gold: which share of the reading expected of a report is in its coding, by what is checked."""

from __future__ import annotations

from pathlib import Path

from dateline.coder import Coder
from dateline.model import to_json
from dateline.reports.text import RawReport
from evals.cases import check_parts, read_cases
from evals.score import Counts, Measured, Mistake, share_score

#: What is checked, and the stage that answers for it.
_STAGES = {"actors": "actors", "events": "events", "not_events": "events", "statements": "statements"}


def measure_cases(coder: Coder, folder: Path) -> Measured:
    """Per stage, the share of the checks of all cases that hold. What a case does not ask, a coding may say without loss."""
    counts: dict[str, list[Counts]] = {stage: [] for stage in _STAGES.values()}
    mistakes: list[Mistake] = []
    for case in read_cases(folder):
        parts = check_parts(to_json(coder.code_report(RawReport(None, case.report_text))), case.expected)
        for stage, of_stage in counts.items():
            results = [parts[part] for part, owner in _STAGES.items() if owner == stage]
            checks, failed = sum(r.checks for r in results), [f for r in results for f in r.failures]
            of_stage.append(Counts(checks - len(failed), checks, checks))
            mistakes += [Mistake(f"{stage}: {_kind(f)}", case.name, f) for f in failed]
    scores = tuple(share_score(stage, "cases", "checks that hold", of_stage) for stage, of_stage in counts.items())
    return Measured(scores, tuple(mistakes))


def _kind(failure: str) -> str:
    """What a failed check is about, from its own words."""
    names = (
        "country",
        "role",
        "sector",
        "mentions",
        "place",
        "date",
        "status",
        "mode",
        "is among",
        "source",
        "speaker",
    )
    return next((name for name in names if name in failure), "not found")
