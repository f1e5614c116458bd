"""The fields of each export, with the values of one event: the bundled report is coded, exported, and what is written read."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from click.testing import CliRunner
from lxml import etree

from dateline.cli import cli
from dateline.demo.bundled import seed_text
from dateline.exchange.export_formats import FORMATS, ExportFormat
from dateline.exchange.gdelt import EVENT_COLUMNS, MENTION_COLUMNS
from manual.tables import code, table

_LONGEST = 80
#: Whose columns are those of the views.
_VIEWS = ("csv", "parquet", "xlsx")
_ENDINGS = {"polecat": "tsv", "icews": "tsv", "gdelt": "tsv", "geojson": "geojson", "graphml": "graphml"}


@dataclass(frozen=True)
class _Part:
    """A file of an export, or one kind of its lines: its fields with a value of each."""

    title: str
    fields: list[tuple[str, str]]


def formats() -> str:
    """A table of the formats, then a section for each."""
    rows = [(f"[{f.name}](#{f.name})", f.about, "those that happened" if f.happened else "any") for f in FORMATS]
    with TemporaryDirectory() as name:
        archive = _archive(Path(name))
        sections = [_section(form, archive) for form in FORMATS]
    return "\n\n".join([table(("format", "is", "events"), rows), *sections])


def _archive(folder: Path) -> Path:
    (folder / "report.txt").write_text(seed_text(), encoding="utf-8")
    archive = folder / "archive"
    _run("code", folder / "report.txt", "--into", archive, "--jobs", 1)
    _run("stories", archive)
    return archive


def _run(*words: object) -> None:
    done = CliRunner().invoke(cli, [str(word) for word in words])
    if done.exit_code:
        raise RuntimeError(f"{words}: {done.output}")


def _section(form: ExportFormat, archive: Path) -> str:
    head = f"## {form.name}\n\n{form.about[0].upper()}{form.about[1:]}."
    if form.name in _VIEWS:
        return f"{head} Its columns are those of the [views](columns.md)."
    written = archive.parent / f"out.{_ENDINGS.get(form.name, 'csv' if form.unit else 'jsonl')}"
    _run("export", archive, "--format", form.name, "-o", written)
    parts = _parts(form.name, written)
    tables = [
        (f"{part.title}:\n\n" if part.title else "") + table(("field", "for example"), _shown(part.fields))
        for part in parts
    ]
    return "\n\n".join([head, *tables])


def _shown(fields: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for name, value in fields:
        value = " ".join(value.split())
        yield code(name), code(value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…")


def _parts(name: str, written: Path) -> list[_Part]:
    match name:
        case "gdelt":
            mentions = next(p for p in written.parent.glob("out*mentions*"))
            return [
                _Part("Events", _delimited(written, EVENT_COLUMNS)),
                _Part("Mentions, in a second file", _delimited(mentions, MENTION_COLUMNS)),
            ]
        case "geojson":
            features = json.loads(written.read_text(encoding="utf-8"))["features"]
            return [_Part("", list(_leaves(features[0])))]
        case "graphml":
            return list(_keys_of_graph(written))
        case "ftm":
            return list(_entities(written))
        case "plover":
            return [_Part("", list(_leaves(json.loads(_first_line(written)))))]
        case _:
            return [_Part("", _delimited(written, None))]


def _delimited(path: Path, columns: list[str] | None) -> list[tuple[str, str]]:
    """The fields of the first row; ``columns`` where the file does not begin with them."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines, delimiter="," if path.suffix == ".csv" else "\t")
        names = columns or next(rows)
        return list(zip(names, next(rows), strict=True))


def _first_line(path: Path) -> str:
    with path.open(encoding="utf-8") as lines:
        return next(lines)


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """The paths to all values of a JSON object; of a list the first is taken."""
    if isinstance(value, dict) and value:
        for name, inner in value.items():
            yield from _leaves(inner, f"{path}.{name}" if path else name)
    elif isinstance(value, list) and value and isinstance(value[0], dict | list):
        yield from _leaves(value[0], f"{path}[]")
    else:
        yield path, json.dumps(value, ensure_ascii=False)


def _keys_of_graph(path: Path) -> Iterator[_Part]:
    graph = etree.parse(path)
    keys = [(key.get("for"), key.get("id"), key.get("attr.name")) for key in graph.iterfind(".//{*}key")]
    for of in ("node", "edge"):
        first = graph.find(f".//{{*}}{of}")
        held = {data.get("key"): data.text or "" for data in first.iterfind("{*}data")} if first is not None else {}
        fields = [(name, held.get(key, "")) for kind, key, name in keys if kind == of]
        yield _Part(f"Of each {of}", fields)


def _entities(path: Path) -> Iterator[_Part]:
    """By schema, all properties that an entity of it has in the file."""
    found: dict[str, dict[str, str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        entity = json.loads(line)
        fields = found.setdefault(entity["schema"], {})
        for name, values in entity["properties"].items():
            fields.setdefault(name, json.dumps(values, ensure_ascii=False))
    for schema, fields in sorted(found.items()):
        yield _Part(f"`{schema}`", list(fields.items()))
