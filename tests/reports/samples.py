"""One small source of each kind, made here: what each format looks like, for the tests of its reader and of damage."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dateline.reports import RawReport, ReportError

LEAD = "The foreign minister of Norland arrived in Eastport on Friday for talks on fishing rights."
BODY = "She will meet her counterpart on Saturday, the ministry said. Both sides signed a protocol last year."
TEXT = f"{LEAD}\n\n{BODY}"


def reports(found: Iterable[RawReport | ReportError]) -> list[RawReport]:
    """The reports, if there is no error among them."""
    all_ = list(found)
    errors = [str(error) for error in all_ if isinstance(error, ReportError)]
    assert not errors, errors
    return [report for report in all_ if isinstance(report, RawReport)]


def errors(found: Iterable[RawReport | ReportError]) -> list[str]:
    """The errors, if there is no report among them."""
    all_ = list(found)
    assert not [report for report in all_ if isinstance(report, RawReport)]
    return [str(error) for error in all_]


def page(text: str = TEXT, head: str = "") -> str:
    paragraphs = "\n".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n"))
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Minister in Eastport | The Norland Post</title>
<meta property="og:title" content="Minister arrives in Eastport">
<meta property="og:site_name" content="The Norland Post">
<meta property="article:published_time" content="2024-05-03T09:12:00+02:00">
<link rel="canonical" href="https://post.example/world/1">{head}</head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>Minister arrives in Eastport</h1>{paragraphs}</article>
<footer><p>All rights reserved. Subscribe to our newsletter.</p></footer></body></html>"""


def csv_table() -> str:
    return (
        "Headline,Publication Date,Source Name,URL,Full Text\n"
        f'Minister arrives,2024-05-03,Norland Post,https://post.example/1,"{LEAD} She said: ""No."""\n'
        f'Talks end,4 May 2024,Eastport Times,https://times.example/2,"{LEAD}\n{BODY}"\n'
    )


def parquet_file(path: Path) -> bytes:
    import duckdb

    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE t (id INTEGER, title VARCHAR, body VARCHAR, pub_date DATE, publisher VARCHAR)")
        connection.executemany(
            "INSERT INTO t VALUES (?, ?, ?, ?, ?)",
            [(n, f"Title {n}", f"{LEAD} Part {n}.", "2024-05-03", "Norland Post") for n in range(1, 4)],
        )
        connection.execute(f"COPY t TO '{path}' (FORMAT PARQUET)")
    return path.read_bytes()


def rss() -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Norland Wire</title><link>https://wire.example/</link><description>News</description>
<item><title>Minister arrives &amp; talks</title><link>https://wire.example/1</link><guid isPermaLink="false">wire-1</guid>
<pubDate>Fri, 03 May 2024 23:30:00 -0500</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>{LEAD}</p><p>{BODY}</p><script>x()</script>]]></content:encoded></item>
<item><title>Second</title><link>https://wire.example/2</link>
<pubDate>Sat, 04 May 2024 08:00:00 GMT</pubDate><description>{LEAD}</description>
<source url="https://times.example/">Eastport Times</source></item>
</channel></rss>"""


def atom() -> str:
    return f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Norland Wire</title><id>urn:x</id><updated>2024-05-04T08:00:00Z</updated>
<entry><title>Minister arrives</title><id>urn:x:1</id><link href="https://wire.example/1"/>
<published>2024-05-03T23:30:00-05:00</published><updated>2024-05-04T08:00:00Z</updated>
<content type="html">&lt;p&gt;{LEAD}&lt;/p&gt;&lt;p&gt;{BODY}&lt;/p&gt;</content></entry></feed>"""


def warc(pages: Iterable[tuple[str, str, bytes]], *, packed: bool = False) -> bytes:
    """A web archive of (address, media type, content)."""
    records = [warc_record("warcinfo", "application/warc-fields", b"software: test\r\n")]
    for url, media_type, content in pages:
        answer = f"HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\nContent-Length: {len(content)}\r\n\r\n".encode()
        records.append(warc_record("response", "application/http; msgtype=response", answer + content, url))
    return b"".join(map(gzip.compress, records)) if packed else b"".join(records)


def warc_record(kind: str, media_type: str, content: bytes, url: str | None = None) -> bytes:
    head = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        "WARC-Record-ID: <urn:uuid:12345678-1234-1234-1234-123456789012>",
        "WARC-Date: 2024-06-01T00:00:00Z",
        *([f"WARC-Target-URI: {url}"] if url else []),
        f"Content-Type: {media_type}",
        f"Content-Length: {len(content)}",
    ]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + content + b"\r\n\r\n"


def warc_of_news(*, packed: bool = False) -> bytes:
    return warc(
        [
            ("https://post.example/1", "text/html; charset=utf-8", page().encode()),
            ("https://post.example/logo.png", "image/png", b"\x89PNG\r\n\x1a\n"),
            ("https://post.example/2", "text/html; charset=ISO-8859-1", page("Café. " + TEXT).encode("latin-1")),
        ],
        packed=packed,
    )


