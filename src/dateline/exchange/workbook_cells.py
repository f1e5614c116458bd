"""A value in, a cell of an XLSX sheet out: days as days, numbers as numbers, and texts that no program takes for formulas."""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from enum import IntEnum
from xml.sax.saxutils import escape

from dateline.exchange.output import xml_text

LONGEST_CELL = 32_767  # characters, counted as UTF-16 does, for all programs
MOST_ROWS = 1_048_576  # of a sheet, its head among them
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 days have no zone
_FIRST_DAY = date(1900, 3, 1)  # before it, programs count differently
_EXACT = 10**15  # whole numbers above it lose digits
_LIKE_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # which programs would take for a character
_TEXT = 'numFmtId="49" applyNumberFormat="1" applyAlignment="1"'  # 49: a text, whatever it looks like
_OTHER = 'applyNumberFormat="1" applyAlignment="1"'
_TOP, _WRAP = '<alignment vertical="top"/>', '<alignment vertical="top" wrapText="1"/>'


class Look(IntEnum):
    """How a cell looks: the place of its style among :data:`STYLES`."""

    PLAIN = 0
    HEAD = 1
    WRAPPED = 2
    OPEN = 3
    NUMBER = 4
    DAY = 5
    MOMENT = 6


STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE7E6E6"/></patternFill></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFFFF8E1"/></patternFill></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
    f'<cellXfs count="7"><xf {_TEXT}>{_TOP}</xf>'
    f'<xf fontId="1" fillId="2" applyFont="1" applyFill="1" applyAlignment="1">{_WRAP}</xf>'
    f'<xf {_TEXT}>{_WRAP}</xf><xf fillId="3" applyFill="1" {_TEXT}>{_WRAP}</xf>'
    f'<xf numFmtId="0" {_OTHER}>{_TOP}</xf><xf numFmtId="164" {_OTHER}>{_TOP}</xf><xf numFmtId="165" {_OTHER}>{_TOP}</xf>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def cell_xml(place: str, value: object, look: Look) -> str:
    """The cell at a place ("B7"). A text has the look that is asked for; a day, a number and a truth have their own.

    What a cell cannot hold as what it is stands there as a text: days before March 1900 and whole numbers of more than 15 digits.
    """
    if value is None or value == "":
        return f'<c r="{place}" s="{look}"/>'
    if isinstance(value, str):
        return _text(place, value, look)
    if isinstance(value, bool):
        return f'<c r="{place}" s="{Look.NUMBER}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float) and math.isfinite(value) and abs(value) < _EXACT:
        return f'<c r="{place}" s="{Look.NUMBER}"><v>{value!r}</v></c>'
    if isinstance(value, date):
        is_moment = isinstance(value, datetime)
        if (value.date() if isinstance(value, datetime) else value) < _FIRST_DAY:
            return _text(place, value.isoformat(" ") if isinstance(value, datetime) else value.isoformat(), look)
        return f'<c r="{place}" s="{Look.MOMENT if is_moment else Look.DAY}"><v>{_serial(value)!r}</v></c>'
    return _text(place, str(value), look)


def is_too_long(text: str) -> bool:
    """Would the end of it be cut?"""
    return len(text) > LONGEST_CELL // 2 and _units(text) > LONGEST_CELL


def _text(place: str, words: str, look: Look) -> str:
    text = xml_text(words)
    if is_too_long(text):
        text = text.encode("utf-16-le")[: 2 * (LONGEST_CELL - 1)].decode("utf-16-le", "ignore") + "…"
    if "_x" in text:
        text = _LIKE_ESCAPE.sub("_x005F_", text)
    kept = "" if text == text.strip() and "\n" not in text else ' xml:space="preserve"'
    return f'<c r="{place}" s="{look}" t="inlineStr"><is><t{kept}>{escape(text)}</t></is></c>'


def _units(text: str) -> int:
    return len(text) + sum(letter > "\uffff" for letter in text)


def _serial(value: date) -> int | float:
    """The days since the day zero of spreadsheets; the time of a moment is a fraction."""
    if not isinstance(value, datetime):
        return value.toordinal() - _DAY_ZERO.toordinal()
    return (value.replace(tzinfo=None) - _DAY_ZERO).total_seconds() / 86_400
