"""On the path of the test cluster's processes, so that Python loads it first: a report of these words ends its process."""

import os
from functools import wraps

from dateline.coder import DatelineCoder
from dateline.model import Coding
from dateline.reports.text import RawReport

WORDS = "This report is the end of you."
_code_report = DatelineCoder.code_report


@wraps(_code_report)
def _deadly(self: DatelineCoder, raw: RawReport) -> Coding:
    if WORDS in raw.text:
        os._exit(1)
    return _code_report(self, raw)


DatelineCoder.code_report = _deadly  # type: ignore[method-assign]
