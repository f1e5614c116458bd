"""The coding of one report: everything Dateline reads in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, overload

from dateline.errors import ReportError, UnknownIdError, WrongTypeError
from dateline.model import rows
from dateline.model.actor import Actor
from dateline.model.drawing import drawn
from dateline.model.event import Event
from dateline.model.form import BOUNDS, INLINE
from dateline.model.place import Place
from dateline.model.plain import Json, record_from_json, record_to_json
from dateline.model.record import Record, line
from dateline.model.references import check_references
from dateline.model.report import Report
from dateline.model.source import Source
from dateline.model.span import Span
from dateline.model.statement import Statement

if TYPE_CHECKING:
    from pandas import DataFrame
    from pyarrow import Table

SCHEMA = "dateline/2"


@dataclass(frozen=True, slots=True)
class Abstention:
    """Something that was seen and not coded, with the reason: unknown is never a guess."""

    span: Annotated[Span, INLINE, "The words that were seen."]
    field: Annotated[str, "What is not known: event, actor, country, place, date, speaker …"]
    reason: Annotated[str, "Why not, in a few words."]
    record: Annotated[str | None, "Whose field it is (actor_id, event id …); None where no record came of it."] = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the text was read; nothing is ever silently left out."""

    characters: Annotated[int, "Length of the text."]
    read: Annotated[int, "Characters of it that were read."]
    sentences: Annotated[int, "Sentences read."]
    truncated: Annotated[bool, "Was anything left out?"]
    recased: Annotated[int, "Characters of it that have lost their capitals, and were read as if they had them."] = 0


@dataclass(frozen=True, slots=True)
class Versions:
    """What made this coding: the same versions and input give byte-identical output."""

    coder: Annotated[str, "Who coded it: dateline, or another coder's name."]
    dateline: Annotated[str, "Version of Dateline that coded it."]
    reader: Annotated[str, "Version of the reader that coded it."]
    codebook: Annotated[str, "Version of the codebook it was coded with."]


