"""``import dateline``: what stands in the door, that it opens at once, and that its examples are true."""

from __future__ import annotations

import doctest
import pickle
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import dateline
from dateline.coder import DatelineCoder
from dateline.model import Coding, Coverage, Report, Versions
from dateline.reports.text import RawReport

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

    def test_whoever_comes_by_another_door_has_words_and_pays_nothing(self) -> None:
        code = (
            "import sys; from dateline.model import Coding; from dateline.model.drawing import _DRAWS\n"
            "print(Coding in _DRAWS, 'dateline.show' in sys.modules)\n"
            "import dateline; dateline.load; print(Coding in _DRAWS, 'dateline.show' in sys.modules)"
        )
        assert in_a_new_python(code).split() == ["False", "False", "True", "False"]


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
            ({"text": TEXT, "published": "2024-W19"}, ValueError),
            ({"text": TEXT, "title": "half \ud800"}, ValueError),
        ],
    )
    def test_what_is_wrong_is_told_in_a_sentence(
        self, coder: DatelineCoder, given: dict[str, Any], kind: type[Exception]
    ) -> None:
        with pytest.raises(dateline.ReportError, match=r"^the text: (is|has) .+; .+") as caught:
            coder.code(**given)
        assert isinstance(caught.value, kind)

    def test_the_report_of_a_coding_is_coded_anew(self, coder: DatelineCoder) -> None:
        coding = coder.code(TEXT, published="2024-05-06", title="Arrests", publisher="NTB")
        assert coder.code_report(coding.report) == coding
        assert list(coder.pipe([coding.report])) == [coding]
        with pytest.raises(dateline.ReportError, match=r"is a Report, not text; give it to code_report"):
            coder.code(coding.report)  # type: ignore[arg-type]

    def test_what_is_no_report_is_told(self, coder: DatelineCoder) -> None:
        with pytest.raises(
            dateline.ReportError, match=r"the report: is a str, and no report; give what dateline\.read"
        ):
            coder.code_report(TEXT)  # type: ignore[arg-type]
        with pytest.raises(dateline.ReportError, match=r"to_json: is given str, and no coding"):
            dateline.to_json(TEXT)  # type: ignore[arg-type]

    def test_a_coder_says_what_it_is_and_that_it_stays_where_it_is(self, coder: DatelineCoder) -> None:
        assert repr(coder).startswith("<DatelineCoder 0.")
        assert "codebook plover-2.0" in repr(coder)
        with pytest.raises(dateline.ReportError, match=r"cannot be pickled or copied; load one in each process"):
            pickle.dumps(coder)


class TestLoad:
    def test_a_codebook_that_is_no_folder_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(dateline.CodebookError, match="nowhere: no such folder"):
            dateline.load(tmp_path / "nowhere")
        with pytest.raises(dateline.CodebookError, match="holds no codebook files; name the folder"):
            dateline.load(tmp_path)
        (tmp_path / "frame.yaml").write_text("frames: []", encoding="utf-8")
        with pytest.raises(dateline.CodebookError, match=r"frame\.yaml: not a codebook file"):
            dateline.load(tmp_path)
        for wrong in (5, b"folder", ["folder"]):
            with pytest.raises(
                dateline.ReportError, match=r"load: is given .* as its codebook; give the name of a folder"
            ):
                dateline.load(wrong)  # type: ignore[arg-type]


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

        def read(text: str, *bounds: int, **limits: int) -> Any:
            return whole(text, *bounds, **limits) if "Oslo" in text else {}["sentences"]

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

    def test_a_table_of_pandas_is_told_how_to_give_its_rows(self, coder: DatelineCoder) -> None:
        pandas = pytest.importorskip("pandas")
        rows = [{"text": TEXT, "publisher": "NTB", "title": "Arrests"}, {"text": TEXT, "publisher": pandas.NA}]
        table = pandas.DataFrame(rows).astype("string")
        for give in (coder.pipe, dateline.read):
            with pytest.raises(dateline.ReportError, match=r"is given a DataFrame; .* table\.to_dict\('records'\)"):
                give(table)
        codings = list(coder.pipe(table.to_dict("records")))
        assert [coding.report.publisher for coding in codings] == ["NTB", None]
        assert len(list(coder.pipe(table["text"]))) == 2

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
