"""Build the codebook from its files: ours, or ours with a user's folder over it. Refuses one with fatal problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from hashlib import sha256
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Protocol, TypeVar, cast, get_args

from dateline.codebook.definitions import Codebook, Condition, Context, EventType, Example, Frame, Mode, Operator
from dateline.codebook.entries import Entry, Problem
from dateline.codebook.fields import TYPE_FLAGS
from dateline.codebook.files import CodebookFiles, Item, bundled_folder, put_together, read_files, read_sources
from dateline.codebook.keys import FRAME_ACTOR, FRAME_RECIPIENT, GOVERN, NO_KEY
from dateline.codebook.known_names import own_group, own_person
from dateline.codebook.phrase_index import PhraseIndex, index_phrases, split_phrase
from dateline.codebook.problems import PORTFOLIO, find_problems, frame_problems, operator_problems
from dateline.codebook.roles import Former, RoleEntry, RoleKind, RoleWords
from dateline.errors import CodebookError
from dateline.model import Status


def load_codebook(folder: Traversable | None = None) -> Codebook:
    """The bundled codebook, or that with a user's folder of the same files over it.

    An item of the user's replaces ours of the same name; ``replaces: true`` at the top of a file leaves out all of ours
    in it, and with them those of our frames and operators that need what is gone. Raises CodebookError with every
    fatal problem, and for a folder of which nothing could be read.
    """
    sources = read_sources(folder)
    if folder is not None:
        sources = _without_orphans(sources)
    none_read = folder is not None and all(file.bundled for file in sources.files)
    fatal = [problem for problem in find_problems(sources) if problem.fatal or none_read]
    if fatal:
        raise CodebookError(fatal)
    return build_codebook(sources)


@cache
def event_types(folder: Path | None = None) -> Mapping[str, EventType]:
    """The types alone, by name: the bundled ones, or those with a user's folder over them.

    Raises CodebookError as :func:`load_codebook` does. For those who handle events that are coded already.
    """
    return load_codebook(folder).types if folder is not None else bundled_types()


def bundled_types() -> Mapping[str, EventType]:
    """The types of the bundled codebook, read from its one file without the frames."""
    problems: list[Problem] = []
    files = [f for f in read_files(bundled_folder(), problems, bundled=True) if not f.name.startswith("frames/")]
    sources = put_together(files, problems)
    return {item.name: _type(item, sources) for item in sources.types.values()}


def _without_orphans(sources: CodebookFiles) -> CodebookFiles:
    """Leave out those of our frames and operators that no longer fit the user's types, classes or contexts."""

    def fits(item: Item, problems: Iterator[Problem]) -> bool:
        return not item.bundled or not any(problem.fatal for problem in problems)

    frames = {name: i for name, i in sources.frames.items() if fits(i, frame_problems(i, sources))}
    operators = {name: i for name, i in sources.operators.items() if fits(i, operator_problems(i, sources))}
    return replace(sources, frames=frames, operators=operators)


def build_codebook(sources: CodebookFiles) -> Codebook:
    """The codebook of sources that have no fatal problem."""
    classes = _classes(sources.classes)
    frames = tuple(_frame(item, classes) for item in sources.frames.values())
    operators = tuple(_operator(item) for item in sources.operators.values())
    contexts = {item.name: _context(item) for item in sources.contexts.values()}
    spellings = _text_by_name(sources.roots("roles.yaml"), "spellings")
    return Codebook(
        name=_last_text(sources, "name"),
        version=_version(sources),
        attribution=_last_text(sources, "attribution"),
        quads=_united(sources.roots("plover.yaml"), "quads"),
        types={item.name: _type(item, sources) for item in sources.types.values()},
        frames=frames,
        operators=operators,
        classes=classes,
        contexts=contexts,
        roles=_roles(sources, spellings),
        frames_by_predicate=_by_predicate(sorted(frames, key=_precedence)),
        operators_by_predicate=_by_predicate(sorted(operators, key=_by_bundled)),
        context_words=_context_words(contexts.values(), _united(sources.roots("contexts.yaml"), "ignore"), spellings),
        unreal=_unreal(sources),
        weakest=next(
            (w for r in reversed(sources.roots("plover.yaml")) if (w := r.text("weakest")) in sources.types), None
        ),
        implied=_implied(sources, operators),
        people=tuple(map(own_person, sources.people)),
        groups=tuple(map(own_group, sources.groups)),
    )


