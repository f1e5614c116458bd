"""What a set of mentions says together is what a walk through its members would find."""

from __future__ import annotations

from itertools import count

import pytest

from dateline.mentions.candidate import Candidate
from dateline.mentions.groups import Groups
from dateline.mentions.profile import sort_of
from dateline.model import Form, Span

WORDS = (
    ("Maria Berg", "name", "person"),
    ("the minister", "nominal", "person"),
    ("she", "pronoun", "person"),
    ("the ministry", "nominal", "organization"),
    ("it", "pronoun", "other"),
    ("Oslo", "name", "place"),
)


def mentions(*names: str) -> list[Candidate]:
    """A mention a sentence."""
    known = {name: (form, sort) for name, form, sort in WORDS}
    found = []
    for sentence, name in zip(count(), names, strict=False):
        form, sort = known[name]
        head = name.split()[-1].lower()
        form_of: Form = form  # type: ignore[assignment]
        found.append(
            Candidate(sentence, 0, 0, 0, Span(0, len(name), name), form_of, sort, name, head, frozenset({head}))  # type: ignore[arg-type]
        )
    return found


@pytest.mark.parametrize(
    ("names", "joins"),
    [
        (("she", "the minister", "Maria Berg", "she"), [(0, 1), (1, 2), (3, 0)]),
        (("it", "the ministry", "it", "Oslo"), [(0, 2), (2, 1), (3, 1)]),
        (("Oslo", "it", "the ministry"), [(0, 1), (1, 2)]),
    ],
)
def test_a_set_knows_what_its_members_are_taken_for(names: tuple[str, ...], joins: list[tuple[int, int]]) -> None:
    groups = Groups(mentions(*names))
    for i, j in joins:
        groups.join(i, j)
    members = groups.members(0)
    assert groups.size(0) == len(members) == len(names)
    assert groups.sort(0) == sort_of([m for m in members if m.form != "pronoun"])


def test_a_set_shows_genders_and_is_a_topic_from_its_second_mention_on() -> None:
    groups = Groups(mentions("Maria Berg", "the minister", "she"))
    assert groups.profile(0).genders == {"female"}
    assert not groups.profile(1).genders
    assert groups.profile(0).is_of_one_sentence
    groups.join(0, 1)
    groups.join(2, 1)
    assert groups.profile(1).genders == {"female"}
    assert not groups.profile(1).is_of_one_sentence
    assert [groups.profile(1).is_topic((sentence, 0)) for sentence in range(4)] == [False, False, True, True]
