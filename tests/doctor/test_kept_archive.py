"""What is broken in an archive is named: parts, also inside, reviews, and codings of other versions."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from dateline.archive import Archive
from dateline.archive.append_only import FILE
from dateline.doctor.diagnosis import Finding
from dateline.doctor.kept_archive import archive_findings
from dateline.errors import ArchiveError
from tests.cli.factory import coding

pytestmark = pytest.mark.filterwarnings("ignore::dateline.errors.DamagedPartWarning")


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = Archive.writable(tmp_path / "archive")
    made.add([coding()])
    return made


def of(archive: Archive, about: str) -> list[Finding]:
    return [finding for finding in archive_findings(archive.folder) if finding.about == about]


def test_a_whole_archive_is_well(archive: Archive) -> None:
    every = list(archive_findings(archive.folder))
    assert "wrong" not in {finding.state for finding in every}
    assert of(archive, "archive")[0].says == "1 reports, 6 events, 0 records that could not be coded"
    assert of(archive, "reviews")[0].says == "there are none"


def test_codings_of_another_version_are_told(archive: Archive) -> None:
    (finding,) = of(archive, "versions")
    assert finding.state == "absent"
    assert finding.says.startswith("1 of its reports were coded by another version than ")


@pytest.mark.parametrize("harm", ["cut", "inside"])
def test_a_broken_part_is_named_with_the_way_back(archive: Archive, harm: str) -> None:
    (part,) = archive.parts()
    data = part.read_bytes()
    part.write_bytes(data[: len(data) // 2] if harm == "cut" else b"PAR1" + b"\0" * 2000 + data[2004:])
    (finding,) = of(archive, "parts")
    assert finding.state == "wrong"
    assert str(part) in finding.says
    assert "dateline code SOURCE --into" in str(finding.next_move)


def test_a_file_that_holds_no_reviews_is_wrong(archive: Archive) -> None:
    with sqlite3.connect(archive.folder / FILE) as connection:
        connection.execute("CREATE TABLE other (a)")
    connection.close()
    (finding,) = of(archive, "reviews")
    assert finding.state == "wrong"


def test_a_folder_without_an_archive_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="is no archive"):
        list(archive_findings(tmp_path))
