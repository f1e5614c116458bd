"""Whom the mentions of a report mean: short reports read with the real reader, and chains over given parses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline.codebook import Codebook, load_codebook
from dateline.mentions.candidate import Chain
from dateline.mentions.chains import chains_of as chained
from dateline.model import Actor, Kind, Report
from dateline.reader.reader import Reader
from dateline.resolve.actors.acquaintance import Acquaintance
from dateline.resolve.actors.attributes import actor_of
from dateline.statements.extraction import speech_of
from dateline.world.known import Known

REPORTS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "reports.yaml").read_text("utf-8"))
REPORT = Report(
    id="r", text="", publisher=None, title=None, url=None, published=None, language="en", dateline=None, body_start=0
)
KINDS = ("person", "organization", "group", "state")


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    return load_codebook()


def chains_of(text: str, reader: Reader, codebook: Codebook) -> list[Chain]:
    sentences = reader.read(text)
    return chained(codebook, text, sentences, speech_of(text, 0, sentences).voices)


def mentions(found: Chain) -> list[str]:
    return [c.span.text for c in found.candidates]


def case(report: dict[str, Any]) -> Any:
    """A report; one that is read wrong says so under ``misread``, and loses the line when it is read right."""
    marks = [pytest.mark.xfail(strict=True, reason=report["misread"])] if "misread" in report else []
    return pytest.param(report, id=report["text"][:40], marks=marks)


@pytest.mark.parametrize("report", [case(report) for report in REPORTS])
def test_a_report_has_the_actors_that_its_words_say(report: dict[str, Any], reader: Reader, codebook: Codebook) -> None:
    chains = [c for c in chains_of(report["text"], reader, codebook) if c.sort in KINDS]
    for wanted in report["chains"]:
        found = next((c for c in chains if wanted["mentions"][0] in mentions(c)), None)
        assert found is not None, f"nobody is {wanted['mentions'][0]!r} among {[mentions(c) for c in chains]}"
        assert mentions(found) == wanted["mentions"]
        assert found.sort == wanted["kind"]
        if found.sort != "state":
            assert made_of(found, found.sort, chains).country == wanted["country"]  # type: ignore[arg-type]
        else:
            assert {c.iso3 for c in found.countries} == {wanted["country"]}


def actor_named(name: str, text: str, reader: Reader, codebook: Codebook) -> Actor:
    chains = chains_of(text, reader, codebook)
    return made_of(next(c for c in chains if c.name == name), "person", chains)


def made_of(chain: Chain, kind: Kind, chains: list[Chain]) -> Actor:
    acquaintance = Acquaintance(Known(), REPORT, [c for other in chains for c in other.candidates])
    return actor_of(REPORT, chain, kind, acquaintance)


@pytest.mark.parametrize(
    ("text", "name", "sectors"),
    [
        (
            "A Colombian rebel group, the Southern Liberation Front (SLF), freed two men. "
            "SLF commander Hugo Pardales said so.",
            "Hugo Pardales",
            "REB",
        ),
        ("A Foreign Ministry spokesman, Ivo Jansky, denied the report on Monday.", "Ivo Jansky", "GOV"),
        ("Former Philippine president Jun Salcedo backed the dockers on Monday.", "Jun Salcedo", "ELI"),
        (
            "Turkish President Kemal Aksoy met his Chadian counterpart, Abakar Nour, in Ankara on Monday.",
            "Abakar Nour",
            "GOV",
        ),
    ],
)
def test_sectors_come_from_the_office_and_the_body_that_it_is_held_in(
    text: str, name: str, sectors: str, reader: Reader, codebook: Codebook
) -> None:
    assert actor_named(name, text, reader, codebook).sectors[0] == sectors


def test_a_title_stands_without_its_nationality_and_once(reader: Reader, codebook: Codebook) -> None:
    text = "Russian Deputy Energy Minister Pavel Orlovich left. The Russian deputy energy minister thanked his hosts."
    assert [r.title for r in actor_named("Pavel Orlovich", text, reader, codebook).roles] == ["Deputy Energy Minister"]
