"""When two mentions can mean the same one. Pure tests on candidates; what to do with the answers is in ``chains``."""

from __future__ import annotations

from dateline.language import lexicon
from dateline.mentions.candidate import Candidate
from dateline.mentions.profile import Profile
from dateline.world.countries import find_country
from dateline.world.names import name_parts, shortens
from dateline.world.organizations import organization

_WORDS = lexicon("mentions")
_RANKS = _WORDS.words("rank_words")
_PLURAL_BODIES = _WORDS.words("plural_bodies")
_PASSING = _WORDS.words("passing_adjectives")
_HALVES = frozenset((half,) for half in _WORDS.words("halves_of_a_country"))
_KINDS_OF_BODY = _WORDS.words("kinds_of_body")
_LINKS = _WORDS.words("name_links")


def sorts_agree(a: Candidate, b: Candidate) -> bool:
    """A person is no body; a body may be read as a group or a place (states, ministries, armies)."""
    pair = {a.sort, b.sort}
    if len(pair) == 1 or pair <= {"organization", "group"} or pair <= {"place", "state"}:
        return True
    return "other" in pair and "person" not in pair


def same_name(a: Candidate, b: Candidate) -> bool:
    """The same words, whatever their case, accents and articles."""
    return sorts_agree(a, b) and name_parts(a.name) == name_parts(b.name)


def known_identity(c: Candidate) -> str | None:
    """What the codebook knows a name to mean, however it is written: the U.S. and America, the UN and the United Nations."""
    if c.sort == "state":
        match = find_country(c.name)
        return None if match is None or any(len(other) == 3 for other in match.also) else match.entity or match.iso3
    body = organization(c.name) if c.sort == "organization" else None
    return body.name if body is not None else None


def is_part_of_name(short: Candidate, full: Candidate) -> bool:
    """A person by first or last name only or without the middle ones, a body without its country ("Defense Ministry")."""
    a, b = name_parts(short.name), name_parts(full.name)
    if not a or len(a) >= len(b):
        return False
    if a in _HALVES and short.sort != "person":
        return full.sort == "state" and b[:1] == a
    if short.sort != full.sort:
        return False
    if short.sort == "person":
        return shortens(a, b)
    if short.sort == "organization" and b[:-1] == a and b[-1] in _KINDS_OF_BODY:
        return True
    same_end = b[-len(a) :] == a and b[-len(a) - 1] not in _LINKS
    return short.sort == "organization" and same_end and countries_agree(short, full)


def countries_agree(a: Candidate, b: Candidate) -> bool:
    """No country named by the one contradicts those named by the other."""
    left, right = {c.iso3 for c in a.countries}, {c.iso3 for c in b.countries}
    return not left or not right or bool(left & right)


def adds_nothing(description: Candidate, other: Candidate) -> bool:
    """Without an article ("Russian delegation …") only a description in the same words is the same one."""
    if not description.key or description.key != other.key:
        return False
    return not description.plural or (len(description.key) > 1 and description.name.lower() == other.name.lower())


def fits_description(description: Candidate, own: Profile, other: Profile) -> bool:
    """Every content word of the description was said of the other: in its name, one of its titles, or another description."""
    if own.countries and other.countries and not own.countries & other.countries:
        return False
    if other.is_named_person and own.is_named:
        return False
    if description.plural and not other.is_plural and description.head_lemma not in _PLURAL_BODIES:
        return False
    if not description.plural and other.is_solid and not other.is_one:
        return False
    # "The army" is not the "Liberation Army" of which the report says that it is a rebel group.
    if own.roles and other.roles and not own.roles & other.roles:
        return False
    wanted = description.key - _PASSING
    titles = (key for key in other.titles if description.head_lemma in key)
    said = (*titles, *other.keys.get(description.head_lemma, ()))
    return any(wanted <= key | other.countries and wanted & _RANKS == key & _RANKS for key in said)
