"""``dateline code`` without an archive: each coding as it comes, for people (terminal, HTML) or for programs (JSON)."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO

import click

from dateline.cli.failures import Failures
from dateline.cli.progress import Progress
from dateline.cli.whole import written_whole
from dateline.errors import RunError
from dateline.model import Coding, dumps, to_json
from dateline.runs.account import Account
from dateline.runs.batch import Done
from dateline.runs.expected import expected_reports
from dateline.runs.job import Job
from dateline.runs.loop import Executor, run
from dateline.show.wording import say_mojibake

_NARROWEST = 30  # columns: in fewer, no word would be whole


def code_out(
    job: Job, executor_of: Callable[[Job], Executor], output: Path | None, html: Path | None, form: str
) -> None:
    """Code the job's reports in order; exits with 1 if something was left out. A file is written if anything could be coded."""
    failures = Failures()
    kept: list[Coding] = []
    try:
        executor = executor_of(job)
        with ExitStack() as stack:
            out = stack.enter_context(written_whole(output)) if output is not None else sys.stdout
            progress = stack.enter_context(Progress(expected_reports(job.sources, job.options.kind)))
            written = _Written(out, form, progress, kept if html is not None else None)
            account = Account(job, failures.add)
            run(job, executor, account, lambda done: written.add(done, len(failures)))
    except RunError as error:
        raise click.ClickException(str(error)) from error
    except KeyboardInterrupt:
        failures.tell()
        raise
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _cannot_write(output or "standard output", error) from error
    if html is not None and kept:
        _write_html(kept, html)
    if account.mojibake:
        click.echo(f"dateline: {say_mojibake(account.mojibake)}", err=True)
    failures.finish()


class _Written:
    """The codings as they are written; ``kept`` takes them too if they are needed once more."""

    def __init__(self, out: IO[str], form: str, progress: Progress, kept: list[Coding] | None) -> None:
        self._out, self._form, self._progress, self._kept = out, form, progress, kept
        self._first = True

    def add(self, done: Done | None, failed: int) -> None:
        codings = done.codings if done is not None else ()
        if not codings:
            self._progress.fail(failed)
        for coding in codings:
            self._progress.advance(coding.coverage.sentences, failed)
            if self._out is sys.stdout and self._out.isatty():
                self._progress.make_way()
            if self._kept is not None:
                self._kept.append(coding)
            self._write(coding)
            self._out.flush()
            self._first = False

    def _write(self, coding: Coding) -> None:
        match self._form:
            case "show":
                _show(coding, self._out, first=self._first)
            case "json":
                self._out.write(json.dumps(to_json(coding), ensure_ascii=False, indent=1) + "\n")
            case _:
                self._out.writelines(line + "\n" for line in dumps([coding]))


def _show(coding: Coding, out: IO[str], *, first: bool) -> None:
    from rich.console import Console

    from dateline.show.terminal import show

    console = Console(file=out)
    console.width = max(console.width, _NARROWEST)
    if not first:
        console.rule()
    show(coding, console)


def _write_html(codings: Sequence[Coding], html: Path) -> None:
    from dateline.show.page import write_page

    page = write_page(codings if len(codings) > 1 else codings[0])
    try:
        with written_whole(html) as out:
            out.write(page)
    except OSError as error:
        raise _cannot_write(html, error) from error
    click.echo(f"wrote {html}", err=True)


def _cannot_write(target: Path | str, error: OSError) -> click.ClickException:
    return click.ClickException(f"{target}: cannot be written ({error.strerror or error}); check the name and the disk")
