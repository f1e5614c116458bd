"""``dateline relation``: sentences with a marked pair in, the PLOVER type between the two out, as lines of JSON."""

from __future__ import annotations

import json
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from dateline.cli.failures import Failures
from dateline.cli.progress import Progress
from dateline.errors import ReportError, mistake
from dateline.reports.jsonl import read_jsonl
from dateline.reports.pair import read_marked
from dateline.reports.text import STANDARD_INPUT, RawReport

if TYPE_CHECKING:
    from dateline.coder import DatelineCoder


@click.command("relation")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True), default="-")
@click.option(
    "--codebook",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of your own codebook files.",
)
def relation_command(file: str, codebook: Path | None) -> None:
    """Say what type of event joins two participants that you mark.

    FILE (default: standard input) holds lines of {"id", "text"} in which <s>…</s> marks the source and <t>…</t> the
    target; one side may be left unmarked. Each becomes a line of {"id", "type", "mode", "confidence", "because"}, where
    "because" is the word that tells it, with its offsets in the text as you gave it, and the rule that read it.

    Reports are coded with "dateline code"; this is a choice: it answers whenever the sentence has a predicate. A line that
    cannot be read is left out, counted and listed at the end; the exit status is then 1.
    """
    from dateline.coder import load

    coder = load(codebook)
    failures = Failures()
    with ExitStack() as stack:
        progress = stack.enter_context(Progress(what="lines"))
        lines = sys.stdin.buffer if file == "-" else stack.enter_context(Path(file).open("rb"))
        _relate(coder, lines, STANDARD_INPUT if file == "-" else file, failures, progress)
    failures.finish()


def _relate(coder: DatelineCoder, lines: IO[bytes], source: str, failures: Failures, progress: Progress) -> None:
    for raw in read_jsonl(lines, source):
        found = raw if isinstance(raw, ReportError) else _answered(coder, raw)
        if isinstance(found, ReportError):
            failures.add(found)
            progress.fail(len(failures))
            continue
        progress.advance(0, len(failures))
        progress.make_way()
        click.echo(json.dumps(found, ensure_ascii=False))


def _answered(coder: DatelineCoder, raw: RawReport) -> dict[str, object] | ReportError:
    try:
        return _answer(coder, raw)
    except ReportError as error:
        return error
    except Exception as error:  # noqa: BLE001 one line that trips the coder must not end a stream of thousands
        return mistake(raw.source or "the line", error)


def _answer(coder: DatelineCoder, raw: RawReport) -> dict[str, object]:
    pair = read_marked(raw.text, raw.source or "the line")
    relation = coder.relate(pair)
    if relation is None:
        return {"id": raw.id, "type": None, "mode": None, "confidence": 0.0, "because": None}
    start, end = pair.given(relation.word.start), pair.given(relation.word.end - 1) + 1
    frame = relation.frame
    because = {"start": start, "end": end, "text": raw.text[start:end], "frame": frame}
    return {
        "id": raw.id,
        "type": relation.type,
        "mode": relation.mode,
        "confidence": round(relation.confidence, 3),
        "because": because,
    }
