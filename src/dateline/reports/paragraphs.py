"""Which lines of a text are one paragraph: takes a text, gives where its paragraphs begin and end. Lines may be wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dateline.language import lexicon

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_BULLET = re.compile(r"[*•·▪]")
_ITEM = re.compile(r"\d{1,2}[.)]\s|[-–—]\s*[A-Z\d]")  # also what a wrapped date or dash may look like
_ENDED = re.compile(r"""[.!?…:]["'”’)\]]*$""")
_GOES_ON = lexicon("reports").words("words_before_others")  # no sentence ends on these
_LETTERS = re.compile(r"[^\W\d_]+")
_SEVERAL = 3  # lines that say no sentence to the end are a wrapped text if they are filled
_NARROWEST_WRAP = 40
_WIDEST_WRAP = 120  # columns; whoever wraps lines does it at 60 to 100, and a paragraph on one line is mostly longer


def paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Start and end of each paragraph: a blank line ends one, and so does a line end that is no wrap."""
    blocks = list(_blocks(text, start, end))
    lead = text[text.rfind("\n", 0, start) + 1 : start]  # what stands before it on its first line takes room there too

    def line(a: int, b: int) -> str:
        return lead + text[a:b] if a == start else text[a:b]

    width = _wrap_width([[line(a, b) for a, b in block] for block in blocks if len(block) > 1])
    for block in blocks:
        first = block[0][0]
        is_narrow = _is_narrow([line(a, b) for a, b in block])
        for (a, b), (c, d) in pairwise(block):
            if not is_narrow and not _runs_on(line(a, b), text[c:d], width):
                yield first, b
                first = c
        yield first, block[-1][1]


def _blocks(text: str, start: int, end: int) -> Iterator[list[tuple[int, int]]]:
    """Runs of lines without a blank line between them."""
    block: list[tuple[int, int]] = []
    for line in _LINE.finditer(text, start, end):
        if line[0].isspace():
            continue
        if block and len(_LINE_END.findall(text, block[-1][1], line.start())) > 1:
            yield block
            block = []
        block.append(line.span())
    if block:
        yield block


def _wrap_width(blocks: Sequence[Sequence[str]]) -> int:
    """The column at which the lines are wrapped, 0 if each line is a paragraph."""
    pairs = [(line.strip(), after.strip()) for block in blocks for line, after in pairwise(block)]
    if not pairs:
        return 0
    lengths = sorted(len(line) for line, _ in pairs)
    if _fills(pairs, lengths[-1]):
        return lengths[-1]
    width = lengths[len(lengths) * 9 // 10]
    if any(c.islower() for line, _ in pairs for c in line):
        running_on = sum(after[0].islower() for _, after in pairs) >= 0.3 * len(pairs)
    else:
        running_on = sum(not _ENDED.search(line[-5:]) for line, _ in pairs) >= 0.6 * len(pairs)
    return width if running_on and _NARROWEST_WRAP <= width <= _WIDEST_WRAP else 0


def _fills(pairs: Sequence[tuple[str, str]], width: int) -> bool:
    """Whether every line of several was ended because the next word had no room in it, whatever that begins with."""
    some_run_on = sum(not _ENDED.search(line[-5:]) for line, _ in pairs) >= _SEVERAL
    return some_run_on and _NARROWEST_WRAP <= width <= _WIDEST_WRAP and all(_room(*pair) > width for pair in pairs)


def _is_narrow(lines: Sequence[str]) -> bool:
    """Whether a block is one sentence in short lines, which no list and no verse would be: it begins with a capital, no line but
    the last ends a sentence, and most lines surely go on in the next."""
    if len(lines) < 2 or not lines[0].strip()[0].isupper() or max(map(len, lines)) > _WIDEST_WRAP:
        return False
    pairs = [(line.strip(), after.strip()) for line, after in pairwise(lines)]
    if any(_ENDED.search(line[-5:]) or not (after[0].isalnum() or after[0] in ",;)\"'“‘(") for line, after in pairs):
        return False
    sure = sum(_surely_goes_on(*pair) for pair in pairs)
    return _ENDED.search(lines[-1].strip()[-5:]) is not None and 2 * sure > len(pairs)


def _surely_goes_on(line: str, after: str) -> bool:
    """Behind two words and more a small letter is no new beginning, and nothing ends on "of"."""
    words = _LETTERS.findall(line)
    return bool(words) and ((len(words) > 1 and after[0].islower()) or words[-1].lower() in _GOES_ON)


def _room(line: str, after: str) -> int:
    """How wide a line would be with the first word of the next."""
    return len(line) + 1 + len(after[:_WIDEST_WRAP].split(maxsplit=1)[0])


def _runs_on(line: str, after: str, width: int) -> bool:
    """Whether the sentence of a line may go on in the next: the next line's first word had no room here, or is small."""
    indent = len(after) - len(after.lstrip())
    stripped, after = line.strip(), after.strip()
    ended = _ENDED.search(stripped[-5:])
    if _BULLET.match(after) or (ended and _ITEM.match(after)) or indent > len(line) - len(line.lstrip()) + 1:
        return False
    if not ended and (after[0].islower() or after[0] in ",;)") and (width or len(stripped) >= 30):
        return True
    return bool(width) and _room(stripped, after) > 0.85 * width
