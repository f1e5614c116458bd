"""The corpus, report by report: ``for report in load("train")``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from corpus.compile import Record, compiled
from corpus.form import read_notes
from corpus.parts import part_of

HERE = Path(__file__).parent / "reports"
#: Further reports of the train stretches, read once: more to learn from, no part of the corpus that the card counts.
MORE = Path(__file__).parent / "more"
#: Of the reports that were read twice the two readings as they were, the second made without sight of the first, before their
#: differences were settled.
FIRST, SECOND = (Path(__file__).parent / name for name in ("first", "second"))


def load(part: str | None = None, folder: Path = HERE) -> Iterator[Record]:
    """The annotated reports of ``train``, ``dev`` or ``test``, or all of them, in the order of the file they were drawn from.

    Raises:
        ValueError: notes that do not compile; ``python -m corpus check`` says why.
    """
    for path in sorted(folder.glob("*.txt")):
        reports, wrong = read_notes(path)
        for report in reports:
            if part not in (None, part_of(report.id)):
                continue
            done = compiled(report)
            if wrong or done.problems:
                raise ValueError(f"{path}: {[*wrong, *done.problems][0]}")
            yield done.record
