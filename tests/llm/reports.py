"""A small report, the answer of a model that reads it rightly, and how a coder of the tests is made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from dateline.codebook import Codebook, load_codebook
from dateline.llm.endpoint import Endpoint
from dateline.llm.second_coder import SecondCoder
from dateline.reports.text import RawReport
from tests.llm.server import Answering, Served, serving

TEXT = (
    "OSLO, May 6 (NTB) - Police arrested three protesters in Oslo on Sunday, officials said. Foreign Minister Kari Lund met"
    " Ole Krag of Denmark in Bergen. “He was frank,” Lund said.\n"
)
PUBLISHED = date(2024, 5, 6)


def words(sentence: int, said: str, **more: Any) -> dict[str, Any]:
    """Words as an answer quotes them."""
    return {"sentence": sentence, "words": said, **more}


def actor(key: str, kind: str, country: str | None, *mentions: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"key": key, "kind": kind, "country": country, "sectors": [], "mentions": [*mentions], "roles": [], **more}


ARREST: dict[str, Any] = {
    "type": "COERCE",
    "mode": "arrest",
    "status": "happened",
    "trigger": words(0, "arrested"),
    "actors": ["a1"],
    "recipients": ["a2"],
    "sources": [],
    "contexts": ["legal"],
    "place": words(0, "Oslo", country="NOR"),
    "date": words(0, "on Sunday", start="2024-05-05", end="2024-05-05"),
    "sizes": [words(0, "three protesters", counted="arrested", number=3)],
}
MEETING: dict[str, Any] = {
    **ARREST,
    "type": "CONSULT",
    "mode": None,
    "trigger": words(1, "met"),
    "actors": ["a3", "a4"],
    "recipients": [],
    "contexts": [],
    "place": words(1, "Bergen", country="NOR"),
    "date": None,
    "sizes": [],
}
SAID = {"speaker": "a3", "cue": words(2, "said"), "content": words(2, "He was frank,"), "quoted": True, "about": ["a4"]}
RIGHT: dict[str, Any] = {
    "actors": [
        actor("a1", "organization", "NOR", words(0, "Police", form="nominal"), sectors=["COP"]),
        actor("a2", "group", None, words(0, "three protesters", form="nominal"), sectors=["CVL"]),
        actor("a3", "person", "NOR", words(1, "Kari Lund", form="name"), words(2, "Lund", form="name"), sectors=["GOV"],
              roles=[words(1, "Foreign Minister")]),
        actor("a4", "person", "DNK", words(1, "Ole Krag", form="name"), words(2, "He", form="pronoun")),
    ],
    "events": [ARREST, MEETING],
    "statements": [SAID],
}  # fmt: skip


def right(**changed: Any) -> dict[str, Any]:
    """A copy of the right answer, with other parts in the place of some."""
    return deepcopy(RIGHT) | changed


@cache
def codebook() -> Codebook:
    return load_codebook()


def raw(text: str = TEXT) -> RawReport:
    return RawReport("r1", text, published=PUBLISHED, source="r1")


@contextmanager
def asking(
    answer: Answering, *, cache: Path | None = None, timeout: float = 10.0, tries: int = 3
) -> Iterator[tuple[SecondCoder, Served]]:
    """A coder that asks a server which answers so; it waits hardly at all before it asks again."""
    with serving(answer) as served:
        endpoint = Endpoint(served.url, "small", timeout=timeout, tries=tries)
        coder = SecondCoder(endpoint, codebook(), cache=cache, first_pause=0.01)
        try:
            yield coder, served
        finally:
            coder.stop()
