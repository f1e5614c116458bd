"""The little words that hold a clause together, for every room that asks for them by what they do."""

from __future__ import annotations

from dateline.language import lexicon

_WORDS = lexicon("grammar")
#: "to attack"
INFINITIVE = _WORDS.words("infinitive_markers")
#: "said that they attacked"
COMPLEMENTIZERS = _WORDS.words("complementizers")
#: "an attack by X": whoever does it.
AGENT = _WORDS.words("agent_prepositions")
#: "the attack of X": whose it is.
GENITIVE = _WORDS.ordered("genitive_prepositions")
#: "will attack"
FUTURE = _WORDS.words("future_auxiliaries")
