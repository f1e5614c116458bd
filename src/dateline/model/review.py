"""Reviews: what somebody finds of a coding. They stand beside the codings, and change none."""

from __future__ import annotations

import hashlib
import json
from dataclasses import astuple, dataclass
from dataclasses import field as dataclass_field
from datetime import datetime, timedelta
from typing import Annotated, Literal

from dateline.model.coding import Versions
from dateline.model.form import WORDS
from dateline.model.record import Record
from dateline.model.span import Span

#: ``wrong_value`` is of any field that has no verdict of its own. ``same_actor`` and ``other_actor`` join two actors, or part
#: them; ``withdrawn`` takes an earlier review back.
Verdict = Literal[
    "right",
    "wrong_type",
    "wrong_side",
    "wrong_place",
    "wrong_date",
    "wrong_status",
    "wrong_value",
    "corrected",
    "duplicate",
    "no_event",
    "missed_event",
    "same_actor",
    "other_actor",
    "unsure",
    "withdrawn",
]
#: What a verdict cannot do without.
_NEEDS = {
    "corrected": ("record", "field", "value"),
    "duplicate": ("record", "value"),
    "no_event": ("record",),
    "missed_event": ("value",),
    "same_actor": ("record", "value"),
    "other_actor": ("record", "value"),
    "withdrawn": ("answers",),
}


@dataclass(frozen=True, slots=True)
class Review(Record):
    """One verdict of one reviewer. ``claim`` and the words it was read from say later whether another coding still claims it.

    Raises ValueError for a moment that is not in UTC, for values that are no JSON, for words that cannot
    stand where it says, and for a verdict that lacks what it is about.
    """

    who: Annotated[str, "The reviewer."]
    when: Annotated[datetime, "The moment, in UTC."]
    report: Annotated[str, "The report whose coding is reviewed (report_id)."]
    versions: Annotated[Versions, "What made that coding."]
    verdict: Annotated[Verdict, "right, wrong_type, corrected, duplicate, no_event, missed_event, unsure …"]
    record: Annotated[str | None, "Which record of the coding (event id, actor_id …); None for all of it."] = None
    field: Annotated[str | None, "Which of its fields; None for all of it."] = None
    value: Annotated[
        str | None, "What it should be, as JSON: a value, the event that was missed, whose double it is."
    ] = None
    claim: Annotated[str | None, "What the coding said, as JSON."] = None
    start: Annotated[int | None, "First character of the words that it was read from."] = None
    end: Annotated[int | None, "The character after their last."] = None
    text: Annotated[str | None, WORDS, "Those words."] = None
    answers: Annotated[str | None, "The review that this one withdraws or settles (its id)."] = None
    sample: Annotated[str | None, "The sample that it was drawn in; None if it was met by chance."] = None
    note: Annotated[str | None, "What the reviewer adds."] = None
    id: Annotated[str, "A hash of all the rest: the same review is the same however often it comes."] = dataclass_field(
        init=False
    )

    def __post_init__(self) -> None:
        if self.when.utcoffset() != timedelta(0):
            raise ValueError(f"a review's moment is in UTC, and this is {self.when.isoformat()}")
        if not self.who.strip() or not self.report.strip():
            raise ValueError("a review names its reviewer and its report")
        for name in _NEEDS.get(self.verdict, ()):
            if getattr(self, name) is None:
                raise ValueError(f"a review that says {self.verdict} needs its {name}")
        for name in ("value", "claim"):
            _check_json(name, getattr(self, name))
        if (self.start is None, self.end is None) != (self.text is None,) * 2:
            raise ValueError("a review gives the words with where they start and end, or none of the three")
        if self.start is not None and self.end is not None and self.text is not None:
            Span(self.start, self.end, self.text)
        object.__setattr__(self, "id", self._hash())

    def _hash(self) -> str:
        said = {name: getattr(self, name) for name in self.__dataclass_fields__ if name != "id"}
        said |= {"when": self.when.isoformat(), "versions": astuple(self.versions)}
        return f"v{hashlib.sha256(json.dumps(said).encode('ascii')).hexdigest()[:32]}"


def _check_json(name: str, text: str | None) -> None:
    def no_number(constant: str) -> float:
        raise ValueError(f"{constant} is no JSON")

    try:
        json.loads(text if text is not None else "null", parse_constant=no_number)
    except (ValueError, RecursionError):
        raise ValueError(f"a review's {name} is JSON, and this is none: {str(text)[:80]!r}") from None
