"""What YAML reads otherwise than it was meant: the fault and the line in, a hint for the end of the message out."""

from __future__ import annotations

_QUOTE = (
    'put quotes around a text that holds ": ", that begins with @ * & ! % or `, or that has a comma inside {…} or […]'
)
#: Words of a parser's complaint, and what mostly lies behind it.
_COMPLAINTS = (
    ("cannot start any token", 'put quotes around words that begin with @ % or `: "@class"'),
    ("mapping values are not allowed", 'put quotes around a text that holds a colon: "He said: no"'),
    ("expected <document start>", "begin each name of the file's mapping at the left edge"),
    (
        "expected <block end>",
        "let entries of one list or mapping begin in one column, and put quotes around whole texts",
    ),
    ("did not find expected key", "let names of one mapping begin in one column, and put quotes around whole texts"),
    ("did not find expected '-' indicator", "let entries of one list begin in one column"),
    ("did not find expected ',' or ']'", "close the list with ]"),
    ("did not find expected ',' or '}'", "close the mapping with }, and put quotes around a text with a colon"),
    ("did not find expected node content", "close the list with ] or the mapping with }"),
    ("found unexpected end of stream", "close the quotation marks"),
    ("alphabetic or numeric", 'put quotes around words that begin with & or *: "*person"'),
)
ANCHOR = "put quotes around a text that begins with &"
ALIAS = (
    'aliases (*name) are not read here; write the entry out, or put quotes around a word that begins with *: "*person"'
)
TAG = "put quotes around a text that begins with !"
COMMA = "a comma inside {…} ends the text before it; put quotes around that text"
COLON = 'put a space behind the colon: "name: value"'


def hint_for(complaint: str | None, line: str = "") -> str:
    """What to do about a parser's complaint of a line."""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "indent with spaces, not with tabs"
    return next((hint for words, hint in _COMPLAINTS if words in (complaint or "")), _QUOTE)


def hint_for_name(name: str, *, flow: bool, empty: bool) -> str:
    """What lies behind a name that nobody can have meant as one; nothing if it may be a mere mistake in spelling.

    ``flow``: it stands inside {…}; ``empty``: it has no value.
    """
    if not empty:
        return ""
    if ":" in name:
        return f"; {COLON}"
    return f"; {COMMA}" if flow else ""
