"""The fenced blocks of a page as the generator draws them: docs/README.md has kinds that its highlighter does not know."""

from __future__ import annotations

import re

_FENCE = re.compile(r'^( *)(```+)(\w+)(?: +title="([^"]+)")?[^\n]*\n(.*?)^ *\2 *$', re.MULTILINE | re.DOTALL)
#: What has no highlighter of its name.
_DRAWN = dict.fromkeys(("output", "jsonl", "csv", "tsv", "conllu"), "text")


def drawn(text: str) -> str:
    """Blocks with a title have it above them: it is the name of the file that they are."""

    def block(match: re.Match[str]) -> str:
        indent, ticks, kind, title, body = match.groups()
        kind = _DRAWN.get(kind, kind)
        if title is None:
            return f"{indent}{ticks}{kind}\n{body}{indent}{ticks}"
        return f"{indent}{ticks}{{code-block}} {kind}\n{indent}:caption: {title}\n\n{body}{indent}{ticks}"

    return _FENCE.sub(block, text)
