"""Records that people add beside the codings, in one SQLite file: they are added and read, and never changed or removed.

Every append is one transaction that is on the disk when it returns: whoever is killed loses nothing that was confirmed, and
several writers wait for each other. A table has one row a record with the record as JSON; what it is searched by stands beside.
"""

# ruff: noqa: S608 the SQL is put together from names of ours
from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar
from urllib.parse import quote

from dateline.errors import ArchiveError, ReportError
from dateline.model.contract import record_from_json, record_to_json

FILE = "reviews.sqlite"
_OURS, _LAYOUT = 0x44_41_54_45, 1  # what SQLite calls application_id and user_version
_PATIENCE = 60.0  # seconds to wait for other writers
_NOT_IN_NAMES = re.compile(r"[\x00-\x1f\x7f-\x9f]")

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Table(Generic[R]):
    """A table of records: ``reviews``, of whose ``record`` type the ``keys`` stand beside the JSON to be searched by.

    ``names`` are those of its values that hold no control characters; ``longest`` is how many characters a record may have.
    """

    name: str
    noun: str
    record: type[R]
    keys: tuple[str, ...]
    names: tuple[str, ...]
    longest: int

    def statements(self) -> Iterator[str]:
        """What makes it, and what guards it.

        A second insert of the same record is passed over before any conflict could make SQLite replace the first.
        """
        name = self.name
        keys = "".join(f" {key} TEXT{'' if key == 'record' else ' NOT NULL'}," for key in self.keys)
        yield (
            f"CREATE TABLE {name} (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,{keys}"
            f" {self.noun} TEXT NOT NULL)"
        )
        if self.keys:
            yield f"CREATE INDEX {name}_of ON {name} ({', '.join(self.keys)})"
        yield (
            f"CREATE TRIGGER {name}_once BEFORE INSERT ON {name} WHEN EXISTS"
            f" (SELECT 1 FROM {name} WHERE id = NEW.id OR number = NEW.number) BEGIN SELECT RAISE(IGNORE); END"
        )
        for what, deed in (("stay", "DELETE"), ("last", "UPDATE")):
            told = f"{name} are never {'removed' if deed == 'DELETE' else 'changed'}"
            yield f"CREATE TRIGGER {name}_{what} BEFORE {deed} ON {name} BEGIN SELECT RAISE(ABORT, '{told}'); END"
        yield f"PRAGMA application_id = {_OURS}"
        yield f"PRAGMA user_version = {_LAYOUT}"

    def is_laid_out(self, connection: sqlite3.Connection) -> bool:
        return bool(connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [self.name]).fetchone())

    def lay_out(self, connection: sqlite3.Connection) -> None:
        """Make the table and what guards it, within the transaction, if nobody has."""
        if not self.is_laid_out(connection):
            for statement in self.statements():
                connection.execute(statement)


