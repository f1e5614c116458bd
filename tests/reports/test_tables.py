"""Tables: which column holds what, delimiters and quotes, and rows that are wrong one by one."""

import resource
from datetime import date
from pathlib import Path

import pytest

from dateline.reports import RawReport, ReportError
from dateline.reports.reading import SourceOptions, read_sources
from tests.reports.samples import BODY, LEAD, csv_table, errors, parquet_file, reports


def read(tmp_path: Path, table: str | bytes, file: str = "table.csv", **options: str) -> list[RawReport | ReportError]:
    path = tmp_path / file
    path.write_bytes(table if isinstance(table, bytes) else table.encode())
    return list(read_sources([str(path)], SourceOptions(**options)))  # type: ignore[arg-type]


def test_the_columns_of_an_export_are_known_by_their_names(tmp_path: Path) -> None:
    first, second = reports(read(tmp_path, csv_table()))
    assert first.text == f'{LEAD} She said: "No."'
    assert (first.title, first.publisher, first.url) == ("Minister arrives", "Norland Post", "https://post.example/1")
    assert (first.published, second.published) == (date(2024, 5, 3), date(2024, 5, 4))
    assert second.text == f"{LEAD}\n{BODY}"
    assert second.source.endswith("row 3")


@pytest.mark.parametrize(
    ("header", "date_text"),
    [
        ("stories_id,publish_date,media_name,title,url,text", "2024-05-03 10:00:00"),
        ("id,pub_date,publisher,headline,url,event_text", "2024-05-03"),
        ("AN,PD,SN,HD,url,TD", "3 May 2024"),
        ("guid,date_publish,source_domain,title,url,maintext", "2024-05-03 08:00:00+00:00"),
        ("an,publication_date,source_name,title,url,body", "1714694400000"),
        ("ID,Date,Publication,Headline,Link,Full Text", "20240503"),
    ],
)
def test_the_names_that_other_programs_use_are_known(header: str, date_text: str, tmp_path: Path) -> None:
    (report,) = reports(read(tmp_path, f"{header}\nr1,{date_text},Post,Title,https://x.example,{LEAD}\n"))
    assert report.id == "r1"
    assert (report.text, report.title, report.publisher) == (LEAD, "Title", "Post")
    assert report.published == date(2024, 5, 3)


def test_named_columns_win_and_must_be_there(tmp_path: Path) -> None:
    table = "text,lead,when,who\nIgnored.,The lead.,2024-05-03,Post\n"
    (report,) = reports(read(tmp_path, table, text="lead", date="when", publisher="who", id="none"))
    assert (report.text, report.publisher, report.published) == ("The lead.", "Post", date(2024, 5, 3))
    (error,) = errors(read(tmp_path, table, publisher="outlet"))
    assert (
        "has no column 'outlet'; there are: text, lead, when, who; say which column holds the publisher: --publisher-column"
        in error
    )


def test_a_table_without_a_text_says_what_it_has(tmp_path: Path) -> None:
    (error,) = errors(read(tmp_path, "event_id,country\n1,NOR\n"))
    assert (
        "known to hold the text, the date or an id (perhaps 'event_id'); there are: event_id, country; say which it is"
        in error
    )


@pytest.mark.parametrize("mark", [";", "\t", "|", ","])
def test_the_delimiter_is_found_out(mark: str, tmp_path: Path) -> None:
    (report,) = reports(read(tmp_path, mark.join(["date", "text"]) + "\n" + mark.join(["2024-05-03", "It rained."])))
    assert (report.text, report.published) == ("It rained.", date(2024, 5, 3))


def test_quotation_marks_in_a_tsv_are_words_unless_they_enclose_fields(tmp_path: Path) -> None:
    plain = 'date\ttext\n2024-05-03\t"No," she said. It "rained.\n2024-05-04\tSnow.\n'
    assert [r.text for r in reports(read(tmp_path, plain, "a.tsv"))] == ['"No," she said. It "rained.', "Snow."]
    quoted = 'date\ttext\n2024-05-03\t"One.\nTwo."\n2024-05-04\t"Snow."\n'
    assert [r.text for r in reports(read(tmp_path, quoted, "a.tsv"))] == ["One.\nTwo.", "Snow."]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("2024-05-03", "has 1 cells, and the first row names 2 columns"),
        ("2024-05-03,a,b", "has 3 cells"),
        ("yesterday,It rained.", "has 'yesterday' as its 'date', which is no date"),
        ("2024-05-03,", "has an empty 'text'"),
        ('2024-05-03,"Broken" quote', "is no row of a table"),
        ("2024-05-03,caf\udce9 is no UTF-8 é", "holds bytes that do not fit"),
        ("2024-05-03,N\0UL", "has a NUL character in its 'text'"),
    ],
)
def test_a_wrong_row_never_takes_its_neighbours_along(row: str, words: str, tmp_path: Path) -> None:
    # The head decides the encoding, so it is made long enough to be plainly UTF-8.
    good = "2024-05-03,It rained — again.\n" * 4000
    data = f"date,text\n{good}{row}\n2024-05-04,Snow.\n".encode("utf-8", "surrogateescape")
    found = read(tmp_path, data)
    (error,) = [str(item) for item in found if isinstance(item, ReportError)]
    assert "row 4002" in error
    assert words in error
    assert len(found) == 4002


