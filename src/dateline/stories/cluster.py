"""Stories: told events in the order of publication in, groups of those that are one event out, as soon as no more can join.

Two rows are linked by a score alone; groups are joined from the strongest link down, and only if nothing in the one group forbids
anything in the other: so two days of one war never meet through a report that gives no date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dateline.stories.blocking import WINDOW, Blocks
from dateline.stories.similarity import LINK, score
from dateline.stories.story import EventRow
from dateline.stories.traits import ComparedRow, told
from dateline.stories.twins import gathered

_LOOSEST = 0.25  # groups are joined if their members are on average not less alike than a link, less this
_COMPARED = 5  # so many members of a large group stand for it
_LINKS = 6  # so many links of a row are enough to find its group
#: In a war, links chain the events of years together; of so many rows those that no report can join any more are told at once.
_CROWDED = 5_000

Link = tuple[float, int, int]


@dataclass(slots=True)
class _Open:
    """Rows that are joined by links, directly or through others; more may come."""

    rows: list[ComparedRow]
    links: list[Link] = field(default_factory=list)
    newest: int = 0
    full: int = _CROWDED


def cluster(rows: Iterable[EventRow]) -> Iterator[list[EventRow]]:
    """Groups of rows that tell one event; a row that nothing else tells is a group of its own.

    ``rows`` must come report by report, in the order of publication (those without a day of publication first).
    """
    blocks = Blocks()
    groups: dict[int, _Open] = {}
    group_of: dict[int, int] = {}
    today = 0
    for order, (row, parts) in enumerate(gathered(rows)):
        item = told(row, order, parts)
        now = item.published or (item.days.last if item.days else today)
        if now > today:
            today = now
            blocks.forget(today)
            yield from _closed(groups, group_of, today - WINDOW)
            yield from _thinned(groups.values(), group_of, today - WINDOW)
        groups[order], group_of[order] = _Open([item], newest=now), order
        linked = 0
        for old in blocks.near(item):
            likeness = score(old, item)
            if likeness is not None and likeness >= LINK:
                _link(groups, group_of, (likeness, old.order, order))
                linked += 1
                if linked == _LINKS:
                    break
    yield from _closed(groups, group_of, None)


def _link(groups: dict[int, _Open], group_of: dict[int, int], link: Link) -> None:
    _, old, new = link
    # A group that was closed takes no more rows; its last reports are older than the window.
    if old not in group_of:
        return
    a, b = group_of[old], group_of[new]
    into, gone = (a, b) if len(groups[a].rows) >= len(groups[b].rows) else (b, a)
    target = groups[into]
    if into != gone:
        other = groups.pop(gone)
        target.rows += other.rows
        target.links += other.links
        target.newest, target.full = max(target.newest, other.newest), max(target.full, other.full)
        for item in other.rows:
            group_of[item.order] = into
    target.links.append(link)


def _closed(groups: dict[int, _Open], group_of: dict[int, int], before: int | None) -> Iterator[list[EventRow]]:
    """Take out the groups whose newest report is older than ``before``, in the order of their first rows."""
    ready = [key for key, group in groups.items() if before is None or group.newest < before]
    for key in ready:
        group = groups.pop(key)
        for item in group.rows:
            del group_of[item.order]
        for members in _settle(group):
            yield _rows(members)


def _thinned(groups: Iterable[_Open], group_of: dict[int, int], before: int) -> Iterator[list[EventRow]]:
    """Take out of the largest groups what is older than ``before``, as it is joined now; looked at when they have doubled."""
    for group in groups:
        if len(group.rows) < group.full:
            continue
        kept: dict[int, ComparedRow] = {}
        for members in _settle(group):
            if any(_newest(item) >= before for item in members):
                kept.update((item.order, item) for item in members)
            else:
                for item in members:
                    del group_of[item.order]
                yield _rows(members)
        group.rows = list(kept.values())
        group.links = [link for link in group.links if link[1] in kept and link[2] in kept]
        group.full = max(_CROWDED, 2 * len(kept))


def _newest(item: ComparedRow) -> int:
    return item.published or (item.days.last if item.days else 0)


def _settle(group: _Open) -> list[list[ComparedRow]]:
    """The rows of a group as stories, in the order of their first rows."""
    members = {item.order: [item] for item in group.rows}
    if len(group.rows) > 1:
        home = {order: order for order in members}
        apart: set[tuple[int, int]] = set()
        for _, a, b in sorted(group.links, key=lambda link: (-link[0], link[1], link[2])):
            into, gone = sorted((home[a], home[b]))
            if into == gone or (into, gone) in apart:
                continue
            if not _may_join(members[into], members[gone]):
                apart.add((into, gone))
            else:
                for item in members[gone]:
                    home[item.order] = into
                members[into] += members.pop(gone)
    return [members[order] for order in sorted(members)]


def _rows(members: Iterable[ComparedRow]) -> list[EventRow]:
    return [part for item in sorted(members, key=lambda item: item.order) for part in item.parts]


def _may_join(xs: list[ComparedRow], ys: list[ComparedRow]) -> bool:
    """No pair is forbidden, no two days differ, and on average the pairs are alike."""
    exact = {item.days.first for item in (*xs, *ys) if item.days is not None and item.days.exact}
    if len(exact) > 1 or any(not _may_be_on(item, day) for item in (*xs, *ys) for day in exact):
        return False
    total, pairs = 0.0, 0
    for x in _standing_for(xs):
        for y in _standing_for(ys):
            likeness = score(x, y)
            if likeness is None:
                return False
            total, pairs = total + min(likeness, 1.0), pairs + 1
    return total / pairs >= LINK - _LOOSEST


def _may_be_on(item: ComparedRow, day: int) -> bool:
    return item.days is None or item.days.first <= day <= item.days.last


def _standing_for(items: list[ComparedRow]) -> list[ComparedRow]:
    step = max(1, len(items) // _COMPARED)
    return items[::step][:_COMPARED]
