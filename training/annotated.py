"""The annotated reports of ``corpus/`` and the documents of GUM as passages."""

from __future__ import annotations

import gzip
import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from dateline.reader.segment import split_sentences
from training.example import TAG_ID, Example
from training.passage import LONGEST, At, Mentioned, Passage, Said, ToldAct

Record = dict[str, Any]
_TAGS = {"per": "PER", "org": "ORG", "loc": "LOC", "nat": "MISC"}
_LEADING = frozenset("a an the to of in on at for by be been being is are was were has have had will would not".split())


class _Words:
    """The words of a report and where characters fall among them."""

    def __init__(self, text: str) -> None:
        self.sentences = split_sentences(text, 0, len(text))
        self.flat = [(t, At(i, j)) for i, tokens in enumerate(self.sentences) for j, t in enumerate(tokens)]
        self.ends = [t.end for t, _ in self.flat]

    def inside(self, span: Record) -> list[At]:
        begin = bisect_left(self.ends, span["start"] + 1)
        found = []
        for token, at in self.flat[begin:]:
            if token.start >= span["end"]:
                break
            found.append(at)
        return found

    def text(self, at: At) -> str:
        return self.sentences[at.sentence][at.word].text

    def last(self, span: Record) -> At | None:
        """The last word of a mention: its head, for a mention ends with it."""
        words = [
            at
            for at in self.inside(span)
            if any(c.isalnum() for c in self.text(at)) and self.text(at) not in ("'s", "’s")
        ]
        return words[-1] if words else None

    def trigger(self, span: Record) -> At | None:
        """The first word of a trigger that carries meaning."""
        words = self.inside(span)
        return next((at for at in words if self.text(at).lower() not in _LEADING), words[0] if words else None)


def passages_of(reports: Iterable[Record]) -> list[Passage]:
    return [_cut(_passage(r), LONGEST) for r in reports]


def _cut(passage: Passage, longest: int) -> Passage:
    """Reports of the corpus are short; the few long ones lose their ends."""
    return passage if len(passage.examples) <= longest else _part(passage, 0, longest)


def _passage(report: Record) -> Passage:
    words = _Words(report["text"])
    examples = [
        Example(source="voa", words=[t.text for t in tokens], tags=[1 << TAG_ID["O"]] * len(tokens))
        for tokens in words.sentences
    ]
    for name in report["names"]:
        inside = words.inside(name)
        for at in inside:
            tag = f"{'B' if at == inside[0] else 'I'}-{_TAGS[name['kind']]}"
            tags = examples[at.sentence].tags
            assert tags is not None
            tags[at.word] = 1 << TAG_ID[tag]
    chains = {a["id"]: [(words.last(m), m) for m in a["mentions"]] for a in report["actors"]}
    acts: list[ToldAct] = []
    passage = Passage("voa", examples, acts=acts, said=[])
    for actor, mentions in chains.items():
        for last, mention in mentions:
            if last is not None:
                passage.mentions.append(Mentioned(last, actor, mention["form"]))
    for nobody in report["no_actor"]:
        if (last := words.last(nobody)) is not None:
            passage.mentions.append(Mentioned(last, None, "pronoun"))
    passage.mentions.sort(key=lambda m: m.at)
    for number, event in enumerate(report["events"]):
        _add_acts(passage, words, number, event, chains)
    acts.sort(key=lambda a: a.at)
    for statement in report["statements"]:
        _add_statement(passage, words, statement)
    return passage


def _add_acts(passage: Passage, words: _Words, number: int, event: Record, chains: dict[str, list[Any]]) -> None:
    """Every telling of an event is an act of its own here; it shares the sides."""
    assert passage.acts is not None
    for telling in event["evidence"]:
        at = words.trigger(telling)
        if at is None:
            continue
        others = {w for w in words.inside(telling) if w != at}
        if event["optional"] or event["also"]:
            passage.open_words.add(at)
        passage.open_words |= others
        act = ToldAct(at, number, event["type"], event["mode"], event["status"])
        for side, label in (("actors", "actor"), ("recipients", "recipient")):
            for participant in event[side]:
                _add_part(act, [m for m, _ in chains[participant["actor"]] if m is not None], label)
        place = event["place"]
        if place and "start" in place and (last := words.last(place)) is not None:
            act.parts.setdefault(last, "place")
        if event["date"] and (last := words.last(event["date"]["words"])) is not None and last.sentence == at.sentence:
            act.parts.setdefault(last, "time")
        act.open -= set(act.parts)
        if not event["optional"]:
            passage.acts.append(act)


