"""Reading a codebook: ours, and a user's folder laid over ours."""

from dataclasses import replace
from pathlib import Path

import pytest

from dateline.codebook import Codebook, load_codebook, read_sources
from dateline.codebook.entries import Entry, parse_yaml
from dateline.codebook.files import CodebookFiles, SourceFile, put_together
from dateline.codebook.load import build_codebook
from dateline.errors import CodebookError

PLOVER = """
replaces: true
name: Harbours
version: harbours-1
quads: [VERBAL COOPERATION, MATERIAL CONFLICT]
types:
  DOCK:
    quad: VERBAL COOPERATION
    score: 1.5
    modes:
      night: {score: 2}
      day: {score: null, contexts: [sea]}
  RAM: {quad: MATERIAL CONFLICT, score: -4, recipient_required: true}
"""
CONTEXTS = """
replaces: true
ignore: [sea change]
contexts:
  sea: {meaning: At sea., words: [sea, high tide]}
"""
DOCK = """
classes:
  test-ship: [tanker, "@test-boat"]
  test-boat: [ferry]
frames:
  - frame: dock
    type: DOCK
    mode: night
    predicates: [dock.v, docking.n]
    where: {on: [no], ARG1: ["@test-ship"]}
    unless: {at: off}
    recipient: [at, ARG1]
    examples:
      - text: "The tanker docked at night on no wharf."
        actor: The tanker
  - frame: dock-anywhere
    type: DOCK
    predicates: dock.v
    recipient: none
    symmetric: true
    contexts: [sea]
"""


def write(folder: Path, **files: str) -> Path:
    """A codebook folder; ``frames_dock`` is written as frames/dock.yaml."""
    for name, text in files.items():
        path = folder / f"{name.replace('_', '/')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def harbours(folder: Path, **more: str) -> Path:
    """A whole codebook of its own; ours is replaced, but for frames that happen to fit."""
    return write(folder, **{"plover": PLOVER, "contexts": CONTEXTS, "frames_dock": DOCK, **more})


def test_a_users_frame_is_read_with_classes_expanded_and_prepositions_as_words(tmp_path: Path) -> None:
    book = load_codebook(harbours(tmp_path))
    frame = next(f for f in book.frames if f.name == "dock")
    assert (frame.type, frame.mode, frame.predicates) == ("DOCK", "night", ("dock.v", "docking.n"))
    assert dict(frame.where) == {"on": frozenset({"no"}), "ARG1": frozenset({"tanker", "ferry"})}
    assert dict(frame.unless) == {"at": frozenset({"off"})}
    assert (frame.actor, frame.recipient, frame.symmetric) == (("ARG0",), ("at", "ARG1"), False)
    assert (frame.examples[0].actor, frame.examples[0].recipient) == ("The tanker", None)
    assert (frame.file, frame.line) == ("frames/dock.yaml", 6)


def test_a_frame_without_recipient_has_no_recipient_keys(tmp_path: Path) -> None:
    book = load_codebook(harbours(tmp_path))
    frame = next(f for f in book.frames if f.name == "dock-anywhere")
    assert (frame.predicates, frame.recipient, frame.symmetric, frame.contexts) == (("dock.v",), (), True, ("sea",))


def test_the_most_specific_frame_of_a_predicate_comes_first(tmp_path: Path) -> None:
    later = """
frames:
  - {frame: dock-by-day, type: DOCK, predicates: [dock.v], unless: {at: night}}
"""
    book = load_codebook(harbours(tmp_path, frames_later=later))
    assert [f.name for f in book.frames_for("dock.v")] == ["dock", "dock-by-day", "dock-anywhere"]
    assert book.frames_for("undock.v") == ()


def test_a_folder_that_replaces_the_types_leaves_out_our_frames_and_operators_that_need_them(tmp_path: Path) -> None:
    book = load_codebook(harbours(tmp_path))
    assert set(book.types) == {"DOCK", "RAM"}
    assert {f.type for f in book.frames} == {"DOCK"}
    assert all(result in (None, "DOCK", "RAM") for operator in book.operators for result in operator.becomes.values())


