"""The records that flow through the rooms: frozen, typed, no logic beyond validity."""

from dateline.model.actor import Actor, Because, Form, Kind, Mention, Place, Role
from dateline.model.coding import SCHEMA, Abstention, Coding, Coverage, Versions
from dateline.model.contract import content_id, dumps, to_json
from dateline.model.event import Event, EventDate, Evidence, Size, Status
from dateline.model.report import Dateline, Report
from dateline.model.span import Span
from dateline.model.statement import Statement

__all__ = [
    "SCHEMA",
    "Abstention",
    "Actor",
    "Because",
    "Coding",
    "Coverage",
    "Dateline",
    "Event",
    "EventDate",
    "Evidence",
    "Form",
    "Kind",
    "Mention",
    "Place",
    "Report",
    "Role",
    "Size",
    "Span",
    "Statement",
    "Status",
    "Versions",
    "content_id",
    "dumps",
    "to_json",
]
