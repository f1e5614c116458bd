"""Answers of an archive in words."""

from datetime import date

from dateline.archive.ask import ToldStory
from dateline.show.answers import counted, days, printed, story_lines
from dateline.stories.story import Disagreement, Version

DAY = date(2025, 3, 4)


def test_numbers_and_days_in_words() -> None:
    assert [counted(1, "story"), counted(2, "story"), counted(1200, "report")] == [
        "1 story",
        "2 stories",
        "1,200 reports",
    ]
    assert days(None, date(2025, 3, 4)) == "not after 2025-03-04"
    assert days(date(2025, 3, 3), date(2025, 3, 4)) == "2025-03-03 – 2025-03-04"
    assert days(date(2025, 3, 3), None) == "from 2025-03-03"
    assert days(None, None) == ""


def test_a_story_says_who_tells_it_and_where_they_differ() -> None:
    killed = Disagreement("killed", (Version("12", ("r1", "r2")), Version("14", ("r3",))))
    story = ToldStory(
        "s1", "ASSAULT", DAY, DAY, "Quetta", "PAK", ("bomber",), ("people",), 3, 2, ("AP", "Dawn"), 2, "r1", DAY, (killed,),
        ("r1", "r2", "r3"), ("r1:e", "r2:e", "r3:e"), " A bomber killed 12.\x1b[2J ",
    )  # fmt: skip
    assert printed(story_lines(story)).splitlines() == [
        "ASSAULT  2025-03-04  Quetta, PAK  bomber · people",
        "    3 reports by 2 publishers (AP, Dawn), 2 independent sources; first: r1",
        "    “A bomber killed 12.\\x1b[2J”",
        "    differ on killed: 12 (r1, r2) | 14 (r3)",
    ]
