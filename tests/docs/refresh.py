"""Writes into pages what their blocks print now: ``python -m tests.docs.refresh docs/tutorials/journalist.md``.

A page in, the same page out; where an output is no longer what is printed, each of its lines becomes the printed line that is most
like it, and ``...`` stays where it stood. Read the difference before you keep it: that an output has changed may be a fault.
"""

from __future__ import annotations

import re
import sys
import tempfile
from difflib import SequenceMatcher
from pathlib import Path

from tests.docs.blocks import OUTPUT, Block, page_at
from tests.docs.example_files import example_files
from tests.docs.session import Session, compare, session, tools_in

_ALIKE = 0.5  # of a line that has changed and the one it was


def refreshed(want: str, said: str) -> str:
    """``want`` with the lines of ``said`` in the place of those that are not in it any more, in their order.

    >>> print(refreshed("wrote x.csv: 2 rows\\n...\\ndone in ... s", "wrote x.csv: 3 rows\\nnote\\nand\\ndone in 4 s"))
    wrote x.csv: 3 rows
    ...
    done in ... s
    """
    lines, left = [], said.splitlines()
    for line in want.splitlines():
        if line.strip() == "..." or not line.strip():
            lines.append(line)
            continue
        pattern = r".*?".join(r"\s+".join(map(re.escape, part.split())) for part in re.split(r"\s*\.\.\.\s*", line))
        same = next((n for n, now in enumerate(left) if re.fullmatch(rf"\s*{pattern}\s*", now)), None)
        if same is not None:
            lines.append(line)
            left = left[same + 1 :]
        elif left:
            alike = [SequenceMatcher(None, line, now).ratio() for now in left]
            best = max(range(len(left)), key=alike.__getitem__)
            if alike[best] >= _ALIKE:
                lines.append(left[best])
                left = left[best + 1 :]
    return "\n".join(lines)


def _block_now(block: Block, running: Session, said: str) -> str:
    """The text of a block with its outputs as they are now; ``said``: what the block before it printed."""
    if block.kind == OUTPUT:
        return _now(block.text, said)
    if block.kind != "console" or block.not_run:
        return block.text
    for command in block.first:
        running.shell(command, block.where)
    parts = re.split(r"^(?=\$ )", block.text, flags=re.MULTILINE)
    return "".join(_console_now(part, running) for part in parts if part)


def _console_now(part: str, running: Session) -> str:
    lines = part.splitlines()
    ends = next(n for n, line in enumerate(lines) if not line.endswith("\\"))
    command, want = "\n".join(lines[: ends + 1])[2:], "\n".join(lines[ends + 1 :])
    said = running.shell(command, part, may_fail=bool(want.strip()))
    return f"$ {command}\n" + _now(want + "\n", said) if want.strip() else part


def _now(want: str, said: str) -> str:
    try:
        compare(want, said, "")
    except AssertionError:
        return refreshed(want.rstrip("\n"), said) + "\n"
    return want


def main(paths: list[str]) -> None:
    with tempfile.TemporaryDirectory() as made:
        tools = Path(made, "tools")
        tools.mkdir()
        tools_in(tools)
        example: Path | None = None
        for number, name in enumerate(paths):
            path = Path(name).resolve()
            page, text = page_at(path), path.read_text(encoding="utf-8").split("\n")
            if page.folder != "empty" and example is None:
                Path(made, "example").mkdir()
                example = example_files(Path(made, "example"), tools)
            changed: list[tuple[Block, str]] = []
            with session(page, example or Path(made), Path(made, f"page-{number}"), tools) as running:
                for block in page.blocks:
                    now = _block_now(block, running, running.said)
                    if now != block.text:
                        changed.append((block, now))
                    if block.kind not in ("console", OUTPUT) or block.not_run:
                        running.run(block)
            for block, now in reversed(changed):
                text[block.line : block.line + block.text.count("\n")] = now.rstrip("\n").split("\n")
            path.write_text("\n".join(text), encoding="utf-8")
            print(f"{name}: {len(changed)} blocks print something else now")


if __name__ == "__main__":
    main(sys.argv[1:])
