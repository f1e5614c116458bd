"""How the time of coding grows with the text: every pattern at doubling sizes, on one core.

    python -m tests.growth.measure --sizes 10000 20000 40000 80000 [PATTERN …]

Ends with 1 if twice a text takes more than 2.3 times as long, a pattern takes more than 20 times what prose takes, or a report
more than a minute. What does not hold is measured again, up to three times: the fastest counts.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from itertools import pairwise

import dateline
from dateline.errors import ReportError
from tests.growth.patterns import PATTERNS

GROWTH, PROSE, SECONDS = 2.3, 20.0, 60.0
_NOTHING = 0.05  # seconds: what takes less is not measured
_TRIES = 3


class Stopwatch:
    """Codes texts with one coder that is warm."""

    def __init__(self) -> None:
        self._coder = dateline.load()
        self.seconds("prose", 5_000)

    def seconds(self, name: str, size: int) -> float:
        """Processor time of coding, or refusing, one text."""
        text = PATTERNS[name](size)
        began = time.process_time()
        try:
            self._coder.code(text, published="2024-05-06")
        except ReportError as error:
            print(f"{name}: {error}", file=sys.stderr)
        return time.process_time() - began


def growth(seconds: Sequence[float]) -> float:
    """How many times longer the longest text takes than the one half as long, or any other pair of them."""
    return max((b / a for a, b in pairwise(seconds) if b > _NOTHING), default=0.0)


def main(names: Sequence[str], sizes: Sequence[int]) -> int:
    watch, broken = Stopwatch(), 0
    prose = [min(watch.seconds("prose", size) for _ in range(2)) for size in sizes]
    print(f"{'pattern':<18}" + "".join(f"{size:>10,}" for size in sizes) + "   growth  × prose")
    for name in names:
        found = [watch.seconds(name, size) for size in sizes]
        for _ in range(_TRIES - 1):
            if holds(found, prose):
                break
            found = [min(a, watch.seconds(name, size)) for a, size in zip(found, sizes, strict=True)]
        broken += not holds(found, prose)
        figures = "".join(f"{seconds:>9.2f}s" for seconds in found)
        mark = "" if holds(found, prose) else "  too slow"
        print(f"{name:<18}{figures}   {growth(found):6.2f} {_times(found, prose):8.1f}{mark}", flush=True)
    print(f"{len(names) - broken} of {len(names)} patterns grow with the text")
    return 1 if broken else 0


def holds(seconds: Sequence[float], prose: Sequence[float]) -> bool:
    return growth(seconds) <= GROWTH and _times(seconds, prose) <= PROSE and max(seconds) <= SECONDS


def _times(seconds: Sequence[float], prose: Sequence[float]) -> float:
    return max(a / b for a, b in zip(seconds, prose, strict=True))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("patterns", nargs="*", metavar="PATTERN", default=list(PATTERNS))
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 20_000, 40_000])
    given = parser.parse_args()
    sys.exit(main(given.patterns, given.sizes))
