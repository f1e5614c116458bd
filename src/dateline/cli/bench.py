"""``dateline bench``: words and sentences a second on one core, for the reader alone and for the whole job; memory; start-up."""

from __future__ import annotations

import json
import multiprocessing
import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from dateline.demo.bundled import seed_text
from dateline.errors import ReportError
from dateline.garbage import collect_rarely
from dateline.reports.jsonl import read_jsonl
from dateline.reports.text import RawReport


@dataclass(frozen=True, slots=True)
class Measured:
    """What one pass over the reports took."""

    seconds: float
    words: int
    sentences: int
    failed: int

    def line(self, name: str) -> str:
        return (
            f"{name:<22}{self.words / self.seconds:>9,.0f} words/s {self.sentences / self.seconds:>7,.0f} sentences/s"
            f"   ({self.words:,} words, {self.sentences:,} sentences, {self.seconds:.1f} s, {self.failed} failed)"
        )


@click.command("bench")
@click.option("--reports", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="A .jsonl or .jsonl.gz file of reports. Default: the bundled ones.")  # fmt: skip
@click.option(
    "--limit", type=click.IntRange(min=1), default=200, show_default=True, help="How many reports to measure."
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def bench_command(reports: Path | None, limit: int, as_json: bool) -> None:
    """Measure speed, memory and start-up on this machine, on one core."""
    from dateline.coder import load

    loaded = list(_read(reports))[:limit]
    coder = load()
    _code(coder, loaded[0])  # first use fills the tables that every later report shares
    reading = _pass(loaded, lambda r: _read_only(coder.reader, r))
    whole = _pass(loaded, lambda r: _code(coder, r))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    first = _first_result()
    if as_json:
        figures = {name: {"words_per_s": m.words / m.seconds, "sentences_per_s": m.sentences / m.seconds, "failed": m.failed}
                   for name, m in (("reader", reading), ("whole", whole))}  # fmt: skip
        click.echo(json.dumps({**figures, "peak_memory_mb": memory, "first_result_s": first, "reports": len(loaded)}))
        return
    click.echo(f"{len(loaded)} reports{'' if reports else ' (bundled)'}, one core")
    click.echo(reading.line("reader alone"))
    click.echo(whole.line("text to coding"))
    click.echo(f"{'peak memory':<22}{memory:>9,.0f} MB")
    click.echo(f"{'start to first result':<22}{first:>9.2f} s   (new process, the bundled report)")


def _read(path: Path | None) -> Sequence[RawReport]:
    if path is None:
        return [RawReport(str(i), seed_text()) for i in range(40)]
    import gzip
    import zlib

    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rb") as lines:
            found = list(read_jsonl(lines, str(path)))
    except (OSError, EOFError, zlib.error) as error:
        raise click.ClickException(
            f"{path}: cannot be read ({error}); give a whole .jsonl or .jsonl.gz file"
        ) from error
    reports = [r for r in found if isinstance(r, RawReport)]
    if not reports:
        raise click.ClickException(str(found[0]) if found else f"{path}: holds no reports; give lines of JSON")
    return reports


def _pass(reports: Sequence[RawReport], work: Callable[[RawReport], tuple[int, int] | None]) -> Measured:
    words = sentences = failed = 0
    started = time.perf_counter()
    for report in reports:
        counted = work(report)
        if counted is None:
            failed += 1
            continue
        words, sentences = words + counted[0], sentences + counted[1]
    return Measured(time.perf_counter() - started, words, sentences, failed)


def _read_only(reader: object, report: RawReport) -> tuple[int, int]:
    from dateline.reader.reader import Reader

    assert isinstance(reader, Reader)
    found = reader.read(report.text)
    return sum(len(s.words) for s in found), len(found)


def _code(coder: object, report: RawReport) -> tuple[int, int] | None:
    from dateline.coder import DatelineCoder

    assert isinstance(coder, DatelineCoder)
    try:
        coding = coder.code_report(report)
    except ReportError:
        return None
    return sum(len(s.text.split()) for s in coding.sentences), coding.coverage.sentences


def _first_result() -> float:
    """Seconds from starting a new interpreter to the end of coding the bundled report."""
    process = multiprocessing.get_context("spawn").Process(target=_code_bundled)
    started = time.perf_counter()
    process.start()
    process.join()
    return time.perf_counter() - started


def _code_bundled() -> None:
    from dateline.coder import load

    collect_rarely()  # as the command line does
    load().code_report(_read(None)[0])
