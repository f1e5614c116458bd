"""The list of formats: each line says by which signs a source of it is told from others."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.reports import formats
from dateline.reports.formats import FORMATS, ReportFormat
from dateline.reports.options import DEFAULT, SourceOptions
from dateline.reports.reading import read_sources
from dateline.reports.sniff import Glimpse, Signs, recognised
from dateline.reports.streams import Opened
from dateline.reports.text import RawReport
from tests.reports.samples import reports

SIGNS = {name: form.signs for name, form in FORMATS.items()}
PAGE = b"<!DOCTYPE html><html><body><p>Rain fell.</p></body></html>"


def told(head: bytes, name: str = "-", content_type: str | None = None) -> str | None:
    return recognised(Glimpse(head, name, content_type, DEFAULT), SIGNS)


@pytest.mark.parametrize(
    ("head", "name", "served", "kind"),
    [
        (b"PAR1\x00", "a.csv", None, "parquet"),
        (b"text,date\n", "a.csv", None, "csv"),
        (b'{"text": "a"}\n', "a.jsonl", None, "jsonl"),
        (b'[{"text": "a"}]', "a.jsonl", None, "json"),
        (b'{"text": "a"}\n{"text": "b"}\n', "a.json", None, "jsonl"),
        (PAGE, "a.json", None, "html"),
        (PAGE, "a.txt", None, "html"),
        (b"Rain fell.", "a.html", None, "html"),
        (b"Rain fell.", "a.rss", None, None),
        (b"<?xml version='1.0'?><!-- a --><rss><channel/></rss>", "a", None, "feed"),
        (b'<!DOCTYPE nitf SYSTEM "x.dtd"><nitf/>', "a.xml", None, "newsml"),
        (b"Rain fell.", "https://a.example/b", "text/html", None),
        (b"text,date\n", "https://a.example/b", "text/csv", "csv"),
        (b"Rain fell in <Oslo>.", "https://a.example/b", "text/html", "html"),
        (b"title,text\n", "a.txt", None, "csv"),
        (b"Rain fell.", "a.txt", "text/html", None),
    ],
)  # fmt: skip
def test_the_surest_sign_tells_the_format(head: bytes, name: str, served: str | None, kind: str | None) -> None:
    assert told(head, name, served) == kind


def test_a_format_that_is_added_by_a_line_is_recognised_and_may_be_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(opened: Opened, _: SourceOptions) -> Iterator[RawReport]:
        yield RawReport("1", opened.whole().decode().removeprefix("%NEWS "), source=opened.name)

    line = ReportFormat("percent", read, "a report behind a sign", Signs(magic=b"%NEWS "))
    monkeypatch.setattr(formats, "FORMATS", {**FORMATS, "percent": line})
    (tmp_path / "a.csv").write_text("%NEWS Rain fell.")
    for kind in (None, "percent"):
        (report,) = reports(read_sources([str(tmp_path / "a.csv")], SourceOptions(kind=kind)))
        assert report.text == "Rain fell."
