"""The rules that can be measured: sizes, names, docstrings, what code may not call and texts may not mention."""

import ast
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.word_literals import word_literals

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted(p for room in ("src", "training") for p in (ROOT / room).rglob("*.py"))

MODULE_LINES, BODY_LINES, PARAMETERS = 400, 60, 8
# A path or "path::function" that may pass a limit, and why.
EXCEPTIONS: dict[str, str] = {}

VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}
# The same job for two kinds of processes.
SHARED_NAMES = {"_Worker"}
UNSAFE_MODULES = {"pickle", "cPickle", "dill", "shelve", "marshal", "subprocess", "pty"}
UNSAFE_CALLS = {"eval", "exec", "compile", "__import__"}
UNSAFE_ATTRIBUTES = {("os", "system"), ("os", "popen")} | {
    ("yaml", name) for name in ("unsafe_load", "full_load", "Loader", "CLoader", "UnsafeLoader", "FullLoader")
}
UNSAFE_PREFIXES = {("os", "exec"), ("os", "spawn")}

# Where the words of texts are read: the words that are looked for there are data, in src/dateline/language. The other files of
# reports/ read formats, whose field names are no words of a language.
READ_WORDS = tuple(
    f"src/dateline/{room}"
    for room in (
        *("reader/", "grammar/", "statements/", "mentions/", "events/", "resolve/", "stories/"),
        *("reports/opening.py", "reports/wire.py", "reports/written.py"),
    )
)

# Words that are written for whoever reads a coding and are not looked for in texts.
WORDS_FOR_USERS = {"src/dateline/events/base.py": ("_PARTS",)}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[tuple[str, Function]]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, Function):
            yield f"{relative(path)}::{node.name}", node


def body_lines(function: Function) -> int:
    """Lines from the first statement to the last, without the docstring."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def parameters(function: Function) -> int:
    args = function.args
    own = [a.arg for a in (*args.posonlyargs, *args.args, *args.kwonlyargs)]
    return len(own) - (own[:1] in (["self"], ["cls"]))


def unsafe_uses(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and name of each import or call that would run code from data or start another program."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, n.name) for n in names if n.name.split(".")[0] in UNSAFE_MODULES)
            case ast.ImportFrom(module=str(module)) if module.split(".")[0] in UNSAFE_MODULES:
                yield node.lineno, module
            case ast.Call(func=ast.Name(id=name)) if name in UNSAFE_CALLS:
                yield node.lineno, name
            case ast.Call(func=ast.Attribute(value=ast.Name(id="yaml"), attr="load"), keywords=keywords):
                if "Loader" not in {keyword.arg for keyword in keywords}:
                    yield node.lineno, "yaml.load"
            case ast.Attribute(value=ast.Name(id=owner), attr=name) if (owner, name) in UNSAFE_ATTRIBUTES or any(
                owner == o and name.startswith(p) for o, p in UNSAFE_PREFIXES
            ):
                yield node.lineno, f"{owner}.{name}"


def repository_texts() -> Iterator[tuple[str, str]]:
    """The text files that are in the repository or about to be: ignored and binary files are left out."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listing.returncode:
        pytest.skip("this copy is not a git repository")
    for name in sorted(set(listing.stdout.decode().split("\0")) - {""}):
        path = ROOT / name
        if path.is_file() and path != Path(__file__).resolve() and b"\0" not in (data := path.read_bytes()):
            yield name, data.decode("utf-8", "replace")


def report(offenders: list[str]) -> None:
    assert not offenders, "\n" + "\n".join(offenders)


def test_there_is_code_to_measure() -> None:
    assert any(relative(p).startswith("src/dateline/") for p in MODULES)


def test_modules_stay_under_400_lines() -> None:
    sizes = {relative(p): len(p.read_text(encoding="utf-8").splitlines()) for p in MODULES}
    report(
        [
            f"{name}: {n} lines, limit {MODULE_LINES}"
            for name, n in sizes.items()
            if n > MODULE_LINES and name not in EXCEPTIONS
        ]
    )


