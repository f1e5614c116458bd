"""``python -m manual``: builds the pages into build/docs, and ends with 1 where a link leads nowhere or the generator warns."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click
from sphinx.cmd.build import build_main

from manual.fences import drawn
from manual.links import Links
from manual.pages import ROOT, lists_pages, places, with_contents, with_generated


@click.command()
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), default=ROOT / "build" / "docs", show_default=True
)
def build(out: Path) -> None:
    """Build the pages of docs/ into a folder that can be read offline."""
    staged = out.with_name(f"{out.name}-source")
    broken = stage(staged)
    if broken:
        click.echo("\n".join(broken), err=True)
        sys.exit(1)
    shutil.rmtree(out, ignore_errors=True)
    conf = str(Path(__file__).resolve().parent)
    status = build_main(
        ["-q", "-W", "--keep-going", "-c", conf, "-d", str(staged / ".doctrees"), str(staged), str(out)]
    )
    if status == 0:
        click.echo(f"The pages are in {out}: open {out / 'index.html'}")
    sys.exit(status)


def stage(folder: Path) -> list[str]:
    """Writes the pages as the generator takes them, and gives the links that lead nowhere."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / "docs", folder, ignore=shutil.ignore_patterns("*.md"))
    where = places()
    links = Links(ROOT, where)
    for source, place in where.items():
        text = links.rewritten((ROOT / source).read_text(encoding="utf-8"), source)
        text = with_generated(drawn(text))
        if lists_pages(place):
            text = with_contents(text)
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_text(text, encoding="utf-8")
    return links.broken


if __name__ == "__main__":
    build(prog_name="python -m manual")
