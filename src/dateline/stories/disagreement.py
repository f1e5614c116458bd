"""Where the reports of one story differ: how many were killed, who did it, where, and whether it happened at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from rapidfuzz import fuzz

from dateline.stories.story import Disagreement, EventRow, Party, Version
from dateline.stories.traits import is_fine, party_traits
from dateline.world.names import fold, folded_words

_NUMBERS = ("killed", "injured", "arrested")
_ALIKE = 85


def disagreements(rows: Sequence[EventRow]) -> tuple[Disagreement, ...]:
    """The fields that the rows of one story answer differently; what a report leaves open is no answer."""
    found = [_numbers(rows, name) for name in _NUMBERS]
    if rows and rows[0].quad.endswith("CONFLICT"):  # elsewhere both sides act, and a report names whom it likes first
        found.append(_versions("actors", rows, _doers, _same_doers))
    found.append(_versions("place", rows, _place, _same_place))
    found.append(_versions("status", rows, _status, lambda a, b: a == b))
    return tuple(d for d in found if len(d.versions) > 1)


def _numbers(rows: Sequence[EventRow], name: str) -> Disagreement:
    """The largest number that a report gives: one that counts the dead of two places adds them up somewhere."""
    largest: dict[str, int] = {}
    for row in rows:
        number = getattr(row, name)
        if number is not None:
            largest[row.report_id] = max(number, largest.get(row.report_id, 0))
    tellers: dict[str, list[str]] = defaultdict(list)
    for report, number in largest.items():
        tellers[str(number)].append(report)
    return Disagreement(name, _ordered(tellers.items()))


Answer = tuple[str, ...]


def _versions(
    field: str, rows: Sequence[EventRow], answer: Callable[[EventRow], Answer], same: Callable[[Answer, Answer], bool]
) -> Disagreement:
    """The answers, those that mean the same counted as one."""
    groups: list[tuple[Answer, list[str]]] = []
    for row in rows:
        given = answer(row)
        if not given:
            continue
        for other, tellers in groups:
            if same(given, other):
                tellers.append(row.report_id)
                break
        else:
            groups.append((given, [row.report_id]))
    return Disagreement(field, _ordered(("; ".join(given), tellers) for given, tellers in groups))


def _ordered(groups: Iterable[tuple[str, list[str]]]) -> tuple[Version, ...]:
    versions = [Version(value, tuple(dict.fromkeys(tellers))) for value, tellers in groups]
    return tuple(sorted(versions, key=lambda v: (-len(v.report_ids), v.value)))


def _doers(row: EventRow) -> Answer:
    """Only who has a name or a country: "gunmen" and "attackers" quarrel with nobody."""
    return tuple(dict.fromkeys(_shown(p) for p in row.actors if party_traits(p).named or p.country))


def _shown(party: Party) -> str:
    return f"{party.name} ({party.country})" if party.country and party.kind != "state" else party.name


def _same_doers(a: Answer, b: Answer) -> bool:
    return any(x == y or _country(x) == _country(y) != "" or fuzz.token_set_ratio(x, y) >= _ALIKE for x in a for y in b)


def _country(shown: str) -> str:
    return shown[-4:-1] if shown.endswith(")") and shown[-5:-4] == "(" else ""


def _place(row: EventRow) -> Answer:
    return (row.place_name,) if row.place_name is not None and is_fine(row) else ()


def _status(row: EventRow) -> Answer:
    """A plan is no answer: it was told before anyone could know."""
    return () if row.status == "planned" else (row.status,)


def _same_place(a: Answer, b: Answer) -> bool:
    return fuzz.token_set_ratio(fold(a[0]), fold(b[0])) >= _ALIKE


def names(parties: Iterator[Party]) -> tuple[str, ...]:
    """Who takes part, the most often named first; a name that is part of a longer one stands under the longer."""
    counts: dict[str, int] = defaultdict(int)
    for party in parties:
        counts[party.name] += 1
    kept: list[str] = []
    for name in sorted(counts, key=lambda n: (-counts[n], -len(n), n)):
        if not any(_is_within(name, other) or _is_within(other, name) for other in kept):
            kept.append(name)
    return tuple(kept)


def _is_within(short: str, long: str) -> bool:
    """True if the words of one name stand together in the other, which may be the same."""
    return f" {' '.join(folded_words(short))} " in f" {' '.join(folded_words(long))} "
