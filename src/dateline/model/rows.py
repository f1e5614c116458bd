"""A coding as flat rows, one an event, an actor or a statement, and as tables of pandas or Arrow where these are installed.

Columns follow from the records' fields, as those of an archive's views do, and are called the same; where a coding has ids
they hold names. What is unique in an archive is unique in the tables of many reports too.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from dateline.errors import MissingPackageError
from dateline.installed import how_to_add
from dateline.model.actor import Actor
from dateline.model.event import Event, Evidence, Size
from dateline.model.place import Place
from dateline.model.report import Report
from dateline.model.schema import Scalar, Shape, fields_of
from dateline.model.statement import Statement

if TYPE_CHECKING:
    from pandas import DataFrame
    from pyarrow import Table

    from dateline.model.coded import Coded

Taken = Callable[["Coded", Any], Any]
"""What a coding holds for one of its records."""

# What pandas has for a value, any of which may be missing, and what Arrow calls it.
_OF_PANDAS: Mapping[Scalar, str] = {
    str: "string",
    int: "Int64",
    float: "float64",
    bool: "boolean",
    date: "datetime64[s]",
    datetime: "datetime64[us]",
}
_OF_ARROW: Mapping[Scalar, str] = {
    str: "string",
    int: "int64",
    float: "float64",
    bool: "bool",
    date: "date32",
    datetime: "timestamp[us]",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: what its values are, one or a list of ``many``, and how a record's is taken from its coding."""

    kind: Scalar
    taken: Taken
    many: bool = False


Columns = Mapping[str, Column]


def table(coding: Coded, records: Collection[Any], columns: Columns) -> DataFrame:
    """A row a record: days as datetime64, whole numbers, truths and texts that may be missing, lists where there are several.

    Raises MissingPackageError if pandas is not installed.
    """
    try:
        import pandas as pd
    except ImportError:
        raise _missing("pandas") from None
    dtypes = {name: "object" if column.many else _OF_PANDAS[column.kind] for name, column in columns.items()}
    taken = _taken(coding, records, columns)
    return pd.DataFrame({name: pd.Series(taken[name], dtype=dtypes[name]) for name in columns})


def arrow_table(coding: Coded, records: Collection[Any], columns: Columns) -> Table:
    """A row a record, as a table of Arrow: days are days and lists are lists of texts.

    Raises MissingPackageError if pyarrow is not installed.
    """
    try:
        import pyarrow as pa
    except ImportError:
        raise _missing("pyarrow") from None
    types = {name: pa.type_for_alias(_OF_ARROW[column.kind]) for name, column in columns.items()}
    fields = [pa.field(name, pa.list_(types[name]) if column.many else types[name]) for name, column in columns.items()]
    return pa.table(_taken(coding, records, columns), schema=pa.schema(fields))


def _taken(coding: Coded, records: Collection[Any], columns: Columns) -> dict[str, list[Any]]:
    return {name: [column.taken(coding, record) for record in records] for name, column in columns.items()}


def _missing(package: str) -> MissingPackageError:
    return MissingPackageError("the table", f"needs {package}, which is not installed", how_to_add(package))


def _mirrored(
    record: type,
    at: Taken,
    *,
    only: Collection[str] = (),
    but: Collection[str] = (),
    called: Mapping[str, str] | None = None,
) -> dict[str, Column]:
    """A column for each value of the record that is found ``at`` some place of the coding; of single records in it, theirs.

    ``only`` and ``but`` choose by name, or by a field with all that it holds; ``called`` gives other names.
    """
    found = {}
    for field, name, shape, path in _values(record):
        if (not only or {field, name} & {*only}) and not {field, name} & {*but}:
            assert shape.scalar is not None
            found[(called or {}).get(name, name)] = Column(shape.scalar, _taking(at, path), shape.many)
    return found


def _values(record: type) -> Iterator[tuple[str, str, Shape, tuple[str, ...]]]:
    """Each with its field, and the way to it; several records in a field have no place in a row."""
    for field in fields_of(record):
        if field.shape.record is None:
            yield field.name, field.name, field.shape, (field.attribute,)
        elif not field.shape.many:
            for _, name, shape, path in _values(field.shape.record):
                yield field.name, name if field.inline else f"{field.name}_{name}", shape, (field.attribute, *path)


def _taking(at: Taken, path: tuple[str, ...]) -> Taken:
    def taken(coding: Coded, record: Any) -> Any:
        held = at(coding, record)
        for attribute in path:
            held = getattr(held, attribute, None)
        return list(held) if isinstance(held, tuple) else held

    return taken


def _list(taken: Taken) -> Column:
    return Column(str, taken, many=True)


def _id(coding: Coded, record: Any) -> str:
    return f"{coding.report.id}:{record.id}"


def _first(_: Coded, event: Event) -> Evidence | None:
    return event.evidence[0] if event.evidence else None


def _sentence(coding: Coded, event: Event) -> str | None:
    """None if its coder tells of no sentences."""
    at = event.evidence[0].sentence if event.evidence else None
    return coding.sentences[at].text if at is not None and at < len(coding.sentences) else None


_REPORT = _mirrored(
    Report, lambda coding, _: coding.report, only=["id", "publisher", "published"], called={"id": "report_id"}
)

EVENTS: Columns = {
    "event_id": Column(str, _id),
    **_REPORT,
    **_mirrored(
        Event,
        lambda _, event: event,
        but=["id", "actors", "recipients", "place", "date_span_text"],
        called={f"size_{field.name}": field.name for field in fields_of(Size)},
    ),
    "actors": _list(lambda coding, event: coding.names(event.actors)),
    "actor_countries": _list(lambda coding, event: [coding.actor(key).country for key in event.actors]),
    "recipients": _list(lambda coding, event: coding.names(event.recipients)),
    "recipient_countries": _list(lambda coding, event: [coding.actor(key).country for key in event.recipients]),
    **_mirrored(
        Place,
        lambda coding, event: coding.place(event.place) if event.place is not None else None,
        only=["name", "country", "lat", "lon", "geonames_id", "feature"],
        called={name: f"place_{name}" for name in ("name", "country", "feature")},
    ),
    "sources": _list(lambda coding, event: coding.names(event.sources)),
    **_mirrored(Evidence, _first),
    "sentence_text": Column(str, _sentence),
}

ACTORS: Columns = {
    **_REPORT,
    **_mirrored(Actor, lambda _, actor: actor, called={"id": "actor_id"}),
    "roles": _list(lambda _, actor: list(dict.fromkeys(role.title for role in actor.roles))),
    "mentions": Column(int, lambda _, actor: len(actor.mentions)),
}

STATEMENTS: Columns = {
    "statement_id": Column(str, _id),
    **_REPORT,
    **_mirrored(
        Statement,
        lambda _, statement: statement,
        but=["id", "speaker", "about"],
        called={"cue_text": "cue", "content_text": "content", "content_start": "start", "content_end": "end"},
    ),
    **_mirrored(
        Actor,
        lambda coding, said: coding.actor(said.speaker) if said.speaker is not None else None,
        only=["name", "country"],
        called={"name": "speaker_name", "country": "speaker_country"},
    ),
    "sources": _list(lambda coding, statement: coding.names(statement.sources)),
    "about": _list(lambda coding, statement: coding.names(statement.about)),
}