class AppendOnly(Generic[R]):
    """The records of one table beside the archive in a folder; there need not be any."""

    table: Table[R]

    def __init__(self, folder: Path) -> None:
        self.file = folder / FILE

    def append_all(self, records: Iterable[R]) -> int:
        """Add records, all or none; gives how many are new, for the same record is kept once.

        Raises ArchiveError for one that cannot be kept as it is, and where the file cannot be written.
        """
        table, rows = self.table, [self._row(record) for record in records]
        columns = ("id", *table.keys, table.noun)
        marks = ", ".join("?" * len(columns))
        with self._opened("rwc") as connection:
            connection.execute("BEGIN IMMEDIATE")
            table.lay_out(connection)
            before = connection.total_changes
            connection.executemany(f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({marks})", rows)
            added = connection.total_changes - before
            self.note(connection)
            connection.execute("COMMIT")
        return added

    def note(self, connection: sqlite3.Connection) -> None:
        """What else to write down in the transaction that adds records."""

    def read_where(self, **asked: str | None) -> list[R]:
        """The records that have these keys, or this id, in the order in which they came; what is None is not asked for."""
        if not self.file.exists():
            return []
        where = " AND ".join(f"{name} = :{name}" for name, value in asked.items() if value is not None)
        with self._opened("rw") as connection:
            if not self.table.is_laid_out(connection):
                return []
            chosen = f"FROM {self.table.name} {where and 'WHERE'} {where} ORDER BY number"
            rows = connection.execute(f"SELECT {self.table.noun} {chosen}", asked).fetchall()
        return [self._record(text) for (text,) in rows]

    def read_since(self, number: int) -> tuple[list[R], int]:
        """The records that came after the one of this number (0: all), and the number of the last."""
        if not self.file.exists():
            return [], number
        with self._opened("rw") as connection:
            if not self.table.is_laid_out(connection):
                return [], number
            sql = f"SELECT number, {self.table.noun} FROM {self.table.name} WHERE number > ? ORDER BY number"
            rows = connection.execute(sql, [number]).fetchall()
        return [self._record(text) for _, text in rows], rows[-1][0] if rows else number

    def _row(self, record: R) -> list[Any]:
        """The record as it is kept, after a look whether it comes back as it was."""
        noun, plain = self.table.noun, record_to_json(record)
        try:
            text = json.dumps(plain, ensure_ascii=False)
            text.encode("utf-8")
            back = record_from_json(self.table.record, json.loads(text), "")
        except (TypeError, ValueError, AttributeError, ReportError) as error:
            raise self._refused(str(error)) from error
        if back != record:
            raise self._refused(f"a {noun} does not come back as it was given")
        if len(text) > self.table.longest:
            raise self._refused(f"a {noun} has {len(text):,} characters, and may have {self.table.longest:,}")
        named = (name for name in self.table.names if plain[name] is not None)
        odd = next((name for name in named if _NOT_IN_NAMES.search(plain[name])), None)
        if odd is not None:
            raise self._refused(f"a {noun}'s {odd} holds control characters")
        return [plain["id"], *(plain[key] for key in self.table.keys), text]

    def _record(self, text: str) -> R:
        try:
            return record_from_json(self.table.record, json.loads(text), "")
        except (ValueError, ReportError) as error:
            cause = f"holds a {self.table.noun} that cannot be read ({error})"
            raise ArchiveError(f"{self.file}: {cause}; use the Dateline that wrote it") from error

    def _refused(self, cause: str) -> ArchiveError:
        noun = self.table.noun
        return ArchiveError(f"{self.file}: nothing was added, for {cause}; mend that {noun} and add them again")

    @contextmanager
    def _opened(self, mode: str) -> Iterator[sqlite3.Connection]:
        """A connection outside any transaction; what is begun and not committed is undone."""
        address = f"file:{quote(str(self.file.absolute()))}?mode={mode}"
        try:
            with closing(sqlite3.connect(address, uri=True, timeout=_PATIENCE, isolation_level=None)) as connection:
                connection.execute("PRAGMA synchronous = FULL")
                self._check_layout(connection)
                yield connection
        except sqlite3.Error as error:
            raise ArchiveError(
                f"{self.file}: the {self.table.name} cannot be read or written ({error});"
                " check the file, its folder and their permissions"
            ) from error

    def _check_layout(self, connection: sqlite3.Connection) -> None:
        connection.execute("BEGIN")  # what is asked next is of one moment, whoever lays out the file meanwhile
        (owner,), (layout,) = (
            connection.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version")
        )
        holds_something = connection.execute("SELECT 1 FROM sqlite_master").fetchone() is not None
        connection.execute("COMMIT")
        if (owner, layout) == (_OURS, _LAYOUT) or not holds_something:
            return
        if owner == _OURS and layout > _LAYOUT:
            raise ArchiveError(f"{self.file}: was written by a newer Dateline; use that one")
        raise ArchiveError(f"{self.file}: holds something else than reviews; move it away")
