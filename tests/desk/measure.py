"""What the desk takes over an archive: to open it, for each page, and for many readers at once while it is written to.

    python -m tests.desk.measure build/million
    python -m tests.desk.measure build/copy --readers 200 --seconds 60
    python -m tests.desk.measure build/copy --readers 200 --seconds 60 --think 0 0

With ``--readers`` a desk is opened in a process of its own, and another adds a report to the archive every second: give a copy. Each
reader asks for one page after the other and thinks some seconds in between, 3 to 9 unless told otherwise; those who do not think at
all ask for as much as desk and readers can do together. Seconds are of the wall: only a quiet machine's are worth comparing, so the
load is told beside them, and what the desk took of the processor.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

import httpx2
from starlette.testclient import TestClient

from dateline.desk.app import make_app
from dateline.desk.pages import PAGES

LISTS = [page.path for page in PAGES if "{" not in page.path]
ASKED = (
    *LISTS,
    "/events?type=ASSAULT",
    "/events?country=SDN&since=2025-01-01",
    "/reports?q=police",
    "/timeline?unit=month",
)
THINKS = (3.0, 9.0)  # seconds
_WRITER = """
import sys, time
from pathlib import Path
from dateline.archive import Archive
from dateline.coder import load
coder, archive, number = load(), Archive.writable(Path(sys.argv[1])), 0
while True:
    archive.add([coder.code(f"Police arrested {number + 2} protesters in Oslo on Monday.")])
    number += 1
    time.sleep(1.0)
"""


def pages(folder: Path) -> None:
    """Each page the first time and the best of three more."""
    began = time.perf_counter()
    client = TestClient(make_app(folder), base_url="http://127.0.0.1:8765")
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{time.perf_counter() - began:8.2f} s  to open, {held} MB held at most; load {os.getloadavg()[0]:.1f}",
        flush=True,
    )
    for address in ASKED:
        taken, status = [], 0
        for _ in range(4):
            began = time.perf_counter()
            status = client.get(address).status_code
            taken.append(time.perf_counter() - began)
        print(f"{taken[0]:8.3f} s first {min(taken[1:]):8.3f} s best  {status} {address}", flush=True)


async def read(base: str, until: float, thinks: tuple[float, float], taken: list[float], wrong: list[str]) -> None:
    """One reader, with a connection of its own. It is plain HTTP: to read the system's certificates for each takes seconds."""
    async with httpx2.AsyncClient(timeout=60, verify=False) as client:
        await asyncio.sleep(random.uniform(0, thinks[1]))
        while time.monotonic() < until:
            address = random.choice(ASKED)
            began = time.monotonic()
            try:
                status = (await client.get(base + address)).status_code
            except httpx2.HTTPError as error:
                wrong.append(f"{address}: {type(error).__name__}")
                continue
            taken.append(time.monotonic() - began)
            if status != 200:
                wrong.append(f"{address}: {status}")
            await asyncio.sleep(random.uniform(*thinks))


def many(folder: Path, readers: int, seconds: float, thinks: tuple[float, float]) -> None:
    """Many readers, and somebody who adds a report every second."""
    command = [sys.executable, "-m", "dateline", "desk", str(folder), "--port", "0", "--no-open"]
    taken: list[float] = []
    wrong: list[str] = []
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as desk:
        assert desk.stderr is not None
        base = next(line for line in desk.stderr if " is open at " in line).split(" is open at ")[1].strip().rstrip("/")

        async def all_of_them() -> None:
            until = time.monotonic() + seconds
            await asyncio.gather(*(read(base, until, thinks, taken, wrong) for _ in range(readers)))

        with subprocess.Popen([sys.executable, "-c", _WRITER, str(folder)]) as writer:
            asyncio.run(all_of_them())
            writer.terminate()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        desk.terminate()
        desk.wait()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cuts = statistics.quantiles(taken, n=100)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(
        f"{len(taken)} answers to {readers} readers, median {cuts[49]:.3f} s, p95 {cuts[94]:.3f} s, longest {max(taken):.3f} s"
    )
    print(
        f"{len(wrong)} errors {sorted(set(wrong))[:10]}; the desk took {busy:.1f} s cpu; load {os.getloadavg()[0]:.1f}"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--readers", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--think", type=float, nargs=2, default=THINKS, metavar=("LEAST", "MOST"))
    given = parser.parse_args()
    if given.readers:
        many(given.folder, given.readers, given.seconds, tuple(given.think))
    else:
        pages(given.folder)