def test_other_encodings_are_told(tmp_path: Path) -> None:
    table = "date,text\n2024-05-03,“Café” is closed.\n"
    for encoding in ("cp1252", "utf-16", "utf-8-sig"):
        (report,) = reports(read(tmp_path, table.encode(encoding)))
        assert report.text == "“Café” is closed."


def test_parquet_gives_its_rows_with_dates_and_numbers(tmp_path: Path) -> None:
    data = parquet_file(tmp_path / "made.parquet")
    found = reports(read(tmp_path, data, "odd [name]*.parquet"))
    assert [(r.id, r.title, r.publisher) for r in found] == [(str(n), f"Title {n}", "Norland Post") for n in (1, 2, 3)]
    assert {r.published for r in found} == {date(2024, 5, 3)}
    (error,) = errors(read(tmp_path, data, "a.parquet", text="words"))
    assert "no column 'words'; there are: id, title, body, pub_date, publisher" in error


def test_memory_does_not_grow_with_the_table(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    with path.open("w") as out:
        out.write("text,date\n")
        out.writelines(f"{LEAD * 20} {n},2024-05-03\n" for n in range(40_000))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert sum(isinstance(item, RawReport) for item in read_sources([str(path)])) == 40_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 40_000  # KiB, of a file of 75,000


def test_cells_that_say_that_there_is_nothing_are_no_values(tmp_path: Path) -> None:
    table = (
        f"id,text,date,publisher,title\n1,{LEAD},NaT,nan,None\n2,nan,2024-05-03,Post,Title\n3,,2024-05-03,Post,Title\n"
    )
    report, *wrong = read(tmp_path, table)
    assert isinstance(report, RawReport)
    assert (report.published, report.publisher, report.title) == (None, None, None)
    assert ["has an empty 'text'" in str(error) for error in wrong] == [True, True]


def test_an_empty_text_gives_way_to_the_summary_as_none_at_all_does(tmp_path: Path) -> None:
    (report,) = reports(read(tmp_path, f"id,content,description\n1,,{LEAD}\n", date="none"))
    assert report.text == LEAD


def test_days_in_figures_need_the_user_to_say_which_comes_first(tmp_path: Path) -> None:
    table = f"text,date\n{LEAD},3/5/2024\nIt rained.,25/5/2024\n"
    wrong, right = read(tmp_path, table)
    assert "has '3/5/2024' as its 'date', which may be read in two ways; say --dates day-first" in str(wrong)
    assert isinstance(right, RawReport)
    path = tmp_path / "table.csv"
    found = reports(read_sources([str(path)], SourceOptions(day_first=True)))
    assert [r.published for r in found] == [date(2024, 5, 3), date(2024, 5, 25)]


@pytest.mark.parametrize(
    "table",
    [
        "sep=;\ndate;text\n2024-05-03;It rained.\n",
        "\ufeffsep=|\r\ndate|text\r\n2024-05-03|It rained.\r\n",
        "\n\r\ndate,text\n2024-05-03,It rained.\n",
        "date,text\r2024-05-03,It rained.\r",
        "date,text,\n2024-05-03,It rained.,\n",
        "date,text\n2024-05-03,It rained.,,\n",
    ],
)
def test_what_spreadsheets_put_around_a_table_does_no_harm(table: str, tmp_path: Path) -> None:
    (report,) = reports(read(tmp_path, table))
    assert (report.text, report.published) == ("It rained.", date(2024, 5, 3))


def test_quotation_marks_may_be_escaped_as_databases_do(tmp_path: Path) -> None:
    table = 'date,text\n2024-05-03,"He said \\"no\\", and left."\n2024-05-04,"It ""rained""."\n'
    assert [r.text for r in reports(read(tmp_path, table))] == ['He said "no", and left.', 'It "rained".']


def test_two_columns_of_one_name_are_refused_only_if_they_are_read(tmp_path: Path) -> None:
    (error,) = errors(read(tmp_path, "text,text\nIt rained.,It snowed.\n", date="none"))
    assert "has two columns 'text'; rename one of them" in error
    assert len(reports(read(tmp_path, "text,note,note\nIt rained.,a,b\n", date="none", id="none"))) == 1


def test_html_in_a_cell_is_read_as_its_words(tmp_path: Path) -> None:
    (report,) = reports(read(tmp_path, f"title|body\nTalks &amp; rain|<p>{LEAD}</p><p>{BODY}</p>\n", date="none"))
    assert (report.title, report.text) == ("Talks & rain", f"{LEAD}\n\n{BODY}")


def test_columns_of_a_parquet_file_may_be_of_any_type_that_programs_write(tmp_path: Path) -> None:
    import duckdb

    path = tmp_path / "frame.parquet"
    columns = (
        "7.0::DOUBLE AS id, encode('It rained.') AS text, TIMESTAMPTZ '2024-05-03 23:30:00+00' AS published,"
        " {'name': 'Post', 'id': 'p'} AS source"
    )
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT {columns}) TO '{path}' (FORMAT PARQUET)")
    (report,) = reports(read_sources([str(path)]))
    assert (report.id, report.text, report.publisher) == ("7", "It rained.", "Post")
    assert report.published == date(2024, 5, 3)


def test_rows_are_numbered_as_they_stand_in_the_file(tmp_path: Path) -> None:
    (report,) = reports(read(tmp_path, "sep=;\ndate;text\n2024-05-03;It rained.\n"))
    assert report.source.endswith("row 3")
