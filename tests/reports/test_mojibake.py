"""Mojibake is recognised, read as it was meant, and every character's place is kept; correct writing of any language stays."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.reports.mojibake import as_meant, repaired

CASES = Path(__file__).resolve().parents[2] / "cases"
TEXT = (
    "“It’s over,” said José Muñoz of São Paulo — Łódź, Erdoğan’s “AKP” … £5m, 25°C, Москва, «ελλάδα», 😀 ĐÀ Nẵng, ÅBO."
)


def as_windows(text: str) -> str:
    """What browsers show: the bytes that Windows-1252 does not have stay the controls that they are."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())


def as_latin(text: str) -> str:
    return text.encode().decode("latin-1")


def as_windows_with_marks(text: str) -> str:
    return text.encode().decode("cp1252", "replace")


def as_windows_without(text: str) -> str:
    return text.encode().decode("cp1252", "ignore")


@pytest.mark.parametrize("dressed", [str, str.lower])
@pytest.mark.parametrize("times", [1, 2, 3])
@pytest.mark.parametrize("misread", [as_windows, as_latin])
def test_it_is_read_as_it_was_meant(misread: Callable[[str], str], times: int, dressed: Callable[[str], str]) -> None:
    meant = dressed(TEXT)
    seen = meant
    for _ in range(times):
        seen = misread(seen)
    found = repaired(seen)
    assert found is not None
    assert found.text == meant
    assert len(found.misread) == times


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("Itâ€™s", "It’s"),
        ("Itâ\x80\x99s", "It’s"),
        ("Itâ€™s".lower(), "it’s"),
        ("ITÂ€™S", "IT’S"),  # in capitals
        ("josã© muã±oz", "josé muñoz"),  # in lower case
        ("Â£5m at 25Â°C", "£5m at 25°C"),
        ("100Â\xa0km, â€œyesâ€\x9d", "100\xa0km, “yes”"),
        ("ErdoÄŸan", "Erdoğan"),
        ("â€œYes,â€� he said", "“Yes,” he said"),  # the closing mark's last byte is lost
        ("â€œYes,â€ he said", "“Yes,” he said"),
        ("ï»¿Police", "\ufeffPolice"),
        ("Ð’ÐµÑ€Ð°", "Вера"),
        ("FranÃƒÂ§ois", "François"),
        ("Itâ€™s in Málaga, “he” said", "It’s in Málaga, “he” said"),  # a part of it is right
    ],
)
def test_each_kind_of_it(seen: str, meant: str) -> None:
    found = repaired(seen)
    assert found is not None
    assert found.text == meant
    assert as_meant(seen) == meant


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "“Touché”—he said",
        "“JOSÉ”, “ABBÅ”, “VOILÀ”, IRMÃ”, AMANHÃ…",
        "EL NIÑ” – DOÑA",
        "MAÇÃ» e «À»",
        "10×£3, ×½, Ø’s, Ñ“",
        "l’âme… será»…",
        "Şişli, Škoda’s Ž, Äš",
        "naïve façade, Ærø, œuvre, ÿ",
        "Ã, Â, â and ð are letters",
        "",
        "plain",
    ],
)
def test_correct_writing_stays(text: str) -> None:
    assert repaired(text) is None
    assert as_meant(text) == text


def test_the_reports_of_the_cases_are_none_and_come_back_from_being_misread() -> None:
    texts = [file.read_text(encoding="utf-8") for file in sorted(CASES.glob("*/report.txt"))]
    assert sum(not text.isascii() for text in texts) > 5
    for text in texts:
        assert repaired(text) is None
        for misread in (as_windows, as_latin):
            assert as_meant(misread(text)) == text
            assert as_meant(misread(misread(text))) == text


@pytest.mark.parametrize("misread", [as_windows_with_marks, as_windows_without])
def test_where_a_byte_was_lost_the_rest_is_read_as_meant(misread: Callable[[str], str]) -> None:
    text = "“Á” is lost – José Muñoz’s “Łódź” stays"
    found = repaired(misread(text))
    assert found is not None
    assert found.text.endswith("is lost – José Muñoz’s “Łódź” stays".replace("Ł", misread("Ł")))


def test_every_character_keeps_its_place() -> None:
    for times, seen in ((1, as_windows(TEXT)), (2, as_latin(as_windows(TEXT)))):
        found = repaired(seen)
        assert found is not None
        assert len(found.edges) == len(found.text) + 1
        assert (found.edges[0], found.edges[-1]) == (0, len(seen))
        for at in range(len(found.text)):
            start, end = found.place(at, at + 1)
            assert start < end
            assert (as_meant(seen[start:end]) or "").strip() or times  # the pieces follow each other without a gap
        word = found.text.index("Muñoz")
        start, end = found.place(word, word + len("Muñoz"))
        assert as_meant(seen[start:end]) == "Muñoz"


def test_the_encodings_are_named() -> None:
    names = {
        "Itâ€™s": ("cp1252",),
        "â€\x9d": ("cp1252",),
        "Itâ\x80\x99s": ("latin-1",),
        "FranÃƒÂ§ois": ("cp1252", "cp1252"),
    }
    assert {seen: found.misread for seen in names if (found := repaired(seen))} == names


def test_a_text_of_nothing_else_takes_no_longer_than_its_size() -> None:
    seen = as_windows("“é” " * 20_000)
    found = repaired(seen)
    assert found is not None
    assert found.text == "“é” " * 20_000
    assert sys.getsizeof(found.edges) < 100 * len(seen)
