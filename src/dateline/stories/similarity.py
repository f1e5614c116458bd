"""How alike two told events are: a score that grows with what they share, or None if they cannot be the same event.

Compared are days, participants, place, words, mode, numbers and status. What one of the two does not say speaks neither
for nor against.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import asin, cos, log2, radians, sin, sqrt

from rapidfuzz import fuzz

from dateline.stories.story import EventRow
from dateline.stories.traits import ComparedRow, PartyTraits
from dateline.world.names import agreement, fold

#: From this score on, two told events are linked.
LINK = 0.55
_PARTIES, _PLACE, _WORDS, _TRIGGER, _MODE, _SURE = 0.40, 0.25, 0.60, 0.08, 0.05, 0.08
_SAME_NAME, _NEAR_NAME = 1.0, 88
_UNDATED = 0.08  # what a report that names no day has to make up for: much is said of the same people every day
_COPY = 0.85  # so many words in common: one text copied from the other
_NEXT_TOWN, _SAME_AREA = 15.0, 60.0  # kilometres
_EARTH = 6371.0


def score(a: ComparedRow, b: ComparedRow) -> float | None:
    """How surely both tell the same event, :data:`LINK` and more if they do; None if something forbids it. The order of the two
    makes no difference."""
    if a.row.report_id == b.row.report_id or a.row.type != b.row.type or not _same_status(a, b):
        return None
    when = _days(a, b)
    if when is None:
        return None
    words = _common_words(a, b)
    where, who = _place(a, b), _participants(a, b)
    if where is None or (who is not None and who <= -1):
        return None
    if words >= _COPY and a.trigger == b.trigger:
        return 1.0 + words + when
    total = when + _WORDS * words + _PLACE * where + _PARTIES * (who or 0.0)
    total += _TRIGGER * (a.trigger == b.trigger) + _MODE * _mode(a, b) + _numbers(a, b)
    return total


def _days(a: ComparedRow, b: ComparedRow) -> float | None:
    """What the days add; None if there is no day on which both may have been."""
    x, y = a.days, b.days
    if x is None or y is None or x.first > y.last or y.first > x.last:
        return None
    if x.sure and y.sure:
        return _SURE if x.exact and y.exact else _SURE / 2
    # News comes on the day or on the next; without a day in either, only reports of one day are surely of one.
    apart = abs(x.last - y.last) - (x.sure or y.sure)
    gap = abs((a.published or 0) - (b.published or 0)) if a.published and b.published else 0
    doubt = _UNDATED if x.sure or y.sure else 2 * _UNDATED
    return -doubt - max(0, apart) * (0.12 if a.row.kind.repeats else 0.05) - 0.03 * gap


def _same_status(a: ComparedRow, b: ComparedRow) -> bool:
    if a.row.status == b.row.status:
        return True
    pair = {a.row.status, b.row.status}
    if "historical" in pair:
        return False
    if "planned" in pair:  # what one report announces and another tells is one event only if both name its day
        return bool(a.days and b.days and a.days.exact and b.days.exact)
    return True


def _common_words(a: ComparedRow, b: ComparedRow) -> float:
    if not a.words or not b.words:
        return 0.0
    return len(a.words & b.words) / sqrt(len(a.words) * len(b.words))


def _mode(a: ComparedRow, b: ComparedRow) -> float:
    x, y = a.row.mode, b.row.mode
    if x is None or y is None:
        return 0.0
    return 1.0 if x == y else 0.5 if _are_akin(a.row, b.row) else -2.0


def _are_akin(a: EventRow, b: EventRow) -> bool:
    """Reports of one event use these modes for each other."""
    x, y = a.mode_kind, b.mode_kind
    return x is not None and y is not None and (y.name in x.akin or x.name in y.akin)


def _numbers(a: ComparedRow, b: ComparedRow) -> float:
    """The same number speaks the more for one event, the larger it is; tolls grow from hour to hour, but seldom threefold."""
    change = 0.0
    for field in ("killed", "injured", "arrested"):
        x, y = getattr(a.row, field), getattr(b.row, field)
        if x is not None and y is not None:
            low, high = sorted((x, y))
            change += 0.04 * log2(low + 1) if low == high else 0.0 if high <= 2 * low + 1 else -0.12
    return max(-0.24, min(change, 0.2))


def _place(a: ComparedRow, b: ComparedRow) -> float | None:
    """From -1 (another town) over 0 (unknown) to 1 (the same town); None for two places too far apart."""
    x, y = a.row, b.row
    if x.place_country and y.place_country and x.place_country != y.place_country:
        return None
    if x.place_name is None or y.place_name is None:
        return 0.0
    if x.geonames_id is not None and x.geonames_id == y.geonames_id:
        return 1.0 if a.fine_place else 0.3
    if not a.fine_place or not b.fine_place:
        return 0.2
    return _towns(a, b)


def _towns(a: ComparedRow, b: ComparedRow) -> float | None:
    x, y = a.row, b.row
    if fuzz.token_set_ratio(fold(x.place_name or ""), fold(y.place_name or "")) >= _NEAR_NAME:
        return 0.9
    if x.lat is None or x.lon is None or y.lat is None or y.lon is None:
        return 0.0
    far = kilometres((x.lat, x.lon), (y.lat, y.lon))
    if far > _SAME_AREA:
        return None if x.kind.repeats else -1.0
    return 0.2 if far <= _NEXT_TOWN else -0.5


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The distance between two points given as latitude and longitude."""
    (lat_a, lon_a), (lat_b, lon_b) = (tuple(map(radians, p)) for p in (a, b))
    h = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 2 * _EARTH * asin(min(1.0, sqrt(h)))


