"""CoNLL-U in and out: the parse as other tools of the field read it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.errors import ReaderError
from dateline.reader.sentence import Sentence
from dateline.reader.tokenize import Token

_RANGE_OR_EMPTY = re.compile(r"[0-9]{1,9}[-.][0-9]{1,9}")


class ConlluError(ReaderError, ValueError):
    """The input is not CoNLL-U; the message names the line."""


@dataclass(frozen=True, slots=True)
class ConlluSentence:
    """Gold words, with the lines they came from, so that what the model does not fill in is kept. Comments may stand alone."""

    lines: tuple[str, ...]
    tokens: tuple[Token, ...]


def read_conllu(lines: Iterable[str], source: str) -> Iterator[ConlluSentence]:
    """Blocks between blank lines. Ten tab-separated columns a word, numbered from 1; comments and ranges are kept."""
    block: list[str] = []
    words = 0
    for number, line in enumerate([*lines, ""], start=1):
        stripped = line.rstrip("\r\n")
        if stripped:
            if not stripped.startswith("#"):
                words += _is_word(stripped, words + 1, f"{source}:{number}")
            block.append(stripped)
        elif block:
            yield ConlluSentence(tuple(block), _tokens(block))
            block, words = [], 0


def _is_word(line: str, expected: int, place: str) -> bool:
    """True for a word, false for a range or an empty node; an error for what CoNLL-U does not allow."""
    cells = line.split("\t")
    if len(cells) != 10:
        raise ConlluError(f"{place}: a word needs ten tab-separated columns, this line has {len(cells)}; mend the line")
    if _RANGE_OR_EMPTY.fullmatch(cells[0]):
        return False
    if cells[0] != str(expected):
        raise ConlluError(
            f"{place}: the word is numbered {cells[0][:20]!r} and should be {expected}; number the words from 1"
        )
    if not cells[1]:
        raise ConlluError(f"{place}: the word has no form; write _ where the treebank hides its words")
    return True


def _tokens(block: Sequence[str]) -> tuple[Token, ...]:
    tokens: list[Token] = []
    at = 0
    for line in block:
        cells = line.split("\t")
        if not line.startswith("#") and cells[0].isdigit():
            tokens.append(Token(at, at + len(cells[1]), cells[1], "SpaceAfter=No" not in cells[9]))
            at += len(cells[1]) + 1
    return tuple(tokens)


def filled(gold: ConlluSentence, parsed: Sentence) -> str:
    """The gold lines with UPOS, HEAD and DEPREL from the model; all else, enhanced dependencies too, is kept as it was."""
    words = iter(parsed.words)
    lines = []
    for line in gold.lines:
        cells = line.split("\t")
        if not line.startswith("#") and cells[0].isdigit():
            word = next(words)
            cells[3], cells[6], cells[7] = word.upos, str(word.head + 1), word.deprel
        lines.append("\t".join(cells))
    return "\n".join(lines) + "\n"


def written(sentence: Sentence, text: str, sent_id: str) -> str:
    """A sentence of a report as CoNLL-U; MISC has the offsets into the report, the entity tag and the mention kind."""
    surface = " ".join(text[sentence.start : sentence.end].split())
    lines = [f"# sent_id = {sent_id}", f"# text = {surface}"]
    for word in sentence.words:
        misc = [f"Start={word.start}", f"End={word.end}"]
        misc += [f"Entity={word.tag}"] if word.tag != "O" else []
        misc += [f"Kind={word.kind}"] if word.kind != "none" else []
        misc += [] if word.space_after else ["SpaceAfter=No"]
        cells = (
            word.index + 1,
            word.text,
            word.lemma,
            word.upos,
            word.xpos,
            "_",
            word.head + 1,
            word.deprel,
            "_",
            "|".join(misc),
        )
        lines.append("\t".join(map(str, cells)))
    return "\n".join(lines) + "\n"
