"""Stories: what is one event and what is not, whatever the order and the number of reports."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import date, timedelta
from functools import partial

import pytest

from dateline.stories.cluster import _Open, cluster
from dateline.stories.story import EventRow, Party
from tests.stories.rows import KYIV, attack, meeting


def told(rows: Iterable[EventRow]) -> list[set[str]]:
    """The reports of each group."""
    ordered = sorted(rows, key=lambda r: (r.published or date.min, r.report_id, r.event_id))
    return [{r.report_id for r in group} for group in cluster(ordered)]


def test_two_reports_of_one_attack_are_one_story() -> None:
    retold = attack(
        "b", sentence_text="A Russian drone hit the railway station of Sumy; four people were hurt.", trigger_text="hit"
    )
    assert told([attack("a"), retold]) == [{"a", "b"}]


def test_the_same_words_on_another_day_are_another_story() -> None:
    assert told([attack("a"), attack("b", date(2025, 3, 11))]) == [{"a"}, {"b"}]


def test_a_report_without_a_date_never_joins_two_days() -> None:
    rows = [attack("a"), attack("b", None), attack("c", date(2025, 3, 11))]
    for group in cluster(rows):
        assert len({r.date_start for r in group if r.date_precision == "day"}) <= 1
    assert len(told(rows)) == 2


def test_a_month_of_the_same_war_has_as_many_stories_as_days() -> None:
    rng = random.Random(1)
    rows = []
    for n in range(30):
        day = date(2025, 3, 1) + timedelta(n)
        for copy in range(4):
            said = day if rng.random() < 0.7 else None
            rows.append(attack(f"{n:02}{copy}", said, published=day + timedelta(rng.randint(0, 1))))
    groups = list(cluster(sorted(rows, key=lambda r: (r.published or date.min, r.report_id))))
    assert all(len({r.date_start for r in g if r.date_precision == "day"}) <= 1 for g in groups)
    assert sum(len(g) for g in groups) == len(rows)


def test_not_after_a_day_fits_that_day_and_not_a_later_one() -> None:
    assert told([attack("a"), attack("b", None)]) == [{"a", "b"}]
    assert told(
        [attack("a", None, published=date(2025, 3, 11)), attack("b", date(2025, 3, 12), published=date(2025, 3, 12))]
    ) == [
        {"a"},
        {"b"},
    ]


def test_two_towns_are_two_stories() -> None:
    assert told([attack("a"), attack("b", **KYIV)]) == [{"a"}, {"b"}]


def test_history_is_not_news() -> None:
    assert told([attack("a"), attack("b", status="historical")]) == [{"a"}, {"b"}]


def test_a_denial_belongs_to_what_is_denied() -> None:
    assert told([attack("a"), attack("b", status="denied")]) == [{"a", "b"}]


def test_host_and_guest_may_be_told_in_either_order() -> None:
    wang, paulo = Party("Liang Zhou", "person", "CHN"), Party("Paulo Teixeira", "person", "BRA")
    assert told([meeting("a", wang, paulo), meeting("b", paulo, wang)]) == [{"a", "b"}]


def test_two_guests_of_one_host_are_two_meetings() -> None:
    host = Party("Kemal Sarp", "person", "TUR")
    first, second = Party("Rauf Aliyarli", "person", "AZE"), Party("Orhan Samadov", "person", "AZE")
    assert told([meeting("a", host, first), meeting("b", host, second)]) == [{"a"}, {"b"}]


def test_killed_and_wounded_in_one_sentence_are_one_act() -> None:
    victims = {"recipients": (Party("30 people", "group"),), "trigger_text": "wounded", "trigger_start": 40}
    groups = list(cluster([attack("a"), attack("a", **victims), attack("b")]))
    assert [len(g) for g in groups] == [3]


def test_what_one_report_tells_apart_stays_apart() -> None:
    assert len(list(cluster([attack("a"), attack("a", sentence=3, trigger_start=300)]))) == 2


def test_no_row_is_lost_or_doubled_and_the_result_does_not_hang_on_chance() -> None:
    rng = random.Random(7)
    rows = [
        attack(
            f"r{n:03}",
            date(2025, 3, 1) + timedelta(rng.randint(0, 20)) if rng.random() < 0.8 else None,
            published=date(2025, 3, 21) + timedelta(n // 40),
            geonames_id=rng.randint(1, 5),
        )
        for n in range(400)
    ]
    first, second = list(cluster(rows)), list(cluster(list(rows)))
    assert first == second
    assert sorted(r.event_id for g in first for r in g) == sorted(r.event_id for r in rows)


def test_without_any_day_nothing_is_compared() -> None:
    rows = [attack(i, None, published=None, date_end=None, date_precision=None) for i in "ab"]
    assert told(rows) == [{"a"}, {"b"}]


def test_nothing_told_is_no_story() -> None:
    assert list(cluster([])) == []


def test_a_war_of_years_is_told_alike_when_its_old_days_are_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """Days that reports without a date chain together make one ever growing group, of which the old are told early."""
    rng = random.Random(2)
    rows = []
    for n in range(120):
        day = date(2025, 3, 1) + timedelta(n)
        for copy in range(3):
            said = day if rng.random() < 0.7 else None
            rows.append(attack(f"{n:03}{copy}", said, published=day + timedelta(rng.randint(0, 1))))
    whole = told(rows)
    monkeypatch.setattr("dateline.stories.cluster._CROWDED", 40)
    monkeypatch.setattr("dateline.stories.cluster._Open", partial(_Open, full=40))
    assert sorted(map(sorted, told(rows))) == sorted(map(sorted, whole))
