"""A text of several articles is refused, for one report made of them would mix their days and people."""

from pathlib import Path

import pytest

from dateline.reports.reading import SourceOptions, read_sources
from dateline.reports.several import several_articles
from tests.reports.samples import BODY, LEAD, TEXT, errors, reports

TWICE = (
    f"Document 1 of 2\n\n{LEAD}\n\nDocument 2 of 2\n\n{BODY}\n",
    f"1 of 2\n{LEAD}\n2 of 2\n{BODY}\n",
    f"Wells dug\n\n210 words\n\n{LEAD}\n\nPier shut\n\n1,095 words\n\n{BODY}\n",
    f"{LEAD}\n\nCopyright 2024 Norland Press\nAll Rights Reserved\n\n{BODY}\n\nCopyright 2024 Norland Press\nAll Rights Reserved\n",
    f"Title: Wells dug\nDate: 2024-05-03\n\n{LEAD}\n\nTitle: Pier shut\nDate: 2024-05-04\n\n{BODY}\n",
    f"Headline: Wells dug\nSource: Post\n{LEAD}\n\n----\nHeadline: Pier shut\nSource: Times\n{BODY}\n",
    f"EASTPORT, May 3 (Reuters) - {LEAD}\n\nWESTPORT, May 4 (Reuters) - {BODY}\n",
    f"EASTPORT, May 3 (AP) — {LEAD}\r\n\r\nWESTPORT, May 3 (AP) — {BODY}\r\n",
)
ONCE = (
    TEXT,
    f"EASTPORT, May 3 (Reuters) - {LEAD}\n\n{BODY}\n",
    f"EASTPORT, May 3 (Reuters) - {LEAD}\n\nIn Westport, on May 4, Reuters saw boats - {BODY}\n",
    f"Title: Wells dug\nDate: 2024-05-03\nSource: Post\n\n{LEAD}\n\nDate: a word she did not use.\n\n{BODY}\n",
    f"{LEAD}\n\n3 of 4 boats came back.\n\n2 of 5 did not.\n\n{BODY}\n\n120 words\n\nCopyright 2024 Norland Press\n",
    f"Mayor's letter\n\nTitle: none, she wrote.\n\nTitle: still none.\n\n{LEAD}\n",
)


@pytest.mark.parametrize("text", TWICE)
def test_several_articles_are_refused_unless_the_user_says_it_is_one(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(text.encode())
    (error,) = errors(read_sources([str(tmp_path / "a.txt")]))
    assert "a.txt: seems to hold several articles (2 " in error
    assert "--from text if it is one report" in error
    (report,) = reports(read_sources([str(tmp_path / "a.txt")], SourceOptions(kind="text")))
    assert report.text == text


@pytest.mark.parametrize("text", ONCE)
def test_one_article_is_one_report(text: str) -> None:
    assert several_articles(text) is None


def test_a_page_of_several_articles_is_refused_and_one_beside_cards_is_not(tmp_path: Path) -> None:
    def article(title: str, words: str) -> str:
        return f"<article><h2>{title}</h2><p>{words} {LEAD}</p><p>{words} {BODY}</p></article>"

    cards = "<article><h3>Tides</h3><p>High at noon.</p></article>" * 3
    (tmp_path / "a.html").write_text(
        f"<html><body>{article('One', 'It rained.')}{article('Two', 'It froze.')}</body></html>"
    )
    (tmp_path / "b.html").write_text(f"<html><body>{article('One', 'It rained.')}<aside>{cards}</aside></body></html>")
    assert "which would be read as one report" in errors(read_sources([str(tmp_path / "a.html")]))[0]
    (report,) = reports(read_sources([str(tmp_path / "b.html")]))
    assert "It rained." in report.text
