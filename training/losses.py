"""The loss of a batch: every head on the sentences whose data set labels it, and on no others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F

from dateline.reader.lemmas import script_of
from training.batches import Batch, PassageBatch
from training.example import GUIDELINES, TAGS, Example
from training.network import Reader
from training.passage import Passage
from training.tag_chain import chain_loss

NOTHING = -100


@dataclass(frozen=True, slots=True)
class Inventory:
    """The label lists, in the order of the network's outputs. Written beside the weights."""

    upos: list[str]
    xpos: list[str]
    lemmas: list[str]
    labels: list[str]
    roles: list[str]  # roles[0] is "none"
    types: list[str]  # of acts; types[0] is "none"
    modes: list[str]  # "COERCE/arrest"; modes[0] is "none"

    @classmethod
    def of(cls, examples: list[Example], passages: list[Passage], least: int = 5) -> Inventory:
        def common(values: list[str], at_least: int) -> list[str]:
            return sorted(v for v, n in Counter(values).items() if n >= at_least)

        trees = [e for e in examples if e.upos]
        scripts = [script_of(w, x) for e in trees for w, x in zip(e.words, e.lemmas or [], strict=True)]
        roles = [a.label for e in examples for found in e.arguments.values() for a in found]
        acts = [a for p in passages for a in p.acts or []]
        return cls(
            upos=common([u for e in trees for u in e.upos or []], 1),
            xpos=common([u for e in trees for u in e.xpos or []], 1),
            lemmas=common(scripts, least),
            labels=common([u for e in trees for u in e.labels or []], 1),
            roles=["none", *common(roles, 25)],
            types=["none", *common([a.type for a in acts], 1)],
            modes=["none", *common([f"{a.type}/{a.mode}" for a in acts if a.mode], least)],
        )


def _padded(batch: Batch | PassageBatch, labels: Sequence[list[int] | None], rows: int | None = None) -> Tensor:
    """Targets per word position (position 0, the root, has none)."""
    out = torch.full((len(batch.examples) if rows is None else rows, batch.width), NOTHING)
    for i, row in enumerate(labels):
        if row is not None:
            out[i, 1 : len(row) + 1] = torch.tensor(row)
    return out


