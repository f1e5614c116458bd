"""Statements against the attributions of PolNeAR: a coder and a folder of reports with brat files beside them give F1 for
sources, cues and contents, and every mistake with its class."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from dateline.coder import DatelineCoder
from dateline.grammar.saying import cues
from dateline.reader.sentence import Sentence, Word
from dateline.statements.attribution import Attribution
from dateline.statements.extraction import StatementFinder
from evals.score import Counts, Measured, Mistake, f1_score

Piece = tuple[int, int]
Pieces = tuple[Piece, ...]  # one span, which may be broken; in text order

_STAGE = "statements"
_PARTS = ("source", "cue", "content")
_EXCERPT = 70  # characters of each part of a mistake
_EDGE = " \t\r\n\"“”„«»'‘’`,.;:-–—"
_THAT = re.compile(r"that\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Attributed:
    """Who says what by which words; a part that the text does not have is empty."""

    source: Pieces
    cue: Pieces
    content: Pieces

    def part(self, name: str) -> Pieces:
        return {"source": self.source, "cue": self.cue, "content": self.content}[name]


def measure_statements(coder: DatelineCoder, folder: Path) -> Measured:
    """``folder`` holds ``text/*.txt`` and ``attributions/*.ann``; of a text with several files, the first by name counts.

    Two spans are the same, exactly, if they differ in nothing but marks, blanks and "that" at their edges; they overlap if they
    share a character. Each span is matched with one other at most, the closest first, whichever attribution either belongs
    to: the figures are of spans, not of whole attributions. If the gold marks no attribution inside another one's content, those
    found there are not scored.
    """
    counts: dict[tuple[str, bool], list[Counts]] = {(part, exact): [] for part in _PARTS for exact in (False, True)}
    mistakes: list[Mistake] = []
    reports = list(read_attributions(folder))
    has_nested = any(len(outermost(gold)) < len(gold) for _, _, gold in reports)
    for name, text, gold in reports:
        sentences = coder.reader.read(text)
        found = _found(text, sentences)
        judged = _Judged(name, text, sentences, found if has_nested else outermost(found), gold)
        for (part, exact), rows in counts.items():
            rows.append(judged.counts(part, exact=exact))
        mistakes.extend(judged.mistakes())
    scores = [
        f1_score(_STAGE, folder.name, f"{part}, {'exact' if exact else 'overlap'} F1", rows)
        for (part, exact), rows in counts.items()
    ]
    return Measured(tuple(scores), tuple(mistakes))


def read_attributions(folder: Path) -> Iterator[tuple[str, str, list[Attributed]]]:
    """Name, text and attributions of each report. ValueError names a folder or file that does not fit."""
    texts = {path.stem: path for path in (folder / "text").glob("*.txt")}
    if not texts:
        raise ValueError(f"{folder}: holds no text/*.txt; give the folder that holds text/ and attributions/")
    files = sorted((folder / "attributions").glob("*.ann"))
    for name, path in sorted(texts.items()):
        # A file is called as its text is, or has an annotator's mark behind that.
        own = next((f for f in files if f.stem == name or f.stem.rpartition("_")[0] == name), None)
        if own is not None:
            # Bytes, because reading as text would turn \r\n into \n and move every offset.
            text = path.read_bytes().decode("utf-8")
            yield name, text, list(_brat(own, text))


def _brat(path: Path, text: str) -> Iterator[Attributed]:
    """The E lines of a brat file: each ties spans (T lines) by their names."""
    spans: dict[str, Pieces] = {}
    events: list[str] = []
    for line in path.read_bytes().decode("utf-8").splitlines():
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            _, _, offsets = rest.partition("\t")[0].partition(" ")
            spans[key] = tuple(sorted(_piece(path, piece, len(text)) for piece in offsets.split(";")))
        elif key.startswith("E"):
            events.append(rest)
    for event in events:
        tied: dict[str, list[Piece]] = {}
        for role in event.split():
            kind, _, key = role.partition(":")
            tied.setdefault(kind.rstrip("0123456789").lower(), []).extend(spans.get(key, ()))
        source, cue, content = (tuple(sorted(tied.get(part, ()))) for part in _PARTS)
        if source or cue or content:
            yield Attributed(source, cue, content)


def _piece(path: Path, offsets: str, length: int) -> Piece:
    start, _, end = offsets.partition(" ")
    if not (start.isdigit() and end.isdigit() and int(start) < int(end) <= length):
        raise ValueError(f"{path}: {offsets!r} is no span of the text; give the file that was made for it")
    return int(start), int(end)


def _found(text: str, sentences: Sequence[Sentence]) -> list[Attributed]:
    """What the room of statements finds; the pieces that one cue has are one content."""
    finder = StatementFinder(text, 0)
    found = [s for sentence in sentences for s in finder.find(sentence)]
    found += finder.carried_on(sentences, found)

    def place(s: Attribution) -> tuple[int, int]:
        return s.cue.start, s.speaker if s.speaker is not None else -1

    groups = (list(group) for _, group in groupby(sorted(found, key=place), key=place))
    return [
        Attributed(
            ((g[0].source.start, g[0].source.end),) if g[0].source is not None else (),
            ((g[0].cue.start, g[0].cue.end),),
            tuple(sorted({(s.content.start, s.content.end) for s in g})),
        )
        for g in groups
    ]


def outermost(found: Sequence[Attributed]) -> list[Attributed]:
    """Those whose cue does not stand in another one's content, unless that one's stands in theirs as well."""
    return [a for a in found if not any(shared(o.content, a.cue) and not shared(a.content, o.cue) for o in found)]


class _Judged:
    """One report: what was found beside what there is."""

    def __init__(
        self,
        name: str,
        text: str,
        sentences: Sequence[Sentence],
        found: Sequence[Attributed],
        gold: Sequence[Attributed],
    ) -> None:
        self._name, self._text = name, text
        self._found, self._gold = found, gold
        self._words = {w.start: w for s in sentences for w in s.words}

    def counts(self, part: str, *, exact: bool) -> Counts:
        """Hits among the spans of one kind, whichever attribution each belongs to."""
        made = [a.part(part) for a in self._found if a.part(part)]
        there = [a.part(part) for a in self._gold if a.part(part)]
        if exact:
            made, there = ([_bare(self._text, p) for p in side] for side in (made, there))
            hits = sum(min(made.count(p), there.count(p)) for p in set(there))
        else:
            hits = len(pairs(made, there))
        return Counts(hits, len(made), len(there))

    def mistakes(self) -> Iterator[Mistake]:
        by_cue = pairs([a.cue for a in self._found], [a.cue for a in self._gold])
        for i, a in enumerate(self._gold):
            if i not in by_cue.values():
                yield self._mistake(f"missed: {self._missed(a)}", a)
        for i, a in enumerate(self._found):
            if i not in by_cue:
                yield self._mistake(f"made up: {self._cue_kind(a.cue)}", a)
                continue
            gold = self._gold[by_cue[i]]
            if gold.source and shared(a.source, gold.source) == 0:
                yield self._mistake(f"source: {self._source_kind(gold.source)}", a, gold)
            if gold.content and shared(a.content, gold.content) == 0:
                yield self._mistake(f"content: {self._cue_kind(gold.cue)}", a, gold)

    def _missed(self, a: Attributed) -> str:
        if not a.cue:
            return "no cue"
        kind = self._cue_kind(a.cue)
        return f"nested {kind}" if any(o is not a and shared(o.content, a.cue) for o in self._gold) else kind

    def _cue_kind(self, cue: Pieces) -> str:
        """The sort of word that shows the speech, by the lists that the finder goes by."""
        words = self._within(cue)
        written = " ".join(w.text.lower() for w in words)
        if "according to" in written:
            return "according to"
        verbs = [w for w in words if w.upos == "VERB"]
        if not verbs:
            return "noun cue" if any(w.upos == "NOUN" for w in words) else "no verb"
        lists = cues()
        kinds: Mapping[str, frozenset[str]] = {
            "belief verb": lists.beliefs,
            "judging verb": lists.judging,
            "weak verb": lists.weak,
            "speech verb": lists.verbs,
        }
        return next((kind for kind, listed in kinds.items() if any(v.lemma in listed for v in verbs)), "other verb")

    def _source_kind(self, source: Pieces) -> str:
        words = self._within(source)
        if all(w.upos in ("PRON", "DET") for w in words):
            return "pronoun"
        return "name" if any(w.upos == "PROPN" for w in words) else "noun"

    def _within(self, pieces: Pieces) -> list[Word]:
        return [self._words[i] for start, end in pieces for i in range(start, end) if i in self._words]

    def _mistake(self, kind: str, *shown: Attributed) -> Mistake:
        at = min(piece[0] for part in _PARTS for piece in shown[0].part(part))
        return Mistake(kind, f"{self._name}:{at}", " <> ".join(self._told(a) for a in shown))

    def _told(self, a: Attributed) -> str:
        parts = (" … ".join(self._text[s:e] for s, e in a.part(part)) or "-" for part in _PARTS)
        return " | ".join(" ".join(p.split())[:_EXCERPT] for p in parts)


def pairs(made: Sequence[Pieces], there: Sequence[Pieces]) -> dict[int, int]:
    """Which made span is which true one, by index: the closest first, each at most once."""
    close = [
        (2 * both / (_size(m) + _size(t)), i, j)
        for i, m in enumerate(made)
        for j, t in enumerate(there)
        if (both := shared(m, t))
    ]
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(close, key=lambda item: (-item[0], item[1], item[2])):
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return found


def shared(a: Pieces, b: Pieces) -> int:
    """How many characters two spans share."""
    return sum(max(0, min(e, f) - max(s, t)) for s, e in a for t, f in b)


def _size(pieces: Pieces) -> int:
    return sum(end - start for start, end in pieces)


def _bare(text: str, pieces: Pieces) -> Pieces:
    """Without the marks, blanks and "that" at the edges of each piece."""
    return tuple(_stripped(text, start, end) for start, end in pieces)


def _stripped(text: str, start: int, end: int) -> Piece:
    while start < end and text[end - 1] in _EDGE:
        end -= 1
    while start < end and text[start] in _EDGE:
        start += 1
    that = _THAT.match(text, start, end)
    return _stripped(text, that.end(), end) if that is not None else (start, end)
