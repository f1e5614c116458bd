"""Feeds: the whole content before the summary, the true publisher, the day as written."""

from datetime import date
from pathlib import Path

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
