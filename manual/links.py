"""Where the links of a page lead: to another page, to a file beside it, or to one of the repository, whose path is shown."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath

_FENCE = re.compile(r"^( *)(```+)[^`\n]*\n.*?^ *\2`*$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^()\s]+)\)")
_ELSEWHERE = re.compile(r"(?:https?|mailto):")


def outside_fences(text: str, change: Callable[[str], str]) -> str:
    """The text with everything changed that is in no fenced block."""
    pieces, end = [], 0
    for fence in _FENCE.finditer(text):
        pieces += [change(text[end : fence.start()]), fence[0]]
        end = fence.end()
    return "".join([*pieces, change(text[end:])])


class Links:
    """Rewrites the links of pages, and keeps what leads nowhere in ``broken``, a line each.

    ``pages`` says of files of the repository, by their paths, where they stand in the site.
    """

    def __init__(self, root: Path, pages: Mapping[str, str]) -> None:
        self._root = root
        self._pages = pages
        self.broken: list[str] = []

    def rewritten(self, text: str, source: str) -> str:
        """The text of the file ``source``, with links as they are in the site."""
        return outside_fences(text, lambda part: _LINK.sub(lambda m: self._link(m, source), part))

    def _link(self, match: re.Match[str], source: str) -> str:
        picture, label, target = match.groups()
        path, _, anchor = target.partition("#")
        if _ELSEWHERE.match(target) and not picture:
            return match[0]
        if picture and _ELSEWHERE.match(target):
            self.broken.append(f"{source}: the picture {target} is on another machine")
            return match[0]
        named = self._in_repository(path, source) if path else source
        if named is None:
            self.broken.append(f"{source}: {target} is not there")
            return match[0]
        place = self._pages.get(named) or self._pages.get(f"{named}/README.md")
        if place is None and named.startswith("docs/") and (self._root / named).is_file():
            place = named.removeprefix("docs/")  # pictures and data lie beside the pages
        if place is None:
            return label if label.strip("`") == named else f"{label} (`{named}`)"
        here = PurePosixPath(self._pages[source]).parent
        return f"{picture}[{label}]({os.path.relpath(place, here)}{'#' + anchor if anchor else ''})"

    def _in_repository(self, path: str, source: str) -> str | None:
        found = os.path.normpath(PurePosixPath(source).parent / path)
        return found if not found.startswith("..") and (self._root / found).exists() else None
