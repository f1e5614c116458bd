"""The page holds the whole coding, loads nothing, and gives hostile text no way out of it."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from dateline.model import (
    Abstention,
    Actor,
    Alternative,
    Because,
    Coding,
    Event,
    Mention,
    Participant,
    Source,
    Span,
    to_json,
)
from dateline.show.marks import Mark
from dateline.show.page import write_page
from tests.cli import factory

VOID = {"meta"}
HOSTILE = (
    "</script><script>alert(1)</script> <img src=x onerror=alert(2)> \"quoted\" 'single' &amp; ]]> --> \u2028\u2029 "
    "</style></mark></p> javascript:alert(3) ${1} $policy \x00\x1b[31m \ud800 \u202e 🕊️"
)


class Outline(HTMLParser):
    """Elements with their attributes and the text they hold; fails on tags that do not nest."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.found: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(markup)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            self.found.append((tag, dict(attrs), ""))
        else:
            self.open.append((tag, dict(attrs), []))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs), ""))

    def handle_endtag(self, tag: str) -> None:
        opened, attrs, words = self.open.pop()
        assert opened == tag, f"</{tag}> closes <{opened}>"
        self.found.append((tag, attrs, "".join(words)))
        if self.open:
            self.open[-1][2].extend(words)

    def handle_data(self, data: str) -> None:
        if self.open:
            self.open[-1][2].append(data)

    def texts(self, tag: str, style: str = "") -> list[str]:
        return [
            text for name, attrs, text in self.found if name == tag and style in (attrs.get("class") or "").split(" ")
        ]


def hostile() -> Coding:
    """Hostile words in every field that is free text."""
    coding = factory.bare(HOSTILE)
    first = Span.of(HOSTILE, 0, 30)
    actor = Actor('a"1', HOSTILE, "person", (Mention(first, "name"),), HOSTILE, (HOSTILE,), wikidata=HOSTILE)
    event: Event = replace(factory.events()[0], type=HOSTILE, mode=HOSTILE, contexts=(HOSTILE,), quad=HOSTILE)
    event = replace(event, actors=('a"1',), sources=(Source(publisher=HOSTILE),), date=None, evidence=())
    report = replace(coding.report, title=HOSTILE, publisher=HOSTILE, url=f"javascript:{HOSTILE}", language=HOSTILE)
    return replace(
        coding, report=report, actors=(actor,), events=(event,), abstained=(Abstention(first, HOSTILE, HOSTILE),)
    )


def test_the_marked_text_is_the_text_of_the_report() -> None:
    coding = factory.coding()
    page = Outline(write_page(coding))
    (text,) = page.texts("div", "text")
    assert re.sub(r"\s+", " ", text) == re.sub(r"\s+", " ", coding.report.text)
    assert page.texts("mark", "trigger") == ["met with", "visit", "shelled", "expelled", "recall", "freed"]
    assert "the ministry" in page.texts("mark", "organization")


def test_every_record_has_a_card_that_names_what_it_uses() -> None:
    page = Outline(write_page(factory.coding()))
    cards = {attrs["data-own"]: (attrs["data-uses"] or "").split() for tag, attrs, _ in page.found if tag == "article"}
    assert len(cards) == 6 + 5 + 5 + 2 + 2
    assert set(cards["e0"]) == {"e0", "be0", "a0", "a1", "a2", "p0"}
    assert set(cards["s2"]) == {"s2", "bs2", "a0", "a2", "a4"}
    marked = {key for tag, attrs, _ in page.found if tag == "mark" for key in (attrs["data-keys"] or "").split()}
    assert marked <= {use for uses in cards.values() for use in uses}


def test_an_event_is_told_as_it_is_coded() -> None:
    text = " ".join(" ".join(Outline(write_page(factory.coding())).texts("article", "event")).split())
    for words in ("planned", "denied", "historical", "“on Wednesday” (13 Mar 2024)", "not after 14 Mar 2024"):
        assert words in text
    assert "3 killed, 11 injured" in text
    assert "Orvian Foreign Ministry, via Orvian News Agency" in text


def test_nothing_is_loaded_and_only_the_pages_own_code_may_act() -> None:
    markup = write_page(factory.coding())
    page = Outline(markup)
    policy = next(attrs["content"] for tag, attrs, _ in page.found if tag == "meta" and "http-equiv" in attrs) or ""
    assert policy.startswith("default-src 'none';")
    for kind, code in (("style", page.texts("style")[0]), ("script", page.texts("script")[1])):
        assert f"{kind}-src 'sha256-{b64encode(sha256(code.encode()).digest()).decode()}'" in policy
    assert not {tag for tag, _, _ in page.found} & {"link", "img", "iframe", "object", "base", "form"}
    assert not [
        name for _, attrs, _ in page.found for name in attrs if name in ("src", "style") or name.startswith("on")
    ]


def test_the_embedded_json_is_the_contract() -> None:
    coding = factory.coding()
    assert json.loads(Outline(write_page(coding)).texts("script")[0]) == to_json(coding)


