"""DOCX: paragraphs, and archives that are damaged, no documents, or unpack without end."""

import io
import zipfile

import pytest

from dateline.reports import ReportError, docx
from dateline.reports.docx import docx_text
from tests.reports import samples

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def document(body: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
    return out.getvalue()


def test_a_line_a_paragraph() -> None:
    assert docx_text(samples.docx(["One.", "", "Two."]), "a.docx") == "One.\n\nTwo."


def test_runs_tabs_breaks_and_deleted_words() -> None:
    body = (
        "<w:p><w:r><w:t>One</w:t></w:r><w:r><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t></w:r>"
        "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
    )
    assert docx_text(document(body), "a.docx") == "One\ttwo\nthree"


def test_the_paragraph_of_a_text_box_is_read_once() -> None:
    body = "<w:p><w:r><w:t>Out.</w:t><w:box><w:p><w:r><w:t>In.</w:t></w:r></w:p></w:box></w:r></w:p>"
    assert sorted(docx_text(document(body), "a.docx").split("\n")) == ["In.", "Out."]


def test_a_bomb_is_refused_before_it_fills_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx, "LARGEST_BODY", 4 << 20)
    bomb = document(f"<w:p><w:r><w:t>{'a' * 1000}</w:t></w:r></w:p>" * 10_000)
    assert len(bomb) < 100_000
    with pytest.raises(ReportError, match="unpacks to more than 4 MiB"):
        docx_text(bomb, "a.docx")


def test_damage_is_refused() -> None:
    whole = samples.docx(["One."])
    with pytest.raises(ReportError, match="damaged or locked"):
        docx_text(whole[:-30], "a.docx")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(ReportError, match="no Word document"):
        docx_text(out.getvalue(), "a.zip")
    with pytest.raises(ReportError, match="declares XML entities"):
        docx_text(entity_document(), "a.docx")


def entity_document() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "word/document.xml", f'<!DOCTYPE x [<!ENTITY a "b">]><w:document xmlns:w="{W}"><w:p/></w:document>'
        )
    return out.getvalue()
