"""``import dateline``: what stands in the door, that it opens at once, and that its examples are true."""

from __future__ import annotations

import copy
import doctest
import html
import io
import json
import pickle
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import dateline
from dateline.coder import DatelineCoder
from dateline.errors import MissingPackageError
from dateline.model import Coding, Coverage, Report, Span, Versions
from dateline.model.drawing import drawn
from dateline.reports.text import RawReport
from tests.cli import factory

NAMES = [
    "Actor",
    "ArchiveError",
    "CodebookError",
    "Coder",
    "Coding",
    "DatelineError",
    "Event",
    "LanguageError",
    "Place",
    "ReaderError",
    "Report",
    "ReportError",
    "RunError",
    "Statement",
    "from_json",
    "load",
    "open",
    "read",
    "to_json",
]
HEAVY = ("numpy", "onnxruntime", "duckdb", "tokenizers", "pandas", "lxml", "rich", "click", "yaml", "dateline.coder")
TEXT = "Police arrested three protesters in Oslo on Sunday."


@pytest.fixture(scope="module")
def coder() -> DatelineCoder:
    return dateline.load()


def in_a_new_python(code: str) -> str:
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


class TestNames:
    def test_they_are_these(self) -> None:
        assert dateline.__all__ == NAMES == sorted(NAMES)
        assert sorted(dir(dateline)) == sorted([*NAMES, "__version__"])

    @pytest.mark.parametrize("name", NAMES)
    def test_each_is_there_and_says_what_it_is_with_an_example(self, name: str) -> None:
        about = getattr(dateline, name).__doc__ or ""
        assert len(about) > 40
        assert ">>> " in about

    def test_every_error_that_is_raised_is_among_them_or_a_child_of_one(self) -> None:
        errors = [e for e in vars(import_module("dateline.errors")).values() if isinstance(e, type)]
        shown = tuple(getattr(dateline, name) for name in NAMES if name.endswith("Error") and name != "DatelineError")
        mine = [e for e in errors if issubclass(e, dateline.DatelineError) and e is not dateline.DatelineError]
        assert len(mine) >= 5
        assert all(issubclass(error, shown) for error in mine)

    def test_what_is_not_there_is_told_as_python_tells_it(self) -> None:
        with pytest.raises(AttributeError, match="module 'dateline' has no attribute 'Loader'"):
            _ = dateline.Loader

    def test_another_coder_is_a_coder_too(self) -> None:
        class Silent:
            versions = Versions("silent", "0", "none", "none")

            def code_report(self, raw: RawReport) -> Coding:
                coverage = Coverage(len(raw.text), 0, 0, truncated=True)
                return Coding(Report("r", raw.text), (), (), (), (), (), coverage, self.versions, ())

        assert isinstance(Silent(), dateline.Coder)
        assert not isinstance(object(), dateline.Coder)


class TestOpensAtOnce:
    def test_nothing_heavy_is_imported_by_the_import_alone(self) -> None:
        found = in_a_new_python(f"import sys, dateline; dir(dateline); print([m for m in {HEAVY} if m in sys.modules])")
        assert found == "[]"

    @pytest.mark.parametrize("name", [n for n in NAMES if n not in ("Coder", "load")])
    def test_nor_by_a_look_at_what_reads_no_text(self, name: str) -> None:
        light = ("onnxruntime", "tokenizers", "duckdb", "pandas", "dateline.coder")
        found = in_a_new_python(
            f"import sys, dateline; dateline.{name}; print([m for m in {light} if m in sys.modules])"
        )
        assert found == "[]"


