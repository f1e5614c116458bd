"""Export trained weights to the package: the 8-bit ONNX graphs, their tokenizer and their label lists."""

from __future__ import annotations

import argparse
import dataclasses
import json
import shutil
import tempfile
from collections import Counter
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.corpora import PACKAGE, base_model, load_ewt, load_gum
from training.example import KINDS, TAGS
from training.losses import Inventory
from training.network import LABEL, Reader
from training.shipped import load_shipped
from training.train import build

INPUTS = ["pieces", "shapes", "first", "last", "least_predicate"]
OUTPUTS = [
    "upos", "xpos", "lemma", "arc", "dependent", "governor", "tag", "kind", "predicate", "event_noun",
]  # fmt: skip
ROLE_OUTPUTS = ["role_row", "role_predicate", "role", "role_share"]


class Graph(nn.Module):
    """The network as it is used: decisions where they are final (classes), scores where decoding follows (arcs, tags)."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(
        self, pieces: Tensor, shapes: Tensor, first: Tensor, last: Tensor, least_predicate: Tensor
    ) -> tuple[Tensor, ...]:
        r = self.reader
        syntax, meaning = r.words(pieces, shapes, first, last)
        morphology = r.morphology(syntax)
        names, acts = r.names(torch.cat([syntax, meaning], dim=-1)), r.acts(meaning)
        predicate = torch.sigmoid(r.predicate(acts)).squeeze(-1)
        event_noun = torch.sigmoid(r.event_noun(acts)).squeeze(-1)
        rows, words = (torch.maximum(predicate, event_noun) >= least_predicate).nonzero(as_tuple=True)
        of_predicate = r.role_predicate(meaning)[rows, words]
        of_argument = r.role_argument(meaning)[rows]
        shares = torch.softmax(r.role(of_predicate[:, None], of_argument)[:, 0], dim=-1)
        share, role = shares.max(-1)
        return (
            _byte(r.upos(morphology).argmax(-1)),
            _byte(r.xpos(morphology).argmax(-1)),
            r.lemma(morphology).argmax(-1).to(torch.int32),
            r.arcs(syntax),
            r.label_dependent(syntax),
            r.label_governor(syntax),
            r.tags(names, 0),
            _byte(r.kind(names).argmax(-1)),
            predicate,
            event_noun,
            rows,
            words,
            _byte(role),
            share,
        )


class LabelGraph(nn.Module):
    """The label of each word's relation, once its governor is known: a tenth of the time that labels for all pairs took."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.label = reader.label

    def forward(self, dependent: Tensor, governor: Tensor) -> Tensor:
        return _byte(self.label.paired(dependent, governor).argmax(-1))


def _byte(classes: Tensor) -> Tensor:
    return classes.to(torch.uint8)


def export(reader: Reader, inventory: Inventory, package: Path, version: str, data: Path) -> Path:
    """Write ``reader.onnx``, ``deprel.onnx``, ``labels.json`` and ``tokenizer.json`` into ``package``; returns the main graph's
    path."""
    package.mkdir(parents=True, exist_ok=True)
    example = (
        torch.randint(1000, 2000, (3, 32)),
        torch.ones(3, 32, dtype=torch.long),
        torch.arange(24).repeat(3, 1),
        torch.arange(24).repeat(3, 1),
        torch.tensor(0.0),
    )
    axes = {name: {0: "batch", 1: "length" if name in ("pieces", "shapes") else "width"} for name in INPUTS[:4]}
    axes |= {name: {0: "batch", 1: "width"} for name in OUTPUTS}
    axes |= {"arc": {0: "batch", 1: "width", 2: "width"}}
    axes |= {name: {0: "predicates"} for name in ROLE_OUTPUTS}
    axes |= {name: {0: "predicates", 1: "width"} for name in ("role", "role_share")}
    target = package / "reader.onnx"
    _write(target, Graph(reader), example, INPUTS, OUTPUTS + ROLE_OUTPUTS, axes)
    pair = (torch.zeros(5, LABEL), torch.zeros(5, LABEL))
    ends = ["dependent", "governor"]
    _write(
        package / "deprel.onnx", LabelGraph(reader), pair, ends, ["label"], {n: {0: "words"} for n in (*ends, "label")}
    )
    steps = [[round(x, 4) for x in row] for row in reader.tag_steps.tolist()]
    written = {"version": version, "tags": list(TAGS), "tag_steps": steps, "kinds": list(KINDS)}
    written |= dataclasses.asdict(inventory)
    (package / "labels.json").write_text(json.dumps(written, indent=0), encoding="utf-8")
    shutil.copy(base_model() / "tokenizer.json", package / "tokenizer.json")
    (package / "lemmas.json").write_text(json.dumps(lemma_table(data), ensure_ascii=False, indent=0), encoding="utf-8")
    return target


def _write(
    target: Path,
    graph: nn.Module,
    example: tuple[Tensor, ...],
    inputs: list[str],
    outputs: list[str],
    axes: dict[str, dict[int, str]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            graph.eval(), example, str(whole), input_names=inputs, output_names=outputs, dynamic_axes=axes,
            opset_version=17, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(
            whole, target, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gather"]
        )


def lemma_table(data: Path) -> dict[str, dict[str, str]]:
    """Known inflected forms by part of speech, from the training treebanks: {"VERB": {"added": "add"}}, the commonest lemma."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for example in (*load_ewt(data, "train"), *load_gum(data, "ccby-train"), *load_gum(data, "ccbysa-train")):
        for form, upos, lemma in zip(example.words, example.upos or [], example.lemmas or [], strict=True):
            if upos in ("VERB", "NOUN", "ADJ", "AUX", "ADV") and form.isalpha() and lemma.isalpha():
                counts.setdefault((upos, form.lower()), Counter())[lemma.lower()] += 1
    table: dict[str, dict[str, str]] = {}
    for (upos, form), lemmas in sorted(counts.items()):
        table.setdefault(upos, {})[form] = min(lemmas, key=lambda x: (-lemmas[x], x))
    return table


def trained(weights: Path, labels: Path) -> tuple[Reader, Inventory]:
    """The network as a training left it."""
    inventory = Inventory(**json.loads(labels.read_text(encoding="utf-8")))
    reader = build(inventory)
    reader.load_state_dict(torch.load(weights, weights_only=True))
    return reader, inventory


def shipped(package: Path) -> tuple[Reader, Inventory]:
    """The network of a package, for writing its graphs in another way."""
    lists = json.loads((package / "labels.json").read_text(encoding="utf-8"))
    inventory = Inventory(**{name: lists[name] for name in Inventory.__slots__})
    reader = build(inventory)
    load_shipped(reader, inventory, package)
    return reader, inventory


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path, nargs="?", help="default: those of the last epoch")
    parser.add_argument("--built", type=Path, default=Path("build/reader"), help="where the training wrote")
    parser.add_argument("--shipped", type=Path, help="take the weights of this package, trained before")
    parser.add_argument("--out", type=Path, default=PACKAGE)
    parser.add_argument("--version", default="en-2.1")
    parser.add_argument("--data", type=Path, required=True, help="for the table of lemmas")
    options = parser.parse_args()
    epochs = sorted(options.built.glob("reader-*.pt"), key=lambda p: int(p.stem.rpartition("-")[2]))
    if not (options.shipped or options.weights or epochs):
        raise SystemExit(f"{options.built}: holds no weights; train first: make train")
    network, names = (
        shipped(options.shipped)
        if options.shipped
        else trained(options.weights or epochs[-1], options.built / "labels.json")
    )
    path = export(network, names, options.out, options.version, options.data)
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")
