"""``python -m evals``: how well each stage does, with its noise; the mistakes of one stage by class."""

from __future__ import annotations

import random
import re
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from evals.score import Mistake, Score

_GOLD = Path(__file__).resolve().parent.parent / "gold"
_SHOWN, _CLASSES = 6, 25
_MARKS = re.compile(r"(<!-- accuracy -->\n).*?(<!-- /accuracy -->)", re.DOTALL)
#: Where the whole table stands, beside README.
_PAGE = "docs/accuracy.md"


@click.command("evaluate")
@click.option("--gold", type=click.Path(file_okay=False, path_type=Path), default=_GOLD,
              help="The folder of gold.  [default: gold, beside this folder]")  # fmt: skip
@click.option("--measure", type=click.Path(exists=True, file_okay=False, path_type=Path),
              help="A folder of sets that only measure: plv-dev, polnear-dev, tr-news.")  # fmt: skip
@click.option("--stage", "stages", multiple=True, help="Only this stage (may be given more than once).")
@click.option("--errors", metavar="STAGE", help="Show the mistakes of one stage, by class.")
@click.option("--floors", type=click.Path(dir_okay=False, path_type=Path),
              help="Exit with 1 if a score is below its floor in this file.")  # fmt: skip
@click.option("--set-floors", is_flag=True, help="Raise the floors to just under the scores of now.")
@click.option("--readme", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help=f"Write a summary between the marks of this file, and the whole table into {_PAGE} beside it.")  # fmt: skip
def evaluate_command(
    gold: Path,
    measure: Path | None,
    stages: tuple[str, ...],
    errors: str | None,
    floors: Path | None,
    set_floors: bool,
    readme: Path | None,
) -> None:
    """Score every stage of the coder: parse, entities, roles, actors, events, statements, status, places, dates, stories,
    the words behind values (evidence), and whole annotated reports (corpus)."""
    from dateline.coder import load
    from evals.gate import STAGES, below, needed, read_floors, run_gate, summary, table, write_floors

    asked = (errors,) if errors else stages or STAGES
    unknown = [s for s in asked if s not in STAGES]
    if unknown:
        raise click.UsageError(f"There is no stage {unknown[0]!r}; the stages are {', '.join(STAGES)}.")
    there, missing = needed(gold, measure, asked)
    if not there:
        names = ", ".join(map(str, missing))
        raise click.UsageError(
            f"There is nothing to score: {', '.join(asked)} needs {names}; give the folder that holds the sets with --gold, those"
            " that only measure with --measure. gold/README.md of the repository says what they are."
        )
    for path in missing:
        click.echo(f"left out, as it is not there: {path}", err=True)
    scores: list[Score] = []
    mistakes: list[Mistake] = []
    for measured in run_gate(load(), gold, measure, asked):
        found = [s for s in measured.scores if s.stage in asked]
        for score in found:
            click.echo(_line(score))
        scores += found
        mistakes += measured.mistakes
    if errors:
        _show(mistakes)
    if readme is not None:
        _write(readme, summary(scores))
        _write(readme.parent / _PAGE, table(scores))
    if floors is not None and set_floors:
        write_floors(floors, scores)
    elif floors is not None and (wrong := below(scores, read_floors(floors))):
        click.echo("\n".join(wrong), err=True)
        sys.exit(1)


def _write(page: Path, shown: str) -> None:
    """Puts a table between the marks of a page."""
    text = page.read_text(encoding="utf-8")
    page.write_text(_MARKS.sub(lambda m: f"{m[1]}{shown}\n{m[2]}", text), encoding="utf-8")


def _line(score: Score) -> str:
    return f"{score.stage:<11}{score.data:<30}{score.metric:<42}{score.figure:>12}   of {score.size:,}"


def _show(mistakes: Sequence[Mistake]) -> None:
    """The commonest classes with a few mistakes of each, drawn by chance but always the same."""
    classes: dict[str, list[Mistake]] = defaultdict(list)
    for mistake in mistakes:
        classes[mistake.kind].append(mistake)
    rng = random.Random(0)  # noqa: S311  which mistakes are shown is no secret
    for kind, members in sorted(classes.items(), key=lambda c: -len(c[1]))[:_CLASSES]:
        click.echo(f"\n{len(members)} × {kind}")
        for mistake in rng.sample(members, min(_SHOWN, len(members))):
            click.echo(f"    {mistake.where}: {mistake.text}")


if __name__ == "__main__":
    evaluate_command(prog_name="python -m evals")
