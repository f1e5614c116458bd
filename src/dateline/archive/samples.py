"""Samples beside the reviews, in the same file: what was drawn out of what, kept for good."""

from __future__ import annotations

from dateline.archive.append_only import AppendOnly, Table
from dateline.errors import ArchiveError
from dateline.model import Sample


class Samples(AppendOnly[Sample]):
    """The samples that were drawn from the archive in a folder; there need not be any."""

    table = Table(
        name="samples",
        noun="sample",
        record=Sample,
        keys=(),
        names=("name", "who"),
        longest=64_000_000,
    )

    def append(self, sample: Sample) -> None:
        """Keep a sample; the same one is kept once. Raises ArchiveError where it cannot be kept."""
        self.append_all([sample])

    def read(self) -> list[Sample]:
        """All samples, in the order in which they were drawn."""
        return self.read_where()

    def of(self, key: str) -> Sample:
        """The sample of an id or a name; of several of one name the last. Raises ArchiveError if there is none."""
        samples = self.read()
        found = [s for s in samples if s.id == key] or [s for s in samples if s.name == key]
        if not found:
            have = ", ".join(f"{s.name} ({s.id})" for s in samples[-5:])
            there = f"there are {have}" if have else "none has been drawn yet; draw one with: dateline sample ARCHIVE"
            raise ArchiveError(f"{self.file.parent}: has no sample {key}; {there}")
        return found[-1]
