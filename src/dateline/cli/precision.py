"""``dateline precision``: how much of an archive is right, how much was missed, and the paragraph that says so."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.choosing import opened, with_coder

if TYPE_CHECKING:
    from dateline.model import Sample


@click.command("precision")
@click.argument("archive", type=click.Path(path_type=Path))
@click.option(
    "--sample",
    "keys",
    metavar="ID",
    multiple=True,
    help="Of this sample, by its id or name; of one of events, one of reports or both. Default: the last judged of each.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "methods", "json", "csv"]),
    default="text",
    show_default=True,
    help="text: tables, for people. methods: the paragraph alone. json, csv: all figures.",
)
@with_coder
def precision_command(archive: Path, keys: tuple[str, ...], form: str, coder: str | None) -> None:  # fmt: skip
    """Say how much of the archive is right, by type and field, and how much was missed, from the samples that were judged.

    \b
    dateline precision ARCHIVE
    dateline precision ARCHIVE --format methods      the paragraph for a methods section
    dateline precision ARCHIVE --sample pilot --format csv > precision.csv

    Precision comes from a sample of events and is weighted to all events that it was drawn from; recall from a sample of whole
    reports (dateline sample ARCHIVE --reports). What is judged is what was coded, whatever has been corrected since.
    """
    from dateline.archive import Archive, Reviews, Samples
    from dateline.exchange import Filters
    from dateline.exchange.measured import coder_of, last_judged, measured
    from dateline.show.judged import precision_lines, precision_rows, recall_lines
    from dateline.show.results import csv_lines
    from dateline.verdicts.agreed import agreement_of
    from dateline.verdicts.methods import methods_paragraph
    from dateline.version import __version__

    folder = Archive.existing(archive).folder
    samples, reviews = Samples(folder), Reviews(folder).read()
    chosen = [samples.of(key) for key in keys] if keys else last_judged(samples.read(), reviews)
    if len({sample.unit for sample in chosen}) < len(chosen):
        raise click.UsageError(
            "--sample names two samples of one kind; give one of events, one of reports, or one of each."
        )
    if not chosen:
        raise click.ClickException(
            f"{archive}: no sample has been judged yet; draw one with: dateline sample {archive} --out sheet.xlsx"
        )
    with opened(archive, Filters(), coder or coder_of(chosen), raw=True) as (connection, _):
        found = measured(connection, chosen, reviews)
    judged, reread = found.judged, found.reread
    agreed = agreement_of(reviews, judged.sample) if judged is not None else None
    paragraph = methods_paragraph(judged, agreed, reread, reviews, __version__)
    rows = precision_rows(judged, reread)
    if form == "csv":
        sys.stdout.writelines(line + "\n" for line in csv_lines(list(rows[0]), (tuple(row.values()) for row in rows)))
    elif form == "json":
        whole = {"samples": [_told(sample) for sample in chosen], "shares": rows, "methods": paragraph}
        click.echo(json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False))
    elif form == "methods":
        click.echo(paragraph)
    else:
        parts = [precision_lines(judged)] if judged is not None else []
        parts += [recall_lines(reread)] if reread is not None else []
        click.echo("\n\n".join("\n".join(part) for part in parts))
        if found.gone:
            since = f"these shares are of what was coded on {chosen[0].when.date()}; draw a new sample for what is coded now"
            click.echo(f"\nwarning: {found.gone:,} of the sampled events are coded otherwise since: {since}", err=True)
        judged_ones = {review.sample for review in reviews}
        others = [s.name for s in samples.read() if s not in chosen and s.id in judged_ones and not keys]
        if others:
            click.echo(f"\nAlso judged, and shown with --sample: {', '.join(others)}", err=True)
        click.echo(f"\nFor a methods section: dateline precision {archive} --format methods", err=True)


def _told(sample: Sample) -> dict[str, Any]:
    """A sample without its items."""
    told = sample.to_dict()
    del told["items"]
    return told | {"frame": json.loads(sample.frame), "size": len(sample.items)}
