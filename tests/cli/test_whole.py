"""Files that get their name at the end."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.cli.whole import written_whole


def ended_by(error: BaseException, file: Path) -> None:
    with written_whole(file) as out:
        out.write("half")
        raise error


def test_what_was_written_takes_the_name(tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    file.write_text("old")
    with written_whole(file) as out:
        out.write("new")
        assert file.read_text() == "old"
    assert file.read_text() == "new"
    assert list(tmp_path.iterdir()) == [file]


def test_nothing_written_leaves_the_old_file(tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    file.write_text("old")
    with written_whole(file):
        pass
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_what_failed_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="full"):
        ended_by(OSError("full"), tmp_path / "x.json")
    assert not list(tmp_path.iterdir())


def test_what_was_interrupted_is_kept(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        ended_by(KeyboardInterrupt(), tmp_path / "x.json")
    assert (tmp_path / "x.json").read_text() == "half"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_link_leads_to_the_file_and_a_device_stays_one(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "x.json")
    with written_whole(tmp_path / "link") as out:
        out.write("new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "x.json").read_text() == "new"
    with written_whole(Path("/dev/null")) as out:
        out.write("gone")
    assert Path("/dev/null").is_char_device()
