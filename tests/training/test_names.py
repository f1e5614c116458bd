"""The sets that label names alone: which tags their words may have."""

from __future__ import annotations

from pathlib import Path

from tests.training.toy import json_lines, write
from training.example import TAGS, Example
from training.names import read_re3d, read_wikigold

OPEN = set(TAGS)


def tags(example: Example) -> dict[str, set[str]]:
    assert example.tags is not None
    return {w: {t for i, t in enumerate(TAGS) if m >> i & 1} for w, m in zip(example.words, example.tags, strict=True)}


def test_the_first_word_of_a_name_begins_it_and_documents_are_told_apart(tmp_path: Path) -> None:
    text = "-DOCSTART- O\n\nLena I-PER\nMoor I-PER\nleft O\nTarvia I-LOC\n\nRain O\n"
    examples = read_wikigold(write(tmp_path / "w.txt", text))
    assert [e.words for e in examples] == [["Lena", "Moor", "left", "Tarvia"], ["Rain"]]
    assert tags(examples[0]) == {"Lena": {"B-PER"}, "Moor": {"I-PER"}, "left": {"O"}, "Tarvia": {"B-LOC"}}


def re3d(folder: Path, text: str, *entities: tuple[str, str]) -> list[Example]:
    json_lines(folder / "documents.json", [{"_id": "d", "text": text}])
    rows = [
        {"documentId": "d", "type": kind, "begin": text.index(w), "end": text.index(w) + len(w)} for w, kind in entities
    ]
    json_lines(folder / "entities.json", rows)
    return read_re3d(folder)


def test_a_span_that_ends_in_a_capital_is_a_name_from_its_first_capital_on(tmp_path: Path) -> None:
    (example,) = re3d(tmp_path, "Men of the old Tarvian Army left Port Aldo.", ("the old Tarvian Army", "Organisation"))
    found = tags(example)
    assert (found["Tarvian"], found["Army"]) == ({"B-ORG"}, {"I-ORG"})
    assert found["old"] == OPEN
    assert found["left"] == {"O"}
    assert found["Aldo"] == OPEN


def test_a_description_is_open_and_a_time_is_no_name(tmp_path: Path) -> None:
    (example,) = re3d(
        tmp_path, "They saw the Tarvian soldiers on Monday.", ("the Tarvian soldiers", "Person"), ("Monday", "Temporal")
    )
    found = tags(example)
    assert found["soldiers"] == OPEN
    assert found["Monday"] == {"O"}


def test_sentences_end_at_stops_and_kinds_that_are_not_learned_label_nothing(tmp_path: Path) -> None:
    examples = re3d(tmp_path, "A tank came near. Men left it there.", ("tank", "Vehicle"))
    assert [e.words for e in examples] == [["A", "tank", "came", "near", "."], ["Men", "left", "it", "there", "."]]
    assert tags(examples[0])["tank"] == {"O"}
