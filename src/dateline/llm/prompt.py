"""What a model is asked: the prompt, a file that anybody can read and change, with the codebook's words and one report put in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from dateline.codebook import Codebook
from dateline.errors import WrongValueError
from dateline.llm.answer_schema import answer_schema, sectors_of
from dateline.model import Report, Span
from dateline.reports.text import read_text

Messages = Sequence[Mapping[str, str]]
"""A conversation as servers take it: role and content of each message."""

_PLACE = re.compile(r"\{\{(\w+)\}\}")
_OF_CODEBOOK = ("types", "contexts", "sectors", "schema")
_OF_REPORT = ("published", "publisher", "mark", "report")
_NEEDED = ("types", "mark", "report")
_PARTING = "\n---\n"


@dataclass(frozen=True, slots=True)
class Prompt:
    """The two messages before their report is put in. ``version`` is a hash of them and of ``schema``, the form of an answer."""

    system: str
    user: str
    schema: Mapping[str, Any]

    @classmethod
    def of(cls, codebook: Codebook, path: Path | None = None) -> Prompt:
        """The prompt in a file, ours if none is named. Raises ReportError if it cannot be read, or lacks what a prompt needs."""
        if path is None:
            text, name = (files("dateline.llm") / "data" / "prompt.md").read_text(encoding="utf-8"), "prompt.md"
        else:
            text, name = read_text(path).text.replace("\r\n", "\n"), str(path)
        system, parted, user = text.partition(_PARTING)
        if not parted:
            cause = "has no line --- between what is said of the task and the report"
            raise WrongValueError(name, cause, "write one")
        asked = {*_PLACE.findall(text)}
        strange = sorted(asked - {*_OF_CODEBOOK, *_OF_REPORT})
        missing = [word for word in _NEEDED if word not in asked]
        if strange or missing:
            cause = f"asks for {{{{{strange[0]}}}}}, which is nothing" if strange else f"lacks {{{{{missing[0]}}}}}"
            raise WrongValueError(name, cause, f"there are: {', '.join((*_OF_CODEBOOK, *_OF_REPORT))}")
        schema = answer_schema(codebook)
        return cls(_filled(system, _words_of(codebook, schema)), user, schema)

    @property
    def version(self) -> str:
        asked = json.dumps([self.system, self.user, self.schema])
        return f"prompt-{sha256(asked.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"

    def messages(self, report: Report, sentences: Iterable[Span]) -> Messages:
        """The conversation about one report. Its sentences are numbered from 0, each on a line of its own."""
        told = {
            "published": report.published.isoformat() if report.published is not None else "unknown",
            "publisher": " ".join((report.publisher or "unknown").split()),
            "mark": mark_of(report),
            "report": "\n".join(f"[{n}] {' '.join(s.text.split())}" for n, s in enumerate(sentences)),
        }
        return (
            {"role": "system", "content": self.system},
            {"role": "user", "content": _filled(self.user, told)},
        )


def mark_of(report: Report) -> str:
    """The word that parts a report from what is said of it, and that its answer repeats: no text can hold the hash of itself."""
    return sha256(report.text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _words_of(codebook: Codebook, schema: Mapping[str, Any]) -> dict[str, str]:
    types = []
    for kind in codebook.types.values():
        types.append(f"- {kind.name}: {kind.meaning}")
        types += [f"  - mode {mode.name}: {mode.meaning}" for mode in kind.modes.values()]
    return {
        "types": "\n".join(types),
        "contexts": "\n".join(f"- {context.name}: {context.meaning}" for context in codebook.contexts.values()),
        "sectors": ", ".join(sorted(sectors_of(codebook))),
        "schema": json.dumps(schema, ensure_ascii=False),
    }


def _filled(text: str, given: Mapping[str, str]) -> str:
    """Each place filled once: what is put in is not looked at again, so a report that holds ``{{types}}`` keeps it."""
    return _PLACE.sub(lambda match: given.get(match[1], match[0]), text)
