"""``dateline parse``: the reader's grammar as CoNLL-U."""

from __future__ import annotations

import sys

import click

from dateline.reports.errors import ReportError
from dateline.reports.text import read_text, source_name

_GROUP = 64  # gold sentences parsed together


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

    for sentence in Reader().read(text):
        sys.stdout.write(written(sentence, text, str(sentence.index + 1)) + "\n")


def _reparse(text: str, source: str) -> None:
    from dateline.reader.conllu import ConlluError, filled, read_conllu
    from dateline.reader.reader import Reader

    reader = Reader()
    try:
        gold_sentences = list(read_conllu(text.split("\n"), source))
        for start in range(0, len(gold_sentences), _GROUP):
            group = gold_sentences[start : start + _GROUP]
            for gold, parsed in zip(group, reader.read_whole([g.tokens for g in group]), strict=True):
                sys.stdout.write(filled(gold, parsed) + "\n")
    except ConlluError as error:
        raise click.ClickException(str(error)) from error
