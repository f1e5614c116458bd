"""What the checker finds in a codebook, and that it says where and what to write instead."""

from pathlib import Path

import pytest

from dateline.codebook import Problem, find_problems, read_sources
from dateline.codebook.files import put_together, read_files

# One entry of each kind and nothing wrong; each case below changes one thing in it.
PLOVER = """replaces: true
name: Harbours
version: harbours-1
quads: [VERBAL COOPERATION, MATERIAL CONFLICT]
types:
  DOCK:
    quad: VERBAL COOPERATION
    score: 1.5
    modes: {night: {score: 2, contexts: [sea]}}
  RAM: {quad: MATERIAL CONFLICT, score: -4, recipient_required: true}
"""
CONTEXTS = """replaces: true
contexts:
  sea: {meaning: At sea., words: [sea, high tide]}
"""
ROLES = """replaces: true
sectors: {NAV: Sailors}
roles:
  - {phrases: [sailor, first mate], sectors: [NAV], kind: person}
"""
OPERATORS = """replaces: true
operators:
  - operator: refuse
    predicates: [refuse.v]
    becomes: {DOCK: RAM, any: DOCK}
    modes: {DOCK.night: night}
    govern: [COMP, for]
    examples:
      - {text: "The captain refused to dock.", actor: The captain, status: denied}
"""
FRAMES = """replaces: true
classes:
  ship: [tanker, ferry]
frames:
  - frame: dock
    type: DOCK
    mode: night
    predicates: [dock.v]
    where: {ARG1: ["@ship"]}
    actor: [ARG0, by]
    recipient: none
    contexts: [sea]
    examples:
      - text: "The captain docked the tanker."
        actor: The captain
"""


def problems_of(folder: Path, name: str = "", old: str = "", new: str = "") -> list[Problem]:
    """The problems of the codebook above with ``old`` in one of its files replaced by ``new``, and of nothing else."""
    files = {
        "plover.yaml": PLOVER,
        "contexts.yaml": CONTEXTS,
        "roles.yaml": ROLES,
        "operators.yaml": OPERATORS,
        "frames/dock.yaml": FRAMES,
    }
    if name:
        assert old in files[name]
        files[name] = files[name].replace(old, new, 1)
    (folder / "frames").mkdir()
    for file, text in files.items():
        (folder / file).write_text(text, encoding="utf-8")
    unread: list[Problem] = []
    return find_problems(put_together(read_files(folder, unread, bundled=False), unread))


