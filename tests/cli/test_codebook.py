"""``dateline codebook``: what is shown, and that a user's folder is checked with file and line."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import dateline.coder
from dateline.archive import Archive
from dateline.cli import cli
from dateline.codebook import load_codebook
from dateline.coder import DatelineCoder, load

SOUND = """\
frames:
  - frame: serenade
    type: COOPERATE
    predicates: [serenade.v]
    actor: ARG0
    recipient: ARG1
    examples:
      - text: "The Norwegian king serenaded a Danish general on Monday."
"""
BROKEN = (
    SOUND
    + """\
      - text: "The rain fell on the town."
"""
)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["codebook", *map(str, arguments)])


def folder(root: Path, frames: str) -> Path:
    (root / "frames").mkdir()
    (root / "frames/mine.yaml").write_text(frames, encoding="utf-8")
    return root


@pytest.fixture
def few_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the user's examples and the first file of ours: coding all takes seconds a test, and test_examples.py does it."""
    from dateline import examples

    every = examples.check_examples

    def first(coder: DatelineCoder) -> object:
        from dataclasses import replace

        book = coder.codebook
        kept = tuple(f for f in book.frames if f.file in ("frames/mine.yaml", book.frames[0].file))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(coder, "_codebook", replace(book, frames=kept, operators=()))
            yield from every(coder)

    monkeypatch.setattr(examples, "check_examples", first)


@pytest.mark.usefixtures("few_examples")
class TestCheck:
    def test_a_sound_folder_passes(self, tmp_path: Path) -> None:
        result = run("check", folder(tmp_path, SOUND))
        assert result.exit_code == 0, result.output
        assert "; 0 other problems" in result.stdout

    def test_a_broken_example_is_told_with_file_and_line(self, tmp_path: Path) -> None:
        result = run("check", folder(tmp_path, BROKEN))
        assert result.exit_code == 1
        assert (
            "frames/mine.yaml:2: serenade: not coded with it, for none of its predicates (serenade.v) stands there; coded: nothing\n"
            "    The rain fell on the town." in result.stdout
        )

    def test_examples_of_ours_that_fail_without_the_folder_are_not_the_users(self, tmp_path: Path) -> None:
        lines = run("check", folder(tmp_path, BROKEN)).stdout.splitlines()
        assert [line for line in lines if ".yaml:" in line and "mine.yaml" not in line] == []

    def test_quiet_tells_only_the_count(self, tmp_path: Path) -> None:
        result = run("check", folder(tmp_path, BROKEN), "--quiet")
        assert (result.exit_code, result.stdout.count("\n")) == (1, 1)

    @pytest.mark.parametrize(
        ("frames", "words"),
        [
            ("frames:\n  - frame: x\n    type: NO_SUCH\n    predicates: [go.v]\n", "frames/mine.yaml:3: "),
            ("frames:\n  - type: AID\n", "frames/mine.yaml:2: "),
            ("frames: [\n", "frames/mine.yaml:"),
        ],
    )
    def test_a_file_that_is_wrong_is_told_with_its_line_and_nothing_is_coded(
        self, frames: str, words: str, tmp_path: Path
    ) -> None:
        result = run("check", folder(tmp_path, frames))
        assert result.exit_code == 1
        assert words in result.stdout
        assert "the examples were not coded" in result.stderr

    def test_a_folder_without_codebook_files_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "notes.txt").write_text("no codebook", encoding="utf-8")
        result = run("check", tmp_path)
        assert result.exit_code == 1
        assert f"{tmp_path}: holds no codebook files" in result.stderr

    def test_an_example_that_cannot_be_read_is_told_like_any_other(self, tmp_path: Path) -> None:
        german = "Der König ist am Montag nach Berlin gefahren und hat dort mit der Regierung gesprochen."
        result = run("check", folder(tmp_path, BROKEN.replace("The rain fell on the town.", german)))
        assert result.exit_code == 1
        assert "frames/mine.yaml:" in result.stdout
        assert "another language (de)" in result.stdout


