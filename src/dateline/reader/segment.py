"""Text -> sentences of words. Blank lines always end a sentence; inside a paragraph a small learned classifier decides.

Every character that is no space is in exactly one word of one sentence. Line ends of hard-wrapped text end nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise

from dateline.reader.tokenize import Token, tokenize, word_lists

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_LONGEST_SENTENCE = 400  # words; nobody writes longer ones, tables and lists without full stops look like them
_CLOSERS = frozenset(["\"", "'", "”", "’", ")", "]", "}", "''", "’’", "»"])
_OPENERS = frozenset(["\"", "'", "“", "‘", "(", "[", "{", "``", "‘‘", "«"])
_STOPS = frozenset([".", "!", "?", "…", ":", ";", "...", "—", "–", "--", "-"])


def split_sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[Token, ...]]:
    """The sentences of ``text[start:end]``, none of them empty or longer than 400 words."""
    sentences: list[tuple[Token, ...]] = []
    for first, last in paragraphs(text, start, len(text) if end is None else end):
        tokens = tokenize(text, first, last)
        for sentence in _cut_at(tokens, boundaries(tokens)):
            sentences += _shortened(sentence)
    return sentences