def test_types_know_their_side_and_intensity(tmp_path: Path) -> None:
    book = load_codebook(harbours(tmp_path))
    assert (book.types["DOCK"].side, book.types["RAM"].side) == ("cooperation", "conflict")
    assert (book.intensity("DOCK"), book.intensity("DOCK", "night"), book.intensity("DOCK", "day")) == (1.5, 2, 1.5)
    assert book.types["RAM"].recipient_required
    assert book.types["DOCK"].modes["day"].contexts == ("sea",)


def test_a_user_adds_a_type_and_a_mode_and_keeps_ours(tmp_path: Path) -> None:
    extra = """
types:
  LAUNCH: {quad: MATERIAL CONFLICT, score: -3}
  CONSULT: {score: 3, modes: {summit: {score: 5}}}
"""
    ours, book = build_ours(), load_without_frames(write(tmp_path, plover=extra))
    assert set(book.types) == set(ours.types) | {"LAUNCH"}
    consult = book.types["CONSULT"]
    assert set(consult.modes) == set(ours.types["CONSULT"].modes) | {"summit"}
    assert (consult.quad, consult.score, consult.modes["summit"].score) == (ours.types["CONSULT"].quad, 3, 5)


def test_a_users_item_takes_the_place_of_ours_of_the_same_name(tmp_path: Path) -> None:
    contexts = "contexts:\n  military: {meaning: Only horses., words: [cavalry]}\n"
    roles = "roles:\n  - {phrases: [foreign minister], sectors: [SPY], kind: person}\n"
    book = load_without_frames(write(tmp_path, contexts=contexts, roles=roles))
    assert book.contexts["military"].words == ("cavalry",)
    assert book.contexts_of(["cavalry", "tank"]) == {"military": (0, 1)}
    assert book.contexts_of(["tank"]) == {}
    match = book.role_match(["foreign", "minister"])
    assert match is not None
    assert match.sectors == ("SPY",)
    assert book.role_match(["prime", "minister"]) is not None


def test_a_users_frame_of_the_same_name_replaces_the_other_and_its_classes_are_united(tmp_path: Path) -> None:
    sources = read_sources(harbours(tmp_path))
    theirs = """
classes:
  test-ship: [canoe]
frames:
  - {frame: dock, type: RAM, predicates: [dock.v], where: {ARG0: ["@test-ship"]}}
"""
    layered = relaid(sources, parse_yaml(theirs.encode(), "frames/mine.yaml"))
    book = build_codebook(layered)
    frame = next(f for f in book.frames if f.name == "dock")
    assert (frame.type, frame.file) == ("RAM", "frames/mine.yaml")
    assert dict(frame.where) == {"ARG0": frozenset({"tanker", "ferry", "canoe"})}


def test_classes_that_name_each_other_in_a_ring_are_all_united(tmp_path: Path) -> None:
    ring = """
classes: {ring-1: [a, "@ring-2"], ring-2: [b, "@ring-3"], ring-3: [c, "@ring-1"]}
frames:
  - {frame: ring, type: DOCK, predicates: [ring.v], where: {ARG1: "@ring-2"}}
"""
    book = load_codebook(harbours(tmp_path, frames_ring=ring))
    assert book.classes["ring-1"] == book.classes["ring-2"] == book.classes["ring-3"] == frozenset("abc")


def test_an_operator_is_read_with_its_defaults(tmp_path: Path) -> None:
    operators = """
replaces: true
operators:
  - operator: refuse
    predicates: [refuse.v, refusal.n]
    becomes: {DOCK: RAM, conflict: null, any: DOCK}
    modes: {DOCK.night: day, RAM: night}
  - operator: plan
    predicates: [plan.v]
    becomes: {DOCK: DOCK}
    govern: [COMP, for]
    actor: [ARG0, by]
    recipient: [to]
    status: planned
"""
    book = load_codebook(harbours(tmp_path, operators=operators))
    (refuse,) = book.operators_for("refusal.n")
    assert refuse.becomes == {"DOCK": "RAM", "conflict": None, "any": "DOCK"}
    assert refuse.modes == {"DOCK.night": "day", "RAM": "night"}
    assert {"COMP", "ARG1", "ARG2", "for", "on", "to", "against"} <= set(refuse.govern)
    assert (refuse.actor, refuse.recipient, refuse.status) == (("ARG0",), (), None)
    (plan,) = book.operators_for("plan.v")
    assert (plan.govern, plan.actor, plan.recipient, plan.status) == (
        ("COMP", "for"),
        ("ARG0", "by"),
        ("to",),
        "planned",
    )


