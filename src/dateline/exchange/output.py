"""Files that appear whole or not at all; cells and lines that no reader can misread."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

_BREAKS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")
_SURROGATES = re.compile("[\ud800-\udfff]")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SEPARATOR = re.compile(r"\s*;\s*")
_ENCODER = json.JSONEncoder(ensure_ascii=False)  # made once: json.dumps would make one for every line


@contextmanager
def whole_file(output: Path) -> Iterator[IO[str]]:
    """Write to a neighbour of ``output`` that takes its name only when everything is written."""
    with unfinished(output) as part, part.open("w", encoding="utf-8", newline="\n") as out:
        yield out


@contextmanager
def unfinished(output: Path) -> Iterator[Path]:
    """The name to write under; renamed to ``output`` at the end, removed if something fails.

    A pipe or a device, as /dev/stdout, is written to as it is: a file of its name would take its place.
    """
    if output.exists() and not output.is_file():
        yield output
        return
    output = output.resolve()  # what a link leads to, not the link
    part = output.with_name(f".{output.name}.part")
    try:
        yield part
        part.replace(output)
    finally:
        part.unlink(missing_ok=True)


def xml_text(text: str) -> str:
    """The text as an XML document may hold it: controls and what is no character are shown as �."""
    return text if text.isprintable() else _NOT_XML.sub("�", text)


def cell(value: object, missing: str = "") -> str:
    """A value as a field of a TSV that is read without quoting: no tab, no line break, no double quote inside.

    Readers that treat quotes as special and readers that do not then see the same fields.
    """
    if value is None or value == "":
        return missing
    text = str(value)
    if not text.isprintable():  # so are nearly all, and the patterns are slower
        text = _SURROGATES.sub("�", _BREAKS.sub(" ", text))
    return text.replace('"', "'").strip() or missing


def joined(values: Iterable[object], separator: str = "; ", missing: str = "None") -> str:
    """Several values in one field, in step with their neighbours; a separator inside a value becomes a comma."""
    cells = [cell(value, missing) for value in values]
    return separator.join([_SEPARATOR.sub(", ", text) if ";" in text else text for text in cells]) or missing


def tsv_line(fields: Iterable[object], missing: str = "") -> str:
    """The fields as cells of one line. Nearly every line is plain, which is asked once and not of each of its cells."""
    values = list(fields)
    texts = [missing if v is None else str(v).strip() or missing for v in values]
    plain = "".join(texts)
    if '"' in plain or not plain.isprintable():
        texts = [cell(v, missing) for v in values]
    return "\t".join(texts) + "\n"


def json_text(value: object) -> str:
    """A value as JSON that any reader of UTF-8 takes: half a surrogate pair, which is no character, becomes a question mark."""
    return _ENCODER.encode(value).encode("utf-8", "replace").decode()
