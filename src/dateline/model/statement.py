"""Statements: who says what, in which words, and through whom it reaches the reader."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.span import Span


@dataclass(frozen=True, slots=True)
class Statement:
    """``speaker`` is an actor id (None if the text names nobody); ``sources`` are those it comes through, the publisher last."""

    id: str
    speaker: str | None
    cue: Span
    content: Span
    quoted: bool
    sources: tuple[str, ...]
    about: tuple[str, ...] = ()
