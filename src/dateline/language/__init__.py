"""The words of a language that the rooms ask for, as files: what a second language would have to copy and fill in.

A room asks for its file once and keeps what it needs under a name of its own, so that nothing is looked up while it works:

>>> WORDS = lexicon("mentions")
>>> sorted(WORDS.words("he"))
['he', 'him', 'himself', 'his']
"""

from __future__ import annotations

import csv
import gzip
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from dateline.errors import LanguageError

__all__ = ["Lexicon", "either", "lexicon", "lines", "rows"]

# A file's values stay the texts that they are: "no", "on" and "off" are words here, not true or false.
_PLACE = re.compile(r"\{([a-z_]+)\}")
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Lexicon:
    """The entries of one file of words. Asking for an entry that is not there, or for one of another shape, is an error
    that names file and entry.

    Words are written as a list, or as one text with spaces between them where no word has a space of its own.
    """

    def __init__(self, file: str, entries: Mapping[str, Any]) -> None:
        self.file = file
        self._entries = entries

    def __repr__(self) -> str:
        return f"Lexicon({self.file!r}, {len(self._entries)} entries)"

    def names(self) -> tuple[str, ...]:
        """The names of all entries in the order of the file."""
        return tuple(self._entries)

    def words(self, name: str) -> frozenset[str]:
        """The words of an entry, to ask whether one is among them."""
        return frozenset(self.ordered(name))

    def ordered(self, name: str) -> tuple[str, ...]:
        """The words of an entry in the order of the file, where the first that fits is taken or places are counted."""
        return self._listed(name, self._entry(name))

    def word(self, name: str) -> str:
        """An entry that is one word or phrase."""
        entry = self._entry(name)
        if not isinstance(entry, str):
            raise self._mistaken(name, "is no single word or phrase")
        return entry

    def table(self, name: str) -> dict[str, str]:
        """What each word of an entry means: ``gen.: general``."""
        entry = self._mapping(name)
        if not all(isinstance(meaning, str) for meaning in entry.values()):
            raise self._mistaken(name, "is no table from words to one text each")
        return dict(entry)

    def numbers(self, name: str) -> dict[str, int]:
        """The number that each word of an entry stands for: ``dozen: 12``."""
        try:
            return {word: int(number) for word, number in self._mapping(name).items()}
        except (TypeError, ValueError):
            raise self._mistaken(name, "is no table from words to one whole number each") from None

    def groups(self, name: str) -> dict[str, tuple[str, ...]]:
        """The words of each group of an entry, in order: ``killed: kill slay murder``."""
        return {group: self._listed(f"{name}: {group}", words) for group, words in self._mapping(name).items()}

    def group_of(self, name: str) -> dict[str, str]:
        """The group that each word of an entry is in; the last where it is in several."""
        return {word: group for group, words in self.groups(name).items() for word in words}

    def pattern(self, name: str, given: Mapping[str, str] | None = None) -> str:
        """The regular expression of that name under ``patterns``, its lines joined. ``{name}`` in it stands for one of those
        given, for another pattern, or for any of the words of an entry."""
        given = given or {}

        def part(match: re.Match[str]) -> str:
            inner = match[1]
            if inner in given:
                return given[inner]
            return self.pattern(inner, given) if inner in patterns else either(self._words_of(inner))

        patterns = self.table("patterns")
        if name not in patterns:
            raise self._mistaken(f"patterns: {name}", "is not there")
        return _PLACE.sub(part, "".join(line.strip() for line in patterns[name].splitlines()))

    def _words_of(self, name: str) -> Iterable[str]:
        entry = self._entry(name)
        return entry if isinstance(entry, dict) else self.ordered(name)

    def _entry(self, name: str) -> Any:
        try:
            return self._entries[name]
        except KeyError:
            raise self._mistaken(name, "is not there") from None

    def _mapping(self, name: str) -> Mapping[str, Any]:
        entry = self._entry(name)
        if not isinstance(entry, dict):
            raise self._mistaken(name, "has no words or groups with what they mean")
        return entry

    def _listed(self, name: str, entry: Any) -> tuple[str, ...]:
        if isinstance(entry, str):
            return tuple(entry.split())
        if isinstance(entry, list) and all(isinstance(word, str) for word in entry):
            return tuple(entry)
        raise self._mistaken(name, "is no list of words")

    def _mistaken(self, name: str, cause: str) -> LanguageError:
        return LanguageError(f"{self.file}: entry {name!r} {cause}; write it there as language/en has it")


@cache
def lexicon(name: str, language: str = "en") -> Lexicon:
    """The file of words ``NAME.yaml`` of a language, read once. The language is a folder here, named by its ISO 639-1 code."""
    source = _file(f"{name}.yaml", language)
    try:
        entries = yaml.load(source.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506  makes nothing but texts
    except yaml.YAMLError as error:
        where = " ".join(str(error).split())
        raise LanguageError(f"{language}/{name}.yaml: is no YAML ({where}); correct it there") from None
    if not isinstance(entries, dict):
        raise LanguageError(f"{language}/{name}.yaml: holds no entries; write it as language/en has it")
    return Lexicon(f"{language}/{name}.yaml", entries)


def lines(file: str, language: str | None = "en") -> list[str]:
    """The lines of a text file, packed (``.gz``) or not, without those that are empty or begin with ``#``. Without a
    language it is a file about all of them."""
    data = _file(file, language).read_bytes()
    text = (gzip.decompress(data) if file.endswith(".gz") else data).decode("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def rows(file: str, language: str = "en") -> list[dict[str, str]]:
    """The rows of a table (``.csv``) of a language by the names of its columns."""
    return list(csv.DictReader(_file(file, language).read_text(encoding="utf-8").splitlines()))


def either(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first, with any white space where a word has a space; if there are no
    words, one that matches nothing.

    >>> either(["may", "a couple of"])
    '(?:a\\\\s+couple\\\\s+of|may)'
    """
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return (
        "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first) + ")"
        if longest_first
        else "(?!)"
    )


def _file(name: str, language: str | None) -> Traversable:
    root = resources.files("dateline.language")
    folder = root / language if language else root
    if language is not None and not (language.isalpha() and folder.is_dir()):
        raise LanguageError(f"language {language!r}: has no folder of words; write one after language/en")
    file = folder / name
    if not file.is_file():
        raise LanguageError(f"{language or 'language'}/{name}: is not there; write it as language/en has it")
    return file
