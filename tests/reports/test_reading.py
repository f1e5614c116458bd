"""Sources of every kind and place: what is found, how its kind is told, and that one bad source never ends the run."""

import gzip
import io
import sys
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from dateline.reports import RawReport, ReportError
from dateline.reports.reading import SourceOptions, name_sources, read_sources
from tests.reports.samples import BODY, LEAD, TEXT, errors, every_kind, page, reports

KINDS = {
    "report.txt": 1,
    "page.html": 1,
    "lines.jsonl": 2,
    "lines.jsonl.gz": 2,
    "documents.json": 2,
    "table.csv": 2,
    "table.tsv": 1,
    "table.parquet": 3,
    "feed.xml": 2,
    "atom.xml": 1,
    "news.warc": 2,
    "news.warc.gz": 2,
    "item1.json": 1,
    "item3.json": 1,
    "nitf.xml": 1,
    "message.xml": 2,
    "newsml.xml": 1,
    "factiva.html": 2,
    "factiva.htm": 1,
    "factiva.xml": 1,
    "nexis.txt": 2,
    "nexis.docx": 2,
    "nexis.rtf": 2,
}


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return every_kind(tmp_path_factory.mktemp("made"))


def test_every_kind_is_told_by_its_content_and_read(samples: dict[str, bytes], tmp_path: Path) -> None:
    counts = {}
    for name, data in samples.items():
        (tmp_path / name).write_bytes(data)
        found = reports(read_sources([str(tmp_path / name)]))
        assert all(LEAD[:40] in report.text or BODY[:20] in report.text for report in found), name
        counts[name] = len(found)
    assert counts == KINDS


def test_the_kind_needs_no_name_and_gzip_no_ending(samples: dict[str, bytes], tmp_path: Path) -> None:
    for number, (name, data) in enumerate(samples.items()):
        path = tmp_path / f"source{number}"
        path.write_bytes(gzip.compress(data))
        assert len(reports(read_sources([str(path)]))) == KINDS[name], name


def test_standard_input_holds_any_kind(samples: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, data in samples.items():
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        assert len(reports(read_sources(["-"]))) == KINDS[name], name


def test_a_folder_is_read_with_its_folders_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.txt", "a/1.txt", ".hidden/3.txt", ".DS_Store", "c/deep/er/4.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"{TEXT} {name}")
    found = reports(read_sources([str(tmp_path)]))
    assert [Path(r.source).relative_to(tmp_path).as_posix() for r in found] == [
        "a/1.txt",
        "a/2.txt",
        "b.txt",
        "c/deep/er/4.txt",
    ]


def test_a_link_to_the_folder_above_is_no_endless_way(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert len(reports(read_sources([str(tmp_path)]))) == 1


def test_links_that_hide_reports_or_lead_nowhere_are_said(tmp_path: Path) -> None:
    folder, other = tmp_path / "in", tmp_path / "other"
    for place in (folder, other):
        place.mkdir()
        (place / "a.txt").write_text(TEXT)
    (folder / "b.txt").symlink_to(other / "a.txt")
    (folder / "broken").symlink_to("nothing")
    (folder / "circle").symlink_to("circle")
    (folder / "folder").symlink_to(other)
    first, second, broken, circle, hidden = read_sources([str(folder)])
    assert isinstance(first, RawReport)
    assert isinstance(second, RawReport)
    assert "broken: is a link that leads nowhere" in str(broken)
    assert "circle: is a link that leads nowhere" in str(circle)
    assert f"is a link to a folder, and those are not followed; name {other.resolve()} too" in str(hidden)


def test_a_pattern_gives_the_files_that_fit(tmp_path: Path) -> None:
    for name in ("x1.txt", "x2.txt", "y.txt", "sub/x3.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    assert len(reports(read_sources([f"{tmp_path}/x*.txt"]))) == 2
    assert len(reports(read_sources([f"{tmp_path}/**/x*.txt"]))) == 3


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path: Path) -> None:
    path = tmp_path / "report [1].txt"
    path.write_text(TEXT)
    assert len(reports(read_sources([str(path)]))) == 1


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("missing.txt", "does not exist; check the name"),
        ("*.nothing", "fits no file; check the pattern"),
        ("empty", "is a folder without files"),
        ("bad\0name", "cannot be read"),
    ],
)
def test_what_is_not_there_is_said_and_the_next_source_is_read(source: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "good.txt").write_text(TEXT)
    error, report = read_sources([f"{tmp_path}/{source}", f"{tmp_path}/good.txt"])
    assert isinstance(error, ReportError)
    assert words in str(error)
    assert isinstance(report, RawReport)


