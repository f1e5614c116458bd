"""``dateline code``: reports in, codings out, for people (terminal, HTML) or for programs (JSON)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.second_coder import (
    is_second_coder,
    requests_at_once,
    second_coder_of,
    told_spent,
    with_second_coder,
)
from dateline.cli.settings import KEPT, WithSettings, tell_settings
from dateline.reports.formats import FORMATS
from dateline.reports.options import NONE, Said, SourceOptions

if TYPE_CHECKING:
    from dateline.reports.columns import Taken
    from dateline.runs.job import Job
    from dateline.runs.loop import Executor

_FORMATS = "\b\nFormats of SOURCE:\n" + "\n".join(f"  {form.name:<9}{form.about}" for form in FORMATS.values())


def _known_encoding(_: click.Context, __: click.Parameter, name: str | None) -> str | None:
    if name is None:
        return None
    try:
        if isinstance(b"a".decode(name), str):
            return name
    except UnicodeError:  # of more bytes to a character
        return name
    except (LookupError, ValueError):
        pass
    raise click.BadParameter(f"{name!r} is no encoding of text; give one such as utf-8, cp1252, utf-16 or gb18030.")


@click.command("code", cls=WithSettings, epilog=_FORMATS)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--from", "origin", type=click.Choice(list(FORMATS)), help="What SOURCE holds. Default: judged by its content."
)
@click.option("--format", "form", type=click.Choice(["show", "json", "jsonl"]), default="show", show_default=True,
              help="show: for people. json: one object a report. jsonl: one line a report.")  # fmt: skip
@click.option(
    "--html", type=click.Path(dir_okay=False, writable=True, path_type=Path), help="Also write one self-contained page."
)
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write there instead of standard output."
)
@click.option("--into", type=click.Path(file_okay=False, path_type=Path), metavar="ARCHIVE",
              help="Code into an archive: a folder that is made, or gone on with.")  # fmt: skip
@click.option(
    "--jobs", "-j", type=click.IntRange(1, 4096), help="Processes that code. Default: one, and one a core with --into."
)
@click.option("--cluster", metavar="ADDRESS",
              help="With --into: on all machines of this Ray cluster; auto: of the one that runs here.")  # fmt: skip
@click.option(
    "--no-text",
    is_flag=True,
    help="With --into: keep the reports' sentences out of the archive; names and other words behind values stay.",
)
@click.option("--published", type=click.DateTime(["%Y-%m-%d"]), help="Publication date, for texts that do not say it.")
@click.option("--publisher", help="Who published it, for texts that do not say it.")
@click.option("--title", help="The headline, of one report that does not say it.")
@click.option("--url", help="The address, of one report that does not say it.")
@click.option("--language", type=click.Choice(["en"]), help="Say that it is English, whatever its words look like.")
@click.option("--text-column", metavar="NAME", help="Column or key that holds the text. Default: guessed by its name.")
@click.option("--date-column", metavar="NAME", help="… the publication date; none: there is none.")
@click.option("--publisher-column", metavar="NAME", help="… the publisher.")
@click.option("--title-column", metavar="NAME", help="… the headline.")
@click.option("--id-column", metavar="NAME", help="… the report's id; none: there is none.")
@click.option("--url-column", metavar="NAME", help="… its address.")
@click.option("--dates", type=click.Choice(["day-first", "month-first"]),
              help="How 3/4/2021 is meant in columns and keys. Default: such dates are not read.")  # fmt: skip
@click.option("--encoding", metavar="NAME", callback=_known_encoding, help="Encoding of the text. Default: detected.")
@click.option("--dry-run", is_flag=True,
              help="Code nothing: show what was taken for what, and the first three records of each file.")  # fmt: skip
@click.option("--repair/--no-repair", default=True, show_default=True,
              help="Read mojibake (Itâ€™s for It’s) as it was meant; offsets stay those of the text as it is.")  # fmt: skip
@click.option(
    "--codebook",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of your own codebook files.",
)
@with_second_coder
@click.pass_context
def code_command(
    context: click.Context, /, sources: tuple[str, ...], codebook: Path | None, into: Path | None, **given: Any
) -> None:
    """Code reports: who did what to whom, where, when, and who says so.

    SOURCE is a file, a folder, a pattern, the address of a file, or - for standard input: text, web pages, JSON, CSV,
    Parquet, feeds, web archives, agencies' formats and exports of press databases.

    With --into, reports are coded on all cores into an archive. Stop it when you like, and start the same command again:
    what is coded already is passed over, as are exact duplicates. With --cluster too, all machines of a Ray cluster work
    on it; SOURCE and ARCHIVE must then be on a disk that they share (docs/clusters.md).

    A record that cannot be read is left out, counted, and listed at the end; the exit status is then 1.

    What was taken for the text, the date and so on is said before coding; --dry-run shows it and codes nothing. A file
    dateline.toml in the working directory keeps the choice: under [code], options by their long names.
    """
    tell_settings(context)
    options = SourceOptions(
        kind=given["origin"],
        encoding=given["encoding"],
        day_first=given["dates"] == "day-first" if given["dates"] else None,
        tell=_teller(given),
        **{name: given[f"{name}_column"] for name in ("text", "date", "publisher", "title", "id", "url")},
    )
    if given["published"] is not None and options.date is None:
        options = replace(options, date=NONE)  # the day is said, so no column needs to hold it
    _check_of_one(sources, given)
    if given["dry_run"]:
        from dateline.cli.dry_run import dry_run

        dry_run(sources, options, _said(given), _chosen(context))
        return
    job = _job(sources, options, codebook, into, given)
    try:
        with _executors(given, codebook) as executor_of:
            if into is not None:
                _code_into(into, job, executor_of, given)
            else:
                _code_out(job, executor_of, given)
    finally:
        if options.passed_over:
            what = ", ".join(f"{number:,} {name}" for name, number in sorted(options.passed_over.items()))
            click.echo(f"dateline: passed over, as they are no reports: {what}", err=True)


def _job(
    sources: tuple[str, ...],
    options: SourceOptions,
    codebook: Path | None,
    into: Path | None,
    given: Mapping[str, Any],
) -> Job:
    from dateline.coder import load
    from dateline.runs.job import CoderOf, Job

    return Job(
        coder=CoderOf(load, (codebook.absolute() if codebook is not None else None,), (("repair", given["repair"]),)),
        sources=sources,
        archive=into,
        text=not given["no_text"],
        options=options,
        said=_said(given),
    )


def _said(given: Mapping[str, Any]) -> Said:
    day = given["published"].date() if given["published"] is not None else None
    return Said(day, given["publisher"], given["title"], given["url"], given["language"])


def _teller(given: Mapping[str, Any]) -> Callable[[Taken], None] | None:
    """Who says what columns were taken for; on the machines of a cluster, nobody would hear it."""
    from dateline.cli.taken import TakenOnce

    return TakenOnce() if given["cluster"] is None else None


def _chosen(context: click.Context) -> dict[str, str]:
    """The options given that a settings file may keep, by their long names."""
    named = {opt.removeprefix("--"): p.name for p in context.command.params for opt in p.opts if opt.startswith("--")}
    return {name: str(context.params[named[name]]) for name in KEPT if context.params.get(str(named[name])) is not None}


def _check_of_one(sources: tuple[str, ...], given: Mapping[str, Any]) -> None:
    for name in ("title", "url"):
        if given[name] is not None and (len(sources) > 1 or Path(sources[0]).is_dir()):
            raise click.UsageError(f"--{name} is of one report; code that report by itself, or leave it out.")


@contextmanager
def _executors(given: Mapping[str, Any], codebook: Path | None) -> Iterator[Callable[[Job], Executor]]:
    """Who codes a job: our coder in as many processes as are asked for, or another one in threads, with an account at the end."""
    if not is_second_coder(given):
        yield partial(_executor, given)
        return
    from dateline.runs.threads import Threads

    coder = second_coder_of(given, codebook)
    with told_spent(coder, given):
        yield lambda job: Threads(job, requests_at_once(given["jobs"]), coder)


def _code_into(into: Path, job: Job, executor_of: Callable[[Job], Executor], given: Mapping[str, Any]) -> None:
    _check_into(given)
    if given["cluster"] is not None and "-" in job.sources:
        raise click.UsageError(
            "standard input does not go with --cluster: write it to a file that all machines see, and name that."
        )
    _check_apart(job.sources, into)
    from dateline.cli.into import code_into
    from dateline.runs.expected import expected_reports

    code_into(into, job, executor_of, expected_reports(job.sources, given["origin"]))


def _executor(given: Mapping[str, Any], job: Job) -> Executor:
    """All machines of a cluster, or all cores of this one; without an archive as many processes as are asked for."""
    if job.archive is None:
        from dateline.runs.alone import Alone
        from dateline.runs.in_order import InOrder

        return Alone(job) if (given["jobs"] or 1) == 1 else InOrder(job, given["jobs"])
    if given["cluster"] is not None:
        from dateline.runs.cluster import Cluster

        return Cluster(given["cluster"], job, given["jobs"])
    from dateline.runs.workers import Workers

    return Workers(job, given["jobs"] or os.cpu_count() or 1)


def _check_into(given: Mapping[str, Any]) -> None:
    unfit = [f"--{name}" for name in ("html", "output") if given[name] is not None]
    if unfit or given["form"] != "show":
        raise click.UsageError(
            f"{unfit[0] if unfit else '--format'} does not go with --into; use dateline query or export."
        )


def _code_out(job: Job, executor_of: Callable[[Job], Executor], given: Mapping[str, Any]) -> None:
    output, html = given["output"], given["html"]
    for name in ("no_text", "cluster"):
        if given[name]:
            raise click.UsageError(f"--{name.replace('_', '-')} goes with --into.")
    _check_targets(job.sources, [path for path in (output, html) if path is not None])
    from dateline.cli.out import code_out

    code_out(job, executor_of, output, html, given["form"])


def _check_targets(sources: Iterable[str], targets: Iterable[Path]) -> None:
    """Refuse before the work what would fail after it, or write over a report."""
    for target in targets:
        if not target.parent.is_dir():
            raise click.UsageError(f"{target}: there is no folder {str(target.parent)!r} to write to; make it first.")
        _check_apart(sources, target)


def _check_apart(sources: Iterable[str], target: Path) -> None:
    """What is written must not be what is read, nor come to be read as one more report of a folder."""
    from dateline.reports.finding import find_files

    for source in sources:
        try:
            if Path(source).is_dir():
                if target.resolve().is_relative_to(Path(source).resolve()):
                    raise click.UsageError(
                        f"{target}: lies in {source}, which is to be read; give a name outside of it."
                    )
            elif target.is_file() and any(isinstance(f, Path) and target.samefile(f) for f in find_files(source)):
                raise click.UsageError(f"{target}: is also what is to be read; give another name to write to.")
        except (OSError, ValueError):
            continue  # no file: an address, or what reading it will complain of
