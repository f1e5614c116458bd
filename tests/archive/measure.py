"""What an archive takes at a size: time and peak memory of each command and query, every command in a process of its own.

    python -m tests.archive.measure build/million --events 1000000

The archive is made by ``tests.archive.synthetic`` if it is not there. Seconds are of the wall and of the processor: on a busy
machine only the second are worth comparing.
"""

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from dateline.archive import Archive
from tests.archive.synthetic import build

_PAIR = "JOIN sides {0} ON {0}.event_id = e.event_id AND {0}.side = '{1}'"
QUERIES = (
    "SELECT type, count(*) FROM events GROUP BY type",
    "SELECT count(*) FROM events WHERE place_country = 'SDN' AND date_start >= '2025-01-01'",
    "SELECT publisher, count(*) FROM reports GROUP BY publisher",
    "SELECT name, count(*) AS n FROM sides GROUP BY name ORDER BY n DESC LIMIT 10",
    "SELECT e.type, p.country, count(*) FROM events e JOIN sides p USING (event_id) GROUP BY ALL",
    f"SELECT a.country, b.country, count(*) FROM events e {_PAIR.format('a', 'actor')} {_PAIR.format('b', 'recipient')} GROUP BY ALL",
)
COMMANDS = ("status", "merge", "stories", "visits --limit 20", "actors Abadi --archive")


def timed(what: str, work: Callable[[], object], who: int) -> None:
    before, began = resource.getrusage(who), time.perf_counter()
    work()
    wall, after = time.perf_counter() - began, resource.getrusage(who)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{wall:8.2f} s {busy:8.2f} s cpu  {what}", flush=True)


def run(command: str, folder: Path) -> None:
    """In a process of its own, which says in its last line what it held at most."""
    held = "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, 'MB held at most', file=sys.stderr)"
    code = f"import resource, sys\nfrom dateline.cli import main\ntry:\n    main(sys.argv[1:])\nfinally:\n    {held}"
    arguments = [sys.executable, "-c", code, *command.split(), str(folder)]
    said = subprocess.run(arguments, capture_output=True, text=True, check=False).stderr
    print(f"{said.strip().splitlines()[-1]:>40}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--events", type=int, default=1_000_000)
    given = parser.parse_args()
    if not given.folder.exists():
        build(given.folder, given.events)
    with Archive.existing(given.folder).connect() as connection:
        for sql in QUERIES:
            timed(sql, lambda sql=sql: connection.execute(sql).fetchall(), resource.RUSAGE_SELF)
    for command in COMMANDS:
        timed(f"dateline {command}", lambda c=command: run(c, given.folder), resource.RUSAGE_CHILDREN)
