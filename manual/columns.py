"""The views of an archive with their columns, as ``dateline query --columns`` lists them."""

from __future__ import annotations

from dateline.archive.columns import views
from manual.tables import code, table


def columns() -> str:
    """A section a view."""
    return "\n\n".join(
        f"## {view.name}\n\n{view.about}\n\n"
        + table(("column", "type", "meaning"), [(code(c.name), c.type, c.about) for c in view.columns])
        for view in views()
    )
