"""The fenced blocks of a page, in their order, with what its source says of how they are run. docs/README.md tells the convention."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

ROOT = Path(__file__).resolve().parents[2]
#: The pages whose blocks are run.
PAGES = [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]

#: Blocks that are run, that say what the one before them printed, and that are only shown (or, with a title, written to a file).
RUN = ("sh", "console", "python", "r")
OUTPUT = "output"
SHOWN = tuple("text yaml json jsonl toml csv tsv xml html sql conllu bibtex diff markdown".split())

_MARK = re.compile(r"<!-- (not run|first|folder): (.*?) -->", re.DOTALL)
_TITLE = re.compile(r'title="([^"]+)"')


@dataclass(frozen=True)
class Block:
    """A block as it stands: ``line`` is that of its fence; ``first`` are commands of the source's own, run before it."""

    page: str
    line: int
    kind: str
    text: str
    title: str | None = None
    not_run: str | None = None
    first: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        return f"{self.page}:{self.line}"

    def commands(self) -> list[str]:
        """The commands of a block for the shell, without their comments; lines that end in a backslash are one."""
        lines = self.text.replace("\\\n", " ").splitlines()
        if self.kind == "console":
            lines = [line[2:] for line in lines if line.startswith("$ ")]
        return [bare for line in lines if (bare := re.sub(r"(^|\s)#(\s.*|$)", "", line).strip())]


@dataclass(frozen=True)
class Page:
    """``folder``: what its blocks find where they are run: the ``example`` files, or nothing (``empty``)."""

    name: str
    blocks: tuple[Block, ...]
    folder: str = "example"


def page_at(path: Path) -> Page:
    """The page of a file of the repository."""
    return page_of(path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix())


def page_of(source: str, name: str) -> Page:
    """What is to be run of a page. Raises ValueError, with the line, where it keeps to no convention."""
    blocks: list[Block] = []
    folder, first, not_run = "example", [], None
    for token in MarkdownIt("commonmark").parse(source):
        line = token.map[0] + 1 if token.map else 0
        if token.type == "html_block":
            for mark, said in _MARK.findall(token.content):
                match mark:
                    case "folder":
                        folder = said
                    case "first":
                        first.append(said)
                    case _:
                        not_run = said
            continue
        if token.type == "code_block":
            raise ValueError(f"{name}:{line}: a block by indentation says not what it is: write a fence with a kind")
        if token.type == "fence":
            kind, _, rest = token.info.strip().partition(" ")
            if kind not in (*RUN, OUTPUT, *SHOWN):
                raise ValueError(f"{name}:{line}: {kind or 'no kind'}: name one of {', '.join((*RUN, OUTPUT, *SHOWN))}")
            title = found[1] if (found := _TITLE.search(rest)) else None
            blocks.append(Block(name, line, kind, token.content, title, not_run, tuple(first)))
        if (first or not_run) and token.type != "fence" and token.level == 0 and token.nesting >= 0:
            raise ValueError(f"{name}:{line}: a mark stands directly before the block that it is of")
        if token.type == "fence":
            first, not_run = [], None
    return Page(name, tuple(blocks), folder)
