"""What a coder may write into a cell, what it becomes, and what is refused with what would be right."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dateline.archive import Archive
from dateline.exchange.sampled import SampledReport, sampled_reports
from dateline.exchange.sheet_values import FIELDS, allowed_values, read_value, written
from dateline.verdicts.given_values import UnfitError
from tests.cli.factory import coding

ALLOWED = allowed_values(("FLOOD",))


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> SampledReport:
    return sampled(tmp_path_factory.mktemp("values") / "archive")


def sampled(folder: Path, *, text: bool = True) -> SampledReport:
    whole = coding()
    Archive.writable(folder).add([whole], text=text)
    with Archive(folder).reading(raw=True) as connection:
        return sampled_reports(connection, [whole.report.id])[whole.report.id]


def test_a_row_is_written_as_it_is_coded(report: SampledReport) -> None:
    assert written(report.events["e1"]) == {
        "type": "CONSULT", "mode": "none", "actors": "Ilse Brandvold (XVE)", "recipients": "Tomas Reyk (XOR)",
        "place": "Geneva (CHE)", "date": "2024-03-13", "status": "happened", "size": "none",
    }  # fmt: skip
    assert written(report.events["e3"])["size"] == "killed 3; injured 11"
    assert written(report.events["e2"])["date"] == "2024-04-01/2024-04-30"
    assert written(report.events["e4"])["date"] == "/2024-03-14"


def test_what_is_written_can_be_read(report: SampledReport) -> None:
    """Countries of the factory are made up, so that of them only those of its actors are taken."""
    for event in report.events.values():
        cells = written(event)
        for field in FIELDS:
            value = read_value(field, cells[field], report, _with(("XOR", "XVE")))
            if field in ("type", "mode", "status"):
                assert value == event.claims[field]
            if field in ("actors", "recipients"):
                assert [one["name"] for one in value] == event.claims[field]
                assert all("actor" in one for one in value)


def _with(codes: tuple[str, ...]) -> Any:
    return replace(ALLOWED, codes=frozenset({*ALLOWED.codes, *codes}))


@pytest.mark.parametrize(
    ("field", "cell", "value"),
    [
        ("type", "aid", "AID"),
        ("type", "flood", "FLOOD"),
        ("mode", "None", None),
        ("status", "Planned", "planned"),
        ("actors", "none", []),
        ("actors", "  ilse   BRANDVOLD ", [{"actor": "a1", "name": "Ilse Brandvold"}]),
        ("actors", "Ilse Brandvold (NOR)", [{"name": "Ilse Brandvold", "country": "NOR", "start": 62, "end": 76, "text": "Ilse Brandvold"}]),
        ("recipients", "one diplomat (?)", [{"name": "one diplomat", "country": None, "text": "one diplomat"}]),
        ("place", "none", None),
        ("place", "geneva", {"name": "Geneva", "country": "CHE", "geonames_id": 2660646}),
        ("place", "Dunmark (DNK)", {"name": "Dunmark", "country": "DNK", "text": "Dunmark"}),
        ("date", "none", None),
        ("date", "2026-03-01", {"start": "2026-03-01", "end": "2026-03-01"}),
        ("date", "2026-03-01 00:00:00", {"start": "2026-03-01", "end": "2026-03-01"}),
        ("date", "2026-02", {"start": "2026-02-01", "end": "2026-02-28"}),
        ("date", "2025", {"start": "2025-01-01", "end": "2025-12-31"}),
        ("date", "2026-03-01 to 2026-03-04", {"start": "2026-03-01", "end": "2026-03-04"}),
        ("date", "/2026-03-04", {"start": None, "end": "2026-03-04"}),
        ("date", "2026-03-01/", {"start": "2026-03-01", "end": None}),
        ("size", "killed 3; injured 1,100", {"killed": 3, "injured": 1100}),
        ("size", "12 killed", {"killed": 12}),
        ("size", "none", {}),
    ],
)  # fmt: skip
def test_a_cell_becomes_a_value(report: SampledReport, field: str, cell: str, value: Any) -> None:
    found = read_value(field, cell, report, ALLOWED)
    if field not in ("actors", "recipients", "place") or not value:
        assert found == value
        return
    for one, wanted in zip(*([each] if isinstance(each, dict) else each for each in (found, value)), strict=True):
        assert {key: one[key] for key in wanted} == wanted
        if "start" in one:
            assert report.words(one["start"], one["end"]) == one["text"]


@pytest.mark.parametrize(
    ("field", "cell", "cause"),
    [
        ("type", "ASSULT", "there is no type 'ASSULT'; there are AGREE"),
        ("mode", "stroll", "no mode 'stroll'"),
        ("status", "maybe", "'maybe' is no status; there are happened, planned"),
        (
            "actors",
            "Somebody Else",
            "is not an actor that is coded in the report; write its country too: Somebody Else (UKR)",
        ),
        ("actors", "Somebody Else (UKR)", "does not stand in the report; copy the words"),
        ("actors", "Ilse Brandvold (NRW)", "there is no country NRW; give three letters"),
        ("place", "Oslo (NOR)", "does not stand in the report"),
        ("date", "last week", "is no day; write 2026-03-01"),
        ("date", "2026-13-01", "is no day"),
        ("date", "2026-03-04/2026-03-01", "2026-03-01 is before 2026-03-04"),
        ("size", "many", "'many' is no size; write killed 3"),
        ("size", "wounded 3", "is no size"),
    ],
)
def test_what_cannot_be_a_value_is_refused(report: SampledReport, field: str, cell: str, cause: str) -> None:
    with pytest.raises(UnfitError) as error:
        read_value(field, cell, report, ALLOWED)
    assert cause in str(error.value)


def test_without_texts_only_what_is_coded_can_be_named(tmp_path: Path) -> None:
    report = sampled(tmp_path / "archive", text=False)
    assert read_value("actors", "Ilse Brandvold", report, ALLOWED) == [{"actor": "a1", "name": "Ilse Brandvold"}]
    with pytest.raises(UnfitError, match="made without texts"):
        read_value("actors", "one diplomat (?)", report, ALLOWED)
