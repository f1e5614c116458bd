"""The reports that two coders have coded into one archive, with what each reads in them: what their agreement is counted from."""

from __future__ import annotations

from dateline.archive.folder import Archive
from dateline.verdicts.between_coders import BetweenCoders, TwiceCoded, between
from dateline.verdicts.matched_events import compared_events


def agreement_between(archive: Archive, first: str, second: str) -> BetweenCoders:
    """How far two coders of an archive agree, as they coded, without what reviewers corrected.

    Name the one with fewer reports second: of its events, though not their texts, all are held at once. Raises ArchiveError if
    one of them has coded nothing, or the archive was made without texts.
    """
    others = {coding.report.id: compared_events(coding) for coding in archive.codings(coder=second)}
    reports: list[TwiceCoded] = []
    alone = 0
    for coding in archive.codings(coder=first):
        other = others.pop(coding.report.id, None)
        if other is None:
            alone += 1
        else:
            reports.append(TwiceCoded(coding.report.id, compared_events(coding), other))
    return between((first, second), reports, (alone, len(others)))
