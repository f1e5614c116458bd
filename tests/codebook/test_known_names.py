"""A user's own people and groups: what the checker finds in their files, and what they change in codings."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.codebook import CodebookError, Problem, find_problems, load_codebook, read_sources
from dateline.coder import load

PEOPLE = """people:
  - name: Kari Lund
    aliases: [Lund]
    country: NOR
    sector: [GOV, MIL]
    from: 2010
    to: 2014
"""
GROUPS = """groups:
  - {name: Harbour Front, aliases: [HFR], country: NOR, sector: REB}
"""


def folder_of(folder: Path, people: str = PEOPLE, groups: str = GROUPS) -> Path:
    (folder / "people.yaml").write_text(people, encoding="utf-8")
    (folder / "groups.yaml").write_text(groups, encoding="utf-8")
    return folder


def problems_in(folder: Path) -> list[Problem]:
    return [p for p in find_problems(read_sources(folder)) if p.file in ("people.yaml", "groups.yaml")]


def test_people_and_groups_without_mistakes_have_no_problems(tmp_path: Path) -> None:
    assert problems_in(folder_of(tmp_path)) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("country: NOR", "country: Norway", 4, 'country "Norway" is no code of three capitals as in ISO 3166; did you mean "NOR"?'),
        ("country: NOR", "country: XXX", 4, "or one of UNO, EUR, IGO"),
        ("country: NOR", "country: [NOR]", 4, '"country" must be text'),
        ("    country: NOR\n", "", 2, '"country" is missing'),
        ("[GOV, MIL]", "[GOV, MILL]", 5, 'sector "MILL" is not among the sectors of roles.yaml; did you mean "MIL"?'),
        ("from: 2010", "from: 2010-05-01", 6, '"from" must be a year of four digits'),
        ("from: 2010", "from: 99999", 6, '"from" must be a year of four digits'),
        ("from: 2010", "from: true", 6, '"from" must be a year of four digits'),
        ("from: 2010", "from: 2015", 7, '"to" lies before "from"; exchange them'),
        ("aliases: [Lund]", "aliases: {a: b}", 3, '"aliases" must be a word or a list of words'),
        ("aliases: [Lund]", "aliases: ['...']", 3, "aliases must be names"),
        ("aliases: [Lund]", f"aliases: [{'Lund ' * 100}]", 3, "aliases must be names of up to 120 characters"),
        ("aliases: [Lund]", "alias: [Lund]", 3, 'no such field "alias"; did you mean "aliases"?'),
        ("  - name: Kari Lund\n", "  - title: x\n", 2, 'an entry of "people" lacks its name'),
    ],
)  # fmt: skip
def test_a_mistake_is_found_at_its_line_and_keeps_the_codebook_from_loading(
    tmp_path: Path, old: str, new: str, line: int, message: str
) -> None:
    assert old in PEOPLE
    folder_of(tmp_path, PEOPLE.replace(old, new, 1))
    found = problems_in(tmp_path)
    assert any((p.file, p.line, p.fatal) == ("people.yaml", line, True) and message in p.message for p in found), found
    with pytest.raises(CodebookError):
        load_codebook(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "people: [",
        "people: 5",
        "- a",
        "people: &a [*a]",
        "people: [1, 2]",
        "people:\n- !!python/object:os.system {}",
        "\x00",
    ],
)
def test_a_hostile_file_is_a_codebook_error(tmp_path: Path, text: str) -> None:
    folder_of(tmp_path, text)
    with pytest.raises(CodebookError, match=r"people\.yaml"):
        load_codebook(tmp_path)


def test_ones_own_people_and_groups_win_over_ours_in_codings_and_say_so(tmp_path: Path) -> None:
    theirs = PEOPLE + "  - {name: Donald Trump, country: CAN}\n"
    coder = load(folder_of(tmp_path, theirs, GROUPS + "  - {name: Boko Haram, country: TCD}\n"))
    text = "Lund met Donald Trump in Oslo. The Harbour Front attacked Boko Haram."
    coding = coder.code(text, published="2012-01-02")
    found = {a.name: (a.country, a.sectors, a.because[0].reason) for a in coding.actors}
    assert found == {
        "Lund": ("NOR", ("GOV", "MIL"), "known person of people.yaml"),
        "Donald Trump": ("CAN", (), "known person of people.yaml"),
        "Harbour Front": ("NOR", ("REB",), "known body"),
        "Boko Haram": ("TCD", (), "known body"),
    }
    later = {a.name: a.country for a in coder.code(text, published="2016-01-02").actors}
    assert (later["Lund"], later["Donald Trump"]) == (None, "CAN")


def test_a_change_of_ones_own_people_changes_the_version(tmp_path: Path) -> None:
    first = load_codebook(folder_of(tmp_path)).version
    assert load_codebook(folder_of(tmp_path, PEOPLE.replace("2014", "2015"))).version != first
