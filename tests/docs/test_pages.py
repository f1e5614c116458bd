"""Every block of the pages is run, in its order, in a folder as its reader has it; what is shown of outputs is what is printed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.docs.blocks import PAGES, ROOT, RUN, Block, page_at, page_of
from tests.docs.example_files import example_files
from tests.docs.reasons import fault_of, unknown_in
from tests.docs.session import session, tools_in

by_page = pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the command ``dateline``, which is this checkout's."""
    if shutil.which("sh") is None:
        pytest.skip("there is no sh here")
    return tools_in(tmp_path_factory.mktemp("tools"))


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory, tools: Path) -> Path:
    return example_files(tmp_path_factory.mktemp("example"), tools)


@by_page
def test_the_blocks_of_a_page_work_as_they_stand(path: Path, example: Path, tools: Path, tmp_path: Path) -> None:
    page = page_at(path)
    with session(page, example, tmp_path / "here", tools) as running:
        for block in page.blocks:
            running.run(block)


@by_page
def test_a_block_that_is_not_run_has_a_reason_that_holds_and_names_what_is_there(path: Path) -> None:
    for block in page_at(path).blocks:
        if block.not_run:
            assert (block.where, fault_of(block)) == (block.where, None)
            unknown = [said for command in block.commands() if (said := unknown_in(command))]
            assert (block.where, unknown) == (block.where, [])


def test_there_are_pages_with_blocks_to_run() -> None:
    kinds = [block.kind for path in PAGES for block in page_at(path).blocks if not block.not_run]
    assert sum(kind in RUN for kind in kinds) > 20


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("```\ndateline demo\n```\n", "no kind"),
        ("```bash\ndateline demo\n```\n", "bash"),
        ("Then:\n\n    dateline demo\n", "by indentation"),
        ("<!-- not run: makes -->\n\nText.\n\n```sh\nmake demo\n```\n", "directly before"),
    ],
)
def test_a_page_that_keeps_to_no_convention_is_refused(source: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        page_of(source, "page.md")


@pytest.mark.parametrize(
    ("kind", "text", "reason", "fault"),
    [
        ("sh", "dateline demo\n", "tired", "is no reason"),
        ("sh", "make demo\ndateline demo\n", "makes", "does not hold of 'dateline demo'"),
        ("python", "print(1)\n", "takes minutes", "code is run"),
        ("sh", "# nothing\n", "makes", "no command"),
        ("sh", "make demo  # once\n", "makes", None),
    ],
)
def test_a_reason_is_held_against_each_command(kind: str, text: str, reason: str, fault: str | None) -> None:
    found = fault_of(Block("page.md", 1, kind, text, not_run=reason))
    assert found is None if fault is None else fault in str(found)


@pytest.mark.parametrize(
    ("command", "unknown"),
    [
        ("make demo ARGS=x", None),
        ("make coffee", "make has no coffee"),
        ("dateline code reports --into archive --cluster auto", None),
        ("dateline brew", "there is no command brew"),
        ("dateline codebook check --sugar", "check has no --sugar"),
        ("python -m evals.coffee", "there is no module evals.coffee"),
    ],
)
def test_what_a_command_names_is_looked_up(command: str, unknown: str | None) -> None:
    assert unknown_in(command) == unknown


def test_what_a_block_shows_is_held_against_what_it_says(tools: Path, tmp_path: Path) -> None:
    page = page_of(
        "```console\n$ echo one; echo two\none\n...\n```\n\n```sh\necho three\n```\n\n```output\nfour\n```\n", "page.md"
    )
    with session(page, tmp_path, tmp_path / "here", tools) as running:
        running.run(page.blocks[0])
        running.run(page.blocks[1])
        with pytest.raises(AssertionError, match=r"page\.md:11 shows"):
            running.run(page.blocks[2])


def test_python_blocks_of_a_page_are_one_session_and_a_fault_is_told(tools: Path, tmp_path: Path) -> None:
    page = page_of(
        "```python\nx = 20\n```\n\n```python\nx + 1\n```\n\n```output\n21\n```\n\n```python\ny\n```\n", "page.md"
    )
    with session(page, tmp_path, tmp_path / "here", tools) as running:
        for block in page.blocks[:3]:
            running.run(block)
        with pytest.raises(AssertionError, match="NameError"):
            running.run(page.blocks[3])


def test_a_shown_file_with_a_title_is_there_for_the_next_command(tools: Path, tmp_path: Path) -> None:
    page = page_of(
        '<!-- folder: empty -->\n\n```csv title="a/b.csv"\nx\n```\n\n```console\n$ ls; cat a/b.csv\na\nx\n```\n',
        "page.md",
    )
    with session(page, tmp_path, tmp_path / "here", tools) as running:
        for block in page.blocks:
            running.run(block)