class Losses:
    def __init__(self, inventory: Inventory) -> None:
        self.ids = {name: {v: i for i, v in enumerate(getattr(inventory, name))} for name in Inventory.__slots__}
        self.guidelines = {name: i for i, name in enumerate(GUIDELINES)}
        self.allowed = torch.tensor([[bool(mask >> t & 1) for t in range(len(TAGS))] for mask in range(1 << len(TAGS))])

    def __call__(self, reader: Reader, batch: Batch, syntax: Tensor, meaning: Tensor) -> dict[str, Tensor]:
        """``syntax`` and ``meaning`` are the word vectors that ``reader`` gives for the batch."""
        losses = {
            **self.syntax(reader, batch, syntax),
            **self.names(reader, batch, torch.cat([syntax, meaning], dim=-1)),
        }
        return losses | self._acts(reader, batch, meaning)

    def syntax(self, reader: Reader, batch: Batch, syntax: Tensor) -> dict[str, Tensor]:
        if not any(e.heads for e in batch.examples):
            return {}
        ids, rows = self.ids, batch.examples
        heads = _padded(batch, [e.heads for e in rows])
        known = heads != NOTHING
        morphology = reader.morphology(syntax)[known]
        upos = _padded(batch, [_numbers(e.upos, ids["upos"]) for e in rows])[known]
        xpos = _padded(batch, [_numbers(e.xpos, ids["xpos"]) for e in rows])[known]
        scripts = [
            _numbers([script_of(w, x) for w, x in zip(e.words, e.lemmas, strict=True)], ids["lemmas"])
            if e.lemmas
            else None
            for e in rows
        ]
        labels = _padded(batch, [_numbers(e.labels, ids["labels"]) for e in rows])[known]
        arcs = reader.arcs(syntax).float().masked_fill(beyond(batch)[:, None, :], -1e4)
        governors = torch.gather(
            reader.label_governor(syntax),
            1,
            heads.clamp(min=0)[..., None].expand(-1, -1, reader.label.left.in_features),
        )
        label_scores = reader.label.paired(reader.label_dependent(syntax)[known], governors[known])
        return {
            "upos": _cross(reader.upos(morphology), upos),
            "xpos": 0.5 * _cross(reader.xpos(morphology), xpos),
            "lemma": 0.3 * _cross(reader.lemma(morphology), _padded(batch, scripts)[known]),
            "arc": _cross(arcs[known], heads[known]),
            "label": _cross(label_scores, labels),
        }

    def names(self, reader: Reader, batch: Batch | PassageBatch, both: Tensor) -> dict[str, Tensor]:
        losses: dict[str, Tensor] = {}
        if all(e.tags is None and e.kinds is None for e in batch.examples):
            return losses
        features = reader.names(both)
        rows = [i for i, e in enumerate(batch.examples) if e.tags is not None]
        if rows:
            masks = _padded(batch, [batch.examples[i].tags for i in rows], rows=len(rows))[:, 1:]
            lengths = torch.tensor([len(batch.examples[i].words) for i in rows])
            guidelines = [self.guidelines[batch.examples[i].source] for i in rows]
            scores = reader.tags_by(features.index_select(0, torch.tensor(rows)), guidelines)[:, 1:].float()
            losses["tag"] = 2.0 * chain_loss(scores, reader.tag_steps, self.allowed[masks.clamp(min=0)], lengths)
        kinds = _padded(batch, [e.kinds for e in batch.examples])
        if bool((known := kinds != NOTHING).any()):
            losses["kind"] = 0.5 * _cross(reader.kind(features[known]), kinds[known])
        return losses

    def _acts(self, reader: Reader, batch: Batch, meaning: Tensor) -> dict[str, Tensor]:
        losses: dict[str, Tensor] = {}
        rows = batch.examples
        if all(e.predicates is None and not e.event_nouns for e in rows):
            return losses
        acts = reader.acts(meaning)
        for name, head, values in (
            ("predicate", reader.predicate, _padded(batch, [e.predicates for e in rows])),
            ("event_noun", reader.event_noun, _padded(batch, [_sparse(e.event_nouns, e) for e in rows])),
        ):
            if bool((known := values >= 0).any()):
                scores = head(acts[known]).squeeze(-1).float()
                losses[name] = F.binary_cross_entropy_with_logits(scores, values[known].float())
        return losses | self._roles(reader, batch, meaning)

    def _roles(self, reader: Reader, batch: Batch, meaning: Tensor) -> dict[str, Tensor]:
        at = [(i, p) for i, e in enumerate(batch.examples) for p in e.arguments]
        if not at:
            return {}
        rows = [i for i, _ in at]
        predicates = reader.role_predicate(meaning)[rows, [p + 1 for _, p in at]]
        arguments = reader.role_argument(meaning)[rows]
        scores = reader.role(predicates[:, None], arguments)[:, 0].float()
        targets = torch.stack([self._role_targets(batch, i, p, scores[k].detach()) for k, (i, p) in enumerate(at)])
        known = targets != NOTHING
        return {"role": 2.0 * _cross(scores[known], targets[known])}

    def _role_targets(self, batch: Batch, row: int, predicate: int, scores: Tensor) -> Tensor:
        """Where only a role's span is known, its likeliest word now is taken for its head (hard EM), the others train nothing."""
        example = batch.examples[row]
        targets = torch.full((batch.width,), NOTHING)
        targets[1 : len(example.words) + 1] = 0
        roles = self.ids["roles"]
        for argument in sorted(example.arguments[predicate], key=lambda a: a.head is not None):
            role = roles.get(argument.label, NOTHING)
            if argument.head is not None:
                targets[argument.head + 1] = role
            else:
                inside = slice(argument.start + 1, argument.end + 2)
                targets[inside] = NOTHING
                if role != NOTHING:
                    targets[argument.start + 1 + int(scores[inside, role].argmax())] = role
        return targets


def _numbers(names: list[str] | None, ids: dict[str, int]) -> list[int] | None:
    return None if names is None else [ids.get(name, NOTHING) for name in names]


def _sparse(values: dict[int, int], example: Example) -> list[int] | None:
    return [values.get(i, NOTHING) for i in range(len(example.words))] if values else None


def beyond(batch: Batch) -> Tensor:
    """True for positions that are no word of the sentence (the root is position 0)."""
    lengths = torch.tensor([len(e.words) + 1 for e in batch.examples])
    return torch.arange(batch.width)[None] >= lengths[:, None]


def _cross(scores: Tensor, targets: Tensor) -> Tensor:
    return F.cross_entropy(scores.float(), targets, ignore_index=NOTHING)
