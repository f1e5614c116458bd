"""The columns of a table, or the keys of a record, in; what was taken for what out, or why the file cannot be read as it is.

What is in no column is refused with the names there are, those nearest first, and the option that says which it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from dateline.errors import ReportError
from dateline.reports.date_order import DateOrder
from dateline.reports.days import day_of, is_of_two_readings
from dateline.reports.options import NONE, SourceOptions
from dateline.reports.records import NAMES, layout

_LOOKED_AT = 200  # columns that are compared with names that are known
_SHOWN = 20  # names of columns in a message
_NEAR = 0.72  # as difflib counts: "publishd_at" for "publishedat"
# Parts of names, in the languages of the programs that write tables, of what is not known under a whole name.
_STEMS = {
    "text": re.compile(r"text|body|content|article|volltext|texte|texto|contenu"),
    "date": re.compile(r"dat[ae]|datum|fecha|jour|day|tag$|time|zeit|publ|posted|issued|when"),
    "id": re.compile(r"id$|^id|nr$|num|no$|key|code|uuid|ref"),
}
_WHAT = {"text": "the text", "date": "the date", "id": "an id"}
_FIELDS = ("text", "date", "publisher", "title", "id", "url")


@dataclass(frozen=True, slots=True)
class Taken:
    """What a file was taken for: its format, for each field of a report the surest of its columns, and those that hold none.

    ``order`` is how its dates are written, where that leaves a choice.
    """

    file: str
    fields: Mapping[str, str]
    unused: tuple[str, ...]
    order: DateOrder | None = None
    form: str | None = None


def taken(names: Sequence[str], file: str, options: SourceOptions) -> Taken:
    """What the columns of these names are taken for."""
    known = layout(names, options)
    fields = {
        field: next(n for n in columns if n in names) for field, columns in known.items() if {*columns} & {*names}
    }
    claimed = {column for columns in known.values() for column in columns}
    return Taken(file, fields, tuple(name for name in names if name and name not in claimed))


def refused(
    names: Sequence[str], file: str, options: SourceOptions, first: Mapping[str, object] | None = None
) -> ReportError | None:
    """Why a file with these columns is not read: one that is named is not there, or text, dates or ids are in none of them.

    ``first`` is its first record, whose values may show what a column holds. Ids may be missing where every column is known.
    """
    for field in _FIELDS:
        wanted = getattr(options, field)
        if wanted not in (None, NONE) and wanted not in names:
            near = get_close_matches(str(wanted), [str(name) for name in names], 1, _NEAR)
            hint = f" (near: {near[0]!r})" if near else ""
            cause = f"has no column {wanted!r}{hint}; there are: {_shown(names)}"
            return ReportError(file, cause, f"say which column holds the {field}: --{field}-column NAME")
    found = taken(names, file, options)
    likely: dict[str, list[str]] = {}
    left = list(found.unused)
    for field in ("text", "date", "id"):
        if field not in found.fields and getattr(options, field) is None and (left or field != "id"):
            likely[field] = _near(field, left, first or {})
            left = [name for name in left if name not in likely[field][:1]]
    return _not_found(likely, file, names) if likely else None


def undated(record: Mapping[str, object], options: SourceOptions) -> str | None:
    """The key of a record that looks as if it held the date, where none is known to; None for a record that just has no date."""
    found = taken(tuple(record), "", options)
    if "date" in found.fields or options.date is not None:
        return None
    near = _near("date", found.unused, record)
    return near[0] if near and (_is_date(record[near[0]]) or _closeness("date", near[0])) else None


def _not_found(near: Mapping[str, Sequence[str]], file: str, names: Sequence[str]) -> ReportError:
    """``near`` has for each field that is in no column those that may hold it."""
    whats, ways = [], []
    for field, columns in near.items():
        hint = f" (perhaps {' or '.join(map(repr, columns[:2]))})" if columns else ""
        whats.append(f"{_WHAT[field]}{hint}")
        ways.append(f"--{field}-column {_quoted(columns[0]) if columns else 'NAME'}")
    cause = f"has no column that is known to hold {_joined(whats)}; there are: {_shown(names)}"
    instead = "" if [*near] == ["text"] else f" ({NONE} in place of a name if there is none)"
    return ReportError(file, cause, f"say which it is: {' '.join(ways)}{instead}")


def _joined(parts: Sequence[str]) -> str:
    return " or ".join((", ".join(parts[:-1]), parts[-1])) if len(parts) > 1 else parts[0]


def _near(field: str, unused: Sequence[str], first: Mapping[str, object]) -> list[str]:
    """The columns that may hold a field, the likeliest first: by their values, by a name like a known one, by a part of it."""
    unused = unused[:_LOOKED_AT]
    by_value = [name for name in unused if field == "date" and _is_date(first.get(name))]
    by_name = [name for name in unused if _closeness(field, name)]
    by_stem = [name for name in unused if _STEMS[field].search(_plain(name))]
    return list(dict.fromkeys((*by_value, *by_name, *by_stem)))


def _is_date(value: object) -> bool:
    if isinstance(value, str):
        return not value.strip().isdigit() and (day_of(value) is not None or is_of_two_readings(value))
    return not isinstance(value, int | float) and day_of(value) is not None


def _closeness(field: str, name: str) -> bool:
    return bool(get_close_matches(_plain(name), NAMES[field], 1, _NEAR))


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())


def _quoted(name: str) -> str:
    return name if re.fullmatch(r"[\w.-]+", name) else f'"{name}"'


def _shown(names: Sequence[str]) -> str:
    return ", ".join(names[:_SHOWN])[:300] + (" …" if len(names) > _SHOWN else "")
