"""RTF: characters in every way of writing them, and groups that hold no text."""

import pytest

from dateline.reports import ReportError
from dateline.reports.rtf import rtf_text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (rb"One.\par Two.", "One.\nTwo."),
        (rb"caf\'e9 \'93quoted\'94", "café “quoted”"),
        (rb"\u8220?quoted\u8221?", "“quoted”"),
        (rb"\uc0\u233 \uc2\u8364\'80\'81x", "é€x"),
        (rb"\u-10179?\u-8704?", "😀"),
        (rb"A\emdash B\endash C \lquote x\rquote  \ldblquote y\rdblquote", "A—B–C ‘x’ “y”"),
        (rb"a\~b\_c \{d\} e\\f", "a\u00a0b-c {d} e\\f"),
        (rb"{\b bold} {\i0 plain}", "bold plain"),
        (rb"{\fonttbl{\f0 Arial;}}{\colortbl;\red0;}{\*\unknown gone}{\info{\title T}}kept", "kept"),
        (rb"{\field{\*\fldinst HYPERLINK x}{\fldrslt link}}", "link"),
        (rb"{\pict 0102ff}{\header head}body{\footer foot}", "body"),
        (b"broken\r\n by the\nwriter", "broken by thewriter"),
        (rb"cell\cell cell\cell\row next", "cell\tcell\nnext"),
        (rb"\ansicpg1251\'cc\'e8\'ed\'f1\'ea", "Минск"),
        (rb"\ansicpg99999\'e9", "é"),
        (rb"\ansicpg932\'93\'fa\'96\'7b", "日本"),
    ],
)
def test_text_is_read(body: bytes, text: str) -> None:
    assert rtf_text(b"{\\rtf1\\ansi " + body + b"}", "a.rtf") == text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"plain", "is no RTF document"),
        (b"{\\rtf1 text", "breaks off before its end"),
        (b"{\\rtf1 {open}", "breaks off"),
        (b"{\\rtf1 " + b"{" * 2000, "is nested deeper"),
    ],
)
def test_what_is_broken_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(ReportError, match=words):
        rtf_text(data, "a.rtf")


def test_what_follows_the_document_is_left_alone() -> None:
    assert rtf_text(b"{\\rtf1 text}}}} \\par more", "a.rtf") == "text"
