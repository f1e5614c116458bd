"""The grammar of news, where no treebank is: a parser that learns from the treebanks alone reads news, and the reader's arcs and
labels learn from that too.

The reader's other tasks learn mostly from news. Its word vectors of news serve those, and the heads of the grammar, which have
only seen the treebanks' web pages, read them worse: a preposition's noun as an object, a participant as a second subject.
"""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterable

import torch
from torch import Tensor
from torch.nn import Parameter

from dateline.reader.lemmas import apply_script
from dateline.reader.pieces import Pieces
from dateline.reader.trees import best_tree
from training.batches import Batch, batches
from training.corpora import Training, base_model
from training.example import Example
from training.losses import Inventory, Losses, beyond
from training.network import Reader

EPOCHS, RATE, WARMUP = 2, 6e-4, 100
BUDGET = 3072  # word pieces in a batch
NEWS = 12_000  # sentences without labels that the parser reads
#: How far the heads go from where they were to where news takes them: all the way costs half a point on the treebanks.
SHARE = 0.5
#: The reader's parts that serve the grammar alone.
GRAMMAR = (
    "morphology", "upos", "xpos", "lemma",
    "dependent", "governor", "arc", "arc_bias", "label_dependent", "label_governor", "label",
)  # fmt: skip


def of_treebanks(training: Training) -> Training:
    """The treebanks' grammar alone, without what the other tasks learn."""
    empty: dict[str, list[Example]] = {name: [] for name in training.sentences}
    grammar = {name: [grammar_of(e) for e in training.sentences[name]] for name in ("ewt", "gum")}
    return Training(empty | grammar, [], [], [], [])


def grammar_of(example: Example) -> Example:
    """A sentence with its classes, lemmas and tree, and nothing else."""
    return dataclasses.replace(example, tags=None, kinds=None, predicates=None, arguments={}, event_nouns={})


def learn_grammar(reader: Reader, parser: Reader, training: Training, inventory: Inventory, seed: int) -> None:
    """Teach the reader's heads of the grammar the treebanks and what ``parser`` makes of news; all else stays as it is, so that
    no other task can lose."""
    pieces, losses = Pieces(base_model() / "tokenizer.json"), Losses(inventory)
    rng = random.Random(seed)
    news = rng.sample(training.unlabelled, min(NEWS, len(training.unlabelled)))
    news += [e for p in (*training.reports, *training.examples) for e in p.examples]
    sentences = [*parsed(parser, news, pieces, inventory), *of_treebanks(training).all_sentences()]
    parameters = _free(reader)
    before = [parameter.detach().clone() for parameter in parameters]
    optimizer = torch.optim.AdamW(parameters, lr=RATE, betas=(0.9, 0.98), weight_decay=0.01)
    reader.train()
    reader.encoder.eval()
    steps = EPOCHS * sum(1 for _ in batches(sentences, pieces, budget=BUDGET, rng=random.Random(seed)))
    for step, batch in enumerate(b for e in range(EPOCHS) for b in _shuffled(sentences, pieces, seed + e)):
        for group in optimizer.param_groups:
            group["lr"] = RATE * min(1.0, (step + 1) / WARMUP) * max(0.02, 1 - step / steps)
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            syntax, _ = reader.words(batch.pieces, batch.shapes, batch.first, batch.last)
        parts = losses.syntax(reader, batch, syntax.float())
        sum(parts.values(), torch.zeros(())).backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        if step % 50 == 49:
            shown = " ".join(f"{name} {value:.3f}" for name, value in parts.items())
            print(f"grammar step {step + 1} of {steps} | {shown}", flush=True)
    with torch.no_grad():
        for parameter, old in zip(parameters, before, strict=True):
            parameter.lerp_(old, 1 - SHARE)
    for parameter in reader.parameters():
        parameter.requires_grad_(True)


def _shuffled(sentences: list[Example], pieces: Pieces, seed: int) -> Iterable[Batch]:
    return batches(sentences, pieces, budget=BUDGET, rng=random.Random(seed))


def _free(reader: Reader) -> list[Parameter]:
    for parameter in reader.parameters():
        parameter.requires_grad_(False)
    heads = [parameter for name in GRAMMAR for parameter in getattr(reader, name).parameters()]
    for parameter in heads:
        parameter.requires_grad_(True)
    return heads


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
