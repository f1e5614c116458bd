"""NewsML-G2, NewsML 1.2 and NITF: text, headline, publisher, day, and the dateline before the text."""

from datetime import date
from pathlib import Path

import pytest

from dateline.reports import RawReport, ReportError
from dateline.reports.reading import read_sources
from dateline.reports.wire import read_wire
from tests.reports.samples import BODY, LEAD, TEXT, errors, newsml_1, newsml_g2, nitf, reports


def read(tmp_path: Path, document: str) -> list[RawReport | ReportError]:
    (tmp_path / "news.xml").write_text(document)
    return list(read_sources([str(tmp_path / "news.xml")]))


def test_nitf_with_its_dateline(tmp_path: Path) -> None:
    (report,) = reports(read(tmp_path, nitf()))
    assert report.text == f"EASTPORT, Norland — {LEAD}\n\n{BODY} It rained."
    assert (report.id, report.title, report.publisher) == ("nw-1", "Minister arrives", "Norland Post")
    assert (report.published, report.url) == (date(2024, 5, 3), "https://post.example/1")
    dateline = read_wire(report.text).dateline
    assert dateline is not None
    assert (dateline.place, dateline.region) == ("EASTPORT", "Norland")


@pytest.mark.parametrize(
    ("dateline", "body", "text"),
    [
        ("", "Text.", "Text."),
        ("EASTPORT (NW) —", "Text.", "EASTPORT (NW) — Text."),
        ("Eastport", "Text is here.", "EASTPORT — Text is here."),
        ("EASTPORT, Norland", "EASTPORT, Norland, May 3 (NW) — Text.", "EASTPORT, Norland, May 3 (NW) — Text."),
        ("Eastport, Norland", "EASTPORT — Text.", "EASTPORT — Text."),
    ],
)
def test_a_dateline_is_put_before_a_text_that_does_not_say_it(
    dateline: str, body: str, text: str, tmp_path: Path
) -> None:
    document = (
        f"<nitf><body><body.head><dateline>{dateline}</dateline></body.head>"
        f"<body.content><p>{body}</p></body.content></body></nitf>"
    )
    assert reports(read(tmp_path, document))[0].text == text


def test_a_lead_that_is_repeated_in_a_block_of_its_own_is_read_once(tmp_path: Path) -> None:
    document = (
        f'<nitf><body><body.content><block class="lead_paragraph"><p>{LEAD}</p></block>'
        f'<block class="full_text"><p>{LEAD}</p><p>{BODY}</p></block></body.content></body></nitf>'
    )
    assert reports(read(tmp_path, document))[0].text == TEXT


def test_newsml_g2_with_xhtml(tmp_path: Path) -> None:
    first, second = reports(read(tmp_path, newsml_g2()))
    assert first.text == f"EASTPORT, Norland, May 3 (Norland Wire) — {TEXT}"
    assert (first.title, second.title, first.publisher) == ("Minister arrives 1", "Minister arrives 2", "NWire")
    assert (first.id, first.published) == ("urn:newsml:wire.example:1", date(2024, 5, 3))


def test_newsml_g2_with_nitf_inside_is_one_report(tmp_path: Path) -> None:
    inner = nitf()[nitf().index("<nitf>") :].replace("&nbsp;", " ")
    start, end = newsml_g2(1).index("<html"), newsml_g2(1).index("</html>") + len("</html>")
    document = newsml_g2(1)[:start] + inner + newsml_g2(1)[end:]
    (report,) = reports(read(tmp_path, document))
    assert BODY in report.text
    assert report.title == "Minister arrives 1"


def test_newsml_g2_with_plain_text(tmp_path: Path) -> None:
    start, end = newsml_g2(1).index("<inlineXML"), newsml_g2(1).index("</inlineXML>") + len("</inlineXML>")
    document = newsml_g2(1)[:start] + f'<inlineData contenttype="text/plain">{LEAD}</inlineData>' + newsml_g2(1)[end:]
    assert reports(read(tmp_path, document))[0].text.endswith(f"— {LEAD}")


def test_newsml_1(tmp_path: Path) -> None:
    (report,) = reports(read(tmp_path, newsml_1()))
    assert report.text == f"EASTPORT, May 3, 2024 (Norland Wire) — {TEXT}"
    assert (report.title, report.published, report.publisher) == ("Minister arrives", date(2024, 5, 3), "wire.example")


def test_a_picture_is_an_error_and_its_neighbours_are_read(tmp_path: Path) -> None:
    picture = '<itemSet><newsItem guid="urn:p"><itemMeta/><contentSet><remoteContent href="a.jpg"/></contentSet></newsItem></itemSet>'
    found = read(tmp_path, newsml_g2().replace("<itemSet>", picture + "<itemSet>", 1))
    assert [isinstance(item, RawReport) for item in found] == [False, True, True]
    assert "item 1 (id 'urn:p'): is a news item without a text" in str(found[0])


def test_items_before_a_break_are_kept(tmp_path: Path) -> None:
    document = newsml_g2(3)
    *before, error = read(tmp_path, document[: document.index("Item 3")])
    assert len(reports(before)) == 2
    assert "is not well-formed XML" in str(error)


def test_an_empty_message_holds_no_item(tmp_path: Path) -> None:
    assert "holds no news item" in errors(read(tmp_path, "<newsMessage/>"))[0]
