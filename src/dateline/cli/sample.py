"""``dateline sample``: events, or whole reports, drawn to be judged; sheets for coders out, and what they find in."""

from __future__ import annotations

import getpass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.choosing import filters_of, opened, with_choice
from dateline.errors import printable

if TYPE_CHECKING:
    from dateline.model import Sample
    from dateline.model.sample import Unit

_SIZE, _LARGEST_SEED = 200, 2**31 - 1
_PLURAL = {
    "types": "type",
    "countries": "country",
    "actors": "actor",
    "dyads": "dyad",
    "places": "place",
    "statuses": "status",
}


@click.command("sample")
@click.argument("archive", type=click.Path(path_type=Path))
@click.option("--size", type=click.IntRange(1, 100_000), help=f"How many to draw.  [default: {_SIZE}]")
@click.option(
    "--by",
    multiple=True,
    metavar="WHAT",
    help="Draw within strata: type, mode, status, confidence, dyad, actor, recipient, country, basis, publisher, year, "
    "month. May be repeated: each pair is a stratum.",
)
@click.option(
    "--allocation",
    type=click.Choice(["proportional", "equal"]),
    help="As large a share of each stratum, or as many of each.  [default: proportional]",
)
@click.option("--floor", type=click.IntRange(0, 1000), help="At least so many of each stratum.  [default: 2]")
@click.option(
    "--least-sure",
    is_flag=True,
    help="The least sure first: finds most errors an hour, and tells no share of the archive.",
)
@click.option("--reports", is_flag=True, help="Draw whole reports, for recall. Strata: publisher, year, month, events.")
@click.option(
    "--seed", type=click.IntRange(0, _LARGEST_SEED), help="Draw what this seed drew. Default: a new one, which is kept."
)
@click.option("--name", help="What the sample is to be called.  [default: today's date]")
@click.option(
    "--who", metavar="NAME", help="Who draws, or whose verdicts are read.  [default: your login name, to draw]"
)
@click.option(
    "--query",
    help='Only the events of this SQL, which yields event_id ("SELECT event_id FROM events …"); with '
    "--reports, report_id.",
)
@click.option(
    "--sample", "key", metavar="ID", help="A sample that was drawn before, by its id or name: for --out and --read."
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write it as a sheet for coders, .xlsx or .csv. Give each coder a copy.",
)
@click.option(
    "--read",
    "sheet",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Take in a sheet that a coder has filled in; --who says which coder.",
)
@click.option("--list", "listing", is_flag=True, help="List the samples, and how far each coder is.")
@with_choice
def sample_command(
    archive: Path, key: str | None, out: Path | None, sheet: Path | None, listing: bool, who: str | None, **options: Any
) -> None:  # fmt: skip
    """Draw a sample of events to judge, so that the error of the whole archive is known.

    \b
    dateline sample ARCHIVE --size 200 --by type --out sheet.xlsx   draw; a copy of the sheet for each coder
    dateline sample ARCHIVE --read ana.xlsx --who ana               take a coder's sheet in
    dateline sample ARCHIVE --reports --size 30 --out whole.xlsx    whole reports: what was missed
    dateline sample ARCHIVE --list                                  how far everybody is
    dateline agreement ARCHIVE; dateline precision ARCHIVE          what it comes to

    The sample is kept in the archive with its seed, its filters and the size of every stratum, and the desk offers it as a queue.
    A sheet holds nobody's verdicts. A sheet is read whole or not at all, and may be read again when more of it is filled in.
    """
    asked = [_option(name) for name, value in options.items() if name != "coder" and value not in (None, (), False)]
    if asked and (listing or sheet is not None or key is not None):
        raise click.UsageError(f"{asked[0]} is for drawing a new sample; leave it out, or --list, --read and --sample.")
    if out is not None:
        _check(out)
    if listing:
        _list(archive)
    elif sheet is not None:
        coder = _named("--who", who)
        if coder is None:
            raise click.UsageError("Missing option '--who': whose verdicts the sheet holds.")
        _read(archive, sheet, coder, options["coder"], key)
    elif key is not None:
        if out is None:
            raise click.UsageError("--sample is for --out FILE, which writes its sheet once more, and for --read FILE.")
        _write(archive, _kept(archive).of(key), out, options["coder"])
    else:
        sample = _draw(archive, _named("--who", who) or _login(), options)
        if out is not None:
            _write(archive, sample, out, options["coder"])


