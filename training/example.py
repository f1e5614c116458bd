"""One training sentence: words and whatever labels its data set has. What a set does not label stays None and trains nothing."""

from __future__ import annotations

from dataclasses import dataclass, field

#: The entity classes. A set that has no class of its own for something lets it be several of these (marginal loss).
ENTITIES = ("PER", "ORG", "LOC", "MISC")
TAGS = ("O", *(f"{p}-{e}" for e in ENTITIES for p in "BI"))
TAG_ID = {tag: i for i, tag in enumerate(TAGS)}
ANY_TAG = (1 << len(TAGS)) - 1

#: The sets that label names, each by a guideline of its own. The first one's is what the exported reader follows.
GUIDELINES = ("ewt", "gum", "wikigold", "re3d", "voa")

#: What the head word of a mention stands for (GUM's inventory, small classes joined).
KINDS = ("none", "person", "place", "organization", "object", "event", "time", "abstract", "other")
KIND_ID = {kind: i for i, kind in enumerate(KINDS)}


@dataclass(slots=True)
class Argument:
    """A role of a predicate. ``head`` is a word index; None if only the span is known (no dependency tree)."""

    label: str
    start: int
    end: int
    head: int | None


@dataclass(slots=True)
class Example:
    """Labels per word; ``heads`` count words from 1, 0 is the root. ``tags`` are bit masks over TAGS: what each word may be."""

    source: str
    words: list[str]
    upos: list[str] | None = None
    xpos: list[str] | None = None
    lemmas: list[str] | None = None
    heads: list[int] | None = None
    labels: list[str] | None = None
    tags: list[int] | None = None
    kinds: list[int] | None = None
    predicates: list[int] | None = None  # 1, 0, or -1 where unlabelled
    arguments: dict[int, list[Argument]] = field(default_factory=dict)
    event_nouns: dict[int, int] = field(default_factory=dict)
    sent_id: str = ""
