"""A codebook as lines: its types, or all about one type, frame, operator or predicate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from dateline.codebook import Codebook, Condition, EventType, Frame, Mode, Operator

_SHOWN = 12  # words of a condition, where many rules are shown
_ANY = "*"
_WHO = {"*person": "a person", "*organization": "an organization", "*place": "a place"}
_KEYS = (
    "Sides are keys of the grammar: ARG0 who does it, ARG1 to whom or what it is done, SUBJ and OBJ subject and object, and"
    " prepositions; of several the first that stands there counts."
)


def book_lines(book: Codebook) -> Iterator[str]:
    """A line a type: score, quad, how many frames, modes."""
    yield f"{book.version}: {len(book.types)} types, {len(book.frames)} frames, {len(book.operators)} operators"
    for kind in book.types.values():
        count = sum(f.type == kind.name for f in book.frames)
        modes = ", ".join(kind.modes) or "no modes"
        yield f"{kind.name:<10} {kind.score:>5}  {kind.quad:<20} {count:>3} frames  {modes}"


def rule_lines(book: Codebook, name: str) -> Iterator[str]:
    """What a type means, and all about the frames and operators of that type, name or predicate; nothing if there is none."""
    if name in book.types:
        yield from _type_lines(book.types[name])
    frames = [f for f in book.frames if name in (f.name, f.type, *f.predicates)]
    operators = [o for o in book.operators if name in (o.name, *o.predicates)]
    most = _SHOWN if len(frames) + len(operators) > 1 else None
    for frame in frames:
        yield ""
        yield from _frame_lines(book, frame, most)
    for operator in operators:
        yield ""
        yield from _operator_lines(operator)
    if frames or operators:
        yield f"\n{_KEYS}"


def names_of(book: Codebook) -> list[str]:
    """What :func:`rule_lines` knows: types, frames, operators, predicates."""
    rules = [(rule.name, *rule.predicates) for rule in book.frames]
    rules += [(rule.name, *rule.predicates) for rule in book.operators]
    return list(dict.fromkeys([*book.types, *chain.from_iterable(rules)]))


def _type_lines(kind: EventType) -> Iterator[str]:
    yield f"{kind.name}: {kind.meaning}"
    yield f"  quad: {kind.quad.lower()}; score {kind.score:+g}"
    said = {
        "needs a recipient": kind.recipient_required,
        "its actors do it with each other": kind.mutual,
        "the thing behind 'of' is the doer": kind.of_is_doer,
        "may be done to land": kind.done_to_land,
    }
    if any(said.values()):
        yield f"  sides: {', '.join(words for words, holds in said.items() if holds)}"
    if not kind.modes:
        yield "  no modes"
    for mode in kind.modes.values():
        yield f"  mode {mode.name}: {_mode_words(kind, mode)}"


def _mode_words(kind: EventType, mode: Mode) -> str:
    score = f"score {mode.score:+g}" if mode.score is not None else f"score of its type, {kind.score:+g}"
    contexts = f"contexts {', '.join(mode.contexts)}" if mode.contexts else ""
    return "; ".join(filter(None, (mode.meaning.rstrip("."), score, contexts)))


def _frame_lines(book: Codebook, frame: Frame, most: int | None) -> Iterator[str]:
    score = book.intensity(frame.type, frame.mode)
    yield f"{frame.file}:{frame.line}  {frame.name} -> {_act(frame.type, frame.mode)}, score {score:+g}"
    yield f"  predicates: {', '.join(frame.predicates)}"
    yield from (f"  only if {_said(condition, most)}" for condition in frame.where)
    yield from (f"  not if {_said(condition, most)}" for condition in frame.unless)
    yield f"  actor: {_side(frame.actor)}; recipient: {_side(frame.recipient)}"
    if frame.symmetric:
        yield "  its actors do it with each other"
    if frame.together:
        yield f"  done by two sides together it is {frame.together}"
    if frame.contexts:
        yield f"  contexts: {', '.join(frame.contexts)}"
    yield from (f"  e.g. {example.text}" for example in frame.examples)


def _operator_lines(operator: Operator) -> Iterator[str]:
    yield f"{operator.file}:{operator.line}  operator {operator.name}, which changes the act that stands under it"
    yield f"  predicates: {', '.join(operator.predicates)}"
    yield from (f"  {governed} becomes {kind or 'no event'}" for governed, kind in operator.becomes.items())
    yield from (f"  {governed} gives the mode {mode}" for governed, mode in operator.modes.items())
    yield f"  the act stands at: {', '.join(operator.govern)}"
    recipient = _side(operator.recipient) if operator.recipient else "whoever takes part in the act"
    yield f"  actor: {_side(operator.actor)}; recipient: {recipient}"
    if operator.status is not None:
        yield f"  status: {operator.status}"
    yield from (f"  e.g. {example.text}" for example in operator.examples)


def _act(kind: str, mode: str | None) -> str:
    return f"{kind}/{mode}" if mode else kind


def _side(keys: Sequence[str]) -> str:
    return ", else ".join(keys) or "nobody"


def _said(condition: Condition, most: int | None) -> str:
    """A condition in words: the key, and the words of which one must stand there."""
    key, words = condition
    if _ANY in words:
        return f"{key} is there"
    return f"{key} is {_one_of(sorted(_WHO.get(word, word) for word in words), most)}"


def _one_of(words: Iterable[str], most: int | None) -> str:
    every = list(words)
    shown = every[:most]
    more = f" … ({len(every)} in all)" if len(shown) < len(every) else ""
    return ", ".join(shown) + more
