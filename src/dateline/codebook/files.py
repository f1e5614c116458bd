"""Read the files of a codebook, a user's folder laid over ours, into named items that know where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

from dateline.codebook.entries import Entry, Problem, Value, parse_yaml
from dateline.errors import CodebookError

SINGLE_FILES = ("plover.yaml", "contexts.yaml", "roles.yaml", "operators.yaml", "people.yaml", "groups.yaml")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of a codebook; ``bundled`` when it is ours rather than a user's."""

    name: str
    root: Entry
    bundled: bool
    digest: str


@dataclass(frozen=True, slots=True)
class Item:
    """A named entry of a codebook: a frame, an operator, a type, a context, a class, a group of roles, a person or a body."""

    name: str
    entry: Entry
    file: str
    bundled: bool

    def problem(self, key: str, message: str, *, fatal: bool = True) -> Problem:
        return Problem(self.file, self.entry.line_of(key), message, fatal)


@dataclass(frozen=True, slots=True)
class CodebookFiles:
    """A codebook as written, user's and ours put together. ``problems`` are those met on the way."""

    files: tuple[SourceFile, ...]
    types: Mapping[str, Item]
    contexts: Mapping[str, Item]
    frames: Mapping[str, Item]
    operators: Mapping[str, Item]
    classes: tuple[Item, ...]
    roles: tuple[Item, ...]
    people: tuple[Item, ...]
    groups: tuple[Item, ...]
    problems: tuple[Problem, ...]

    def roots(self, name: str) -> list[Entry]:
        """The files of this name, ours before the user's."""
        return [file.root for file in self.files if file.name == name]

    def sectors(self) -> list[str]:
        """The sectors that roles, people and groups may have."""
        return [name for root in self.roots("roles.yaml") for name in root.entry("sectors").fields]


def bundled_folder() -> Traversable:
    return files("dateline.codebook")


def read_sources(folder: Traversable | None = None) -> CodebookFiles:
    """The bundled codebook, with a user's ``folder`` over it; unreadable files are told in ``problems``.

    Raises CodebookError for a folder that is none, or that holds no codebook file at all.
    """
    problems: list[Problem] = []
    ours = read_files(bundled_folder(), problems, bundled=True)
    theirs = read_files(folder, problems, bundled=False) if folder is not None else []
    if folder is not None and not theirs and not problems:
        nothing = "holds no codebook files; name the folder with frames/*.yaml or plover.yaml"
        raise CodebookError([Problem(str(folder), 0, nothing)])
    replaced = {file.name for file in theirs if file.root.flag("replaces")}
    return put_together([file for file in ours if file.name not in replaced] + theirs, problems)


def read_files(folder: Traversable, problems: list[Problem], *, bundled: bool) -> list[SourceFile]:
    """The codebook files of one folder in a fixed order; adds to ``problems`` what cannot be read."""
    found: list[SourceFile] = []
    for name, file in _codebook_files(folder, problems):
        try:
            content = file.read_bytes()
        except OSError as error:
            problems.append(
                Problem(name, 0, f"cannot be read ({error.strerror or error}); check the file and its permissions")
            )
            continue
        try:
            found.append(SourceFile(name, parse_yaml(content, name), bundled, sha256(content).hexdigest()))
        except CodebookError as error:
            problems.extend(error.problems)
    return found


def suggestion(name: str, known: Iterable[str]) -> str:
    """The end of an error message: what the user probably meant."""
    close = get_close_matches(name, list(known), n=1)
    return f'; did you mean "{close[0]}"?' if close else ""


def _codebook_files(folder: Traversable, problems: list[Problem]) -> Iterator[tuple[str, Traversable]]:
    if not folder.is_dir():
        raise CodebookError([Problem(str(folder), 0, "no such folder; a codebook is a folder of YAML files")])
    try:
        here = {file.name: file for file in folder.iterdir()}
    except OSError as error:
        cause = f"cannot be read ({error.strerror or error}); check its permissions"
        raise CodebookError([Problem(str(folder), 0, cause)]) from error
    for name in sorted(here):
        if name.endswith((".yaml", ".yml")) and name not in SINGLE_FILES:
            message = f"not a codebook file, so it is not read{suggestion(name, SINGLE_FILES)}"
            problems.append(Problem(name, 0, message, fatal=False))
    yield from ((name, here[name]) for name in SINGLE_FILES if name in here)
    if "frames" in here and not here["frames"].is_dir():
        problems.append(
            Problem("frames", 0, "is a file; frames stand in files of a folder of this name: frames/own.yaml")
        )
    elif "frames" in here:
        frames = sorted(here["frames"].iterdir(), key=lambda file: file.name)
        yield from ((f"frames/{file.name}", file) for file in frames if file.name.endswith((".yaml", ".yml")))


