"""Whom a refusal and a condemnation are directed at where their own words name nobody."""

from __future__ import annotations

import pytest

from dateline.coder import DatelineCoder, load


@pytest.fixture(scope="module")
def coder() -> DatelineCoder:
    return load()


def recipients(coder: DatelineCoder, text: str, kind: str, trigger: str) -> list[str]:
    """Those to whom the act that a word tells is done, by name."""
    coding = coder.code(text, published="2024-05-06")
    names = {actor.id: actor.name for actor in coding.actors}
    found = (e for e in coding.events if e.type == kind and any(v.trigger.text == trigger for v in e.evidence))
    return [names[a] for a in next(found).recipients]


@pytest.mark.parametrize(
    ("text", "kind", "trigger", "whom"),
    [
        ("Norway demanded that Chad free two sailors. Chad has refused.", "REJECT", "refused", ["Norway"]),
        (
            "Gunmen killed two monks in Malmo on Friday. Finland condemned the killings.",
            "ACCUSE",
            "condemned",
            ["Gunmen"],
        ),
    ],
)
def test_who_asked_is_refused_and_who_did_the_deed_is_condemned(
    coder: DatelineCoder, text: str, kind: str, trigger: str, whom: list[str]
) -> None:
    assert recipients(coder, text, kind, trigger) == whom


@pytest.mark.parametrize(
    ("text", "kind", "trigger", "whom"),
    [
        (
            "Norway demanded that Chad free two sailors. Chad has refused to receive a Finnish envoy.",
            "REJECT",
            "refused",
            ["Finnish envoy"],
        ),
        (
            "Gunmen killed two monks in Malmo on Friday. Finland condemned Norway for the killings.",
            "ACCUSE",
            "condemned",
            ["Norway"],
        ),
        ("Norway accused Chad of piracy. Finland is investigating the accusation.", "ACCUSE", "investigating", []),
    ],
)
def test_whoever_is_named_comes_first_and_an_accuser_is_not_accused(
    coder: DatelineCoder, text: str, kind: str, trigger: str, whom: list[str]
) -> None:
    assert recipients(coder, text, kind, trigger) == whom


def test_who_is_found_so_says_what_he_did(coder: DatelineCoder) -> None:
    coding = coder.code("Norway demanded that Chad free two sailors. Chad has refused.", published="2024-05-06")
    refusal = next(e for e in coding.events if e.type == "REJECT")
    (asking,) = (p for p in refusal.participants if p.side == "recipient")
    assert (asking.reason, asking.span.text) == ("doer of demanded", "Norway")