def test_function_bodies_stay_under_60_lines() -> None:
    sizes = {name: body_lines(f) for p in MODULES for name, f in functions(p)}
    report(
        [
            f"{name}: {n} lines, limit {BODY_LINES}"
            for name, n in sizes.items()
            if n > BODY_LINES and name not in EXCEPTIONS
        ]
    )


def test_functions_take_at_most_8_parameters() -> None:
    counts = {name: parameters(f) for p in MODULES for name, f in functions(p)}
    report(
        [
            f"{name}: {n} parameters, limit {PARAMETERS}"
            for name, n in counts.items()
            if n > PARAMETERS and name not in EXCEPTIONS
        ]
    )


def test_every_exception_is_still_needed_by_something_that_exists() -> None:
    known = {relative(p) for p in MODULES} | {name for p in MODULES for name, _ in functions(p)}
    report([f"{name} does not exist" for name in EXCEPTIONS if name not in known])


def test_modules_say_what_they_do() -> None:
    with_code = [p for p in MODULES if tree_of(p).body]
    report([f"{relative(p)}: no docstring" for p in with_code if not ast.get_docstring(tree_of(p))])


def test_no_module_has_a_vague_name() -> None:
    parts = {relative(p): {*p.relative_to(ROOT).parts[:-1], p.stem} for p in MODULES}
    report([f"{name}: name what is in it" for name, words in parts.items() if words & VAGUE_NAMES])


def test_no_two_modules_have_one_name_but_a_command_and_what_it_calls() -> None:
    found = defaultdict(list)
    for path in (p for p in MODULES if relative(p).startswith("src/") and "cli" not in p.parts and p.stem[:2] != "__"):
        found[path.stem].append(relative(path))
    report(
        [f"{name}: {', '.join(paths)}" for name, paths in found.items() if len(paths) > 1 and name not in SHARED_NAMES]
    )


def test_no_two_classes_have_one_name() -> None:
    found = defaultdict(list)
    for path in (p for p in MODULES if relative(p).startswith("src/")):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ClassDef):
                found[node.name].append(relative(path))
    report(
        [f"{name}: {', '.join(paths)}" for name, paths in found.items() if len(paths) > 1 and name not in SHARED_NAMES]
    )


def test_no_data_is_run_as_code_and_no_program_is_started() -> None:
    product = [p for p in MODULES if relative(p).startswith("src/")]
    report([f"{relative(p)}:{line}: {name}" for p in product for line, name in unsafe_uses(tree_of(p))])


@pytest.mark.parametrize(
    "code",
    [
        "import pickle",
        "from pickle import loads",
        "import subprocess as s",
        "eval('1')",
        "exec(text)",
        "import os\nos.system('ls')",
        "os.execv('ls', [])",
        "yaml.load(text)",
        "yaml.load(text, Loader=yaml.UnsafeLoader)",
    ],
)
def test_the_check_for_unsafe_code_sees_it(code: str) -> None:
    assert list(unsafe_uses(ast.parse(code)))


def test_the_check_for_unsafe_code_lets_the_harmless_pass() -> None:
    harmless = "import re, os\nre.compile('a')\nos.fspath(p)\nyaml.safe_load(t)\nyaml.load(t, Loader=yaml.CSafeLoader)\nmodel.eval()\n"
    assert list(unsafe_uses(ast.parse(harmless))) == []


def test_words_of_a_language_are_data_and_not_code() -> None:
    rooms = [p for p in MODULES if relative(p).startswith(READ_WORDS)]
    assert len(rooms) > 80
    report(
        [
            f"{relative(p)}:{line}: {word!r} belongs in src/dateline/language/en"
            for p in rooms
            for line, word in sorted(set(word_literals(tree_of(p), WORDS_FOR_USERS.get(relative(p), ()))))
        ]
    )