def _precedence(frame: Frame) -> tuple[bool, int, int]:
    """A user's frame before ours, then whichever asks for more: who writes a rule of his own means it."""
    return frame.bundled, -len(frame.where), -len(frame.unless)


def _by_bundled(operator: Operator) -> bool:
    return operator.bundled


def _unreal(sources: CodebookFiles) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for root in sources.roots("plover.yaml"):
        for status in root.entry("unreal").fields:
            by_quad = root.entry("unreal").entry(status)
            found |= {(status, quad): kind for quad in by_quad.fields if (kind := by_quad.text(quad))}
    return {key: kind for key, kind in found.items() if kind in sources.types}


def _implied(sources: CodebookFiles, operators: Iterable[Operator]) -> dict[str, Operator]:
    """The operators that a status stands for; one that the codebook does not have stands for nothing."""
    named = {operator.name: operator for operator in operators}
    asked = _text_by_name(sources.roots("operators.yaml"), "implied")
    return {status: named[name] for status, name in asked.items() if name in named}


def _version(sources: CodebookFiles) -> str:
    """The stated version; a user's files add their digest, so that two different codebooks never share a version."""
    theirs = [file.digest for file in sources.files if not file.bundled]
    digest = f"+{sha256(''.join(theirs).encode()).hexdigest()[:8]}" if theirs else ""
    return _last_text(sources, "version") + digest


def _last_text(sources: CodebookFiles, key: str) -> str:
    return next((text for root in reversed(sources.roots("plover.yaml")) if (text := root.text(key))), "")


def _united(roots: Iterable[Entry], key: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for root in roots for word in root.texts(key)))


def _text_by_name(roots: Iterable[Entry], key: str) -> dict[str, str]:
    return {name: text for root in roots for name in root.entry(key).fields if (text := root.entry(key).text(name))}


def _type(item: Item, sources: CodebookFiles) -> EventType:
    entry = item.entry
    modes = {name: _mode(name, m, sources) for name, m in entry.entry("modes").fields.items() if isinstance(m, Entry)}
    quad, score = entry.text("quad") or "", entry.number("score") or 0.0
    flags = {name: entry.flag(name) for name in TYPE_FLAGS}
    return EventType(
        item.name, quad, score, entry.text("meaning") or "", modes, against=entry.texts("against"), **flags
    )


def _mode(name: str, entry: Entry, sources: CodebookFiles) -> Mode:
    contexts = tuple(context for context in entry.texts("contexts") if context in sources.contexts)
    return Mode(
        name=name,
        score=entry.number("score"),
        meaning=entry.text("meaning") or "",
        contexts=contexts,
        hosted=entry.flag("hosted"),
        apart=entry.flag("apart"),
        akin=frozenset(entry.texts("akin")),
    )


def _context(item: Item) -> Context:
    return Context(item.name, item.entry.text("meaning") or "", item.entry.texts("words"))


def _context_words(
    contexts: Iterable[Context], ignored: Iterable[str], spellings: Mapping[str, str]
) -> PhraseIndex[tuple[str, ...]]:
    names: dict[tuple[str, ...], tuple[str, ...]] = {split_phrase(phrase, spellings): () for phrase in ignored}
    for context in contexts:
        for words in dict.fromkeys(split_phrase(word, spellings) for word in context.words):
            names[words] = (*names.get(words, ()), context.name)
    return index_phrases(names, spellings)


def _frame(item: Item, classes: Mapping[str, frozenset[str]]) -> Frame:
    entry = item.entry
    return Frame(
        name=item.name,
        type=entry.text("type") or "",
        mode=entry.text("mode"),
        predicates=entry.texts("predicates"),
        where=_conditions(entry.entry("where"), classes),
        unless=_conditions(entry.entry("unless"), classes),
        actor=_keys(entry, "actor", FRAME_ACTOR),
        recipient=_keys(entry, "recipient", FRAME_RECIPIENT),
        symmetric=entry.flag("symmetric"),
        together=entry.text("together"),
        contexts=entry.texts("contexts"),
        examples=_examples(entry),
        file=item.file,
        line=entry.line,
        bundled=item.bundled,
    )


