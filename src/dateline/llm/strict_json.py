"""A model's answer as plain data. What JSON does not say clearly is no answer: names that come twice, NaN, what never ends."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

#: Characters of an answer; what is longer is none.
LONGEST = 1 << 20
_THOUGHT = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
_FENCED = re.compile(r"\A\s*```[A-Za-z]*\s*\n(.*)\n\s*```\s*\Z", re.DOTALL)


class UnfitAnswerError(ValueError):
    """An answer that is none; ``str`` says why, to follow "the answer"."""


def strict_json(text: str) -> Any:
    """The data of a JSON text. Raises UnfitAnswerError."""
    if len(text) > LONGEST:
        raise UnfitAnswerError(f"is longer than {LONGEST:,} characters")
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except RecursionError:
        raise UnfitAnswerError("is nested too deeply") from None
    except UnfitAnswerError:
        raise
    except ValueError as error:
        raise UnfitAnswerError(f"is not JSON ({str(error)[:80]})") from None


def answered_object(text: str) -> dict[str, Any]:
    """The object that a model answers with, also where it thinks aloud before it or puts it between fences."""
    bare = _THOUGHT.sub("", text, count=1)
    fenced = _FENCED.match(bare)
    found = strict_json(fenced[1] if fenced else bare)
    if not isinstance(found, dict):
        raise UnfitAnswerError("is no JSON object")
    return found


def _once(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise UnfitAnswerError("gives one name twice in an object")
        found[name] = value
    return found


def _no_number(word: str) -> Any:
    raise UnfitAnswerError(f"holds {word}, which is no number")
