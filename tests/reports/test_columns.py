"""What columns are taken for, and what is in none of them: a line that names the columns and the option, before anything is read."""

from pathlib import Path
from typing import Any

import pytest

from dateline.reports import RawReport, ReportError
from dateline.reports.columns import Taken, refused, taken, undated
from dateline.reports.date_order import DateOrder
from dateline.reports.options import SourceOptions
from dateline.reports.reading import read_sources
from tests.reports.samples import LEAD, errors, parquet_file, reports


def read(tmp_path: Path, table: str, file: str = "a.csv", **options: Any) -> list[RawReport | ReportError]:
    (tmp_path / file).write_text(table)
    return list(read_sources([str(tmp_path / file)], SourceOptions(**options)))


@pytest.mark.parametrize(
    ("table", "cause", "next_move"),
    [
        (
            "Nummer,Datum,text\n1,3 May 2024,x\n",
            "the date (perhaps 'Datum') or an id (perhaps 'Nummer')",
            "--date-column Datum",
        ),
        ("id;fecha;text\n1;2024-05-03;x\n", "the date (perhaps 'fecha')", "--date-column fecha"),
        ("id,publishd at,text\n1,2024-05-03,x\n", "(perhaps 'publishd at')", '--date-column "publishd at"'),
        ("id,erste,text\n1,2024-05-03,x\n", "the date (perhaps 'erste')", "--date-column erste"),
        ("id,genre,text\n1,news,x\n", "known to hold the date; there are: id, genre, text", "--date-column NAME"),
        (
            "date,genre,text\n2024-05-03,news,x\n",
            "known to hold an id; there are: date, genre, text",
            "none in place of a name",
        ),
        ("article_nr\tdate\ttext\n1\t2024-05-03\tx\n", "an id (perhaps 'article_nr')", "--id-column article_nr"),
        (
            "Volltext,date\nx,2024-05-03\n",
            "the text (perhaps 'Volltext'); there are: Volltext, date",
            "--text-column Volltext",
        ),
    ],
)
def test_a_table_with_a_field_in_no_column_is_one_error(tmp_path: Path, table: str, cause: str, next_move: str) -> None:
    (error,) = errors(read(tmp_path, table + table.partition("\n")[2] * 200))
    assert cause in error
    assert next_move in error


@pytest.mark.parametrize(
    ("table", "options"),
    [
        ("Nummer,Datum,text\n1,2024-05-03,It rained.\n", {"date": "Datum", "id": "Nummer"}),
        ("Nummer,Datum,text\n1,2024-05-03,It rained.\n", {"date": "none", "id": "none"}),
        ("date,text\n2024-05-03,It rained.\n", {}),
        ("id,date,genre,text\n1,2024-05-03,news,It rained.\n", {}),
        ("text\nIt rained.\n", {"date": "none"}),
    ],
)
def test_what_is_said_or_known_is_enough(tmp_path: Path, table: str, options: dict[str, str]) -> None:
    (report,) = reports(read(tmp_path, table, **options))
    assert report.text == "It rained."
    assert (report.published is None) == (options.get("date") == "none")


def test_a_column_that_is_misspelt_is_told_with_the_near_one(tmp_path: Path) -> None:
    (error,) = errors(read(tmp_path, "id,Erscheinung,text\n1,2024-05-03,x\n", date="Erscheinng"))
    assert "has no column 'Erscheinng' (near: 'Erscheinung'); there are: id, Erscheinung, text" in error
    assert "(near" not in errors(read(tmp_path, "id,date,text\n1,2024-05-03,x\n", date="zzz"))[0]


def test_parquet_is_held_to_the_same(tmp_path: Path) -> None:
    data = parquet_file(tmp_path / "made.parquet")
    assert data
    (error,) = errors(read_sources([str(tmp_path / "made.parquet")], SourceOptions(date="pubdate")))
    assert "has no column 'pubdate' (near: 'pub_date')" in error


@pytest.mark.parametrize("file", ["a.jsonl", "a.json"])
def test_a_date_under_an_unknown_key_is_an_error_and_no_date_at_all_is_none(tmp_path: Path, file: str) -> None:
    lines = f'{{"text": "{LEAD}", "Wann": "2024-05-03"}}\n{{"text": "It rained.", "Wann": "2024-05-04"}}\n'
    (error,) = errors(read(tmp_path, lines, file))
    assert "has no key that is known to hold the date (perhaps 'Wann'); there are: text, Wann" in error
    assert "--date-column Wann, or --date-column none" in error
    assert len(reports(read(tmp_path, lines, file, date="none"))) == 2
    plain = f'{{"text": "{LEAD}", "note": "read twice", "words": 20240503}}\n{{"text": "It rained."}}\n'
    assert len(reports(read(tmp_path, plain, file))) == 2


@pytest.mark.parametrize(
    ("record", "key"),
    [
        ({"text": "x", "Datum": "3/4/2021"}, "Datum"),
        ({"text": "x", "publishd": "soon"}, "publishd"),
        ({"text": "x", "day_no": 3}, None),
        ({"text": "x", "phone": "20240503"}, None),
        ({"text": "x", "date": None, "seen": "2024-05-03"}, None),
    ],
)
def test_a_key_is_taken_for_the_dates_by_its_values_or_its_name(record: dict[str, object], key: str | None) -> None:
    assert undated(record, SourceOptions()) == key


def test_what_was_taken_for_what_is_told_before_the_first_report(tmp_path: Path) -> None:
    told: list[Taken] = []
    found = read_sources(
        [str(path) for path in (tmp_path / "a.csv", tmp_path / "b.jsonl")], SourceOptions(tell=told.append)
    )
    (tmp_path / "a.csv").write_text(f"AN,PD,SN,TD,words\n1,2024-05-03,Post,{LEAD},9\n")
    (tmp_path / "b.jsonl").write_text(f'{{"id": "1", "body": "{LEAD}", "wordcount": 9}}\n')
    next(found)
    assert [t.form for t in told] == ["csv", None]
    assert told[1].fields == {"text": "TD", "date": "PD", "publisher": "SN", "id": "AN"}
    assert told[1].unused == ("words",)
    next(found)
    assert (told[-1].fields, told[-1].unused) == ({"text": "body", "id": "id"}, ("wordcount",))


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (["3/4/2021", "25/4/2021", "5/4/2021"], DateOrder(3, 2, day_first=True)),
        (["3/4/2021", "4/25/2021"], DateOrder(2, 1, day_first=False)),
        (["3/4/2021", "25/4/2021", "4/25/2021"], DateOrder(3, 1)),
        (["3/4/2021", "2021-04-03"], DateOrder(2, 1)),
        (["2021-04-03", "3 April 2021"], None),
    ],
)
def test_dates_of_two_readings_are_counted_before_the_first_report(
    tmp_path: Path, dates: list[str], order: DateOrder | None
) -> None:
    told: list[Taken] = []
    filler = f"{LEAD} " * 900  # more than what is seen of a file before it is read
    rows = "".join(f"{day},{filler}\n" for day in dates)
    found = read(tmp_path, f"date,text\n{rows}", tell=told.append)
    assert told[-1].order == order
    assert sum(isinstance(item, ReportError) for item in found) == (order.of_two_readings if order else 0)


def test_names_are_compared_as_the_readers_do() -> None:
    assert taken(("Full Text", "Pub. Date"), "a", SourceOptions()).fields == {"text": "Full Text", "date": "Pub. Date"}
    assert refused(("Full Text", "Pub. Date"), "a", SourceOptions()) is None
