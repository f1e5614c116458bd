"""A coding in a notebook: its page, in a frame of its own, so that neither its style nor its script meets the notebook's."""

from __future__ import annotations

from html import escape

from dateline.model import Coding

_HEIGHT = "34em"
_LONGEST = 60_000  # characters of a text that are shown in a cell; its page, marks and all, is some ten times as large


def notebook_html(coding: Coding) -> str:
    """The coloured text beside cards for all that was read in it, as one ``iframe`` that loads nothing.

    A text that would make the notebook's file huge is not shown; the sentence that says so names the way to see it.
    """
    if len(coding.report.text) > _LONGEST:
        says = f"{coding!r}: its text is long; see it with dateline code FILE --html page.html"
        return f"<p>{escape(says)}</p>"
    from dateline.show.page import write_page

    page = escape(write_page(coding))
    style = f"width: 100%; height: {_HEIGHT}; border: 0"
    sandbox = "allow-scripts allow-downloads"
    return f'<iframe title="{escape(repr(coding))}" style="{style}" sandbox="{sandbox}" srcdoc="{page}"></iframe>'
