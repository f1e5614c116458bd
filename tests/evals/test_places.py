"""Scoring place names: what counts as found, what as right, and which class a mistake is of."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.coder import DatelineCoder, load
from evals.places import classes, measure_gold_places, measure_places, read_articles
from evals.score import Measured

XML = """<?xml version="1.0" encoding="utf-8"?>
<articles><article docid="7"><domain>www.example.ca</domain><dltime>2024-05-15</dltime>
<text><![CDATA[{text}]]></text><toponyms>{names}</toponyms></article></articles>"""
NAME = """<toponym><phrase>{name}</phrase><start>{start}</start><end>0</end>
<gaztag geonameid="1"><fcode>{feature}</fcode><lat>{lat}</lat><lon>{lon}</lon></gaztag></toponym>"""


@pytest.fixture(scope="module")
def coder() -> DatelineCoder:
    return load()


def corpus(folder: Path, text: str, *names: tuple[str, str, float, float], shift: int = 0) -> Path:
    nodes = [
        NAME.format(name=name, start=text.index(name) + shift, feature=feature, lat=lat, lon=lon)
        for name, feature, lat, lon in names
    ]
    (folder / "TR-News.xml").write_text(XML.format(text=text, names="".join(nodes)), encoding="utf-8")
    return folder


def values(measured: Measured) -> dict[str, float]:
    return {score.metric: round(score.value, 1) for score in measured.scores}


def test_a_name_found_and_put_right_counts_for_both(coder: DatelineCoder, tmp_path: Path) -> None:
    folder = corpus(
        tmp_path, "Divers left Oslo and flew to Bergen.", ("Oslo", "PPLC", 59.9, 10.7), ("Bergen", "PPLA", 60.4, 5.3)
    )
    measured = measure_places(coder, folder)
    assert values(measured)["names found"] == values(measured)["of those within 161 km"] == 100.0
    assert values(measured)["median error, km"] < 10
    assert measured.mistakes == ()


def test_a_place_far_off_is_found_and_wrong(coder: DatelineCoder, tmp_path: Path) -> None:
    measured = measure_places(coder, corpus(tmp_path, "Divers left Oslo on Monday.", ("Oslo", "PPL", 48.2, -97.1)))
    assert (values(measured)["names found"], values(measured)["of those within 161 km"]) == (100.0, 0.0)
    assert [m.kind.split(":")[0] for m in measured.mistakes] == ["wrong"]
    assert "[Oslo]" in measured.mistakes[0].text


def test_a_name_that_the_gazetteer_lacks_is_said_to_be_so(coder: DatelineCoder, tmp_path: Path) -> None:
    folder = corpus(tmp_path, "A bus crashed in Xyrvukolm.", ("Xyrvukolm", "PPL", 1.0, 1.0))
    measured = measure_places(coder, folder)
    assert values(measured)["names found"] == 0.0
    assert list(classes(measured.mistakes)) == [("not found: not in the gazetteer", 1)]


def test_a_place_that_nobody_annotated_is_made_up(coder: DatelineCoder, tmp_path: Path) -> None:
    measured = measure_places(coder, corpus(tmp_path, "Divers left Oslo.", ("Divers", "PPL", 1.0, 1.0)))
    assert ("made up", 1) in list(classes(measured.mistakes))


def test_starts_that_are_off_are_set_right(tmp_path: Path) -> None:
    for shift in (-1, 0, 2):
        (article,) = read_articles(corpus(tmp_path, "Divers left Oslo.", ("Oslo", "PPL", 1.0, 1.0), shift=shift))
        assert [n.span.start for n in article.names] == [12]
        assert (article.publisher, str(article.published)) == ("www.example.ca", "2024-05-15")


def test_a_folder_without_the_corpus_is_refused_with_the_next_move(coder: DatelineCoder, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"no TR-News\.xml: give the folder"):
        measure_places(coder, tmp_path)


def test_our_own_sentences_are_scored_the_same_way(coder: DatelineCoder, tmp_path: Path) -> None:
    row = {
        "text": "Divers left Oslo.",
        "published": "2024-05-15",
        "places": [{"name": "Oslo", "lat": 59.9, "lon": 10.7}],
    }
    file = tmp_path / "own.jsonl"
    file.write_text(json.dumps(row) + "\n", encoding="utf-8")
    measured = measure_gold_places(coder, file)
    assert [s.data for s in measured.scores] == ["own.jsonl"] * 4
    assert values(measured)["names found, F1"] == 100.0
