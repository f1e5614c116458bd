"""Seconds that a call takes, undisturbed by what else the machine and the garbage collector do."""

import time
from collections.abc import Callable


def fastest(call: Callable[[], object]) -> float:
    """Processor time of the fastest of three calls: the others were held up by something else."""
    taken = []
    for _ in range(3):
        began = time.process_time()
        call()
        taken.append(time.process_time() - began)
    return min(taken)
