"""The day of a page: the article's own, whatever stands in lists, heads and feet beside it."""

from datetime import date

import pytest

from dateline.reports.page_date import page_date

TEXT = "<p>Divers searched the harbour of Eastport for a second day, the coast guard said. Nobody was found.</p>"
OTHERS = '<div class="related-news"><h2>Tide tables</h2><p class="date">2022-01-03</p><time datetime="2022-01-04">4</time></div>'
SPOKEN = ", and boats searched for it until dusk" * 4
LISTED = '{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": "Tides", "datePublished": "2022-01-03"}]}'
OWN = '{"@type": "NewsArticle", "headline": "Divers search", "datePublished": "2022-03-09T23:30:00-05:00", "dateModified": "2022-03-11"}'


def page(head: str = "", inside: str = "", after: str = "", before: str = "", around: str = "article") -> str:
    article = f"<{around}><h1>Divers search</h1>{inside}{TEXT}</{around}>"
    return f"<html><head><title>Divers search</title>{head}</head><body>{before}{article}{after}<footer>© 2024</footer></body></html>"


def data(*records: str) -> str:
    return "".join(f'<script type="application/ld+json">{record}</script>' for record in records)


@pytest.mark.parametrize(
    "words",
    [
        page(inside='<p class="date">Written: 2022-03-09 15:03:30 / Updated: 2022-03-11 15:30:46</p>', after=OTHERS),
        page(inside='<span class="post-date">9 March 2022</span>', before=OTHERS),
        page(inside='<time datetime="2022-03-09T08:00:00Z">Wednesday</time>', after=OTHERS),
        page(inside='<time datetime="2022-03-09">9 March</time>', after="<aside><time datetime='2022-01-01'>1</time></aside>"),
        page(inside='<div class="byline">By Ann Ray, 9 March 2022</div>', after=OTHERS, around="main"),
        page(head=data(OWN), inside='<time datetime="2022-03-12">12 March</time>', after=OTHERS),
        page(head=data(LISTED, OWN)),
        page(head=data('{"@graph": [{"@type": "WebPage", "datePublished": "2020-01-01"}, ' + OWN + "]}")),
        page(head=data("{broken", "[" + OWN + "]")),
        page(head=data(OWN.replace("Divers search", "Tide tables").replace("2022-03-09", "2022-01-03"), OWN)),
        page(head='<meta property="article:published_time" content="2022-03-09T10:00:00Z">', after=OTHERS),
        page(inside='<span itemprop="datePublished" content="2022-03-09">Wednesday</span>', after=OTHERS),
        page(inside='<time datetime="2022-03-09">9</time><article class="box"><time datetime="2022-01-09">9</time></article>'),
    ],
)  # fmt: skip
def test_the_day_is_the_articles_own(words: str) -> None:
    assert page_date(words) == date(2022, 3, 9)


@pytest.mark.parametrize(
    "words",
    [
        page(after=OTHERS),
        page(before=OTHERS),
        page(head=data(LISTED)),
        page(inside=f'<p>On <time datetime="1998-05-01">1 May 1998</time> a ferry sank there{SPOKEN}.</p>'),
        page(head=data(OWN.replace("2022-03-09", "2922-03-09"))),
        page(inside="<p>The pier was built on 4 June 1931.</p>"),
        "",
        "<html></html>",
        "no markup at all",
    ],
)
def test_a_day_of_something_else_is_not_taken(words: str) -> None:
    assert page_date(words) is None


def test_data_that_is_nested_without_end_is_passed_over() -> None:
    assert page_date(page(head=data("[" * 100_000), inside='<time datetime="2022-03-09">9</time>')) == date(2022, 3, 9)
