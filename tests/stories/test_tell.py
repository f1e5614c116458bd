"""A story told: who was first, who tells it, from how many sources, and when it was."""

from __future__ import annotations

from datetime import date

from dateline.stories.story import ReportRow
from dateline.stories.tell import tell
from tests.stories.rows import attack


def test_what_a_story_says_of_its_reports() -> None:
    rows = [
        attack("b", None, publisher="AFP", published=date(2025, 3, 12), killed=4),
        attack("a", publisher="Reuters", killed=3),
        attack("c", None, publisher="Daily Star", published=date(2025, 3, 12)),
    ]
    reports = {"a": ReportRow("a", "Reuters"), "c": ReportRow("c", "Daily Star", credits=("Reuters",))}
    story = tell(rows, reports)
    assert (story.first_report_id, story.first_published) == ("a", date(2025, 3, 11))
    assert story.report_ids == ("a", "b", "c")
    assert story.publishers == ("Reuters", "AFP", "Daily Star")
    assert story.independent_sources == 2
    assert (story.date_start, story.date_end) == (date(2025, 3, 10), date(2025, 3, 10))
    assert (story.place_name, story.place_country) == ("Sumy", "UKR")
    assert [d.field for d in story.disagreements] == ["killed"]


def test_the_id_is_that_of_the_events_and_not_of_their_order() -> None:
    rows = [attack("a"), attack("b")]
    assert tell(rows, {}).story_id == tell(rows[::-1], {}).story_id


def test_without_a_day_the_earliest_bound_holds() -> None:
    rows = [attack("a", None, published=date(2025, 3, 12)), attack("b", None, published=date(2025, 3, 11))]
    story = tell(rows, {})
    assert (story.date_start, story.date_end) == (None, date(2025, 3, 11))
