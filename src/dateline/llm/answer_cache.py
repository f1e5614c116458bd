"""Answers kept on the disk, each under a hash of its question: the same question is never paid twice, whoever stopped the run."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

from dateline.errors import RunError
from dateline.llm.prompt import Messages


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """What a model said, and the tokens that it took, where the server told them."""

    model: str
    content: str
    tokens_question: int | None = None
    tokens_answer: int | None = None


class AnswerCache:
    """A folder of answers, a file each, which only its user can read. Without a folder nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    @staticmethod
    def key(model: str, messages: Messages) -> str:
        """The hash of a question: the model's name and all that it is told, prompt and text."""
        asked = json.dumps([model, [dict(message) for message in messages]])
        return sha256(asked.encode("utf-8", "surrogatepass")).hexdigest()

    def get(self, key: str) -> KeptAnswer | None:
        """The answer that is kept; None if there is none, or its file is not whole."""
        if self._folder is None:
            return None
        try:
            found = json.loads(self._file(self._folder, key).read_bytes())
        except (OSError, ValueError, RecursionError):
            return None
        return _answer(found)

    def put(self, key: str, answer: KeptAnswer) -> None:
        """Keep an answer, whole or not at all. Raises RunError if the folder cannot be written to."""
        if self._folder is None:
            return
        file = self._file(self._folder, key)
        unfinished = file.with_name(f"{file.stem}.{uuid4().hex}.unfinished")
        try:
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with os.fdopen(
                os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
            ) as out:
                json.dump(asdict(answer), out)
            unfinished.replace(file)
        except OSError as error:
            with suppress(OSError):
                unfinished.unlink()
            cause = f"cannot be written ({error.strerror or error})"
            raise RunError(f"{self._folder}: {cause}; name another folder with --cache") from error

    @staticmethod
    def _file(folder: Path, key: str) -> Path:
        return folder / key[:2] / f"{key}.json"


def usual_folder() -> Path:
    """Where the user's programs keep what can be had again."""
    home = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(home) if Path(home).is_absolute() else Path.home() / ".cache") / "dateline" / "answers"


def _answer(found: Any) -> KeptAnswer | None:
    if not isinstance(found, dict) or not all(isinstance(found.get(name), str) for name in ("model", "content")):
        return None
    tokens = [n if type(n := found.get(name)) is int else None for name in ("tokens_question", "tokens_answer")]
    return KeptAnswer(found["model"], found["content"], *tokens)