def test_the_version_tells_a_users_codebook_from_ours_and_from_another(tmp_path: Path) -> None:
    first = load_codebook(harbours(tmp_path / "first")).version
    again = load_codebook(harbours(tmp_path / "again")).version
    other = load_codebook(harbours(tmp_path / "other", contexts=CONTEXTS.replace("high tide", "low tide"))).version
    assert first.startswith("harbours-1+")
    assert first == again != other
    assert build_ours().version == "plover-2.0"


def test_a_mistake_is_told_with_file_and_line_and_a_proposal(tmp_path: Path) -> None:
    folder = harbours(tmp_path, frames_dock=DOCK.replace("mode: night", "mode: nigth"))
    with pytest.raises(CodebookError) as error:
        load_codebook(folder)
    assert (
        str(error.value)
        == 'frames/dock.yaml:8: frame "dock": mode "nigth" is not a mode of DOCK; did you mean "night"?'
    )


def test_a_folder_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match=r"absent.*no such folder"):
        load_codebook(tmp_path / "absent")


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("frames: []\nclasses: *x\n", 2, "aliases"),
        ("frames: &x [a]\nclasses: *x\n", 1, "anchors"),
        ("frames: !!python/object/apply:os.system [ls]\n", 1, "tags"),
        ("frames: []\nclasses: {}\nframes: []\n", 3, '"frames" is given twice'),
        ("- a\n- b\n", 1, "mapping"),
        ("", 1, "mapping"),
        ("frames: []\n---\nframes: []\n", 2, "one document"),
        ("frames:\n  - {a: b\nclasses: {}\n", 3, "not readable as YAML"),
        ("a: " + "[" * 5000, 1, "nested deeper"),
        ("? [a, b]\n: c\n", 1, "plain word"),
    ],
)
def test_yaml_that_is_no_codebook_is_refused_at_its_line(text: str, line: int, message: str) -> None:
    with pytest.raises(CodebookError, match=message) as error:
        parse_yaml(text.encode(), "frames/x.yaml")
    assert (error.value.problems[0].file, error.value.problems[0].line) == ("frames/x.yaml", line)


def test_bytes_that_are_not_utf8_are_refused() -> None:
    with pytest.raises(CodebookError, match="UTF-8"):
        parse_yaml(b"frames: \xff\xfe", "frames/x.yaml")


def test_scalars_are_words_but_for_numbers_truth_and_null() -> None:
    entry = parse_yaml(b'{a: on, b: no, c: -2.5, d: 4, e: true, f: null, g: "4", h: 2024-01-01, i: "true"}', "x.yaml")
    assert dict(entry.fields) == {
        "a": "on",
        "b": "no",
        "c": -2.5,
        "d": 4,
        "e": True,
        "f": None,
        "g": "4",
        "h": "2024-01-01",
        "i": "true",
    }


def build_ours() -> Codebook:
    """Our codebook without frames and operators, so that no test here depends on them."""
    return build_codebook(without_frames(read_sources()))


def load_without_frames(folder: Path) -> Codebook:
    return build_codebook(without_frames(read_sources(folder)))


def without_frames(sources: CodebookFiles) -> CodebookFiles:
    return replace(sources, frames={}, operators={}, classes=())


def relaid(sources: CodebookFiles, root: Entry) -> CodebookFiles:
    """``sources`` as if they were ours, with one frames file of a user's over them."""
    kept = ("plover.yaml", "contexts.yaml", "frames/dock.yaml")
    ours = [replace(file, bundled=True) for file in sources.files if file.name in kept and not file.bundled]
    return put_together([*ours, SourceFile("frames/mine.yaml", root, False, "")], [])
