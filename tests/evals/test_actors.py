"""Chains beside those of the gold: how mentions find each other, and what counts as which mistake."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.coder import load
from dateline.mentions.candidate import Candidate
from dateline.model import Form, Span
from dateline.reader.tokenize import Token
from evals.actors import aligned, measure_actors
from evals.gum import Document, Marked, read_documents
from evals.linking import Linked, linking_mistakes

TOKENS = "Pavel Orlovich left Baku . The minister thanked his hosts .".split()


def found(first: int, last: int, head: int, form: Form = "name") -> Candidate:
    text = " ".join(TOKENS[first : last + 1])
    span = Span(first, first + len(text), text)
    return Candidate(0, head, first, last, span, form, "person", text, text.lower(), frozenset())


def marked(first: int, last: int, head: int, chain: str, form: str = "name") -> Marked:
    return Marked(0, first, last, head, form, chain)


def document(*chains: tuple[Marked, ...]) -> Document:
    tokens, at = [], 0
    for word in TOKENS:
        tokens.append(Token(at, at + len(word), word, True))
        at += len(word) + 1
    return Document("d", "news", "dev", " ".join(TOKENS), (tuple(tokens),), chains, frozenset())


def test_mentions_meet_by_head_word_and_else_by_place() -> None:
    long, short, name = marked(5, 9, 6, "1"), marked(6, 6, 6, "2"), marked(0, 1, 0, "3")
    by_head, by_place, nobody = found(6, 6, 6, "nominal"), found(0, 1, 1), found(3, 3, 3)
    assert aligned([long, short, name], [by_head, by_place, nobody]) == {by_head: short, by_place: name}


@pytest.mark.parametrize(
    ("chains", "kinds"),
    [
        ([[0, 1, 2]], []),
        ([[0, 1], [2]], ["pronoun missed"]),
        ([[0, 2], [1]], ["nominal not linked"]),
        ([[0, 1]], ["pronoun not found, in a chain"]),
        ([[0, 1, 2], [3]], ["name made up, not marked, alone"]),
        ([[3, 1], [0, 2]], ["nominal wrong antecedent", "name made up, not marked, in a chain"]),
    ],
)
def test_each_mistake_has_its_class(chains: list[list[int]], kinds: list[str]) -> None:
    gold = (marked(0, 1, 1, "1"), marked(5, 6, 6, "1", "nominal"), marked(8, 8, 8, "1", "pronoun"))
    pool = [found(0, 1, 1), found(6, 6, 6, "nominal"), found(8, 8, 8, "pronoun"), found(3, 3, 3)]
    response = [tuple(sorted((pool[i] for i in chain), key=lambda c: c.at)) for chain in chains]
    pairs = aligned(gold, [c for one in response for c in one])
    assert [m.kind for m in linking_mistakes(Linked(document(gold), response, pairs))] == kinds


def row(split: str = "dev", licence: str = "ccby") -> dict[str, object]:
    def mention(start: int, end: int, head: int, group: str, *, kind: str = "person", pron: bool = False) -> object:
        return {
            "sent": 0, "start": start, "end": end, "head": head, "group": group, "type": kind, "named": head == 1, "pron": pron,
        }  # fmt: skip

    return {
        "doc": "GUM_news_own", "genre": "news", "split": split, "licence": licence, "sentences": [{"tokens": TOKENS}],
        "mentions": [
            mention(0, 1, 1, "1"), mention(3, 3, 3, "2", kind="place"), mention(5, 6, 6, "1"), mention(8, 8, 8, "1", pron=True),
            mention(8, 9, 9, "3", kind="event"), mention(7, 7, 7, "4", pron=True),
        ],
    }  # fmt: skip


def test_only_what_is_held_out_and_of_the_right_types_is_read(tmp_path: Path) -> None:
    lines = [json.dumps(r) for r in (row(), row("train"), row(licence="ccbysa"))]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), "utf-8")
    (one,) = read_documents(tmp_path)
    assert [[m.head for m in chain] for chain in one.chains] == [[1, 6, 8], [3]]
    assert one.others == {(0, 9), (0, 7)}
    assert one.text == "Pavel Orlovich left Baku. The minister thanked his hosts.\n"
    assert all(one.text[t.start : t.end] == t.text for sentence in one.sentences for t in sentence)


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("{", "utf-8")
    with pytest.raises(ValueError, match=r"a\.jsonl:1: is not valid JSON"):
        read_documents(tmp_path)


def test_a_folder_is_measured(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(row()), "utf-8")
    scores = measure_actors(load(), tmp_path).scores
    assert [(s.stage, s.data, s.size) for s in scores[:1]] == [("actors", "GUM dev, news and interviews", 2)]
    assert all(0 <= s.value <= 100 for s in scores)
