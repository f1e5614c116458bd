"""Score the exported reader on held-out data with gold words: ``python -m training.evaluate --data DIR [--split dev]``."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from corpus.load import load as load_reports
from dateline.reader.graph import Graph
from dateline.reader.reader import Reader
from dateline.reader.sentence import Sentence
from training.annotated import passages_of
from training.card import write_card
from training.corpora import PACKAGE, load_ewt, load_gum
from training.example import TAGS, Example
from training.gold import gold_tokens, spans
from training.score_across import score_reports

Scores = dict[str, float]


def parse_all(reader: Reader, examples: Sequence[Example]) -> list[Sentence]:
    """Parse in groups of 64 sentences, as a report would be. Refuses sentences that do not fit (none in these sets)."""
    parsed: list[Sentence] = []
    for i in range(0, len(examples), 64):
        parsed += reader.read_words([gold_tokens(e.words) for e in examples[i : i + 64]])
    if len(parsed) != len(examples):
        raise SystemExit("a sentence was split: gold words do not fit the encoder")
    return parsed


def parsing(examples: Sequence[Example], parsed: Sequence[Sentence]) -> Scores:
    """Over all words, punctuation included; relation labels with their subtypes (the strict reading of LAS)."""
    n = upos = xpos = lemma = uas = las = 0
    for example, sentence in zip(examples, parsed, strict=True):
        gold = zip(
            example.upos or [],
            example.xpos or [],
            example.lemmas or [],
            example.heads or [],
            example.labels or [],
            strict=True,
        )
        for word, (u, x, lem, head, label) in zip(sentence.words, gold, strict=True):
            n += 1
            upos += word.upos == u
            xpos += word.xpos == x
            lemma += word.lemma.lower() == lem.lower()
            uas += word.head + 1 == head
            las += word.head + 1 == head and word.deprel == label
    return {k: 100 * v / n for k, v in {"UPOS": upos, "XPOS": xpos, "lemma": lemma, "UAS": uas, "LAS": las}.items()}


def entities(examples: Sequence[Example], parsed: Sequence[Sentence]) -> Scores:
    """Exact spans of PER, ORG and LOC on UNER; what overlaps a gold OTH span is not counted against the model."""
    hit = made = there = 0
    for example, sentence in zip(examples, parsed, strict=True):
        if example.tags is None:
            continue
        open_words = {i for i, mask in enumerate(example.tags) if mask == (1 << len(TAGS)) - 1}
        gold = spans(TAGS[m.bit_length() - 1] if m & (m - 1) == 0 else "O" for m in example.tags)
        guess = {s for s in spans(w.tag for w in sentence.words) if s[2] in ("PER", "ORG", "LOC")}
        guess = {s for s in guess if not open_words & set(range(s[0], s[1]))}
        hit, made, there = hit + len(gold & guess), made + len(guess), there + len(gold)
    return _f1("entities", hit, made, there)


def predicates(examples: Sequence[Example], parsed: Sequence[Sentence]) -> Scores:
    hit = made = there = 0
    for example, sentence in zip(examples, parsed, strict=True):
        if example.predicates is not None:
            gold = {i for i, p in enumerate(example.predicates) if p == 1}
            guess = {w.index for w in sentence.words if w.predicate >= 0.5}
            hit, made, there = hit + len(gold & guess), made + len(guess), there + len(gold)
    return _f1("predicates", hit, made, there)


def arguments(graph: Graph, examples: Sequence[Example], least: float) -> Scores:
    """Roles of gold predicates by head word and label (every label but V; continuations count as what they are)."""
    hit = made = there = 0
    wrong: Counter[str] = Counter()
    labelled = [e for e in examples if e.predicates is not None]
    for i in range(0, len(labelled), 64):
        group = labelled[i : i + 64]
        for example, analysis in zip(group, graph.analyse([e.words for e in group], least_predicate=-1.0), strict=True):
            for predicate, found in example.arguments.items():
                gold = {(a.head, a.label) for a in found if a.head != predicate}
                roles, shares = analysis.roles[predicate]
                names = graph.labels.roles
                guess = {
                    (w, names[r]) for w, r in enumerate(roles.tolist()) if r and shares[w] >= least and w != predicate
                }
                hit, made, there = hit + len(gold & guess), made + len(guess), there + len(gold)
                wrong.update(label for _, label in gold - guess)
    return _f1("arguments", hit, made, there)


def _f1(name: str, hit: int, made: int, there: int) -> Scores:
    precision, recall = hit / max(made, 1), hit / max(there, 1)
    return {f"{name} P": 100 * precision, f"{name} R": 100 * recall, f"{name} F1": 200 * hit / max(made + there, 1)}


def evaluate(data: Path, split: str, package: Path = PACKAGE) -> dict[str, Scores]:
    reader, graph = Reader(package), Graph(package)
    ewt, gum = load_ewt(data, split), load_gum(data, f"ccby-{split}")
    news = [e for e in gum if e.sent_id.startswith(("GUM_news", "GUM_interview"))]
    parsed = parse_all(reader, ewt)
    return {
        f"EWT {split}": parsing(ewt, parsed),
        f"GUM ccby {split}": parsing(gum, parse_all(reader, gum)),
        f"GUM news and interviews {split}": parsing(news, parse_all(reader, news)),
        f"UNER EWT {split}": entities(ewt, parsed),
        f"PropBank EWT {split}": predicates(ewt, parsed) | arguments(graph, ewt, 0.35),
        f"annotated reports, {split}": score_reports(reader, passages_of(load_reports(split))),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", choices=["dev", "test"], default="test")
    parser.add_argument("--package", type=Path, default=PACKAGE)
    parser.add_argument("--card", action="store_true", help="also write the model card beside the weights")
    options = parser.parse_args()
    results = evaluate(options.data, options.split, options.package)
    for name, scores in results.items():
        print(f"{name:32}", "  ".join(f"{k} {v:.2f}" for k, v in scores.items()))
    if options.card:
        write_card(options.package, results)
