"""The reader on gold words: parse, entities and roles, from CoNLL-U files with names and roles in their last column.

MISC holds ``Entity=B-PER`` (``*``: whatever it is, it is not scored) in sentences with ``# entities = yes``, and in sentences
with ``# roles = yes`` for each predicate ``Roles=2:ARG0,5:ARG1`` (``-``: none), the head words of its participants.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.reader.conllu import ConlluSentence, read_conllu
from dateline.reader.reader import Reader
from dateline.reader.sentence import Sentence
from dateline.reader.tokenize import Token
from evals.score import Counts, Measured, Mistake, f1_score, share_score

_GROUP = 64
_NAMED = ("PER", "ORG", "LOC")
_WEAK = 0.35

Span = tuple[int, int, str]
Roles = frozenset[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class GoldSentence:
    """Words with their gold columns; one that the file does not hold is None. ``tags`` may hold ``*`` for what is not scored."""

    words: tuple[str, ...]
    upos: tuple[str, ...]
    heads: tuple[int, ...]
    labels: tuple[str, ...]
    tags: tuple[str, ...] | None
    roles: dict[int, Roles] | None
    id: str = ""


def read_gold(file: Path) -> list[GoldSentence]:
    lines = file.read_text(encoding="utf-8").split("\n")
    return [_gold(s) for s in read_conllu(lines, file.name) if s.tokens]


def _gold(sentence: ConlluSentence) -> GoldSentence:
    rows = [c for line in sentence.lines if (c := line.split("\t"))[0].isdigit()]
    comments = dict(line[2:].split(" = ", 1) for line in sentence.lines if line.startswith("# ") and " = " in line)
    misc = [dict(p.split("=", 1) for p in row[9].split("|") if "=" in p) for row in rows]
    roles = {i: _roles(m["Roles"]) for i, m in enumerate(misc) if "Roles" in m}
    return GoldSentence(
        words=tuple(r[1] for r in rows),
        upos=tuple(r[3] for r in rows),
        heads=tuple(int(r[6]) for r in rows),
        labels=tuple(r[7] for r in rows),
        tags=tuple(m.get("Entity", "O") for m in misc) if comments.get("entities") == "yes" else None,
        roles=roles if comments.get("roles") == "yes" else None,
        id=comments.get("sent_id", ""),
    )


def _roles(cell: str) -> Roles:
    return frozenset((int(w) - 1, label) for w, _, label in (p.partition(":") for p in cell.split(",") if ":" in p))


def read_with(reader: Reader, gold: Sequence[GoldSentence]) -> list[Sentence]:
    """The gold words parsed in groups, as those of a report would be, with the roles of whatever might be a predicate."""
    parsed: list[Sentence] = []
    for i in range(0, len(gold), _GROUP):
        parsed += reader.read_whole([_tokens(g.words) for g in gold[i : i + _GROUP]], least_predicate=-1.0)
    return parsed


def _tokens(words: Sequence[str]) -> tuple[Token, ...]:
    tokens, at = [], 0
    for word in words:
        tokens.append(Token(at, at + len(word), word, space_after=True))
        at += len(word) + 1
    return tuple(tokens)


def measure_reader(reader: Reader, file: Path) -> Measured:
    """UPOS, UAS and LAS (subtypes and punctuation count), exact names, predicates, and roles of gold predicates by head word."""
    gold = read_gold(file)
    parsed = read_with(reader, gold)
    pairs = list(zip(gold, parsed, strict=True))
    name = file.stem
    scores = [
        share_score("parse", name, "UPOS", [upos_counts(g, s) for g, s in pairs]),
        share_score("parse", name, "UAS", [arc_counts(g, s, labelled=False) for g, s in pairs]),
        share_score("parse", name, "LAS", [arc_counts(g, s, labelled=True) for g, s in pairs]),
    ]
    if any(g.tags for g in gold):
        scores.append(f1_score("entities", name, "names, F1", [c for g, s in pairs if (c := entity_counts(g, s))]))
    if any(g.roles for g in gold):
        labelled = [(g, s) for g, s in pairs if g.roles is not None]
        scores.append(f1_score("roles", name, "predicates, F1", [predicate_counts(g, s) for g, s in labelled]))
        scores.append(f1_score("roles", name, "roles by head word, F1", [role_counts(g, s) for g, s in labelled]))
    return Measured(tuple(scores), tuple(m for g, s in pairs for m in _mistakes(g, s)))


def upos_counts(gold: GoldSentence, parsed: Sentence) -> Counts:
    right = sum(w.upos == u for w, u in zip(parsed.words, gold.upos, strict=True))
    return Counts(right, len(gold.words), len(gold.words))


def arc_counts(gold: GoldSentence, parsed: Sentence, *, labelled: bool) -> Counts:
    both = zip(parsed.words, gold.heads, gold.labels, strict=True)
    right = sum(w.head + 1 == head and (not labelled or w.deprel == label) for w, head, label in both)
    return Counts(right, len(gold.words), len(gold.words))


def entity_counts(gold: GoldSentence, parsed: Sentence) -> Counts | None:
    """Exact spans and classes; what overlaps a word that is not scored does not count against the reader."""
    if gold.tags is None:
        return None
    unjudged = {i for i, tag in enumerate(gold.tags) if tag == "*"}
    there = {s for s in spans(gold.tags) if s[2] in _NAMED}
    made = {s for s in spans(w.tag for w in parsed.words) if s[2] in _NAMED}
    made = {s for s in made if not unjudged & set(range(s[0], s[1]))}
    return Counts(len(there & made), len(made), len(there))


def predicate_counts(gold: GoldSentence, parsed: Sentence) -> Counts:
    there = set(gold.roles or {})
    made = {w.index for w in parsed.words if w.predicate >= 0.5}
    return Counts(len(there & made), len(made), len(there))


def role_counts(gold: GoldSentence, parsed: Sentence) -> Counts:
    hit = made = there = 0
    for predicate, wanted in (gold.roles or {}).items():
        found = {(a.word, a.label) for a in parsed.roles.get(predicate, ()) if a.share >= _WEAK}
        hit, made, there = hit + len(found & wanted), made + len(found), there + len(wanted)
    return Counts(hit, made, there)


def spans(tags: Iterable[str]) -> set[Span]:
    """(first word, end, class) of each name; an ``I-`` that continues nothing begins one."""
    found: list[Span] = []
    for i, tag in enumerate(tags):
        position, _, kind = tag.partition("-")
        if position == "I" and found and found[-1][1] == i and found[-1][2] == kind:
            found[-1] = (found[-1][0], i + 1, kind)
        elif position in ("B", "I"):
            found.append((i, i + 1, kind))
    return set(found)


def _mistakes(gold: GoldSentence, parsed: Sentence) -> Iterator[Mistake]:
    for word, head, label in zip(parsed.words, gold.heads, gold.labels, strict=True):
        if word.head + 1 != head:
            yield Mistake(f"head of {label}", gold.id, _shown(gold, word.index))
        elif word.deprel != label:
            yield Mistake(f"{label} read as {word.deprel}", gold.id, _shown(gold, word.index))


def _shown(gold: GoldSentence, at: int) -> str:
    near = range(max(0, at - 6), min(len(gold.words), at + 7))
    return " ".join(f"[{gold.words[i]}]" if i == at else gold.words[i] for i in near)
