"""How far the coders of a sample, or of all events of an archive, agree: field by field, with what they have in common."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.model import Review, Sample
from dateline.verdicts.agreement import Coefficient, coefficients
from dateline.verdicts.findings import CATEGORIES, FIELDS, FoundItem, coders_of, found, found_anywhere, ratings
from dateline.verdicts.recall import of_reports


@dataclass(frozen=True, slots=True)
class FieldAgreement:
    """One field: of how many events two coders or more say something of it, and the coefficients of what they say."""

    field: str
    items: int
    coefficients: tuple[Coefficient, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Who judged how many events, how many of them were judged by several, and how far these agree by field.

    ``disputed`` are those on which they differ and nobody has decided.
    """

    coders: tuple[tuple[str, int], ...]
    judged: int
    twice: int
    disputed: int
    fields: tuple[FieldAgreement, ...]

    def of(self, field: str) -> FieldAgreement:
        return next(each for each in self.fields if each.field == field)


def agreement_of(reviews: Iterable[Review], sample: Sample | None = None) -> Agreement:
    """How far those agree who judged a sample; without one, those who judged any event."""
    items = _items(reviews, sample)
    coders = coders_of(items)
    shared = [item for item in items if len(item.by_coder) > 1]
    return Agreement(
        tuple((coder, sum(coder in item.by_coder for item in items)) for coder in coders),
        judged=sum(bool(item.by_coder) for item in items),
        twice=len(shared),
        disputed=sum(item.is_disputed for item in items),
        fields=tuple(_of_field(field, shared, coders) for field in FIELDS),
    )


def _items(reviews: Iterable[Review], sample: Sample | None) -> tuple[FoundItem, ...]:
    if sample is None:
        return found_anywhere(reviews)
    return found(sample, reviews) if sample.unit == "event" else found_anywhere(of_reports(sample, reviews))


def _of_field(field: str, items: list[FoundItem], coders: tuple[str, ...]) -> FieldAgreement:
    """Items of one report are drawn together by the bootstrap; a coder who judged none of these is left out."""
    rows = ratings(items, coders, field)
    said = [n for n, _ in enumerate(coders) if any(row[n] is not None for row in rows)]
    rated = [tuple(row[n] for n in said) for row in rows]
    both = sum(sum(value is not None for value in row) > 1 for row in rated)
    return FieldAgreement(field, both, coefficients(rated, CATEGORIES[field], [item.item.report for item in items]))
