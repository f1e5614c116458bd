"""``python -m evals.calibration``: how often frames are right on the gold, by which of their conditions held; the scores that
they propose with."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import click

from dateline.coder import DatelineCoder, load
from dateline.events.compose import Composer
from dateline.events.frames import SCORES, FrameRecogniser, kind_of_fit
from dateline.events.govern import Operators
from dateline.grammar.clauses import Clauses

#: A text, and the triggers in it with their types: first character, the one after the last, type.
Marked = tuple[str, list[tuple[int, int, str]]]
ROOT = Path(__file__).parents[1]
FILE = ROOT / "src/dateline/events/scores.yaml"


def marked_texts(root: Path) -> Iterator[Marked]:
    """The reports of the cases, whose events are all told, and the sentences of ``gold/status.jsonl``, of which one is."""
    for report in sorted((root / "cases").glob("*/report.txt")):
        expected = json.loads((report.parent / "expected.json").read_text(encoding="utf-8"))
        told = [
            (s["start"], s["end"], e["type"]) for e in expected["events"] if "type" in e for s in e.get("evidence", ())
        ]
        yield report.read_text(encoding="utf-8"), told
    for line in (root / "gold/status.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        at = row["text"].index(row["trigger"])
        types = (row["type"], *row.get("type_also", ()))
        yield row["text"], [(at, at + len(row["trigger"]), t) for t in types]


def shares(coder: DatelineCoder, root: Path) -> dict[str, tuple[float, int]]:
    """For each kind of fit the share of readings that are right, with half a right one and half a wrong one added, and how many
    there are. A reading is right if a trigger of its type, with the operators over it, stands at its word."""
    recogniser, composer = FrameRecogniser(coder.codebook, loose=True), Composer(coder.codebook)
    frames = {frame.name: frame for frame in coder.codebook.frames}
    counts: dict[str, list[bool]] = defaultdict(list)
    for text, told in marked_texts(root):
        for sentence in coder.reader.read(text):
            clauses = Clauses(sentence)
            operators = Operators(coder.codebook, clauses)
            fitted: set[int] = set()
            for proposal in recogniser.propose(clauses):
                at = proposal.clause.word.index
                kind = kind_of_fit(frames[proposal.frame or ""], proposal, beside=at in fitted)
                if kind.startswith("exact"):
                    fitted.add(at)
                reading = composer.read(proposal, operators)
                word = sentence.words[reading.word]
                counts[kind].append(any(a < word.end and word.start < b and t == reading.type for a, b, t in told))
    return {kind: ((sum(found) + 0.5) / (len(found) + 1), len(found)) for kind, found in counts.items()}


@click.command()
@click.option("--write", is_flag=True, help="Write the scores into src/dateline/events/scores.yaml.")
def calibrate(write: bool) -> None:
    """Measure the scores that frames propose with on the gold of this repository, beside those in use."""
    found = shares(load(), ROOT)
    text = FILE.read_text(encoding="utf-8")
    for kind, (share, size) in sorted(found.items()):
        group, _, name = kind.partition(".")
        click.echo(f"{kind:<20}{share:6.2f} of {size:4}   in use {SCORES[kind]:.2f}")
        old = f"  {name}: {SCORES[kind]:.2f}"
        head, tail = text.split(f"{group}:", 1)
        text = f"{head}{group}:{tail.replace(old, f'  {name}: {share:.2f}', 1)}"
    if write:
        FILE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    calibrate(prog_name="python -m evals.calibration")
