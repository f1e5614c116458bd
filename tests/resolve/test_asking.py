"""People and places are settled first and then only asked: no answer hangs on which questions came before it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from dateline.codebook import load_codebook
from dateline.mentions.chains import chains_of
from dateline.model import Report
from dateline.reader.reader import Reader
from dateline.resolve.actors.who import ActorResolver
from dateline.resolve.covering import Covering
from dateline.resolve.places.where import PlaceResolver
from dateline.statements.extraction import speech_of

CASES = Path(__file__).parents[2] / "cases"
TEXTS = [
    (CASES / name / "report.txt").read_text(encoding="utf-8")
    for name in ("kcna-2023-08-22-lao-delegation", "dpa-2024-01-09-minsk-verdict", "xinhua-2024-11-21-kenya-talks")
] + [
    "Russian envoys laid flowers at the Liberation Monument in Pyongyang. Moscow said the city's Red Cross Hospital got aid. "
    "They left for Beijing on Friday. The group thanked North Korea's army."
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize("text", TEXTS, ids=lambda t: t[:30])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_order_of_questions_has_the_same_answers(text: str, seed: int, reader: Reader) -> None:
    sentences = reader.read(text)
    report = Report("r1", text)
    covering = Covering(chains_of(load_codebook(), text, sentences, speech_of(text, 0, sentences).voices))
    questions = [(s.index, w.index) for s in sentences for w in s.words]

    def asked(order: list[tuple[int, int]]) -> tuple[object, ...]:
        places = PlaceResolver(report, sentences, covering)
        actors = ActorResolver(report, sentences, covering, places)
        answers: dict[tuple[int, int], object] = {}
        for s, w in order:
            place = places.at(s, w)
            answers[s, w] = (
                actors.at(s, w),
                actors.at(s, w, capitals=False),
                actors.inside(s, w),
                actors.is_vague(s, w),
                place,
                place and places.country_of(place),
                place and places.name_in(place, s),
                places.span_at(s, w),
                places.is_where(s, w),
                places.scene(s),
                tuple(places.named_in(s, 0, w)),
            )
        few = [meant for s, w in questions[:40] if (meant := actors.at(s, w)) is not None]
        return sorted(answers.items()), actors.settled(few), places.settled(()), tuple(places.unknown())

    shuffled = questions.copy()
    random.Random(seed).shuffle(shuffled)
    straight = asked(questions)
    assert straight == asked(shuffled)
    assert any(place for _, (*_, place, _, _, _, _, _, _) in straight[0])  # type: ignore[misc, attr-defined]


def test_what_is_never_asked_is_settled_all_the_same(reader: Reader) -> None:
    text = TEXTS[0]
    sentences = reader.read(text)
    covering = Covering(chains_of(load_codebook(), text, sentences, speech_of(text, 0, sentences).voices))
    places = PlaceResolver(Report("r1", text), sentences, covering)
    actors = ActorResolver(Report("r1", text), sentences, covering, places)
    named = {c.name for c in covering.chains if c.sort == "person" and any(m.form == "name" for m in c.candidates)}
    assert named
    assert named <= {a.name for a in actors.settled(())}
