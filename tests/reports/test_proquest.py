"""Exports of ProQuest: a report a document, its labels apart from its text."""

from datetime import date
from pathlib import Path

import pytest

from dateline.reports import RawReport, ReportError
from dateline.reports.reading import SourceOptions, read_sources
from tests.reports.samples import BODY, LEAD, errors, reports

RULE = "_" * 60


def batch(*documents: str) -> str:
    parts = "".join(f"\n{RULE}\n\n{document}\n" for document in documents)
    return f"{RULE}\n\nReport Information from ProQuest\n\nMay 06 2024 10:00\n{parts}\n{RULE}\n\nContact us at: http://x.example\n"


FIRST = f"""Document 1 of 2

Minister arrives

Author: Ray, Ann

Publication info: Norland Post ; Eastport [Eastport]. 03 May 2024: A.1.

Full text: {LEAD}

Source: a press release, she said.

{BODY}

Subject: Fishing rights

Publication title: Norland Post; Eastport

Publication date: May 3, 2024

ProQuest document ID: 77001

Document URL: https://proquest.example/77001

Copyright: Copyright Norland Media May 3, 2024"""
SECOND = f"Document 2 of 2\n\nTalks end\n\nFull text: {LEAD}\n\nPublication title: Norland Post\nPublication date: May 4, 2024\n"


def read(path: Path, data: str, **options: str) -> list[RawReport | ReportError]:
    path.write_text(data)
    return list(read_sources([str(path)], SourceOptions(**options)))  # type: ignore[arg-type]


def test_each_document_is_a_report_with_its_labels(tmp_path: Path) -> None:
    first, second = reports(read(tmp_path / "a.txt", batch(FIRST, SECOND)))
    assert first.text == f"{LEAD}\n\nSource: a press release, she said.\n\n{BODY}"
    assert (first.id, first.title, first.publisher) == ("77001", "Minister arrives", "Norland Post")
    assert (first.published, first.url) == (date(2024, 5, 3), "https://proquest.example/77001")
    assert (second.text, second.title, second.published) == (LEAD, "Talks end", date(2024, 5, 4))
    assert second.source.endswith("document 2")


@pytest.mark.parametrize(
    ("change", "with_"), [("Full text", "Full Text"), ("\n", "\r\n"), ("Publication date: May 3, 2024\n", "\n")]
)
def test_other_shapes_of_it_are_read_as_well(tmp_path: Path, change: str, with_: str) -> None:
    (tmp_path / "b.txt").write_bytes(batch(FIRST, SECOND).replace(change, with_).encode())
    first, second = reports(read_sources([str(tmp_path / "b.txt")]))
    assert (first.title, first.published, second.title) == ("Minister arrives", date(2024, 5, 3), "Talks end")


def test_a_document_without_its_text_is_an_error_of_its_own(tmp_path: Path) -> None:
    first, error = read(tmp_path / "a.txt", batch(FIRST, SECOND.replace("Full text: ", "Abstract: ")))
    assert isinstance(first, RawReport)
    assert "document 2: holds no full text; export the articles with their full text" in str(error)


def test_a_report_that_speaks_of_the_database_is_one_report(tmp_path: Path) -> None:
    text = f"{LEAD}\n\nThe full text: it is kept by ProQuest, the ministry said.\n"
    (report,) = reports(read(tmp_path / "a.txt", text))
    assert report.text == text
    assert "holds no document of ProQuest" in errors(read(tmp_path / "a.txt", text, kind="proquest"))[0]
