"""The pages of the desk, one module each; this is the table of them, in the order of the navigation."""

from __future__ import annotations

from starlette.routing import BaseRoute

from dateline.desk.asking import Page
from dateline.desk.pages import (
    desk_actor,
    desk_actors,
    desk_coders,
    desk_dyads,
    desk_events,
    desk_map,
    desk_network,
    desk_report,
    desk_reports,
    desk_review,
    desk_stories,
    desk_timeline,
    front,
    review_actors,
    review_adjudicate,
    review_agreement,
    review_item,
    review_missed,
    review_queue,
    review_reports,
)
from dateline.desk.review_changes import REVIEW_CHANGES
from dateline.desk.review_lookups import LOOKUPS

PAGES: tuple[Page, ...] = (
    front.PAGE,
    desk_reports.PAGE,
    desk_report.PAGE,
    desk_events.PAGE,
    desk_actors.PAGE,
    desk_actor.PAGE,
    desk_stories.LIST,
    desk_stories.ONE,
    desk_dyads.LIST,
    desk_dyads.ONE,
    desk_timeline.PAGE,
    desk_map.PAGE,
    desk_network.PAGE,
    desk_coders.LIST,
    desk_coders.ONE,
    desk_review.PAGE,
    review_agreement.PAGE,
    review_reports.LIST,
    review_reports.ONE,
    review_actors.ALL,
    review_actors.ONE,
    review_adjudicate.PAGE,
    review_missed.PAGE,
    review_item.PAGE,
    review_queue.PAGE,
)

#: What changes something, or codes a text: addresses that are no pages.
CHANGES: tuple[BaseRoute, ...] = (*LOOKUPS, *REVIEW_CHANGES)
