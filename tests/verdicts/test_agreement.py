"""Coefficients of agreement against worked examples that were published, each with its source."""

from __future__ import annotations

import math
from typing import Any

import pytest

from dateline.verdicts.agreement import AC1, ALPHA, COHEN, FLEISS, PERCENT, Coefficient, coefficients

# Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", University of Pennsylvania: a row a coder.
KRIPPENDORFF_A = ["0100000010", "1110010000"]
KRIPPENDORFF_B = ["aabbdcccedda", "babbbccceddd"]
KRIPPENDORFF_C = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."]

# Fleiss (1971), "Measuring nominal scale agreement among many raters", Psychological Bulletin 76, Table 1: thirty patients by
# six psychiatrists; how many say depression, personality disorder, schizophrenia, neurosis, other.
FLEISS_1971 = """
00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031
00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006
"""
# The example of "Fleiss' kappa" in Wikipedia: ten subjects by fourteen raters.
FLEISS_FOURTEEN = [
    (0, 0, 0, 0, 14), (0, 2, 6, 4, 2), (0, 0, 3, 5, 6), (0, 3, 9, 2, 0), (2, 2, 8, 1, 1),
    (7, 7, 0, 0, 0), (3, 2, 6, 3, 0), (2, 5, 3, 2, 2), (6, 5, 2, 1, 0), (0, 2, 2, 3, 7),
]  # fmt: skip


def by_coder(rows: list[str]) -> list[tuple[str | None, ...]]:
    return [tuple(None if c == "." else c for c in column) for column in zip(*rows, strict=True)]


def by_count(counts: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
    return [tuple(kind for kind, n in enumerate(row) for _ in range(n)) for row in counts]


def table(*cells: int) -> list[tuple[int, int]]:
    """The ratings that a square table of two coders counts."""
    side = math.isqrt(len(cells))
    return [(at // side, at % side) for at, n in enumerate(cells) for _ in range(n)]


def value(ratings: Any, name: str, **more: Any) -> Coefficient:
    return next(c for c in coefficients(ratings, **more) if c.name == name)


@pytest.mark.parametrize(("rows", "alpha"), [(KRIPPENDORFF_A, 0.095), (KRIPPENDORFF_B, 0.692), (KRIPPENDORFF_C, 0.743)])
def test_alpha_is_that_of_krippendorff(rows: list[str], alpha: float) -> None:
    assert value(by_coder(rows), ALPHA).value == pytest.approx(alpha, abs=0.0005)


@pytest.mark.parametrize(
    ("counts", "kappa"),
    [([tuple(map(int, row)) for row in FLEISS_1971.split()], 0.430), (FLEISS_FOURTEEN, 0.210)],
)
def test_fleiss_kappa_is_that_of_his_paper_and_of_a_second_example(counts: list[tuple[int, ...]], kappa: float) -> None:
    assert value(by_count(counts), FLEISS).value == pytest.approx(kappa, abs=0.0005)


@pytest.mark.parametrize(
    ("cells", "observed", "kappa"),
    [
        # Feinstein and Cicchetti (1990), "High agreement but low kappa: I", Journal of Clinical Epidemiology 43.
        ((40, 9, 6, 45), 0.85, 0.70),
        ((80, 10, 5, 5), 0.85, 0.32),
        ((45, 15, 25, 15), 0.60, 0.13),
        ((25, 35, 5, 35), 0.60, 0.26),
        # Fleiss, Levin and Paik (2003), "Statistical Methods for Rates and Proportions", 3rd ed., Table 18.1.
        ((75, 1, 4, 5, 4, 1, 0, 0, 10), 0.89, 0.68),
        # Gwet (2008), British Journal of Mathematical and Statistical Psychology 61, Table 1.
        ((118, 5, 2, 0), 0.944, -0.0234),
    ],
)
def test_cohens_kappa_is_that_of_the_textbooks(cells: tuple[int, ...], observed: float, kappa: float) -> None:
    places = 0.00005 if kappa < 0 else 0.005
    assert value(table(*cells), PERCENT).value == pytest.approx(observed)
    assert value(table(*cells), COHEN).value == pytest.approx(kappa, abs=places)


def test_ac1_is_that_of_gwet() -> None:
    """Gwet (2008), Table 1; and Gwet (2014), "Handbook of Inter-Rater Reliability", 4th ed.: four raters, twelve subjects, some
    ratings missing, for which his package irrCAC gives all three.
    """
    assert value(table(118, 5, 2, 0), AC1).value == pytest.approx(0.9408, abs=0.00005)
    four = by_coder(KRIPPENDORFF_C)
    assert value(four, PERCENT).value == pytest.approx(0.81818, abs=0.000005)
    assert value(four, AC1).value == pytest.approx(0.77544, abs=0.000005)
    assert value(four, FLEISS).value == pytest.approx(0.76117, abs=0.000005)


def test_a_kappa_of_more_than_two_is_not_cohens() -> None:
    assert value(by_coder(KRIPPENDORFF_C), COHEN) == Coefficient(COHEN, None, why="is of two coders, and there are 4")


@pytest.mark.parametrize(
    ("ratings", "name", "why"),
    [
        ([], PERCENT, "no item is judged by two coders"),
        ([("a", None), (None, "b")], ALPHA, "no item is judged by two coders"),
        ([("a", "a")] * 9, COHEN, "all verdicts are the same, so chance alone would agree too"),
        ([("a", "a")] * 9, ALPHA, "all verdicts are the same, so chance alone would agree too"),
        ([("a", "a")] * 9, PERCENT, "no two coders differ, so no interval can be drawn from them"),
    ],
)
def test_what_is_not_defined_says_why(ratings: Any, name: str, why: str) -> None:
    found = value(ratings, name)
    assert (found.low, found.high, found.why) == (None, None, why)
    assert (found.value is None) is (name != PERCENT or not ratings)


def test_ac1_counts_what_could_have_been_said() -> None:
    """Of nine verdicts that are all the same chance knows nothing, if they could have been others."""
    assert value([("a", "a")] * 9, AC1, categories=["a", "b"]).value == 1.0
    assert value([("a", "a")] * 9, AC1).value is None


def test_an_interval_holds_its_value_and_is_the_same_each_time() -> None:
    ratings = table(40, 9, 6, 45)
    once = coefficients(ratings)
    assert once == coefficients(ratings)
    for found in once:
        assert found.low is not None
        assert found.high is not None
        assert found.value is not None
        assert found.low < found.value < found.high


def test_an_interval_of_cohens_kappa_is_about_that_of_its_standard_error() -> None:
    """Fleiss, Levin and Paik (2003), section 18.1: the standard error of the kappa of Table 18.1 is 0.087."""
    found = value(table(75, 1, 4, 5, 4, 1, 0, 0, 10), COHEN)
    assert found.low is not None
    assert found.high is not None
    assert (found.high - found.low) / (2 * 1.96) == pytest.approx(0.087, abs=0.01)


def test_items_of_one_report_are_drawn_together() -> None:
    """Ten copies of each item in one report tell no more than the item itself."""
    few = [("a", "a"), ("a", "b"), ("b", "b"), ("b", "b"), ("a", "a"), ("b", "a"), ("a", "a"), ("b", "b")]
    ratings = [pair for pair in few for _ in range(10)]
    alone, together = value(ratings, PERCENT), value(ratings, PERCENT, clusters=[n // 10 for n in range(80)])
    assert alone.low is not None
    assert together.low is not None
    assert together.low < alone.low - 0.1
    assert together.value == alone.value
