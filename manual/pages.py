"""Which pages there are: those of docs/, and those of the repository that have a page of their own."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from manual.codebook_tables import codebook_tables
from manual.columns import columns
from manual.commands import commands
from manual.contract import contract
from manual.formats import formats
from manual.python_names import python_names

ROOT = Path(__file__).resolve().parent.parent

#: Files outside docs/ that are pages too, and where they stand in the site.
OF_THE_REPOSITORY = {
    "README.md": "repository/readme.md",
    "CONTRIBUTING.md": "repository/contributing.md",
    "CHANGELOG.md": "repository/changelog.md",
    "cases/README.md": "repository/cases.md",
    "corpus/README.md": "repository/corpus.md",
    "gold/README.md": "repository/gold.md",
    "gold/kinds/README.md": "repository/gold-kinds.md",
    "gold/stories/README.md": "repository/gold-stories.md",
    "src/dateline/codebook/README.md": "repository/codebook-files.md",
    "src/dateline/demo/data/README.md": "repository/bundled-reports.md",
    "src/dateline/language/README.md": "repository/language-files.md",
    "src/dateline/reader/weights/MODEL_CARD.md": "repository/model-card.md",
    "training/README.md": "repository/training.md",
}

#: What a line ``<!-- generated: NAME -->`` of a page becomes.
GENERATED: dict[str, Callable[[], str]] = {
    "codebook": codebook_tables,
    "columns": columns,
    "commands": commands,
    "contract": contract,
    "formats": formats,
    "python": python_names,
}
_MARK = re.compile(r"^<!-- generated: (\w+) -->$", re.MULTILINE)
_SECTION = re.compile(r"^## (.+)\n((?:(?!^## ).*\n?)*)", re.MULTILINE)
_LISTS = "README.md"  # of a folder of pages
_LISTED = re.compile(r"^- \[([^\]]*)\]\(([^)#]+)\.md\)", re.MULTILINE)


def places() -> dict[str, str]:
    """The files that are pages, by their paths in the repository, with their places in the site."""
    of_docs = (path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "docs").rglob("*.md")))
    return {name: name.removeprefix("docs/") for name in of_docs} | OF_THE_REPOSITORY


def with_generated(text: str) -> str:
    """The text with its generated parts. Raises KeyError for a part that nothing makes."""
    return _MARK.sub(lambda mark: GENERATED[mark[1]](), text)


def lists_pages(place: str) -> bool:
    """The first page lists the pages of the site, and the README of a folder those of the folder."""
    return place == "index.md" or (place.endswith(f"/{_LISTS}") and not place.startswith("repository/"))


def with_contents(text: str) -> str:
    """A page that lists pages: the order in which readers leaf through them, each of its sections a chapter."""
    if not _SECTION.search(text):
        return text + _tree(text, "")
    return _SECTION.sub(lambda section: section[0] + _tree(section[2], f":caption: {section[1]}\n"), text)


def _tree(text: str, caption: str) -> str:
    pages = "\n".join(f"{label} <{place}>" for label, place in _LISTED.findall(text))
    return f"\n```{{toctree}}\n:hidden:\n{caption}\n{pages}\n```\n\n" if pages else ""
