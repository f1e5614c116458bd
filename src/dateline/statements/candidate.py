"""A statement as the text gives it: words and spans, speakers not yet resolved."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model import Span


@dataclass(frozen=True, slots=True)
class StatementCandidate:
    """``speaker`` is the head word of who speaks, in sentence ``sentence``; None if the text names nobody there."""

    sentence: int
    speaker: int | None
    cue_word: int
    cue: Span
    content: Span
    quoted: bool
    #: the statement continues one of an earlier sentence (a quotation over several paragraphs)
    continues: bool = False
