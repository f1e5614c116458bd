"""A coder that is not ours: it finds an actor in every report, its first word, and refuses reports that say so."""

from dateline.errors import ReportError
from dateline.model import Actor, Coding, Coverage, Mention, Report, Span, Versions
from dateline.reports.text import RawReport


class FirstWord:
    """Codes nothing but the first word of a report."""

    def __init__(self, name: str) -> None:
        self.versions = Versions(name, "0", "none", "none")

    def code_report(self, raw: RawReport) -> Coding:
        if raw.text.startswith("Refused"):
            raise ReportError(raw.source, "says that it is refused", "say something else")
        if raw.text.startswith("Tripping"):
            raise KeyError("tripped")
        if raw.text.startswith("Endless"):
            raise MemoryError
        if raw.text.startswith("Nothing"):
            return None  # type: ignore[return-value]  # as a coder does that forgets its return
        word = Span.of(raw.text, 0, len(raw.text.split()[0]))
        actor = Actor("a1", word.text, "group", (Mention(word, "name"),))
        report = Report(raw.id or "r", raw.text, publisher=raw.publisher, published=raw.published)
        coverage = Coverage(len(raw.text), len(raw.text), 1, truncated=False)
        return Coding(report, (actor,), (), (), (), (), coverage, self.versions, (Span.of(raw.text, 0, len(raw.text)),))


def first_word(name: str = "first-word") -> FirstWord:
    return FirstWord(name)


def no_coder() -> None:
    """What a function gives that forgets its return."""


def greedy_coder() -> FirstWord:
    """What needs more memory than there is before it can begin."""
    raise RuntimeError("Exception during initialization: std::bad_alloc")
