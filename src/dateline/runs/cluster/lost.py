"""What a cluster has lost: batches announced and not come back in, their sources or the reports at fault out."""

from __future__ import annotations

import json
from collections.abc import Sequence

from dateline.archive import Failure
from dateline.errors import ReportError
from dateline.runs.batch import ended_process
from dateline.runs.cluster.tasks import ReadingTask, Row


class Pass:
    """What was announced in one going through the sources, and what came back."""

    def __init__(self, readings: Sequence[ReadingTask]) -> None:
        self.readings = readings
        self._unread = {r.number for r in readings}
        self._announced: dict[str, tuple[int, str]] = {}
        self._coded: set[str] = set()

    def note(self, row: Row) -> None:
        if row["key"]:
            self._coded.add(row["key"].decode())
        else:
            number = int(row["task"])
            self._unread.discard(number)
            self._announced |= {key: (number, source) for key, source in json.loads(row["announced"])}

    def sources_of_lost(self) -> list[str]:
        """The sources of every task that has not ended, or one of whose batches has not come back."""
        hit = self._unread | {number for key, (number, _) in self._announced.items() if key not in self._coded}
        return [name for reading in self.readings if reading.number in hit for name in reading.names]

    def failures(self) -> tuple[Failure, ...]:
        """What is lost for good, if each task had one source and each batch one report."""
        unread = [_unreadable(r.names[0]) for r in self.readings if r.number in self._unread]
        gone = [(key, source) for key, (_, source) in self._announced.items() if key not in self._coded]
        lost = [ended_process(key, source, "ended each process that coded it") for key, source in gone]
        return (*unread, *lost)


def _unreadable(source: str) -> Failure:
    """A source that ended every process that read it."""
    return Failure.of(ReportError(source, "ended each process that read it", "split it into smaller files"))
