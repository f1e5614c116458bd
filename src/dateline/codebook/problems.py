"""What is wrong with a codebook as written: takes the sources, returns problems with file, line and a proposal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from dateline.codebook.entries import Entry, Problem
from dateline.codebook.fields import CONTEXT, EXAMPLE, FILES, FORMER, FRAME, MODE, OPERATOR, ROLE, TYPE, field_problems
from dateline.codebook.files import CodebookFiles, Item, suggestion
from dateline.codebook.keys import KEYS, NO_KEY
from dateline.codebook.known_names import known_problems
from dateline.codebook.phrase_index import split_phrase

# Words of any alphabet ("démarche"), joined by hyphens, apostrophes or, for particles and phrases, underscores.
PREDICATE = re.compile(r"[^\W\d_]+(?:['_-][^\W\d_]+)*\.(?:v|n|a)")
STATUSES = ("happened", "planned", "hypothetical", "denied", "historical")
GOVERNED = ("cooperation", "conflict", "any")
ROLE_KINDS = ("person", "organization", "group")
PORTFOLIO = "{portfolio}"


def find_problems(sources: CodebookFiles) -> list[Problem]:
    """All problems of a codebook, in the order of its files and lines."""
    found = chain(
        sources.problems,
        _file_problems(sources),
        chain.from_iterable(_type_problems(item, sources) for item in sources.types.values()),
        chain.from_iterable(_context_problems(item) for item in sources.contexts.values()),
        chain.from_iterable(frame_problems(item, sources) for item in sources.frames.values()),
        chain.from_iterable(operator_problems(item, sources) for item in sources.operators.values()),
        chain.from_iterable(_role_problems(item, sources) for item in sources.roles),
        chain.from_iterable(known_problems(item, "person", sources) for item in sources.people),
        chain.from_iterable(known_problems(item, "group", sources) for item in sources.groups),
        _repeated_roles(sources),
        _class_problems(sources),
        _shadowed_frames(sources),
    )
    return sorted(dict.fromkeys(found), key=lambda p: (p.file, p.line))


def _file_problems(sources: CodebookFiles) -> Iterator[Problem]:
    for file in sources.files:
        schema = FILES["frames" if file.name.startswith("frames/") else file.name]
        yield from field_problems(file.root, schema, (), file.name, "this file")
        yield from field_problems(file.root.entry("former"), FORMER, (), file.name, '"former"')
    yield from _choice_problems(sources)
    if not any(root.texts("quads") for root in sources.roots("plover.yaml")):
        yield Problem("plover.yaml", 0, '"quads" is missing: the list of quads that types belong to')


def _choice_problems(sources: CodebookFiles) -> Iterator[Problem]:
    """Types, statuses and operators that are named where a type must be chosen, or that grammar stands for, and are not there."""
    for file in sources.files:
        root = file.root
        named = [("weakest", root.line_of("weakest"), root.text("weakest"))] if root.text("weakest") else []
        for status in root.entry("unreal").fields:
            by_quad = root.entry("unreal").entry(status)
            named += [(f"unreal, {status}", by_quad.line_of(quad), by_quad.text(quad)) for quad in by_quad.fields]
            yield from _status_problems(status, file.name, root.entry("unreal").line_of(status))
        for where, line, kind in named:
            if kind not in sources.types:
                yield Problem(file.name, line, f'{where}: no type "{kind}"{suggestion(kind or "", sources.types)}')
        implied = root.entry("implied")
        for status in implied.fields:
            yield from _status_problems(status, file.name, implied.line_of(status))
            name = implied.text(status) or ""
            if name not in sources.operators:
                message = f'implied, {status}: no operator "{name}"{suggestion(name, sources.operators)}'
                yield Problem(file.name, implied.line_of(status), message, fatal=False)


def _status_problems(status: str, file: str, line: int) -> Iterator[Problem]:
    if status not in STATUSES:
        yield Problem(file, line, f'status "{status}" is not {_one_of(STATUSES)}{suggestion(status, STATUSES)}')


def _type_problems(item: Item, sources: CodebookFiles) -> Iterator[Problem]:
    what = f'type "{item.name}"'
    yield from field_problems(item.entry, TYPE, ("quad", "score"), item.file, what)
    quads = [quad for root in sources.roots("plover.yaml") for quad in root.texts("quads")]
    quad = item.entry.text("quad")
    if quad is not None and quad not in quads:
        yield item.problem("quad", f'{what}: quad "{quad}" is not one of {", ".join(quads)}{suggestion(quad, quads)}')
    for word in item.entry.texts("against"):
        if word not in KEYS:
            yield item.problem("against", f'{what}: against "{word}" is not a key{suggestion(word, KEYS)}')
    modes = item.entry.entry("modes")
    for name, mode in modes.fields.items():
        if not isinstance(mode, Entry):
            yield Problem(
                item.file, modes.line_of(name), f'{what}: mode "{name}" must have fields of its own{modes.trap(name)}'
            )
            continue
        yield from field_problems(mode, MODE, (), item.file, f'{what}, mode "{name}"')
        for other in mode.texts("akin"):
            if other not in modes.fields:
                message = f'{what}, mode "{name}": akin "{other}" is not a mode of it{suggestion(other, modes.fields)}'
                yield Problem(item.file, mode.line_of("akin"), message)
        for context in mode.texts("contexts"):
            if context not in sources.contexts:
                message = f'{what}, mode "{name}": context "{context}" is not in contexts.yaml'
                yield Problem(item.file, mode.line_of("contexts"), message, fatal=False)


def _context_problems(item: Item) -> Iterator[Problem]:
    yield from field_problems(item.entry, CONTEXT, ("words",), item.file, f'context "{item.name}"')
    yield from _phrase_problems(item, "words", f'context "{item.name}"')


def _role_problems(item: Item, sources: CodebookFiles) -> Iterator[Problem]:
    phrases = item.entry.texts("phrases")
    what = f'roles "{phrases[0] if phrases else "?"}" …'
    yield from field_problems(item.entry, ROLE, ("phrases", "sectors", "kind"), item.file, what)
    yield from _phrase_problems(item, "phrases", what)
    sectors = sources.sectors()
    for sector in item.entry.texts("sectors"):
        if sector not in sectors:
            message = f'{what}: sector "{sector}" is not among the sectors of roles.yaml{suggestion(sector, sectors)}'
            yield item.problem("sectors", message)
    kind = item.entry.text("kind")
    if kind is not None and kind not in ROLE_KINDS:
        yield item.problem("kind", f'{what}: kind "{kind}" is not one of {", ".join(ROLE_KINDS)}')


def _phrase_problems(item: Item, key: str, what: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for phrase in item.entry.texts(key):
        if not phrase.strip("- ") or phrase != phrase.lower():
            yield item.problem(key, f'{what}: "{phrase}" must be lemmas in lower case')
        elif phrase in seen:
            yield item.problem(key, f'{what}: "{phrase}" is listed twice', fatal=False)
        seen.add(phrase)


def _repeated_roles(sources: CodebookFiles) -> Iterator[Problem]:
    first: dict[tuple[bool, tuple[str, ...]], Item] = {}
    for item in sources.roles:
        for phrase in item.entry.texts("phrases"):
            other = first.setdefault((item.bundled, split_phrase(phrase, {})), item)
            if other is not item:
                message = (
                    f'role "{phrase}" already stands in the group of line {other.entry.line}; the later one counts'
                )
                yield item.problem("phrases", message, fatal=False)


def frame_problems(item: Item, sources: CodebookFiles) -> Iterator[Problem]:
    what, entry = f'frame "{item.name}"', item.entry
    yield from field_problems(entry, FRAME, ("type", "predicates"), item.file, what)
    yield from _predicate_problems(item, what)
    yield from _frame_type_problems(item, sources, what)
    for key in ("where", "unless"):
        yield from _condition_problems(item, key, sources, what)
    yield from _key_problems(item, ("actor", "recipient"), what)
    together = entry.text("together")
    if together is not None and together not in sources.frames:
        yield item.problem("together", f'{what}: no frame "{together}"{suggestion(together, sources.frames)}')
    for context in entry.texts("contexts"):
        if context not in sources.contexts:
            yield item.problem(
                "contexts", f'{what}: no context "{context}" in contexts.yaml{suggestion(context, sources.contexts)}'
            )
    yield from _example_problems(item, what)


def _frame_type_problems(item: Item, sources: CodebookFiles, what: str) -> Iterator[Problem]:
    name, mode = item.entry.text("type"), item.entry.text("mode")
    if name is None:
        return
    if name not in sources.types:
        yield item.problem("type", f'{what}: no type "{name}" in plover.yaml{suggestion(name, sources.types)}')
        return
    entry = sources.types[name].entry
    modes = entry.entry("modes").fields
    if mode is not None and mode not in modes:
        yield item.problem("mode", f'{what}: mode "{mode}" is not a mode of {name}{suggestion(mode, modes)}')
    if entry.flag("recipient_required") and item.entry.text("recipient") == NO_KEY and not item.entry.flag("symmetric"):
        yield item.problem("recipient", f"{what}: {name} needs a recipient, and this frame says none", fatal=False)


def operator_problems(item: Item, sources: CodebookFiles) -> Iterator[Problem]:
    what, entry = f'operator "{item.name}"', item.entry
    yield from field_problems(entry, OPERATOR, ("predicates", "becomes"), item.file, what)
    yield from _predicate_problems(item, what)
    yield from _key_problems(item, ("govern", "actor", "recipient"), what)
    becomes = entry.entry("becomes")
    for key, result in becomes.fields.items():
        line = becomes.line_of(key)
        if not _is_governed(key, sources.types):
            known = [*sources.types, *GOVERNED]
            message = f'{what}: "{key}" is neither a type, TYPE.mode nor {_one_of(GOVERNED)}{suggestion(key, known)}'
            yield Problem(item.file, line, message)
        if isinstance(result, str) and result not in sources.types:
            yield Problem(
                item.file, line, f'{what}: no type "{result}" in plover.yaml{suggestion(result, sources.types)}'
            )
    yield from _operator_mode_problems(item, sources, what)
    status = entry.text("status")
    if status is not None and status not in STATUSES:
        yield item.problem("status", f'{what}: status "{status}" is not {_one_of(STATUSES)}')
    yield from _example_problems(item, what)


def _operator_mode_problems(item: Item, sources: CodebookFiles, what: str) -> Iterator[Problem]:
    results = {r for r in item.entry.entry("becomes").fields.values() if isinstance(r, str) and r in sources.types}
    possible = {mode for name in results for mode in sources.types[name].entry.entry("modes").fields}
    modes = item.entry.entry("modes")
    for key, mode in modes.fields.items():
        line = modes.line_of(key)
        if not _is_governed(key, sources.types):
            yield Problem(item.file, line, f'{what}: "{key}" is neither a type, TYPE.mode nor {_one_of(GOVERNED)}')
        if isinstance(mode, str) and mode not in possible:
            of = ", ".join(sorted(results)) or "any result"
            yield Problem(item.file, line, f'{what}: mode "{mode}" is not a mode of {of}{suggestion(mode, possible)}')


def _is_governed(key: str, types: Mapping[str, Item]) -> bool:
    name, _, mode = key.partition(".")
    if name not in types:
        return key in GOVERNED
    return not mode or mode in types[name].entry.entry("modes").fields


def _one_of(names: Iterable[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} or {last}"


def _predicate_problems(item: Item, what: str) -> Iterator[Problem]:
    if item.entry.fields.get("predicates") == []:
        yield item.problem("predicates", f"{what}: no predicate is named, so it never fits", fatal=False)
    for predicate in item.entry.texts("predicates"):
        if not PREDICATE.fullmatch(predicate) or predicate != predicate.lower():
            hint = 'write a lemma and v, n or a: "visit.v", "call_off.v"'
            yield item.problem("predicates", f'{what}: "{predicate}" is not a predicate; {hint}')


def _key_problems(item: Item, names: tuple[str, ...], what: str) -> Iterator[Problem]:
    for name in names:
        keys = item.entry.texts(name)
        for key in keys:
            if key not in KEYS and not (key.lower() == NO_KEY and len(keys) == 1):
                yield item.problem(name, f'{what}: {name} "{key}" is not a key{suggestion(key, KEYS)}')


def _condition_problems(item: Item, name: str, sources: CodebookFiles, what: str) -> Iterator[Problem]:
    known = {i.name for i in sources.classes}
    conditions = item.entry.entry(name)
    for key in conditions.fields:
        line = conditions.line_of(key)
        if key not in KEYS:
            hint = conditions.trap(key) or suggestion(key, KEYS)
            yield Problem(item.file, line, f'{what}: "{key}" under {name} is not a key{hint}')
        for lemma in conditions.texts(key):
            if lemma.startswith("@") and lemma[1:] not in known:
                yield Problem(item.file, line, f'{what}: no class "{lemma}"{suggestion(lemma[1:], known)}')
            elif lemma != lemma.lower():
                message = f'{what}: "{lemma}" under {name} can never fit: lemmas are compared in lower case'
                yield Problem(item.file, line, message, fatal=False)


def _example_problems(item: Item, what: str) -> Iterator[Problem]:
    examples = item.entry.entries("examples")
    if not examples:
        yield Problem(item.file, item.entry.line, f"{what} has no example", fatal=False)
    for example in examples:
        yield from field_problems(example, EXAMPLE, ("text",), item.file, f"{what}, example")
        text = example.text("text") or ""
        for name in ("actor", "recipient", "place"):
            said = example.text(name)
            if said is not None and said not in text:
                message = f'{what}, example: {name} "{said}" is not in the text'
                yield Problem(item.file, example.line_of(name), message, fatal=False)
        status = example.text("status")
        if status is not None and status not in STATUSES:
            message = f'{what}, example: status "{status}" is not {_one_of(STATUSES)}'
            yield Problem(item.file, example.line_of("status"), message, fatal=False)


def _class_problems(sources: CodebookFiles) -> Iterator[Problem]:
    known = {item.name for item in sources.classes}
    in_classes = [lemma for item in sources.classes for lemma in item.entry.texts("lemmas")]
    conditions = [item.entry.entry(name) for item in sources.frames.values() for name in ("where", "unless")]
    in_frames = [lemma for c in conditions for key in c.fields for lemma in c.texts(key)]
    used = {lemma[1:] for lemma in chain(in_classes, in_frames) if lemma.startswith("@")}
    for item in sources.classes:
        if item.name not in used:
            yield item.problem("", f'class "{item.name}" is used by no frame', fatal=False)
        for lemma in item.entry.texts("lemmas"):
            if lemma.startswith("@") and lemma[1:] not in known:
                yield item.problem("", f'class "{item.name}": no class "{lemma}"{suggestion(lemma[1:], known)}')


def _shadowed_frames(sources: CodebookFiles) -> Iterator[Problem]:
    """A predicate without conditions in two frames: the later one can never win."""
    first: dict[str, Item] = {}
    for item in sources.frames.values():
        if item.entry.entry("where").fields or item.entry.entry("unless").fields:
            continue
        for predicate in item.entry.texts("predicates"):
            other = first.setdefault(predicate, item)
            if other is not item:
                message = (
                    f'frame "{item.name}": {predicate} never wins here; frame "{other.name}" ({other.file}) takes it'
                )
                yield item.problem("predicates", message, fatal=False)
