"""A codebook as lines: its types, or all about one type, frame or predicate."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.codebook import Codebook


def book_lines(book: Codebook) -> Iterator[str]:
    """A line a type: score, quad, how many frames, modes."""
    yield f"{book.version}: {len(book.types)} types, {len(book.frames)} frames, {len(book.operators)} operators"
    for kind in book.types.values():
        count = sum(f.type == kind.name for f in book.frames)
        modes = ", ".join(kind.modes) or "no modes"
        yield f"{kind.name:<10} {kind.score:>5}  {kind.quad:<20} {count:>3} frames  {modes}"


def rule_lines(book: Codebook, name: str) -> Iterator[str]:
    """What a type means, and the frames of that type, name or predicate with their examples; nothing if there is none."""
    if name in book.types:
        yield f"{name}: {book.types[name].meaning}"
    for frame in (f for f in book.frames if name in (f.name, f.type, *f.predicates)):
        yield f"\n{frame.file}:{frame.line}  {frame.name} -> {frame.type}{'/' + frame.mode if frame.mode else ''}"
        yield f"  predicates: {', '.join(frame.predicates)}"
        yield from (f"  e.g. {example.text}" for example in frame.examples)