NINJS_1: dict[str, Any] = {
    "uri": "urn:newsml:wire.example:1",
    "type": "text",
    "versioncreated": "2024-05-04T10:00:00Z",
    "firstcreated": "2024-05-03T10:00:00Z",
    "headline": "Minister arrives",
    "located": "Eastport",
    "body_text": TEXT,
    "body_xhtml": f"<div><p>{LEAD}</p></div>",
    "infosource": [{"name": "Norland Wire"}],
}
NINJS_3: dict[str, Any] = {
    "uri": "https://wire.example/items/1",
    "standard": {"name": "ninjs", "version": "3.1"},
    "type": "text",
    "contentCreated": "2024-05-03T10:00:00Z",
    "headlines": [{"role": "main", "value": "Minister arrives"}],
    "bodies": [{"role": "main", "contentType": "application/xhtml+xml", "value": f"<p>{LEAD}</p><p>{BODY}</p>"}],
    "located": "EASTPORT, Norland",
    "rightsinfo": {"copyrightholder": "Norland Wire"},
}


def nitf() -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">
<nitf><head><title>Minister</title><docdata><doc-id id-string="nw-1"/><date.issue norm="20240503T101500Z"/>
<doc.copyright holder="Norland Wire" year="2024"/></docdata>
<pubdata name="Norland Post" date.publication="20240503T000000" ex-ref="https://post.example/1"/></head>
<body><body.head><hedline><hl1>Minister arrives</hl1></hedline><byline>By Jane Doe</byline>
<dateline><location>EASTPORT, Norland</location></dateline></body.head>
<body.content><p>{LEAD}</p><p>{BODY}&nbsp;It rained.</p></body.content></body></nitf>"""


def newsml_g2(items: int = 2) -> str:
    inner = "".join(
        f"""<itemSet><newsItem guid="urn:newsml:wire.example:{n}" version="1"><itemMeta><itemClass qcode="ninat:text"/>
<provider qcode="nprov:NWire"/><versionCreated>2024-05-04T10:00:00Z</versionCreated>
<firstCreated>2024-05-03T10:00:00Z</firstCreated><title>Item {n}</title></itemMeta>
<contentMeta><headline>Minister arrives {n}</headline><dateline>EASTPORT, Norland, May 3 (Norland Wire)</dateline>
</contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml">
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><p>{LEAD}</p><p>{BODY}</p></body></html>
</inlineXML></contentSet></newsItem></itemSet>"""
        for n in range(1, items + 1)
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2024-05-04T10:00:00Z</sent></header>
{inner}</newsMessage>"""


def newsml_1() -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?><NewsML><NewsItem><Identification><NewsIdentifier>
<ProviderId>wire.example</ProviderId><DateId>20240503</DateId><PublicIdentifier>urn:newsml:wire.example:20240503:a:1</PublicIdentifier>
</NewsIdentifier></Identification><NewsComponent><NewsLines><HeadLine>Minister arrives</HeadLine>
<DateLine>EASTPORT, May 3, 2024 (Norland Wire)</DateLine></NewsLines><ContentItem><DataContent><p>{LEAD}</p><p>{BODY}</p>
</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"""


def factiva_html() -> str:
    def article(number: int) -> str:
        rows = {
            "SE": "World",
            "HD": f"Minister arrives {number}",
            "BY": "By Jane Doe",
            "WC": "120 words",
            "PD": "3 May 2024",
            "ET": "10:15",
            "SN": "Norland Post",
            "SC": "NPOST",
            "LA": "English",
            "CY": "(c) 2024 Norland Post",
            "LP": f"<p>{LEAD}</p>",
            "TD": f"<p>{BODY}</p>",
            "AN": f"Document NPOST0000020240503ek530000{number}",
        }
        cells = "".join(f"<tr><td><b>{code}</b>&nbsp;</td><td>{value}</td></tr>" for code, value in rows.items())
        return f'<div class="article enArticle"><table>{cells}</table></div>'

    return f"<html><head><title>Factiva</title></head><body>{article(1)}{article(2)}</body></html>"


def factiva_page() -> str:
    return f"""<html><body><div class="article enArticle"><div id="hd"><span class="enHeadline">Minister arrives</span></div>
<div class="author">Jane Doe</div><div>120 words</div><div>3 May 2024</div><div>10:15</div><div>Norland Post</div>
<div>NPOST</div><div>English</div><div>(c) 2024 Norland Post</div>
<p class="articleParagraph enarticleParagraph">{LEAD}</p><p class="articleParagraph enarticleParagraph">{BODY}</p>
<p>Document NPOST0000020240503ek5300001</p></div></body></html>"""


def factiva_xml() -> str:
    article = f"""<article><accessionNo>NPOST0000020240503ek5300001</accessionNo><baseLanguage>en</baseLanguage>