def test_a_file_address_is_the_file(tmp_path: Path) -> None:
    path = tmp_path / "my report.txt"
    path.write_text(TEXT)
    (report,) = reports(read_sources([path.as_uri()]))
    assert report.text == TEXT


def test_the_named_kind_wins_over_the_content(tmp_path: Path) -> None:
    path = tmp_path / "code.txt"
    path.write_text('{"text": "An example of a line."}')
    (as_text,) = reports(read_sources([str(path)]))
    (as_line,) = reports(read_sources([str(path)], SourceOptions(kind="jsonl")))
    assert (as_text.text, as_line.text) == ('{"text": "An example of a line."}', "An example of a line.")


def test_the_named_encoding_is_used_and_a_wrong_one_is_said(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes("Wałęsa met the minister.".encode("cp1250"))
    (report,) = reports(read_sources([str(path)], SourceOptions(encoding="cp1250")))
    assert report.text == "Wałęsa met the minister."
    assert "is not utf-8" in errors(read_sources([str(path)], SourceOptions(encoding="utf-8")))[0]
    assert "is no encoding" in errors(read_sources([str(path)], SourceOptions(encoding="klingon")))[0]


def test_line_ends_and_spaces_of_a_text_stay_for_offsets(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(b"  One line.\r\nTwo.\n\n")
    (report,) = reports(read_sources([str(path)]))
    assert report.text == "  One line.\r\nTwo.\n\n"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.pdf", b"%PDF-1.7 ...", "is a PDF"),
        ("a.png", b"\x89PNG\r\n\x1a\n0000", "is a PNG image"),
        ("a.zip", b"PK\x03\x04 nothing", "is a damaged or locked ZIP archive"),
        ("a.xml", b"<?xml version='1.0'?><report>Text.</report>", "is XML, but neither a feed nor"),
        ("a.txt", b"", "is empty"),
        ("a.csv", b"", "is empty"),
        ("a.jsonl.gz", b"\x1f\x8b\x08\x00broken", "is compressed, and damaged"),
    ],
)
def test_what_cannot_be_read_is_named(name: str, data: bytes, words: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    (error,) = errors(read_sources([str(tmp_path / name)]))
    assert words in error


def test_a_text_that_opens_like_markup_or_json_is_still_a_text(tmp_path: Path) -> None:
    for number, text in enumerate(
        ("[AP] The minister left.", "{sic} he said.", "<Reuters> Talks ended.", "A, B; text")
    ):
        path = tmp_path / f"{number}"
        path.write_text(text)
        (report,) = reports(read_sources([str(path)]))
        assert report.text == text


class _Server(BaseHTTPRequestHandler):
    answers: dict[str, tuple[int, str, bytes]]

    def do_GET(self) -> None:
        status, media_type, body = self.answers.get(self.path, (404, "text/plain", b"no"))
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        if status == 302:
            self.send_header("Location", body.decode())
        self.send_header("Content-Length", str(len(body) + (100 if self.path == "/short" else 0)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def web(samples: dict[str, bytes], tmp_path: Path) -> Iterator[str]:
    secret = tmp_path / "secret.txt"
    secret.write_text(TEXT)
    handler = partial(_Server)
    _Server.answers = {
        "/page": (200, "text/html; charset=ISO-8859-1", page("Café. " + TEXT).encode("latin-1")),
        "/lines.jsonl.gz": (200, "application/gzip", samples["lines.jsonl.gz"]),
        "/table?x=1": (200, "text/csv", samples["table.csv"]),
        "/data.parquet": (200, "application/octet-stream", samples["table.parquet"]),
        "/served": (200, "text/plain; charset=iso-8859-1", f"Señor. {TEXT}".encode()),
        "/eastern": (200, "text/plain; charset=iso-8859-2", f"Łódź. {TEXT}".encode("iso-8859-2")),
        "/strange": (200, "text/plain; charset=nonsense", f"Señor. {TEXT}".encode("cp1252")),
        "/a%20b%C3%A9": (200, "text/plain", TEXT.encode()),
        "/moved": (302, "text/plain", b"/table?x=1"),
        "/trap": (302, "text/plain", secret.as_uri().encode()),
        "/short": (200, "text/plain", TEXT.encode()),
    }
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_addresses_are_fetched_and_told_apart_like_files(web: str) -> None:
    (news,) = reports(read_sources([f"{web}/page"]))
    assert (news.url, news.publisher, "Café" in news.text) == (f"{web}/page", "The Norland Post", True)
    assert len(reports(read_sources([f"{web}/lines.jsonl.gz"]))) == 2
    assert len(reports(read_sources([f"{web}/table?x=1"]))) == 2
    assert len(reports(read_sources([f"{web}/moved"]))) == 2
    assert len(reports(read_sources([f"{web}/data.parquet"]))) == 3


def test_the_encoding_that_a_server_names_is_believed_unless_the_text_shows_its_own(web: str) -> None:
    found = reports(read_sources([f"{web}/served", f"{web}/eastern", f"{web}/strange"]))
    assert [r.text.partition(".")[0] for r in found] == ["Señor", "Łódź", "Señor"]


def test_an_address_may_be_written_as_people_copy_it(web: str) -> None:
    assert len(reports(read_sources([f"{web}/a bé", f"{web}/a%20b%C3%A9"]))) == 2


def test_a_password_in_an_address_is_neither_sent_nor_shown(web: str) -> None:
    (error,) = errors(read_sources([web.replace("//", "//me:secret@") + "/page"]))
    assert "a name and password, which are not sent" in error
    assert "secret" not in error


def test_what_a_server_refuses_or_breaks_off_is_said(web: str) -> None:
    assert "is refused by the server (404" in errors(read_sources([f"{web}/none"]))[0]
    assert "breaks off after" in errors(read_sources([f"{web}/short"]))[0]
    assert "cannot be reached" in errors(read_sources(["http://127.0.0.1:1/x"]))[0]


def test_a_redirect_cannot_lead_to_a_file_of_this_machine(web: str) -> None:
    (error,) = errors(read_sources([f"{web}/trap"]))
    assert "is refused by the server" in error


def test_sources_are_named_as_other_machines_would_find_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    for name in ("a.txt", "b [1].txt"):
        (tmp_path / "in" / name).touch()
    url = "https://news.example/r.jsonl"
    named = list(name_sources(["in", url, (tmp_path / "in" / "a.txt").as_uri()]))
    assert named == [
        str(tmp_path / "in" / "a.txt"),
        str(tmp_path / "in" / "b [1].txt"),
        url,
        str(tmp_path / "in" / "a.txt"),
    ]


@pytest.mark.parametrize("address", ["s3://bucket/r.jsonl", "gs://bucket/*.jsonl"])
def test_an_object_store_is_refused_with_the_way_out(address: str) -> None:
    (error,) = read_sources([address])
    assert isinstance(error, ReportError)
    assert "mount it as a folder" in str(error)


def test_other_addresses_than_those_of_the_web_are_refused_as_such() -> None:
    (error,) = errors(read_sources(["ftp://news.example/x"]))
    assert "is an address, and of those only http and https are read" in error


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_lines_of_wide_characters_are_read(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes('{"id": "a", "text": "It rained in Ċ."}\n{"id": "b", "text": "Snow."}\n'.encode(encoding))
    named = None if encoding in ("utf-16", "utf-32") else encoding  # these two write a byte order mark
    assert [r.id for r in reports(read_sources([str(path)], SourceOptions(encoding=named)))] == ["a", "b"]


def test_a_closed_standard_input_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    (error,) = errors(read_sources(["-"]))
    assert "standard input: is closed" in error


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", ""),
        ("a.jsonl", "\n\n"),
        ("a.csv", "id,text,date\n"),
        ("a.json", "[]"),
    ],
)
def test_a_source_that_holds_no_report_is_said(name: str, content: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content)
    (error,) = errors(read_sources([str(tmp_path / name)]))
    assert "holds no re" in error


def test_each_report_says_which_record_of_which_file_it_was(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('\n{"id": "7", "text": "Rain, é."}\n{"text": "Snow."}\n', encoding="utf-8")
    (tmp_path / "b.txt").write_text("Hail fell.")
    (tmp_path / "c.csv").write_text(
        'id,text,date\n1,"Rain\nfell, é.",2024-05-03\n2,Snow.,2024-05-04\n', encoding="utf-8"
    )
    found = [raw for raw in read_sources([str(tmp_path)]) if isinstance(raw, RawReport)]
    assert [str(raw.origin).removeprefix(f"{tmp_path}/") for raw in found] == [
        "a.jsonl, line 2", "a.jsonl, line 3", "b.txt", "c.csv, row 2", "c.csv, row 3",
    ]  # fmt: skip
    for raw in found:
        assert raw.origin is not None
        assert raw.origin.offset is not None
        begun = Path(raw.origin.file).read_bytes()[raw.origin.offset :].decode()
        assert raw.text in begun.partition("}\n")[0]
        assert begun.startswith(("{", "Hail", "1,", "2,"))
