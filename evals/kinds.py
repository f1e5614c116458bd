"""Small inputs by the kind of fault that they try: a text, what its coding must hold, and what it must not.

One line an input, a file a kind; ``gold/kinds/README.md`` tells the form.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path
from typing import Literal

from dateline.coder import DatelineCoder
from dateline.model import to_json
from evals.cases import Json, plain
from evals.score import EITHER_ORDER, Counts, Measured, Mistake, share_score

Role = Literal["fault", "variation", "near_miss"]
ANY = "ANY"
#: What the inputs of a role are called in the table.
_ROLES: dict[Role, str] = {"fault": "faults", "variation": "variations", "near_miss": "near misses"}


@dataclass(frozen=True, slots=True)
class Input:
    """A text to be coded; every check in ``has`` must be met by a record of the coding, none in ``hasnt`` may be."""

    id: str
    kind: str
    role: Role
    text: str
    published: str | None
    publisher: str | None
    has: Sequence[Json]
    hasnt: Sequence[Json]


def read_inputs(folder: Path) -> list[Input]:
    """All inputs in the ``.jsonl`` files of a folder. ValueError names a line that is none."""
    found = []
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                found.append(Input(**json.loads(line)))
            except (ValueError, TypeError) as error:
                raise ValueError(f"{path}, line {number}: is no input ({error}); see {folder}/README.md") from error
    return found


def measure_kinds(coder: DatelineCoder, folder: Path) -> Measured:
    """How many inputs are coded as they say, by their role; an input is a mistake if any of its checks fails."""
    counts: dict[Role, list[Counts]] = {role: [] for role in _ROLES}
    mistakes = []
    for asked in read_inputs(folder):
        coding = coder.code(asked.text, published=asked.published, publisher=asked.publisher)
        wrong = failures(asked, to_json(coding))
        counts[asked.role].append(Counts(int(not wrong), 1, 1))
        if wrong:
            mistakes.append(Mistake(asked.kind, asked.id, f"{asked.text} [{'; '.join(wrong)}]"))
    scores = tuple(
        share_score("kinds", "inputs by kind", f"{_ROLES[role]} coded as they say", c) for role, c in counts.items()
    )
    return Measured(scores, tuple(mistakes))


def failures(asked: Input, coding: Json) -> list[str]:
    """What the coding (as JSON) says wrong, a sentence each."""
    held = _Coding(coding)
    missing = [f"lacks {_shown(check)}" for check in asked.has if not held.meets(check)]
    return missing + [f"has {_shown(check)}" for check in asked.hasnt if held.count(check)]


def _shown(check: Json) -> str:
    return ", ".join(f"{key} {value}" for key, value in check.items())


class _Coding:
    def __init__(self, coding: Json) -> None:
        self._coding, self._text = coding, coding["report"]["text"]
        self._actors: Mapping[str, Json] = {actor["id"]: actor for actor in coding["actors"]}
        self._places: Mapping[str, Json] = {place["id"]: place for place in coding["places"]}

    def meets(self, check: Json) -> bool:
        times = check.get("times")
        return self.count(check) == times if times is not None else self.count(check) > 0

    def count(self, check: Json) -> int:
        """How many records meet all conditions of a check."""
        return sum(all(conditions) for conditions in self._records(check))

    def _records(self, check: Json) -> Iterator[Iterable[bool]]:
        if "event" in check:
            yield from (self._event(check, event) for event in self._coding["events"])
        elif "actor" in check:
            yield from (self._actor(check, actor) for actor in self._coding["actors"])
        elif "place" in check:
            yield from (self._place(check, place, "country") for place in self._coding["places"])
        else:
            yield from (self._statement(check, said) for said in self._coding["statements"])

    def _event(self, check: Json, event: Json) -> Iterator[bool]:
        types = [check["event"]] if isinstance(check["event"], str) else check["event"]
        yield ANY in types or event["type"] in types
        if "trigger" in check:
            yield any(self._overlaps(check["trigger"], e["trigger"]) for e in event["evidence"])
        for key in ("mode", "status"):
            if key in check:
                yield event[key] == check[key]
        yield from self._sides(check, event)
        if "place" in check or "place_country" in check:
            place = self._places.get(event["place"] or "")
            yield place is not None and all(self._place(check, place, "place_country"))
        if "date" in check:
            yield _dated(check["date"], event["date"])
        for key in ("killed", "injured", "arrested"):
            if key in check:
                yield event["size"][key] == check[key]
        if "source" in check:
            yield any(
                self._is_among(check["source"], [s["actor"]])
                if s.get("actor")
                else _within(check["source"], s["publisher"])
                for s in event["sources"]
            )

    def _sides(self, check: Json, event: Json) -> Iterator[bool]:
        """On either side, where no side acts on the other; then two listed ones are two."""
        either = [*event["actors"], *event["recipients"]] if event["type"] in EITHER_ORDER else None
        if either is not None and check.get("actors") and check.get("recipients"):
            yield self._are_several([*check["actors"], *check["recipients"]], either)
        for side in ("actors", "recipients"):
            if side in check:
                among = either if either is not None else event[side]
                yield all(self._is_among(item, among) for item in check[side]) if check[side] else not event[side]
            if f"{side}_not" in check:
                yield not any(self._is_among(item, event[side]) for item in check[f"{side}_not"])

    def _actor(self, check: Json, actor: Json) -> Iterator[bool]:
        yield self._is_named(check["actor"], actor)
        if "kind" in check:
            yield actor["kind"] == check["kind"]
        if "country" in check:
            yield actor["country"] == (None if check["country"] == "none" else check["country"])
        if "sector" in check:
            yield check["sector"] in actor["sectors"]
        if "role" in check:
            yield any(_within(check["role"], role["title"]) for role in actor["roles"])

    @staticmethod
    def _place(check: Json, place: Json, country: str) -> Iterator[bool]:
        """``country``: what the check calls the country of the place."""
        if "place" in check:
            yield _within(check["place"], place["name"]) or _within(place["name"], check["place"])
        if country in check:
            yield place["country"] == check[country]

    def _statement(self, check: Json, said: Json) -> Iterator[bool]:
        yield _within(check["statement"], said["content"]["text"])
        if "speaker" in check:
            yield said["speaker"] is not None and self._is_named(check["speaker"], self._actors[said["speaker"]])
        if "quoted" in check:
            yield said["quoted"] == check["quoted"]

    def _is_among(self, item: str, ids: Sequence[str]) -> bool:
        actors = [self._actors[i] for i in ids]
        return any(
            (item.isupper() and len(item) == 3 and a["country"] == item) or self._is_named(item, a) for a in actors
        )

    def _are_several(self, items: Sequence[str], ids: Sequence[str]) -> bool:
        """Is each of the items another of those who take part?"""
        return any(
            all(self._is_among(item, [one]) for item, one in zip(items, chosen, strict=True))
            for chosen in permutations(ids, len(items))
        )

    def _is_named(self, name: str, actor: Json) -> bool:
        return any(_within(name, called) for called in (actor["name"], *(m["text"] for m in actor["mentions"])))

    def _overlaps(self, words: str, trigger: Json) -> bool:
        places = re.finditer(re.escape(words), self._text)
        return any(p.start() < trigger["end"] and trigger["start"] < p.end() for p in places)


def _within(part: str, whole: str | None) -> bool:
    """Are the words of ``part`` words of ``whole``, one after the other?"""
    return f" {plain(part)} " in f" {plain(whole)} "


def _dated(asked: str | Sequence[str], when: Json | None) -> bool:
    """A day, two between which the event's days lie, or "none": then no words may date it."""
    told = when if when is not None and when["from"] == "text" else None
    if asked == "none":
        return told is None
    first, last = (asked, asked) if isinstance(asked, str) else asked
    return told is not None and first <= (told["start"] or "") and (told["end"] or "~") <= last
