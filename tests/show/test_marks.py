"""Marks divide a text without losing a character of it, and name the records they belong to."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from dateline.model import Because, Participant
from dateline.show.harmless import paragraphs
from dateline.show.marks import Mark, marks, pieces
from tests.cli import factory


def test_overlapping_marks_are_split_where_they_cross() -> None:
    person, place, verb = Mark(2, 6, "person"), Mark(4, 8, "place"), Mark(4, 5, "trigger")
    (cut,) = pieces([person, place, verb], [(0, 10)])
    covered = [(piece.start, piece.end, [mark.layer for mark in piece.marks]) for piece in cut]
    assert covered == [
        (0, 2, []),
        (2, 4, ["person"]),
        (4, 5, ["person", "place", "trigger"]),
        (5, 6, ["person", "place"]),
        (6, 8, ["place"]),
        (8, 10, []),
    ]


def test_pieces_cover_every_paragraph_of_a_coding_exactly_once() -> None:
    coding = factory.coding()
    ranges = paragraphs(coding.report.text)
    for (start, end), cut in zip(ranges, pieces(marks(coding), ranges), strict=True):
        assert (cut[0].start, cut[-1].end) == (start, end)
        assert all(left.end == right.start for left, right in pairwise(cut))


def test_a_mark_names_every_record_it_belongs_to() -> None:
    found = {(mark.layer, mark.keys) for mark in marks(factory.coding())}
    assert ("trigger", ("e0",)) in found
    assert ("place", ("p0",)) in found
    assert ("abstained", ("x1",)) in found
    assert ("head", ()) in found


def test_the_words_behind_a_value_belong_to_its_record() -> None:
    coding = factory.coding()
    met, *others = coding.events
    he = Participant("a2", "recipient", factory.span("Orvian President Tomas Reyk"), "object of met")
    place = Because("place", factory.span("in Geneva"), "place of met")
    event = replace(met, participants=(he,), because=(place,))
    found = {(m.start, m.end, m.layer, m.keys) for m in marks(replace(coding, events=(event, *others)))}
    for span in (he.span, place.span):
        assert (span.start, span.end, "because", ("be0",)) in found
