"""The corpus, report by report: ``for report in load("train")``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from corpus.check import problems
from corpus.compile import Record, compiled
from corpus.form import read_notes
from corpus.parts import PARTS, part_of

HERE = Path(__file__).parent / "reports"
#: Further reports of the train stretches, read once: more to learn from, no part of the corpus that the card counts.
MORE = Path(__file__).parent / "more"
#: Of the reports that were read twice the two readings as they were, the second made without sight of the first, before their
#: differences were settled.
FIRST, SECOND = (Path(__file__).parent / name for name in ("first", "second"))


def load(part: str | None = None, folder: Path = HERE) -> Iterator[Record]:
    """The annotated reports of ``train``, ``dev`` or ``test``, or all of them, in the order of the file they were drawn from.

    Raises:
        ValueError: an unknown part, a folder that is not there, notes in which something is wrong.
    """
    if part not in (None, *PARTS):
        raise ValueError(f"there is no part {part!r}; the parts are {', '.join(PARTS)}")
    if not folder.is_dir():
        raise ValueError(f"{folder}: there is no such folder of annotated reports")
    for path in sorted(folder.glob("*.txt")):
        reports, wrong = read_notes(path)
        for report in reports:
            done = compiled(report)
            wrong += problems(report, done)
            if wrong:
                raise ValueError(f"{path}: {wrong[0]} (python -m corpus check says all)")
            if part in (None, part_of(report.id)):
                yield done.record
        if wrong:
            raise ValueError(f"{path}: {wrong[0]} (python -m corpus check says all)")
