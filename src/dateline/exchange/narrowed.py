"""An archive and filters in, a connection that sees the chosen events alone out: what exports and charts read from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import duckdb

from dateline.archive import Archive
from dateline.archive.allowance import MEMORY, Allowance
from dateline.archive.folder import lock
from dateline.errors import ArchiveError
from dateline.exchange.selection import Filters, select_events


@contextmanager
def narrowed(
    archive: Archive, filters: Filters, coder: str | None = None
) -> Iterator[tuple[duckdb.DuckDBPyConnection, bool]]:
    """The connection, and whether it sees any event that was asked for; ArchiveError if a question cannot be answered.

    It sees the codings of one ``coder``: ours unless another is named, or the only one there is.
    """
    try:
        with archive.reading(coder=coder) as connection:
            connection.execute(f"SET memory_limit = '{MEMORY}'")
            if filters.query:
                lock(connection, archive.folder)  # what the user pastes may read the archive, and no other file
            with Allowance(connection).held() if filters.query else nullcontext():
                found = filters == Filters() or select_events(connection, filters) > 0
            yield connection, found
    except duckdb.Error as error:
        cause = str(error).strip().splitlines()[0] if str(error).strip() else "DuckDB gives no reason"
        raise ArchiveError(f"{archive.folder}: {cause}") from error
