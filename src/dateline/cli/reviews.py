"""``dateline reviews``: what an archive's reviewers found, what is disputed, what no longer stands; and gold made of it."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import click

from dateline.archive import Archive
from dateline.archive.review_account import review_account
from dateline.cli.choosing import with_coder
from dateline.cli.whole import written_whole
from dateline.show.answers import printed
from dateline.show.reviewing import COLUMNS, account_json, account_lines, account_rows
from dateline.show.wording import counted


@click.command("reviews")
@click.argument("folder", metavar="ARCHIVE", type=click.Path(file_okay=False, path_type=Path))
@click.option("--format", "form", type=click.Choice(["show", "json", "csv"]), default="show", show_default=True,
              help="show: for people. json: all of it. csv: a row a review, with what became of it.")  # fmt: skip
@click.option("--gold", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Write the fully read reports as gold, JSON Lines that 'make evaluate' scores a coder on.")  # fmt: skip
@with_coder
def reviews_command(folder: Path, form: str, gold: Path | None, coder: str | None) -> None:
    """Show what reviewers found in an ARCHIVE: by verdict and coder, what is disputed, and what no longer stands.

    When a report is coded again, perhaps by a newer version, a review stands as long as the coding still has the event (or
    actor) that it is of, and claims the value that it judges. Those that do not are listed with the reason; they change nothing.

    Gold is written of a report that somebody has marked as read in full, if every event of it is judged, nothing is disputed
    and nothing is wrong of which nobody said what is right. Name the file reviewed.jsonl, and its folder: make evaluate
    MEASURE=FOLDER.
    """
    if gold is not None:
        _write_gold(Archive.existing(folder), gold, coder)
        return
    account = review_account(Archive.existing(folder))
    if form == "json":
        click.echo(json.dumps(account_json(account), ensure_ascii=False, indent=1))
    elif form == "csv":
        rows = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
        rows.writeheader()
        rows.writerows(account_rows(account))
    else:
        click.echo(printed(line for lines in account_lines(account) for line in lines.split("\n")))


def _write_gold(archive: Archive, output: Path, coder: str | None) -> None:
    from dateline.exchange.reviewed_gold import gold_records, not_gold

    if not output.parent.is_dir():
        raise click.UsageError(f"{output}: there is no folder {str(output.parent)!r} to write to; make it first.")
    written = 0
    with archive.reading(coder=coder) as connection:
        left_out = not_gold(connection)
        with written_whole(output) as out:
            for record in gold_records(connection):
                out.write(json.dumps(record, ensure_ascii=False) + "\n")
                written += 1
    wrote = (
        f"wrote {output}: {counted(written, 'report')}" if written else "no report is read in full: nothing is written"
    )
    click.echo(wrote, err=True)
    for reason, reports in left_out.items():
        click.echo(f"  left out: {counted(reports, 'report')} {reason}", err=True)
