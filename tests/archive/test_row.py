"""What an archive holds of a coding is all of it: read back it is equal, and every value of it stands in a view."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dateline.archive import Archive
from dateline.archive.columns import views
from dateline.archive.merge import merge
from dateline.coder import load
from dateline.errors import ArchiveError
from dateline.model import Coding, Span, from_json, to_json
from tests.archive.filled import filled, values
from tests.cli.factory import bare
from tests.cli.factory import coding as sample

CASES = Path(__file__).resolve().parents[2] / "cases"
HOSTILE = '🕊️ ‘q’ " \\ \u2028 {"a": [1 \x00 \'; DROP TABLE reports; --'


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive.writable(tmp_path / "archive")


@pytest.fixture(scope="module")
def coded() -> list[Coding]:
    coder = load()
    return [
        coder.code(file.read_text(encoding="utf-8"), id=file.parent.name)
        for file in sorted(CASES.glob("*/report.txt"))[:4]
    ]


def test_the_codings_that_come_out_equal_those_that_went_in(archive: Archive, coded: list[Coding]) -> None:
    given = [*coded, sample(), filled(), bare(HOSTILE)]
    archive.add(given)
    assert list(archive.codings()) == given


def test_what_is_printed_is_what_is_held(archive: Archive, coded: list[Coding]) -> None:
    archive.add([*coded, filled()])
    for given, held in zip([*coded, filled()], archive.codings(), strict=True):
        printed = json.dumps(to_json(given), ensure_ascii=False)
        assert json.dumps(to_json(held), ensure_ascii=False) == printed
        assert from_json(printed) == held


def test_what_one_command_prints_another_keeps_of_every_report(tmp_path: Path) -> None:
    """Coded to lines and coded into an archive, which is merged then: the same records, character for character."""
    reports = [str(file) for file in sorted(CASES.glob("*/report.txt"))]
    for arguments in (
        ("code", *reports, "--format", "jsonl", "-o", "printed.jsonl"),
        *(("code", *some, "--into", "archive", "--jobs", "1") for some in (reports[::2], reports[1::2])),
        ("merge", "archive"),
    ):
        done = subprocess.run(
            [sys.executable, "-m", "dateline", *arguments], cwd=tmp_path, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
    printed = (tmp_path / "printed.jsonl").read_text(encoding="utf-8").splitlines()
    held = [json.dumps(to_json(c), ensure_ascii=False) for c in Archive.existing(tmp_path / "archive").codings()]
    assert len(printed) == len(reports)
    assert sorted(held) == sorted(printed)
    roles = [r for line in printed for a in json.loads(line)["actors"] for r in a["roles"]]
    assert sum(r["said"] is not None for r in roles) > 10  # not a comparison of nothing


def test_every_value_of_a_coding_stands_in_a_view(archive: Archive) -> None:
    coding = filled()
    archive.add([coding])
    printed = set(values(to_json(coding)))
    assert len(printed) > 250
    shown = set(_shown(archive)) | {to_json(coding)["schema"]}
    compound = {f"{coding.report.id}:{r.id}": r.id for r in (*coding.events, *coding.attributed)}
    shown |= {compound[value] for value in shown & compound.keys()}
    assert printed - shown == set()


def _shown(archive: Archive) -> Iterator[Any]:
    with archive.connect() as connection:
        for view in views():
            for value in values(connection.execute(f"FROM {view.name}").fetchall()):
                yield value.isoformat() if isinstance(value, date) else value


def test_merged_codings_stay_the_same(archive: Archive) -> None:
    given = [filled(), sample(), bare("Nothing is told here.")]
    for coding in given:
        archive.add([coding])
    list(merge(archive.folder))
    assert sorted(archive.codings(), key=lambda c: c.report.id) == sorted(given, key=lambda c: c.report.id)


def test_a_coding_has_the_id_that_the_views_show(archive: Archive) -> None:
    given = [replace(sample(), report=replace(sample().report, url=None, publisher=p)) for p in ("NTB", "AP")]
    for coding in given:
        archive.add([coding])
    with archive.connect() as connection:
        ids = [row[0] for row in connection.execute("SELECT report_id FROM reports ORDER BY coded_at").fetchall()]
    held = {c.report.publisher: c for c in archive.codings()}
    assert [held[p].report.id for p in ("NTB", "AP")] == ids
    assert len(set(ids)) == 2
    assert [replace(held[p], report=replace(held[p].report, id="r-selm")) for p in ("NTB", "AP")] == given


def test_an_archive_without_texts_has_no_whole_codings_and_says_so(archive: Archive) -> None:
    archive.add([sample()], text=False)
    with pytest.raises(ArchiveError, match="holds no text of r-selm"):
        list(archive.codings())


def test_without_text_all_stays_but_sentences(archive: Archive) -> None:
    coding = filled()
    event = coding.events[0]
    long = Span.of(coding.report.text, 0, coding.report.text.index("w0013") - 1)  # thirteen words
    short = Span.of(coding.report.text, 0, coding.report.text.index("w0012") - 1)
    telling = replace(event.evidence[0], trigger=short)
    events = (replace(event, evidence=(telling,), because=(replace(event.because[0], span=long),)), *coding.events[1:])
    coding = replace(coding, events=events)
    archive.add([coding], text=False)
    left_out = {
        long.text,
        coding.report.text,
        *(s.content.text for s in coding.attributed),
        *(a.span.text for a in coding.abstained),
    }
    lost = set(values(to_json(coding))) - set(_shown(archive))
    ids = {r.id for r in (*coding.events, *coding.attributed)}
    assert lost == left_out | ids | {to_json(coding)["schema"]}


def test_a_row_that_claims_other_words_is_no_coding(archive: Archive) -> None:
    archive.add([sample()])
    (part,) = archive.parts()
    other = archive.folder / "codings" / "part-other.parquet"
    with duckdb.connect() as connection:
        changed = f"SELECT * REPLACE (struct_update(report, text := reverse(report.text)) AS report) FROM '{part}'"
        connection.execute(
            f"COPY ({changed}) TO '{other}' (FORMAT parquet, KV_METADATA {{dateline_schema: 'dateline/2'}})"
        )
    part.unlink()
    with pytest.raises(ArchiveError, match=r"coding of r-selm cannot be read .* claims"):
        list(archive.codings())


@pytest.mark.parametrize("deaths", [2**31, 2**62])
def test_large_numbers_are_kept(archive: Archive, deaths: int) -> None:
    coding = sample()
    first = replace(coding.events[0], size=replace(coding.events[0].size, killed=deaths))
    archive.add([replace(coding, events=(first, *coding.events[1:]))])
    (held,) = archive.codings()
    assert held.events[0].size.killed == deaths