def _operator(item: Item) -> Operator:
    entry = item.entry
    becomes = entry.entry("becomes")
    return Operator(
        name=item.name,
        predicates=entry.texts("predicates"),
        becomes={key: becomes.text(key) for key in becomes.fields},
        modes=_text_by_name([entry], "modes"),
        govern=_keys(entry, "govern", GOVERN),
        actor=_keys(entry, "actor", FRAME_ACTOR),
        recipient=_keys(entry, "recipient", ()),
        status=next((s for s in get_args(Status) if s == entry.text("status")), None),
        examples=_examples(entry),
        file=item.file,
        line=entry.line,
        bundled=item.bundled,
        deed=entry.flag("deed"),
        mutual=entry.flag("mutual"),
    )


def _keys(entry: Entry, name: str, default: tuple[str, ...]) -> tuple[str, ...]:
    """The keys to try, none where the file says "none" or leaves the place empty: "recipient: none", "recipient: ~"."""
    if name in entry.fields and entry.fields[name] is None:
        return ()
    keys = entry.texts(name, default)
    return () if len(keys) == 1 and keys[0].lower() == NO_KEY else keys


def _conditions(entry: Entry, classes: Mapping[str, frozenset[str]]) -> tuple[Condition, ...]:
    return tuple((key, _expanded(entry.texts(key), classes)) for key in entry.fields)


def _expanded(lemmas: Iterable[str], classes: Mapping[str, frozenset[str]]) -> frozenset[str]:
    parts = (classes[lemma[1:]] if lemma.startswith("@") else {lemma} for lemma in lemmas)
    return frozenset(lemma for part in parts for lemma in part)


def _classes(items: Iterable[Item]) -> dict[str, frozenset[str]]:
    """Classes of the same name are united, and those that classes name are put in, however they name each other."""
    plain: dict[str, set[str]] = {}
    for item in items:
        plain.setdefault(item.name, set()).update(item.entry.texts("lemmas"))
    return {name: _members(name, plain) for name in plain}


def _members(name: str, plain: Mapping[str, set[str]]) -> frozenset[str]:
    reached, waiting = {name}, [name]
    while waiting:
        inside = {lemma[1:] for lemma in plain[waiting.pop()] if lemma.startswith("@")} - reached
        reached |= inside
        waiting += inside
    return frozenset(lemma for part in reached for lemma in plain[part] if not lemma.startswith("@"))


def _examples(entry: Entry) -> tuple[Example, ...]:
    return tuple(
        Example(
            e.text("text") or "",
            e.text("actor"),
            e.text("recipient"),
            e.text("place"),
            e.text("status"),
            e.text("type"),
            e.text("mode"),
        )
        for e in entry.entries("examples")
    )


class _WithPredicates(Protocol):
    @property
    def predicates(self) -> tuple[str, ...]: ...


P = TypeVar("P", bound=_WithPredicates)


def _by_predicate(items: Iterable[P]) -> dict[str, tuple[P, ...]]:
    found: dict[str, list[P]] = {}
    for item in items:
        for predicate in dict.fromkeys(item.predicates):
            found.setdefault(predicate, []).append(item)
    return {predicate: tuple(those) for predicate, those in found.items()}


def _roles(sources: CodebookFiles, spellings: Mapping[str, str]) -> RoleWords:
    roots = sources.roots("roles.yaml")
    portfolios = {n: root.entry("portfolios").texts(n) for root in roots for n in root.entry("portfolios").fields}
    entries = {
        split_phrase(e.phrase, spellings): e for item in sources.roles for e in _role_entries(item.entry, portfolios)
    }
    past = [root.entry("former") for root in roots]
    former = Former(
        frozenset(_united(past, "words")),
        frozenset(_united(past, "ends")),
        next((entry.texts("sectors") for entry in reversed(past) if entry.texts("sectors")), ()),
    )
    return RoleWords(index_phrases(entries, spellings), frozenset(_united(roots, "prefixes")), former)


def _role_entries(entry: Entry, portfolios: Mapping[str, tuple[str, ...]]) -> Iterator[RoleEntry]:
    """The entries of a group of phrases; one with ``{portfolio}`` stands for as many as there are portfolios."""
    sectors, kind = entry.texts("sectors"), cast(RoleKind, entry.text("kind"))
    flags = {name: entry.flag(name) for name in ("title", "weak", "description")}
    for phrase in entry.texts("phrases"):
        if PORTFOLIO not in phrase:
            yield RoleEntry(phrase, sectors, kind, **flags)
            continue
        for name, extra in portfolios.items():
            both = tuple(dict.fromkeys((*sectors, *extra)))
            yield RoleEntry(phrase.replace(PORTFOLIO, name), both, kind, **flags)
