"""The type between a marked pair: chosen among all that the sentence could tell."""

from __future__ import annotations

from functools import cache

import pytest

from dateline.coder import DatelineCoder, load
from dateline.reports.pair import read_marked


@cache
def coder() -> DatelineCoder:
    return load()


def chosen(marked: str) -> str | None:
    relation = coder().relate(read_marked(marked, "here"))
    return relation.type if relation is not None else None


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        ("<s>Ghana</s> condemned <t>Togo</t> for the arrest of two fishermen.", "ACCUSE"),
        ("<t>Togolese police</t> arrested <s>two Ghanaian fishermen</s> on Lake Volta.", "COERCE"),
        ("<s>Peru</s> agreed to withdraw its troops from <t>the Bolivian border</t>.", "AGREE"),
        ("<s>Peru</s> will meet <t>Bolivia</t> for talks in La Paz on Friday.", "AGREE"),
        ("<s>Peru</s> will not release <t>the Bolivian sailors</t>.", "REJECT"),
        ("<s>Peru</s> and <t>Bolivia</t> failed to reach an agreement on the lake.", "REJECT"),
        ("<s>Finland</s> said that <t>Russia</t> must release the sailors.", "REQUEST"),
        ("<s>Guinea</s> announced that it would let <t>the Red Cross</t> deliver medicine.", "AGREE"),
        pytest.param(
            "<s>Dutch senators</s> called for sanctions against <t>Belarus</t>.",
            "ACCUSE",
            marks=pytest.mark.xfail(strict=True, reason="the network takes a call for sanctions for a request"),
        ),
        ("<s>Oman</s> and <t>Qatari jets</t> held war games off Masirah.", "COOPERATE"),
        ("<s>Kenya</s> demanded that <t>Uganda</t> answer its questions about the cable.", "REQUEST"),
        ("<s>Sudan</s> has refused to allow <t>United Nations monitors</t> into Darfur.", "REJECT"),
    ],
)
def test_the_type_between_the_two(marked: str, kind: str) -> None:
    assert chosen(marked) == kind


def test_of_two_events_the_one_that_joins_the_pair_is_chosen() -> None:
    text = "{}Norway{} praised {}Colombia{} after rebels killed {}a Norwegian priest{} in Cali."
    assert chosen(text.format("<s>", "</s>", "<t>", "</t>", "", "")) == "SUPPORT"


def test_an_answer_is_given_whenever_there_is_a_predicate() -> None:
    relation = coder().relate(read_marked("<s>Anna</s> knitted <t>Boris</t> a hat.", "here"))
    assert relation is not None
    assert relation.confidence < 0.3


def test_without_any_predicate_there_is_no_answer() -> None:
    assert chosen("<s>Anna</s>, <t>Boris</t>.") is None
