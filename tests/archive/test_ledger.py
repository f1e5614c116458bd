"""The ledger: actors of many reports joined where name, country and role agree, and contradictions shown."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dateline.archive import Archive, ask
from dateline.archive.ledger import LedgerEntry, Sighting, join
from dateline.model import Actor, Coding, Coverage, Mention, Report, Role, Versions

MAY, JUNE = date(2024, 5, 1), date(2024, 6, 1)


def seen(name: str, country: str | None = None, *titles: str, on: date = MAY, report: str = "r1") -> Sighting:
    return Sighting(report, on, "NTB", name, "person", country, tuple((t, country) for t in titles))


def names(entries: list[LedgerEntry]) -> list[tuple[str, int]]:
    return [(e.name, len(e.sightings)) for e in entries]


def test_the_same_name_of_the_same_country_is_one() -> None:
    (entry,) = join([seen("Kari Lund", "NOR"), seen("KARI LUND", "NOR", report="r2"), seen("Kari Lund", report="r3")])
    assert (entry.country, entry.reports) == ("NOR", ["r1", "r2", "r3"])
    assert entry.joined.keys() == {"KARI LUND"}


def test_other_spellings_are_joined_by_country_or_role_and_say_so() -> None:
    (entry,) = join(
        [
            seen("Viktor Goremykin", "RUS", "Deputy Defense Minister"),
            seen("Viktor Goremykin", "RUS", "Deputy Defense Minister", report="r2"),
            seen("Viktor Goremikin", "RUS", report="r3"),
            seen("V. Goremykin", None, "Deputy Defence Minister", report="r4"),
        ]
    )
    assert entry.name == "Viktor Goremykin"
    assert entry.joined == {
        "Viktor Goremikin": "other spelling, same country (RUS)",
        "V. Goremykin": "initials, same role (Deputy Defence Minister)",
    }


def test_a_surname_alone_joins_the_only_one_who_has_it() -> None:
    (entry,) = join([seen("Kari Lund", "NOR"), seen("Lund", "NOR", report="r2"), seen("Lund", report="r3")])
    assert entry.reports == ["r1", "r2", "r3"]
    apart = join([seen("Kari Lund", "NOR"), seen("Per Lund", "NOR", report="r2"), seen("Lund", "NOR", report="r3")])
    assert names(apart) == [("Kari Lund", 1), ("Lund", 1), ("Per Lund", 1)]


def test_namesakes_of_two_countries_are_two_unless_they_hold_the_same_role() -> None:
    assert len(join([seen("John Smith", "USA"), seen("John Smith", "GBR")])) == 2
    same = join([seen("John Smith", "USA", "UN special envoy"), seen("John Smith", "GBR", "UN special envoy")])
    assert len(same) == 1


def test_a_person_is_no_organization() -> None:
    assert len(join([seen("Lund"), replace(seen("Lund"), kind="organization")])) == 2


def test_the_order_of_sightings_does_not_matter() -> None:
    all_seen = [
        seen("Lund", "NOR"),
        seen("Kari Lund", "NOR"),
        seen("K. Lund", "NOR"),
        seen("Kari Lund"),
        seen("Ole Lund", "DNK"),
    ]
    assert names(join(all_seen)) == names(join(all_seen[::-1]))


def test_roles_say_first_and_last_seen_and_spellings_of_a_title_are_one() -> None:
    (entry,) = join(
        [
            seen("Kari Lund", "NOR", "Defence Minister", report="r1"),
            seen("Kari Lund", "NOR", "Defense Minister", on=JUNE, report="r2"),
            seen("Kari Lund", "NOR", "party leader", on=JUNE, report="r3"),
        ]
    )
    first, second = entry.roles()
    assert (first.country, first.first, first.last, first.reports) == ("NOR", MAY, JUNE, ("r1", "r2"))
    assert (second.title, second.reports) == ("party leader", ("r3",))


def coded(report_id: str, text: str, title: str, name: str, country: str, day: date) -> Coding:
    report = Report(report_id, text, publisher="NTB", published=day)

    def at(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    role = Role(title, report.span(*at(title)), country)
    actor = Actor(
        f"a-{report_id}", name, "person", (Mention(report.span(*at(name)), "name"),), country, ("GOV",), (role,)
    )
    return Coding(
        report,
        (actor,),
        (),
        (),
        (),
        (),
        Coverage(len(text), len(text), 1, False),
        Versions("dateline", "1", "1", "1"),
        (),
    )


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = Archive.writable(tmp_path / "archive")
    archive.add(
        [
            coded("r1", "Foreign Minister Kari Lund spoke.", "Foreign Minister", "Kari Lund", "NOR", MAY),
            coded("r2", "Foreign Minister Kari Lund left.", "Foreign Minister", "Kari Lund", "NOR", JUNE),
            coded("r3", "Foreign Minister Ole Krag came.", "Foreign Minister", "Ole Krag", "NOR", date(2024, 5, 20)),
            coded("r4", "Mayor Kari Lund of Lund, Sweden.", "Mayor", "Kari Lund", "SWE", MAY),
        ]
    )
    return archive


def test_contradictions_are_shown_and_not_settled(archive: Archive) -> None:
    first, second = ask.actors(archive, "lund")
    assert (first.name, first.country, first.reports) == ("Kari Lund", "NOR", ["r1", "r2"])
    assert first.contradictions == (
        "Foreign Minister (NOR) at that time is also Ole Krag in 1 report",
        "another of that name is of SWE: kept apart",
    )
    assert second.country == "SWE"


def test_a_mention_names_the_role_beside_it(archive: Archive) -> None:
    with archive.connect() as connection:
        found = connection.execute("SELECT role_title, role_country FROM mentions WHERE report_id = 'r1'").fetchall()
    assert found == [("Foreign Minister", "NOR")]


def test_nobody_is_nobody(archive: Archive) -> None:
    assert ask.actors(archive, "Zebedee") == ()
