"""The pages of the desk, one module each; this is the table of them, in the order of the navigation."""

from __future__ import annotations

from starlette.routing import BaseRoute

from dateline.desk.asking import Page
from dateline.desk.pages import desk_events, front

PAGES: tuple[Page, ...] = (front.PAGE, desk_events.PAGE)

#: What changes something, or codes a text: addresses that are no pages.
CHANGES: tuple[BaseRoute, ...] = ()
