"""Write the reader's gold of the evaluation gate: ``python -m training.build_gold --data DIR``. Test parts only.

A sample of EWT (with UNER's names and PropBank's roles) and all news and interviews of GUM, in the format that
``evals.reader`` reads.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable
from pathlib import Path

from training.corpora import load_ewt, load_gum
from training.example import ANY_TAG, TAGS, Example

_SEED, _SAMPLE = 20251108, 400


def rows(example: Example) -> str:
    """One sentence as CoNLL-U."""
    tags = example.tags if example.source == "ewt" else None
    lines = [f"# sent_id = {example.sent_id}"]
    lines += ["# entities = yes"] if tags is not None else []
    lines += ["# roles = yes"] if example.predicates is not None else []
    given = zip(
        example.words, example.lemmas or [], example.upos or [], example.heads or [], example.labels or [], strict=True
    )
    for i, (word, lemma, upos, head, label) in enumerate(given):
        misc = [f"Entity={name}"] if tags is not None and (name := _tag(tags[i])) != "O" else []
        if example.predicates is not None and example.predicates[i] == 1:
            found = sorted((a.head, a.label) for a in example.arguments.get(i, []) if a.head not in (None, i))
            misc.append("Roles=" + (",".join(f"{(h or 0) + 1}:{r}" for h, r in found) or "-"))
        lines.append("\t".join((str(i + 1), word, lemma, upos, "_", "_", str(head), label, "_", "|".join(misc) or "_")))
    return "\n".join(lines) + "\n\n"


def _tag(mask: int) -> str:
    """UNER leaves open only whether an unnamed word is of a class that it does not have: for UNER it is none."""
    if mask == ANY_TAG:
        return "*"
    return TAGS[mask.bit_length() - 1] if mask & (mask - 1) == 0 else "O"


def write(examples: Iterable[Example], file: Path, notice: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(rows(e) for e in examples)
    file.write_text(f"# {notice}\n{text}", encoding="utf-8")


def sample(examples: list[Example]) -> list[Example]:
    """Sentences of five words and more, spread over all genres, in their own order."""
    long = [i for i, e in enumerate(examples) if len(e.words) >= 5 and e.predicates is not None]
    return [examples[i] for i in sorted(random.Random(_SEED).sample(long, _SAMPLE))]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("gold/reader"))
    options = parser.parse_args()
    ewt = sample(load_ewt(options.data, "test"))
    write(ewt, options.out / "ewt-sample.conllu", "UD English EWT 2.16 with Universal NER and PropBank, CC BY-SA 4.0")
    gum = [e for e in load_gum(options.data, "ccby-test") if e.sent_id.startswith(("GUM_news", "GUM_interview"))]
    write(gum, options.out / "gum-news.conllu", "GUM 11, news and interviews, CC BY 4.0")
