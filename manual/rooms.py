"""The drawing of the rooms, from the order of imports in pyproject.toml: ``python -m manual.rooms`` writes ``docs/rooms.svg``."""

from __future__ import annotations

import tomllib
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DRAWING = Path("docs/rooms.svg")

_BANDS = (
    ("who asks", "#e8eef7", ("cli", "desk", "library", "show", "doctor", "examples", "demo")),
    ("many reports", "#e6f2ea", ("runs", "llm", "exchange", "archive", "verdicts", "stories")),
    (
        "one report",
        "#fbf0dc",
        ("coder", "pipe", "resolve", "events", "mentions", "statements", "grammar", "reader", "reports"),
    ),
    ("what is known", "#f3e9f4", ("codebook", "world", "language")),
    ("what all rest on", "#ececec", ("model", "processes", "errors", "version", "garbage", "installed")),
)
_DOES = {
    "cli": "the commands",
    "desk": "an archive in the browser",
    "library": "import dateline",
    "show": "how a coding looks: terminal, page, charts",
    "doctor": "what an installation has and lacks",
    "examples": "the codebook's examples as tests",
    "demo": "the bundled reports",
    "runs": "all cores, or a cluster",
    "llm": "a language model as a second coder",
    "exchange": "POLECAT, PLOVER, GDELT, panels … out",
    "archive": "Parquet in a folder; views, reviews, search",
    "verdicts": "agreement, precision, corrections",
    "stories": "one event as many reports tell it",
    "coder": "the order of the rooms below; who codes",
    "pipe": "reports in, codings out, in their order",
    "resolve": "words to actors, places, dates; tellings to events",
    "events": "recognise, choose, compose",
    "mentions": "names, nominals, pronouns; chains of them",
    "statements": "who says what",
    "grammar": "clauses, participants, modality, quotations",
    "reader": "text to analysed sentences: one network, one pass",
    "reports": "files of any format to raw reports",
    "codebook": "types, frames, operators, roles",
    "world": "countries, places, people, organizations",
    "language": "the words that rules look for",
    "model": "the records and their one schema",
    "processes": "work over processes",
    "errors": "what is refused",
    "version": "",
    "garbage": "",
    "installed": "",
}
_WIDE, _LEFT, _TALL, _GAP, _BETWEEN = 900, 150, 30, 6, 16


def layers(project: Path = ROOT / "pyproject.toml") -> list[list[str]]:
    """The rooms as ``lint-imports`` holds them, the outermost first; those of one line do not import each other."""
    contracts = tomllib.loads(project.read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    ordered = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    return [[room.strip(" ()") for room in line.split("|")] for line in ordered]


def drawing(ordered: list[list[str]]) -> str:
    """The rooms as SVG, each line of the order a row, in bands. Raises KeyError for a room that no band has."""
    band_of = {room: band for band, _, rooms in _BANDS for room in rooms}
    parts, top = [], _BETWEEN
    for band, colour, _ in _BANDS:
        rows = [row for row in ordered if band_of[row[0]] == band]
        height = len(rows) * (_TALL + _GAP) + _GAP
        parts.append(f'<rect x="10" y="{top}" width="{_WIDE - 20}" height="{height}" rx="6" fill="{colour}"/>')
        parts.append(f'<text x="22" y="{top + height / 2 + 4:g}" class="band">{escape(band)}</text>')
        for number, row in enumerate(rows):
            parts += _row(row, top + _GAP + number * (_TALL + _GAP))
        top += height + _BETWEEN
    said = "Imports point down this drawing, never up. A report rises through it: file, events, archive, who asks."
    parts.append(f'<text x="{_WIDE / 2:g}" y="{top + 6}" class="note">{said}</text>')
    return _svg(parts, top + 24)


def _row(row: list[str], y: int) -> list[str]:
    wide = (_WIDE - _LEFT - 20 - _GAP * (len(row) - 1)) / len(row)
    parts = []
    for number, room in enumerate(row):
        x = _LEFT + number * (wide + _GAP)
        does = f'<tspan class="does" dx="8">{escape(_DOES[room])}</tspan>' if _DOES[room] else ""
        parts.append(f'<rect x="{x:g}" y="{y}" width="{wide:g}" height="{_TALL}" rx="4" class="room"/>')
        parts.append(f'<text x="{x + 10:g}" y="{y + 20}" class="name">{escape(room)}{does}</text>')
    return parts


def _svg(parts: list[str], height: int) -> str:
    style = (
        "text{font:13px sans-serif;fill:#222}.name{font-weight:bold}.does{font-weight:normal;fill:#444}"
        ".band{font-size:12px;fill:#444}.note{text-anchor:middle;fill:#444}.room{fill:#fff;stroke:#888}"
    )
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {height}" role="img" aria-label="The rooms">'
    return "\n".join(
        [head, f"<style>{style}</style>", f'<rect width="{_WIDE}" height="{height}" fill="#fff"/>', *parts, "</svg>\n"]
    )


if __name__ == "__main__":
    (ROOT / DRAWING).write_text(drawing(layers()), encoding="utf-8")
    print(f"wrote {DRAWING}")
