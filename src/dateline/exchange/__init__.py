"""What other tools read: a connection with the archive's views in, files in their formats out."""

from dateline.exchange.export_formats import FORMATS, ExportFormat, format_named
from dateline.exchange.panel_rule import PanelRule
from dateline.exchange.panels import in_no_story, left_out
from dateline.exchange.selection import Filters, not_happened, select_events, without_point

__all__ = [
    "FORMATS",
    "ExportFormat",
    "Filters",
    "PanelRule",
    "format_named",
    "in_no_story",
    "left_out",
    "not_happened",
    "select_events",
    "without_point",
]
