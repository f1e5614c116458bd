"""A report is coded, and what keeps it from being coded is a finding like any other."""

from __future__ import annotations

import pytest

from dateline import coder
from dateline.doctor.trial import trial_findings
from dateline.errors import CodebookError


def test_the_bundled_report_is_coded() -> None:
    (finding,) = trial_findings()
    assert finding.state == "well"
    assert " events of the bundled report in " in finding.says


@pytest.mark.parametrize("error", [CodebookError(["a.yaml: is broken"]), OSError(2, "No such file"), KeyError()])
def test_whatever_keeps_it_from_being_coded_is_told(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise error

    monkeypatch.setattr(coder, "load", broken)
    (finding,) = trial_findings()
    assert finding.state == "wrong"
    assert finding.says.startswith("no report can be coded: ")
