"""Train the reader: ``python -m training.train --data DIR``. First a teacher as large as the base model, then a smaller student,
which learns from the same labels and from the teacher and goes on without it; then a parser, and last the student goes on with
the parser's trees of news among its labels. Interrupted, it goes on from the last checkpoint."""

from __future__ import annotations

import argparse
import dataclasses
import json
import random
import resource
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import Parameter

from dateline.reader.pieces import Pieces
from dateline.reader.shapes import SHAPES
from training.batches import Batch, PassageBatch, batches, passage_batches, piece_count
from training.corpora import Training, base_model, load_training
from training.encoder import SMALL, WHOLE, Size
from training.example import Example
from training.grammar import of_treebanks, trees_of_news
from training.losses import Inventory, Losses
from training.narrow import narrow_into
from training.network import Reader
from training.passage import Passage
from training.passage_losses import PassageLosses
from training.teaching import Teaching

SEED = 20251108
BUDGET = 1536  # word pieces in a batch
WARMUP = 200  # steps
#: The teacher's word vectors are matched as closely as this much counts against the labels.
MATCH = 2.0


@dataclass(frozen=True, slots=True)
class Stage:
    """One of the trainings: its name, size, epochs, the largest steps for the encoder and for the heads, how often an epoch reads
    the treebanks, and the stage whose weights it begins with ("": the base model's). A larger one is its teacher too.
    ``trees_of`` is the stage that reads news for it."""

    name: str
    size: Size
    epochs: int
    encoder_rate: float
    head_rate: float
    treebanks: int = 1
    begins: str = ""
    grammar_alone: bool = False
    trees_of: str = ""


TEACHER = Stage("teacher", WHOLE, 6, 1.6e-4, 1.2e-3)
STUDENT = Stage("student", SMALL, 4, 3e-4, 6e-4, treebanks=2, begins="teacher")
POLISH = Stage("polish", SMALL, 1, 6e-5, 2e-4, treebanks=3, begins="student")
PARSER = Stage("parser", WHOLE, 3, 1.2e-4, 1.2e-3, grammar_alone=True)
READER = Stage("reader", SMALL, 1, 1e-4, 4e-4, treebanks=2, begins="polish", trees_of="parser")
STAGES = (TEACHER, STUDENT, POLISH, PARSER, READER)


def build(inventory: Inventory, size: Size = WHOLE) -> Reader:
    classes = {name: len(getattr(inventory, name)) for name in Inventory.__slots__}
    return Reader(shapes=len(SHAPES), classes=classes, size=size)


def train(data: Path, out: Path, stages: tuple[Stage, ...] = STAGES) -> None:
    """All trainings; what is done already is not done again. The reader is the mean of the last one's weights and of those that
    it began with: it reads better than either.

    Files: ``out/labels.json``, for each stage ``out/NAME.pt`` when it is finished and ``out/NAME-checkpoint.pt`` before, and
    ``out/mean.pt``.
    """
    out.mkdir(parents=True, exist_ok=True)
    training = load_training(data)
    inventory = Inventory.of(training.all_sentences(), training.reports)
    (out / "labels.json").write_text(json.dumps(dataclasses.asdict(inventory), indent=0), encoding="utf-8")
    made: dict[str, Reader] = {}
    for stage in stages:
        made[stage.name] = _made(stage, training, inventory, made, out)
    if stages[-1].begins in made and made[stages[-1].begins].encoder.size == stages[-1].size:
        torch.save(_mean(made[stages[-1].begins], made[stages[-1].name]), out / "mean.pt")


def _mean(one: Reader, other: Reader) -> dict[str, Tensor]:
    theirs = other.state_dict()
    return {
        name: weights.lerp(theirs[name], 0.5) if weights.is_floating_point() else weights
        for name, weights in one.state_dict().items()
    }


def _made(stage: Stage, training: Training, inventory: Inventory, made: Mapping[str, Reader], out: Path) -> Reader:
    torch.manual_seed(SEED)
    reader = build(inventory, stage.size)
    finished = out / f"{stage.name}.pt"
    if finished.exists():
        reader.load_state_dict(torch.load(finished, weights_only=True))
        return reader
    before, teacher = made.get(stage.begins), None
    if before is None:
        reader.encoder.load_base(base_model() / "model.safetensors")
    elif stage.size == before.encoder.size:
        reader.load_state_dict(before.state_dict())
    else:
        teacher = before
        narrow_into(reader, teacher, stage.size)
    material = of_treebanks(training) if stage.grammar_alone else training
    trees = trees_of_news(made[stage.trees_of], training, inventory, SEED) if stage.trees_of else []
    _Trainer(stage, material, inventory, teacher, out, trees).run(reader)
    torch.save(reader.state_dict(), finished)
    return reader


