"""The paragraph for a methods section: everything that another would need to do it again, and no number without its interval."""

from __future__ import annotations

import json
from dataclasses import replace

from dateline.verdicts.agreed import agreement_of
from dateline.verdicts.methods import methods_paragraph
from dateline.verdicts.precision import precision
from dateline.verdicts.recall import recall
from tests.verdicts.drawn import drawn, judged
from tests.verdicts.made import said

STRATA = {"sure": (900, 30), "unsure": (100, 10)}
SAMPLE = drawn(STRATA)
ANA = judged(SAMPLE, "ana", {2: "no_event", 3: ("wrong_place", "place")})
BO = judged(SAMPLE, "bo", {2: "no_event", 35: ("wrong_date", "date")})


def paragraph(sample=SAMPLE, reviews=(*ANA, *BO), whole=None):  # type: ignore[no-untyped-def]
    found = precision(sample, reviews, {}) if sample is not None else None
    agreed = agreement_of(reviews, sample) if sample is not None else None
    reread = recall(whole, reviews, {}) if whole is not None else None
    return methods_paragraph(found, agreed, reread, list(reviews), "0.2.0")


def test_it_says_how_the_sample_was_drawn_who_judged_it_and_what_came_of_it() -> None:
    text = paragraph()
    for part in (
        "A stratified random sample of 40 of 1,000 events (2 strata by confidence, proportional allocation, at least 2 a stratum, seed 7)",
        "was drawn on 2026-03-01.",
        "coded by dateline 0.2.0 (reader en-2, codebook plover-2.0) from 900 reports.",
        "Two coders (ana, bo) judged all 40, each on a sheet or queue without the others' verdicts,",
        "their coders agreed in 100 % on whether there is such an event (Krippendorff's alpha 1.00)",
        "and in 95 % on whether the row is wholly right (Krippendorff's alpha 0.48 [",
        "The 2 on which they still differed count by the share of coders who found them right.",
        "Weighted to all events sampled from, 97 % [",
        "the place in 96 % [",
        "a row that is no event counts as wrong in every field.",
        "Brackets hold 95 % intervals; figures were computed with Dateline 0.2.0 (bootstrap seed ",
    ):
        assert part in text, part
    assert "nan" not in text.lower()
    assert "None" not in text


def test_one_coder_is_alone_and_agrees_with_nobody() -> None:
    text = paragraph(reviews=ANA)
    assert "One coder (ana) judged all 40 " in text
    assert "agreed" not in text
    assert "without the others'" not in text


def test_filters_are_part_of_what_was_sampled() -> None:
    frame = json.dumps(json.loads(SAMPLE.frame) | {"filters": {"types": ["AID"], "since": "2025-01-01"}})
    sample = replace(SAMPLE, frame=frame)
    text = paragraph(sample, judged(sample, "ana"))
    assert "events (2 strata" in text
    assert ", chosen by types: AID; since: 2025-01-01, was drawn" in text


def test_shares_of_a_sample_that_no_chance_drew_are_its_own() -> None:
    sample = drawn({"all": (100, 10)}, order="least_sure")
    text = paragraph(sample, judged(sample, "ana"))
    assert "A non-random sample of 10 of 100 events (the least sure first, seed 7)" in text
    assert "Within the sample, 100 % of the rows" in text
    assert "do not carry over to other events" in text


def test_recall_has_its_own_sample() -> None:
    whole = drawn({"all": (900, 3)}, unit="report")
    reviews = [said("ana", "right", report=f"r{n}", record=None, sample=whole.id) for n in (1, 2)]
    reviews.append(said("ana", "missed_event", report="r1", record=None, sample=whole.id, value='{"type": "AID"}'))
    text = paragraph(None, reviews, whole)
    assert text.startswith("A simple random sample of 3 of 900 reports (seed 7) was drawn on 2026-03-01.")
    assert "One coder (ana) judged 2 of the 3 " in text
    assert "Of the 1 event that these reports tell, weighted to all reports sampled from, 0 % [" in text


def test_without_verdicts_there_is_no_paragraph() -> None:
    assert methods_paragraph(None, None, None, [], "0.2.0") == ""
    text = paragraph(reviews=())
    assert "right" not in text
