"""The options that choose events, the same for every command that takes an archive apart; what they choose is open to read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dateline.cli.completion import offering

if TYPE_CHECKING:
    import duckdb

    from dateline.exchange import Filters
    from dateline.exchange.asked_words import Understood

_STATUSES = ("happened", "planned", "hypothetical", "denied", "historical")
_DAY = click.DateTime(["%Y-%m-%d"])

Command = TypeVar("Command", bound=Callable[..., Any])

with_coder = click.option("--coder", help="Whose codings, where several coded into it. Default: those of dateline.")
with_raw = click.option("--raw", is_flag=True, help="What was coded, whatever reviewers corrected.")


def _types() -> Iterable[str]:
    from dateline.codebook import event_types

    return event_types()


def with_filters(command: Command) -> Command:
    """The options that choose events, as corrected or raw."""
    return with_choice(with_raw(command))


def with_choice(command: Command) -> Command:
    """The options that choose events."""
    for option in reversed(
        (
            click.option("--since", type=_DAY, help="Only events of this day or later."),
            click.option("--until", type=_DAY, help="Only events of this day or earlier."),
            click.option("--type", "types", multiple=True, help="Only events of this PLOVER type. May be repeated.",
                         shell_complete=offering(_types)),
            click.option("--country", "countries", multiple=True, metavar="CODE",
                         help="Only events with an actor, recipient or place of this country (UKR). May be repeated."),
            click.option("--actor", "actors", multiple=True, metavar="NAME",
                         help="Only events in which this name, or one that holds it, is on a side. May be repeated."),
            click.option("--dyad", "dyads", multiple=True, nargs=2, metavar="CODE CODE",
                         help="Only events of the first country towards the second, or with it (RUS UKR). May be repeated, "
                              "also the other way round."),
            click.option("--place", "places", multiple=True, metavar="NAME",
                         help="Only events in this place, or in places of this country. May be repeated."),
            click.option("--status", "statuses", multiple=True, type=click.Choice(_STATUSES),
                         help="Only events of this status. May be repeated."),
            click.option("--least-confidence", type=click.FloatRange(0, 1), metavar="SHARE",
                         help="Only events at least so likely to be right as told, 0 to 1 (0.9: nine in ten are)."),
            with_coder,
        )
    ):  # fmt: skip
        command = option(command)
    return command


def filters_of(given: Mapping[str, Any], query: str | None = None) -> Filters:
    """What the options of :func:`with_filters` ask for. UsageError if no event could be both."""
    from dateline.exchange import Filters

    first, last = (given[name].date() if given[name] is not None else None for name in ("since", "until"))
    if first is not None and last is not None and last < first:
        raise click.UsageError(f"--since {first} is later than --until {last}; exchange them.")
    types, countries = (tuple(word.strip().upper() for word in given[name]) for name in ("types", "countries"))
    dyads = tuple((a.strip().upper(), b.strip().upper()) for a, b in given["dyads"])
    return Filters(
        first,
        last,
        types,
        countries,
        given["statuses"],
        query,
        given["least_confidence"],
        given["actors"],
        dyads,
        given["places"],
    )


class _NothingChosen(click.ClickException):
    """A filter that names what is not there, or filters that no event fits: as wrong as an option that is not there."""

    exit_code = 2


@contextmanager
def opened(
    archive: Path, filters: Filters, coder: str | None = None, *, raw: bool = False, may_be_none: bool = False
) -> Iterator[tuple[duckdb.DuckDBPyConnection, Understood]]:
    """A connection to the archive that sees the chosen events alone, as reviewers corrected them or ``raw``; says so, and exits
    with 2, if these are none, unless there ``may_be_none``."""
    from dateline.archive import Archive
    from dateline.errors import ArchiveError
    from dateline.exchange.asked_words import UnfitFilterError
    from dateline.exchange.narrowed import narrowed

    try:
        with narrowed(Archive.existing(archive), filters, coder, raw=raw, may_be_none=may_be_none) as (
            connection,
            understood,
        ):
            yield connection, understood
    except UnfitFilterError as error:
        raise _NothingChosen(str(error)) from error
    except ArchiveError as error:
        raise click.ClickException(str(error)) from error
