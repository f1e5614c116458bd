"""``dateline plot`` over a real archive: pictures of three kinds, and what is said when there is nothing to draw."""

from __future__ import annotations

import builtins
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result

pytest.importorskip("altair")
pytest.importorskip("vl_convert")

from dateline.archive import Archive
from dateline.cli.plot import plot_command
from dateline.installed import how_to_install
from dateline.show.charts import KINDS_OF_CHARTS
from tests.cli.factory import coding


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive") / "selm"
    Archive.writable(folder).add([coding()])
    return folder


def plot(*arguments: object) -> Result:
    return CliRunner().invoke(plot_command, [str(argument) for argument in arguments])


@pytest.mark.parametrize("kind", KINDS_OF_CHARTS)
def test_each_kind_becomes_an_svg_with_its_title(archive: Path, tmp_path: Path, kind: str) -> None:
    file = tmp_path / "x.svg"
    result = plot(archive, "--kind", kind, "-o", file, "--title", "Selm in March")
    assert result.exit_code == 0, result.output
    written = file.read_text(encoding="utf-8")
    assert written.startswith("<svg")
    assert "Selm in March" in written


def test_a_png_is_a_png(archive: Path, tmp_path: Path) -> None:
    assert plot(archive, "--kind", "dyads", "-o", tmp_path / "x.png").exit_code == 0
    assert (tmp_path / "x.png").read_bytes().startswith(b"\x89PNG")


