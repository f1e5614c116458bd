"""Memory of ``dateline code --into`` over many reports: of the process that reads and of its workers, every few seconds. Linux.

    python -m tests.archive.memory --reports 10000 [--articles articles.jsonl.gz]

The reports are the short ones of the tests, or the beginnings of articles of your own, each with a line that no other has.
"""

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from tests.archive.samples import records, write_lines

_SHORT = 900  # characters of an article
_EVERY = 5.0


def shortened(articles: Path) -> Iterator[dict[str, Any]]:
    """The beginnings of articles, over and over, each with a number of its own."""
    with gzip.open(articles, "rt", encoding="utf-8") as lines:
        given = [json.loads(line) for line in lines]
    for number, article in enumerate(cycle(given)):
        text = article["text"][:_SHORT].rsplit(".", 1)[0]
        published = article.get("published") or "2024-03-04"
        yield {
            "id": f"m-{number}",
            "published": published,
            "text": f"{text}. Police counted {number + 2} people there.",
        }


def megabytes(pid: int) -> float:
    """Resident memory of one process; 0 if it has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1e3


def children(pid: int) -> list[int]:
    try:
        found = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]
    except OSError:
        return []
    return found


def measure(source: Path, archive: Path, jobs: int) -> float:
    """Code it all; prints what is held meanwhile and gives the most that all processes held together."""
    command = [sys.executable, "-m", "dateline", "code", str(source), "--into", str(archive), "--jobs", str(jobs)]
    process, began, most, shown = subprocess.Popen(command), time.monotonic(), 0.0, 0.0
    print("seconds  main MB  workers MB  together MB  parts")
    while process.poll() is None:
        main, workers = megabytes(process.pid), [megabytes(child) for child in children(process.pid)]
        together, now = main + sum(workers), time.monotonic() - began
        most = max(most, together)
        if now - shown >= _EVERY:
            shown, parts = now, len(list(archive.glob("codings/part-*")))
            each = " + ".join(f"{mb:.0f}" for mb in workers)
            print(f"{now:7.0f}  {main:7.0f}  {each:>10}  {together:11.0f}  {parts:5}", flush=True)
        time.sleep(0.25)
    return most


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        items = islice(shortened(given.articles), given.reports) if given.articles else records(given.reports)
        source = write_lines(Path(folder) / "reports.jsonl", items)
        print(f"most together: {measure(source, Path(folder) / 'archive', given.jobs):,.0f} MB")
