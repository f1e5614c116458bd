"""Where reports come from: files, folders, addresses and standard input in, raw reports and named errors out."""

from dateline.errors import ReportError
from dateline.reports.decoding import DecodedText, decode
from dateline.reports.jsonl import read_jsonl
from dateline.reports.language import LanguageGuess, check_english
from dateline.reports.text import RawReport, read_report, read_text

__all__ = [
    "DecodedText",
    "LanguageGuess",
    "RawReport",
    "ReportError",
    "check_english",
    "decode",
    "read_jsonl",
    "read_report",
    "read_text",
]