def test_a_codebook_without_mistakes_has_no_problems(tmp_path: Path) -> None:
    assert problems_of(tmp_path) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "message"),
    [
        ("frames/dock.yaml", "type: DOCK", "type: DOKC", 6, 'no type "DOKC" in plover.yaml; did you mean "DOCK"?'),
        (
            "frames/dock.yaml",
            "mode: night",
            "mode: nihgt",
            7,
            'mode "nihgt" is not a mode of DOCK; did you mean "night"?',
        ),
        ("frames/dock.yaml", "dock.v", "dock", 8, '"dock" is not a predicate'),
        ("frames/dock.yaml", "dock.v", "Dock.v", 8, '"Dock.v" is not a predicate'),
        ("frames/dock.yaml", "dock.v", "dock.x", 8, '"dock.x" is not a predicate'),
        ("frames/dock.yaml", "dock.v", "'dock at.v'", 8, '"dock at.v" is not a predicate'),
        ("frames/dock.yaml", "{ARG1:", "{ARG9:", 9, '"ARG9" under where is not a key; did you mean "ARG'),
        ("frames/dock.yaml", "@ship", "@shipp", 9, 'no class "@shipp"; did you mean "ship"?'),
        ("frames/dock.yaml", "[ARG0, by]", "[ARG0, bye]", 10, 'actor "bye" is not a key; did you mean "by"?'),
        ("frames/dock.yaml", "recipient: none", "recipient: [none, to]", 11, 'recipient "none" is not a key'),
        (
            "frames/dock.yaml",
            "contexts: [sea]",
            "contexts: [see]",
            12,
            'no context "see" in contexts.yaml; did you mean "sea"?',
        ),
        ("frames/dock.yaml", "where:", "were:", 9, 'no such field "were"; did you mean "where"?'),
        (
            "frames/dock.yaml",
            "predicates: [dock.v]",
            "predicates: [[dock.v]]",
            8,
            '"predicates" must be a word or a list',
        ),
        ("frames/dock.yaml", "    predicates: [dock.v]\n", "", 5, '"predicates" is missing'),
        ("frames/dock.yaml", "  - frame: dock", "  - fram: dock", 5, "lacks its name"),
        ("frames/dock.yaml", "ship: [tanker, ferry]", "ship: ['@sip']", 3, 'no class "@sip"; did you mean "ship"?'),
        (
            "frames/dock.yaml",
            "frames:\n",
            "frames:\n  - {frame: dock, type: RAM, predicates: [ram.v]}\n",
            6,
            'frame "dock" is already defined in frames/dock.yaml:5',
        ),
        ("operators.yaml", "DOCK: RAM", "DOCK: RUM", 5, 'no type "RUM" in plover.yaml; did you mean "RAM"?'),
        (
            "operators.yaml",
            "any: DOCK",
            "all: DOCK",
            5,
            '"all" is neither a type, TYPE.mode nor cooperation, conflict or any',
        ),
        (
            "operators.yaml",
            "night: night",
            "night: nights",
            6,
            'mode "nights" is not a mode of DOCK, RAM; did you mean "night"?',
        ),
        ("operators.yaml", "DOCK.night:", "DOCK.day:", 6, '"DOCK.day" is neither a type, TYPE.mode nor'),
        ("operators.yaml", "[COMP, for]", "[COMP, fur]", 7, 'govern "fur" is not a key; did you mean "for"?'),
        ("operators.yaml", "    becomes: {DOCK: RAM, any: DOCK}\n", "", 3, '"becomes" is missing'),
        ("plover.yaml", "quad: VERBAL COOPERATION", "quad: VERBAL", 7, 'quad "VERBAL" is not one of'),
        ("plover.yaml", "score: 1.5", "score: much", 8, '"score" must be a number'),
        (
            "plover.yaml",
            "{night: {score: 2, contexts: [sea]}}",
            "{night: 2}",
            9,
            'mode "night" must have fields of its own',
        ),
        ("contexts.yaml", "high tide", "High Tide", 3, '"High Tide" must be lemmas in lower case'),
        ("roles.yaml", "sectors: [NAV]", "sectors: [NAVY]", 4, 'sector "NAVY" is not among the sectors'),
        ("roles.yaml", "kind: person", "kind: people", 4, 'kind "people" is not one of person, organization, group'),
    ],
)
def test_a_fatal_mistake_is_found_at_its_line(
    tmp_path: Path, file: str, old: str, new: str, line: int, message: str
) -> None:
    found = [p for p in problems_of(tmp_path, file, old, new) if p.fatal]
    assert any(p.file == file and p.line == line and message in p.message for p in found), found


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "message"),
    [
        ("frames/dock.yaml", "actor: The captain", "actor: The pilot", 15, 'actor "The pilot" is not in the text'),
        ("frames/dock.yaml", "actor: The captain", "status: done", 15, 'status "done" is not happened'),
        ("frames/dock.yaml", "[dock.v]", "[]", 8, "no predicate is named, so it never fits"),
        ("frames/dock.yaml", "@ship", "tanker", 3, 'class "ship" is used by no frame'),
        ("frames/dock.yaml", "@ship", "Tanker", 9, '"Tanker" under where can never fit'),
        (
            "frames/dock.yaml",
            'examples:\n      - text: "The captain docked the tanker."\n        actor: The captain\n',
            "",
            5,
            "has no example",
        ),
        ("frames/dock.yaml", "type: DOCK\n    mode: night", "type: RAM", 10, "RAM needs a recipient"),
        ("plover.yaml", "contexts: [sea]", "contexts: [see]", 9, 'context "see" is not in contexts.yaml'),
        ("contexts.yaml", "high tide", "sea", 3, '"sea" is listed twice'),
        (
            "roles.yaml",
            "roles:\n",
            "roles:\n  - {phrases: [sailors], sectors: [NAV], kind: group}\n",
            5,
            'role "sailor" already stands in the group of line 4',
        ),
        (
            "frames/dock.yaml",
            "frames:\n",
            "frames:\n  - {frame: a, type: RAM, predicates: [ram.v]}\n  - {frame: b, type: DOCK, predicates: [hit.v, ram.v]}\n",
            6,
            'ram.v never wins here; frame "a" (frames/dock.yaml) takes it',
        ),
    ],
)
def test_a_weakness_is_told_but_keeps_nothing_from_loading(
    tmp_path: Path, file: str, old: str, new: str, line: int, message: str
) -> None:
    found = [p for p in problems_of(tmp_path, file, old, new) if message in p.message]
    assert [(p.file, p.line, p.fatal) for p in found] == [(file, line, False)]