class _Trainer:
    def __init__(
        self,
        stage: Stage,
        training: Training,
        inventory: Inventory,
        teacher: Reader | None,
        out: Path,
        trees: Sequence[Example] = (),
    ) -> None:
        self.stage, self.training, self.trees = stage, training, trees
        self.checkpoint = out / f"{stage.name}-checkpoint.pt"
        self.pieces = Pieces(base_model() / "tokenizer.json")
        self.teaching = Teaching(teacher, self.pieces, BUDGET) if teacher is not None else None
        self.losses = Losses(inventory)
        self.passage_losses = PassageLosses(inventory, self.losses)
        self.counts = [self._count(epoch) for epoch in range(stage.epochs)]

    def run(self, reader: Reader) -> None:
        optimizer = self._optimizer(reader)
        done = 0
        if self.checkpoint.exists():
            state = torch.load(self.checkpoint, weights_only=True)
            reader.load_state_dict(state["reader"])
            optimizer.load_state_dict(state["optimizer"])
            done = state["epoch"]
            print(f"{self.stage.name}: goes on after epoch {done}", flush=True)
        for epoch in range(done, self.stage.epochs):
            torch.manual_seed(SEED + epoch)
            self._epoch(reader, optimizer, epoch)
            state = {"reader": reader.state_dict(), "optimizer": optimizer.state_dict(), "epoch": epoch + 1}
            torch.save(state, self.checkpoint.with_suffix(".tmp"))
            self.checkpoint.with_suffix(".tmp").replace(self.checkpoint)

    def _epoch(self, reader: Reader, optimizer: torch.optim.AdamW, epoch: int) -> None:
        reader.train()
        seen, total = sum(self.counts[:epoch]), sum(self.counts)
        began, seen_before = time.monotonic(), seen
        sums: dict[str, float] = {}
        for step, batch in enumerate(self._batches(epoch)):
            scale = min(1.0, (step + 1) / WARMUP if epoch == 0 else 1.0) * max(0.02, 1 - seen / total)
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * scale
            with torch.autocast("cpu", dtype=torch.bfloat16):
                parts = self._losses(reader, batch)
            if not parts:  # a passage in which nothing is asked
                continue
            sum(parts.values(), torch.zeros(())).backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(reader.parameters(), 5.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            seen += sum(
                int((b.pieces != 0).sum()) for b in (batch.batches if isinstance(batch, PassageBatch) else (batch,))
            )
            for name, value in parts.items():
                sums[name] = 0.98 * sums.get(name, float(value.detach())) + 0.02 * float(value.detach())
            if step % 100 == 99:
                rate = (seen - seen_before) / (time.monotonic() - began)
                self._report(epoch, step, seen, total, rate, sums)

    def _losses(self, reader: Reader, batch: Batch | PassageBatch) -> dict[str, Tensor]:
        syntax, meaning = _words(reader, batch)
        if isinstance(batch, PassageBatch):
            parts = self.passage_losses(reader, batch, syntax, meaning)
        else:
            parts = self.losses(reader, batch, syntax, meaning)
        if self.teaching is not None:
            parts["match"] = MATCH * self.teaching.distance(batch.examples, syntax, meaning)
        return parts

    def _batches(self, epoch: int) -> Iterator[Batch | PassageBatch]:
        """Sentences and passages, shuffled into one another."""
        rng = random.Random(SEED + epoch)
        sentences, passages = self._material(epoch)
        plain = batches(sentences, self.pieces, budget=BUDGET, rng=rng)
        across = list(passage_batches(passages, self.pieces, budget=BUDGET, rng=rng))
        every = max(1, sum(self.counts) // self.stage.epochs // BUDGET // max(1, len(across)))
        for step, batch in enumerate(plain):
            if across and step % every == 0:
                yield across.pop()
            yield batch
        yield from across

    def _material(self, epoch: int) -> tuple[list[Example], list[Passage]]:
        """What an epoch reads; with a teacher also sentences that only it has something to say of."""
        sentences, passages = self.training.epoch(epoch, self.stage.treebanks)
        if self.teaching is not None:
            sentences += self.training.unlabelled_in(epoch, SEED)
        return [*sentences, *self.trees], passages

    def _count(self, epoch: int) -> int:
        sentences, passages = self._material(epoch)
        return sum(piece_count(e, self.pieces) for e in (*sentences, *(e for p in passages for e in p.examples)))

    def _optimizer(self, reader: Reader) -> torch.optim.AdamW:
        """Small steps for the encoder, large ones for the heads; the word pieces of an earlier stage are kept as they are."""
        reader.encoder.words.requires_grad_(not self.stage.begins)
        groups: dict[float, list[Parameter]] = {}
        for name, parameter in reader.named_parameters():
            if not parameter.requires_grad:
                continue
            inside = name.startswith("encoder.") and "shapes" not in name
            groups.setdefault(self.stage.encoder_rate if inside else self.stage.head_rate, []).append(parameter)
        listed = [{"params": members, "lr": rate, "peak": rate} for rate, members in groups.items()]
        return torch.optim.AdamW(listed, betas=(0.9, 0.98), weight_decay=0.01, fused=True)

    def _report(self, epoch: int, step: int, seen: int, total: int, rate: float, sums: dict[str, float]) -> None:
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        shown = " ".join(f"{k} {v:.3f}" for k, v in sums.items())
        print(
            f"{self.stage.name} epoch {epoch + 1} step {step} {seen / total:.1%} {rate:.0f} pieces/s "
            f"{(total - seen) / rate / 60:.0f} min left {memory:.1f} GB | {shown}",
            flush=True,
        )


def _words(reader: Reader, batch: Batch | PassageBatch) -> tuple[Tensor, Tensor]:
    if isinstance(batch, PassageBatch):
        return reader.passage_words(batch)
    return reader.words(batch.pieces, batch.shapes, batch.first, batch.last)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("build/reader"))
    options = parser.parse_args()
    train(options.data, options.out)
