"""Lemmas as edit scripts: the reader predicts how to change a word's ending, this file says what that does to the word."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources

from dateline.language import lexicon, lines, rows

_WORDS = lexicon("reader")
_PLURAL_OF_Y = tuple(_WORDS.ordered("plural_endings_of_y"))
_PLURAL, _SILENT = _WORDS.ordered("plural_endings"), _WORDS.table("silent_endings")


def script_of(form: str, lemma: str) -> str:
    """The edit that turns ``form`` into ``lemma``, written ``cut|add`` (or ``=lemma`` when they share no beginning).

    >>> script_of("visited", "visit"), script_of("went", "go"), script_of("Talks", "talk")
    ('2|', '=go', '1|')
    """
    form, lemma = form.lower(), lemma.lower()
    shared = 0
    while shared < min(len(form), len(lemma)) and form[shared] == lemma[shared]:
        shared += 1
    if shared == 0:
        return f"={lemma}"
    return f"{len(form) - shared}|{lemma[shared:]}"


def apply_script(form: str, script: str) -> str:
    """Undo :func:`script_of`: the lemma, in lower case. A script that cuts more than there is leaves the word as it is."""
    form = form.lower()
    if script.startswith("="):
        return script[1:]
    count, add = _cut_and_added(script)
    return form[: len(form) - count] + add if count < len(form) else form


@cache
def _cut_and_added(script: str) -> tuple[int, str]:
    cut, _, add = script.partition("|")
    return int(cut), add


@cache
def _known() -> dict[str, dict[str, str]]:
    """Lemmas by part of speech and form: of the treebanks, over them all verbs' forms, over these the irregular ones."""
    table = resources.files("dateline.reader") / "weights/lemmas.json"
    known: dict[str, dict[str, str]] = json.loads(table.read_text(encoding="utf-8"))
    verb_forms = " ".join(lines("verb_forms.txt.gz")).split()
    known["VERB"].update(zip(verb_forms[::2], verb_forms[1::2], strict=True))
    for row in rows("irregular.csv"):
        known.setdefault(row["upos"], {})[row["form"]] = row["lemma"]
    return known


_NONE: dict[str, str] = {}


@cache
def _nouns() -> frozenset[str]:
    return frozenset(_known()["NOUN"].values())


def lemma_of(form: str, upos: str, script: str) -> str:
    """The lemma of a word: an irregular or known form's from the tables, any other by the predicted edit script."""
    low = form.lower()
    if known := _known().get(upos, _NONE).get(low):
        return known
    before, hyphen, last = low.rpartition("-")
    if upos == "VERB" and hyphen and (of_last := _known()[upos].get(last)):  # "test-fired"
        return f"{before}-{of_last}"
    return _plausible(low, upos, apply_script(low, script))


def _plausible(form: str, upos: str, lemma: str) -> str:
    """What no table knows: a noun does not lose the letter that its form ends with but for a plural, whose "-ies" was "-y";
    "-ated" was "-ate"."""
    if upos == "NOUN" and form.endswith(_PLURAL_OF_Y) and lemma == form[:-1] and lemma not in _nouns():
        return f"{form[:-3]}y"
    if upos == "NOUN" and lemma == form[:-1] and not form.endswith(_PLURAL):
        return form
    for ending, whole in _SILENT.items():
        if form.endswith(ending) and lemma == form[: -len(ending)] + whole[:-1]:
            return form[: -len(ending)] + whole
    return lemma
