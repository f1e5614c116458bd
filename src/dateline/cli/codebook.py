"""``dateline codebook``: look at the codebook and check it, ours or your own."""

from __future__ import annotations

import sys
from pathlib import Path

import click

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group("codebook")
def codebook_command() -> None:
    """Show and check the codebook."""


@codebook_command.command("check")
@click.argument("folder", required=False, type=_FOLDER)
@click.option("--quiet", is_flag=True, help="Only the count.")
def check(folder: Path | None, quiet: bool) -> None:
    """Read the codebook (ours, or ours with FOLDER over it), report every problem, and code every example."""
    from dateline.codebook import find_problems, read_sources
    from dateline.coder import load
    from dateline.evaluation.examples import check_examples

    problems = list(find_problems(read_sources(folder)))
    for problem in problems:
        click.echo(str(problem))
    if any(problem.fatal for problem in problems):
        click.echo(f"{len(problems)} problems; the examples were not coded", err=True)
        sys.exit(1)
    outcomes = []
    for outcome in check_examples(load(folder)):
        outcomes.append(outcome)
        if outcome.wrong and not quiet:
            click.echo(str(outcome))
    failed = sum(bool(o.wrong) for o in outcomes)
    click.echo(f"{len(outcomes) - failed} of {len(outcomes)} examples are coded as they say; {len(problems)} other problems")
    sys.exit(1 if failed or problems else 0)


@codebook_command.command("show")
@click.argument("name", required=False)
@click.option("--folder", type=_FOLDER, help="A folder of your own codebook files, over ours.")
def show(name: str | None, folder: Path | None) -> None:
    """List the event types, or tell everything about one type, frame, or predicate (visit.v)."""
    from dateline.codebook import load_codebook

    book = load_codebook(folder)
    if name is None:
        click.echo(f"{book.version}: {len(book.types)} types, {len(book.frames)} frames, {len(book.operators)} operators")
        for kind in book.types.values():
            count = sum(f.type == kind.name for f in book.frames)
            modes = ", ".join(kind.modes) or "no modes"
            click.echo(f"{kind.name:<10} {kind.score:>5}  {kind.quad:<20} {count:>3} frames  {modes}")
        return
    frames = [f for f in book.frames if name in (f.name, f.type, *f.predicates)]
    if name in book.types:
        click.echo(f"{name}: {book.types[name].meaning}")
    for frame in frames:
        click.echo(f"\n{frame.file}:{frame.line}  {frame.name} -> {frame.type}{'/' + frame.mode if frame.mode else ''}")
        click.echo(f"  predicates: {', '.join(frame.predicates)}")
        for example in frame.examples:
            click.echo(f"  e.g. {example.text}")
    if not frames and name not in book.types:
        raise click.ClickException(f"{name!r} is no type, frame or predicate of this codebook; try one of: {', '.join(book.types)}")
