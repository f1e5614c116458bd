"""How well two independent readings of the same reports agree, field by field: F1 for what is found, kappa for what is chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from corpus.compile import Record
from corpus.pairing import one_to_one

Ends = dict[str, set[int]]  # of each actor the ends of its mentions
_HALF = 0.5


@dataclass(slots=True)
class Found:
    """What both, the first and the second reading found."""

    both: float = 0
    first: int = 0
    second: int = 0

    @property
    def f1(self) -> float:
        return 200 * self.both / (self.first + self.second) if self.first + self.second else 0.0


@dataclass(slots=True)
class Readings:
    """Two readings of any number of reports, compared: what each found, and the pairs of choices where both did."""

    found: dict[str, Found] = field(default_factory=dict)
    choices: dict[str, list[tuple[Hashable, Hashable]]] = field(default_factory=dict)

    def add(self, name: str, both: float, first: int, second: int) -> None:
        held = self.found.setdefault(name, Found())
        held.both, held.first, held.second = held.both + both, held.first + first, held.second + second

    def agreed(self, name: str, *, same: bool) -> None:
        """Something of which it can only be said whether both readings have the same."""
        self.chose(name, "same", "same" if same else "other")

    def chose(self, name: str, first: Hashable, second: Hashable) -> None:
        self.choices.setdefault(name, []).append((first, second))


def kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float:
    """Cohen's kappa, from -1 to 1; 1 where both always chose the same and nothing else."""
    n = len(pairs)
    agreed = sum(a == b for a, b in pairs) / n
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(left[k] * right[k] for k in left) / n**2
    return 1.0 if chance == 1 else (agreed - chance) / (1 - chance)


def share_agreed(pairs: Sequence[tuple[Hashable, Hashable]]) -> float:
    """The share of choices that are the same, from 0 to 100."""
    return 100 * sum(a == b for a, b in pairs) / len(pairs)


def compare(first: Record, second: Record, into: Readings) -> None:
    """Add the two readings of one report.

    Raises:
        ValueError: they are not of the same text.
    """
    if first["text"] != second["text"]:
        raise ValueError(f"{first['id']} and {second['id']} are readings of different texts")
    _names(first, second, into)
    _chains(first, second, into)
    _events(first, second, into)
    _statements(first, second, into)


def _names(first: Record, second: Record, into: Readings) -> None:
    a, b = ({(n["kind"], n["start"], n["end"]) for n in r["names"]} for r in (first, second))
    into.add("names (span and kind)", len(a & b), len(a), len(b))


def _chains(first: Record, second: Record, into: Readings) -> None:
    """Mentions by their ends, for an article more or less is no difference; links between neighbours of a chain; countries."""
    ends = [{m["end"]: x["id"] for x in r["actors"] for m in x["mentions"]} for r in (first, second)]
    into.add("mentions (last word)", len(ends[0].keys() & ends[1].keys()), len(ends[0]), len(ends[1]))
    links = [_links(x) for x in ends]
    shared = ends[0].keys() & ends[1].keys()
    inside = [{(a, b) for a, b in x if a in shared and b in shared} for x in links]
    into.add("links of chains", len(inside[0] & inside[1]), len(inside[0]), len(inside[1]))
    for pronoun in _pronoun_ends(first) & shared:
        before = [_before(x, pronoun, shared) for x in ends]
        into.chose("pronouns", before[0], before[1])
    countries = [{x["id"]: x["country"] for x in r["actors"]} for r in (first, second)]
    pairs = {(ends[0][e], ends[1][e]) for e in shared}
    for a, b in sorted(pairs):
        into.chose("country of actors", countries[0][a], countries[1][b])


def _links(ends: dict[int, str]) -> set[tuple[int, int]]:
    """Every two mentions of one chain."""
    by_chain: dict[str, list[int]] = {}
    for end, chain in sorted(ends.items()):
        by_chain.setdefault(chain, []).append(end)
    return {(a, b) for spans in by_chain.values() for i, a in enumerate(spans) for b in spans[i + 1 :]}


def _pronoun_ends(record: Record) -> set[int]:
    return {m["end"] for a in record["actors"] for m in a["mentions"] if m["form"] == "pronoun"}


def _before(ends: dict[int, str], at: int, shared: set[int]) -> int | None:
    """The first mention of the chain that a pronoun stands in."""
    chain = [e for e, c in sorted(ends.items()) if c == ends[at] and e in shared]
    return chain[0] if chain and chain[0] < at else None


