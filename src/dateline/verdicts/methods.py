"""The paragraph for a methods section: how the sample was drawn, who judged it, how far they agree, how much is right."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date

from dateline.model import Review, Sample
from dateline.verdicts.agreed import Agreement
from dateline.verdicts.agreement import ALPHA, PERCENT, SEED
from dateline.verdicts.findings import EVENT, ROW, of_sample
from dateline.verdicts.precision import Judged
from dateline.verdicts.recall import DRAWS, Reread, of_reports
from dateline.verdicts.shares import Share

_TOLD = ("type", "sides", "place", "date", "status")


def methods_paragraph(
    judged: Judged | None, agreed: Agreement | None, reread: Reread | None, reviews: Sequence[Review], dateline: str
) -> str:
    """One paragraph of English with the numbers in it. ``dateline``: the version that computed them."""
    sentences: list[str] = []
    if judged is not None:
        sentences += _drawn(judged.sample)
        sentences += _coded(judged.coders, of_sample(judged.sample, reviews), judged.judged, len(judged.sample.items))
        if agreed is not None and agreed.twice:
            sentences += _agreed(agreed, judged)
        sentences += _right(judged)
    if reread is not None:
        sentences += _whole(reread, of_reports(reread.sample, reviews))
    if sentences:
        sentences.append(
            f"Brackets hold 95 % intervals; figures were computed with Dateline {dateline} (bootstrap seed {SEED})."
        )
    return " ".join(sentences)


def say_share(share: Share) -> str:
    """86 % [74, 93]."""
    if share.value is None:
        return "an unknown share"
    inside = "" if share.low is None else f" [{_percent(share.low)}, {_percent(share.high)}]"
    return f"{_percent(share.value)} %{inside}"


def _percent(share: float | None) -> str:
    return f"{100 * (share or 0):.0f}"


def _drawn(sample: Sample) -> Iterator[str]:
    frame = json.loads(sample.frame)
    kind = {"random": "simple random", "stratified": "stratified random", "least_sure": "non-random"}[sample.order]
    how = []
    if sample.order == "stratified":
        by = " and ".join(frame.get("by", ()))
        how = [f"{len(sample.strata)} strata by {by}", f"{frame.get('allocation')} allocation"]
        how += [f"at least {frame['floor']} a stratum"] if frame.get("floor") else []
    elif sample.order == "least_sure":
        how = ["the least sure first"]
    how.append(f"seed {sample.seed}")
    unit = "events" if sample.unit == "event" else "reports"
    size = f"{len(sample.items):,} of {sample.population:,} {unit}"
    chosen = _filters(frame.get("filters", {}))
    yield f"A {kind} sample of {size} ({', '.join(how)}){chosen} was drawn on {sample.when.date()}."
    versions = frame.get("versions", [])
    if versions:
        most = versions[0]
        others = f" and {len(versions) - 1} other versions" if len(versions) > 1 else ""
        yield (
            f"They had been coded by {most['coder']} {most['dateline']} (reader {most['reader']}, codebook"
            f" {most['codebook']}){others} from {sum(v['reports'] for v in versions):,} reports."
        )


def _filters(filters: dict[str, object]) -> str:
    """What was asked for, as the command's options call it."""
    told = [f"{name.replace('_', ' ')}: {_plain(value)}" for name, value in filters.items()]
    return f", chosen by {'; '.join(told)}," if told else ""


def _plain(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_plain, value))
    return str(value)


def _coded(coders: Sequence[str], reviews: Sequence[Review], judged: int, drawn: int) -> Iterator[str]:
    if not coders:
        return
    days = sorted(review.when.date() for review in reviews)
    who = f"{_number(len(coders)).capitalize()} coder{'s' if len(coders) > 1 else ''} ({', '.join(coders)})"
    how_many = f"all {drawn:,}" if judged == drawn else f"{judged:,} of the {drawn:,}"
    apart = ", each on a sheet or queue without the others' verdicts," if len(coders) > 1 else ""
    yield f"{who} judged {how_many}{apart} {_span(days)}."


def _number(count: int) -> str:
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return words[count] if count < len(words) else str(count)


def _span(days: Sequence[date]) -> str:
    if not days:
        return "on unknown days"
    return f"on {days[0]}" if days[0] == days[-1] else f"between {days[0]} and {days[-1]}"


def _agreed(agreed: Agreement, judged: Judged) -> Iterator[str]:
    told = []
    for field, what in ((EVENT, "on whether there is such an event"), (ROW, "on whether the row is wholly right")):
        values = {c.name: c for c in agreed.of(field).coefficients}
        if values[PERCENT].value is None:
            continue
        alpha = values[ALPHA]
        more = (
            f"alpha {alpha.value:.2f}" if alpha.value is not None else "alpha not defined, all verdicts being the same"
        )
        if alpha.low is not None and alpha.high is not None:
            more += f" [{alpha.low:.2f}, {alpha.high:.2f}]"
        told.append(f"{_percent(values[PERCENT].value)} % {what} (Krippendorff's {more})")
    if told:
        yield f"{agreed.twice:,} were judged by more than one; their coders agreed in {' and in '.join(told)}."
    if judged.disputed:
        yield f"The {judged.disputed:,} on which they still differed count by the share of coders who found them right."


def _right(judged: Judged) -> Iterator[str]:
    if not judged.judged:
        return
    where = "Weighted to all events sampled from, " if judged.weighted else "Within the sample, "
    fields = ", ".join(f"the {field} in {say_share(judged.share(field))}" for field in _TOLD)
    yield (
        f"{where}{say_share(judged.share(EVENT))} of the rows are events that their reports tell, {fields}, and the whole row in"
        f" {say_share(judged.share(ROW))} is right; a row that is no event counts as wrong in every field."
    )
    if not judged.weighted:
        yield "The sample was not drawn at random, so these shares do not carry over to other events."
    if judged.uncovered:
        lost = sum(stratum.population for stratum in judged.uncovered)
        yield f"Strata with {lost:,} events, of which none was judged, are not in these shares."


def _whole(reread: Reread, reviews: Sequence[Review]) -> Iterator[str]:
    yield from _drawn(reread.sample)
    if not reread.reports:
        return
    yield from _coded(reread.coders, reviews, reread.reports, len(reread.sample.items))
    share = reread.share(EVENT)
    told = f"{share.judged:,} event{'s' if share.judged != 1 else ''}"
    yield (
        f"Of the {told} that these reports tell, weighted to all reports sampled from, {say_share(share)} had"
        f" been coded, and {say_share(reread.share(ROW))} wholly right (ratio estimates, variance by {DRAWS:,} bootstrap"
        " samples of reports)."
    )
