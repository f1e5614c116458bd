"""``dateline code … --into ARCHIVE``: a run over all cores or a cluster, with a bar while it goes and an account at the end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from dateline.archive.merge import tidy
from dateline.cli.bar import Bar
from dateline.cli.failures import Failures
from dateline.cli.waiting import waiting
from dateline.errors import ArchiveError, RunError
from dateline.runs.account import Account
from dateline.runs.job import Job
from dateline.runs.loop import Executor, run
from dateline.show.wording import say_mojibake, say_run


def code_into(folder: Path, job: Job, executor_of: Callable[[Job], Executor], expected: int | None) -> None:
    """Code the job's reports into the archive in ``folder``; exits with 1 if something was left out."""
    failures = Failures()
    new = _first_missing(folder)
    try:
        account = Account(job, failures.add)
        executor = executor_of(job)
        with Bar(expected) as bar:
            run(job, executor, account, lambda _: bar.show(*executor.progress, account.passed_over, account.failed))
        with waiting("tidying up"):
            tidy(folder)
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
    finally:
        kept = new is None or not _dropped(folder, new)
    click.echo(f"{folder}: {say_run(account)}{'' if kept else '; no archive was made'}", err=True)
    if account.mojibake:
        click.echo(f"dateline: {say_mojibake(account.mojibake)}", err=True)
    failures.finish()


def _first_missing(folder: Path) -> Path | None:
    """The outermost folder that making this one makes; None if it is there."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    return missing[-1] if missing else None


def _dropped(folder: Path, new: Path) -> bool:
    """Remove an archive that this run has made and that got no coding; what anybody else has put there stays."""
    try:
        (folder / "codings").rmdir()
        for part in (folder / "failures").glob("part-*.parquet"):
            part.unlink()
        for path in (folder / "failures", folder, *folder.parents):
            if path.exists():
                path.rmdir()
            if path == new:
                break
    except OSError:
        return False
    return True
