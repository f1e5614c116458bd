"""Score the splitting of raw text into sentences and words: ``python -m training.evaluate_segmentation --data DIR``.

The raw text is rebuilt from the treebanks, paragraphs apart by a blank line; a word or sentence counts where both ends agree.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dateline.reader.segment import split_sentences
from dateline.reports.paragraphs import paragraphs

Spans = list[tuple[int, int]]
Splitter = Callable[[str], tuple[Spans, Spans]]  # text -> words (empty if it finds none), sentences
FILES = {"EWT": "ud-ewt/{}.conllu", "GUM ccby": "ud-gum/ccby-{}.conllu", "GUM ccbysa": "ud-gum/ccbysa-{}.conllu"}
NEWS = ("GUM_news", "GUM_interview")
UNEDITED = ("email", "answers", "newsgroup", "reviews", "GUM_conversation", "GUM_vlog")


@dataclass(slots=True)
class Document:
    """A treebank document as text, with the spans of its words and sentences."""

    id: str
    text: str = ""
    words: Spans = field(default_factory=list)
    sentences: Spans = field(default_factory=list)


def read_documents(path: Path) -> Iterator[Document]:
    """Documents of a CoNLL-U file with ``newdoc`` and ``newpar`` comments."""
    document = Document("")
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        lines = block.split("\n")
        name = next((line.partition("=")[2].strip() for line in lines if line.startswith("# newdoc")), None)
        if name is not None:
            if document.words:
                yield document
            document = Document(name)
        elif any(line.startswith("# newpar") for line in lines):
            document.text = document.text.rstrip(" ") + "\n\n"
        _append(document, [line.split("\t") for line in lines if not line.startswith("#")])
    yield document


def _append(document: Document, rows: Sequence[Sequence[str]]) -> None:
    """Lay a sentence behind the text: surface words with the syntactic words that they are written of."""
    first, until, text = len(document.words), 0, document.text
    for number, form, *_, misc in rows:
        if "." in number:
            continue
        if "-" in number:
            until = int(number.partition("-")[2])
            after = "" if "SpaceAfter=No" in misc else " "
            text += form + after
            at = len(text) - len(form + after)
            continue
        if int(number) > until:
            at = len(text)
            text += form if "SpaceAfter=No" in misc else form + " "
        document.words.append((at, at + len(form)))
        at += len(form)
    document.text = text
    document.sentences.append((document.words[first][0], document.words[-1][1]))


def ours(text: str) -> tuple[Spans, Spans]:
    sentences = split_sentences(text)
    return [(t.start, t.end) for s in sentences for t in s], [(s[0].start, s[-1].end) for s in sentences]


def paragraphs_only(text: str) -> tuple[Spans, Spans]:
    return [], list(paragraphs(text, 0, len(text)))


def by_library(split: Callable[[str], Sequence[str]]) -> Splitter:
    """A library that returns sentences as strings, given one paragraph after the other."""

    def run(text: str) -> tuple[Spans, Spans]:
        found = []
        for at, end in paragraphs(text, 0, len(text)):
            for piece in map(str.strip, split(text[at:end])):
                start = text.find(piece, at, end) if piece else -1
                if start >= 0:
                    at = start + len(piece)
                    found.append((start, at))
        return [], found

    return run


def splitters() -> dict[str, Splitter]:
    """Ours, and the libraries that are installed beside it for comparison."""
    found: dict[str, Splitter] = {"dateline": ours, "paragraphs only": paragraphs_only}
    if importlib.util.find_spec("pysbd"):
        pysbd = importlib.import_module("pysbd").Segmenter(language="en", clean=False)
        found["pysbd"] = by_library(pysbd.segment)
    if importlib.util.find_spec("syntok"):
        syntok = importlib.import_module("syntok.segmenter")
        found["syntok"] = by_library(
            lambda text: ["".join(t.spacing + t.value for t in s) for p in syntok.process(text) for s in p]
        )
    if importlib.util.find_spec("sentencex"):
        sentencex = importlib.import_module("sentencex")
        found["sentencex"] = by_library(lambda text: list(sentencex.segment("en", text)))
    return found


def f1(documents: Sequence[Document], guesses: Sequence[Spans], kind: str) -> float:
    hit = made = there = 0
    for document, guess in zip(documents, guesses, strict=True):
        gold = set(document.words if kind == "words" else document.sentences)
        hit, made, there = hit + len(gold & set(guess)), made + len(guess), there + len(gold)
    return 200 * hit / max(made + there, 1)


def parts(data: Path, split: str) -> dict[str, list[Document]]:
    """The sets to report, each treebank and the news and edited text in them."""
    sets = {f"{name} {split}": list(read_documents(data / path.format(split))) for name, path in FILES.items()}
    gum, every = sets[f"GUM ccby {split}"], [d for docs in sets.values() for d in docs]
    sets["news and interviews"] = [d for d in gum if d.id.startswith(NEWS)]
    sets["edited text"] = [d for d in every if not d.id.startswith(UNEDITED)]
    return sets


def evaluate(data: Path, split: str) -> dict[str, dict[str, dict[str, float]]]:
    results: dict[str, dict[str, dict[str, float]]] = {}
    for part, documents in parts(data, split).items():
        results[part] = {}
        for name, run in splitters().items():
            began = time.process_time()
            guesses = [run(d.text) for d in documents]
            seconds = time.process_time() - began
            scores = {"sentences": f1(documents, [g[1] for g in guesses], "sentences")}
            if guesses[0][0]:
                scores["words"] = f1(documents, [g[0] for g in guesses], "words")
            results[part][name] = scores | {"kwords/s": sum(len(d.words) for d in documents) / seconds / 1000}
    return results


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/train"))
    parser.add_argument("--split", choices=["train", "dev", "test"], default="test")
    parser.add_argument("--json", type=Path, help="also write the scores here")
    options = parser.parse_args()
    scores_by_part = evaluate(options.data, options.split)
    for part, rows in scores_by_part.items():
        for name, row in rows.items():
            print(f"{part:22} {name:16}", "  ".join(f"{k} {v:.2f}" for k, v in row.items()))
    if options.json:
        options.json.write_text(json.dumps(scores_by_part, indent=1), encoding="utf-8")
