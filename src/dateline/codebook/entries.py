"""YAML in, plain entries that remember their lines out. Aliases, tags, repeated keys and deep nesting are refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NoReturn, TypeAlias

import yaml

from dateline.codebook.traps import ALIAS, ANCHOR, TAG, hint_for, hint_for_name
from dateline.errors import CodebookError

_DEEPEST = 20  # The format needs 5 levels; a limit keeps hostile files from exhausting memory or the stack.

Scalar: TypeAlias = str | int | float | bool | None
Value: TypeAlias = "Scalar | list[Value] | Entry"

# Without the C parser the bundled codebook takes seconds rather than a tenth of one, but it still loads.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NUMBER = re.compile(r"[-+]?[0-9]{1,9}(\.[0-9]{1,9})?")
# Only these words are special: YAML 1.1 would turn the preposition "on" and the word "no" into truth values.
_WORDS: Mapping[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a codebook file. A ``fatal`` one keeps the codebook from loading; others only weaken it.

    ``line`` is 0 for a whole file or folder.
    """

    file: str
    line: int
    message: str
    fatal: bool = True

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}" if self.line else f"{self.file}: {self.message}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A YAML mapping, with the line it begins on and the line of each of its keys; ``flow``: it is written in {…}."""

    fields: Mapping[str, Value]
    line: int
    lines: Mapping[str, int]
    flow: bool = False

    def line_of(self, key: str) -> int:
        return self.lines.get(key, self.line)

    def trap(self, key: str) -> str:
        """What YAML may have made of something else, where nobody can have meant ``key``; nothing if it is plain."""
        return hint_for_name(key, flow=self.flow, empty=self.fields.get(key) is None)

    def text(self, key: str) -> str | None:
        value = self.fields.get(key)
        return value if isinstance(value, str) else None

    def texts(self, key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """A list of words; a single word stands for a list of one."""
        value = self.fields.get(key)
        if isinstance(value, str):
            return (value,)
        return tuple(v for v in value if isinstance(v, str)) if isinstance(value, list) else default

    def number(self, key: str) -> float | None:
        value = self.fields.get(key)
        return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None

    def flag(self, key: str) -> bool:
        return self.fields.get(key) is True

    def entries(self, key: str) -> list[Entry]:
        value = self.fields.get(key)
        return [v for v in value if isinstance(v, Entry)] if isinstance(value, list) else []

    def entry(self, key: str) -> Entry:
        """The mapping under ``key``; an empty one if there is none."""
        value = self.fields.get(key)
        return value if isinstance(value, Entry) else Entry({}, self.line_of(key), {})


def parse_yaml(content: bytes, file: str) -> Entry:
    """The mapping that a YAML file holds; raises CodebookError with file and line if it holds anything else."""
    try:
        return _Builder(file).build(content.decode("utf-8-sig"))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        words = "".join(content.decode("utf-8-sig").splitlines()[line - 1 : line]) if line else ""
        raise CodebookError(
            [Problem(file, line, f"not readable as YAML: {error.problem}; {hint_for(error.problem, words)}")]
        ) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise CodebookError([Problem(file, 0, f"not readable as YAML in UTF-8: {error}")]) from error


@dataclass(slots=True)
class _OpenEntry:
    """A list or mapping whose end has not been read yet."""

    line: int
    is_mapping: bool
    flow: bool
    items: list[Value] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Builder:
    """Builds entries from YAML events: quicker than PyYAML's own tree, never recursive, and it keeps the lines."""

    file: str
    open: list[_OpenEntry] = field(default_factory=list)
    root: Value = None

    def build(self, text: str) -> Entry:
        documents = 0
        for event in yaml.parse(text, Loader=_LOADER):
            line = event.start_mark.line + 1 if event.start_mark else 0
            if (
                isinstance(event, yaml.NodeEvent)
                and event.anchor is not None
                and not isinstance(event, yaml.AliasEvent)
            ):
                self._refuse(f"anchors (&{event.anchor}) are not read here; {ANCHOR}", line)
            if isinstance(event, yaml.ScalarEvent):
                self._refuse_tag(event.tag if event.value or (event.tag or "").startswith("!") else None, line)
                self._add(_scalar(event), line)
            elif isinstance(event, yaml.CollectionStartEvent):
                self._start(event, line)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._end()
            elif isinstance(event, yaml.AliasEvent):
                self._refuse(ALIAS, line)
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._refuse("one document a file", line)
        if not isinstance(self.root, Entry):
            self._refuse("a codebook file is a mapping of names to values", 1)
        return self.root

    def _refuse(self, message: str, line: int) -> NoReturn:
        raise CodebookError([Problem(self.file, line, message)])

    def _refuse_tag(self, tag: str | None, line: int) -> None:
        if tag not in (None, "!"):
            self._refuse(f"tags ({tag}) are not read here; {TAG}", line)

    def _start(self, event: yaml.CollectionStartEvent, line: int) -> None:
        self._refuse_tag(event.tag, line)
        if len(self.open) >= _DEEPEST:
            self._refuse(f"nested deeper than {_DEEPEST} levels", line)
        self.open.append(_OpenEntry(line, isinstance(event, yaml.MappingStartEvent), bool(event.flow_style)))

    def _end(self) -> None:
        done = self.open.pop()
        self._add(self._entry(done) if done.is_mapping else done.items, done.line)

    def _add(self, value: Value, line: int) -> None:
        if not self.open:
            self.root = value
            return
        self.open[-1].items.append(value)
        self.open[-1].lines.append(line)

    def _entry(self, done: _OpenEntry) -> Entry:
        fields: dict[str, Value] = {}
        lines: dict[str, int] = {}
        for key, value, line in zip(done.items[::2], done.items[1::2], done.lines[::2], strict=True):
            if isinstance(key, list | Entry):
                self._refuse("a name must be a plain word", line)
            name = key if isinstance(key, str) else str(key)
            if name in fields:
                self._refuse(f'"{name}" is given twice here', line)
            fields[name] = value
            lines[name] = line
        return Entry(fields, done.line, lines, done.flow)


def _scalar(event: yaml.ScalarEvent) -> Scalar:
    text: str = event.value
    if not event.implicit[0]:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    return text
