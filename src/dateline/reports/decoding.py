"""Bytes in, text and the name of its encoding out; refuses what is not text, and says what it probably is.

Line ends are kept and only a byte order mark is dropped, so offsets into the text fit the user's own file.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from dateline.errors import ReportError

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    # The mark of UTF-32 opens with that of UTF-16, so it has to be looked for first.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SAVE_AS_UTF8 = "save it as UTF-8 text and try again"
EXPORT = "save or export it as plain text (.txt, UTF-8) and give that file"
UNPACK = "unpack it and give the files inside"
NO_TEXT = "Dateline reads text only; give a file that holds a report's text"

SIGNATURES: tuple[tuple[re.Pattern[bytes], str, str], ...] = tuple(
    (re.compile(pattern, re.DOTALL), what, next_move)
    for pattern, what, next_move in (
        (rb"\s{0,64}%PDF-\d", "a PDF", "copy its text out (for example with pdftotext) and give that as a .txt file"),
        (rb"PK\x03\x04.{0,64}mimetypeapplication/vnd\.oasis", "an OpenDocument file", EXPORT),
        (rb"PK\x03\x04.{0,64}mimetypeapplication/epub", "an EPUB book", EXPORT),
        (rb"PK\x03\x04", "a ZIP archive", UNPACK),
        (rb"PK\x05\x06", "an empty ZIP archive", NO_TEXT),
        (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office document", EXPORT),
        (rb"\{\\rtf\d?", "an RTF document", EXPORT),
        (rb"\x1f\x8b", "gzip-compressed", UNPACK),
        (rb"BZh\d1AY&SY", "bzip2-compressed", UNPACK),
        (rb"\xfd7zXZ\x00", "xz-compressed", UNPACK),
        (rb"\x28\xb5\x2f\xfd", "zstd-compressed", UNPACK),
        (rb"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", UNPACK),
        (rb"Rar!\x1a\x07", "a RAR archive", UNPACK),
        (rb"\x89PNG\r\n\x1a\n", "a PNG image", NO_TEXT),
        (rb"\xff\xd8\xff", "a JPEG image", NO_TEXT),
        (rb"GIF8[79]a", "a GIF image", NO_TEXT),
        (rb"II\*\x00|MM\x00\*", "a TIFF image", NO_TEXT),
        (rb"RIFF.{4}WEBP", "a WebP image", NO_TEXT),
        (rb"RIFF.{4}(?:WAVE|AVI )", "a sound or video file", NO_TEXT),
        (rb"ID3[\x02-\x04]\x00|OggS\x00|fLaC\x00", "a sound file", NO_TEXT),
        (rb".{4}ftyp[a-zA-Z0-9 ]{4}", "a video or HEIC image", NO_TEXT),
        (rb"SQLite format 3\x00", "an SQLite database", "export its reports as JSON Lines and give that file"),
        (rb"PAR1.{0,4}\x15", "a Parquet file", "export its reports as JSON Lines and give that file"),
        (rb"\x7fELF", "a program", NO_TEXT),
        (rb"(?i)\s{0,64}(?:<!doctype html|<html[\s>])", "a web page", "save the text of the page and give that file"),
    )
)
OFFICE_PARTS = (
    (b"word/", "a Word document", EXPORT),
    (b"xl/", "an Excel workbook", "save its sheet as CSV (UTF-8) and give that file"),
    (b"ppt/", "a PowerPoint file", EXPORT),
)

CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060\x1a"
# What the quotation marks of Mac Roman ("donÕt") and the letters of Windows-1250 ("Wa³êsa") look like here.
TELLTALES = re.compile(r"[\x80-\x9f]|[a-z,.][ÐÑÒÓÔÕ](?:[a-z]{0,2}\b|\W)|[A-Za-z][¡-©«¬®-³µ¶¸¹»-¿×÷][A-Za-zÀ-ÿ]")
LEGACY_LETTERS = re.compile(r"[À-ÖØ-öø-ÿŒœŠšŽžŸƒ]")
LEGACY_SHARE = 0.2  # French, the densest in accents of the languages of this code page, stays below a tenth
CONTROL_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class DecodedText:
    """The text of a file and the encoding it was read in: ``utf-8``, ``utf-16-le``, ``cp1252`` …"""

    text: str
    encoding: str


def decode(data: bytes, source: str) -> DecodedText:
    """The text these bytes hold; a ReportError if they are empty, binary, or in an encoding that cannot be told."""
    if not data:
        raise ReportError(source, "is empty", "give a file that holds a report's text")
    refuse_known_format(data, source)
    decoded = _by_mark(data, source) or _by_content(data, source)
    _refuse_binary(decoded.text, source)
    if not decoded.text.strip().strip(INVISIBLE).strip():
        raise ReportError(source, "holds nothing but blank space", "give a file that holds a report's text")
    return decoded


def refuse_known_format(data: bytes, source: str) -> None:
    """Raise a ReportError that names the format if the bytes open like a PDF, an archive, an image and so on."""
    for pattern, what, next_move in SIGNATURES:
        if pattern.match(data):
            if what == "a ZIP archive":
                what, next_move = next(
                    ((name, move) for part, name, move in OFFICE_PARTS if part in data), (what, next_move)
                )
            raise ReportError(source, f"is {what}, not text", next_move)


def _by_mark(data: bytes, source: str) -> DecodedText | None:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            try:
                return DecodedText(data[len(mark) :].decode(encoding), encoding)
            except UnicodeDecodeError as error:
                place = len(mark) + error.start
                raise ReportError(
                    source, f"is marked as {encoding} but is damaged at byte {place}", SAVE_AS_UTF8
                ) from None
    return None


def _by_content(data: bytes, source: str) -> DecodedText:
    if _looks_like_utf16(data):
        raise ReportError(source, "looks like UTF-16 without its byte order mark", SAVE_AS_UTF8)
    if b"\x00" in data:
        raise ReportError(source, "holds NUL characters, as binary files do", NO_TEXT)
    try:
        return DecodedText(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        broken_at = error.start
    if _is_mostly_utf8(data):
        cause = f"is UTF-8 but damaged or cut off at byte {broken_at}"
        raise ReportError(source, cause, "get a whole copy of the file, or remove the broken characters")
    text = _legacy(data)
    if text is None:
        cause = f"is not UTF-8 (byte {broken_at} does not fit), nor Windows-1252 by the look of it"
        raise ReportError(source, cause, SAVE_AS_UTF8)
    return DecodedText(text, "cp1252")


def _looks_like_utf16(data: bytes) -> bool:
    head = data[:2000]
    fewer, more = sorted((head[0::2].count(0), head[1::2].count(0)))
    return len(head) >= 4 and fewer == 0 and more > 0.4 * len(head)


def _is_mostly_utf8(data: bytes) -> bool:
    lenient = data.decode("utf-8", "surrogateescape")
    broken = sum("\udc80" <= c <= "\udcff" for c in lenient)
    whole = sum(c > "\x7f" for c in lenient) - broken
    return whole > broken


def _legacy(data: bytes) -> str | None:
    """The text as Windows-1252, of which Latin-1 text is a part; None if it would not look like writing."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    accented = len(LEGACY_LETTERS.findall(text))
    letters = sum(map(str.isalpha, text))
    if letters * 2 < len(text) or accented > LEGACY_SHARE * letters or TELLTALES.search(text):
        return None
    return text


def _refuse_binary(text: str, source: str) -> None:
    controls = len(CONTROLS.findall(text))
    if "\x00" in text or controls > 1 + CONTROL_SHARE * len(text):
        raise ReportError(source, "is full of control characters, as binary files are", NO_TEXT)
