"""What of one answer was not taken, and why: counted by reason, and told in the coding where the report has the words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dateline.llm.quoted_words import Quoted, QuotedWords
from dateline.model import Abstention, Span

STRANGE = "no record of the form asked for"
#: Records of one list of an answer that are looked at.
MOST = 500


@dataclass(slots=True)
class Refusals:
    """The reasons of one answer. ``quoted`` finds its words."""

    quoted: QuotedWords
    reasons: Counter[str] = field(default_factory=Counter)
    repaired: Counter[str] = field(default_factory=Counter)
    told: dict[Abstention, None] = field(default_factory=dict)

    def refuse(self, what: str, reason: str, at: Span | None = None, record: str | None = None) -> None:
        """Note that something was not taken. ``what``: event, actor … as abstentions have it; ``at``: words of the report."""
        self.reasons[f"{what}: {reason}"] += 1
        if at is not None:
            self.told.setdefault(Abstention(at, what, f"the model was not believed: {reason}", record))

    def words(self, what: str, given: Any, *, at: Span | None = None) -> Quoted | None:
        """The words of an object where they stand; None, and refused, if they stand nowhere. ``at``: what tells where instead."""
        found = self.quoted.find(given)
        if isinstance(found, str):
            self.refuse(what, found, self.quoted.sentence_named(given) or at)
            return None
        if found.repaired is not None:
            self.repaired[f"{what}: {found.repaired}"] += 1
        return found

    def records(self, what: str, given: Any) -> Iterator[Mapping[str, Any]]:
        """The objects of a list; what is none is refused, and so is what comes behind the first 500."""
        if given is None:
            return
        if not isinstance(given, list):
            self.refuse(what, STRANGE)
            return
        for number, one in enumerate(given):
            if number >= MOST or not isinstance(one, Mapping):
                self.refuse(what, STRANGE if number < MOST else f"more than {MOST} in one list")
                continue
            yield one

    def codes(self, what: str, given: Any, known: Any, at: Span | None = None) -> tuple[str, ...]:
        """Those of a list that are ``known``, each once and in its order; the rest is refused."""
        found: dict[str, None] = {}
        for one in given if isinstance(given, list) else [] if given is None else [given]:
            if isinstance(one, str) and one in known:
                found[one] = None
            else:
                self.refuse(what, "none of those there are", at)
        return tuple(found)[:MOST]
