"""``/review/agreement``: how far the coders of a sample are, how far they agree, and how much of what was coded is right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dateline.desk.asking import Answer, Asked, NotThereError, Page
from dateline.desk.pages.desk_review import QueueLine, queue_line
from dateline.desk.queue_progress import CoderProgress, progress
from dateline.exchange.measured import coder_of, measured
from dateline.model import Review, Sample
from dateline.verdicts.agreed import Agreement, agreement_of
from dateline.verdicts.methods import methods_paragraph
from dateline.verdicts.precision import Precision
from dateline.verdicts.recall import Recall
from dateline.version import __version__

#: Why nothing is told yet.
OWN, OTHERS = "own", "others"


@dataclass(frozen=True, slots=True)
class SampleTold:
    """What a sample tells: agreement by field, shares with intervals, and the paragraph for a methods section."""

    agreement: Agreement | None
    precision: tuple[Precision, ...]
    recall: tuple[Recall, ...]
    weighted: bool
    paragraph: str


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """``told`` is None as long as it would show a coder what others found: ``closed`` says whose items are left."""

    who: str | None
    samples: tuple[QueueLine, ...]
    queue: QueueLine | None
    closed: str | None
    told: SampleTold | None


def _answer(asked: Asked) -> Answer:
    kept = asked.shelf.reviews
    samples = {sample.id: (sample, progress(sample, kept)) for sample in kept.samples()}
    lines = {key: queue_line(sample, coders) for key, (sample, coders) in samples.items()}
    key = asked.query.get("sample") or next(iter(samples), None)
    if key is None:
        return Answer("Agreement", AgreementPage(asked.who, (), None, None, None))
    if key not in samples:
        raise NotThereError(f"{key[:60]}: there is no such sample; choose one on /review")
    sample, coders = samples[key]
    closed = _closed(asked, coders)
    told = _told(asked, sample, kept.everything()) if closed is None and coders else None
    page = AgreementPage(asked.who, tuple(lines.values()), lines[key], closed, told)
    return Answer(f"Agreement on {sample.name}", page, _rows(told))


def _closed(asked: Asked, coders: tuple[CoderProgress, ...]) -> str | None:
    """A coder with items left sees nothing; others may open it, and are told what they give up by it."""
    mine = next((coder for coder in coders if coder.who == asked.who), None)
    if mine is not None and not mine.is_done:
        return OWN
    finished = all(coder.is_done for coder in coders) and mine is not None
    return None if finished or asked.query.get("open") == "yes" else OTHERS


def _told(asked: Asked, sample: Sample, reviews: Any) -> SampleTold:
    said: list[Review] = list(reviews)
    with asked.shelf.archive.reading(coder=coder_of([sample]), raw=True) as connection:
        found = measured(connection, [sample], said)
    agreed = agreement_of(said, sample)
    paragraph = methods_paragraph(found.judged, agreed, found.reread, said, __version__)
    return SampleTold(
        agreed if agreed.twice else None,
        found.judged.rows if found.judged is not None else (),
        found.reread.rows if found.reread is not None else (),
        found.judged.weighted if found.judged is not None else True,
        paragraph,
    )


def _rows(told: SampleTold | None) -> Iterator[dict[str, Any]]:
    if told is None:
        return
    for row in told.precision:
        yield _row(
            "precision", row.by, row.of, row.field, row.share.value, row.share.low, row.share.high, row.share.judged
        )
    for share in told.recall:
        of, value = share.of, share.share
        yield _row("recall", "type", of, share.field, value.value, value.low, value.high, value.judged)
    for field in told.agreement.fields if told.agreement is not None else ():
        for one in field.coefficients:
            yield _row("agreement", "coefficient", one.name, field.field, one.value, one.low, one.high, field.items)


def _row(*values: Any) -> dict[str, Any]:
    return dict(zip(("what", "by", "of", "field", "value", "low", "high", "items"), values, strict=True))


PAGE = Page(
    "/review/agreement",
    "agreement.html",
    _answer,
    "How far the coders of a sample agree, and how much of what was coded is right.",
    AgreementPage,
    parameters={"sample": "the id of a sample; else the last", "open": "yes: show it although not everybody is done"},
    filtered=False,
)
