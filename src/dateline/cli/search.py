"""``dateline search``: words in, the reports of an archive that hold them out, best first, each with the piece that does."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.choosing import filters_of, opened, with_filters

if TYPE_CHECKING:
    import duckdb

    from dateline.archive.search import Results, Search
    from dateline.show.search_results import ShownReport

_FIRST, _FIRST_PLAIN = 2.0, 5.0  # seconds
_EVERY, _EVERY_PLAIN = 0.5, 30.0


class _WithWords(click.Command):
    """Says what to do where a word to leave out, "-word", is taken for an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            hint = "To leave a word out, put all of them in quotation marks: 'talks -football'."
            raise click.UsageError(f"{error.format_message().rstrip('.')}. {hint}", ctx) from error


@click.command("search", cls=_WithWords)
@click.argument("archive", type=click.Path(path_type=Path))
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="Show so many at most.")
@click.option("--format", "form", type=click.Choice(["show", "json", "jsonl", "csv"]), default="show", show_default=True,
              help="show: for people. json: one document. jsonl, csv: a line a report.")  # fmt: skip
@with_filters
def search_command(
    archive: Path, words: tuple[str, ...], limit: int, form: str, coder: str | None, **options: Any
) -> None:
    """Find the reports of an ARCHIVE that hold WORDS, best first.

    \b
    dateline search ARCHIVE ceasefire talks                 both words; talk and talking too
    dateline search ARCHIVE '"peace talks" -football'       side by side, and not the third
    dateline search ARCHIVE '(truce OR ceasefire) demonstrat*'
    dateline search ARCHIVE 'title:election publisher:reuters' --country KEN

    Accents and capitals do not count. The options that choose events choose reports that tell of such an event.

    What is searched is an index that is kept in the archive; what was coded since is added to it first.
    """
    from dateline.archive.search import Search
    from dateline.archive.search_words import SearchWordsError, sought
    from dateline.errors import ArchiveError
    from dateline.exchange import Filters
    from dateline.show.search_results import show_results, written_results

    asked, filters = " ".join(words), filters_of(options)
    try:
        sought(asked)  # what means nothing is told before the work
        search = Search(archive, coder=coder)
        search.refresh(_Told().tell)
        with opened(archive, filters, coder) as (connection, _):
            results = search.find(asked, limit, among=None if filters == Filters() else _chosen(connection))
            found = _shown(connection, search, results, asked)
    except SearchWordsError as error:
        raise _Unfit(str(error)) from error
    except ArchiveError as error:
        raise click.ClickException(str(error)) from error
    if form == "show":
        show_results(found, sys.stdout)
    else:
        sys.stdout.writelines(line + "\n" for line in written_results(form, asked, results.total, found))
    for line in _notes(archive, asked, search, results):
        click.echo(line, err=True)


class _Unfit(click.ClickException):
    """Words that mean nothing are as wrong as an option that is not there."""

    exit_code = 2


def _chosen(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The reports of the events that the filters have chosen."""
    from dateline.exchange.selection import chosen

    found = connection.execute(f"SELECT DISTINCT report_id FROM {chosen(connection).events}")  # noqa: S608 ours
    return [report_id for (report_id,) in found.fetchall()]


def _shown(connection: duckdb.DuckDBPyConnection, search: Search, results: Results, asked: str) -> list[ShownReport]:
    """The reports that were found, in their order, with what the archive says of them."""
    from dateline.show.search_results import ShownReport

    ids = [report_id for report_id, _ in results.found]
    rows = connection.execute(
        "SELECT report_id, published, publisher, title, url, events FROM reports WHERE list_contains(?, report_id)",
        [ids],
    )
    facts, snippets = {row[0]: row for row in rows.fetchall()}, search.snippets(ids, asked)
    found = ((rank, report_id) for report_id, rank in results.found if report_id in facts and report_id in snippets)
    return [ShownReport._make((rank, *facts[report_id], snippets[report_id])) for rank, report_id in found]


def _notes(archive: Path, asked: str, search: Search, results: Results) -> list[str]:
    from dateline.errors import printable

    holding, shown = search.holding(), len(results.found)
    lines = []
    if not results.total:
        near = "".join(f"; did you mean {other}?" for other in search.near(asked).values())
        lines = [f"{archive}: none of {holding.reports:,} reports holds {printable(asked)}{near}"]
    elif results.total > shown:
        lines = [f"the best {shown:,} of {results.total:,} reports; --limit shows more"]
    if holding.without_text:
        which = "all" if holding.without_text == holding.reports else f"{holding.without_text:,}"
        lines += [f"dateline: of {which} reports the archive holds no text: of these title and publisher were searched"]
    return lines


class _Told:
    """How far the index is, on standard error: on a terminal in one line that goes when the work is done."""

    def __init__(self) -> None:
        self._live, self._has_told = sys.stderr.isatty(), False
        self._next = time.monotonic() + (_FIRST if self._live else _FIRST_PLAIN)

    def tell(self, done: int, of: int) -> None:
        now, line = time.monotonic(), f"indexing {done:,} of {of:,} reports …"
        if now >= self._next:
            self._next = now + (_EVERY if self._live else _EVERY_PLAIN)
            sys.stderr.write(f"\r{line}" if self._live else f"{line}\n")
            sys.stderr.flush()
            self._has_told = True
        if self._live and self._has_told and done == of:
            sys.stderr.write("\r" + " " * len(line) + "\r")
            sys.stderr.flush()