def _participants(a: ComparedRow, b: ComparedRow) -> float | None:
    """From -1 (others) to 1 (the same); None if nothing can be compared."""
    if a.row.kind.mutual or a.row.kind.either_order:
        both = _side(a.parties, b.parties)
        # Who is told to have met nobody may have met somebody else.
        alone = (len(a.parties) == 1) != (len(b.parties) == 1)
        return both * 0.6 if both is not None and both > 0 and alone else both
    sides = [_side(a.actors, b.actors), _side(a.recipients, b.recipients)]
    known = [s for s in sides if s is not None]
    if not known:
        return None
    if min(known) <= -1:  # who did it is what reports quarrel about, whom it befell less so
        same_place = a.fine_place and a.row.geonames_id is not None and a.row.geonames_id == b.row.geonames_id
        quarrel = a.row.kind.repeats and same_place and sides[1] != -1
        return -0.4 if quarrel else -1.0
    return sum(known) / len(known)


def _side(xs: Sequence[PartyTraits], ys: Sequence[PartyTraits]) -> float | None:
    if not xs or not ys:
        return None
    if len(xs) == len(ys) == 1:
        return _party(xs[0], ys[0])
    few, many = (xs, ys) if len(xs) <= len(ys) else (ys, xs)
    best = [max([_party(x, y) for y in many]) for x in few]
    return -1.0 if min(best) <= -1 else sum(best) / len(best)


def _party(x: PartyTraits, y: PartyTraits) -> float:
    if x.name == y.name:
        return _SAME_NAME if x.named else 0.6
    if x.country and y.country and x.country != y.country:
        return -1.0
    if x.kind == "state" or y.kind == "state":
        same = x.country is not None and x.country == y.country
        return 0.0 if not same else 1.0 if x.kind == y.kind else 0.5
    if x.named and y.named:
        return _names(x, y)
    if x.words & y.words:
        return 0.6
    if x.words and y.words:
        return 0.0 if x.country and x.country == y.country else -0.15
    return 0.3 if x.country and x.country == y.country else 0.0


def _names(x: PartyTraits, y: PartyTraits) -> float:
    if x.kind == y.kind == "person":
        return _SAME_NAME if agreement(x.name, y.name) is not None else -1.0
    if fuzz.token_set_ratio(x.name, y.name) >= _NEAR_NAME:
        return _SAME_NAME
    return 0.3 if x.country and x.country == y.country else -0.2
