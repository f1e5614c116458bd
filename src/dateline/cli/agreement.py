"""``dateline agreement``: how far the coders who judged an archive agree."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click


@click.command("agreement")
@click.argument("archive", type=click.Path(path_type=Path))
@click.option(
    "--sample", "key", metavar="ID", help="Only of this sample, by its id or name. Default: all that anybody judged."
)
@click.option("--coders", nargs=2, metavar="CODER CODER",
              help="Of two coders of the archive, what they coded and not what was judged: dateline llm:NAME.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True,
              help="text: a table, for people. json, csv: all figures.")  # fmt: skip
def agreement_command(archive: Path, key: str | None, coders: tuple[str, str] | None, form: str) -> None:
    """Say how far the coders agree, field by field: percent, Cohen's and Fleiss' kappa, Krippendorff's alpha, Gwet's AC1.

    \b
    dateline agreement ARCHIVE
    dateline agreement ARCHIVE --sample pilot --format csv > agreement.csv
    dateline agreement ARCHIVE --coders dateline llm:NAME

    What is compared is whether coders find a value right or wrong, and whether there is such an event at all. Intervals come from
    a bootstrap over reports with a fixed seed.

    With --coders, two coders that have coded into the archive are compared themselves (docs/second-coder.md).

    How much of the archive is right, says: dateline precision ARCHIVE
    """
    if coders is not None:
        if key is not None:
            raise click.UsageError("--sample is of what coders judged; leave it out with --coders.")
        _between(archive, coders, form)
        return
    from dateline.archive import Archive, Reviews, Samples
    from dateline.show.judged import agreement_lines, agreement_rows
    from dateline.show.results import csv_lines
    from dateline.verdicts.agreed import agreement_of

    folder = Archive.existing(archive).folder
    sample = Samples(folder).of(key) if key is not None else None
    agreed = agreement_of(Reviews(folder).read(), sample)
    if not agreed.judged:
        of = f" of sample {key}" if key else ""
        raise click.ClickException(
            f"{archive}: nothing has been judged yet{of}; draw a sample with: dateline sample {archive}"
        )
    rows = agreement_rows(agreed)
    if form == "text":
        click.echo("\n".join(agreement_lines(agreed)))
    elif form == "csv":
        sys.stdout.writelines(line + "\n" for line in csv_lines(list(rows[0]), (tuple(row.values()) for row in rows)))
    else:
        whole = {
            "sample": sample.id if sample is not None else None,
            "coders": dict(agreed.coders),
            "judged": agreed.judged,
            "by_several": agreed.twice,
            "disputed": agreed.disputed,
            "agreement": rows,
        }
        click.echo(json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False))


def _between(archive: Path, coders: tuple[str, str], form: str) -> None:
    """How far two coders of the archive agree in what they coded."""
    from dateline.archive import Archive
    from dateline.archive.two_coders import agreement_between
    from dateline.cli.waiting import waiting
    from dateline.show.results import csv_lines
    from dateline.show.two_coders_told import between_lines, between_rows

    if coders[0] == coders[1]:
        raise click.UsageError(f"--coders names {coders[0]} twice; name two.")
    with waiting("comparing the codings"):
        told = agreement_between(Archive.existing(archive), *coders)
    rows = between_rows(told)
    if form == "text":
        click.echo("\n".join(between_lines(told)))
    elif form == "csv":
        sys.stdout.writelines(line + "\n" for line in csv_lines(list(rows[0]), (tuple(row.values()) for row in rows)))
    else:
        whole = {
            "coders": told.coders,
            "reports": told.reports,
            "coded_by_one": told.only,
            "events": told.events,
            "agreement": rows,
        }
        click.echo(json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False))
