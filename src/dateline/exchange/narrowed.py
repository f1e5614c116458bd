"""An archive and filters in, a connection that sees the chosen events alone out: what exports and charts read from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import duckdb

from dateline.archive import Archive
from dateline.archive.allowance import MEMORY, Allowance
from dateline.archive.folder import lock
from dateline.errors import ArchiveError
from dateline.exchange.asked_words import Understood, UnfitFilterError, meant, why_none
from dateline.exchange.selection import Filters, select_events


@contextmanager
def narrowed(
    archive: Archive, filters: Filters, coder: str | None = None, *, raw: bool = False, may_be_none: bool = False
) -> Iterator[tuple[duckdb.DuckDBPyConnection, Understood]]:
    """The connection, and what the filters mean there; ArchiveError if a question cannot be answered, UnfitFilterError for a
    filter that names what is not there and for filters that choose no event, unless there ``may_be_none``.

    It sees the codings of one ``coder``: ours unless another is named, or the only one there is; as reviews correct them, or
    ``raw``.
    """
    try:
        with archive.reading(coder=coder, raw=raw) as connection:
            connection.execute(f"SET memory_limit = '{MEMORY}'")
            if filters.query:
                lock(connection, archive.folder)  # what the user pastes may read the archive, and no other file
            understood = meant(connection, filters)
            with Allowance(connection).held() if filters.query else nullcontext():
                none = filters != Filters() and not select_events(connection, understood.filters)
                if none and not may_be_none:
                    raise UnfitFilterError(why_none(connection, understood.filters))
            yield connection, understood
    except duckdb.Error as error:
        cause = str(error).strip().splitlines()[0] if str(error).strip() else "DuckDB gives no reason"
        raise ArchiveError(f"{archive.folder}: {cause}") from error
