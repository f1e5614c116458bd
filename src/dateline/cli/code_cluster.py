"""``dateline code … --into ARCHIVE --cluster ADDRESS``: the run of ``cli/into.py`` over the machines of a Ray cluster."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import click

from dateline.archive import Archive, Failure
from dateline.cli.account import Account
from dateline.cli.bar import Bar
from dateline.errors import ArchiveError, ReportError, RunError
from dateline.reports.reading import name_sources
from dateline.runs.cluster import Cluster, Job


def code_on_cluster(
    address: str, job: Job, sources: Sequence[str], *, jobs: int | None = None, expected: int | None = None
) -> None:
    """Code what the sources hold into the archive of the job; exits with 1 if something was left out."""
    try:
        account = Account(Archive.writable(job.archive))
        names = list(_names(sources, account))
        cluster = Cluster(address, replace(job, archive=job.archive.absolute()), jobs)
        try:
            _run(cluster, names, account, expected)
        finally:
            account.write_failures()
            cluster.close()
    except (ArchiveError, RunError) as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(
            f"{job.archive}: cannot be written ({error.strerror or error}); check the disk"
        ) from error
    click.echo(f"{job.archive}: {account}", err=True)
    job.options.passed_over.update(account.no_reports)
    account.failures.finish()


def _names(sources: Sequence[str], account: Account) -> Iterator[str]:
    for name in name_sources(sources):
        if isinstance(name, ReportError):
            account.fail(Failure.of(name))
        else:
            yield name


def _run(cluster: Cluster, names: Sequence[str], account: Account, expected: int | None) -> None:
    try:
        with Bar(expected) as bar:
            for done in cluster.run(names):
                account.add(done)
                bar.show(account.coded, account.sentences, account.passed_over, len(account.failures))
    except KeyboardInterrupt:
        for done in cluster.stop():
            account.add(done)
        click.echo(f"dateline: {account}; start the same command again to go on", err=True)
        raise