def test_hostile_words_stay_words() -> None:
    markup = write_page(hostile())
    markup.encode("utf-8")
    page = Outline(markup)
    assert len(page.texts("script")) == 2
    assert len(page.texts("style")) == 1
    assert not [name for _, attrs, _ in page.found for name in attrs if name.startswith("on")]
    assert not [attrs for tag, attrs, _ in page.found if tag == "a"]
    assert page.texts("h1")[0].startswith("</script><script>alert(1)</script>")
    assert not set(markup) & set("\x00\x1b\u202e\u2028\u2029")
    assert json.loads(page.texts("script")[0])["report"]["text"] == HOSTILE


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "https://a b", "file:///etc/passwd"])
def test_only_web_addresses_become_links(url: str) -> None:
    coding = factory.coding()
    page = Outline(write_page(replace(coding, report=replace(coding.report, url=url))))
    assert not [attrs for tag, attrs, _ in page.found if tag == "a"]


def test_crossing_marks_become_elements_that_nest() -> None:
    text = "🕊️ President of Geneva Republic spoke"
    long, crossing = Span.of(text, 3, 22), Span.of(text, 16, 31)
    actor = Actor("a1", "President", "person", (Mention(long, "name"),))
    place = replace(factory.places()[0], mentions=(crossing,))
    page = Outline(write_page(replace(factory.bare(text), actors=(actor,), places=(place,))))
    assert "".join(page.texts("mark", "person")) == "President of Geneva"
    assert "".join(page.texts("mark", "place")) == "Geneva Republic"


def test_several_codings_make_one_page_with_ids_of_their_own() -> None:
    page = Outline(write_page([factory.coding(), factory.coding()]))
    ids = [attrs["id"] for _, attrs, _ in page.found if "id" in attrs]
    assert len(page.texts("div", "report")) == 2
    assert len(ids) == len(set(ids))
    assert len(json.loads(page.texts("script")[0])) == 2


def test_a_long_sentence_is_quoted_around_its_trigger() -> None:
    text = "before " * 60 + "met" + " after" * 60
    start = text.index("met")
    event = factory.events()[0]
    evidence = replace(event.evidence[0], sentence=0, trigger=Span.of(text, start, start + 3))
    event = replace(event, evidence=(evidence,), date=None)
    coding = replace(factory.bare(text), events=(event,), sentences=(Span.of(text, 0, len(text)),))
    (quotation,) = Outline(write_page(coding)).texts("blockquote")
    assert quotation.startswith("…before")
    assert quotation.endswith("after…")
    assert " before met after " in quotation
    assert len(quotation) < 300


def test_a_text_read_in_part_is_announced() -> None:
    coding = factory.coding()
    partly = replace(coding, coverage=replace(coding.coverage, truncated=True))
    assert "Not all of the text was read." in write_page(partly)
    assert "Not all of the text was read." not in write_page(coding)


def test_marks_with_the_same_ends_nest_in_a_fixed_order() -> None:
    assert Mark(0, 3, "person") != Mark(0, 3, "place")
    text = "Oslo"
    span = Span.of(text, 0, 4)
    actor = Actor("a1", "Oslo", "state", (Mention(span, "name"),))
    place = replace(factory.places()[0], mentions=(span,))
    markup = write_page(replace(factory.bare(text), actors=(actor,), places=(place,)))
    assert re.search(r'<mark class="place"[^>]*><mark class="state"[^>]*>Oslo</mark></mark>', markup)


def reasoned() -> Coding:
    """The invented coding with the reasons of one event, and an abstention on it."""
    coding = factory.coding()
    met, *others = coding.events
    event = replace(
        met,
        place_from="scene",
        participants=(Participant("a2", "recipient", factory.span("Orvian President Tomas Reyk"), "object of met"),),
        because=(Because("place", factory.span("Geneva"), "<b>in</b> Geneva"),),
        alternatives=(Alternative("AGREE", "sign", "head", 0.21),),
    )
    unknown = Abstention(factory.span("said"), "size", "no number is given", event.id)
    return replace(coding, events=(event, *others), abstained=(*coding.abstained, unknown))


def test_the_card_of_an_event_says_why() -> None:
    page = Outline(write_page(reasoned()))
    (why,) = page.texts("details", "why")[:1]
    assert "Tomas Reyk“Orvian President Tomas Reyk”, object of met" in why
    assert "Place“Geneva”, <b>in</b> Geneva" in why
    assert "OrAGREE sign (head, 0.21)" in why
    assert "Geneva (CHE), where the report is set" in page.texts("dd")[0]


def test_what_an_event_lacks_lights_the_event() -> None:
    page = Outline(write_page(reasoned()))
    uses = {attrs["data-own"]: (attrs["data-uses"] or "").split() for tag, attrs, _ in page.found if tag == "article"}
    assert "e0" in uses["x2"]
    assert "e0" not in uses["x0"]