def put_together(all_files: list[SourceFile], problems: list[Problem]) -> CodebookFiles:
    """The files' items by name; a user's takes the place of ours; the same name twice in one folder is a problem."""
    types = [item for file in _called(all_files, "plover.yaml") for item in _mapped(file, "types", problems)]
    contexts = [item for file in _called(all_files, "contexts.yaml") for item in _mapped(file, "contexts", problems)]
    operators = [
        i for file in _called(all_files, "operators.yaml") for i in _listed(file, "operators", "operator", problems)
    ]
    in_frames = [file for file in all_files if file.name.startswith("frames/")]
    frames = [item for file in in_frames for item in _listed(file, "frames", "frame", problems)]
    with_classes = [*in_frames, *_called(all_files, "operators.yaml")]
    return CodebookFiles(
        tuple(all_files),
        _by_name([_over_ours(item, types) for item in types], "type", problems),
        _by_name(contexts, "context", problems),
        _by_name(frames, "frame", problems),
        _by_name(operators, "operator", problems),
        tuple(item for file in with_classes for item in _classes(file)),
        tuple(item for file in _called(all_files, "roles.yaml") for item in _listed(file, "roles", None, problems)),
        tuple(item for file in _called(all_files, "people.yaml") for item in _listed(file, "people", "name", problems)),
        tuple(item for file in _called(all_files, "groups.yaml") for item in _listed(file, "groups", "name", problems)),
        tuple(problems),
    )


def _called(all_files: list[SourceFile], name: str) -> list[SourceFile]:
    return [file for file in all_files if file.name == name]


def _mapped(file: SourceFile, key: str, problems: list[Problem]) -> Iterator[Item]:
    """The items of a mapping of names to entries."""
    section = file.root.entry(key)
    for name, value in section.fields.items():
        if isinstance(value, Entry):
            line = section.line_of(name)
            yield Item(name, Entry(value.fields, line, value.lines), file.name, file.bundled)
        else:
            problems.append(
                Problem(file.name, section.line_of(name), f'"{name}" must have fields of its own{section.trap(name)}')
            )


def _listed(file: SourceFile, key: str, name_field: str | None, problems: list[Problem]) -> Iterator[Item]:
    """The items of a list of entries; each holds its own name, except groups of roles, which need none."""
    value: Value = file.root.fields.get(key)
    if value is not None and not isinstance(value, list):
        problems.append(
            Problem(file.name, file.root.line_of(key), f'"{key}" must be a list (lines that begin with "-")')
        )
    for entry in file.root.entries(key):
        name = entry.text(name_field) if name_field else key
        if name:
            yield Item(name, entry, file.name, file.bundled)
        else:
            problems.append(Problem(file.name, entry.line, f'an entry of "{key}" lacks its name, "{name_field}: …"'))


def _classes(file: SourceFile) -> Iterator[Item]:
    section = file.root.entry("classes")
    for name, value in section.fields.items():
        line = section.line_of(name)
        yield Item(name, Entry({"lemmas": value}, line, {"lemmas": line}), file.name, file.bundled)


def _over_ours(item: Item, types: list[Item]) -> Item:
    """A user's type of our name changes only the fields it gives, and adds its modes to ours."""
    ours = next((t for t in types if t.name == item.name and t.bundled and not item.bundled), None)
    if ours is None:
        return item
    modes = Entry(
        {**ours.entry.entry("modes").fields, **item.entry.entry("modes").fields},
        item.entry.line,
        {**ours.entry.entry("modes").lines, **item.entry.entry("modes").lines},
    )
    fields = {**ours.entry.fields, **item.entry.fields, "modes": modes}
    return Item(item.name, Entry(fields, item.entry.line, item.entry.lines), item.file, item.bundled)


def _by_name(items: list[Item], what: str, problems: list[Problem]) -> dict[str, Item]:
    found: dict[str, Item] = {}
    for item in items:
        other = found.get(item.name)
        if other is not None and other.bundled == item.bundled:
            where = f"{other.file}:{other.entry.line}"
            problems.append(item.problem("", f'{what} "{item.name}" is already defined in {where}; names are unique'))
        found[item.name] = item
    return found
