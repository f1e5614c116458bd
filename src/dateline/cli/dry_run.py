"""``dateline code … --dry-run``: what would be read, and as what, before anything is coded."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice

import click

from dateline.cli.settings import FILE, written_settings
from dateline.cli.taken import said_order
from dateline.errors import ReportError, printable
from dateline.model import Report
from dateline.model.brief import brief
from dateline.reports.checked import checked_report
from dateline.reports.columns import Taken
from dateline.reports.finding import find_files
from dateline.reports.options import Said, SourceOptions
from dateline.reports.reading import read_sources, with_given

_SHOWN = 3  # records of each file
_MOST_FILES = 50
_MOST_RECORDS = 10_000  # of one file; all would take hours of a large archive
_WIDTH = 88


@dataclass(slots=True)
class _Seen:
    """What one file held, as far as it was looked at."""

    taken: Taken
    reports: int = 0
    undated: int = 0
    days: tuple[date, date] | None = None
    first: list[Report] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)

    def add(self, report: Report) -> None:
        self.reports += 1
        if len(self.first) < _SHOWN:
            self.first.append(report)
        if (day := report.published) is None:
            self.undated += 1
        else:
            first, last = self.days or (day, day)
            self.days = min(first, day), max(last, day)

    def fail(self, error: ReportError) -> None:
        self.errors["all"] += 1
        if len(self.told) < _SHOWN:
            self.told.append(str(error))


def dry_run(sources: Sequence[str], options: SourceOptions, said: Said, chosen: dict[str, str]) -> None:
    """Show each file with its format, its columns and its first records; exits with 1 if something would be left out.

    ``chosen`` are the options of the command that a settings file may keep.
    """
    failed = 0
    fields: dict[str, str] = {}
    for number, seen in enumerate(_files(sources, options, said)):
        failed += seen.errors.total()
        fields = fields or dict(seen.taken.fields)
        if number < _MOST_FILES:
            _show(seen)
        elif number == _MOST_FILES:
            click.echo(f"… and more than {_MOST_FILES} files")
    kept = chosen | {f"{name}-column": column for name, column in fields.items()}
    if kept:
        click.echo(f"\nTo keep this choice, save it as {FILE} where you call dateline:\n\n{written_settings(kept)}")
    if failed:
        sys.exit(1)


def _files(sources: Sequence[str], options: SourceOptions, said: Said) -> Iterator[_Seen]:
    """What each file holds; of an archive, what all its files hold."""
    for source in _each(sources):
        if isinstance(source, ReportError):
            yield _failed(source)
            continue
        seen = _Seen(Taken(source, {}, ()))

        def note(taken: Taken, seen: _Seen = seen, packed: str = f"{source}/") -> None:
            if not taken.file.startswith(packed):
                seen.taken = replace(taken, form=taken.form or seen.taken.form)

        found = with_given(read_sources([source], replace(options, tell=note)), said)
        for raw in islice(found, _MOST_RECORDS):
            try:
                if isinstance(raw, ReportError):
                    raise raw
                seen.add(checked_report(raw))
            except ReportError as error:
                seen.fail(error)
        yield seen


def _each(sources: Sequence[str]) -> Iterator[str | ReportError]:
    for source in sources:
        if source == "-" or "://" in source:
            yield source
        else:
            yield from (path if isinstance(path, ReportError) else str(path) for path in find_files(source))


def _failed(error: ReportError) -> _Seen:
    seen = _Seen(Taken(error.source, {}, ()))
    seen.fail(error)
    return seen


def _show(seen: _Seen) -> None:
    taken, errors = seen.taken, seen.errors.total()
    more = "at least " if seen.reports + errors >= _MOST_RECORDS else ""
    form = f"{taken.form}, " if taken.form else ""
    _tell(f"{taken.file}: {form}{more}{seen.reports:,} {'report' if seen.reports == 1 else 'reports'}")
    for name in ("text", "date", "publisher", "title", "id", "url") if taken.fields else ():
        _tell(f"  {name:<10} {taken.fields.get(name, '(none)')}")
    if taken.unused:
        _tell(f"  left alone {brief(', '.join(taken.unused), _WIDTH)}")
    if seen.days is not None:
        undated = f"; {seen.undated:,} without a date" if seen.undated else ""
        _tell(f"  published  {seen.days[0]} to {seen.days[1]}{undated}")
    elif seen.reports:
        _tell("  published  none has a date")
    if taken.order is not None and taken.order.of_two_readings:
        _tell(f"  dates      {said_order(taken.order)}")
    for number, report in enumerate(seen.first, 1):
        head = " | ".join((report.id, str(report.published or "no date"), report.publisher or "no publisher"))
        _tell(f"  {number}. {head} | {brief(report.title or 'no title', 60)}")
        _tell(f"     {brief(' '.join(report.text[report.body_start :][:400].split()), _WIDTH)}")
    if errors:
        _tell(f"  left out   {errors:,}:")
        for line in seen.told:
            _tell(f"     {line}")
    if errors > len(seen.told):
        _tell(f"     … and {errors - len(seen.told):,} more")


def _tell(line: str) -> None:
    """A line of standard output, without what a file could have put in it to lead a terminal astray."""
    click.echo(printable(line))
