"""``dateline relation`` as a user calls it."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from dateline.cli import cli

GOOD = {"id": "a", "text": "<s>Ghana</s> condemned <t>Togo</t> for the arrests."}
BAD = {"id": "b", "text": "Nobody is marked here."}


def run(lines: list[dict[str, str]], *arguments: str) -> tuple[int, list[dict[str, object]], str]:
    result = CliRunner().invoke(cli, ["relation", *arguments], input="".join(json.dumps(x) + "\n" for x in lines))
    return result.exit_code, [json.loads(x) for x in result.stdout.splitlines()], result.stderr


def test_a_line_gives_the_type_and_the_words_that_tell_it() -> None:
    status, (answer,), _ = run([GOOD])
    assert status == 0
    assert (answer["id"], answer["type"], answer["mode"]) == ("a", "ACCUSE", "disapprove")
    because = answer["because"]
    assert isinstance(because, dict)
    assert GOOD["text"][because["start"] : because["end"]] == because["text"] == "condemned"


def test_a_line_that_cannot_be_read_is_left_out_and_told() -> None:
    status, answers, told = run([GOOD, BAD, GOOD])
    assert status == 1
    assert [a["id"] for a in answers] == ["a", "a"]
    assert "line 2 (id 'b'): marks no pair; mark the pair as <s>…</s> and <t>…</t>" in told


def test_a_file_is_read_like_standard_input(tmp_path: Path) -> None:
    file = tmp_path / "pairs.jsonl"
    file.write_text(json.dumps(GOOD) + "\n", encoding="utf-8")
    status, (answer,), _ = run([], str(file))
    assert status == 0
    assert answer["type"] == "ACCUSE"