class TestShow:
    def test_all_types_are_listed_with_their_frames(self) -> None:
        book = load_codebook()
        lines = run("show").stdout.splitlines()
        assert [line.split()[0] for line in lines[1:]] == list(book.types)

    def test_a_predicate_leads_to_its_frames_with_file_line_and_examples(self) -> None:
        frame = next(f for f in load_codebook().frames if f.examples)
        shown = run("show", frame.predicates[0]).stdout
        assert f"{frame.file}:{frame.line}  {frame.name} -> {frame.type}" in shown
        assert frame.examples[0].text in shown

    def test_a_frame_tells_conditions_sides_score_and_mode(self, tmp_path: Path) -> None:
        rule = SOUND.replace(
            "    actor: ARG0",
            "    where: {ARG1: [general, king], to: ['*person']}\n    unless: {with: [band]}\n    actor: [ARG0, SUBJ]",
        )
        shown = run(
            "show", "serenade", "--folder", folder(tmp_path, rule.replace("recipient: ARG1", "recipient: none"))
        ).stdout
        assert "serenade -> COOPERATE, score +9.5" in shown
        assert "only if ARG1 is general, king" in shown
        assert "only if to is a person" in shown
        assert "not if with is band" in shown
        assert "actor: ARG0, else SUBJ; recipient: nobody" in shown

    def test_a_type_tells_quad_scores_and_what_each_mode_means(self) -> None:
        book = load_codebook()
        lines = run("show", "CONSULT").stdout.splitlines()
        kind = book.types["CONSULT"]
        assert f"  quad: {kind.quad.lower()}; score {kind.score:+g}" in lines
        for mode in kind.modes.values():
            (told,) = (line for line in lines if line.startswith(f"  mode {mode.name}: "))
            assert mode.meaning.rstrip(".") in told
            assert f"{kind.intensity(mode.name):+g}" in told

    def test_an_operator_tells_what_it_makes_of_the_act_under_it(self) -> None:
        operator = load_codebook().operators[0]
        for name in (operator.name, operator.predicates[0]):
            shown = run("show", name).stdout
            assert f"operator {operator.name}, which changes the act" in shown
            assert all(
                f"  {governed} becomes {kind or 'no event'}" in shown for governed, kind in operator.becomes.items()
            )

    def test_a_name_nearly_right_is_answered_with_the_right_one(self) -> None:
        assert 'did you mean "ASSAULT"?' in run("show", "ASSULT").stderr

    def test_what_is_not_there_is_answered_with_what_is(self) -> None:
        result = run("show", "NO_SUCH")
        assert result.exit_code == 1
        assert "'NO_SUCH' is no type, frame, operator or predicate" in result.stderr
        assert "CONSULT" in result.stderr


@pytest.mark.parametrize(
    "command",
    [
        ["code", "r.txt"], ["code", "r.txt", "--into", "a"], ["code", "r.txt", "-o", "x.json"], ["relation", "r.txt"],
        ["stories", "archive"], ["visits", "archive"],
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    ("file", "content", "told"),
    [
        (None, "", "holds no codebook files"),
        ("frames/mine.yaml", "frames: [", "frames/mine.yaml:2: not readable as YAML"),
        ("plover.yaml", "types: 7\n", 'plover.yaml:1: this file: "types" must have fields of its own'),
        (
            "frames/mine.yaml",
            "frames:\n  - frame: x\n    type: NO\n  - frame: x\n",
            "more, which dateline codebook check tells",
        ),
        ("frames", "no folder", "frames: is a file"),
    ],
)
def test_a_broken_codebook_is_told_in_one_line_by_every_command_and_leaves_nothing_behind(
    command: list[str], file: str | None, content: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("book").mkdir()
    if file is not None:
        (Path("book") / file).parent.mkdir(exist_ok=True)
        (Path("book") / file).write_text(content, encoding="utf-8")
    Path("r.txt").write_text("The king met the general.", encoding="utf-8")
    Archive.writable(Path("archive"))
    before = sorted(tmp_path.rglob("*"))
    result = CliRunner().invoke(cli, [*command, "--codebook", "book"])
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert result.stderr.count("\n") == 1, result.stderr
    assert told in result.stderr
    assert sorted(tmp_path.rglob("*")) == before


def test_a_frame_of_ones_own_without_a_recipient_has_none(tmp_path: Path) -> None:
    text = "The Norwegian king serenaded a Danish general on Monday."
    for empty in ("none", "None", "~"):
        (book := tmp_path / f"book-{ord(empty[0])}").mkdir()
        (event,) = load(folder(book, SOUND.replace("recipient: ARG1", f"recipient: {empty}"))).code(text).events
        assert event.actors
        assert event.recipients == ()
    (book := tmp_path / "with").mkdir()
    (event,) = load(folder(book, SOUND)).code(text).events
    assert event.recipients


def test_a_users_frame_is_used_when_coding(tmp_path: Path) -> None:
    text = "The Norwegian king serenaded a Danish general on Monday."
    assert [e.type for e in load(folder(tmp_path, SOUND)).code(text).events] == ["COOPERATE"]
    assert dateline.coder.load().code(text).events == ()


def test_a_new_codebook_is_whole_and_passes_its_own_check(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    made = CliRunner().invoke(cli, ["codebook", "new", str(folder)])
    assert made.exit_code == 0, made.output
    checked = CliRunner().invoke(cli, ["codebook", "check", str(folder)])
    assert checked.exit_code == 0, checked.output


def test_a_new_codebook_never_writes_over_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    refused = CliRunner().invoke(cli, ["codebook", "new", str(tmp_path)])
    assert refused.exit_code == 1
    assert "is not empty; name a folder that is, or a new one" in refused.output
