"""Statements: who says what, in which words, and through whom it reaches the reader."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.span import Span


@dataclass(frozen=True, slots=True)
class Statement:
    """``speaker`` is an actor id (None if the text names nobody); ``sources`` are those it comes through, the publisher last.

    ``source`` holds the words that name the speaker, also where they name a document or nobody in particular. What is thought,
    wanted or taken a stand on is not ``said``: it is somebody's view, and no source of an event.
    """

    id: str
    speaker: str | None
    cue: Span
    content: Span
    quoted: bool
    sources: tuple[str, ...]
    about: tuple[str, ...] = ()
    source: Span | None = None
    said: bool = True
