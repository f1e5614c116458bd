"""The codebook as tables: types with their modes, sectors and contexts, from its own files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from importlib.resources import files

import yaml

from dateline.codebook import Codebook, EventType, load_codebook
from manual.tables import code, table


def codebook_tables() -> str:
    book = load_codebook()
    frames = Counter(frame.type for frame in book.frames)
    return "\n\n".join(
        [
            *_types(book, frames),
            "## Contexts\n\nWhat an event is about beside its type; an event may have several.",
            table(("context", "is"), [(code(c.name), c.meaning) for c in book.contexts.values()]),
            "## Sectors\n\nWhat people and bodies do, as roles and names tell it.",
            table(("sector", "is"), [(code(name), meaning) for name, meaning in _sectors().items()]),
            book.attribution,
        ]
    )


def _types(book: Codebook, frames: Counter[str]) -> Iterator[str]:
    yield "## Types"
    yield table(
        ("type", "quad", "score", "is"),
        [(f"[{t.name}](#{t.name.lower()})", t.quad.lower(), _score(t.score), t.meaning) for t in book.types.values()],
    )
    for kind in book.types.values():
        yield f"### {kind.name}\n\n{kind.meaning} {_sides(kind)} {frames[kind.name]} frames tell it."
        if kind.modes:
            rows = [(code(m.name), _score(kind.intensity(m.name)), m.meaning) for m in kind.modes.values()]
            yield table(("mode", "score", "is"), rows)


def _sides(kind: EventType) -> str:
    told = []
    if kind.recipient_required:
        told.append("It needs a recipient.")
    if kind.mutual:
        told.append("All sides do it together.")
    elif kind.both_act:
        told.append("Of two who do it to each other both are actors of one event.")
    return " ".join(told)


def _score(score: float) -> str:
    return f"{score:+g}" if score else "0"


def _sectors() -> dict[str, str]:
    roles = yaml.safe_load((files("dateline.codebook") / "roles.yaml").read_text(encoding="utf-8"))
    sectors: dict[str, str] = roles["sectors"]
    return sectors
