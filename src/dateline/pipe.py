"""Many reports through one coder, in their order: what becomes of each, in this process or over several."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from dateline.errors import ReportError, RunError, mistake
from dateline.model import Coding, from_json, to_json
from dateline.processes import Piece, Work, answered
from dateline.reports.given import packed, told, unpacked
from dateline.reports.text import RawReport

Code = Callable[[RawReport], Coding]
"""``code_report`` of a coder."""


def coded(code: Code, given: Iterator[RawReport | ReportError]) -> Iterator[Coding | ReportError]:
    """Each report's coding, or what is wrong with it in its place, as soon as it is asked for."""
    return map(partial(attempt, code), given)


def coded_elsewhere(
    start: Callable[..., Work], arguments: Sequence[Any], given: Iterator[RawReport | ReportError], jobs: int
) -> Iterator[Coding | ReportError]:
    """The same over processes: ``start(*arguments)`` gives each of them its work, which :func:`work_of` makes of a coder."""
    unread: dict[int, ReportError] = {}  # they keep their places, and need no process

    def pieces() -> Iterator[Piece]:
        for number, raw in enumerate(given):
            if isinstance(raw, ReportError):
                unread[number] = raw
                yield raw.source, b""
            else:
                yield raw.source or "a report", packed(raw)

    for number, answer in enumerate(answered(start, arguments, pieces(), jobs)):
        found = json.loads(answer) if answer else {}
        if number in unread:
            yield unread.pop(number)
        else:
            yield ReportError(**found["error"]) if "error" in found else from_json(found)


def work_of(code: Code) -> Work:
    """What a process does with a piece: a packed report in, its coding or what is wrong with it as JSON out."""

    def work(piece: bytes) -> bytes:
        if not piece:
            return b""
        found = attempt(code, unpacked(piece))
        return json.dumps({"error": told(found)} if isinstance(found, ReportError) else to_json(found)).encode("ascii")

    return work


def attempt(code: Code, raw: RawReport | ReportError) -> Coding | ReportError:
    """The coding of one report, or what is wrong with it, also where it trips the coder."""
    if isinstance(raw, ReportError):
        return raw
    try:
        return code(raw)
    except ReportError as error:
        return error
    except RunError:
        raise  # no fault of this report: no other could be coded either
    except Exception as error:  # noqa: BLE001 a report that trips the coder must not end a stream of thousands
        wrong = mistake(raw.source or "the report", error)
        wrong.__cause__ = error
        return wrong