def test_a_file_with_a_mistaken_name_is_told_rather_than_left_out_in_silence(tmp_path: Path) -> None:
    (tmp_path / "role.yaml").write_text(ROLES, encoding="utf-8")
    (problem,) = (p for p in find_problems(read_sources(tmp_path)) if p.file == "role.yaml")
    assert 'did you mean "roles.yaml"?' in problem.message
    assert not problem.fatal


def test_every_unreadable_file_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "roles.yaml").write_text("roles: [", encoding="utf-8")
    (tmp_path / "contexts.yaml").write_text("contexts: {a", encoding="utf-8")
    told = {p.file for p in find_problems(read_sources(tmp_path)) if "not readable as YAML" in p.message}
    assert told == {"roles.yaml", "contexts.yaml"}


@pytest.mark.parametrize(
    "predicate", ["visit.v", "call_off.v", "démarche.n", "cease-fire.n", "coup_d'etat.n", "willing.a"]
)
def test_a_lemma_of_any_alphabet_with_its_particle_is_a_predicate(tmp_path: Path, predicate: str) -> None:
    assert problems_of(tmp_path, "frames/dock.yaml", "[dock.v]", f'["{predicate}"]') == []


@pytest.mark.parametrize(
    ("file", "old", "new", "hint"),
    [
        (
            "plover.yaml",
            "{night: {score: 2, contexts: [sea]}}",
            "{night: {score: 2, meaning: In the dark, at sea.}}",
            "a comma inside {…} ends the text",
        ),
        ("frames/dock.yaml", "where: {ARG1:", "where: {to: quay, by, ARG9, ARG1:", "a comma inside {…} ends the text"),
        (
            "frames/dock.yaml",
            '- text: "The captain docked the tanker."\n        actor: The captain',
            "- {text: The captain, who slept, docked the tanker.}",
            "a comma inside {…} ends the text",
        ),
        (
            "frames/dock.yaml",
            'text: "The captain docked the tanker."',
            "text: The captain said: no.",
            "put quotes around a text that holds a colon",
        ),
        (
            "frames/dock.yaml",
            'text: "The captain docked the tanker."',
            "text: @ship",
            "put quotes around words that begin with @",
        ),
        (
            "frames/dock.yaml",
            'text: "The captain docked the tanker."',
            "text: &ship The tanker",
            "put quotes around a text that begins with &",
        ),
        ("frames/dock.yaml", '"@ship"', "*person", 'put quotes around a word that begins with *: "*person"'),
        (
            "frames/dock.yaml",
            'text: "The captain docked the tanker."',
            "text: !docked",
            "put quotes around a text that begins with !",
        ),
        ("frames/dock.yaml", "    type: DOCK", "\ttype: DOCK", "indent with spaces, not with tabs"),
        ("frames/dock.yaml", "contexts: [sea]", "contexts: [sea", "close the list with ]"),
        (
            "frames/dock.yaml",
            'text: "The captain docked the tanker."',
            'text: "The captain docked the tanker.',
            "close the quotation marks",
        ),
        ("frames/dock.yaml", "{ARG1:", "{ARG1:x, ARG1:", "put a space behind the colon"),
    ],
)
def test_what_yaml_reads_otherwise_than_it_was_meant_is_told_with_what_to_do(
    tmp_path: Path, file: str, old: str, new: str, hint: str
) -> None:
    found = [p for p in problems_of(tmp_path, file, old, new) if p.fatal]
    assert any(hint in p.message for p in found), found


def test_a_mere_mistake_in_spelling_gets_no_hint_of_commas(tmp_path: Path) -> None:
    found = problems_of(tmp_path, "frames/dock.yaml", "type: DOCK", "typ: DOCK")
    assert not any("comma" in p.message for p in found)


def test_a_file_that_may_not_be_read_is_a_problem_like_any_other(tmp_path: Path) -> None:
    (tmp_path / "plover.yaml").mkdir()
    (problem,) = (p for p in find_problems(read_sources(tmp_path)) if p.file == "plover.yaml" and p.fatal)
    assert "cannot be read" in problem.message


def test_a_problem_reads_as_file_line_message() -> None:
    assert str(Problem("frames/dock.yaml", 7, 'frame "dock": no')) == 'frames/dock.yaml:7: frame "dock": no'
