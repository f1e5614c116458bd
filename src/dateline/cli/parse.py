"""``dateline parse``: the reader's grammar as CoNLL-U."""

from __future__ import annotations

import sys

import click

from dateline.errors import ReportError
from dateline.reports.text import read_text, source_name

# Sentences parsed together, so that a long text needs no more memory than a short one. Texts of usual length are read whole,
# as the coder reads them: the network's 8-bit scales depend on all that it reads at once.
_GROUP = 256


@click.command("parse")
@click.argument("file")
@click.option("--from", "origin", type=click.Choice(["text", "conllu"]), default="text", show_default=True,
              help="conllu: keep its words and fill in UPOS, HEAD and DEPREL.")  # fmt: skip
@click.option(
    "--format", "_form", type=click.Choice(["conllu"]), default="conllu", show_default=True, help="How to print it."
)
def parse_command(file: str, origin: str, _form: str) -> None:
    """Print the grammar of FILE (- for standard input) as CoNLL-U."""
    try:
        text = read_text(file).text
    except ReportError as error:
        raise click.ClickException(str(error)) from error
    if origin == "conllu":
        _reparse(text, source_name(file))
    else:
        _parse(text)


def _parse(text: str) -> None:
    from dateline.reader.conllu import written
    from dateline.reader.reader import Reader
    from dateline.reader.segment import split_sentences

    reader = Reader()
    sentences = split_sentences(text)
    number = 0
    for start in range(0, len(sentences), _GROUP):
        for sentence in reader.read_words(sentences[start : start + _GROUP]):
            number += 1
            sys.stdout.write(written(sentence, text, str(number)) + "\n")


def _reparse(text: str, source: str) -> None:
    from dateline.reader.conllu import ConlluError, filled, read_conllu
    from dateline.reader.reader import Reader

    reader = Reader()
    try:
        gold_sentences = list(read_conllu(text.split("\n"), source))
        for start in range(0, len(gold_sentences), _GROUP):
            group = gold_sentences[start : start + _GROUP]
            parsed = iter(reader.read_whole([g.tokens for g in group if g.tokens]))
            for gold in group:
                sys.stdout.write((filled(gold, next(parsed)) if gold.tokens else "\n".join(gold.lines) + "\n") + "\n")
    except ConlluError as error:
        raise click.ClickException(str(error)) from error
