"""Words -> the word pieces and shapes that the network reads. One file for training and use, so that they cannot differ."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from tokenizers import Tokenizer

from dateline.reader.shapes import shape

CLS, SEP, UNKNOWN = 101, 102, 100
#: A longer word (a URL, a hash) is read by its first pieces only; it stays one word with all its characters.
PIECES_PER_WORD = 8
_LONGEST_WORD = 200  # characters shown to the tokenizer: WordPiece is quadratic in them


class Row(NamedTuple):
    """One sentence for the network; position 0 of ``first``/``last`` is [CLS], which stands for the root."""

    pieces: list[int]
    shapes: list[int]
    first: list[int]
    last: list[int]


class Pieces:
    """Word -> ids of its word pieces, each word on its own, at most eight."""

    def __init__(self, tokenizer_json: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(tokenizer_json))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self.of = lru_cache(maxsize=100_000)(self._of)

    def _of(self, word: str) -> tuple[tuple[int, ...], int]:
        ids = self._tokenizer.encode(word[:_LONGEST_WORD], add_special_tokens=False).ids
        return tuple(ids[:PIECES_PER_WORD]) or (UNKNOWN,), shape(word)

    def row(self, words: Sequence[str]) -> Row:
        ids, shapes, first, last = [CLS], [0], [0], [0]
        for word in words:
            of_word, word_shape = self.of(word)
            first.append(len(ids))
            ids.extend(of_word)
            last.append(len(ids) - 1)
            shapes.extend([word_shape] * len(of_word))
        return Row([*ids, SEP], [*shapes, 0], first, last)
