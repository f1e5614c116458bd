"""Learning which words have a capital, from a handful of sentences."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from dateline.reports import capitals
from dateline.reports.capitals import Run
from training import train_capitals
from training.train_capitals import cases, fit, names_of, sentences

LINES = [
    "Police met Ana Reck of the AIDS fund in May, and Reck may stay.",
    "The police may ask the McCain fund in the U.S. capital.",
    "In May the police of Reck met McCain, the AIDS fund said.",
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "voa").mkdir()
    with gzip.open(tmp_path / "voa/sentences.txt.gz", "wt", encoding="utf-8") as out:
        out.writelines(f"{line}\n" for line in LINES * 20)
    return tmp_path


def test_words_are_beside_their_small_forms_and_every_other_sentence_has_no_points(data: Path) -> None:
    (part, (runs, words)), *_ = found = list(sentences(data))
    assert part == "train"
    assert [run.word for run in runs] == [word.lower() for word in words]
    assert [run.opens for run in runs] == [True, *[False] * (len(runs) - 1)]
    assert "US" in found[4][1][1]
    assert found[1][1][1][9:11] == ["U", "S"]


def test_what_was_learned_gives_the_capitals_back(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = [sentence for _, sentence in sentences(data)]
    common, unlike = names_of(told)
    weights = fit(cases(told, common))
    assert {"AIDS", "McCain"} <= set(unlike)
    monkeypatch.setattr(capitals, "_weights", lambda: weights)
    monkeypatch.setattr(capitals, "_common", lambda: common)
    monkeypatch.setattr(capitals, "_forms", lambda: {name.lower(): name for name in unlike})
    runs, words = told[0]
    assert capitals.written(runs) == words
    kept = [Run(run.word, run.gap, run.opens, "mccain" if run.word == "reck" else None) for run in runs]
    assert "mccain" in capitals.written(kept)


def test_the_files_are_the_same_whenever_they_are_written(tmp_path: Path) -> None:
    for folder in (tmp_path / "a", tmp_path / "b"):
        folder.mkdir()
        train_capitals._write({"word=oslo": 2.5, "bias": -1.0}, ["McCain"], folder)
    first, second = (sorted((tmp_path / n).iterdir()) for n in "ab")
    assert [p.read_bytes() for p in first] == [p.read_bytes() for p in second]
    assert gzip.decompress(first[0].read_bytes()).decode() == "bias\t-1\nword=oslo\t2.5\n"
