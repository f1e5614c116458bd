"""Train the reader: ``python -m training.train --data DIR``. Interrupted, it goes on from its last checkpoint."""

from __future__ import annotations

import argparse
import dataclasses
import json
import random
import resource
import time
from pathlib import Path

import torch
from torch.nn import Parameter

from dateline.reader.pieces import Pieces
from dateline.reader.shapes import SHAPES
from training.batches import batches, piece_count
from training.corpora import base_model, epoch_examples, load_training
from training.losses import Inventory, Losses
from training.network import NAMES, Reader
from training.shipped import load_shipped

SEED = 20251108
EPOCHS = 12
BUDGET = 1536  # word pieces in a batch
ENCODER_RATE, HEAD_RATE, WARMUP = 1.6e-4, 1.2e-3, 200
#: Going on from shipped weights: fewer epochs, and small steps for all that is trained already.
MORE_EPOCHS, SMALL = 3, 0.4


def build(inventory: Inventory) -> Reader:
    sizes = {name: len(getattr(inventory, name)) for name in Inventory.__slots__}
    return Reader(shapes=len(SHAPES), **sizes)


def optimizer_for(reader: Reader, *, trained: bool) -> torch.optim.AdamW:
    """Small steps for the encoder, large ones for the heads; smaller ones for both where they are ``trained`` already."""
    groups: dict[float, list[Parameter]] = {}
    for name, parameter in reader.named_parameters():
        inside = name.startswith("encoder.") and "shapes" not in name
        new = name.startswith(NAMES)
        rate = (ENCODER_RATE if inside else HEAD_RATE) * (SMALL if trained and not new else 1.0)
        groups.setdefault(rate, []).append(parameter)
    listed = [{"params": members, "lr": rate, "peak": rate} for rate, members in groups.items()]
    return torch.optim.AdamW(listed, betas=(0.9, 0.98), weight_decay=0.01, fused=True)


def train(data: Path, out: Path, *, start: Path | None) -> None:
    first, epochs = (EPOCHS, EPOCHS + MORE_EPOCHS) if start else (0, EPOCHS)
    torch.manual_seed(SEED)
    out.mkdir(parents=True, exist_ok=True)
    corpora = load_training(data)
    inventory = Inventory.of([e for examples in corpora.values() for e in examples])
    (out / "labels.json").write_text(json.dumps(dataclasses.asdict(inventory), indent=0), encoding="utf-8")
    pieces = Pieces(base_model() / "tokenizer.json")
    reader = build(inventory)
    if start:
        load_shipped(reader, inventory, start)
    else:
        reader.encoder.load_base(base_model() / "model.safetensors")
    optimizer = optimizer_for(reader, trained=start is not None)
    checkpoint = out / "checkpoint.pt"
    done = first
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        reader.load_state_dict(state["reader"])
        optimizer.load_state_dict(state["optimizer"])
        done = state["epoch"]
        print(f"goes on after epoch {done}", flush=True)
    counts = [sum(piece_count(e, pieces) for e in epoch_examples(corpora, n)) for n in range(first, epochs)]
    total = sum(counts)
    losses = Losses(inventory)
    seen = sum(counts[: done - first])
    started, seen_before = time.monotonic(), seen
    for epoch in range(done, epochs):
        reader.train()
        rng = random.Random(SEED + epoch)
        torch.manual_seed(SEED + epoch)
        sums: dict[str, float] = {}
        for steps, batch in enumerate(batches(epoch_examples(corpora, epoch), pieces, budget=BUDGET, rng=rng)):
            scale = min(1.0, (steps + 1) / WARMUP if epoch == first else 1.0) * max(0.02, 1 - seen / total)
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * scale
            with torch.autocast("cpu", dtype=torch.bfloat16):
                parts = losses(reader, batch)
            sum(parts.values(), torch.zeros(())).backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(reader.parameters(), 5.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            seen += int((batch.pieces != 0).sum())
            for name, value in parts.items():
                sums[name] = 0.98 * sums.get(name, float(value.detach())) + 0.02 * float(value.detach())
            if steps % 100 == 99:
                _report(epoch, steps, seen, total, (seen - seen_before) / (time.monotonic() - started), sums)
        torch.save(
            {"reader": reader.state_dict(), "optimizer": optimizer.state_dict(), "epoch": epoch + 1},
            out / "checkpoint.tmp",
        )
        (out / "checkpoint.tmp").replace(checkpoint)
        torch.save(reader.state_dict(), out / f"reader-{epoch + 1}.pt")


def _report(epoch: int, steps: int, seen: int, total: int, rate: float, sums: dict[str, float]) -> None:
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    shown = " ".join(f"{k} {v:.3f}" for k, v in sums.items())
    left = (total - seen) / rate / 60
    print(
        f"epoch {epoch + 1} step {steps} {seen / total:.1%} {rate:.0f} pieces/s {left:.0f} min left {memory:.1f} GB | {shown}",
        flush=True,
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("build/reader"))
    parser.add_argument("--start", type=Path, help="go on from the shipped weights in this folder, for a few epochs")
    options = parser.parse_args()
    train(options.data, options.out, start=options.start)
