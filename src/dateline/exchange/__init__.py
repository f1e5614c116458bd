"""What other tools read: a connection with the archive's views in, files in their formats out."""

from dateline.exchange.export_formats import FORMATS, ExportFormat, format_named
from dateline.exchange.panels import undated
from dateline.exchange.selection import Filters, not_happened, select_events, without_point

__all__ = [
    "FORMATS",
    "ExportFormat",
    "Filters",
    "format_named",
    "not_happened",
    "select_events",
    "undated",
    "without_point",
]
