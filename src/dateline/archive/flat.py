"""The flat tables: SQL that lays nested rows out as the views show them."""

from __future__ import annotations

from dateline.archive.columns import View, views

#: The folder of the flat tables. They can be made again from the parts at any time: another layout or schema takes another name.
FLAT = "flat-2"

#: The views that are kept as flat tables.
TABLES = {view.name: view for view in views() if view.rows and view.laid_out}


def flat_query(view: View, source: str) -> str:
    """SQL that lays nested rows out as one view. ``source`` gives them with their address, ``_part`` and ``_row``."""
    columns = (f'{column.sql} AS "{column.name}"' for column in view.columns)
    return f"SELECT _part, _row, {', '.join(columns)} FROM {view.rows.replace('{source}', source)}"  # noqa: S608 names of ours
