"""A trial: one of the bundled reports is coded, by the weights, tables and codebook that are here."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from dateline.doctor.diagnosis import Finding
from dateline.installed import called


def trial_findings() -> Iterator[Finding]:
    """Whether the report that ``dateline demo`` shows is coded, with events found."""
    from dateline.demo.bundled import seed_text

    begun = perf_counter()
    try:
        from dateline.coder import load

        coder = load()
        coding = coder.code(seed_text())
    except Exception as error:  # noqa: BLE001 whatever is broken, all else is still to be looked at
        cause = str(error).splitlines()[0] if str(error) else type(error).__name__
        yield Finding(
            "trial", "wrong", f"no report can be coded: {cause:.300}", "mend what is wrong above, then start again"
        )
        return
    versions = coder.versions
    seconds = perf_counter() - begun
    says = f"{len(coding.events)} events of the bundled report in {seconds:.1f} s · {versions.reader} · {versions.codebook}"
    if coding.events:
        yield Finding("trial", "well", says)
    else:
        yield Finding("trial", "wrong", says, f"see what is read: {called('demo')}")
