"""Known hashes as an array: every one is found, and no other."""

from pathlib import Path

import numpy as np

from dateline.archive import Archive
from dateline.archive.known import Known, in_order
from dateline.model import Versions
from tests.cli.factory import coding


def known(*hashes: str) -> Known:
    return Known(in_order(np.array([divmod(int(h, 16), 2**64) for h in hashes], np.uint64).reshape(-1, 2)))


def test_hashes_that_share_their_first_half_are_told_apart() -> None:
    held = [f"{first:016x}{last:016x}" for first, last in ((7, 1), (2**64 - 1, 5), (7, 0), (0, 0))]
    found = known(*held)
    assert all(h in found for h in held)
    assert f"{7:016x}{2:016x}" not in found
    assert f"{8:016x}{1:016x}" not in found


def test_nothing_is_in_an_empty_array() -> None:
    assert "0" * 32 not in known()


def test_an_archive_gives_what_these_versions_have_coded(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.add([coding()])
    versions = coding().versions
    assert all(h in Known(in_order(archive.known_pairs(versions))) for h in archive.known(versions))
    assert len(archive.known_pairs(versions)) == 1
    assert len(archive.known_pairs(Versions("0", "0", "0"))) == 0
