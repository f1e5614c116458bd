"""``dateline stories``: an archive in, each event once out, with who tells it, and where the reports differ."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from dateline.cli.waiting import waiting

_SHOWN = 20


@click.command("stories")
@click.argument("archive", type=click.Path(path_type=Path))
@click.option("--rebuild", is_flag=True, help="Tell the stories afresh, even if nothing was added since.")
@click.option("--limit", type=click.IntRange(min=1), help="Show so many at most.  [default: 20 for show, else all]")
@click.option("--least", type=click.IntRange(min=1), default=2, show_default=True,
              help="Only stories that at least so many reports tell.")  # fmt: skip
@click.option("--codebook", type=click.Path(exists=True, file_okay=False, path_type=Path),
              help="The folder of your own codebook, if the reports were coded with one.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["show", "jsonl"]), default="show", show_default=True,
              help="show: for people. jsonl: one line a story.")  # fmt: skip
def stories_command(
    archive: Path, rebuild: bool, limit: int | None, least: int, codebook: Path | None, form: str
) -> None:
    """Show each event of an ARCHIVE once, with all reports that tell it.

    Reports whose texts are nearly the same, that one publisher brought or that credit one agency count as one independent
    source. Where reports differ on how many were killed, on who did it or on whether it happened, each version is shown.

    If codings were added since the stories were last told, they are told first, and written into the archive.
    """
    from dateline.archive import Archive, ask
    from dateline.archive.write_stories import tell_stories
    from dateline.codebook import event_types
    from dateline.errors import ArchiveError
    from dateline.show.answers import printed, say_counts, story_lines

    try:
        opened = Archive.existing(archive)
        types = event_types(codebook)
        with waiting("telling the stories"):
            told = tell_stories(opened, rebuild=rebuild, types=types)
        if told is None:
            click.echo(f"{archive}: holds no events yet", err=True)
            return
        if form == "jsonl":
            for story in ask.stories(opened, least=least, limit=limit):
                click.echo(json.dumps(asdict(story), ensure_ascii=False, default=str))
            return
        for story in ask.stories(opened, least=least, limit=limit or _SHOWN):
            click.echo(printed(story_lines(story)) + "\n")
        click.echo(say_counts(ask.count_stories(opened)))
    except ArchiveError as error:
        raise click.ClickException(str(error)) from error
    except PermissionError as error:
        cause = f"{archive}: the stories cannot be written ({error.strerror}); make the folder writable"
        raise click.ClickException(cause) from error
