"""A batch of reports in, one part of the archive and what became of the batch out: the same on one machine and on many."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from dateline.errors import MORE_MEMORY, ArchiveError, ReportError, ran_out_of_memory
from dateline.model import Coding
from dateline.pipe import attempt
from dateline.reports import given
from dateline.reports.text import RawReport

if TYPE_CHECKING:
    from dateline.archive import Archive, Failure
    from dateline.coder import Coder

Batch = Sequence[tuple[str, RawReport]]
"""Reports with their content hashes."""


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a batch, or of what was read for several."""

    coded: int = 0
    sentences: int = 0
    characters: int = 0
    failures: tuple[Failure, ...] = ()
    unchanged: int = 0
    duplicates: int = 0
    no_reports: Mapping[str, int] = field(default_factory=dict)
    mojibake: int = 0  # of those that were coded
    codings: tuple[Coding, ...] = ()  # where they go into no archive


def code_batch(
    coder: Coder,
    batch: Batch,
    archive: Archive | None,
    *,
    text: bool = True,
    goes_on: Callable[[], bool] = lambda: True,
    note: Callable[[Coding], None] = lambda _: None,
) -> Done:
    """Code a batch and write it as one part; what is coded by the time ``goes_on`` says no is written too.

    Without an archive the codings come back. ArchiveError if nothing can be written at all.
    """
    codings: list[Coding] = []
    failures: list[Failure] = []
    for content_hash, raw in batch:
        if not goes_on():
            break
        found = attempt(partial(_coding, coder), raw)
        if isinstance(found, ReportError):
            failures.append(failure_of(found, content_hash))
        else:
            codings.append(found)
            note(found)
    sentences = sum(c.coverage.sentences for c in codings)
    mojibake = sum(bool(c.report.mojibake) for c in codings)
    done = Done(len(codings), sentences, sum(len(raw.text) for _, raw in batch), tuple(failures), mojibake=mojibake)
    if archive is None:
        return replace(done, codings=tuple(codings))
    write_codings(archive, codings, text=text)
    return done


def _coding(coder: Coder, raw: RawReport) -> Coding:
    coding: object = coder.code_report(raw)
    if not isinstance(coding, Coding):
        cause = f"the coder gave {given.kind_of_value(coding)}, and no coding"
        raise ReportError(raw.source or "the report", cause, "mend the coder")
    return coding


def failure_of(error: ReportError, content_hash: str | None = None) -> Failure:
    """The error as an archive keeps it. DuckDB, which the archive brings along, is loaded where it is needed, not before."""
    from dateline.archive import Failure

    return Failure.of(error, content_hash or None)


def write_codings(archive: Archive, codings: Sequence[Coding], *, text: bool) -> None:
    """Write codings as one part. Raises ArchiveError if nothing can be written."""
    import duckdb

    try:
        archive.add(codings, text=text)
    except (OSError, duckdb.Error, MemoryError) as error:
        cause = (str(error).splitlines() or ["no memory"])[0]
        next_move = MORE_MEMORY if ran_out_of_memory(error) else "check the disk and the permissions"
        raise ArchiveError(f"{archive.folder}: cannot be written ({cause}); {next_move}") from error


def ended_process(content_hash: str, source: str, cause: str) -> Failure:
    """A report that no process outlives."""
    next_move = "if memory was short, use fewer --jobs; else please report it together with the text"
    return failure_of(ReportError(source or "the report", cause, next_move), content_hash)


def packed(batch: Batch) -> bytes:
    """The batch as JSON, to be sent to another machine; :func:`unpacked` gives it back."""
    return json.dumps([(key, given.packed(raw).decode("ascii")) for key, raw in batch]).encode("ascii")


def unpacked(data: bytes) -> Batch:
    """The batch that :func:`packed` made into these bytes."""
    return [(key, given.unpacked(raw.encode("ascii"))) for key, raw in json.loads(data)]


def packed_done(done: Done) -> bytes:
    """What became of a batch that went into an archive, as JSON; :func:`unpacked_done` gives it back."""
    return json.dumps(asdict(replace(done, codings=()))).encode("ascii")


def unpacked_done(data: bytes) -> Done:
    """What :func:`packed_done` made into these bytes."""
    from dateline.archive import Failure

    fields = json.loads(data)
    failures = tuple(Failure(**failure) for failure in fields["failures"])
    return Done(**fields | {"failures": failures, "codings": ()})
