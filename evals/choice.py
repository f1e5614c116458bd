"""``python -m evals.choice``: what frames alone, the network alone and both together read, and what each costs."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import click

from corpus.load import load as load_reports
from dateline.codebook import Codebook, load_codebook
from dateline.coder import DatelineCoder
from dateline.events.acts import recognisers
from dateline.events.base import Recogniser
from dateline.events.frames import FrameRecogniser
from dateline.events.head import HeadRecogniser
from dateline.reader.reader import Reader
from evals.case_scores import measure_cases
from evals.corpus import measure_corpus
from evals.relation import measure_relation
from evals.score import Score

_ROOT = Path(__file__).parents[1]
PAGE = _ROOT / "docs/confidence.md"
_MARKS = re.compile(r"(<!-- choice -->\n).*?(<!-- /choice -->)", re.DOTALL)
WAYS: dict[str, Callable[[Codebook], Sequence[Recogniser]]] = {
    "frames": lambda codebook: (FrameRecogniser(codebook),),
    "network": lambda codebook: (HeadRecogniser(codebook),),
    "both": recognisers,
}


class Row(NamedTuple):
    """How one way of proposing acts does."""

    way: str
    scores: tuple[Score, ...]
    words_a_second: float


def measure(way: str, outside: Path | None) -> Row:
    """On the corpus's test part, the cases, and marked pairs where they are at hand; the speed is that on the corpus."""
    codebook = load_codebook()
    coder = DatelineCoder(Reader(), codebook, asked=WAYS[way](codebook))
    reports = list(load_reports("test"))
    began = time.process_time()
    corpus = measure_corpus(coder, reports, "corpus, test").scores[:3]
    seconds = time.process_time() - began
    cases = tuple(s for s in measure_cases(coder, _ROOT / "cases").scores if s.stage == "events")
    pairs = measure_relation(coder, outside / "plv-dev/plv-dev.jsonl").scores if outside is not None else ()
    return Row(way, (*corpus, *cases, *pairs), sum(len(r["text"].split()) for r in reports) / seconds)


def table(rows: Sequence[Row]) -> str:
    """The rows as Markdown, a line a figure."""
    head = f"| data | what | {' | '.join(row.way for row in rows)} |"
    lines = [head, "|---|---|" + "---|" * len(rows)]
    for same in zip(*(row.scores for row in rows), strict=True):
        lines.append(f"| {same[0].data} | {same[0].metric} | {' | '.join(s.figure for s in same)} |")
    lines.append(
        f"| corpus, test | words a second, one core | {' | '.join(f'{r.words_a_second:,.0f}' for r in rows)} |"
    )
    return "\n".join(lines)


@click.command()
@click.option("--measure", "outside", type=click.Path(exists=True, file_okay=False, path_type=Path),
              help="A folder of sets that only measure: plv-dev.")  # fmt: skip
@click.option("--write", is_flag=True, help=f"Write the table into docs/{PAGE.name}.")
def choice(outside: Path | None, write: bool) -> None:
    """Score frames alone, the network alone, and both."""
    shown = table([measure(way, outside) for way in WAYS])
    click.echo(shown)
    if write:
        text = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(_MARKS.sub(lambda m: f"{m[1]}{shown}\n{m[2]}", text), encoding="utf-8")


if __name__ == "__main__":
    choice(prog_name="python -m evals.choice")
