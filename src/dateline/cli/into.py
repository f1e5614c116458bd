"""``dateline code … --into ARCHIVE``: a run over all cores or a cluster, with a bar while it goes and an account at the end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from dateline.cli.bar import Bar
from dateline.cli.failures import Failures
from dateline.errors import ArchiveError, RunError
from dateline.runs.account import Account
from dateline.runs.job import Job
from dateline.runs.loop import Executor, run
from dateline.show.wording import say_mojibake, say_run


def code_into(folder: Path, job: Job, executor_of: Callable[[Job], Executor], expected: int | None) -> None:
    """Code the job's reports into the archive in ``folder``; exits with 1 if something was left out."""
    failures = Failures()
    try:
        account = Account(job, failures.add)
        executor = executor_of(job)
        with Bar(expected) as bar:
            run(job, executor, account, lambda _: bar.show(*executor.progress, account.passed_over, account.failed))
    except (RunError, ArchiveError) as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(
            f"{folder}: cannot be written ({error.strerror or error}); check the disk"
        ) from error
    except KeyboardInterrupt:
        if account.begun:
            click.echo(f"dateline: {say_run(account)}; start the same command again to go on", err=True)
        raise
    click.echo(f"{folder}: {say_run(account)}", err=True)
    if account.mojibake:
        click.echo(f"dateline: {say_mojibake(account.mojibake)}", err=True)
    failures.finish()
