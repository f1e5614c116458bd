"""Fingerprints: what makes two reports the same, and what makes them nearly so."""

from datetime import date

import pytest

from dateline.archive.fingerprint import content_hash, raw_hash, simhash
from dateline.coder import load
from dateline.reports.text import RawReport

BODY = (
    "Norwegian Foreign Minister Kari Lund met with her Danish counterpart Ole Krag in Bergen on Sunday to discuss fishing "
    "quotas in the North Sea. The two ministers agreed to set up a commission that will report before the summer. Fishermen "
    "on both sides have blocked harbours since April, and the coast guard has arrested eleven of them. Lund said that "
    "nobody wanted a dispute between neighbours, and that the police would show restraint."
)


def differing(a: str, b: str) -> int:
    return (simhash(a) ^ simhash(b)).bit_count()


def test_the_hash_changes_with_text_publisher_and_day_alone() -> None:
    day = date(2024, 5, 6)
    hashes = {
        content_hash("Rain fell.", day, "NTB"),
        content_hash("Rain fell!", day, "NTB"),
        content_hash("Rain fell.", day, "AP"),
        content_hash("Rain fell.", None, "NTB"),
        content_hash("Rain fell.", day, None),
    }
    assert len(hashes) == 5
    assert content_hash("Rain fell.", day, "NTB") in hashes


@pytest.mark.parametrize(
    "raw",
    [
        RawReport(None, "Rain fell on the town of Lunde."),
        RawReport("7", "OSLO, May 6, 2024 (NTB) - Rain fell on the town of Lunde.", title="Rain"),
        RawReport("8", " date 2025-11-08 OSLO, November 8. /TASS/. Rain fell on Lunde.", publisher="Bergens Avis"),
        RawReport("9", "Rain fell on the town of Lunde.", published=date(2024, 5, 6), url="https://news.example/9"),
    ],
)
def test_the_hash_before_coding_is_that_of_the_coding(raw: RawReport) -> None:
    report = load().code_report(raw).report
    assert raw_hash(raw) == content_hash(report.text, report.published, report.publisher)


@pytest.mark.parametrize(
    "copy",
    [
        BODY.upper(),
        BODY.replace(". ", ".\n\n").replace(",", ""),
        BODY.replace("eleven", "12"),
        "BERGEN (NTB) - " + BODY,
        BODY.rsplit(". ", 1)[0] + ".",
    ],
)
def test_near_copies_share_nearly_all_bits(copy: str) -> None:
    assert differing(BODY, copy) <= 14


def test_other_reports_share_half_of_them() -> None:
    other = (
        "Kenya's president signed the finance bill on Friday after weeks of protests in Nairobi, and said that the new "
        "taxes would pay for schools and hospitals. Opposition leaders called for a general strike next week."
    )
    assert 18 <= differing(BODY, other) <= 46


@pytest.mark.parametrize(("text", "expected"), [("", 0), (" … ! ", 0)])
def test_a_text_without_words_has_none(text: str, expected: int) -> None:
    assert simhash(text) == expected


def test_it_is_the_same_on_every_machine() -> None:
    assert simhash("Rain fell on the town") == simhash("rain FELL, on the town!")
    assert 0 < simhash("Rain") < 2**64
