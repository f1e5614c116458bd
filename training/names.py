"""Read the entity-only sets: Wikigold (Wikipedia) and re3d (reports on the wars in Syria and Iraq)."""

from __future__ import annotations

import json
import re
from pathlib import Path

from training.example import ANY_TAG, TAG_ID, Example


def read_wikigold(path: Path) -> list[Example]:
    """IO tags (I-PER …); a new entity of the same class directly after another is rare and not marked there."""
    examples = []
    words: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.strip():
            word, tag = line.rsplit(" ", 1)
            words.append(word)
            tags.append(tag)
        elif words:
            masks = [
                _mask("O" if t == "O" else ("I" if i and tags[i - 1] == t else "B") + t[1:]) for i, t in enumerate(tags)
            ]
            examples.append(Example(source="wikigold", words=words, tags=masks))
            words, tags = [], []
    return [e for e in examples if e.words[0] != "-DOCSTART-"]


_WORD = re.compile(r"\w+(?:[.'’]\w+)*\.?(?<=[A-Z]\.)|\w+|[^\w\s]")
_RE3D = {"Person": "PER", "Organisation": "ORG", "Location": "LOC", "Temporal": "O"}


def read_re3d(folder: Path) -> list[Example]:
    """Only spans that end in a capitalised word count as names (re3d marks descriptions too); the rest of a span is open."""
    texts = {d["_id"]: d["text"] for d in _rows(folder / "documents.json")}
    spans: dict[str, list[tuple[int, int, str]]] = {}
    for e in _rows(folder / "entities.json"):
        if e["type"] in _RE3D:
            spans.setdefault(e["documentId"], []).append((e["begin"], e["end"], _RE3D[e["type"]]))
    return [ex for doc, text in texts.items() for ex in _sentences(text, spans.get(doc, []))]


def _sentences(text: str, spans: list[tuple[int, int, str]]) -> list[Example]:
    examples = []
    for sentence in re.finditer(r"[^\n]+?(?:[.!?][\"”)]?(?=\s+[A-Z\"“])|$)", text, flags=re.MULTILINE):
        words = [
            (m.group(), m.start() + sentence.start(), m.end() + sentence.start())
            for m in _WORD.finditer(sentence.group())
        ]
        if 3 <= len(words) <= 120:
            examples.append(Example(source="re3d", words=[w for w, _, _ in words], tags=_tags(words, spans)))
    return examples


def _tags(words: list[tuple[str, int, int]], spans: list[tuple[int, int, str]]) -> list[int]:
    tags = [ANY_TAG if w[0].isupper() or w[0].isdigit() else _mask("O") for w, _, _ in words]
    if words:
        tags[0] = ANY_TAG
    for begin, end, name in sorted(spans, key=lambda s: s[0] - s[1]):
        inside = [i for i, (_, s, e) in enumerate(words) if s >= begin and e <= end]
        if not inside:
            continue
        while inside and not (words[inside[0]][0][0].isupper() or name == "O"):
            tags[inside.pop(0)] = ANY_TAG
        if inside and words[inside[0]][0] in ("The", "A", "An"):
            inside.pop(0)
        named = inside and words[inside[-1]][0][0].isupper()
        for i in inside:
            begin_or_in = f"{'B' if i == inside[0] else 'I'}-{name}"
            tags[i] = _mask("O") if name == "O" else _mask(begin_or_in) if named else ANY_TAG
    return tags


def _rows(path: Path) -> list[dict]:  # type: ignore[type-arg]
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _mask(*tags: str) -> int:
    return sum(1 << TAG_ID[t] for t in tags)
