"""CoNLL-U in and out: the parse as other tools of the field read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.reader.sentence import Sentence
from dateline.reader.tokenize import Token


class ConlluError(ValueError):
    """The input is not CoNLL-U; the message names the line."""


@dataclass(frozen=True, slots=True)
class ConlluSentence:
    """Gold words, with the lines they came from, so that what the model does not fill in is kept."""

    lines: tuple[str, ...]
    tokens: tuple[Token, ...]


def read_conllu(lines: Iterable[str], source: str) -> Iterator[ConlluSentence]:
    """Sentences with at least one word. Ten tab-separated columns a word; comments and ranges are kept as they are."""
    block: list[str] = []
    for number, line in enumerate([*lines, ""], start=1):
        stripped = line.rstrip("\r\n")
        if stripped:
            if not stripped.startswith("#") and stripped.count("\t") != 9:
                raise ConlluError(
                    f"{source}:{number}: a word needs ten tab-separated columns, this line has {stripped.count(chr(9)) + 1}"
                )
            block.append(stripped)
        elif block:
            tokens = _tokens(block)
            if tokens:
                yield ConlluSentence(tuple(block), tokens)
            block = []


def _tokens(block: Sequence[str]) -> tuple[Token, ...]:
    tokens: list[Token] = []
    at = 0
    for line in block:
        cells = line.split("\t")
        if len(cells) == 10 and cells[0].isdigit():
            tokens.append(Token(at, at + len(cells[1]), cells[1], "SpaceAfter=No" not in cells[9]))
            at += len(cells[1]) + 1
    return tuple(tokens)


def filled(gold: ConlluSentence, parsed: Sentence) -> str:
    """The gold lines with UPOS, HEAD and DEPREL from the model."""
    words = iter(parsed.words)
    lines = []
    for line in gold.lines:
        cells = line.split("\t")
        if len(cells) == 10 and cells[0].isdigit():
            word = next(words)
            cells[3], cells[6], cells[7], cells[8] = word.upos, str(word.head + 1), word.deprel, "_"
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