def _events(first: Record, second: Record, into: Readings) -> None:
    a, b = first["events"], second["events"]
    pairs = _pairs(a, b, _same_act)
    _count("events (trigger, type)", a, b, pairs, into)
    into.chose("report tells an event", bool(_asked(a)), bool(_asked(b)))
    ends = _ends_by_actor(first), _ends_by_actor(second)
    sides = 0.0
    for x, y in pairs:
        same = [_same_side(*ends, x[side], y[side]) for side in ("actors", "recipients")]
        sides += all(same)
        for name, agreed in zip(("actors", "recipients"), same, strict=True):
            into.agreed(f"{name} of events found by both", same=agreed)
        into.chose("status", x["status"], y["status"])
        into.chose("mode", x["mode"], y["mode"])
        into.chose("place (country)", *((z["place"] or {}).get("country") for z in (x, y)))
        into.chose("place told at all", x["place"] is not None, y["place"] is not None)
        into.chose("date told at all", x["date"] is not None, y["date"] is not None)
        if x["date"] and y["date"]:
            into.chose("date of both dated", *((z["date"]["start"], z["date"]["end"]) for z in (x, y)))
        into.chose("killed", x["size"].get("killed"), y["size"].get("killed"))
        into.chose("told by others than the reporter", len(x["sources"]) > 1, len(y["sources"]) > 1)
    left, right = _counted(a, pairs), _counted(b, pairs)
    into.add("events with both sides", sides, len(left), len(right))
    for x, y in _pairs(a, b, _same_trigger):
        into.chose("type, same trigger", x["type"], y["type"])


def _asked(events: Iterable[Record]) -> list[Record]:
    return [e for e in events if not e["optional"]]


def _count(name: str, a: list[Record], b: list[Record], pairs: list[tuple[Record, Record]], into: Readings) -> None:
    into.add(name, len(pairs), len(_counted(a, pairs)), len(_counted(b, pairs)))


def _counted(found: list[Record], pairs: list[tuple[Record, Record]]) -> list[Record]:
    """What one reading calls arguable is neither missed nor made up by the other."""
    matched = {id(x) for pair in pairs for x in pair}
    return [x for x in found if id(x) in matched or not x["optional"]]


def _pairs(a: list[Record], b: list[Record], fit: Callable[[Record, Record], float]) -> list[tuple[Record, Record]]:
    """One to one, the best fitting first; those of fit 0 are no pair."""
    found = one_to_one(a, b, lambda x, y: (n,) if (n := fit(x, y)) else None)
    return [(a[i], b[j]) for i, (j, _) in sorted(found.items())]


def _same_trigger(x: Record, y: Record) -> int:
    return sum(_overlap(s, t) > 0 for s in x["evidence"] for t in y["evidence"])


def _same_act(x: Record, y: Record) -> int:
    types = [{e["type"], *(t.partition("/")[0] for t in e["also"] if t.isupper() or "/" in t)} for e in (x, y)]
    return _same_trigger(x, y) if types[0] & types[1] else 0


def _ends_by_actor(record: Record) -> Ends:
    return {a["id"]: {m["end"] for m in a["mentions"]} for a in record["actors"]}


def _same_side(first: Ends, second: Ends, a: list[Record], b: list[Record]) -> bool:
    """Both name nobody, or each names somebody whom the other names too."""
    if not a or not b:
        return not a and not b
    return any(first[p["actor"]] & second[q["actor"]] for p in a for q in b)


def _statements(first: Record, second: Record, into: Readings) -> None:
    a, b = first["statements"], second["statements"]
    pairs = _pairs(a, b, lambda x, y: int(100 * part) if (part := _part(x["content"], y["content"])) > _HALF else 0)
    _count("statements (content)", a, b, pairs, into)
    ends = _ends_by_actor(first), _ends_by_actor(second)
    exact = sum(_part(x["content"], y["content"]) == 1 for x, y in pairs)
    into.add("statements, exact content", exact, len(_counted(a, pairs)), len(_counted(b, pairs)))
    for x, y in pairs:
        into.chose("quoted", x["quoted"], y["quoted"])
        if x["speaker"] and y["speaker"]:
            same = _same_side(*ends, [x["speaker"]], [y["speaker"]])
            into.agreed("speaker of statements found by both", same=same)


def _overlap(a: Record, b: Record) -> int:
    shared: int = min(a["end"], b["end"]) - max(a["start"], b["start"])
    return max(0, shared)


def _part(a: Record, b: Record) -> float:
    longer: int = max(a["end"] - a["start"], b["end"] - b["start"], 1)
    return _overlap(a, b) / longer
