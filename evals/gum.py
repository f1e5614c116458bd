"""Documents of GUM with its chains of mentions, as JSON lines -> sentences of tokens, and the chains that are scored."""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.reader.tokenize import Token

#: The types of entities whose chains are scored; GUM marks many more (events, objects, abstract things …).
KINDS = frozenset({"person", "organization", "place"})
_NO_SPACE_BEFORE = frozenset(
    ". , ; : ? ! ) ] } % ' ’ ” 's ’s 'S ’S n't n’t 're ’re 've ’ve 'll ’ll 'd ’d 'm ’m".split()
)
_NO_SPACE_AFTER = frozenset("( [ { “ ‘ $ £ €".split())


@dataclass(frozen=True, slots=True)
class Marked:
    """One mention as GUM marks it: words ``first``..``last`` of a sentence, the longest reading of the phrase."""

    sentence: int
    first: int
    last: int
    head: int
    form: str
    chain: str


@dataclass(frozen=True, slots=True)
class Document:
    """``text`` is rebuilt from the tokens; ``chains`` are those of people, organizations and places.

    ``others``: the sentence and head word of every mention in a chain that is not scored.
    """

    name: str
    genre: str
    split: str
    text: str
    sentences: tuple[tuple[Token, ...], ...]
    chains: tuple[tuple[Marked, ...], ...]
    others: frozenset[tuple[int, int]]


def read_documents(folder: Path) -> list[Document]:
    """The documents of every ``*.jsonl`` and ``*.jsonl.gz`` that are held out for development or test, by name."""
    paths = sorted((*folder.glob("*.jsonl"), *folder.glob("*.jsonl.gz")))
    rows = [row for path in paths for row in _rows(path)]
    held_out = [_document(row) for row in rows if row["split"] in ("dev", "test") and row["licence"] == "ccby"]
    return sorted(held_out, key=lambda d: d.name)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        try:
            yield json.loads(line)
        except ValueError as error:
            raise ValueError(f"{path}:{number}: is not valid JSON ({error}); mend it") from error


def _document(row: dict[str, Any]) -> Document:
    text, sentences = _written([s["tokens"] for s in row["sentences"]])
    by_group: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for mention in row["mentions"]:
        by_group[mention["group"]].append(mention)
    scored = {name for name, group in by_group.items() if _is_scored(group)}
    chains = tuple(tuple(_marked(m) for m in group) for name, group in by_group.items() if name in scored)
    others = frozenset((m["sent"], m["head"]) for m in row["mentions"] if m["group"] not in scored)
    return Document(row["doc"], row["genre"], row["split"], text, sentences, chains, others)


def _is_scored(group: list[dict[str, Any]]) -> bool:
    """Some mention is no pronoun, and most of those that are none are of a person, organization or place."""
    kinds = Counter(m["type"] for m in group if not m["pron"])
    return bool(kinds) and kinds.most_common(1)[0][0] in KINDS


def _marked(mention: dict[str, Any]) -> Marked:
    form = "pronoun" if mention["pron"] else "name" if mention["named"] else "nominal"
    return Marked(mention["sent"], mention["start"], mention["end"], mention["head"], form, mention["group"])


def _written(sentences: list[list[str]]) -> tuple[str, tuple[tuple[Token, ...], ...]]:
    """The words with blanks between them where writers have them, one sentence a line."""
    pieces: list[str] = []
    placed: list[tuple[Token, ...]] = []
    at = 0
    for words in sentences:
        tokens = []
        for word, after in zip(words, [*words[1:], None], strict=True):
            space = after is None or not (after in _NO_SPACE_BEFORE or word in _NO_SPACE_AFTER)
            tokens.append(Token(at, at + len(word), word, space))
            pieces.append(word + ("\n" if after is None else " " if space else ""))
            at += len(pieces[-1])
        placed.append(tuple(tokens))
    return "".join(pieces), tuple(placed)