def _add_part(act: ToldAct, mentions: list[At], label: str) -> None:
    """Who takes part is the nearest mention in the sentence, else the last one before it, else the next."""
    here = sorted((m for m in mentions if m.sentence == act.at.sentence), key=lambda m: abs(m.word - act.at.word))
    before = [m for m in mentions if m < act.at]
    chosen = here[0] if here else before[-1] if before else mentions[0] if mentions else None
    if chosen is not None:
        act.parts.setdefault(chosen, label)
        act.open |= {m for m in mentions if m != chosen}


def _add_statement(passage: Passage, words: _Words, statement: Record) -> None:
    assert passage.said is not None
    if not statement["cue"]:
        return
    cue, content = words.inside(statement["cue"]), words.inside(statement["content"])
    if not cue or not content or content[0].sentence != cue[0].sentence or content[-1].sentence != cue[0].sentence:
        return
    speaker = words.last(statement["speaker"]) if statement["speaker"] and "start" in statement["speaker"] else None
    pieces = {
        "cue_end": cue[-1].word,
        "speaker": speaker.word if speaker and speaker.sentence == cue[0].sentence else None,
        "content_start": content[0].word,
        "content_end": content[-1].word,
    }
    passage.said.append(Said(cue[0].sentence, cue[0].word, pieces))


def read_examples(path: Path) -> list[Passage]:
    """The examples of the codebook's rules, each a passage with one act: of other words that may tell one, and of who else takes
    part, nothing is known."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [_example(json.loads(line)) for line in lines]


def _example(row: Record) -> Passage:
    words = _Words(row["text"])
    passage = Passage("frames", [Example("frames", [t.text for t in s]) for s in words.sentences], acts=[])
    assert passage.acts is not None
    passage.open_words = {at for a, b in row["open"] for at in words.inside({"start": a, "end": b})}
    for start, end in row["triggers"]:
        span = {"start": start, "end": end}
        at = words.trigger(span)
        if at is None:
            continue
        passage.open_words |= {w for w in words.inside(span) if w != at}
        act = ToldAct(at, 0, row["type"], row["mode"], row["status"])
        for side in ("actor", "recipient"):
            for a, b in row[f"{side}s"]:
                if (last := words.last({"start": a, "end": b})) is not None:
                    act.parts.setdefault(last, side)
        act.open = {at for _, at in words.flat} - set(act.parts)
        passage.acts.append(act)
    passage.open_words -= {act.at for act in passage.acts}
    return passage


def read_coreference(path: Path) -> list[Passage]:
    """GUM's chains of people, organizations and places: mentions by the last proper word from their heads on."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [part for line in lines for part in _windows(_document(json.loads(line)))]


def _document(doc: Record) -> Passage:
    examples = [Example(source="gum", words=s["tokens"]) for s in doc["sentences"]]
    passage = Passage("gum", examples)
    sizes: dict[Any, int] = defaultdict(int)
    for m in doc["mentions"]:
        sizes[m["group"]] += 1
    for m in doc["mentions"]:
        if m["type"] not in ("person", "organization", "place"):
            continue
        upos = doc["sentences"][m["sent"]]["upos"]
        last = m["head"]
        while upos[m["head"]] == "PROPN" and last + 1 <= m["end"] and upos[last + 1] == "PROPN":
            last += 1
        form = "pronoun" if m["pron"] else "name" if m["named"] else "nominal"
        passage.mentions.append(Mentioned(At(m["sent"], last), str(m["group"]), form))
    passage.mentions.sort(key=lambda m: m.at)
    return passage


def _windows(passage: Passage, length: int = 9, step: int = 6) -> Iterator[Passage]:
    for first in range(0, max(1, len(passage.examples) - length + step), step):
        part = _part(passage, first, first + length)
        if len(part.mentions) > 1:
            yield part


def _part(passage: Passage, first: int, end: int) -> Passage:
    """The sentences ``first`` to ``end`` of a passage; what reaches out of them is left out."""

    def inside(at: At) -> bool:
        return first <= at.sentence < end

    def moved(at: At) -> At:
        return At(at.sentence - first, at.word)

    part = Passage(passage.source, passage.examples[first:end], {moved(a) for a in passage.open_words if inside(a)})
    part.mentions = [Mentioned(moved(m.at), m.chain, m.form) for m in passage.mentions if inside(m.at)]
    if passage.acts is not None:
        part.acts = [
            ToldAct(
                moved(a.at), a.event, a.type, a.mode, a.status,
                {moved(p): label for p, label in a.parts.items() if inside(p)}, {moved(p) for p in a.open if inside(p)},
            )
            for a in passage.acts if inside(a.at)
        ]  # fmt: skip
    if passage.said is not None:
        part.said = [Said(s.sentence - first, s.cue, s.pieces) for s in passage.said if first <= s.sentence < end]
    return part
