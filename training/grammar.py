"""The grammar of news, where no treebank is: a parser that learns from the treebanks alone reads news, and the reader learns its
trees beside the treebanks'.

The reader's other tasks learn mostly from news. Its word vectors of news serve those, and a grammar that has only seen the
treebanks' web pages reads them worse: a preposition's noun as an object, a participant as a second subject.
"""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterable

import torch
from torch import Tensor

from dateline.reader.lemmas import apply_script
from dateline.reader.pieces import Pieces
from dateline.reader.trees import best_tree
from training.batches import Batch, batches
from training.corpora import Training, base_model
from training.example import Example
from training.losses import Inventory, beyond
from training.network import Reader

BUDGET = 3072  # word pieces in a batch
NEWS = 16_000  # sentences without labels that the parser reads


def of_treebanks(training: Training) -> Training:
    """The treebanks' grammar alone, without what the other tasks learn."""
    empty: dict[str, list[Example]] = {name: [] for name in training.sentences}
    grammar = {name: [grammar_of(e) for e in training.sentences[name]] for name in ("ewt", "gum")}
    return Training(empty | grammar, [], [], [], [])


def grammar_of(example: Example) -> Example:
    """A sentence with its classes, lemmas and tree, and nothing else."""
    return dataclasses.replace(example, tags=None, kinds=None, predicates=None, arguments={}, event_nouns={})


def trees_of_news(parser: Reader, training: Training, inventory: Inventory, seed: int) -> list[Example]:
    """Sentences of news as ``parser`` reads them: some of those without labels, all of the reports and of the codebook's
    examples."""
    news = random.Random(seed).sample(training.unlabelled, min(NEWS, len(training.unlabelled)))
    news += [e for p in (*training.reports, *training.examples) for e in p.examples]
    return parsed(parser, news, Pieces(base_model() / "tokenizer.json"), inventory)


def parsed(parser: Reader, sentences: Iterable[Example], pieces: Pieces, inventory: Inventory) -> list[Example]:
    """The sentences with the classes, lemmas and trees that the parser gives them."""
    parser.eval()
    found: list[Example] = []
    for batch in batches(list(sentences), pieces, budget=BUDGET, rng=None):
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            syntax, _ = parser.words(batch.pieces, batch.shapes, batch.first, batch.last)
        with torch.no_grad():
            found += _read(parser, batch, syntax.float(), inventory)
    return found


def _read(parser: Reader, batch: Batch, syntax: Tensor, inventory: Inventory) -> list[Example]:
    arcs = parser.arcs(syntax).masked_fill(beyond(batch)[:, None, :], -1e4)
    morphology = parser.morphology(syntax)
    classes = [head(morphology).argmax(-1).tolist() for head in (parser.upos, parser.xpos, parser.lemma)]
    dependent, governor = parser.label_dependent(syntax), parser.label_governor(syntax)
    found = []
    for row, example in enumerate(batch.examples):
        n = len(example.words)
        heads = best_tree(arcs[row, : n + 1, : n + 1].numpy())
        labels = parser.label.paired(dependent[row, 1 : n + 1], governor[row, torch.tensor(heads)]).argmax(-1).tolist()
        upos, xpos, scripts = (column[row][1 : n + 1] for column in classes)
        found.append(
            Example(
                source=example.source,
                words=example.words,
                upos=[inventory.upos[i] for i in upos],
                xpos=[inventory.xpos[i] for i in xpos],
                lemmas=[apply_script(w, inventory.lemmas[i]) for w, i in zip(example.words, scripts, strict=True)],
                heads=heads,
                labels=[inventory.labels[i] for i in labels],
            )
        )
    return found
