"""A noun behind a preposition is no subject and no object: where the network says so, the label is mended, and "of" is given back
to the noun before it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.language import lexicon
from dateline.reader.sentence import Word

_BARE = frozenset({"nsubj", "obj", "iobj"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_VERBAL = frozenset({"VERB", "AUX", "ADJ", "ADV"})
_OF = lexicon("grammar").words("genitive_prepositions")


def mended(words: Iterable[Word]) -> list[Word]:
    """The words with the labels of those behind a preposition as it asks: "troops" of "announced the withdrawal of its troops"
    hangs from "withdrawal"."""
    out = list(words)
    for case in out:
        if case.deprel != "case" or case.upos != "ADP" or case.head < case.index:
            continue
        noun = out[case.head]
        if noun.relation not in _BARE or noun.head < 0:
            continue
        before = out[case.index - 1] if case.index else None
        if (
            case.lemma in _OF
            and before is not None
            and before.upos in _NOUNS
            and not _is_below(out, before.index, noun.index)
        ):
            out[noun.index] = noun._replace(head=before.index, deprel="nmod")
        else:
            out[noun.index] = noun._replace(deprel="obl" if out[noun.head].upos in _VERBAL else "nmod")
    return out


def _is_below(words: Sequence[Word], at: int, above: int) -> bool:
    while at >= 0 and at != above:
        at = words[at].head
    return at == above
