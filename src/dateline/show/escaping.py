"""Words as HTML: whatever a coding holds comes out as text, and only addresses of the web as links."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from dateline.show.harmless import harmless


def as_text(words: str) -> str:
    """The words as HTML that can only be read."""
    return escape(harmless(words))


def link(url: str | None, words: str) -> str:
    safe = url and re.fullmatch(r"https?://\S+", url)
    return (
        f'<a href="{as_text(url)}" rel="noreferrer noopener">{as_text(words)}</a>' if safe and url else as_text(words)
    )


def listed(facts: Iterable[tuple[str, str]]) -> str:
    """A list of names and values, without those that have no value."""
    rows = "".join(f"<dt>{name}</dt><dd>{as_text(value)}</dd>" for name, value in facts if value)
    return f"<dl>{rows}</dl>" if rows else ""


def folded(title: str, facts: Iterable[tuple[str, str]]) -> str:
    """Such a list that opens when it is asked for."""
    rows = listed(facts)
    return f'<details class="why"><summary>{title}</summary>{rows}</details>' if rows else ""
