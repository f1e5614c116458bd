"""Credits, buttons and notices are neither titles nor sentences; what may be a sentence is none of them."""

from datetime import date
from pathlib import Path

import pytest

from dateline.reader.segment import split_sentences
from dateline.reports import RawReport
from dateline.reports.checked import checked_report
from dateline.reports.furniture import is_furniture, without_furniture
from dateline.reports.html import read_page
from tests.reports.samples import BODY, LEAD, page

LINES = (Path(__file__).parent / "furniture.txt").read_text(encoding="utf-8").split("\n\n")
FURNITURE, SENTENCES = ([line for line in part.splitlines() if not line.startswith("#")] for part in LINES)


@pytest.mark.parametrize("line", FURNITURE)
def test_what_furnishes_a_page_is_known(line: str) -> None:
    assert is_furniture(line)
    assert is_furniture(f"  {line} ")


@pytest.mark.parametrize("line", SENTENCES)
def test_what_tells_something_is_no_furniture(line: str) -> None:
    assert not is_furniture(line)


def test_it_is_in_no_sentence_and_what_stands_around_it_is() -> None:
    text = f"{LEAD}\n\nPhoto: Ann Ray/Norland Post\n\n{BODY}\n\nShare this article\n"
    told = [text[tokens[0].start : tokens[-1].end] for tokens in split_sentences(text)]
    assert told == [LEAD, *(f"{part}." for part in BODY.removesuffix(".").split(". "))]
    assert without_furniture(text).split() == f"{LEAD} {BODY}".split()


@pytest.mark.parametrize("line", FURNITURE[:6])
def test_it_is_no_title_wherever_it_stands(line: str) -> None:
    given = checked_report(RawReport(None, f"Wells dug\n\n{LEAD} {BODY}\n", title=line))
    assert given.title == "Wells dug"
    above = checked_report(RawReport(None, f"{line}\n\n{LEAD}\n\n{BODY}\n"))
    assert above.title is None
    assert above.text[above.body_start :].startswith(LEAD)
    between = checked_report(RawReport(None, f"Wells dug\n{line}\n\n{LEAD}\n\n{BODY}\n"))
    assert between.title == "Wells dug"
    assert between.text[between.body_start :].startswith(LEAD)


def test_of_a_page_it_is_not_read_but_its_only_day_is() -> None:
    text = f"Written: 2024-05-03 15:03:30\n\n{LEAD}\n\nREUTERS/Ann Ray\n\n{BODY}"
    dated = read_page(page(text).encode(), "a.html")
    assert dated.text == f"Minister arrives in Eastport\n\n{LEAD}\n\n{BODY}"
    bare = page(text).replace("article:published_time", "x")
    assert read_page(bare.encode(), "a.html").published == date(2024, 5, 3)
