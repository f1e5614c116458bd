"""What full-text search takes: seconds and bytes to index an archive, and how long searches last.

    python -m tests.archive.measure_search build/searched --reports 10000
    python -m tests.archive.measure_search build/million --as-it-is

The archive is made if it is not there: of the codings of :mod:`tests.archive.synthetic`, with texts of some 2,700 characters
that are put together from sentences of the corpus. With ``--as-it-is`` any archive is measured. Each search is asked for
``--times`` times: what the slowest but one in twenty took is p95. On a busy machine
only seconds of the processor are worth comparing.
"""

import argparse
import random
import re
import shutil
import statistics
import time
from collections import Counter
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from typing import Any

from corpus.load import load
from dateline.archive import Archive
from dateline.archive.parts import write_part
from dateline.archive.search import Search
from dateline.archive.search_rows import FOLDER
from tests.archive.synthetic import templates

_SENTENCES, _A_PART = 20, 2_000
_WORD = re.compile(r"[a-z]{4,}")


def rows(reports: int) -> Iterator[dict[str, Any]]:
    """Codings whose reports have long texts; their spans lead nowhere."""
    sentences = [r["text"][s["start"] : s["end"]] for r in load() for s in r["sentences"]]
    chance, made = random.Random(1), templates()
    for row in islice((t.told_in(world, 730) for world in count() for t in made), reports):
        row["report"]["text"] = " ".join(chance.choices(sentences, k=_SENTENCES))
        row["report"]["title"] = chance.choice(sentences)[:70]
        yield row


def build(folder: Path, reports: int) -> None:
    Archive.writable(folder)
    made = rows(reports)
    while some := list(islice(made, _A_PART)):
        write_part(folder, some)


def asked_words(archive: Archive) -> dict[str, list[str]]:
    """Searches by what they take: words that a tenth of the reports hold, that a hundredth does, and that few do."""
    with archive.reading() as connection:
        texts = [
            t for (t,) in connection.execute("SELECT text FROM texts USING SAMPLE 2000 ROWS (reservoir, 1)").fetchall()
        ]
    held = Counter(word for text in texts for word in {*_WORD.findall((text or "").lower())})
    groups: dict[str, list[str]] = {"common": [], "less common": [], "rare": []}
    for word, reports in held.most_common():
        share = reports / len(texts)
        groups["common" if share > 0.1 else "less common" if share > 0.01 else "rare"].append(word)
    chance = random.Random(1)
    found = {name: chance.sample(words, min(40, len(words))) for name, words in groups.items()}
    found["the most common"] = groups["common"][:20]
    pairs = list(zip(found["common"], found["less common"], strict=False))
    found["two words"] = [f"{a} {b}" for a, b in pairs]
    found["one of two"] = [f"{a} OR {b}" for a, b in pairs]
    found["a phrase"] = [f'"{" ".join(text.split()[4:6])}"' for text in texts[:40] if text and '"' not in text]
    found["a beginning"] = [f"{word[:4]}*" for word in found["less common"]]
    return found


def seconds(search: Search, words: str) -> tuple[float, float, float, int]:
    """Of the wall and of the processor to find, and of the wall for 20 snippets; how many reports were found."""
    began, busy = time.perf_counter(), time.process_time()
    results = search.find(words, 20)
    found, busy = time.perf_counter(), time.process_time() - busy
    search.snippets([report.report_id for report in results.found], words)
    return found - began, busy, time.perf_counter() - found, results.total


def told(name: str, search: Search, asked: list[str], times: int) -> None:
    taken = [seconds(search, words) for words in asked for _ in range(times)]
    p95 = int(len(taken) * 0.95) - 1
    finding, busy, cutting = (
        f"p50 {statistics.median(of):5.3f} s, p95 {sorted(of)[p95]:5.3f} s" for of in list(zip(*taken, strict=True))[:3]
    )
    reports = statistics.median(total for *_, total in taken)
    print(
        f"{name:>15}: {len(asked):2} searches, {reports:7,.0f} reports; {finding} (processor {busy}); snippets {cutting}",
        flush=True,
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--as-it-is", action="store_true")
    given = parser.parse_args()
    if not given.as_it_is and not given.folder.exists():
        build(given.folder, given.reports)
    shutil.rmtree(given.folder / FOLDER, ignore_errors=True)
    searched, began = Search(given.folder), time.perf_counter()
    indexed = searched.refresh()
    lasted = time.perf_counter() - began
    size = sum(file.stat().st_size for file in (given.folder / FOLDER).iterdir())
    parts = sum(file.stat().st_size for file in given.folder.rglob("*.parquet"))
    print(f"indexed {indexed:,} reports in {lasted:.1f} s, {indexed / lasted:,.0f} a second", flush=True)
    print(f"the index has {size / 1e6:,.0f} MB, the parts with their flat tables {parts / 1e6:,.0f} MB", flush=True)
    began = time.perf_counter()
    searched.refresh()
    print(f"to see that nothing is new: {time.perf_counter() - began:.3f} s", flush=True)
    for group, words in asked_words(Archive.existing(given.folder)).items():
        told(group, searched, words, given.times)
