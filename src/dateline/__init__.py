"""Dateline turns news reports into event data you can check: who did what to whom, where and when, and who says so.

A session with one report, as in a notebook:

>>> import dateline
>>> coder = dateline.load()                       # the bundled reader and codebook; a second or so
>>> text = (
...     'NAIROBI, November 21. /Xinhua/. Kenyan President Wanjiku Otieno met with Ethiopian Prime Minister Abel Tesfaye in '
...     'Mombasa on Wednesday, the Foreign Ministry said. "The road was long," Otieno told reporters.'
... )
>>> coding = coder.code(text, published="2024-11-21")
>>> coding                                        # in a notebook: the coloured text beside cards
<Coding ...: Xinhua, 2024-11-21, 1 events, 3 actors, ...>

Events hold ids; the coding knows their names, and everything points at the words that it was read from:

>>> for event in coding.events:
...     print(event.type, coding.names(event.actors), "→", coding.names(event.recipients), "in", coding.name(event.place))
...     print(event.status, event.date.end, "say", coding.names(event.sources), "because of", event.evidence[0].trigger)
CONSULT ['Wanjiku Otieno'] → ['Abel Tesfaye'] in Mombasa
happened 2024-11-20 say ['Foreign Ministry', 'Xinhua'] because of Span(64, 67, 'met')
>>> [(coding.name(said.speaker), said.content.text) for said in coding.statements if said.quoted]
[('Wanjiku Otieno', 'The road was long')]

Many reports, of whatever a folder, an export or a feed holds, and an archive of what was coded:

>>> for coding in coder.pipe(dateline.read("corpus/"), jobs=4):                        # doctest: +SKIP
...     table = coding.events_frame()                                                  # with pandas
>>> archive = dateline.open("archive")                                                 # doctest: +SKIP
>>> archive.query("SELECT type, count(*) AS events FROM events GROUP BY type").df()    # doctest: +SKIP

Whatever Dateline refuses is a DatelineError of one line: the thing, the cause, and the next move.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dateline.version import __version__ as __version__

if TYPE_CHECKING:
    from dateline.coder import Coder, load
    from dateline.errors import (
        ArchiveError,
        CodebookError,
        DatelineError,
        LanguageError,
        ReaderError,
        ReportError,
        RunError,
    )
    from dateline.library.opened import open  # noqa: A004  dateline.open
    from dateline.library.read import read
    from dateline.model import Actor, Coding, Event, Place, Report, Statement, from_json, to_json

__all__ = [
    "Actor",
    "ArchiveError",
    "CodebookError",
    "Coder",
    "Coding",
    "DatelineError",
    "Event",
    "LanguageError",
    "Place",
    "ReaderError",
    "Report",
    "ReportError",
    "RunError",
    "Statement",
    "from_json",
    "load",
    "open",
    "read",
    "to_json",
]

_HOMES = {
    **dict.fromkeys(
        ("Actor", "Coding", "Event", "Place", "Report", "Statement", "from_json", "to_json"), "dateline.model"
    ),
    **dict.fromkeys((name for name in __all__ if name.endswith("Error")), "dateline.errors"),
    "Coder": "dateline.coder",
    "load": "dateline.coder",
    "open": "dateline.library.opened",
    "read": "dateline.library.read",
}


def __getattr__(name: str) -> Any:
    """Import on first use, so that nobody waits for what is not asked for; who comes in here gets the library's wiring too."""
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module 'dateline' has no attribute {name!r}")
    import_module("dateline.library")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
