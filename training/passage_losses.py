"""The losses of passages: acts, who takes part, whom pronouns mean, who says what."""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor
from torch.nn import functional as F

from training.across import gap_of
from training.batches import PassageBatch
from training.losses import NOTHING, Inventory, Losses
from training.network import Reader
from training.passage import PARTS, PIECES, STATUSES, At, Passage, may_precede

_PART_ID = {part: i for i, part in enumerate(PARTS)}


class PassageLosses:
    def __init__(self, inventory: Inventory, losses: Losses) -> None:
        self.types = {t: i for i, t in enumerate(inventory.types)}
        self.modes = {m: i for i, m in enumerate(inventory.modes)}
        self.losses = losses

    def __call__(self, reader: Reader, batch: PassageBatch, syntax: Tensor, meaning: Tensor) -> dict[str, Tensor]:
        """``syntax`` and ``meaning`` are the word vectors that ``reader`` gives for the batch."""
        found = self.losses.names(reader, batch, torch.cat([syntax, meaning], dim=-1))
        return found | self.across(reader, batch, meaning)

    def across(self, reader: Reader, batch: PassageBatch, meaning: Tensor) -> dict[str, Tensor]:
        each: dict[str, list[Tensor]] = {}
        told = reader.across.told(meaning)
        found = self._told(reader, batch, told)
        for begin, passage in zip(batch.begins, batch.passages, strict=True):
            rows = meaning[begin : begin + len(passage.examples)]
            for name, loss in (
                *self._parts(reader, passage, rows),
                *self._antecedents(reader, passage, rows),
                *self._retellings(reader, passage, rows),
            ):
                each.setdefault(name, []).append(loss)
            if passage.said:
                each.setdefault("saying", []).append(self._pieces(reader, passage, rows))
        return found | {name: torch.cat(losses).mean() for name, losses in each.items()}

    def _told(self, reader: Reader, batch: PassageBatch, told: Tensor) -> dict[str, Tensor]:
        shape = told.shape[:2]
        kinds, cues, modes, statuses = (torch.full(shape, NOTHING) for _ in range(4))
        for begin, passage in zip(batch.begins, batch.passages, strict=True):
            for row, example in enumerate(passage.examples, begin):
                words = slice(1, len(example.words) + 1)
                if passage.acts is not None:
                    kinds[row, words] = 0
                if passage.said is not None:
                    cues[row, words] = 0
            for sentence, word in passage.open_words:
                kinds[begin + sentence, word + 1] = NOTHING
            for act in passage.acts or []:
                at = begin + act.at.sentence, act.at.word + 1
                kinds[at] = self.types.get(act.type, NOTHING)
                modes[at] = self.modes.get(f"{act.type}/{act.mode}", NOTHING) if act.mode else 0
                statuses[at] = STATUSES.index(act.status)
            for said in passage.said or []:
                cues[begin + said.sentence, said.cue + 1] = 1
        found = {}
        heads = (("type", reader.across.kind, kinds, 2.0), ("mode", reader.across.mode, modes, 0.5))
        for name, head, targets, weight in (*heads, ("status", reader.across.status, statuses, 0.5)):
            if bool((known := targets != NOTHING).any()):
                found[name] = weight * F.cross_entropy(head(told[known]).float(), targets[known])
        if bool((known := cues != NOTHING).any()):
            scores = reader.across.cue(told[known]).squeeze(-1).float()
            found["cue"] = F.binary_cross_entropy_with_logits(scores, cues[known].float())
        return found

    def _parts(self, reader: Reader, passage: Passage, rows: Tensor) -> Iterator[tuple[str, Tensor]]:
        """Every word of the act's own sentence is asked about; of the others those that end a mention or a place."""
        acts = [a for a in passage.acts or [] if a.at not in passage.open_words]
        if not acts:
            return
        words = [At(i, j) for i, e in enumerate(passage.examples) for j in range(len(e.words))]
        number = {at: i for i, at in enumerate(words)}
        ends = {m.at for m in passage.mentions} | {p for a in acts for p in a.parts}
        targets = torch.full((len(acts), len(words)), NOTHING)
        for i, act in enumerate(acts):
            for j, at in enumerate(words):
                if at.sentence == act.at.sentence or at in ends:
                    targets[i, j] = 0
            for at in act.open:
                targets[i, number[at]] = NOTHING
            for at, label in act.parts.items():
                targets[i, number[at]] = _PART_ID[label]
        sentences, places = (torch.tensor(column) for column in zip(*words, strict=True))
        of_act = torch.tensor([a.at for a in acts])
        left = reader.across.part_act(rows[of_act[:, 0], of_act[:, 1] + 1])
        right = reader.across.part_word(rows[sentences, places + 1])
        gaps = gap_of(sentences[None] - of_act[:, :1])
        scores = reader.across.parts(left, right, gaps).float()
        known = targets != NOTHING
        # Summed over the words of an act: most of them take no part, and a mean would drown who does.
        each = F.cross_entropy(scores[known], targets[known], reduction="sum") / len(acts)
        yield "part", (0.5 * each)[None].expand(len(acts))

    def _antecedents(self, reader: Reader, passage: Passage, rows: Tensor) -> Iterator[tuple[str, Tensor]]:
        """A pronoun or description means one of the mentions before it, by any of its chain, or nobody of them."""
        mentions = passage.mentions
        asked = [(k, m) for k, m in enumerate(mentions) if m.form != "name" and k]
        if not asked:
            return
        at = torch.tensor([m.at for m in mentions])
        vectors = rows[at[:, 0], at[:, 1] + 1]
        numbers = torch.tensor([k for k, _ in asked])
        gaps = gap_of(at[None, :, 0] - at[numbers][:, :1])
        scores = reader.across.antecedents(
            reader.across.anaphor(vectors[numbers]), reader.across.antecedent(vectors), gaps
        ).float()
        possible = torch.zeros_like(scores, dtype=torch.bool)
        right = torch.zeros_like(possible)
        possible[:, 0] = True
        for i, (_, m) in enumerate(asked):
            mates = []
            for j, other in enumerate(mentions):
                if may_precede(other, m):
                    possible[i, j + 1] = True
                    if m.chain is not None and other.chain == m.chain:
                        mates.append(j + 1)
            right[i, mates or [0]] = True
        yield "antecedent", _missed(scores, possible, right)

    def _retellings(self, reader: Reader, passage: Passage, rows: Tensor) -> Iterator[tuple[str, Tensor]]:
        """Of which of the acts told before it an act is a further telling, or of none."""
        acts = passage.acts or []
        if len(acts) < 2:
            return
        at = torch.tensor([a.at for a in acts])
        vectors = rows[at[:, 0], at[:, 1] + 1]
        gaps = gap_of(at[None, :, 0] - at[:, :1])
        scores = reader.across.retellings(reader.across.again(vectors), reader.across.before(vectors), gaps).float()
        earlier = torch.ones(len(acts), len(acts), dtype=torch.bool).tril(-1)
        events = torch.tensor([a.event for a in acts])
        mates = earlier & (events[:, None] == events[None])
        first = ~mates.any(1, keepdim=True)
        possible = torch.cat([torch.ones_like(first), earlier], dim=1)
        right = torch.cat([first, mates], dim=1)
        yield "retold", _missed(scores, possible, right)[1:]

    def _pieces(self, reader: Reader, passage: Passage, rows: Tensor) -> Tensor:
        said = passage.said or []
        at = torch.tensor([(s.sentence, s.cue + 1) for s in said])
        cues = reader.across.say_cue(rows[at[:, 0], at[:, 1]])
        words = reader.across.say_word(rows[at[:, 0]])
        scores = reader.across.saying(cues[:, None], words)[:, 0].float()
        lengths = torch.tensor([len(passage.examples[s.sentence].words) for s in said])
        scores = scores.masked_fill((torch.arange(rows.shape[1])[None] > lengths[:, None])[..., None], -1e4)
        targets = torch.tensor([[-1 if s.pieces[p] is None else s.pieces[p] for p in PIECES] for s in said]) + 1
        return F.cross_entropy(scores.transpose(1, 2).flatten(0, 1), targets.flatten(), reduction="none")


def _missed(scores: Tensor, possible: Tensor, right: Tensor) -> Tensor:
    """For each row how unlikely it is that any of the right choices is made among the possible ones."""
    scores = scores.masked_fill(~possible, -1e4)
    return torch.logsumexp(scores, 1) - torch.logsumexp(scores.masked_fill(~right, -1e4), 1)
