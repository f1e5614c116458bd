"""Feeds: the whole content before the summary, the true publisher, the day as written."""

from datetime import date
from pathlib import Path

import pytest

from dateline.reports import RawReport, ReportError
from dateline.reports.reading import SourceOptions, read_sources
from tests.reports.samples import BODY, LEAD, TEXT, atom, errors, reports, rss


def read(tmp_path: Path, feed: str) -> list[RawReport | ReportError]:
    (tmp_path / "feed.xml").write_text(feed)
    return list(read_sources([str(tmp_path / "feed.xml")]))


def test_rss_gives_content_before_summary_and_the_source_as_publisher(tmp_path: Path) -> None:
    first, second = reports(read(tmp_path, rss()))
    assert first.text == TEXT
    assert (first.id, first.title, first.publisher) == ("wire-1", "Minister arrives & talks", "Norland Wire")
    assert first.published == date(2024, 5, 3)
    assert (second.text, second.publisher, second.url) == (LEAD, "Eastport Times", "https://wire.example/2")


def test_atom_is_read_too(tmp_path: Path) -> None:
    (report,) = reports(read(tmp_path, atom()))
    assert (report.text, report.id, report.published) == (TEXT, "urn:x:1", date(2024, 5, 3))
    assert report.url == "https://wire.example/1"


def test_an_entry_without_a_text_is_an_error_of_its_own(tmp_path: Path) -> None:
    feed = rss().replace(f"<description>{LEAD}</description>", "")
    first, error = read(tmp_path, feed)
    assert isinstance(first, RawReport)
    assert "entry 2: holds no text" in str(error)


def test_an_update_alone_is_the_day(tmp_path: Path) -> None:
    feed = atom().replace("<published>2024-05-03T23:30:00-05:00</published>", "")
    (report,) = reports(read(tmp_path, feed))
    assert report.published == date(2024, 5, 4)


def test_a_feed_that_breaks_off_says_after_which_entry(tmp_path: Path) -> None:
    *before, error = read(tmp_path, rss()[: rss().index("<title>Second")])
    assert isinstance(before[0], RawReport)
    assert "is damaged or cut off" in str(error)


def test_a_feed_without_entries_gives_nothing_and_is_counted(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text("<rss version='2.0'><channel><title>Empty</title></channel></rss>")
    options = SourceOptions()
    assert list(read_sources([str(tmp_path / "feed.xml")], options)) == []
    assert options.passed_over == {"feeds without entries": 1}
    assert "cannot be read as an RSS or Atom feed" in errors(read(tmp_path, "<rss "))[0]


def test_paragraphs_of_a_summary_are_parted(tmp_path: Path) -> None:
    feed = rss().replace(
        f"<description>{LEAD}</description>", f"<description>{LEAD}&lt;br/&gt;&lt;p&gt;{BODY}&lt;/p&gt;</description>"
    )
    assert reports(read(tmp_path, feed))[1].text == f"{LEAD}\n\n{BODY}"


def test_the_line_under_every_post_of_wordpress_is_no_news(tmp_path: Path) -> None:
    line = '<p>The post <a href="x">Minister arrives</a> appeared first on <a href="y">Norland Wire</a>.</p>'
    first, _ = reports(read(tmp_path, rss().replace("<script>x()</script>", line)))
    assert first.text == TEXT


def of_dates(*dates: str) -> str:
    items = "".join(
        f"<item><guid>g{n}</guid><title>Wells dug</title><description>{LEAD}</description><pubDate>{day}</pubDate></item>"
        for n, day in enumerate(dates)
    )
    return f"<rss version='2.0'><channel><title>Norland Wire</title>{items}</channel></rss>"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Tue, 06 Feb 18 23:45:00 -0800", date(2018, 2, 6)),
        ("Tue, 06 Feb 18 00:15:00 +0900", date(2018, 2, 6)),
        ("Sat, 06 Feb 88 10:00:00 GMT", date(1988, 2, 6)),
        ("Tuesday, 06-Feb-18 10:00:00 GMT", date(2018, 2, 6)),
        ("0000-00-00 00:00:00", None),
        ("0000-00-00T00:00:00Z", None),
        ("2018-14-02", None),
        ("2018-02-30T10:00:00Z", None),
        ("2018-06-31", None),
        ("Fri, 30 Feb 2018 10:00:00 GMT", None),
        ("06/02/2018", None),
        ("2018", None),
        # Near misses: odd, and still the day that is written.
        ("2018-2-6 10:00", date(2018, 2, 6)),
        ("29 Feb 2016 23:59:59 +0000", date(2016, 2, 29)),
        ("2018-12-01", date(2018, 12, 1)),
    ],
)
def test_a_date_gives_the_day_that_is_written_or_none_and_loses_no_entry(
    tmp_path: Path, written: str, day: date | None
) -> None:
    found = reports(read(tmp_path, of_dates("2018-02-05", written, "2018-02-07")))
    assert [report.published for report in found] == [date(2018, 2, 5), day, date(2018, 2, 7)]
