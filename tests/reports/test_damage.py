"""Cut off, garbled and hostile sources: errors that say so, never an exception, never a hang."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.reports import RawReport, ReportError
from dateline.reports.formats import FORMATS
from dateline.reports.reading import SourceOptions, read_sources
from tests.reports.samples import every_kind

NAMES = (
    "report.txt page.html lines.jsonl lines.jsonl.gz documents.json table.csv table.tsv table.parquet feed.xml atom.xml news.warc "
    "news.warc.gz item1.json item3.json nitf.xml message.xml newsml.xml factiva.html factiva.htm factiva.xml nexis.txt nexis.docx "
    "nexis.rtf"
).split()
# Formats that say where they end: a cut in the middle cannot pass unnoticed.
BOUNDED = (
    "lines.jsonl.gz documents.json table.parquet feed.xml atom.xml news.warc.gz item1.json item3.json nitf.xml message.xml "
    "newsml.xml factiva.xml nexis.docx nexis.rtf"
).split()


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    made = every_kind(tmp_path_factory.mktemp("made"))
    assert list(made) == NAMES
    return made


def outcome(path: Path, data: bytes, options: SourceOptions | None = None) -> tuple[int, list[str]]:
    """How many reports, and the errors; a mistake of ours is none of these."""
    path.write_bytes(data)
    found = list(read_sources([str(path)], options or SourceOptions()))
    told = [str(error) for error in found if isinstance(error, ReportError)]
    assert not [error for error in told if "mistake in Dateline" in error]
    assert all(isinstance(item, (RawReport, ReportError)) for item in found)
    return len(found) - len(told), told


@pytest.mark.parametrize("name", NAMES)
def test_a_cut_anywhere_gives_what_is_before_it_and_an_error(
    name: str, samples: dict[str, bytes], tmp_path: Path
) -> None:
    whole = samples[name]
    count, told = outcome(tmp_path / name, whole)
    assert count
    assert not told
    for cut in range(1, len(whole), max(1, len(whole) // 25)):
        kept, told = outcome(tmp_path / name, whole[:cut])
        assert kept <= count
        if name in BOUNDED and len(whole) // 10 < cut < len(whole) - 20:
            assert told, f"cut at {cut}"


@pytest.mark.parametrize("name", NAMES)
def test_garbled_bytes_never_end_the_run(name: str, samples: dict[str, bytes], tmp_path: Path) -> None:
    chance = random.Random(name)
    for _ in range(25):
        data = bytearray(samples[name])
        for _ in range(chance.choice((1, 1, 3, 20))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if chance.random() < 0.3:
            start, end = sorted(chance.randrange(len(data)) for _ in range(2))
            del data[start:end]
        outcome(tmp_path / name, bytes(data))


@pytest.mark.parametrize("kind", FORMATS)
def test_the_wrong_kind_gives_errors(kind: str, samples: dict[str, bytes], tmp_path: Path) -> None:
    for name in NAMES:
        outcome(tmp_path / name, samples[name], SourceOptions(kind=kind))


HEADS = (b"", b"PAR1", b"WARC/1.0\r\n", b"{\\rtf1 ", b"PK\x03\x04word/", b"<html>", b"<rss>", b"<nitf>", b"[{", b'{"a":', b"\x1f\x8b\x08\x00")  # fmt: skip


@settings(max_examples=150)
@given(head=st.sampled_from(HEADS), data=st.binary(max_size=200))
def test_no_bytes_whatever_make_an_exception(
    head: bytes, data: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outcome(tmp_path_factory.getbasetemp() / "any", head + data)


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(8)
)


@pytest.mark.parametrize(
    "document",
    [
        f"<?xml version='1.0'?>{ENTITIES}]><nitf><body><body.content><p>&i;</p></body.content></body></nitf>",
        f"<?xml version='1.0'?>{ENTITIES}]><rss version='2.0'><channel><item><description>&i;</description></item></channel></rss>",
        "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><nitf><body><body.content><p>&a;</p>"
        "</body.content></body></nitf>",
    ],
)
def test_entities_that_grow_or_read_files_are_refused(document: str, tmp_path: Path) -> None:
    count, told = outcome(tmp_path / "a.xml", document.encode())
    assert count == 0
    assert "declares XML entities" in told[0]


def test_entities_are_also_refused_in_utf_16(tmp_path: Path) -> None:
    document = f"<?xml version='1.0' encoding='utf-16'?>{ENTITIES}]><nitf><body><body.content><p>&i;</p></body.content></body></nitf>"
    count, told = outcome(tmp_path / "a.xml", document.encode("utf-16"))
    assert count == 0
    assert told


def test_deep_nesting_ends_in_an_error(tmp_path: Path) -> None:
    deep = 100_000
    for document in (
        b"<nitf>" + b"<p>" * deep + b"</p>" * deep + b"</nitf>",
        b"<html><body>" + b"<div>" * deep + b"text",
        b"[{" + b"[" * deep,
        b'{"data":' * deep,
        b'[{"text": ' + b"[" * deep + b"]" * deep + b"}]",
        b"{\\rtf1 " + b"{" * deep + b"}" * deep + b"}",
    ):
        count, told = outcome(tmp_path / "deep", document)
        assert count == 0
        assert told
