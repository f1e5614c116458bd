"""Coders are blind to each other: whoever has items of a sample left, on which others have said something, sees what was coded.

That holds for all pages and for what is taken away from them. It is a matter of names, which are no passwords: it keeps coders
from seeing by chance what would sway them.
"""

from __future__ import annotations

import threading

from dateline.desk.judging_kept import KeptReviews
from dateline.desk.queue_progress import judged_in, key_of
from dateline.desk.shelf import Shelf


class Blindness:
    """The shelf as it is for each coder. That without corrections is made when somebody first needs it."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._coded: Shelf | None = None
        self._lock = threading.Lock()

    def shelf_for(self, who: str | None) -> Shelf:
        """What this coder may see: everything, or what was coded without what anybody has found."""
        if who is None or not is_blind(self._shelf.reviews, who):
            return self._shelf
        with self._lock:
            if self._coded is None:
                self._coded = Shelf(self._shelf.archive.folder, corrected=self._shelf)
            return self._coded

    def close(self) -> None:
        """Nobody will ask any more."""
        if self._coded is not None:
            self._coded.close()


def is_blind(kept: KeptReviews, who: str) -> bool:
    """Whether a coder has items left, in a sample that is begun, in whose reports others have said anything."""
    everything = kept.everything()
    mine = [review for review in everything if review.who == who]
    settling = {review.sample for review in mine if review.answers is not None and review.verdict != "withdrawn"}
    begun = {review.sample for review in mine if review.answers is None} | (kept.opened_by(who) - settling)
    left = set()
    for sample in (sample for sample in kept.samples() if sample.id in begun):
        judged = judged_in(sample, mine).get(who, frozenset())
        left |= {item.report for item in sample.items if key_of(item) not in judged}
    return any(review.report in left and review.who != who for review in everything)