@pytest.mark.parametrize(
    "module",
    [
        "dateline",
        "dateline.coder",
        "dateline.errors",
        "dateline.library.opened",
        "dateline.library.read",
        "dateline.model.actor",
        "dateline.model.brief",
        "dateline.model.coding",
        "dateline.model.contract",
        "dateline.model.event",
        "dateline.model.place",
        "dateline.model.record",
        "dateline.model.report",
        "dateline.model.statement",
        "dateline.reports.given",
    ],
)
def test_the_examples_are_true(module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = doctest.testmod(import_module(module), optionflags=doctest.ELLIPSIS)
    assert result.attempted
    assert not result.failed


class TestCode:
    @pytest.mark.parametrize(
        "day", [date(2024, 5, 6), datetime(2024, 5, 6, 12, tzinfo=UTC), "2024-05-06", "2024-05-06T08:00:00Z"]
    )
    def test_a_day_comes_as_programs_hold_it(self, coder: DatelineCoder, day: date | str) -> None:
        assert coder.code(TEXT, published=day).report.published == date(2024, 5, 6)

    @pytest.mark.parametrize(
        ("given", "kind"),
        [
            ({"text": TEXT.encode()}, TypeError),
            ({"text": TEXT, "published": 5}, TypeError),
            ({"text": TEXT, "publisher": []}, TypeError),
            ({"text": TEXT, "published": "last week"}, ValueError),
        ],
    )
    def test_what_is_wrong_is_told_in_a_sentence(
        self, coder: DatelineCoder, given: dict[str, Any], kind: type[Exception]
    ) -> None:
        with pytest.raises(dateline.ReportError, match=r"^the text: (is|has) .+; .+") as caught:
            coder.code(**given)
        assert isinstance(caught.value, kind)


class TestPipe:
    def test_codings_come_in_order_and_are_those_of_code(self, coder: DatelineCoder) -> None:
        texts = [f"Police arrested {n} protesters in Oslo." for n in ("three", "four", "five")]
        assert list(coder.pipe(texts)) == [coder.code(text) for text in texts]

    def test_they_are_the_same_over_processes_errors_and_all(self, coder: DatelineCoder) -> None:
        given = [TEXT, "", {"text": TEXT, "publisher": "NTB"}, b"x", (TEXT, {"published": "2024-05-06"}), "Der Minister sprach am Freitag."]  # fmt: skip
        here, there = (list(coder.pipe(given, jobs=jobs, errors="yield")) for jobs in (1, 2))
        assert [str(found) for found in there] == [str(found) for found in here]
        assert [found for found in there if isinstance(found, Coding)] == [c for c in here if isinstance(c, Coding)]
        assert [type(found).__name__ for found in here][:4] == ["Coding", "ReportError", "Coding", "WrongTypeError"]

    def test_a_coding_comes_before_the_next_report_is_read(self, coder: DatelineCoder) -> None:
        read: list[int] = []

        def reports() -> Iterator[str]:
            for number in range(100):
                read.append(number)
                yield TEXT

        codings = coder.pipe(reports())
        assert read == []
        next(codings)
        assert read == [0]

    def test_what_cannot_be_coded_is_raised_or_left_out_or_yielded(self, coder: DatelineCoder) -> None:
        codings = coder.pipe([TEXT, "  "])
        assert isinstance(next(codings), Coding)
        with pytest.raises(dateline.ReportError, match="report 2: is empty; give a report's text"):
            next(codings)
        assert len(list(coder.pipe(["", TEXT, ""], errors="skip"))) == 1
        assert [isinstance(f, Coding) for f in coder.pipe(["", TEXT], errors="yield")] == [False, True]

    def test_a_report_that_trips_the_coder_is_told_and_the_next_is_coded(
        self, coder: DatelineCoder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        whole = coder.reader.read

        def read(text: str, *bounds: int) -> Any:
            return whole(text, *bounds) if "Oslo" in text else {}["sentences"]

        monkeypatch.setattr(coder.reader, "read", read)
        error, coding = coder.pipe(["Lund met Krag in Bergen.", TEXT], errors="yield")
        assert isinstance(coding, Coding)
        assert "this is a mistake in Dateline" in str(error)
        assert isinstance(error.__cause__, KeyError)

    def test_it_takes_what_read_gives(self, coder: DatelineCoder, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(TEXT)
        (tmp_path / "b.txt").write_text("")
        reports = dateline.read(tmp_path, errors="yield")
        first, second = coder.pipe(reports, errors="yield")
        assert isinstance(first, Coding)
        assert str(second).startswith(str(tmp_path / "b.txt"))

    @pytest.mark.parametrize("wrong", [{"jobs": 0}, {"jobs": "2"}, {"errors": "ignore"}])
    def test_wrong_ways_to_work_are_told_at_once(self, coder: DatelineCoder, wrong: dict[str, Any]) -> None:
        with pytest.raises(dateline.DatelineError, match=r"^(jobs|errors): is .+; give"):
            coder.pipe([TEXT], **wrong)

    def test_another_codebook_goes_with_the_coder(self, tmp_path: Path) -> None:
        (tmp_path / "mine.yaml").write_text(
            "frames:\n- frame: mine\n  type: AID\n  predicates: [defenestrate.v]\n  actor: ARG0\n  recipient: ARG1\n"
            '  examples:\n  - text: "Rebels defenestrated the governor."\n    actor: Rebels\n'
        )
        (tmp_path / "frames").mkdir()
        (tmp_path / "mine.yaml").rename(tmp_path / "frames" / "mine.yaml")
        own = dateline.load(tmp_path)
        text = "Rebels defenestrated the governor."
        (there,) = own.pipe([text], jobs=2)
        assert there == own.code(text)
        assert [event.type for event in there.events] == ["AID"]


class TestRead:
    LINES = '{"text": "a b", "day": "3/4/2021", "by": "AFP"}\n{"text": ""}\n{"text": "c d"}\n'

    @pytest.fixture
    def file(self, tmp_path: Path) -> Path:
        path = tmp_path / "reports.jsonl"
        path.write_text(self.LINES)
        return path

    def test_a_path_a_name_a_folder_a_pattern_and_open_files_are_sources(self, file: Path) -> None:
        with file.open("rb") as binary, file.open() as text:
            ways = [file, str(file), file.parent, f"{file.parent}/*.jsonl", binary, text, io.StringIO(self.LINES)]
            found = [[r.text for r in dateline.read(way, errors="skip")] for way in ways]
        assert found == [["a b", "c d"]] * len(ways)

    def test_several_sources_are_read_one_after_the_other(self, file: Path) -> None:
        assert [r.text for r in dateline.read([file, io.BytesIO(b"e f")], errors="skip")] == ["a b", "c d", "e f"]
        assert list(dateline.read([])) == []

    def test_standard_input_is_a_source(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"a report")))
        assert [r.text for r in dateline.read("-")] == ["a report"]

    def test_what_is_said_of_columns_days_and_publisher_counts(self, file: Path) -> None:
        first = next(dateline.read(file, columns={"date": "day"}, day_first=True, publisher="NTB"))
        assert (first.published, first.publisher) == (date(2021, 4, 3), "NTB")

    def test_what_cannot_be_read_is_raised_in_its_place(self, file: Path) -> None:
        reports = dateline.read(file)
        assert next(reports).text == "a b"
        with pytest.raises(dateline.ReportError, match=r"reports\.jsonl, line 2"):
            next(reports)
        assert [type(r).__name__ for r in dateline.read(file, errors="yield")] == [
            "RawReport",
            "ReportError",
            "RawReport",
        ]
        with pytest.raises(dateline.ReportError, match=r"none\.txt: does not exist"):
            next(dateline.read(file.parent / "none.txt"))

    @pytest.mark.parametrize(
        ("given", "told"),
        [
            ({"source": 5}, "is an int, and no source; give a path"),
            ({"source": b"text"}, "is bytes, and no source"),
            ({"source": None}, "is None, and no source"),
            ({"source": {"text": "x"}}, "is a dict, and no source"),
            ({"source": "-", "kind": "docx"}, "is given the kind 'docx'; give one of text, "),
            ({"source": "-", "encoding": "utf-9"}, "is given the encoding 'utf-9', which is none"),
            ({"source": "-", "columns": {"body": "x"}}, "is told of a column for 'body'"),
            ({"source": "-", "columns": ["body"]}, "is given a list as columns"),
            ({"source": "-", "columns": {"text": 5}}, "has an int as its column for text"),
            ({"source": "-", "published": "soon"}, "has 'soon' as the day it was published"),
            ({"source": "-", "errors": "no"}, "errors: is 'no'"),
        ],
    )
    def test_what_is_given_wrongly_is_told_at_once(self, given: dict[str, Any], told: str) -> None:
        with pytest.raises(dateline.ReportError) as caught:
            dateline.read(**given)
        assert told in str(caught.value)

    def test_a_closed_file_is_told(self, file: Path) -> None:
        with file.open() as closed:
            pass
        with pytest.raises(dateline.ReportError, match="is closed; open it"):
            dateline.read(closed)


class TestRecords:
    def test_ids_have_names(self) -> None:
        coding = factory.coding()
        event = coding.events[0]
        assert coding.names(event.actors) == ["Ilse Brandvold"]
        assert coding.names(event.sources) == ["Orvian Foreign Ministry", "Orvian News Agency"]
        assert coding.name(event.place) == coding.place("p1").name == "Geneva"
        assert coding.actor("a2").name == coding.name("a2") == "Tomas Reyk"
        assert coding.name(None) is None

    @pytest.mark.parametrize("ask", ["actor", "place", "name"])
    def test_an_unknown_id_is_told_with_those_there_are(self, ask: str) -> None:
        with pytest.raises(dateline.ReportError, match=r"the coding: has no .*'zz'; give one of [ap]1, ") as caught:
            getattr(factory.coding(), ask)("zz")
        assert isinstance(caught.value, LookupError)
        with pytest.raises(LookupError, match="it has none at all"):
            getattr(factory.bare("x"), ask)("zz")

    def test_they_are_equal_after_any_way_there_and_back(self) -> None:
        coding = factory.coding()
        for other in (
            pickle.loads(pickle.dumps(coding)),
            copy.copy(coding),
            copy.deepcopy(coding),
            Coding.from_dict(coding.to_dict()),
            dateline.from_json(dateline.to_json(coding)),
            dateline.from_json(json.dumps(coding.to_dict())),
            dateline.from_json(json.dumps(coding.to_dict()).encode()),
        ):
            assert other == coding
            assert hash(other) == hash(coding)
        assert replace(coding, events=()) != coding

    def test_each_is_plain_data_as_the_contract_has_it(self) -> None:
        coding = factory.coding()
        plain = coding.to_dict()
        assert plain["schema"] == "dateline/2"
        assert coding.events[1].to_dict() == plain["events"][1]
        assert coding.actors[1].to_dict() == plain["actors"][1]
        assert coding.report.to_dict() == plain["report"]

    @pytest.mark.parametrize(
        ("wrong", "told"),
        [
            ([], "is no JSON object; give what to_json gave"),
            ({}, "follows the schema None"),
            ({"schema": "dateline/1"}, "follows the schema 'dateline/1', and this Dateline reads dateline/2"),
            ({"schema": "dateline/2", "report": {"text": None}}, "holds no text of its report"),
            ("{", "is not JSON"),
            ("[" * 100_000, "is not JSON"),
            (b"\xff", "is not JSON"),
        ],
    )
    def test_what_is_no_coding_is_refused_in_a_sentence(self, wrong: Any, told: str) -> None:
        with pytest.raises(dateline.ReportError, match=r"^the coding: ") as caught:
            dateline.from_json(wrong)
        assert told in str(caught.value)

    def test_a_record_shows_itself_in_a_line_whatever_it_holds(self) -> None:
        text = "x\ny " * 300_000
        long = replace(factory.bare(text), report=Report("r" * 10**6, text, publisher="p" * 10**6))
        span = Span.of(text, 0, len(text))
        coding = factory.coding()
        actor = replace(coding.actors[0], name=text, mentions=coding.actors[0].mentions * 1000)
        records = [long, long.report, span, actor, *coding.events, *coding.actors, *coding.places, *coding.statements]
        for record in records:
            assert len(repr(record)) < 400
            assert "\n" not in repr(record)
        assert (
            repr(coding)
            == "<Coding r-selm: Orvian News Agency, 2024-03-14, 6 events, 5 actors, 2 places, 5 statements, 2 abstained>"
        )
        assert repr(coding.events[1]) == "<Event e2: CONSULT visit, planned, a2 → a5, 'visit'>"
        assert repr(coding.actors[0]) == "<Actor a1: Ilse Brandvold, person, XVE, GOV, 2 mentions>"

    def test_a_raw_report_shows_no_text_of_a_megabyte(self) -> None:
        assert len(repr(RawReport("r", "x " * 10**6, source="a.txt"))) < 200


class TestFrames:
    def test_events_are_a_table_by_names(self) -> None:
        pandas = pytest.importorskip("pandas")
        frame = factory.coding().events_frame()
        assert list(frame["type"]) == ["CONSULT", "CONSULT", "ASSAULT", "SANCTION", "SANCTION", "RETREAT"]
        first = frame.iloc[0]
        assert (first["actors"], first["actor_countries"], first["place_name"]) == (
            ["Ilse Brandvold"],
            ["XVE"],
            "Geneva",
        )
        assert first["sources"] == ["Orvian Foreign Ministry", "Orvian News Agency"]
        assert first["date_start"] == pandas.Timestamp("2024-03-13")
        assert frame["event_id"].is_unique
        assert frame["killed"].sum() == 3
        assert frame["date_start"].isna().sum() == 2

    def test_actors_and_statements_are_tables_too(self) -> None:
        pytest.importorskip("pandas")
        coding = factory.coding()
        actors, statements = coding.actors_frame(), coding.statements_frame()
        assert list(actors["name"])[:2] == ["Ilse Brandvold", "Tomas Reyk"]
        assert list(actors["roles"])[:2] == [["Foreign Minister"], ["President"]]
        assert list(statements["speaker_name"])[-1] is None
        assert statements["about"].iloc[0] == ["Ilse Brandvold", "Tomas Reyk"]

    def test_tables_of_nothing_have_all_columns_of_the_same_types(self) -> None:
        pandas = pytest.importorskip("pandas")
        for name in ("events_frame", "actors_frame", "statements_frame"):
            full, empty = (getattr(coding, name)() for coding in (factory.coding(), factory.bare("x")))
            assert len(empty) == 0
            assert empty.dtypes.equals(full.dtypes)
            assert len(pandas.concat([full, empty])) == len(full)

    def test_columns_are_called_as_in_an_archive(self) -> None:
        from dateline.archive.columns import columns_of
        from dateline.model.rows import EVENTS

        own = {"actors", "actor_countries", "recipients", "recipient_countries", "place_from"}
        assert set(EVENTS) - own <= {column.name for column in columns_of("events")}

    def test_without_pandas_the_command_to_install_it_is_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "pandas", None)
        with pytest.raises(MissingPackageError, match="needs pandas, which is not installed; pip install pandas"):
            factory.coding().events_frame()


