"""``dateline codebook``: look at the codebook and check it, ours or your own."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dateline.cli.progress import Progress
from dateline.installed import called

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group("codebook")
def codebook_command() -> None:
    """Show and check the codebook."""


@codebook_command.command("check")
@click.argument("folder", required=False, type=_FOLDER)
@click.option("--quiet", is_flag=True, help="Only the count.")
def check(folder: Path | None, quiet: bool) -> None:
    """Read the codebook, report every problem, and code every example.

    With FOLDER, ours with FOLDER over it: what fails in its own files, and examples of ours that it makes fail.
    """
    from dateline.codebook import find_problems, read_sources
    from dateline.examples import check_folder

    sources = read_sources(folder)
    known = {str(problem) for problem in find_problems(read_sources())} if folder is not None else set()
    problems = [problem for problem in find_problems(sources) if str(problem) not in known]
    for problem in problems:
        click.echo(str(problem))
    if any(problem.fatal for problem in problems):
        number = f"{len(problems)} problems" if len(problems) > 1 else "1 problem"
        click.echo(f"{number}; the examples were not coded", err=True)
        sys.exit(1)
    with Progress(what="examples") as progress:
        outcomes, without_you = check_folder(folder, sources, lambda _: progress.advance(0, 0))
    failed = [outcome for outcome in outcomes if outcome.wrong]
    for outcome in () if quiet else failed:
        click.echo(str(outcome))
    others = sum(o.instead is not None and not o.wrong for o in outcomes)
    click.echo(
        f"{len(outcomes) - len(failed)} of {len(outcomes)} examples are coded as they say"
        f"{f', {others} of them by another rule' if others else ''}; {len(problems)} other problems"
        f"{f'; {without_you} examples of ours that fail without your folder too are left out' if without_you else ''}"
    )
    sys.exit(1 if failed or problems else 0)


@codebook_command.command("show")
@click.argument("name", required=False)
@click.option("--folder", type=_FOLDER, help="A folder of your own codebook files, over ours.")
def show(name: str | None, folder: Path | None) -> None:
    """List the event types, or tell everything about one type, frame, operator, or predicate (visit.v)."""
    from dateline.codebook import load_codebook
    from dateline.codebook.files import suggestion
    from dateline.show.codebook import book_lines, names_of, rule_lines

    book = load_codebook(folder)
    lines = list(book_lines(book) if name is None else rule_lines(book, name))
    if not lines:
        near = suggestion(name or "", names_of(book)) or f"; the types are {', '.join(book.types)}"
        raise click.ClickException(f"{name!r} is no type, frame, operator or predicate of this codebook{near}")
    click.echo("\n".join(lines))


@codebook_command.command("new")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def new(folder: Path) -> None:
    """Begin a codebook of your own in FOLDER: a type and a frame to change, each with its explanation."""
    from importlib import resources

    if folder.exists() and any(folder.iterdir()):
        raise click.ClickException(f"{folder}: is not empty; name a folder that is, or a new one")
    template = Path(str(resources.files("dateline.codebook"))) / "data/new"
    for file in sorted(template.rglob("*")):
        if file.is_file():
            target = folder / file.relative_to(template)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
            click.echo(f"wrote {target}")
    click.echo(f"next: {called('codebook', 'check', str(folder))}")
