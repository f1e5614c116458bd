"""The records that flow through the rooms: frozen, typed, no logic beyond validity."""

from dateline.model.actor import Actor, Form, Kind, Mention, Role
from dateline.model.because import Because
from dateline.model.coding import SCHEMA, Abstention, Coding, Coverage, Versions
from dateline.model.contract import content_id, dumps, from_json, to_json
from dateline.model.event import (
    Alternative,
    DateBasis,
    Event,
    EventDate,
    Evidence,
    Participant,
    PlaceBasis,
    Side,
    Size,
    Status,
)
from dateline.model.origin import Origin
from dateline.model.place import Place
from dateline.model.report import Dateline, Report
from dateline.model.review import Review, Verdict
from dateline.model.sample import Sample, SampleItem, Stratum
from dateline.model.source import Source
from dateline.model.span import Span
from dateline.model.statement import Statement

__all__ = [
    "SCHEMA",
    "Abstention",
    "Actor",
    "Alternative",
    "Because",
    "Coding",
    "Coverage",
    "DateBasis",
    "Dateline",
    "Event",
    "EventDate",
    "Evidence",
    "Form",
    "Kind",
    "Mention",
    "Origin",
    "Participant",
    "Place",
    "PlaceBasis",
    "Report",
    "Review",
    "Role",
    "Sample",
    "SampleItem",
    "Side",
    "Size",
    "Source",
    "Span",
    "Statement",
    "Status",
    "Stratum",
    "Verdict",
    "Versions",
    "content_id",
    "dumps",
    "from_json",
    "to_json",
]
