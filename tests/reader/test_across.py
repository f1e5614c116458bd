"""What the network says of pairs of words: who takes part from which sentence, what is told again, whom a pronoun means."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dateline.reader import across
from dateline.reader.across import AFTER, BEFORE, Across, WordAt, _stretches, saying_of
from dateline.reader.graph import Analysis, Labels, RawAct, RawSaying
from dateline.reader.sentence import Saying, Sentence, Traces

LABELS = Labels(
    "toy", ("NOUN", "VERB"), (), (), (), (), (), (), ("none", "ASSAULT"), ("none", "ASSAULT/aerial"),
    ("happened", "planned"), ("none", "actor", "time"), ("cue_end", "speaker", "content_start", "content_end"), (),
)  # fmt: skip
NOUN, VERB = 0, 1
PIECES = LABELS.pieces


class Agreeing:
    """Pairs of words of one number belong together, surely."""

    def __init__(self, path: Path, *, threads: int = 1) -> None:
        self.name = path.stem

    def scores(self, left: Any, right: Any, gaps: Any) -> Any:
        same = (left[:, None, 0] == right[None, :, 0]).astype(np.float32)
        if self.name == "parts":
            return np.stack([1 - same, same * 0.9, same * 0.1], axis=-1)
        return np.concatenate([np.zeros((len(left), 1)), 8 * same - 4], axis=1).astype(np.float32)


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> Across:
    monkeypatch.setattr(across, "Pairs", Agreeing)
    return Across(Path(), LABELS)


def vector(number: int) -> Any:
    return np.array([number], dtype=np.float32)


def act(word: int, number: int, sure: float = 0.9) -> RawAct:
    types, statuses = np.array([1 - sure, sure]), np.array([0.7, 0.3])
    return RawAct(word, types, 1, statuses, vector(number), vector(number), vector(number))


def sentence(*words: tuple[int, int], acts: tuple[RawAct, ...] = ()) -> Analysis:
    """Words as (part of speech, number)."""
    outputs = {
        "upos": np.array([upos for upos, _ in words]),
        "part_word": np.array([[number] for _, number in words], dtype=np.float32),
    }
    return Analysis(outputs, [], [], {}, list(acts), [])


def links(reading: Across, report: list[Analysis]) -> list[Any]:
    return [
        (
            [p._replace(share=round(p.share, 3)) for p in t.parts],
            [r._replace(share=round(r.share, 3)) for r in t.retells],
        )
        for of_sentence in reading.told(report)
        for t in of_sentence.values()
    ]


def test_an_act_has_its_shares_and_whoever_takes_part_from_any_sentence_near(reading: Across) -> None:
    found = reading.told([sentence((NOUN, 7)), sentence((NOUN, 3), (VERB, 0), acts=(act(1, 7),))])
    (told,) = found[1].values()
    assert found[0] == {}
    assert told.types == pytest.approx({"none": 0.1, "ASSAULT": 0.9})
    assert told.mode == "aerial"
    assert told.statuses == {"happened": 0.7, "planned": 0.3}
    assert [(p.sentence, p.word, p.side) for p in told.parts] == [(0, 0, "actor")]


def test_who_stands_too_far_away_takes_no_part(reading: Across) -> None:
    far = [sentence((NOUN, 7)), *[sentence((NOUN, 1))] * BEFORE, sentence((VERB, 0), acts=(act(0, 7),))]
    far += [*[sentence((NOUN, 1))] * AFTER, sentence((NOUN, 7))]
    assert reading.told(far)[BEFORE + 1][0].parts == ()


def test_verbs_take_no_part(reading: Across) -> None:
    assert reading.told([sentence((VERB, 7), (VERB, 0), acts=(act(1, 7),))])[0][1].parts == ()


def test_a_later_word_tells_an_earlier_act_again_but_no_unlikely_one(reading: Across) -> None:
    told = reading.told(
        [
            sentence((VERB, 0), (VERB, 0), acts=(act(0, 5), act(1, 5, sure=0.1))),
            sentence((VERB, 0), (VERB, 0), acts=(act(0, 6), act(1, 5))),
        ]
    )
    assert told[0][0].retells == ()
    assert told[1][0].retells == ()
    assert [(r.sentence, r.word) for r in told[1][1].retells] == [(0, 0)]


def test_long_reports_are_asked_about_in_stretches_with_the_same_answers(
    reading: Across, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = [sentence((NOUN, k % 5), (VERB, 0), acts=(act(1, k % 5), act(0, 9))) for k in range(30)]
    whole = links(reading, report)
    monkeypatch.setattr(across, "_STRETCH", 4)
    assert links(reading, report) == whole


def test_an_anaphor_means_the_word_that_is_like_it_or_nobody(reading: Across) -> None:
    numbers = np.array([[1], [2], [2], [4]], dtype=np.float32)
    read = Sentence(0, (), traces=Traces(numbers, numbers))
    first, second = reading.antecedents([read], WordAt(0, 2), [WordAt(0, 0), WordAt(0, 1)])
    assert first < 0.05
    assert second > 0.9
    (nobody,) = reading.antecedents([read], WordAt(0, 3), [WordAt(0, 0)])
    assert nobody < 0.05


def test_of_sentences_without_traces_nothing_is_known(reading: Across) -> None:
    assert reading.antecedents([Sentence(0, ())], WordAt(0, 1), [WordAt(0, 0)]) == [0.0]


def test_a_statement_has_words_for_its_pieces_and_none_for_those_that_it_lacks() -> None:
    assert saying_of(RawSaying(2, 0.8, [4, 0, 6, 9], [1.0] * 4), PIECES) == Saying((2, 3), None, (5, 8), 0.8)


def test_a_content_that_ends_before_it_begins_is_none() -> None:
    assert saying_of(RawSaying(2, 0.8, [1, 2, 9, 6], [1.0] * 4), PIECES) == Saying((2, 2), 1, None, 0.8)


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ([(5, 30)] * 50, [range(24), range(24, 48), range(48, 50)]),
        ([(400, 400)] * 4, [range(1), range(1, 2), range(2, 3), range(3, 4)]),
        ([(0, 400)] * 3, [range(3)]),
        ([], []),
    ],
)
def test_sentences_are_asked_about_together_as_long_as_they_are_short(
    sizes: list[tuple[int, int]], expected: list[range]
) -> None:
    assert list(_stretches(sizes)) == expected
