"""Pairs of quotation marks."""

from __future__ import annotations

import pytest

from dateline.grammar.quotations import find_quotations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We will stay," he said.', ["We will stay,"]),
        ("“We will stay,” he said. “For now.”", ["We will stay,", "For now."]),
        ("«Nous» is not «they»", ["Nous", "they"]),
        ("He doesn't say 'never'.", ["never"]),
        ("'It's our duty,' he said. 'We won't go.'", ["It's our duty,", "We won't go."]),
        ("‘The town’s wells are dry,’ she said.", ["The town’s wells are dry,"]),
        ("The rebels' guns and the soldiers' boots were O'Brien's.", []),
        ("'The rebels' guns are ours,' he said.", ["The rebels' guns are ours,"]),
        ("Of the '90s, 'crimes against workers' and rock 'n' roll", ["crimes against workers"]),
        ("\"It's the 'Army',\" he said. 'He told me \"no\".'", ["It's the 'Army',", 'He told me "no".']),
        ('The first says "this is open\n\n"and this follows," she said.', ["this is open", "and this follows,"]),
        ('An end mark” alone opens nothing. "Real."', ["Real."]),
        ("A wrong mark: ”We will stay.” He left.", ["We will stay."]),
        ('"An unclosed last one', ["An unclosed last one"]),
        ('""', []),
    ],
)
def test_what_stands_between_marks_is_found(text: str, expected: list[str]) -> None:
    assert [q.text for q in find_quotations(text)] == expected


def test_a_megabyte_of_marks_takes_linear_time() -> None:
    assert len(find_quotations('"ab ' * 300_000)) > 100_000
    assert not find_quotations("'ab " * 300_000)
