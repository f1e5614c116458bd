"""A rich text document (RTF) in, its plain text out: one line a paragraph. Only text is taken; objects and fields' codes are not.

A tokenizer of its own, linear in the length, that follows no reference and runs nothing.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

from dateline.errors import ReportError

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([\r\n]+)|([^\\{}\r\n]+)|(\\)",
    re.DOTALL,
)
_DEEPEST = 1000
_MOST_TOKENS = 10_000_000
# Groups that hold something else than the document's text.
_HIDDEN = frozenset(
    "fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf fldinst "
    "listtable listoverridetable rsidtbl generator xmlnstbl themedata datastore latentstyles filetbl revtbl template "
    "bkmkstart bkmkend annotation atnauthor atnid nonesttables mmathPr private tc xe".split()
)
_SPECIAL = {
    "par": "\n", "line": "\n", "sect": "\n", "page": "\n", "row": "\n", "nestrow": "\n", "cell": "\t", "nestcell": "\t",
    "tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
_SYMBOLS = {b"~": "\u00a0", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}", b"\n": "\n", b"\r": "\n"}
# The character sets of fonts that are not the document's own.
_CODE_PAGES = {437: "cp437", 850: "cp850", 10000: "mac_roman", 65001: "utf-8"}


@dataclass(frozen=True, slots=True)
class _Group:
    hidden: bool = False
    skip: int = 1  # how many bytes stand for a Unicode character where it cannot be shown


def rtf_text(data: bytes, source: str) -> str:
    """The text of a document; ReportError if it is none, nested beyond reason, or breaks off."""
    if not data.startswith(b"{\\rtf"):
        raise ReportError(source, "is no RTF document", "check the file")
    document = _Document()
    for number, token in enumerate(_TOKEN.finditer(data)):
        document.take(token)
        if number > _MOST_TOKENS:
            raise ReportError(source, f"holds more than {_MOST_TOKENS:,} commands", "save it again as RTF or as text")
        if len(document.groups) > _DEEPEST:
            raise ReportError(source, "is nested deeper than any document", "save it again as RTF or as text")
        if document.closed:
            break
    if not document.closed:
        raise ReportError(source, "breaks off before its end", "get a whole copy of the file")
    return document.text()


class _Document:
    def __init__(self) -> None:
        self.groups = [_Group()]
        self.closed = False
        self._out: list[str] = []
        self._bytes = bytearray()
        self._encoding = "cp1252"
        self._to_skip = 0
        self._starred = False

    def text(self) -> str:
        self._flush()
        joined = "".join(self._out)
        # \u writes characters beyond the first 65,536 as two halves.
        joined = joined.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return re.sub(r"[ \t]*\n", "\n", joined.replace("\x00", ""))

    def take(self, token: re.Match[bytes]) -> None:
        word, number, hexadecimal, symbol, brace, _, plain, _ = token.groups()
        if brace:
            self._brace(brace)
        elif word:
            self._word(word.decode("ascii"), int(number) if number else None)
        elif hexadecimal:
            self._put_bytes(bytes([int(hexadecimal, 16)]))
        elif symbol == b"*":
            self._starred = True
        elif symbol:
            self._put(_SYMBOLS.get(symbol, ""))
        elif plain:
            self._put_bytes(plain)

    def _brace(self, brace: bytes) -> None:
        self._to_skip, self._starred = 0, False
        if brace == b"{":
            self.groups.append(self.groups[-1])
            return
        self.groups.pop()
        self.closed = len(self.groups) == 1
        if not self.groups:
            self.groups.append(_Group())

    def _word(self, word: str, number: int | None) -> None:
        if self._starred or word in _HIDDEN:
            self.groups[-1] = replace(self.groups[-1], hidden=True)
            self._starred = False
        elif word == "u" and number is not None:
            self._put(chr(number % 65_536))
            self._to_skip = self.groups[-1].skip
        elif word == "uc" and number is not None:
            self.groups[-1] = replace(self.groups[-1], skip=min(max(number, 0), 16))
        elif word == "ansicpg" and number:
            self._flush()
            self._encoding = _code_page(number)
        elif word in ("mac", "pc", "pca"):
            self._flush()
            self._encoding = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}[word]
        elif word in _SPECIAL:
            self._put(_SPECIAL[word])

    def _put_bytes(self, data: bytes) -> None:
        skipped = min(self._to_skip, len(data))
        self._to_skip -= skipped
        if not self.groups[-1].hidden:
            self._bytes += data[skipped:]

    def _put(self, text: str) -> None:
        if self._to_skip:
            self._to_skip -= 1
        elif not self.groups[-1].hidden:
            self._flush()
            self._out.append(text)

    def _flush(self) -> None:
        """Bytes are decoded together, for a character may take several."""
        if self._bytes:
            self._out.append(self._bytes.decode(self._encoding, "replace"))
            self._bytes.clear()


def _code_page(number: int) -> str:
    name = _CODE_PAGES.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"
