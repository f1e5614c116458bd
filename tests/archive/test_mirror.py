"""What a record has becomes a column by itself: name, type, documentation, and whether it holds words of the report."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from dateline.archive.columns import columns_of, views
from dateline.archive.columns.mirror import ViewColumn, mirrored, sql_type, structure_of
from dateline.archive.columns.of_events import REVIEWED
from dateline.model import Span
from dateline.model.form import BOUNDS, IF_GIVEN, INLINE, WORDS, Named


@dataclass(frozen=True, slots=True)
class Inner:
    span: Annotated[Span, INLINE, "Where it says so."]
    score: Annotated[float, "0 to 1."]


@dataclass(frozen=True, slots=True)
class Outer:
    day: Annotated[date | None, "The day."]
    origin: Annotated[Literal["text", "guess"], Named("from"), "What it was read from."]
    codes: Annotated[tuple[str, ...], "ISO codes."]
    quote: Annotated[str, WORDS, "What is said."]
    inner: Annotated[Inner | None, IF_GIVEN, "What is in it."]
    others: Annotated[tuple[Inner, ...], "More of it."]
    line: Annotated[Span, BOUNDS, "The line."]


def named(columns: tuple[ViewColumn, ...]) -> dict[str, tuple[str, str, str, bool]]:
    return {c.name: (c.sql, c.type, c.about, c.words) for c in columns}


def test_every_value_of_a_record_is_a_column() -> None:
    first, after = "first character, counted in code points from 0.", "the character after the last."
    assert named(mirrored(Outer, "o")) == {
        "day": ('o."day"', "DATE", "The day.", False),
        "from": ('o."from"', "VARCHAR", "What it was read from.", False),
        "codes": ('o."codes"', "VARCHAR[]", "ISO codes.", False),
        "quote": ('o."quote"', "VARCHAR", "What is said.", True),
        "inner_start": ('o."inner"."start"', "BIGINT", f"Where it says so: {first}", False),
        "inner_end": ('o."inner"."end"', "BIGINT", f"Where it says so: {after}", False),
        "inner_text": ('o."inner"."text"', "VARCHAR", "Where it says so.", True),
        "inner_score": ('o."inner"."score"', "DOUBLE", "0 to 1.", False),
        "line_start": ('o."line"."start"', "BIGINT", f"The line: {first}", False),
        "line_end": ('o."line"."end"', "BIGINT", f"The line: {after}", False),
    }


def test_columns_are_chosen_and_called_by_their_names() -> None:
    assert [c.name for c in mirrored(Outer, "o", only=["inner", "day"], called={"inner_text": "words"})] == [
        "day", "inner_start", "inner_end", "words", "inner_score",
    ]  # fmt: skip
    assert [c.name for c in mirrored(Outer, "o", but=["inner", "line", "quote", "day", "from"])] == ["codes"]
    (column,) = mirrored(Outer, "o", only=["day"], whose="Its trip")
    assert column.about == "Its trip: the day."
    (codes,) = mirrored(Outer, "o", only=["codes"], whose="Its trip")
    assert codes.about == "Its trip: ISO codes."


def test_the_nested_row_has_what_json_has() -> None:
    words = {"start": "BIGINT", "end": "BIGINT", "text": "VARCHAR"}
    inner = {**words, "score": "DOUBLE"}
    assert structure_of(Outer) == {
        "day": "DATE",
        "from": "VARCHAR",
        "codes": ["VARCHAR"],
        "quote": "VARCHAR",
        "inner": inner,
        "others": [inner],
        "line": {"start": "BIGINT", "end": "BIGINT"},
    }
    assert sql_type([words]) == 'STRUCT("start" BIGINT, "end" BIGINT, "text" VARCHAR)[]'


def test_no_view_has_two_columns_of_a_name_and_each_says_what_it_holds() -> None:
    for view in views():
        names = [column.name for column in view.columns]
        assert len(names) == len(set(names)), view.name
        assert all(column.about.endswith((".", "…", "?", ")")) for column in view.columns), view.name
        coded = [column for column in view.columns if column not in REVIEWED]
        assert all(bool(column.sql) == bool(view.rows) for column in coded) or view.name in ("codings", "withdrawn")


def test_words_of_a_report_are_known_as_such() -> None:
    words = {(view.name, column.name) for view in views() for column in view.columns if column.words}
    assert words >= {
        ("reports", "title"), ("events", "sentence_text"), ("events", "trigger_text"), ("events", "date_text"),
        ("statements", "content"), ("statements", "cue"), ("mentions", "text"), ("roles", "text"), ("participants", "text"),
        ("participants", "reason"), ("reasons", "text"), ("abstained", "text"), ("places", "spans"), ("texts", "text"),
    }  # fmt: skip
    assert not any(column.words for column in columns_of("sides"))