@pytest.mark.parametrize(
    "code",
    [
        "word.lemma == 'have'",
        "word.text.lower() in ('who', 'whom')",
        "lemma in {'will', 'shall'}",
        "{w.lemma for w in words} & {'should', 'had'}",
        "_HE = frozenset('he him his'.split())",
        "_RANKS = {'gen.': 'general'}",
        "name.text.startswith('the ')",
        "found.get('by')",
        "return 'from'",
        "_SAID = re.compile(r'(?i)\\b(?P<day>tomorrow)')",
        "word.lemma == 'title'",
    ],
)
def test_the_check_for_words_sees_them(code: str) -> None:
    assert list(word_literals(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        "word.upos == 'NOUN' and word.relation in ('obj', 'nmod:poss')",
        "mention.sort != 'person' and mention.form == 'name'",
        "event.status == 'planned'",
        "_HE = WORDS.words('he')",
        "raise ReaderError('the weights are not whole')",
        "re.compile(r'(?P<place>[A-Z][a-z]+)\\s\\d+')",
        "__all__ = ['said']",
    ],
)
def test_the_check_for_words_lets_terms_pass(code: str) -> None:
    assert list(word_literals(ast.parse(code))) == []


def test_sizes_are_counted_without_docstring_and_self() -> None:
    code = 'class A:\n    def f(self, a, *, b):\n        """One.\n\n        Two.\n        """\n        x = 1\n\n        return x\n'
    function = next(n for n in ast.walk(ast.parse(code)) if isinstance(n, Function))
    assert (body_lines(function), parameters(function)) == (3, 2)


MACHINE_PATH = re.compile(r"(?<![\w.:-])/(?:work|root|home|Users|opt|mnt|tmp|var/folders)/\w|[A-Z]:\\Users\\")
PACKAGE_INDEX = re.compile(
    r"--(?:extra-)?index-url|--find-links|--trusted-host|(?:pypi|test\.pypi)\.org|files\.pythonhosted\.org|/simple/",
    re.IGNORECASE,
)

# Gold, cases and tests say what they are and by which rule, not that somebody wrote or judged them.
CLAIM = re.compile(
    r"\b(?:careful|trained) (?:human|coder|reader)s?\b|\b(?:written|marked|judged|annotated|checked|parsed|kept) by (?:people|humans?|hand|experts)\b"
    r"|\bpeople (?:have )?(?:marked|judged|annotated)\b|\bhand-(?:made|kept|written|marked)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize(
    ("rule", "what"),
    [
        (MACHINE_PATH, "a path of one machine"),
        (PACKAGE_INDEX, "a package index"),
        (CLAIM, "a claim of who wrote or judged something"),
    ],
)
def test_no_text_of_the_repository_says_what_it_should_not(rule: re.Pattern[str], what: str) -> None:
    offenders = []
    for name, text in repository_texts():
        lines = enumerate(text.splitlines(), 1)
        offenders += [f"{name}:{number}: {what}: {found[0]}" for number, line in lines if (found := rule.search(line))]
    report(offenders)


@pytest.mark.parametrize(
    ("line", "claims"),
    [
        ("what a careful human reads", True),
        ("chains that people marked", True),
        ("a table kept by hand", True),
        ("as PropBank's annotators mark it", False),
        ("two people marched by hand carts", False),
        ("marked by the guidelines", False),
    ],
)
def test_the_check_for_claims_sees_them_and_lets_others_pass(line: str, claims: bool) -> None:
    assert bool(CLAIM.search(line)) is claims


@pytest.mark.parametrize(
    "line", ["see /work/main", "'/home/ann/data'", "path=/tmp/x", r"C:\Users\ann", "file:///opt/wheels"]
)
def test_the_check_for_machine_paths_sees_them(line: str) -> None:
    assert MACHINE_PATH.search(line) or PACKAGE_INDEX.search(line)


@pytest.mark.parametrize(
    "line", ["https://example.org/work/1", "src/home/page", "#!/usr/bin/env bash", "said/work/rest"]
)
def test_the_check_for_machine_paths_lets_addresses_pass(line: str) -> None:
    assert not MACHINE_PATH.search(line)
