"""Sentences for tests with their parse given: one word a line, ``form lemma UPOS XPOS head deprel`` (heads count from 1)."""

from __future__ import annotations

from dateline.reader.sentence import RoleArc, Sentence, Word


def parsed(
    lines: str, roles: dict[int, list[tuple[int, str]]] | None = None, **columns: dict[int, object]
) -> tuple[Sentence, str]:
    """A sentence and its text (words joined by blanks). ``roles`` and ``columns`` (kind, tag …) are by word number from 1."""
    words, at = [], 0
    rows = [line.split() for line in lines.strip().splitlines()]
    for i, (form, lemma, upos, xpos, head, deprel) in enumerate(rows):
        extra = {name: values[i + 1] for name, values in columns.items() if i + 1 in values}
        words.append(Word(i, at, at + len(form), form, lemma, upos, xpos, int(head) - 1, deprel, **extra))  # type: ignore[arg-type]
        at += len(form) + 1
    arcs = {p - 1: tuple(RoleArc(w - 1, label, 0.9) for w, label in found) for p, found in (roles or {}).items()}
    return Sentence(0, tuple(words), arcs), " ".join(r[0] for r in rows)
