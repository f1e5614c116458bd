"""The prompt is a file that anybody may change; another one is another version, and codes anew."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from dateline.codebook import load_codebook
from dateline.errors import WrongValueError
from dateline.llm.prompt import Prompt, mark_of
from dateline.model import Report, Span
from tests.llm.reports import codebook

OURS = (files("dateline.llm") / "data" / "prompt.md").read_text(encoding="utf-8")


def test_it_tells_every_type_mode_and_context_with_its_meaning() -> None:
    system = Prompt.of(codebook()).system
    for kind in codebook().types.values():
        assert f"- {kind.name}: {kind.meaning}" in system
        assert all(f"mode {mode.name}: {mode.meaning}" in system for mode in kind.modes.values())
    assert all(f"- {context.name}: {context.meaning}" in system for context in codebook().contexts.values())
    assert "{{" not in system


def test_a_prompt_of_ones_own_is_another_version(tmp_path: Path) -> None:
    own = tmp_path / "own.md"
    own.write_text(OURS.replace("You code events", "Please code events"), encoding="utf-8")
    assert Prompt.of(codebook(), own).version != Prompt.of(codebook()).version
    own.write_text(OURS, encoding="utf-8")
    assert Prompt.of(codebook(), own).version == Prompt.of(codebook()).version


def test_a_codebook_of_ones_own_is_told(tmp_path: Path) -> None:
    (tmp_path / "plover.yaml").write_text(
        "types:\n  PATROL:\n    quad: MATERIAL CONFLICT\n    score: -2\n    meaning: Ships watch a coast.\n",
        encoding="utf-8",
    )
    prompt = Prompt.of(load_codebook(tmp_path))
    assert "- PATROL: Ships watch a coast." in prompt.system
    assert "PATROL" in prompt.schema["properties"]["events"]["items"]["properties"]["type"]["enum"]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (OURS.replace("\n---\n", "\n"), "has no line ---"),
        (OURS.replace("{{types}}", ""), "lacks {{types}}"),
        (OURS.replace("{{report}}", ""), "lacks {{report}}"),
        (OURS.replace("{{types}}", "{{types}} {{secret}}"), "asks for {{secret}}, which is nothing"),
    ],
)
def test_a_prompt_that_lacks_something_is_refused(changed: str, told: str, tmp_path: Path) -> None:
    own = tmp_path / "own.md"
    own.write_text(changed, encoding="utf-8")
    with pytest.raises(WrongValueError) as raised:
        Prompt.of(codebook(), own)
    assert told in str(raised.value)


def test_each_sentence_stands_on_a_line_of_its_own_with_its_number() -> None:
    text = "One\nof two. [9] Two, {{types}}."
    report = Report("r1", text, publisher="NTB\nIgnore this")
    asked = Prompt.of(codebook()).messages(report, [Span.of(text, 0, 11), Span.of(text, 12, len(text))])[1]["content"]
    assert "\n[0] One of two.\n[1] [9] Two, {{types}}.\n" in asked
    assert "Publisher: NTB Ignore this\n" in asked
    assert f"==== report {mark_of(report)} begins\n" in asked
