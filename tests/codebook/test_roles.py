"""Roles in noun phrases: the office that the phrase is about, its sectors, and the words that belong to it."""

import pytest

from dateline.codebook import Codebook, read_sources

SECTORS = "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split()


def sectors(book: Codebook, phrase: str) -> list[str] | None:
    match = book.role_match(phrase.split())
    return None if match is None else list(match.sectors)


def test_the_sectors_are_those_of_the_manual() -> None:
    (root,) = read_sources().roots("roles.yaml")
    assert list(root.entry("sectors").fields) == SECTORS


def test_every_sector_but_unknown_has_words(book: Codebook) -> None:
    assert {sector for entry in book.roles.entries.values() for sector in entry.sectors} == set(SECTORS) - {"UNK"}


def test_every_listed_phrase_finds_its_own_entry(book: Codebook) -> None:
    for words, entry in book.roles.entries.items():
        match = book.role_match(words)
        assert match is not None, words
        assert match.entry == entry, words


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("the defense minister", ["GOV", "MIL"]),
        ("minister of defence", ["GOV", "MIL"]),
        ("minister for foreign affairs", ["GOV"]),
        ("ministry of internal affairs", ["GOV"]),
        ("ministry of intelligence", ["GOV", "SPY"]),
        ("first deputy foreign minister", ["GOV"]),
        ("deputy minister of defense of the russian federation", ["GOV", "MIL"]),
        ("army general viktor goremykin", ["MIL"]),
        ("lieutenant general pak yong-il", ["MIL"]),
        ("lt. col. john smith", ["MIL"]),
        ("security forces", ["COP", "MIL"]),
        ("riot police", ["COP"]),
        ("police chief", ["COP"]),
        ("member of parliament", ["LEG"]),
        ("opposition lawmaker", ["OPP", "LEG"]),
        ("high court judge", ["JUD"]),
        ("military court", ["MIL", "JUD"]),
        ("rebel commander", ["REB"]),
        ("unidentified gunman", ["UAF"]),
        ("pro-government militia", ["PRM"]),
        ("spy chief", ["SPY"]),
        ("ruling party", ["PTY"]),
        ("leader of the opposition", ["OPP"]),
        ("drug cartel", ["CRM"]),
        ("coffee farmer", ["AGR"]),
        ("trade union", ["LAB"]),
        ("state-owned company", ["BUS"]),
        ("university student", ["EDU"]),
        ("freelance journalist", ["JRN"]),
        ("red cross", ["MED"]),
        ("asylum seeker", ["REF"]),
        ("anglican archbishop", ["REL"]),
        ("human rights activist", ["SOC"]),
        ("breakaway republic", ["PRE"]),
        ("local resident", ["CVL"]),
    ],
)
def test_an_office_or_group_has_its_sectors(book: Codebook, phrase: str, expected: list[str]) -> None:
    assert sectors(book, phrase) == expected


@pytest.mark.parametrize("word", ["president", "prime minister", "foreign minister", "senator", "general", "judge"])
@pytest.mark.parametrize("before", ["former ", "ex-", "ex - ", "then - ", "ousted "])
def test_who_held_an_office_once_is_elite(book: Codebook, before: str, word: str) -> None:
    assert sectors(book, before + word) == ["ELI"]


def test_former_students_and_ministries_keep_their_sectors(book: Codebook) -> None:
    assert sectors(book, "former teacher") == ["EDU"]
    assert sectors(book, "former ministry") == ["GOV"]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("spokesman", []),
        ("army spokeswoman for the region", ["MIL"]),
        ("spokesperson for the interior ministry", ["GOV"]),
        ("rebel spokesman", ["REB"]),
        ("official", ["GOV"]),
        ("union official", ["LAB"]),
        ("official of the communist party", ["PTY"]),
        ("chief of the main military and political directorate of the armed forces", ["MIL"]),
        ("deputy head of the main political directorate of the korean people 's army", ["MIL"]),
        ("deputy head of the main political directorate of the korean people ’s army", ["MIL"]),
        ("president", ["GOV"]),
        ("president of the constitutional court", ["JUD"]),
        ("dozens of protesters", ["CVL"]),
        ("kremlin spokesman dmitry peskov", ["GOV"]),
        ("delegation", ["GOV"]),
        ("delegation of lawmakers", ["LEG"]),
    ],
)
def test_weak_sectors_give_way_to_those_of_the_words_around(book: Codebook, phrase: str, expected: list[str]) -> None:
    assert sectors(book, phrase) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("wife of the president", ["CVL"]),
        ("ambassador to the united nations", ["GOV"]),
        ("soldiers of the opposition", ["MIL"]),
        ("farmers at the ministry", ["AGR"]),
        ("minister of defense of the dprk , army general no kwang-chol", ["GOV", "MIL"]),
    ],
)
def test_the_head_of_the_phrase_counts_and_not_its_complement(book: Codebook, phrase: str, expected: list[str]) -> None:
    assert sectors(book, phrase) == expected


@pytest.mark.parametrize("phrase", ["", "the street", "pyongyang", "tower of the church", "-"])
def test_what_is_no_office_or_group_has_no_role(book: Codebook, phrase: str) -> None:
    assert book.role_match(phrase.split()) is None


@pytest.mark.parametrize(
    ("phrase", "kind", "title"),
    [
        ("prime minister", "person", True),
        ("lieutenant general", "person", True),
        ("civil servant", "person", False),
        ("defence ministry", "organization", False),
        ("armed forces", "organization", False),
        ("soldier", "person", False),
        ("delegation", "organization", False),
        ("protesters", "person", False),
        ("police", "organization", False),
        ("troops", "group", False),
    ],
)
def test_an_entry_tells_what_it_denotes_and_whether_a_name_may_follow(
    book: Codebook, phrase: str, kind: str, title: bool
) -> None:
    match = book.role_match(phrase.split())
    assert match is not None
    assert (match.entry.kind, match.entry.title) == (kind, title)


@pytest.mark.parametrize(
    ("phrase", "office"),
    [
        ("the russian deputy defense minister viktor goremykin", "deputy defense minister"),
        ("the first deputy minister of foreign affairs of iran", "first deputy minister of foreign affairs"),
        ("us ex - president donald trump", "ex - president"),
        ("the vice-president", "vice-president"),
        ("secretary - general antonio guterres", "secretary - general"),
    ],
)
def test_the_match_covers_the_office_with_its_prefixes(book: Codebook, phrase: str, office: str) -> None:
    words = phrase.split()
    match = book.role_match(words)
    assert match is not None
    assert " ".join(words[match.start : match.end]) == office
