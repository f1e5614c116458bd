"""``dateline code``: reports in, codings out, for people (terminal, HTML) or for programs (JSON)."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from dateline.cli.failures import Failures
from dateline.errors import ReportError, mistake
from dateline.model import Coding, dumps, to_json
from dateline.reports.formats import FORMATS
from dateline.reports.options import SourceOptions
from dateline.reports.text import RawReport

if TYPE_CHECKING:
    from dateline.coder import Coder

_NARROWEST = 30  # columns: in fewer, no word would be whole


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


_FORMATS = "\b\nFormats of SOURCE:\n" + "\n".join(f"  {form.name:<9}{form.about}" for form in FORMATS.values())


@click.command("code", epilog=_FORMATS)
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
@click.option("--jobs", "-j", type=click.IntRange(1, 4096), help="Processes for --into. Default: one a core.")
@click.option("--cluster", metavar="ADDRESS",
              help="With --into: on all machines of this Ray cluster; auto: of the one that runs here.")  # fmt: skip
@click.option("--no-text", is_flag=True, help="With --into: keep the reports' wording out of the archive.")
@click.option("--published", type=click.DateTime(["%Y-%m-%d"]), help="Publication date, for texts that do not say it.")
@click.option("--publisher", help="Who published it, for texts that do not say it.")
@click.option("--text-column", metavar="NAME", help="Column or key that holds the text. Default: guessed by its name.")
@click.option("--date-column", metavar="NAME", help="… the publication date.")
@click.option("--publisher-column", metavar="NAME", help="… the publisher.")
@click.option("--title-column", metavar="NAME", help="… the headline.")
@click.option("--id-column", metavar="NAME", help="… the report's id.")
@click.option("--url-column", metavar="NAME", help="… its address.")
@click.option("--dates", type=click.Choice(["day-first", "month-first"]),
              help="How 3/4/2021 is meant in columns and keys. Default: such dates are not read.")  # fmt: skip
@click.option("--encoding", metavar="NAME", callback=_known_encoding, help="Encoding of the text. Default: detected.")
@click.option(
    "--codebook",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of your own codebook files.",
)
def code_command(sources: tuple[str, ...], codebook: Path | None, into: Path | None, **given: Any) -> None:
    """Code reports: who did what to whom, where, when, and who says so.

    SOURCE is a file, a folder, a pattern, the address of a file, or - for standard input: text, web pages, JSON, CSV,
    Parquet, feeds, web archives, agencies' formats and exports of press databases.

    With --into, reports are coded on all cores into an archive. Stop it when you like, and start the same command again:
    what is coded already is passed over, as are exact duplicates. With --cluster too, all machines of a Ray cluster work
    on it; SOURCE and ARCHIVE must then be on a disk that they share (docs/clusters.md).

    A record that cannot be read is left out, counted, and listed at the end; the exit status is then 1.
    """
    from dateline.reports.reading import read_sources, with_given

    options = SourceOptions(
        kind=given["origin"],
        encoding=given["encoding"],
        day_first=given["dates"] == "day-first" if given["dates"] else None,
        **{name: given[f"{name}_column"] for name in ("text", "date", "publisher", "title", "id", "url")},
    )
    if given["published"] is not None:
        given["published"] = given["published"].date()
    reports = with_given(read_sources(sources, options), given["published"], given["publisher"])
    try:
        if into is not None and given["cluster"] is not None:
            _code_on_cluster(into, sources, options, codebook, given)
        elif into is not None:
            _code_into(into, sources, reports, codebook, given)
        else:
            _code_out(sources, reports, codebook, given)
    finally:
        if options.passed_over:
            what = ", ".join(f"{number:,} {name}" for name, number in sorted(options.passed_over.items()))
            click.echo(f"dateline: passed over, as they are no reports: {what}", err=True)


def _code_into(
    into: Path,
    sources: Sequence[str],
    reports: Iterator[RawReport | ReportError],
    codebook: Path | None,
    given: Mapping[str, Any],
) -> None:
    _check_into(given)
    _check_apart(sources, into)
    from dateline.cli.expected import expected_reports
    from dateline.cli.into import code_into

    expected = expected_reports(sources, given["origin"])
    jobs = given["jobs"] or os.cpu_count() or 1
    code_into(into, reports, codebook=codebook, jobs=jobs, text=not given["no_text"], expected=expected)


def _code_on_cluster(
    into: Path, sources: Sequence[str], options: SourceOptions, codebook: Path | None, given: Mapping[str, Any]
) -> None:
    _check_into(given)
    if "-" in sources:
        raise click.UsageError(
            "standard input does not go with --cluster: write it to a file that all machines see, and name that."
        )
    _check_apart(sources, into)
    from dateline.cli.code_cluster import code_on_cluster
    from dateline.cli.expected import expected_reports
    from dateline.runs.cluster import Job

    job = Job(
        archive=into,
        codebook=codebook.absolute() if codebook is not None else None,
        versions=_load(codebook).versions,
        text=not given["no_text"],
        options=options,
        published=given["published"],
        publisher=given["publisher"],
    )
    expected = expected_reports(sources, given["origin"])
    code_on_cluster(given["cluster"], job, sources, jobs=given["jobs"], expected=expected)


def _check_into(given: Mapping[str, Any]) -> None:
    unfit = [f"--{name}" for name in ("html", "output") if given[name] is not None]
    if unfit or given["form"] != "show":
        raise click.UsageError(
            f"{unfit[0] if unfit else '--format'} does not go with --into; use dateline query or export."
        )


def _code_out(
    sources: Sequence[str],
    reports: Iterator[RawReport | ReportError],
    codebook: Path | None,
    given: Mapping[str, Any],
) -> None:
    output, html = given["output"], given["html"]
    for name in ("jobs", "no_text", "cluster"):
        if given[name]:
            raise click.UsageError(f"--{name.replace('_', '-')} goes with --into.")
    _check_targets(sources, [path for path in (output, html) if path is not None])
    failures = Failures()
    codings = _codings(_load(codebook), reports, failures)
    try:
        with ExitStack() as stack:
            out: IO[str] = stack.enter_context(_opened(output)) if output is not None else sys.stdout
            kept = _write(codings, out, given["form"], keep=html is not None)
    except KeyboardInterrupt:
        failures.tell()
        raise
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        raise _cannot_write(output or "standard output", error) from error
    if html is not None and kept:
        _write_html(kept, html)
    failures.finish()


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


def _opened(output: Path) -> IO[str]:
    return output.open("w", encoding="utf-8", newline="\n")


def _cannot_write(target: Path | str, error: OSError) -> click.ClickException:
    return click.ClickException(f"{target}: cannot be written ({error.strerror or error}); check the name and the disk")


def _write_html(codings: list[Coding], html: Path) -> None:
    from dateline.show.page import write_page

    try:
        html.write_text(write_page(codings if len(codings) > 1 else codings[0]), encoding="utf-8")
    except OSError as error:
        raise _cannot_write(html, error) from error
    click.echo(f"wrote {html}", err=True)


def _load(codebook: Path | None) -> Coder:
    from dateline.coder import load
    from dateline.errors import CodebookError

    try:
        return load(codebook)
    except CodebookError as error:
        raise click.ClickException(f"the codebook cannot be used:\n{error}") from error


def _codings(coder: Coder, reports: Iterable[RawReport | ReportError], failures: Failures) -> Iterator[Coding]:
    """Code what can be read, in order; what cannot be is noted and left out."""
    from dateline.cli.progress import Progress

    with Progress() as progress:
        for raw in reports:
            if isinstance(raw, ReportError):
                failures.add(raw)
                continue
            try:
                coding = coder.code_report(raw)
            except ReportError as error:
                failures.add(error)
                continue
            except Exception as error:  # noqa: BLE001 a report that trips the coder must not end a stream of thousands
                failures.add(mistake(raw.source or "the report", error))
                continue
            progress.advance(coding.coverage.sentences, len(failures))
            yield coding


def _write(codings: Iterator[Coding], out: IO[str], form: str, *, keep: bool) -> list[Coding]:
    kept: list[Coding] = []
    first = True
    for coding in codings:
        if keep:
            kept.append(coding)
        if form == "show":
            _show(coding, out, first=first)
        elif form == "json":
            import json

            out.write(json.dumps(to_json(coding), ensure_ascii=False, indent=1) + "\n")
        else:
            out.writelines(line + "\n" for line in dumps([coding]))
        out.flush()
        first = False
    return kept


def _show(coding: Coding, out: IO[str], *, first: bool) -> None:
    from rich.console import Console

    from dateline.show.terminal import show

    console = Console(file=out)
    console.width = max(console.width, _NARROWEST)
    if not first:
        console.rule()
    show(coding, console)