<headline><paragraph>Minister arrives</paragraph></headline><sourceName>Norland Post</sourceName>
<publicationDate><date>2024-05-03</date></publicationDate><leadParagraph><paragraph>{LEAD}</paragraph></leadParagraph>
<tailParagraphs><paragraph>{BODY}</paragraph></tailParagraphs></article>"""
    return f'<?xml version="1.0" encoding="UTF-8"?><ppsSearchResponse><ppsarticle>{article}</ppsarticle></ppsSearchResponse>'


def nexis_old() -> str:
    def document(number: int) -> str:
        return f"""
                               {number} of 2 DOCUMENTS

                               The Norland Post

                            May 3, 2024 Friday
                           Late Edition - Final

Minister Arrives in Eastport
For Talks on Fish

BYLINE: By JANE DOE

SECTION: Section A; Column 0; Foreign Desk; Pg. 1

LENGTH: 120 words

DATELINE: EASTPORT, Norland

BODY:

The foreign minister of Norland arrived in Eastport on Friday for talks on
fishing rights.

   She will meet her counterpart on Saturday, the ministry said. Both sides
signed a protocol last year.

URL: http://post.example

LOAD-DATE: May 3, 2024

LANGUAGE: ENGLISH

                     Copyright 2024 The Norland Post Company
                              All Rights Reserved
"""

    return document(1) + document(2)


NEXIS_UNI = (
    "User Name: reader",
    "Date and Time: Friday, May 10, 2024 10:00:00 AM EDT",
    "Documents (2)",
    "1. Minister arrives in Eastport",
    "",
    *(
        line
        for number in (1, 2)
        for line in (
            f"Minister arrives in Eastport {number}",
            "The Norland Post",
            "May 3, 2024 Friday 10:15 AM GMT",
            "",
            "Copyright 2024 The Norland Post All Rights Reserved",
            "Section: WORLD; Pg. 1",
            "Length: 120 words",
            "Byline: By Jane Doe",
            "Dateline: EASTPORT, Norland",
            "Body",
            "",
            LEAD,
            BODY,
            "Graphic",
            "",
            "A ship in the harbor.",
            "Load-Date: May 3, 2024",
            "",
            "End of Document",
            "",
        )
    ),
)


def docx(lines: Iterable[str]) -> bytes:
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    paragraphs = "".join(f'<w:p><w:r><w:t xml:space="preserve">{line}</w:t></w:r></w:p>' for line in lines)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{w}"><w:body>{paragraphs}</w:body></w:document>')
    return out.getvalue()


def rtf(lines: Iterable[str]) -> bytes:
    body = "\\par\n".join(line.replace("\\", r"\\").replace("{", r"\{").replace("}", r"\}") for line in lines)
    head = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times New Roman;}}{\*\generator Press;}{\header Page 1}\pard\f0 "
    return f"{head}{body}}}".encode("cp1252")


def json_document() -> str:
    records = [
        {"id": n, "title": f"T{n}", "content": f"{LEAD} {n}", "publishedAt": "2024-05-03T10:00:00Z"} for n in (1, 2)
    ]
    return json.dumps({"status": "ok", "totalResults": 2, "articles": records}, indent=1)


def every_kind(folder: Path) -> dict[str, bytes]:
    """A source of each kind, by the name of its file."""
    lines = [json.dumps({"id": f"r{n}", "text": TEXT, "published": "2024-05-03"}) for n in (1, 2)]
    return {
        "report.txt": TEXT.encode(),
        "page.html": page().encode(),
        "lines.jsonl": "\n".join(lines).encode(),
        "lines.jsonl.gz": gzip.compress("\n".join(lines).encode()),
        "documents.json": json_document().encode(),
        "table.csv": csv_table().encode(),
        "table.tsv": f"text\tdate\n{LEAD}\t2024-05-03\n".encode(),
        "table.parquet": parquet_file(folder / "made.parquet"),
        "feed.xml": rss().encode(),
        "atom.xml": atom().encode(),
        "news.warc": warc_of_news(),
        "news.warc.gz": warc_of_news(packed=True),
        "item1.json": json.dumps(NINJS_1).encode(),
        "item3.json": json.dumps(NINJS_3).encode(),
        "nitf.xml": nitf().encode(),
        "message.xml": newsml_g2().encode(),
        "newsml.xml": newsml_1().encode(),
        "factiva.html": factiva_html().encode(),
        "factiva.htm": factiva_page().encode(),
        "factiva.xml": factiva_xml().encode(),
        "nexis.txt": nexis_old().encode(),
        "nexis.docx": docx(NEXIS_UNI),
        "nexis.rtf": rtf(NEXIS_UNI),
    }
