"""The bundled reports are whole, small, said to be what they are, and none of what scores are told on."""

import re
import subprocess
from collections import Counter
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path

import pytest

from corpus.form import read_notes
from corpus.parts import part_of
from dateline.demo.bundled import BUNDLED, SEED, bundled_reports, seed_text
from dateline.reports.text import RawReport
from dateline.reports.wire import read_wire

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "src/dateline/demo/data"
REAL = [r for r in bundled_reports() if str(r.id).startswith("voa-")]
TOLD = [r for r in bundled_reports() if r not in REAL]
NOTES = {
    "voa": "day of publication is supplied",
    "invented": "no such thing happened",
    "retold": "from what TASS reported",
}
#: Who acts or speaks in what is invented.
PEOPLE = (
    "Tiyamike Chisanu",
    "Chileshe Mulongoti-Banda",
    "Webster Kapotwelo",
    "Yakubu Sandaari",
    "Adwoa Mensimah",
    "Issahaku Dawunkaya",
    "Marthe Lindqvaerd",
    "Akuei Marol Thiong-Ding",
    "Ximena Rocabruna",
    "Hernan Altamirante",
    "Rustam Olimzodov",
    "Azamat Arstanbolov",
    "Farid Jamalurahim",
    "Corazon Dimasupilan",
)


def name(report: RawReport) -> str:
    return str(report.id)


def test_there_are_some_two_hundred_real_ones_and_some_twenty_others() -> None:
    assert 180 <= len(REAL) <= 220
    assert 18 <= len(TOLD) <= 30


@pytest.mark.parametrize("report", bundled_reports(), ids=name)
def test_each_says_who_published_it_when_and_what_in_it_is_supplied(report: RawReport) -> None:
    assert report.text.strip() == report.text or report.id == SEED  # which begins with the blank that its file has
    assert report.publisher
    assert report.published
    assert report.origin
    assert report.origin.file.startswith(BUNDLED)
    note = NOTES.get(str(report.id).partition("-")[0], "as TASS published it")
    assert note in str(report.origin)


def test_every_row_of_an_archive_shows_by_its_publisher_what_no_agency_published() -> None:
    publishers = {str(r.publisher) for r in bundled_reports()}
    assert {p for p in publishers if not p.endswith(" (invented)")} == {"VOA", "TASS"}
    assert {r.publisher for r in REAL} == {"VOA"}


def test_no_two_are_one() -> None:
    assert len({r.id for r in bundled_reports()}) == len(bundled_reports())
    words = Counter(" ".join(re.findall(r"\w+", r.text.lower())) for r in bundled_reports())
    assert max(words.values()) == 1


def test_they_come_by_day() -> None:
    days = [str(r.published) for r in bundled_reports()]
    assert days == sorted(days)


def test_the_days_of_the_real_ones_make_half_a_year_with_news_in_every_month() -> None:
    months = Counter(f"{r.published:%Y-%m}" for r in REAL)
    assert sorted(months) == ["2005-10", "2005-11", "2005-12", "2006-01", "2006-02", "2006-03"]
    assert min(months.values()) >= 20


@pytest.mark.parametrize("report", TOLD, ids=name)
def test_a_dateline_is_of_the_day_of_publication_or_of_the_day_before(report: RawReport) -> None:
    dateline = read_wire(report.text, published=report.published, publisher=report.publisher).dateline
    assert report.published is not None
    if dateline is None:
        assert report.publisher in ("The Lantern (invented)", "Morning Ledger (invented)")
    else:
        assert dateline.date is not None
        assert timedelta(0) <= report.published - dateline.date <= timedelta(1)


def test_the_real_ones_are_of_the_corpus_and_none_of_them_of_its_test_part() -> None:
    assert {part_of(str(r.id)) for r in REAL} == {"train", "dev"}
    noted = {
        report.id: (report.published, "\n\n".join(s.text for s in report.sentences.values()))
        for folder in ("reports", "more")
        for path in sorted((ROOT / "corpus" / folder).glob("*.txt"))[:6]
        for report in read_notes(path)[0]
    }
    here = {str(r.id): (r.published, r.text) for r in REAL if r.id in noted}
    assert len(here) > 20
    assert here == {key: noted[key] for key in here}


def test_the_invented_ones_tell_of_nobody_who_is_known() -> None:
    text = "\n".join(r.text for r in TOLD if str(r.id).startswith("invented-"))
    known = (ROOT / "src/dateline/world/data/people.tsv").read_text(encoding="utf-8").casefold()
    assert [p for p in PEOPLE if p not in text] == []
    assert [p for p in PEOPLE if p.rpartition(" ")[2].casefold() in known] == []


def test_the_retold_ones_name_nobody_whom_the_first_does_not_name() -> None:
    for report in TOLD:
        if str(report.id).startswith("retold-"):
            people = set(re.findall(r"Goremykin|No Kwang-chol|Pak Yong-il|(?:[A-Z][a-z]+ ){2}", report.text))
            assert {p for p in people if p.strip() not in seed_text()} <= {"Russian Defense ", "North Korean "}


def test_every_story_has_at_least_three_tellers() -> None:
    tellers: dict[str, set[str | None]] = {}
    for report in TOLD:
        tellers.setdefault(str(report.id).split("-")[1], set()).add(report.publisher)
    tellers["visit"].add(tellers.pop("2025").pop())
    assert len(tellers) == 7
    assert all(len(publishers) >= 3 for publishers in tellers.values())


def test_they_are_small_and_come_with_a_note_on_their_licence() -> None:
    assert sum(file.stat().st_size for file in DATA.iterdir()) < 400_000
    note = files("dateline.demo").joinpath("data/README.md").read_text(encoding="utf-8")
    assert "public domain" in note
    assert "None of this happened" in note
    for count in (len(bundled_reports()), len(REAL), sum(str(r.id).startswith("invented-") for r in TOLD)):
        assert str(count) in note


def test_the_package_holds_them() -> None:
    """What git ignores, the wheel would leave out."""
    names = [str(path) for path in DATA.iterdir()]
    asked = subprocess.run(["git", "check-ignore", *names], cwd=ROOT, capture_output=True, text=True, check=False)
    if asked.returncode == 128:
        pytest.skip("this copy is not a git repository")
    assert asked.stdout == ""


def test_the_seed_is_the_one_of_the_day() -> None:
    assert seed_text().startswith(" date 2025-11-08 MOSCOW")
    assert next(r.published for r in bundled_reports() if r.id == SEED) == date(2025, 11, 8)
