"""The flat tables: SQL that lays nested rows out as the views show them."""

from __future__ import annotations

import hashlib

from dateline.archive.columns import View, views

#: The views that are kept as flat tables.
TABLES = {view.name: view for view in views() if view.rows and view.laid_out}


def flat_query(view: View, source: str) -> str:
    """SQL that lays nested rows out as one view. ``source`` gives them with their address, ``_part`` and ``_row``."""
    columns = (f'{column.sql} AS "{column.name}"' for column in view.columns if column.sql)
    return f"SELECT _part, _row, {', '.join(columns)} FROM {view.rows.replace('{source}', source)}"  # noqa: S608 names of ours


def _layout() -> str:
    """Tells what the flat tables hold from what they would hold with other views, or with more fields in the records."""
    held = "\n".join(f"{name}: {flat_query(view, '')}" for name, view in TABLES.items())
    return hashlib.sha256(held.encode()).hexdigest()[:8]


#: The folder of the flat tables, which can be made again from the parts at any time: each layout has its own.
FLAT = f"flat-{_layout()}"
