"""How many were killed, injured or arrested, as the sentence counts them."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.events.participants import participants
from dateline.model import Size
from dateline.reader.sentence import Sentence

_KILL = frozenset("kill slay murder assassinate massacre behead execute".split())
_DEAD = frozenset({"die", "perish"})
_INJURE = frozenset({"injure", "wound", "hurt", "maim"})
_ARREST = frozenset({"arrest", "detain", "imprison", "apprehend"})
_STATES = {"dead": "killed", "wounded": "injured", "injured": "injured", "missing": ""}
_WORDS = {
    w: n
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
    )
} | {
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
}
_LARGEST = 10_000_000


def number(text: str) -> int | None:
    """A plain number in digits or words; None for anything vaguer ("dozens")."""
    digits = text.replace(",", "")
    if digits.isdigit() and len(digits) <= 8:
        return int(digits) if int(digits) <= _LARGEST else None
    return _WORDS.get(text.lower())


def size_of(sentence: Sentence, words: Sequence[int]) -> Size:
    """The numbers that the verbs among ``words`` and around them give for their victims; None where none is given."""
    counts: dict[str, int] = {}
    for w in words:
        lemma = sentence.words[w].lemma
        field = (
            "killed"
            if lemma in _KILL | _DEAD
            else "injured"
            if lemma in _INJURE
            else "arrested"
            if lemma in _ARREST
            else None
        )
        if field is None:
            continue
        found = participants(sentence, w)
        key = "SUBJ" if lemma in _DEAD else "OBJ"
        counted = [n for filler in found.get(key, found.get("ARG1", ())) if (n := _count(sentence, filler)) is not None]
        if counted:
            counts[field] = max(counts.get(field, 0), sum(counted))
    return Size(counts.get("killed"), counts.get("injured"), counts.get("arrested"))


def _count(sentence: Sentence, filler: int) -> int | None:
    """ "12 people", "at least twelve", "a soldier" is one."""
    word = sentence.words[filler]
    if word.upos == "NUM":
        return number(word.text)
    numeral = sentence.child(filler, "nummod")
    if numeral is not None:
        return number(numeral.text)
    article = sentence.child(filler, "det")
    singular = word.xpos == "NN" and article is not None and article.lemma in ("a", "an") and word.kind == "person"
    return 1 if singular else None
