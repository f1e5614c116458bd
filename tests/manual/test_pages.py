"""What is generated holds all there is of it in the code, and nothing breaks its tables."""

from __future__ import annotations

import click
import pytest

from dateline.archive.columns import views
from dateline.cli import cli
from dateline.codebook import load_codebook
from dateline.exchange import gdelt, icews, polecat
from dateline.exchange.export_formats import FORMATS
from dateline.model import SCHEMA, Because, Coding, Span
from dateline.model.schema import fields_of
from manual.codebook_tables import codebook_tables
from manual.columns import columns
from manual.commands import commands
from manual.contract import contract, records
from manual.fences import drawn
from manual.formats import formats
from manual.pages import ROOT, lists_pages, places, with_contents, with_generated
from manual.python_names import python_names


def test_the_contract_has_every_field_of_every_record() -> None:
    page = contract()
    assert f"`{SCHEMA}`" in page
    for record in records(Coding):
        section = page.partition(f"## {record.__name__}\n")[2].partition("\n## ")[0]
        names = [f.name for f in fields_of(record) if not f.inline]
        assert [name for name in names if f"| `{name}` |" not in section] == []


def test_a_record_that_is_written_inline_stands_among_the_fields_of_its_owner() -> None:
    section = contract().partition("## Because\n")[2].partition("\n## ")[0]
    assert [f.name for f in fields_of(Because) if f.inline] == ["span"]
    assert all(f"| `{f.name}` |" in section for f in fields_of(Span))


def test_columns_are_those_of_the_views() -> None:
    page = columns()
    assert page.count("\n## ") + 1 == len(views())
    assert [c.name for view in views() for c in view.columns if f"| `{c.name}` | {c.type} |" not in page] == []


def test_every_format_has_a_section_and_the_tables_all_their_columns() -> None:
    page = formats()
    assert [f.name for f in FORMATS if f"\n## {f.name}\n" not in page] == []
    for names in (polecat.COLUMNS, icews.COLUMNS, gdelt.EVENT_COLUMNS, gdelt.MENTION_COLUMNS):
        assert [name for name in names if f"| `{name}` |" not in page] == []
    assert "| `Source` | `TASS` |" in page.partition("## polecat")[2].partition("\n## ")[0]


def test_every_command_has_a_section_and_every_option_a_row() -> None:
    page = commands()
    context = click.Context(cli)
    for name in cli.list_commands(context):
        section = page.partition(f"## dateline {name}\n")[2]
        assert section
        command = cli.get_command(context, name)
        assert command is not None
        options = [p for p in command.params if isinstance(p, click.Option) and not p.hidden]
        assert [o.opts for o in options if o.opts[0] not in section.partition(f"\n## dateline {name}")[0]] == []


def test_the_codebook_has_every_type_mode_context_and_sector() -> None:
    page, book = codebook_tables(), load_codebook()
    assert [name for name in book.types if f"\n### {name}\n" not in page] == []
    modes = [mode for kind in book.types.values() for mode in kind.modes.values()]
    assert [m.name for m in modes if f"| `{m.name}` | " not in page] == []
    assert [name for name in (*book.contexts, "MIL", "REB") if f"| `{name}` | " not in page] == []


def test_all_that_the_library_opens_is_documented() -> None:
    page = python_names()
    assert ".. autofunction:: dateline.load" in page
    assert ".. autoclass:: dateline.DatelineError" in page
    assert "(contract.md#event)" in page


def test_a_table_is_not_broken_by_a_bar() -> None:
    rows = [line for line in commands().splitlines() if line.startswith("| `")]
    assert {len(row.replace("\\|", "").split("|")) for row in rows} == {4}


def test_a_mark_becomes_what_it_names() -> None:
    assert with_generated("a\n\n<!-- generated: columns -->\n").startswith("a\n\n## reports\n")
    with pytest.raises(KeyError, match="nothing"):
        with_generated("<!-- generated: nothing -->\n")


def test_lists_of_pages_are_the_contents() -> None:
    text = with_contents("# Top\n\n## Part\n\n- [One](one.md): first\n- [Two](sub/two.md)\n\n## Words\n\nNone.\n")
    assert "```{toctree}\n:hidden:\n:caption: Part\n\nOne <one>\nTwo <sub/two>\n```" in text
    assert text.count("toctree") == 1
    assert "Three <three>" in with_contents("# Sub\n\n- [Three](three.md)\n")
    assert [place for place in ("index.md", "sub/README.md", "README.md", "a.md") if lists_pages(place)] == [
        "index.md",
        "sub/README.md",
    ]


@pytest.mark.parametrize(
    ("fence", "as_drawn"),
    [
        ("```output\n21\n```\n", "```text\n21\n```\n"),
        ("```sh\nls\n```\n", "```sh\nls\n```\n"),
        ('```yaml title="a.yaml"\nx: 1\n```\n', "```{code-block} yaml\n:caption: a.yaml\n\nx: 1\n```\n"),
    ],
)
def test_a_block_is_drawn_by_its_kind_with_the_file_that_it_is(fence: str, as_drawn: str) -> None:
    assert drawn(fence) == as_drawn


def test_what_stands_in_the_site_is_there() -> None:
    assert [name for name in places() if not (ROOT / name).is_file()] == []
