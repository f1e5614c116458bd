"""What has changed since a moment: new, changed and withdrawn, by coding or by review, under the same filters."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dateline.archive import Archive, Reviews
from dateline.exchange import format_named
from dateline.exchange.changes import Changes, ChangesAsked, changes_file, narrow_to_changes, write_changes
from dateline.exchange.gdelt import event_number
from dateline.exchange.selection import Filters, select_events
from tests.archive.judged import REPORT, at, found, judged
from tests.cli.factory import coding as sample

NOTHING = ChangesAsked(Filters())


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Archive, datetime]:
    """An archive of one report, and the moment before it was reviewed and another report was coded."""
    folder = tmp_path_factory.mktemp("kept") / "archive"
    archive = judged(folder, found("e6", "right"))
    since = datetime.now(UTC)
    Reviews(folder).append(
        [
            found("e3", "corrected", "type", "COERCE"),
            found("e4", "no_event"),
            found("e5", "corrected", "status", "happened"),
            found("a2", "corrected", "country", "NOR"),
            found("e6", "right", who="bo"),
            found(None, "missed_event", None, {"type": "AID", "trigger": at("too early")}),
        ]
    )
    coding = sample()
    archive.add(
        [
            replace(
                coding,
                report=replace(coding.report, id="r-new", url="https://news.example/new"),
                events=coding.events[:1],
            )
        ]
    )
    return archive, since


def changes(
    kept: tuple[Archive, datetime], name: str, output: Path, asked: ChangesAsked = NOTHING
) -> tuple[Changes, dict[str, tuple[str, str]]]:
    """The counts, and by event what changed and by what; with what the format writes of it."""
    archive, since = kept
    form = format_named(name)
    with archive.reading(raw=asked.raw) as connection:
        if asked.filters != Filters():
            select_events(connection, asked.filters)
        counts = narrow_to_changes(connection, archive, since, asked, form)
        form.export(connection, output, text=True)
        file = write_changes(connection, output, form)
    assert file == changes_file(output, form)
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len({row["id"] for row in rows}) == len(rows)
    return counts, {row["event_id"].removeprefix(f"{REPORT}:"): (row["change"], row["by"]) for row in rows}


def test_rows_to_put_in_and_rows_to_take_out(kept: tuple[Archive, datetime], tmp_path: Path) -> None:
    counts, found_changes = changes(kept, "plover", tmp_path / "x.jsonl")
    (missed,) = [key for key in found_changes if key.startswith("v")]
    assert found_changes == {
        "e1": ("changed", "review"),  # of its recipient's country
        "e2": ("changed", "review"),
        "e3": ("changed", "review"),
        "e4": ("withdrawn", "review"),
        "e5": ("changed", "review"),
        "e6": ("changed", "review"),  # two say now that it is right
        missed: ("new", "review"),
        "r-new:e1": ("new", "coding"),
    }
    assert counts == Changes(new=2, changed=5, withdrawn=1)
    written = {json.loads(line)["id"] for line in (tmp_path / "x.jsonl").read_text(encoding="utf-8").splitlines()}
    assert written == {f"{REPORT}:{key}" for key in ("e1", "e2", "e3", "e5", "e6", missed)} | {"r-new:e1"}


def test_formats_of_what_happened_compare_what_happened(kept: tuple[Archive, datetime], tmp_path: Path) -> None:
    _, found_changes = changes(kept, "gdelt", tmp_path / "x.tsv")
    assert found_changes["e5"] == ("new", "review"), "it was denied, and is corrected to have happened"
    assert "e2" not in found_changes, "it is planned"
    with (tmp_path / "x.changes.csv").open(encoding="utf-8", newline="") as lines:
        keys = {row["event_id"]: row["id"] for row in csv.DictReader(lines)}
    assert keys[f"{REPORT}:e4"] == str(event_number(f"{REPORT}:e4"))


def test_what_no_longer_fits_the_filters_is_withdrawn(kept: tuple[Archive, datetime], tmp_path: Path) -> None:
    counts, found_changes = changes(kept, "csv", tmp_path / "out", ChangesAsked(Filters(types=["ASSAULT"])))
    assert found_changes == {"e3": ("withdrawn", "review")}
    assert counts == Changes(0, 0, 1)
    assert (tmp_path / "out" / "events.csv").read_text(encoding="utf-8").count("\n") == 1


def test_raw_there_is_only_what_was_coded(kept: tuple[Archive, datetime], tmp_path: Path) -> None:
    _, found_changes = changes(kept, "geojson", tmp_path / "x.geojson", ChangesAsked(Filters(), raw=True))
    assert found_changes == {"r-new:e1": ("new", "coding")}


def test_a_report_that_is_coded_again_alike_has_not_changed(tmp_path: Path) -> None:
    archive = judged(tmp_path / "archive")
    since = datetime.now(UTC)
    coding = sample()
    archive.add([replace(coding, versions=replace(coding.versions, dateline="9"), events=coding.events[:5])])
    counts, found_changes = changes(
        (archive, since), "icews", tmp_path / "x.tsv", ChangesAsked(Filters(statuses=["historical", "happened"]))
    )
    assert counts == Changes(0, 0, 1)
    assert found_changes == {"e6": ("withdrawn", "coding")}
