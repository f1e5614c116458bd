"""A statement as the text gives it: words and spans, speakers not yet resolved."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model import Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """``speaker`` is the head word of who speaks, in sentence ``sentence``; None if the text names nobody.

    The cue and the content may stand in another sentence than the speaker: "The statement said …" two sentences after
    "the ministry said in a statement".
    """

    sentence: int
    speaker: int | None
    cue: Span
    content: Span
    quoted: bool
    #: the words that name the source, be it somebody, a document or nobody in particular; None if there are none
    source: Span | None = None
    #: False for what is thought, wanted or taken a stand on: nobody says it in so many words
    said: bool = True