@dataclass(frozen=True, slots=True)
class Coding(Record):
    """One report, coded.

    >>> import dateline
    >>> coding = dateline.load().code("Police arrested three protesters in Oslo on Sunday.", published="2024-05-06")
    >>> for event in coding.events:
    ...     print(event.type, event.mode, coding.names(event.recipients), coding.name(event.place), event.date.end)
    COERCE arrest ['three protesters'] Oslo 2024-05-05
    """

    report: Annotated[Report, "The report."]
    actors: Annotated[tuple[Actor, ...], "Who is spoken of, in order of first mention."]
    places: Annotated[tuple[Place, ...], "Places spoken of, in order of first mention."]
    events: Annotated[tuple[Event, ...], "What it tells, in order of first telling."]
    statements: Annotated[tuple[Statement, ...], "Who says what, in text order."]
    abstained: Annotated[tuple[Abstention, ...], "What was seen and not coded, in text order."]
    coverage: Annotated[Coverage, "How much was read."]
    versions: Annotated[Versions, "What made this coding."]
    sentences: Annotated[tuple[Annotated[Span, BOUNDS], ...], "Where its sentences stand."]
    attitudes: Annotated[
        tuple[Statement, ...], "Who thinks, wants or opposes what, though nobody says it, in text order."
    ] = ()

    @property
    def attributed(self) -> tuple[Statement, ...]:
        """Statements and attitudes together, in text order."""
        both = (*self.statements, *self.attitudes)
        return tuple(sorted(both, key=lambda s: (s.content.start, -s.content.end, s.cue.start)))

    def actor(self, key: str) -> Actor:
        """The actor of an id, such as those of ``event.actors``. Raises UnknownIdError, a LookupError, if there is none."""
        return _named(self.actors, key, "actor")

    def place(self, key: str) -> Place:
        """The place of an id, such as ``event.place``. Raises UnknownIdError, a LookupError, if there is none."""
        return _named(self.places, key, "place")

    @overload
    def name(self, key: str | Source) -> str: ...

    @overload
    def name(self, key: None) -> None: ...

    def name(self, key: str | Source | None) -> str | None:
        """What the actor or place of an id is called, or who a source is; None for None, as where a speaker is unknown.

        Raises UnknownIdError if nobody and nothing has the id.
        """
        if isinstance(key, Source):
            return key.publisher if key.actor is None else self.name(key.actor)
        if key is None:
            return None
        known: list[Actor | Place] = [*self.actors, *self.places]
        return _named(known, key, "actor or place").name

    def names(self, keys: Iterable[str | Source]) -> list[str]:
        """The names of several: ``coding.names(event.actors)``, ``coding.names(event.sources)``."""
        if isinstance(keys, str):
            raise WrongTypeError("the coding", "is given one id for its names", "give several, or ask its name(id)")
        return [self.name(key) for key in keys]

    def events_frame(self) -> DataFrame:
        """The events as a table of pandas, a row each: who, to whom, where, when, by their names.

        Raises MissingPackageError, with the command that installs it, if pandas is not there. So do the two below.
        """
        return rows.table(self, self.events, rows.EVENTS)

    def actors_frame(self) -> DataFrame:
        """The actors as a table of pandas, a row each: kind, country, sectors, roles."""
        return rows.table(self, self.actors, rows.ACTORS)

    def statements_frame(self) -> DataFrame:
        """The statements as a table of pandas, a row each: who says what, through whom, about whom."""
        return rows.table(self, self.statements, rows.STATEMENTS)

    def events_arrow(self) -> Table:
        """The events as a table of Arrow, in the columns of :meth:`events_frame`, for polars and whoever else reads Arrow.

        Raises MissingPackageError, with the command that installs it, if pyarrow is not there. So do the two below.
        """
        return rows.arrow_table(self, self.events, rows.EVENTS)

    def actors_arrow(self) -> Table:
        """The actors as a table of Arrow, in the columns of :meth:`actors_frame`."""
        return rows.arrow_table(self, self.actors, rows.ACTORS)

    def statements_arrow(self) -> Table:
        """The statements as a table of Arrow, in the columns of :meth:`statements_frame`."""
        return rows.arrow_table(self, self.statements, rows.STATEMENTS)

    def to_dict(self) -> Json:
        """The coding as plain data, with the schema that it follows: what ``dateline code --format json`` prints."""
        return {"schema": SCHEMA, **record_to_json(self)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Coding:
        """The coding that :meth:`to_dict` gave, equal to it.

        Raises ReportError if it is of another schema, lacks a field, claims words that do not stand in the report, or names
        by its id what it does not hold.
        """
        if not isinstance(data, Mapping):
            raise ReportError("the coding", "is no JSON object", "give what to_json gave")
        if data.get("schema") != SCHEMA:
            cause = f"follows the schema {data.get('schema')!r:.30}, and this Dateline reads {SCHEMA}"
            raise ReportError("the coding", cause, "code the report again")
        report = data.get("report")
        text = report.get("text") if isinstance(report, Mapping) else None
        if not isinstance(text, str):
            raise ReportError("the coding", "holds no text of its report", "give the coding with its report's text")
        coding = record_from_json(cls, data, text)
        try:
            check_references(coding)
        except ValueError as error:
            raise ReportError("the coding", str(error), "give it as to_json gave it") from None
        return coding

    def __repr__(self) -> str:
        report = self.report
        day = report.published.isoformat() if report.published else None
        parts = ("events", "actors", "places", "statements", "abstained")
        return line(self, report.id, report.publisher, day, *(f"{len(getattr(self, part))} {part}" for part in parts))

    def _repr_html_(self) -> str | None:
        """What a notebook shows: the text with its marks beside cards, for whoever came in by ``import dateline``."""
        return drawn(self)


N = TypeVar("N", Actor, Place, Actor | Place)


def _named(records: Sequence[N], key: str, kind: str) -> N:
    for record in records:
        if record.id == key:
            return record
    known = ", ".join(record.id for record in records[:8]) + (" …" if len(records) > 8 else "")
    cause = f"has no {kind} {key!r:.40}"
    raise UnknownIdError("the coding", cause, f"give one of {known}" if known else "it has none at all")
