"""Export trained weights to the package: the 8-bit ONNX graphs, their tokenizer and their label lists."""

from __future__ import annotations

import argparse
import dataclasses
import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.across import ANTECEDENT, PART, gap_of
from training.corpora import PACKAGE, base_model, load_ewt, load_gum
from training.encoder import Size
from training.example import KINDS, TAGS
from training.losses import Inventory
from training.network import LABEL, Reader
from training.passage import PARTS, PIECES, STATUSES
from training.train import build

INPUTS = ["pieces", "shapes", "first", "last", "least_predicate"]
OUTPUTS = [
    "upos", "xpos", "lemma", "arc", "dependent", "governor", "tag", "kind", "predicate", "event_noun",
    "act", "part_word", "anaphor", "antecedent",
]  # fmt: skip
ROLE_OUTPUTS = ["role_row", "role_predicate", "role", "role_share"]
ACT_OUTPUTS = ["act_row", "act_word", "act_mode", "act_status", "part_act", "again", "before"]
SAYING_OUTPUTS = ["say_row", "say_cue", "say_share", "say_piece", "say_piece_share"]
#: A word that so surely tells no act, or opens no cue, is asked nothing more.
LEAST_ACT, LEAST_CUE = 0.05, 0.2


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
        told = r.across.told(meaning)
        act = torch.softmax(r.across.kind(told), dim=-1)
        act_rows, act_words = (1 - act[..., 0] >= LEAST_ACT).nonzero(as_tuple=True)
        of_act = told[act_rows, act_words]
        cue = torch.sigmoid(r.across.cue(told)).squeeze(-1)
        say_rows, say_cues = (cue >= LEAST_CUE).nonzero(as_tuple=True)
        pieces_of = r.across.saying(
            r.across.say_cue(meaning[say_rows, say_cues])[:, None], r.across.say_word(meaning)[say_rows]
        )[:, 0]
        beyond = torch.cat([last[:, :1] * 0 - 1, last[:, 1:]], dim=1) == 0  # what only pads a row has no pieces
        piece_shares, piece_words = torch.softmax(pieces_of.masked_fill(beyond[say_rows][..., None], -1e4), dim=1).max(
            1
        )
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
            act,
            r.across.part_word(meaning),
            r.across.anaphor(meaning),
            r.across.antecedent(meaning),
            rows,
            words,
            _byte(role),
            share,
            act_rows,
            act_words,
            _byte(r.across.mode(of_act).argmax(-1)),
            torch.softmax(r.across.status(of_act), dim=-1),
            r.across.part_act(meaning[act_rows, act_words]),
            r.across.again(meaning[act_rows, act_words]),
            r.across.before(meaning[act_rows, act_words]),
            say_rows,
            say_cues,
            cue[say_rows, say_cues],
            piece_words,
            piece_shares,
        )


class LabelGraph(nn.Module):
    """The label of each word's relation, once its governor is known: a tenth of the time that labels for all pairs took."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.label = reader.label

    def forward(self, dependent: Tensor, governor: Tensor) -> Tensor:
        return _byte(self.label.paired(dependent, governor).argmax(-1))


class PairGraph(nn.Module):
    """What a head says of pairs of words, of one sentence or of two, given how many sentences lie between them."""

    def __init__(self, head: Callable[[Tensor, Tensor, Tensor], Tensor], reader: Reader) -> None:
        super().__init__()
        self.reader, self._head = reader, head

    def forward(self, left: Tensor, right: Tensor, gaps: Tensor) -> Tensor:
        return self._head(left, right, gap_of(gaps))


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
    axes |= {name: {0: "acts"} for name in ACT_OUTPUTS} | {name: {0: "cues"} for name in SAYING_OUTPUTS}
    axes |= {name: {0: "predicates", 1: "width"} for name in ("role", "role_share")}
    target = package / "reader.onnx"
    _write(target, Graph(reader), example, INPUTS, OUTPUTS + ROLE_OUTPUTS + ACT_OUTPUTS + SAYING_OUTPUTS, axes)
    pair = (torch.zeros(5, LABEL), torch.zeros(5, LABEL))
    ends = ["dependent", "governor"]
    _write(
        package / "deprel.onnx", LabelGraph(reader), pair, ends, ["label"], {n: {0: "words"} for n in (*ends, "label")}
    )
    across = reader.across
    for name, head, width in (
        ("parts", lambda *pairs: torch.softmax(across.parts(*pairs), dim=-1), PART),
        ("antecedents", across.antecedents, ANTECEDENT),
        ("retellings", across.retellings, ANTECEDENT),
    ):
        pairs = (torch.zeros(3, width), torch.zeros(4, width), torch.zeros(3, 4, dtype=torch.long))
        sides = {"left": {0: "left"}, "right": {0: "right"}} | {n: {0: "left", 1: "right"} for n in ("gaps", name)}
        _write(
            package / f"{name}.onnx", PairGraph(head, reader), pairs, ["left", "right", "gaps"], [name], sides, bits=32
        )
    steps = [[round(x, 4) for x in row] for row in reader.tag_steps.tolist()]
    written = {"version": version, "tags": list(TAGS), "tag_steps": steps, "kinds": list(KINDS)}
    written |= {"parts": list(PARTS), "pieces": list(PIECES), "statuses": list(STATUSES)}
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
    *,
    bits: int = 8,
) -> None:
    """With 8 bits the scale of each number depends on what else is in a run: a small graph is written with all 32.

    Of the 8 bits a weight has 7, for a product of two bytes and its neighbour's are added in 16 bits on processors without VNNI:
    with 8 they may overflow there, and the same report would be read otherwise than elsewhere.
    """
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            graph.eval(), example, str(whole), input_names=inputs, output_names=outputs, dynamic_axes=axes,
            opset_version=17, dynamo=False,
        )  # fmt: skip
        if bits > 8:
            shutil.copy(whole, target)
            return
        quantize_dynamic(
            whole,
            target,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            op_types_to_quantize=["MatMul", "Gather"],
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
    """The network as a training left it, also in the midst of it."""
    inventory = Inventory(**json.loads(labels.read_text(encoding="utf-8")))
    state = torch.load(weights, weights_only=True)
    state = state.get("reader", state)
    layers = len({name.split(".")[2] for name in state if name.startswith("encoder.layers.")})
    reader = build(inventory, Size(layers, state["encoder.layers.0.down.weight"].shape[1]))
    reader.load_state_dict(state)
    return reader, inventory


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path, nargs="?", help="default: those that the training finished with")
    parser.add_argument("--built", type=Path, default=Path("build/reader"), help="where the training wrote")
    parser.add_argument("--out", type=Path, default=PACKAGE)
    parser.add_argument("--version", default="en-4")
    parser.add_argument("--data", type=Path, required=True, help="for the table of lemmas")
    options = parser.parse_args()
    weights = options.weights or options.built / "mean.pt"
    if not weights.exists():
        raise SystemExit(f"{weights}: no weights there; train first: make train")
    network, names = trained(weights, options.built / "labels.json")
    path = export(network, names, options.out, options.version, options.data)
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")
