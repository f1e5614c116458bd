"""Gold words as the reader takes them, and chains of tags as spans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.reader.tokenize import Token


def gold_tokens(words: Sequence[str]) -> tuple[Token, ...]:
    tokens, at = [], 0
    for word in words:
        tokens.append(Token(at, at + len(word), word, True))
        at += len(word) + 1
    return tuple(tokens)


def spans(tags: Iterable[str]) -> set[tuple[int, int, str]]:
    found: list[list[int]] = []
    names: list[str] = []
    for i, tag in enumerate(tags):
        if tag.startswith("B-") or (tag.startswith("I-") and (not found or found[-1][1] != i or names[-1] != tag[2:])):
            found.append([i, i + 1])
            names.append(tag[2:])
        elif tag.startswith("I-"):
            found[-1][1] = i + 1
    return {(s, e, name) for (s, e), name in zip(found, names, strict=True)}
