"""The rule by which a panel counts: what a user may choose of it, with the defaults, and the whole of it in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Unit = Literal["actor", "recipient", "place", "dyad"]
Period = Literal["day", "week", "month", "year"]
Counted = Literal["stories", "reports"]

#: Of each period the days between the first and the last on which an event of it can have happened, and how it is written.
PERIODS: dict[str, tuple[int, str]] = {
    "day": (0, "%Y-%m-%d"),
    "week": (6, "%G-W%V"),
    "month": (31, "%Y-%m"),
    "year": (366, "%Y"),
}


@dataclass(frozen=True, slots=True)
class PanelRule:
    """What a panel counts of the chosen events. ``unit``: whose events a row holds, of those who act, those to whom it is done,
    the place, or of two countries.

    >>> print(*PanelRule("dyad", "year"), sep="\\n")  # doctest: +ELLIPSIS
    One row a pair of countries and year ...
    """

    unit: Unit
    period: Period = "month"
    undirected: bool = False
    self_dyads: bool = False
    non_state: bool = False
    count: Counted = "stories"
    zero_fill: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns that name a unit."""
        if self.unit != "dyad":
            return ("country",)
        return ("country_1", "country_2") if self.undirected else ("source", "target")

    def __iter__(self) -> Iterator[str]:
        """The rule, a sentence a line."""
        pair = self.unit == "dyad"
        yield (
            f"One row a {'pair of countries' if pair else 'country'} and {self.period} in which an event is counted"
            + ("; with zeros between." if self.zero_fill else ".")
        )
        yield (
            f"An event counts in the {self.period} of the first day on which it may have happened; where the text gives no date,"
            " of its publication."
        )
        yield "Only what happened counts, unless other statuses were asked for by name."
        if self.count == "stories":
            yield "A story counts once, as its first report tells it; its fatalities are the most that one of its reports gives."
        else:
            yield "Every report's event counts, also where several reports tell one story."
        yield from self._sides()

    def _sides(self) -> Iterator[str]:
        if self.unit == "dyad":
            yield (
                "Who acts together is no pair: a pair is an actor and a recipient, or, in talks, fights and what else is mutual"
                " and has no country as its recipient, two of the actors"
                + ("." if self.undirected else ", in both directions.")
            )
            yield f"Pairs of one country with itself are {_switched(self.self_dyads, '--self-dyads')}."
        else:
            yield "Of several of one country in one event that country counts once."
        yield f"Bodies of no state (UNO, EUR, IGO, NGO, IMG, MNC) are {_switched(self.non_state, '--non-state')}."


def _switched(counted: bool, switch: str) -> str:
    return "counted" if counted else f"left out ({switch} counts them)"
