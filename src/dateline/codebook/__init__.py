"""The ontology, read from YAML files: event types, the frames and operators that recognise them, contexts and roles."""

from dateline.codebook.definitions import Codebook, Condition, Context, EventType, Example, Frame, Mode, Operator
from dateline.codebook.entries import Problem
from dateline.codebook.files import CodebookFiles, read_sources
from dateline.codebook.keys import KEYS, PREPOSITIONS
from dateline.codebook.load import build_codebook, event_types, load_codebook
from dateline.codebook.problems import find_problems
from dateline.codebook.roles import RoleEntry, RoleKind, RoleMatch, RoleWords
from dateline.errors import CodebookError

__all__ = [
    "KEYS",
    "PREPOSITIONS",
    "Codebook",
    "CodebookError",
    "CodebookFiles",
    "Condition",
    "Context",
    "EventType",
    "Example",
    "Frame",
    "Mode",
    "Operator",
    "Problem",
    "RoleEntry",
    "RoleKind",
    "RoleMatch",
    "RoleWords",
    "build_codebook",
    "event_types",
    "find_problems",
    "load_codebook",
    "read_sources",
]
