"""``dateline code``: reports in, codings out, for people (terminal, HTML) or for programs (JSON)."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from dateline.cli.failures import Failures, mistake
from dateline.model import Coding, dumps, to_json
from dateline.reports.errors import ReportError
from dateline.reports.jsonl import read_jsonl
from dateline.reports.text import STANDARD_INPUT, RawReport, read_report

if TYPE_CHECKING:
    from dateline.coder import Coder


@click.command("code")
@click.argument("sources", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--from",
    "origin",
    type=click.Choice(["text", "jsonl"]),
    help="What FILE holds. Default: jsonl for *.jsonl, else text.",
)
@click.option("--format", "form", type=click.Choice(["show", "json", "jsonl"]), default="show", show_default=True,
              help="show: for people. json: one object a report. jsonl: one line a report.")  # fmt: skip
@click.option(
    "--html", type=click.Path(dir_okay=False, writable=True, path_type=Path), help="Also write one self-contained page."
)
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write there instead of standard output."
)
@click.option("--published", type=click.DateTime(["%Y-%m-%d"]), help="Publication date, for texts that do not say it.")
@click.option("--publisher", help="Who published it, for texts that do not say it.")
@click.option(
    "--codebook",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of your own codebook files.",
)
def code_command(
    sources: tuple[str, ...],
    origin: str | None,
    form: str,
    html: Path | None,
    output: Path | None,
    published: datetime | None,
    publisher: str | None,
    codebook: Path | None,
) -> None:
    """Code reports: who did what to whom, where, when, and who says so.

    FILE is a text file, a .jsonl file of {"id","text","published","publisher","title","url"} lines, or - for standard input.
    A record that cannot be read is left out, counted, and listed at the end; the exit status is then 1.
    """
    _check_targets(sources, [path for path in (output, html) if path is not None])
    failures = Failures()
    coder = _load(codebook)
    day = published.date() if published is not None else None
    codings = _codings(coder, _reports(sources, origin), failures, day, publisher)
    try:
        with ExitStack() as stack:
            out: IO[str] = stack.enter_context(_opened(output)) if output is not None else sys.stdout
            kept = _write(codings, out, form, keep=html is not None)
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
        if any(source != "-" and target.exists() and _is_same(source, target) for source in sources):
            raise click.UsageError(f"{target}: is also what is to be read; give another name to write to.")


def _is_same(source: str, target: Path) -> bool:
    try:
        return target.samefile(source)
    except OSError:
        return False


def _opened(output: Path) -> IO[str]:
    return output.open("w", encoding="utf-8", newline="\n")


def _cannot_write(target: Path | str, error: OSError) -> click.ClickException:
    return click.ClickException(f"{target}: cannot be written ({error.strerror or error}); check the name and the disk")


def _write_html(codings: list[Coding], html: Path) -> None:
    from dateline.cli.page import write_page

    try:
        html.write_text(write_page(codings if len(codings) > 1 else codings[0]), encoding="utf-8")
    except OSError as error:
        raise _cannot_write(html, error) from error
    click.echo(f"wrote {html}", err=True)


def _load(codebook: Path | None) -> Coder:
    from dateline.codebook import CodebookError
    from dateline.coder import load

    try:
        return load(codebook)
    except CodebookError as error:
        raise click.ClickException(f"the codebook cannot be used:\n{error}") from error


def _reports(sources: Iterable[str], origin: str | None) -> Iterator[RawReport | ReportError]:
    for source in sources:
        if origin == "jsonl" or (origin is None and source.endswith((".jsonl", ".ndjson"))):
            yield from _stream(source)
        else:
            try:
                yield read_report(source)
            except ReportError as error:
                yield error


def _stream(source: str) -> Iterator[RawReport | ReportError]:
    if source == "-":
        yield from read_jsonl(sys.stdin.buffer, STANDARD_INPUT)
        return
    try:
        with Path(source).open("rb") as lines:
            yield from read_jsonl(lines, source)
    except OSError as error:
        yield ReportError(source, f"cannot be read ({error.strerror})", "check the name and its permissions")


def _codings(
    coder: Coder,
    reports: Iterable[RawReport | ReportError],
    failures: Failures,
    published: date | None,
    publisher: str | None,
) -> Iterator[Coding]:
    """Code what can be read, in order; what cannot be is noted and left out."""
    from dataclasses import replace

    from dateline.cli.progress import Progress

    with Progress() as progress:
        for raw in reports:
            if isinstance(raw, ReportError):
                failures.add(raw)
                continue
            given = replace(raw, published=published or raw.published, publisher=publisher or raw.publisher)
            try:
                coding = coder.code_report(given)
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

    from dateline.cli.terminal import show

    console = Console(file=out)
    if not first:
        console.rule()
    show(coding, console)
