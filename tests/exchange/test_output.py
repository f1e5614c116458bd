"""Lines of a table: whatever a value holds, the cells stay where they are; plain lines and odd ones are cleaned alike."""

from __future__ import annotations

import os
from pathlib import Path
from threading import Thread

import pytest

from dateline.exchange.output import cell, joined, json_text, tsv_line, whole_file

ODD = [
    "",
    " ",
    "\t",
    "a\tb",
    'say "so"',
    "a\u2028b",
    "\x85",
    "x\ud800y",
    " padded ",
    "\xa0",
    "e\u0301",
    "日本",
    None,
    0,
    1.5,
]


@pytest.mark.parametrize("value", ODD)
def test_a_value_has_the_same_cell_alone_and_in_a_line(value: object) -> None:
    assert tsv_line(["plain", value, 2], "None") == f"plain\t{cell(value, 'None')}\t2\n"


@pytest.mark.parametrize("value", ODD)
def test_no_cell_holds_a_tab_a_break_a_quote_or_half_a_character(value: object) -> None:
    text = cell(value)
    assert not set(text) & set('\t\r\n\u2028\u2029\x85"')
    assert text == text.strip()
    text.encode("utf-8")


def test_a_separator_inside_a_value_becomes_a_comma() -> None:
    assert joined(["a; b", None, "c"]) == "a, b; None; c"
    assert joined([]) == "None"


def test_json_is_utf8_even_of_half_a_character() -> None:
    assert json_text({"name": "Müller \ud800"}) == '{"name": "Müller ?"}'


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are for POSIX")
def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe, read = tmp_path / "pipe", list[str]()
    os.mkfifo(pipe)
    reader = Thread(target=lambda: read.append(pipe.read_text()))
    reader.start()
    with whole_file(pipe) as out:
        out.write("x\n")
    reader.join(10)
    assert read == ["x\n"]
    assert pipe.is_fifo()


def test_what_a_link_leads_to_is_written_and_the_link_stays(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "events.tsv").write_text("old")
    link = tmp_path / "events.tsv"
    link.symlink_to(tmp_path / "far" / "events.tsv")
    with whole_file(link) as out:
        out.write("new")
    assert link.is_symlink()
    assert (tmp_path / "far" / "events.tsv").read_text() == "new"
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith(".")] == []
