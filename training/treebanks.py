"""Read the Universal Dependencies treebanks and what is annotated on top of the same sentences."""

from __future__ import annotations

import csv
import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from training.example import ANY_TAG, KIND_ID, TAG_ID, Argument, Example


def read_conllu(path: Path, source: str) -> list[Example]:
    examples = []
    rows: list[list[str]] = []
    sent_id = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# sent_id = "):
            sent_id = line.removeprefix("# sent_id = ")
        elif line and not line.startswith("#"):
            cells = line.split("\t")
            if cells[0].isdigit():
                rows.append(cells)
        elif not line and rows:
            examples.append(_sentence(rows, source, sent_id))
            rows = []
    return examples


def _sentence(rows: list[list[str]], source: str, sent_id: str) -> Example:
    return Example(
        source=source,
        sent_id=sent_id,
        words=[r[1] for r in rows],
        lemmas=[r[2] for r in rows],
        upos=[r[3] for r in rows],
        xpos=[r[4] for r in rows],
        heads=[int(r[6]) for r in rows],
        labels=[r[7] for r in rows],
    )


def span_head(heads: list[int], start: int, end: int, without: int) -> int:
    """The word of ``start..end`` (inclusive) whose head lies outside the span: the highest, then leftmost, in the tree."""

    def depth(i: int) -> int:
        steps = 0
        while heads[i] != 0 and steps < 200:
            i, steps = heads[i] - 1, steps + 1
        return steps

    tops = [i for i in range(start, end + 1) if i != without and not start <= heads[i] - 1 <= end]
    return min(tops or range(start, end + 1), key=lambda i: (depth(i), i))


def add_propbank(examples: list[Example], path: Path) -> None:
    """Lay PropBank's predicates and roles over the EWT sentences with the same words, by UD token id."""
    by_id = {e.sent_id: e for e in examples}
    for row in _json_lines(path):
        if not row["ok"]:
            continue
        where = [[u.rsplit(":", 1) for u in ids] for ids in row["ud"]]
        sent_ids = {sent for ids in where for sent, _ in ids}
        if len(sent_ids) != 1 or (example := by_id.get(sent_ids.pop())) is None:
            continue
        words = [[int(i) - 1 for _, i in ids if i.isdigit()] for ids in where]
        _lay_roles(example, row["preds"], words)


def _lay_roles(example: Example, preds: list[dict], words: list[list[int]]) -> None:  # type: ignore[type-arg]
    assert example.heads is not None
    example.predicates = [0] * len(example.words)
    for pred in preds:
        if not words[pred["idx"]]:
            continue
        at = words[pred["idx"]][0]
        example.predicates[at] = 1
        found = example.arguments.setdefault(at, [])
        for start, end, label in pred["args"]:
            covered = [w for tokens in words[start : end + 1] for w in tokens if w < len(example.words)]
            if not covered or label in ("V", "C-V"):
                continue
            first, last = min(covered), max(covered)
            found.append(Argument(label, first, last, span_head(example.heads, first, last, at)))


def add_entities(examples: list[Example], path: Path) -> None:
    """Lay UNER's names over the EWT sentences with the same words; OTH and every unnamed word may still be MISC."""
    waiting = defaultdict(list)
    for example in examples:
        waiting[tuple(example.words)].append(example)
    rest = _mask("O", "B-MISC", "I-MISC")
    for words, tags in _iob(path):
        if not waiting[tuple(words)]:
            continue
        example = waiting[tuple(words)].pop(0)
        example.tags = [rest if t == "O" else ANY_TAG if t.endswith("OTH") else _mask(t) for t in tags]


def add_kinds(examples: list[Example], path: Path) -> None:
    """Lay GUM's mentions over its sentences: kinds for every mention head, entity tags for the named ones."""
    by_id = {e.sent_id: e for e in examples}
    for doc in _json_lines(path):
        for i, sentence in enumerate(doc["sentences"]):
            example = by_id.get(sentence["id"])
            if example is None or example.words != sentence["tokens"]:
                continue
            mentions = [m for m in doc["mentions"] if m["sent"] == i]
            example.kinds = [0] * len(example.words)
            for m in mentions:
                example.kinds[m["head"]] = KIND_ID.get(m["type"], KIND_ID["other"])
            example.tags = _tags_of_mentions(example, mentions)


def _tags_of_mentions(example: Example, mentions: list[dict]) -> list[int]:  # type: ignore[type-arg]
    """Names are the proper nouns of a named mention; anything else proper or numeric stays open."""
    assert example.upos is not None
    classes = {"person": "PER", "organization": "ORG", "place": "LOC"}
    open_words = {"PROPN", "NUM", "ADJ"}
    tags = [ANY_TAG if u in open_words else _mask("O", "B-MISC", "I-MISC") for u in example.upos]
    for m in sorted(mentions, key=lambda m: m["start"] - m["end"]):  # inner mentions last: they win
        name = classes.get(m["type"], "MISC")
        inside = range(m["start"], m["end"] + 1)
        if m["named"] and example.upos[m["head"]] == "PROPN":
            proper = [w for w in inside if example.upos[w] == "PROPN"]
            first, last = min(proper), max(proper)
            if all(
                example.upos[w] in {"PROPN", "ADP", "DET", "CCONJ", "PUNCT", "NUM", "PART"}
                for w in range(first, last + 1)
            ):
                for w in range(first, last + 1):
                    tags[w] = _mask("O" if m["type"] == "time" else f"{'B' if w == first else 'I'}-{name}")
    return tags


def read_qanom(path: Path, *, only: str = "wikinews") -> list[Example]:
    """Sentences with deverbal nouns: is this one an event? (the majority of QANom's annotators)."""
    votes: dict[str, dict[int, dict[str, bool]]] = defaultdict(lambda: defaultdict(dict))
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if only in row["qasrl_id"]:
                votes[row["sentence"]][int(row["target_idx"])][row["worker_id"]] = row["is_verbal"] == "True"
    examples = []
    for sentence, nouns in votes.items():
        words = ['"' if w in ("``", "''") else w for w in sentence.split(" ")]
        example = Example(source="qanom", words=words)
        example.event_nouns = {i: int(2 * sum(v.values()) >= len(v)) for i, v in nouns.items() if i < len(words)}
        examples.append(example)
    return examples


def read_masc(path: Path) -> list[Example]:
    """PropBank on MASC: verbs only are labelled, and without a dependency tree the head word of a role is unknown."""
    examples = []
    for row in _json_lines(path):
        if not row["ok"] or not row["preds"]:
            continue
        example = Example(source="masc", words=row["tokens"])
        example.predicates = [0 if not t.startswith(("N", "J", "R")) else -1 for t in row["tags"]]
        for pred in row["preds"]:
            example.predicates[pred["idx"]] = 1
            example.arguments[pred["idx"]] = [
                Argument(label, s, e, s if s == e else None)
                for s, e, label in pred["args"]
                if label not in ("V", "C-V")
            ]
        examples.append(example)
    return examples


def _json_lines(path: Path) -> Iterator[dict]:  # type: ignore[type-arg]
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _iob(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    words: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        cells = line.split("\t")
        if len(cells) >= 3 and cells[0].isdigit():
            words.append(cells[1])
            tags.append(cells[2])
        elif not line and words:
            yield words, tags
            words, tags = [], []


def _mask(*tags: str) -> int:
    return sum(1 << TAG_ID[t] for t in tags)
