"""The words of a language: how its files are read, and that code and files agree on what is in them."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

import dateline
from dateline.errors import LanguageError
from dateline.language import Lexicon, either, lexicon, lines, rows

PACKAGE = Path(dateline.__file__).parent
ENGLISH = PACKAGE / "language" / "en"
FILES = sorted(path.stem for path in ENGLISH.glob("*.yaml"))
# Files whose entries are lists under one name in the code, which takes all of them.
TAKEN_WHOLE = {"cues", "status_words", "abbreviations", "first_names"}
ASKING = {"words", "ordered", "word", "table", "numbers", "groups", "group_of"}

WORDS = Lexicon(
    "xx/test.yaml",
    {
        "he": "he him his",
        "phrases": ["a lot", "two"],
        "one": "to be",
        "ranks": {"gen.": "general"},
        "factors": {"dozen": "12"},
        "hurt": {"killed": "dead", "injured": ["hurt", "wounded"]},
        "nothing": [],
        "patterns": {"day": r"\d\d?", "date": "{day}\n  of {month}{end}", "which": "{ranks}|{he}"},
    },
)


def test_words_are_read_from_a_text_or_a_list() -> None:
    assert WORDS.words("he") == {"he", "him", "his"}
    assert WORDS.ordered("he") == ("he", "him", "his")
    assert WORDS.ordered("phrases") == ("a lot", "two")
    assert WORDS.word("one") == "to be"
    assert WORDS.ordered("nothing") == ()


def test_tables_and_groups_are_read() -> None:
    assert WORDS.table("ranks") == {"gen.": "general"}
    assert WORDS.numbers("factors") == {"dozen": 12}
    assert WORDS.groups("hurt") == {"killed": ("dead",), "injured": ("hurt", "wounded")}
    assert WORDS.group_of("hurt") == {"dead": "killed", "hurt": "injured", "wounded": "injured"}


def test_a_pattern_is_joined_and_filled_from_what_is_given_other_patterns_and_words() -> None:
    assert WORDS.pattern("date", {"month": "May", "end": "!"}) == r"\d\d?of May!"
    assert WORDS.pattern("which") == r"(?:gen\.)|(?:him|his|he)"


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (lambda: WORDS.words("she"), "xx/test.yaml: entry 'she' is not there; write it there as language/en has it"),
        (lambda: WORDS.word("phrases"), "entry 'phrases' is no single word or phrase"),
        (lambda: WORDS.words("ranks"), "entry 'ranks' is no list of words"),
        (lambda: WORDS.table("hurt"), "entry 'hurt' is no table"),
        (lambda: WORDS.table("he"), "entry 'he' has no words or groups with what they mean"),
        (lambda: WORDS.numbers("ranks"), "entry 'ranks' is no table from words to one whole number each"),
        (lambda: WORDS.pattern("year"), "entry 'patterns: year' is not there"),
        (lambda: WORDS.pattern("date"), "entry 'month' is not there"),
        (lambda: lexicon("weather"), "en/weather.yaml: is not there"),
        (lambda: lexicon("mentions", language="xx"), "language 'xx': has no folder of words"),
        (lambda: lexicon("mentions", language="../en"), "language '../en': has no folder of words"),
        (lambda: lines("weather.txt", language=None), "language/weather.txt: is not there"),
    ],
)
def test_what_is_missing_or_of_another_shape_is_told_with_file_and_entry(ask, told: str) -> None:
    with pytest.raises(LanguageError) as caught:
        ask()
    assert told in str(caught.value)


def test_words_that_yaml_takes_for_true_and_false_stay_words() -> None:
    assert {"no", "not"} <= lexicon("status_words").words("negative")
    assert "on" in lexicon("events").words("where_prepositions")


def test_a_file_is_read_once() -> None:
    assert lexicon("mentions") is lexicon("mentions")


def test_lines_and_rows_are_read_without_comments() -> None:
    assert not [line for line in lines("plain_words.txt") if line.startswith("#") or not line]
    assert {"form": "went", "upos": "VERB", "lemma": "go"} in rows("irregular.csv")
    assert lines("function_words.txt", language=None)[0].startswith("en the")


def test_the_longest_of_several_words_is_tried_first_and_of_none_nothing_matches() -> None:
    assert either(["be", "begin", "a lot of"]) == r"(?:a\s+lot\s+of|begin|be)"
    assert either([]) == "(?!)"


@cache
def asked() -> frozenset[tuple[str, str]]:
    """File and entry of each request in the code."""
    return frozenset(requests())


@cache
def code() -> str:
    return "".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))


def requests() -> Iterator[tuple[str, str]]:
    """File and entry of each request in the code, by the names that a module gives to its files of words."""
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        files = dict(_files_of(tree))
        if path.match("resolve/dates/*.py"):
            files.setdefault("WORDS", "dates")
        for node in ast.walk(tree):
            match node:
                case ast.Call(func=ast.Attribute(value=owner, attr=attr), args=[asked_for, *_]) if attr in ASKING:
                    file = _file_of(owner, files)
                    names = [n.value for n in ast.walk(asked_for) if isinstance(n, ast.Constant)]
                    yield from ((file, str(name)) for name in names if file)
                case ast.GeneratorExp(elt=elt, generators=[ast.comprehension(iter=ast.Tuple(elts=elts))]):
                    owners = [n.value for n in ast.walk(elt) if isinstance(n, ast.Attribute) and n.attr in ASKING]
                    for file in filter(None, (_file_of(owner, files) for owner in owners)):
                        yield from ((file, str(e.value)) for e in elts if isinstance(e, ast.Constant))


def _files_of(tree: ast.AST) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Assign(
                targets=[ast.Name(id=name)],
                value=ast.Call(func=ast.Name(id="lexicon"), args=[ast.Constant(value=str(file))]),
            ):
                yield name, file


def _file_of(owner: ast.expr, files: dict[str, str]) -> str | None:
    match owner:
        case ast.Name(id=name):
            return files.get(name)
        case ast.Call(func=ast.Name(id="lexicon"), args=[ast.Constant(value=str(file))]):
            return file
    return None


def test_every_entry_that_the_code_asks_for_is_in_its_file() -> None:
    assert len(asked()) > 150
    assert [f"{file}.yaml: {name}" for file, name in sorted(asked()) if name not in lexicon(file).names()] == []


@pytest.mark.parametrize("file", [f for f in FILES if f not in TAKEN_WHOLE])
def test_every_entry_is_asked_for_by_something(file: str) -> None:
    entries = lexicon(file)
    texts = entries.table("patterns") if "patterns" in entries.names() else {}
    used = {name for of, name in asked() if of == file} | {"patterns"}
    dead = [n for n in entries.names() if n not in used and not any(f"{{{n}}}" in t for t in texts.values())]
    dead += [n for n in texts if f'"{n}"' not in code() and not any(f"{{{n}}}" in t for t in texts.values())]
    assert dead == []


@pytest.mark.parametrize("file", FILES)
def test_no_file_has_an_entry_twice_or_a_word_twice_in_one(file: str) -> None:
    root = yaml.compose((ENGLISH / f"{file}.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert isinstance(root, yaml.MappingNode)
    counts = Counter(key.value for key, _ in root.value)
    assert [name for name, count in counts.items() if count > 1] == []
    entries = lexicon(file)
    lists = [n for n, (_, value) in zip(counts, root.value, strict=True) if not isinstance(value, yaml.MappingNode)]
    twice = {n: [w for w, count in Counter(entries.ordered(n)).items() if count > 1] for n in lists}
    assert {name: words for name, words in twice.items() if words} == {}


def test_every_pattern_compiles() -> None:
    for file in FILES:
        words = lexicon(file)
        if "patterns" in words.names() and file != "dates":  # those of dates are given parts, and are read on import
            for name in words.table("patterns"):
                assert re.compile(words.pattern(name))


def test_a_second_language_is_a_folder_beside_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx/mentions.yaml").write_text("he: er ihn ihm\nit: []\n", encoding="utf-8")
    monkeypatch.setattr("dateline.language.resources.files", lambda _: tmp_path)
    words = lexicon.__wrapped__("mentions", language="xx")
    assert (words.ordered("he"), words.ordered("it")) == (("er", "ihn", "ihm"), ())
    with pytest.raises(LanguageError, match=r"^xx/mentions.yaml: entry 'she' is not there"):
        words.words("she")


@pytest.mark.parametrize(
    ("text", "told"), [("he: [", "is no YAML"), ("- he", "holds no entries"), ("", "holds no entries")]
)
def test_a_broken_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, told: str) -> None:
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx/mentions.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setattr("dateline.language.resources.files", lambda _: tmp_path)
    with pytest.raises(LanguageError, match=rf"^xx/mentions.yaml: {told}"):
        lexicon.__wrapped__("mentions", language="xx")
