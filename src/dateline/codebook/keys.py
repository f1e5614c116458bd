"""The keys that name an event's participants in frames and operators, and those that hold when none is given."""

from __future__ import annotations

NUMBERED = ("ARG0", "ARG1", "ARG2", "ARG3", "ARG4")
GRAMMATICAL = ("SUBJ", "OBJ", "COMP", "INF", "MUST", "OBLIGED")
# fmt: off
PREPOSITIONS = frozenset(
    {
        "about", "above", "across", "after", "against", "ahead", "along", "alongside", "amid", "among", "amongst",
        "apart", "around", "as", "aside", "at", "away", "because", "before", "behind", "below", "beneath", "beside",
        "besides", "between", "beyond", "by", "concerning", "despite", "down", "during", "except", "following", "for",
        "from", "in", "including", "inside", "into", "like", "minus", "near", "next", "of", "off", "on", "onto",
        "opposite", "out", "outside", "over", "past", "pending", "per", "plus", "regarding", "respecting", "since",
        "than", "through", "throughout", "till", "to", "together", "toward", "towards", "under", "underneath", "unlike",
        "until", "unto", "up", "upon", "versus", "via", "vs", "with", "within", "without",
    }
)
# fmt: on
KEYS = frozenset(NUMBERED) | frozenset(GRAMMATICAL) | PREPOSITIONS

NO_KEY = "none"
FRAME_ACTOR = ("ARG0",)
FRAME_RECIPIENT = ("ARG1",)
GOVERN = (
    "COMP",
    "ARG1",
    "ARG2",
    "for",
    "on",
    "to",
    "against",
    "of",
    "from",
    "over",
    "with",
    "in",
    "about",
    "into",
    "at",
)