def _draw(archive: Path, who: str, options: dict[str, Any]) -> Sample:
    import secrets

    from dateline.cli.waiting import waiting
    from dateline.exchange import Filters
    from dateline.exchange.asked_words import UnfitFilterError
    from dateline.exchange.draw_sample import Design, draw
    from dateline.exchange.strata import check_keys
    from dateline.show.judged import drawn_lines

    filters = filters_of(options, options["query"])
    unit: Unit = "report" if options["reports"] else "event"
    if options["least_sure"] and (options["by"] or options["reports"]):
        raise click.UsageError("--least-sure draws no strata and no reports; leave out --by and --reports.")
    given = {name: options[name] for name in ("allocation", "floor") if options[name] is not None}
    design = Design(
        name=_named("--name", options["name"]) or datetime.now(UTC).date().isoformat(),
        who=who,
        size=options["size"] or _SIZE,
        seed=options["seed"] if options["seed"] is not None else secrets.randbelow(_LARGEST_SEED),
        unit=unit,
        by=options["by"],
        least_sure=options["least_sure"],
        **given,
    )
    seen = filters if unit == "event" else Filters()
    with opened(archive, seen, options["coder"], raw=True) as (connection, _), waiting("drawing"):
        try:
            check_keys(unit, options["by"])
            sample = draw(connection, design, filters, options["coder"])
        except UnfitFilterError as error:
            raise click.UsageError(str(error)) from error
    if not sample.items:
        raise click.ClickException(f"{archive}: there is no {unit} to draw; code reports into it, or ask for less.")
    _kept(archive).append(sample)
    click.echo("\n".join(drawn_lines(sample)))
    return sample


def _write(archive: Path, sample: Sample, out: Path, coder: str | None) -> None:
    from dateline.exchange import Filters
    from dateline.exchange.sampled import sampled_reports
    from dateline.exchange.sheet_values import allowed_values
    from dateline.exchange.write_sheet import write_sheet

    with opened(archive, Filters(), coder, raw=True) as (connection, _):
        reports = sampled_reports(connection, [item.report for item in sample.items])
        allowed = allowed_values(_types(connection))
    rows = write_sheet(sample, reports, allowed, out)
    if all(report.text is None for report in reports.values()):
        click.echo("  warning: the archive was made without texts, so coders need the reports from elsewhere", err=True)
    click.echo(f"wrote {out}: {rows:,} rows; give each coder a copy, and read it with:", err=True)
    click.echo(f"  dateline sample {archive} --read {out} --who NAME", err=True)


def _read(archive: Path, sheet: Path, who: str, coder: str | None, key: str | None) -> None:
    from dateline.archive import Reviews
    from dateline.exchange import Filters
    from dateline.exchange.read_sheet import SheetReader
    from dateline.exchange.sampled import sampled_reports
    from dateline.exchange.sheet_layout import SAMPLE
    from dateline.exchange.sheet_rows import sheet_rows
    from dateline.exchange.sheet_values import allowed_values
    from dateline.show.judged import progress_lines
    from dateline.verdicts.amended import amended

    rows = sheet_rows(sheet)
    named = key or next((row.cell(SAMPLE) for row in rows if row.cell(SAMPLE)), "")
    if not named:
        raise click.ClickException(f"{sheet}: holds no row of a sample; write the sheet with --out, and fill in that")
    sample = _kept(archive).of(named)
    with opened(archive, Filters(), coder, raw=True) as (connection, _):
        reports = sampled_reports(connection, [item.report for item in sample.items])
        allowed = allowed_values(_types(connection))
    given = SheetReader(sample, reports, allowed, who).read(str(sheet), rows)
    reviews = Reviews(archive)
    new = amended([review for review in reviews.read() if review.who == who], given)
    reviews.append(new)
    back = sum(review.verdict == "withdrawn" for review in new)
    more = f", {back:,} earlier ones withdrawn" if back else ""
    click.echo(f"{sheet}: {len(given):,} verdicts of {who}, {len(new) - back:,} of them new{more}", err=True)
    click.echo("\n".join(progress_lines(sample, reviews.read())))


def _list(archive: Path) -> None:
    from dateline.archive import Archive, Reviews
    from dateline.show.judged import drawn_lines, progress_lines

    Archive.existing(archive)
    samples, reviews = _kept(archive).read(), Reviews(archive).read()
    if not samples:
        click.echo(f"No sample has been drawn yet; draw one with: dateline sample {archive}", err=True)
    for sample in samples:
        click.echo(next(iter(drawn_lines(sample))))
        click.echo("\n".join(progress_lines(sample, reviews)))


def _kept(archive: Path) -> Any:
    from dateline.archive import Archive, Samples

    return Samples(Archive.existing(archive).folder)


def _types(connection: Any) -> list[str]:
    return [name for (name,) in connection.execute("SELECT DISTINCT type FROM events ORDER BY 1").fetchall()]


def _named(option: str, name: str | None) -> str | None:
    if name is not None and not (name.strip() and name.isprintable()):
        raise click.UsageError(f"{option} {printable(name)!r} is no name; give one of letters, or leave it out.")
    return name.strip() if name is not None else None


def _option(name: str) -> str:
    return f"--{_PLURAL.get(name, name).replace('_', '-')}"


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


def _check(out: Path) -> None:
    from dateline.exchange.write_sheet import SUFFIXES

    if out.suffix.lower() not in SUFFIXES:
        raise click.UsageError(f"{out}: give a name that ends in .xlsx or .csv.")
    if not out.parent.is_dir():
        raise click.UsageError(f"{out}: there is no folder {str(out.parent)!r} to write to; make it first.")
