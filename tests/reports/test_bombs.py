"""Small sources that stand for very much, or never end: each is refused with its cause, and what is only large is read."""

import gzip
import io
import os
import random
import stat
import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import pytest

from dateline.reports import RawReport, ReportError, docx, formats, html, markup, read_text, rtf, streams, tables, xlsx
from dateline.reports.reading import read_sources, read_stream
from tests.reports.samples import LEAD, page, warc_record
from tests.reports.test_xlsx import book, sheet, words

LINE = f'{{"text": "{LEAD}"}}\n'.encode()
ON_POSIX = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are for POSIX")


def read(tmp_path: Path, name: str, data: bytes) -> tuple[int, list[str]]:
    """How many reports, and the errors."""
    (tmp_path / name).write_bytes(data)
    found = list(read_sources([str(tmp_path / name)]))
    told = [str(error) for error in found if isinstance(error, ReportError)]
    assert not [error for error in told if "mistake in Dateline" in error]
    return len(found) - len(told), told


class TestWhatIsPacked:
    @pytest.mark.parametrize(
        ("name", "head", "rest"),
        [
            ("a.txt.gz", b"", b"\n"),
            ("a.csv.gz", b'date,text\n1,"', b"a"),
            ("a.jsonl.gz", LINE + b'{"text": "', b"a"),
            ("a.warc.gz", b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 99999999\r\n\r\n", b"a"),
            ("a.gz", b"", b"\0"),
        ],
    )
    @pytest.mark.parametrize("times", [1, 2])
    def test_what_unpacks_without_end_is_refused(
        self, name: str, head: bytes, rest: bytes, times: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(streams, "_GROWN_FREELY", 1 << 20)
        data = head + rest * (32 << 20)
        for _ in range(times):
            data = gzip.compress(data)
        _, told = read(tmp_path, name, data)
        assert "unpacks to more than 200 times its size, as no text does; give what is in it, unpacked" in told[-1]

    def test_what_repeats_itself_is_read(self, tmp_path: Path) -> None:
        packed = gzip.compress(LINE * 20_000)
        assert len(packed) * 200 < len(LINE) * 20_000
        assert read(tmp_path, "a.jsonl.gz", packed) == (20_000, [])

    def test_a_file_of_an_archive_that_unpacks_without_end_keeps_no_other_from_being_read(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(streams, "_GROWN_FREELY", 1 << 20)
        noise = random.Random(1).randbytes(40_000).hex()
        count, told = read(tmp_path, "a.zip", zipped(("a.txt", "\n" * (2 << 20)), ("b.txt", LEAD), (".c", noise)))
        assert count == 1
        assert len(told) == 1
        assert "a.zip/a.txt: unpacks to more than 200 times its size" in told[0]

    def test_an_archive_that_unpacks_without_end_is_refused(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(streams, "_GROWN_FREELY", 1 << 20)
        count, told = read(tmp_path, "a.zip", zipped(*((f"{n}.txt", "\n" * (1 << 20)) for n in range(9))))
        assert count == 0
        assert len(told) == 1
        assert "a.zip: unpacks to more than 200 times its size" in told[0]

    def test_a_workbook_that_unpacks_without_end_is_refused(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(xlsx, "_GROWN_FREELY", 1 << 20)
        table = sheet(words("text", "date"), words(LEAD, "2024-05-03"))
        _, told = read(tmp_path, "a.xlsx", book(table.replace("</sheetData>", "<row/>" * (1 << 19) + "</sheetData>")))
        assert "a.xlsx: unpacks to more than 50 times its size" in told[-1]

    def test_a_text_that_all_rows_of_a_workbook_share_is_counted_as_often(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(xlsx, "_GROWN_FREELY", 1 << 20)
        shared = '<c t="s"><v>0</v></c><c t="inlineStr"><is><t>2024-05-03</t></is></c>'
        table = sheet(words("text", "date"), *[shared] * 3_000)
        count, told = read(tmp_path, "a.xlsx", book(table, strings=f"<si><t>{LEAD * 100}</t></si>"))
        assert 0 < count < 3_000
        assert "unpacks to more than 50 times its size" in told[-1]

    def test_a_document_of_empty_paragraphs_is_refused(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(docx, "_MOST_PARAGRAPHS", 1_000)
        assert read(tmp_path, "a.docx", document("<w:p/>" * 999 + f"<w:p><w:t>{LEAD}</w:t></w:p>")) == (1, [])
        _, told = read(tmp_path, "a.docx", document("<w:p/>" * 1_001))
        assert "holds more than 1,000 paragraphs; split the document" in told[0]

    def test_a_document_of_one_endless_paragraph_is_refused(self, tmp_path: Path) -> None:
        _, told = read(tmp_path, "a.docx", document("<w:p>" + "<w:r/>" * 1_050_000 + "</w:p>"))
        assert "holds more than 1,000,000 tags" in told[0]


def zipped(*files: tuple[str, str]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return held.getvalue()


def document(body: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="w"><w:body>{body}</w:body></w:document>')
    return held.getvalue()


def workbook(rows: str, strings: str = "") -> bytes:
    table = sheet(words("text", "date"), words(LEAD, "2024-05-03"))
    return book(table.replace("</sheetData>", f"{rows}</sheetData>"), strings=strings)


class TestSmallWorkbooks:
    TOO_MUCH = "holds far more rows and cells than its"
    GROWN = "unpacks to more than 50 times its size, as no text does; give what is in it, unpacked"

    @ON_POSIX
    @pytest.mark.parametrize(
        ("rows", "strings", "told"),
        [
            ("<row/>" * (1 << 20), "", TOO_MUCH),
            ("".join(f'<row r="{n}"/>' for n in range(3, 600_000)), "", TOO_MUCH),
            (f"<row>{'<c/>' * 16_000}</row>" * 200, "", TOO_MUCH),
            ('<row><c r="XFD1"><v>1</v></c></row>' * 400_000, "", TOO_MUCH),
            ("", "<si/>" * 3_000_000, TOO_MUCH),
            ("", "<si><t>a</t></si>" * 700_000, TOO_MUCH),
            ("", f"<si>{'<r/>' * 4_000_000}</si>", "in one piece"),
            ("<row/>" * 5_000_000, "", GROWN),
            ("", f"<si><t>{' ' * (30 << 20)}</t></si>", GROWN),
        ],
        ids="rows numbered-rows cells padding empty-strings strings runs large-sheet large-string".split(),
    )  # fmt: skip
    def test_one_is_refused_in_ten_seconds_of_work_and_a_gibibyte(
        self, rows: str, strings: str, told: str, tmp_path: Path
    ) -> None:
        (tmp_path / "a.xlsx").write_bytes(workbook(rows, strings))
        code = (
            "import resource; resource.setrlimit(resource.RLIMIT_CPU, (10, 10)); "
            "resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30)); "
            "from dateline.reports.reading import read_sources; print(*read_sources(['a.xlsx']), sep='\\n')"
        )
        path = os.pathsep.join(str(Path(part).absolute()) for part in sys.path)
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, env=os.environ | {"PYTHONPATH": path},
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert told in done.stdout.splitlines()[-1]

    def test_one_with_gaps_between_its_rows_is_read(self, tmp_path: Path) -> None:
        late = f'<row r="900000">{words(LEAD, "2024-05-04")}</row>'
        assert read(tmp_path, "a.xlsx", workbook('<row><c/><c s="1"/></row>' * 20_000 + late)) == (2, [])

    def test_empty_rows_of_all_sheets_count_together(self, tmp_path: Path) -> None:
        empty = sheet().replace("</sheetData>", "<row/>" * 10_000 + "</sheetData>")
        _, told = read(tmp_path, "a.xlsx", book(*[empty] * 9, sheet(words("text", "date"), words(LEAD, "2024-05-03"))))
        assert self.TOO_MUCH in told[-1]


class TestWhatHoldsNothing:
    @pytest.mark.parametrize(
        ("name", "head"), [("a.csv", b"date,text\n"), ("a.csv", b'date,text\n1,"'), ("a.jsonl", LINE), ("a.json", b"[")]
    )
    def test_blank_lines_without_end_are_refused(self, name: str, head: bytes, tmp_path: Path) -> None:
        _, told = read(tmp_path, name, head + b"\n" * (2 << 20))
        assert "without end (more than 1 MiB); remove" in told[-1]

    @pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
    def test_some_blank_lines_do_no_harm(self, name: str, tmp_path: Path) -> None:
        assert read(tmp_path, name, LINE + b"\n" * 100_000 + LINE + b"\n" * 100_000) == (2, [])

    @pytest.mark.parametrize(
        ("name", "data"),
        [
            ("a.csv", b'date,text\n1,"' + b"aaa\n" * 1_100_000),
            ("a.jsonl", b"{}\n" * 2_000),
            ("a.json", b"[" + b"1," * 2_000),
        ],
    )
    def test_what_goes_wrong_line_by_line_is_left(
        self, name: str, data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(formats, "_MOST_WRONG", 1_000)
        count, told = read(tmp_path, name, data)
        assert count == 0
        assert len(told) == 1_001
        assert told[-1].endswith("holds 1,000 records on end that cannot be read, and is not read any further; look at the first of them")  # fmt: skip

    def test_wrong_lines_between_right_ones_are_told_to_the_last(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(formats, "_MOST_WRONG", 10)
        count, told = read(tmp_path, "a.jsonl", (b"{}\n" * 9 + LINE) * 5)
        assert (count, len(told)) == (5, 45)


class TestMarkup:
    def test_an_item_of_more_tags_than_any_is_refused(self, tmp_path: Path) -> None:
        _, told = read(tmp_path, "a.xml", b"<nitf><body><body.content>" + b"<p/>" * 1_050_000)
        assert "holds more than 1,000,000 tags, or 64 MiB, in one piece; give each article by itself" in told[0]

    def test_many_items_are_read_however_many_tags_they_have_together(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(markup, "MOST_TAGS", 30_000)
        item = (
            f'<newsItem guid="a"><contentSet><inlineXML><p>{LEAD}</p>{"<p/>" * 900}</inlineXML></contentSet></newsItem>'
        )
        assert read(tmp_path, "a.xml", f"<newsMessage>{item * 60}</newsMessage>".encode()) == (60, [])

    def test_a_feed_of_more_tags_than_any_is_refused(self, tmp_path: Path) -> None:
        _, told = read(tmp_path, "a.rss", b'<rss version="2.0"><channel>' + b"<item/>" * 1_000_001)
        assert "holds more than 1,000,000 tags" in told[0]

    def test_a_page_of_more_tags_than_any_is_refused(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(html, "_MOST_TAGS", 1_000)
        assert read(tmp_path, "a.html", page().encode())[0] == 1
        _, told = read(tmp_path, "a.html", page("<b>a</b>" * 501).encode())
        assert "holds more than 1,000 tags, as no article does; give the article alone" in told[0]

    def test_a_rich_text_of_more_commands_than_any_is_refused(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(rtf, "_MOST_TOKENS", 1_000)
        _, told = read(tmp_path, "a.rtf", b"{\\rtf1 " + b"{}" * 600 + b"}")
        assert "holds more than 1,000 commands; save it again as RTF or as text" in told[0]


class TestWebArchives:
    HEAD = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/\r\nContent-Type: application/http\r\n"

    @pytest.mark.parametrize("data", [
        HEAD + b"X: " + b"a" * (3 << 20) + b"\r\nContent-Length: 1\r\n\r\na\r\n\r\n",
        HEAD + b"X: a\r\n" * 300_000 + b"Content-Length: 1\r\n\r\na\r\n\r\n",
        HEAD + b"Content-Length: 9000000\r\n\r\nHTTP/1.1 200 OK\r\nX: " + b"a" * (3 << 20),
        HEAD + b"Content-Length: 1\r\n\r\na" + b"\r\n" * (1 << 20),
    ])  # fmt: skip
    def test_headers_without_end_are_refused(self, data: bytes, tmp_path: Path) -> None:
        _, told = read(tmp_path, "a.warc", data)
        assert told[-1].endswith("has a record with more than 1 MiB of headers; get a whole copy of the file")

    @pytest.mark.parametrize("length", ["1" + "0" * 20, "9" * 5_000, "²", "-1"])
    def test_a_length_that_no_file_has_is_refused(self, length: str, tmp_path: Path) -> None:
        record = self.HEAD + f"Content-Length: {length}\r\n\r\nHTTP/1.1 200 OK\r\n".encode() + b"\r\n<p>a</p>"
        count, told = read(tmp_path, "a.warc", record)
        assert count == 0
        assert "cut off in record 1; get a whole copy of the file" in told[-1]

    def test_many_records_without_contents_are_read(self, tmp_path: Path) -> None:
        record = b"WARC/1.0\r\nWARC-Type: metadata\r\nX: " + b"a" * 1_000 + b"\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page().encode()
        held = record * 1_200 + warc_record("response", "application/http", answer, "https://post.example/1")
        assert read(tmp_path, "a.warc", held) == (1, [])


class TestParquet:
    def write(self, path: Path, query: str, options: str = "") -> None:
        import duckdb

        with duckdb.connect() as connection:
            connection.execute(
                f"COPY (SELECT *, DATE '2024-05-03' AS date FROM ({query})) TO '{path}' (FORMAT parquet{options})"
            )

    def test_a_file_that_stands_for_much_more_is_refused(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(streams, "_GROWN_FREELY", 1 << 20)
        self.write(tmp_path / "a.parquet", "SELECT repeat('a ', 50000) AS text FROM range(400)", ", COMPRESSION zstd")
        (error,) = read_sources([str(tmp_path / "a.parquet")])
        assert "unpacks to more than 200 times its size" in str(error)

    def test_a_list_of_texts_is_counted_too(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(streams, "_GROWN_FREELY", 1 << 20)
        texts = "SELECT [repeat('a ', 5000), repeat('b ', 5000)] AS body FROM range(2000)"
        self.write(tmp_path / "a.parquet", texts, ", COMPRESSION zstd")
        (error,) = read_sources([str(tmp_path / "a.parquet")])
        assert "unpacks to more than 200 times its size" in str(error)

    def test_a_row_that_is_longer_than_any_is_refused(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(tables, "_LONGEST_LINE", 1 << 20)
        self.write(tmp_path / "a.parquet", "SELECT repeat('a ', 1 << 20) AS text")
        (error,) = read_sources([str(tmp_path / "a.parquet")])
        assert "has a row of more than 1 MiB; give one report a row" in str(error)

    def test_what_needs_too_much_memory_is_refused(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(tables, "_MEMORY", "10MB")
        self.write(tmp_path / "a.parquet", "SELECT string_agg(md5(i::VARCHAR), ' ') AS text FROM range(400000) t(i)")
        (error,) = read_sources([str(tmp_path / "a.parquet")])
        assert "takes more than 10MB of memory to read; write it again in smaller row groups" in str(error)

    def test_a_file_that_is_cut_while_it_is_read(self, tmp_path: Path) -> None:
        path = tmp_path / "a.parquet"
        rows = f"SELECT '{LEAD} ' || repeat(md5(i::VARCHAR), 30) AS text FROM range(20000) t(i)"
        self.write(path, rows, ", ROW_GROUP_SIZE 2048, COMPRESSION uncompressed")
        found = read_sources([str(path)])
        assert isinstance(next(found), RawReport)
        os.truncate(path, 1_000)
        *_, last = found
        assert isinstance(last, ReportError)
        assert last.cause.startswith("cannot be read as Parquet")
        assert last.next_move == "get a whole copy of the file"


@ON_POSIX
class TestWhatIsNoFile:
    def test_a_device_is_refused(self) -> None:
        (error,) = read_sources(["/dev/zero"])
        assert str(error) == "/dev/zero: is a device, and no file; give a file that holds reports"
        with pytest.raises(ReportError, match="is a device"):
            read_text("/dev/zero")

    def test_a_device_is_refused_as_standard_input_too(self) -> None:
        with Path("/dev/zero").open("rb") as zero:
            (error,) = read_stream(zero, "standard input")
        assert "standard input: is a device" in str(error)

    def test_a_pipe_that_nobody_writes_to_is_refused(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("dateline.reports.special._WAIT", 0.1)
        os.mkfifo(tmp_path / "pipe")
        (error,) = read_sources([str(tmp_path / "pipe")])
        assert str(error).endswith("pipe: is a pipe that nobody writes to; start first what writes to it")

    def test_a_pipe_that_is_written_to_is_read_to_its_end(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        writer = threading.Thread(target=lambda: (tmp_path / "pipe").write_bytes(LINE * 5_000))
        writer.start()
        found = list(read_sources([str(tmp_path / "pipe")]))
        writer.join()
        assert len(found) == 5_000
        assert all(isinstance(report, RawReport) for report in found)

    def test_a_pipe_of_a_shell_is_read(self) -> None:
        reader, writer = os.pipe()
        os.write(writer, LEAD.encode())
        os.close(writer)
        assert stat.S_ISFIFO(os.fstat(reader).st_mode)
        (report,) = read_sources([f"/dev/fd/{reader}"])
        os.close(reader)
        assert isinstance(report, RawReport)

    @pytest.mark.parametrize("source", ["/", "/**", "/**/*.txt", "/*/**/x"])
    def test_all_files_of_the_machine_are_not_meant(self, source: str) -> None:
        (error,) = read_sources([source])
        assert str(error) == f"{source}: means all files of the machine; name the folder that holds the reports"

    def test_nor_where_one_stands_at_the_root(self) -> None:
        code = "from dateline.reports.reading import read_sources; print(*read_sources(['**']))"
        path = os.pathsep.join(str(Path(part).absolute()) for part in sys.path)
        done = subprocess.run(
            [sys.executable, "-c", code], cwd="/", env=os.environ | {"PYTHONPATH": path},
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert "**: means all files of the machine" in done.stdout

    def test_links_that_lead_in_a_circle_end(self, tmp_path: Path) -> None:
        for name in ("a", "b", "c"):
            (tmp_path / name).mkdir()
            (tmp_path / name / "up").symlink_to(tmp_path)
            (tmp_path / name / f"{name}.txt").write_text(LEAD)
        found = list(read_sources([f"{tmp_path}/**/*.txt"]))
        assert [Path(report.source).name for report in found] == ["a.txt", "b.txt", "c.txt"]


@pytest.mark.parametrize(
    ("pattern", "fits"),
    [
        ("**/*.txt", ["a.txt", "x/b.txt", "x/y/c.txt"]),
        ("**", ["a.txt", "x/b.txt", "x/y/c.txt", "x/y/d.csv"]),
        ("x/**/*.txt", ["x/b.txt", "x/y/c.txt"]),
        ("**/y/*", ["x/y/c.txt", "x/y/d.csv"]),
        ("?/**/[cd].*", ["x/y/c.txt", "x/y/d.csv"]),
        ("**/x/**/c.txt", ["x/y/c.txt"]),
        ("**/x/*.txt", ["x/b.txt"]),
    ],
)
def test_a_pattern_of_any_folders_fits_what_it_says(pattern: str, fits: list[str], tmp_path: Path) -> None:
    (tmp_path / "x/y/.hidden").mkdir(parents=True)
    for name in ("a.txt", "x/b.txt", "x/y/c.txt", "x/y/d.csv", "x/y/.hidden/e.txt"):
        (tmp_path / name).write_text(f"text\n{LEAD}")
    found = read_sources([f"{tmp_path}/{pattern}"])
    assert [str(Path(report.source.partition(",")[0]).relative_to(tmp_path)) for report in found] == fits