def test_a_page_needs_no_network_and_no_title_can_end_its_script(archive: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.html"
    plot(archive, "--kind", "network", "-o", file, "--title", "</script><script>alert(1)</script>")
    page = file.read_text(encoding="utf-8")
    assert "<script src=" not in page
    assert "</script><script>alert(1)" not in page
    assert "\\u003c/script>\\u003cscript>alert(1)" in page


DRAWN = """
import sys
from dateline.cli.plot import plot_command
for kind in sys.argv[2:]:
    for suffix in ("png", "svg", "html"):
        plot_command(["a", "--kind", kind, "-o", f"{kind}.{suffix}", "--title", sys.argv[1]], standalone_mode=False)
"""


def test_a_name_may_hold_what_no_picture_can(tmp_path: Path) -> None:
    """In a process of its own: what ends the renderer ends all of it."""
    whole, odd = coding(), "\x01\x1b\x0b\ufffe\uffff"
    actors = tuple(replace(actor, name=f"{actor.name}{odd}") for actor in whole.actors)
    places = tuple(replace(place, name=f"{odd}{place.name}") for place in whole.places)
    Archive.writable(tmp_path / "a").add([replace(whole, actors=actors, places=places)])
    done = subprocess.run(
        [sys.executable, "-c", DRAWN, f"Selm{odd}", *KINDS_OF_CHARTS],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-300:]
    assert len(list(tmp_path.glob("*.*g"))) == 2 * len(KINDS_OF_CHARTS)
    for kind in KINDS_OF_CHARTS:
        assert (tmp_path / f"{kind}.png").stat().st_size > 1_000
        assert "Selm���" in "".join(ET.parse(tmp_path / f"{kind}.svg").getroot().itertext())


def test_a_query_chooses_the_events(archive: Path, tmp_path: Path) -> None:
    query = "SELECT event_id FROM events WHERE killed > 1"
    assert plot(archive, "--kind", "timeline", "-o", tmp_path / "x.svg", "--query", query).exit_code == 0
    written = (tmp_path / "x.svg").read_text(encoding="utf-8")
    assert "1 event, 12 March 2024" in written
    assert "CONSULT" not in written


def test_a_query_without_event_ids_does_not_choose_all_events(archive: Path, tmp_path: Path) -> None:
    result = plot(archive, "--kind", "timeline", "-o", tmp_path / "x.svg", "--query", "SELECT 1 AS n")
    assert result.exit_code == 1
    assert "the query yields no column event_id; it yields n" in result.stderr
    assert not (tmp_path / "x.svg").exists()


def test_a_query_reads_no_file_outside_the_archive(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "ids.csv").write_text("event_id\nx\n")
    query = f"SELECT event_id FROM read_csv('{tmp_path}/ids.csv')"
    result = plot(archive, "--kind", "timeline", "-o", tmp_path / "x.svg", "--query", query)
    assert result.exit_code == 1
    assert "read_csv cannot be read from" in result.stderr


@pytest.mark.parametrize(
    "query",
    [
        "SELECT event_id FROM events) LIMIT 0; COPY (SELECT 1 AS a) TO '{part}' (FORMAT parquet); SELECT 1 FROM (SELECT 1",
        "SELECT event_id FROM events; COPY (SELECT 1 AS a) TO '{part}' (FORMAT parquet)",
        "COPY (SELECT 1 AS a) TO '{part}' (FORMAT parquet)",
        "WITH a AS (COPY (SELECT 1 AS a) TO '{part}' (FORMAT parquet)) SELECT event_id FROM events",
    ],
)
def test_a_query_that_holds_a_second_statement_writes_nothing(archive: Path, tmp_path: Path, query: str) -> None:
    (part,) = (archive / "codings").iterdir()
    before = part.read_bytes()
    result = plot(archive, "--kind", "timeline", "-o", tmp_path / "x.svg", "--query", query.format(part=part))
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert part.read_bytes() == before


def test_a_query_may_end_in_a_comment(archive: Path, tmp_path: Path) -> None:
    query = "SELECT event_id FROM events -- all of them"
    assert plot(archive, "--kind", "timeline", "-o", tmp_path / "x.svg", "--query", query).exit_code == 0


def test_a_query_that_is_none_is_explained(archive: Path, tmp_path: Path) -> None:
    result = plot(archive, "--kind", "timeline", "-o", tmp_path / "x.svg", "--query", "SELECT nothing FROM nowhere")
    assert result.exit_code == 1
    assert "nowhere" in result.output


def test_a_filter_that_nothing_fits_leaves_the_old_picture(archive: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.svg"
    file.write_text("old")
    result = plot(archive, "--kind", "map", "-o", file, "--type", "ASSULT")
    assert result.exit_code == 2
    assert "did you mean ASSAULT?" in result.stderr
    assert file.read_text() == "old"


def test_what_is_drawn_and_what_is_not_is_said_in_the_picture_and_by_the_command(archive: Path, tmp_path: Path) -> None:
    result = plot(archive, "--kind", "map", "-o", tmp_path / "x.svg")
    for said in (result.stderr, (tmp_path / "x.svg").read_text(encoding="utf-8")):
        assert "1 of 6 events, " in said
        assert "1 denied, 1 historical, 1 planned, 2 without a place" in said
    assert "the same with a name that ends in .html" in result.stderr


@pytest.mark.parametrize("kind", KINDS_OF_CHARTS)
def test_a_page_tells_the_sentences_behind_every_mark(archive: Path, tmp_path: Path, kind: str) -> None:
    file = tmp_path / "x.html"
    assert plot(archive, "--kind", kind, "-o", file).exit_code == 0
    page = file.read_text(encoding="utf-8")
    spec = page.split('id="spec">', 1)[1].split("</script>", 1)[0]
    marks = {int(number) for number in re.findall(r'"mark": (\d+)', spec)}
    assert marks == {int(number) for number in re.findall(r'<details id="mark-(\d+)">', page)} != set()
    assert "Velmarian Foreign Minister Ilse Brandvold met with Orvian President Tomas Reyk" in page


def test_an_archive_without_words_says_so_in_place_of_sentences(tmp_path: Path) -> None:
    Archive.writable(tmp_path / "archive").add([coding()], text=False)
    plot(tmp_path / "archive", "--kind", "map", "-o", tmp_path / "x.html")
    assert "This archive keeps no sentences of its reports." in (tmp_path / "x.html").read_text(encoding="utf-8")


def test_the_axis_of_a_timeline_begins_at_zero(archive: Path) -> None:
    from dateline.show.charts import draw

    with Archive(archive).reading() as connection:
        chart = draw(connection, "timeline", None).chart.to_dict()
    y = chart["spec"]["encoding"]["y"] if "spec" in chart else chart["encoding"]["y"]
    assert y["scale"]["domain"][0] == 0
    assert y["axis"]["values"][0] == 0


def test_nothing_to_draw_is_said(archive: Path, tmp_path: Path) -> None:
    result = plot(archive, "--kind", "map", "-o", tmp_path / "x.svg", "--type", "SANCTION")
    assert result.exit_code == 1
    assert "nothing to draw: no chosen event has a place with coordinates" in result.output


def test_another_kind_of_file_is_refused_before_the_work(archive: Path, tmp_path: Path) -> None:
    result = plot(archive, "--kind", "map", "-o", tmp_path / "x.jpg")
    assert result.exit_code == 2
    assert ".png, .svg or .html" in result.output


def test_without_the_extra_the_message_says_what_to_install(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without_altair(name: str, *rest: Any) -> Any:
        if name.split(".", maxsplit=1)[0] == "altair":
            raise ModuleNotFoundError(f"No module named {name!r}", name="altair")
        return real(name, *rest)

    monkeypatch.delitem(sys.modules, "dateline.show.charts")
    monkeypatch.setattr(builtins, "__import__", without_altair)
    result = plot(archive, "--kind", "map", "-o", tmp_path / "x.svg")
    assert result.exit_code == 1
    assert f"install it with: {how_to_install('plot')}" in result.output
    assert "altair>=" in result.output
