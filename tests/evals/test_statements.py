"""The measure of statements on a brat document of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.coder import DatelineCoder, load
from evals.statements import Attributed, measure_statements, outermost, pairs, read_attributions

TEXT = 'The ministry said the talks had failed. "We stay," Oduya said, "and we wait." Rain fell on the harbor.\n'


@pytest.fixture(scope="module")
def coder() -> DatelineCoder:
    return load()


def folder(tmp_path: Path, lines: list[str], text: str = TEXT) -> Path:
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "one.txt").write_text(text, encoding="utf-8")
    (tmp_path / "attributions" / "one_a1.ann").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def span(key: str, kind: str, *pieces: str) -> str:
    offsets = ";".join(f"{TEXT.index(p)} {TEXT.index(p) + len(p)}" for p in pieces)
    return f"{key}\t{kind} {offsets}\t{' '.join(pieces)}"


RIGHT = [
    span("T1", "Source", "The ministry"),
    span("T2", "Cue", "said the talks"[:4]),
    span("T3", "Content", "the talks had failed"),
    "T4\tAttribution 13 17\tsaid",
    "E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3",
    span("T5", "Source", "Oduya"),
    f"T6\tCue {TEXT.index('said, ')} {TEXT.index('said, ') + 4}\tsaid",
    span("T7", "Content", '"We stay,"', '"and we wait."'),
    "E2\tAttribution:T6 Source:T5 Cue:T6 Content:T7",
]


def test_a_right_reading_has_full_marks_and_no_mistakes(coder: DatelineCoder, tmp_path: Path) -> None:
    measured = measure_statements(coder, folder(tmp_path, RIGHT))
    assert {s.metric: s.value for s in measured.scores} == dict.fromkeys([s.metric for s in measured.scores], 100.0)
    assert len(measured.scores) == 6
    assert measured.mistakes == ()


def test_what_is_missed_and_made_up_is_told_by_class(coder: DatelineCoder, tmp_path: Path) -> None:
    rain = [span("T8", "Source", "Rain"), span("T9", "Cue", "fell"), "E3\tSource:T8 Cue:T9"]
    measured = measure_statements(coder, folder(tmp_path, [*RIGHT[4:], *rain]))
    assert sorted(m.kind for m in measured.mistakes) == ["made up: speech verb", "missed: other verb"]
    assert all(m.where.startswith("one:") for m in measured.mistakes)


def test_a_wrong_source_of_a_found_cue_is_a_mistake_of_its_own(coder: DatelineCoder, tmp_path: Path) -> None:
    wrong = [line.replace(span("T1", "Source", "The ministry"), span("T1", "Source", "Rain")) for line in RIGHT]
    kinds = [m.kind for m in measure_statements(coder, folder(tmp_path, wrong)).mistakes]
    assert kinds in (["source: noun"], ["source: name"])


def test_pieces_are_one_span_and_each_span_is_matched_once() -> None:
    broken = ((0, 5), (20, 30))
    assert pairs([broken], [((22, 28),), ((1, 3),)]) == {0: 0}
    assert pairs([((0, 5),), ((0, 9),)], [((0, 9),)]) == {1: 0}


def test_the_outermost_are_those_in_nobody_elses_content() -> None:
    outer = Attributed(((0, 3),), ((4, 8),), ((9, 40),))
    inner = Attributed(((9, 12),), ((13, 17),), ((18, 40),))
    assert outermost([outer, inner]) == [outer]


def test_a_span_outside_the_text_is_refused_with_its_file(tmp_path: Path) -> None:
    broken = folder(tmp_path, ["T1\tCue 5 9999\tx", "E1\tCue:T1"])
    with pytest.raises(ValueError, match=r"one_a1\.ann.*no span of the text"):
        list(read_attributions(broken))


def test_a_folder_without_texts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="holds no text"):
        list(read_attributions(tmp_path))