class TestNotebook:
    def test_a_coding_is_its_page_in_a_frame(self) -> None:
        shown = factory.coding()._repr_html_()
        assert shown is not None
        assert shown.startswith("<iframe ")
        inside = html.unescape(shown)
        assert inside.count('<mark class="trigger"') == 6
        assert 'class="card event' in inside
        assert shown.count("<") == 2  # the frame's own: nothing of the page is in the notebook itself

    def test_a_hostile_report_stays_inside_it(self) -> None:
        shown = factory.bare('"><script>alert(1)</script></iframe>' * 3)._repr_html_()
        assert shown is not None
        assert "<script" not in shown
        assert shown.count("iframe>") == 1

    def test_a_very_long_one_is_told_rather_than_shown(self) -> None:
        shown = factory.bare("long <b> text " * 10_000)._repr_html_()
        assert shown is not None
        assert len(shown) < 1000
        assert "dateline code FILE --html" in shown

    def test_a_record_that_nobody_draws_is_shown_in_words(self) -> None:
        assert drawn(object()) is None

    def test_whoever_comes_by_another_door_has_words_and_pays_nothing(self) -> None:
        code = (
            "import sys; from dateline.model import Coding; from dateline.model.drawing import _DRAWS\n"
            "print(Coding in _DRAWS, 'dateline.show' in sys.modules)\n"
            "import dateline; dateline.load; print(Coding in _DRAWS, 'dateline.show' in sys.modules)"
        )
        assert in_a_new_python(code).split() == ["False", "False", "True", "False"]
