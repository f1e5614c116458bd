"""Of which gender a mention shows somebody to be: by a pronoun, a title, or a first name."""

from __future__ import annotations

from dateline.language import lexicon
from dateline.mentions.candidate import Candidate
from dateline.mentions.first_names import gender_of

_WORDS = lexicon("mentions")
_GENDERS = {
    "female": (_WORDS.words("she"), _WORDS.words("female_nouns")),
    "male": (_WORDS.words("he"), _WORDS.words("male_nouns")),
}


def genders_shown(member: Candidate) -> set[str]:
    """ "female", "male", both or neither."""
    return {g for g, (pronouns, titles) in _GENDERS.items() if _shows(member, g, pronouns, titles)}


def _shows(member: Candidate, gender: str, pronouns: frozenset[str], titles: frozenset[str]) -> bool:
    """Told of by such pronouns, with such titles or by a first name of this gender."""
    if member.form == "pronoun":
        told = member.name in pronouns
    elif member.form == "nominal":
        told = member.head_lemma in titles
    else:
        told = member.sort == "person" and gender_of(member.name) == gender
    return told or (member.sort == "person" and any(not office.key.isdisjoint(titles) for office in member.offices))
