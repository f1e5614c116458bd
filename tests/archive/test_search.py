"""Full-text search finds what the views show, whatever happens to the archive, to its index, or to who writes them."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dateline.archive import Archive, search, search_file, search_indexing
from dateline.archive.merge import merge
from dateline.archive.search import Search
from dateline.archive.search_file import DamagedIndexError
from dateline.archive.search_rows import FOLDER
from dateline.archive.search_words import SearchWordsError
from dateline.errors import ArchiveError
from dateline.model import Coding
from tests.cli.factory import bare

TEXTS = {
    "strait": "Talks on the strait ended in Oslo. The ministers talked for days about peace.",
    "market": "Demonstrators gathered at the market of Saná. The demonstration was the largest this year.",
    "talks": "The peace talks go on, said Erdoğan. Peace is near.",
    "sport": "Lund won the race. There were no talks.",
}


def report(name: str, text: str, coder: str = "dateline", **more: Any) -> Coding:
    coding = bare(text)
    about = {"id": name, "publisher": f"Paper of {name}", "url": f"https://example.org/{name}", **more}
    versions = replace(coding.versions, coder=coder)
    return replace(coding, report=replace(coding.report, **about), versions=versions)


def numbered(first: int, count: int) -> list[Coding]:
    chance = random.Random(first)
    words = ["talks", "strait", "market", "peace", "race", "minister", "oslo", "rain"]
    return [
        report(f"n-{n}", f"Number{n} " + " ".join(chance.choices(words, k=30))) for n in range(first, first + count)
    ]


def of_texts(folder: Path) -> Archive:
    made = Archive.writable(folder)
    made.add([report(name, text) for name, text in TEXTS.items()])
    return made


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return of_texts(tmp_path / "archive")


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Search:
    """For tests that only ask."""
    return searching(of_texts(tmp_path_factory.mktemp("indexed") / "archive"))


def searching(archive: Archive, **more: Any) -> Search:
    found = Search(archive.folder, **more)
    found.refresh()
    return found


def found_by(found: Search, words: str, **more: Any) -> list[str]:
    return [report_id for report_id, _ in found.find(words, **more).found]


def held(found: Search) -> list[str]:
    return sorted(report_id for report_id in found.matching("publisher:paper"))


class TestFinding:
    @pytest.mark.parametrize(
        ("words", "names"),
        [
            ("peace", {"strait", "talks"}),
            ("talk peace", {"strait", "talks"}),
            ('"peace talks"', {"talks"}),
            ("talks -peace", {"sport"}),
            ("market OR race", {"market", "sport"}),
            ("(market OR strait) peace", {"strait"}),
            ("demonstrat*", {"market"}),
            ("demonstrati*", {"market"}),
            ("demonstrator*", {"market"}),
            ("sana", {"market"}),
            ("ERDOGAN", {"talks"}),
            ("publisher:market", {"market"}),
            ("text:market", {"market"}),
            ("title:market", set()),
            ('publisher:"paper of sport" talks', {"sport"}),
            ("nowhere", set()),
        ],
    )
    def test_words_find_the_reports_that_hold_them(self, indexed: Search, words: str, names: set[str]) -> None:
        results = indexed.find(words)
        assert {report_id for report_id, _ in results.found} == names
        assert results.total == len(names)
        assert [rank for _, rank in results.found] == list(range(1, len(names) + 1))
        assert set(indexed.matching(words)) == names

    def test_a_title_counts_more_than_a_text(self, archive: Archive) -> None:
        archive.add([report("titled", "Somebody said something long about nothing at all.", title="Peace at last")])
        assert found_by(searching(archive), "peace")[0] == "titled"
        assert found_by(searching(archive), "title:peace") == ["titled"]

    def test_a_page_goes_on_where_the_one_before_ended(self, archive: Archive) -> None:
        found = searching(archive)
        every = found.find("talks OR market", limit=None)
        assert every.total == 4
        pages = [found.find("talks OR market", 2, skip=skip) for skip in (0, 2, 4)]
        assert tuple(one for page in pages for one in page.found) == every.found
        assert {page.total for page in pages} == {4}

    def test_it_searches_among_some_alone(self, archive: Archive) -> None:
        found = searching(archive)
        assert found_by(found, "peace", among=["talks", "market", "nowhere", "a'b"]) == ["talks"]
        assert found.find("peace", among=[]) == ((), 0)

    def test_of_very_many_the_last_are_weighed_and_all_counted(
        self, archive: Archive, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        archive.add(numbered(0, 60))
        found = searching(archive)
        total = found.find("talks").total
        monkeypatch.setattr(search, "_RANKED", 30)
        assert found.find("talks", 5).total == total
        assert len(found_by(found, "talks", limit=50)) == 50
        assert len(found_by(found, "talks", limit=None)) == total

    def test_snippets_and_hits_are_of_the_reports_own_text(self, archive: Archive) -> None:
        archive.add([report("hat", "\x00 🕊️ Erdoğan\u2028met “peace”.", title="Peace, he says")])
        found = searching(archive)
        assert "hat" in found_by(found, "erdogan peace")
        snippet = found.snippet("hat", "erdogan peace")
        assert snippet is not None
        text = "\x00 🕊️ Erdoğan\u2028met “peace”."
        assert [text[a:b] for a, b in snippet.hits] == ["Erdoğan", "peace"]
        assert snippet.text == text[snippet.start : snippet.end]
        assert [*snippet.title_hits] == [(0, 5)]
        assert [TEXTS["talks"][a:b] for a, b in found.hits("talks", "peace -war").text] == ["peace", "Peace"]
        assert found.snippet("nowhere", "peace") is None
        assert found.hits("nowhere", "peace") == ((), ())
        assert set(found.snippets(["talks", "nowhere", "sport"], "peace")) == {"talks", "sport"}


HOSTILE = [
    '"', "(", ")", "*", "-", "AND", "a AND", "NEAR(a b)", "NEAR/2", "a NEAR/0 b", "^a", "{a b} : c", "title : : a", "a:b:c", "';--",
    "'; DROP TABLE words; --", "\x00", "\ud800", "a\x00b", "%", "_", "\\", "rank:a", "words:a", "rowid:1", "-" * 50, '""""""', "*" * 50,
    "a" * 100_000, "(" * 5_000, '"a" ' * 30, "NEAR(" * 50, " OR ".join(["talks"] * 90), "talks* " * 90, "\u202e talks", "🕊️",
    "日本", '"' + "talks " * 90 + '"', "-talks", "talks OR -peace",
]  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_whatever_is_asked_is_answered_or_refused_soon(indexed: Search, words: str) -> None:
    began = time.process_time()
    refused = []
    for ask in (indexed.find, indexed.matching, lambda asked: indexed.snippet("talks", asked)):
        try:
            ask(words)
        except SearchWordsError as error:
            refused.append(str(error))
    assert time.process_time() - began < 2
    assert all(told.isprintable() and len(told) < 300 for told in refused)


def test_a_search_that_takes_long_is_ended(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.add(numbered(0, 300))
    found = searching(archive)
    monkeypatch.setattr(search, "SECONDS", -1.0)
    monkeypatch.setattr(search_file, "_STEPS", 1)
    with pytest.raises(
        SearchWordsError, match=r"search for 'talks': takes longer than .* seconds; ask for fewer or rarer words"
    ):
        found.find("talks")


def test_a_beginning_of_too_many_words_is_refused(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.add([report("many", " ".join(f"ties{n}" for n in range(9)))])
    found = searching(archive)
    assert found_by(found, "ties*") == ["many"]
    monkeypatch.setattr(search, "_BEGUN", 5)
    with pytest.raises(SearchWordsError, match="stands for more than 5 words"):
        found.find("ties*")


class TestWhatIsIndexed:
    def test_only_what_is_new_is(self, archive: Archive) -> None:
        found = Search(archive.folder)
        told: list[tuple[int, int]] = []
        assert found.refresh(lambda done, of: told.append((done, of))) == 4
        assert told == [(4, 4)]
        assert found.refresh() == 0
        archive.add(numbered(0, 3))
        assert found.refresh() == 3
        assert Search(archive.folder).refresh() == 0
        assert found.holding() == (7, 0)

    def test_the_newest_coding_of_a_report_is(self, archive: Archive) -> None:
        found = searching(archive)
        archive.add([report("talks", "War is near.", publisher="Paper of talks")])
        assert found.refresh() == 1
        assert (found_by(found, "war"), found_by(found, "erdogan")) == (["talks"], [])
        assert found.holding().reports == 4

    def test_a_report_whose_id_another_has_is_found_by_the_id_that_is_shown(self, archive: Archive) -> None:
        archive.add([report("talks", "A wedding took place.", url="https://example.org/other")])
        with archive.reading() as connection:
            shown = {row[0] for row in connection.execute("SELECT report_id FROM reports").fetchall()}
        found = searching(archive)
        (renamed,) = shown - set(TEXTS)
        assert renamed.startswith("talks~")
        assert found_by(found, "wedding") == [renamed]
        assert found.snippet(renamed, "wedding") is not None

    def test_parts_that_are_merged_cost_nothing(self, archive: Archive) -> None:
        for first in range(0, 30, 10):
            archive.add(numbered(first, 10))
        found = searching(archive)
        before = held(found)
        assert list(merge(archive.folder))
        assert found.refresh() == 0
        assert held(found) == before

    def test_what_is_not_shown_any_more_is_taken_out(self, archive: Archive) -> None:
        archive.add(numbered(0, 5))
        found = searching(archive)
        gone = max(archive.parts(), key=lambda part: part.stat().st_mtime_ns)
        gone.unlink()
        assert found.refresh() == 0
        assert held(found) == sorted(TEXTS)
        assert found_by(found, "number3") == []

    def test_of_each_coder_what_is_shown_of_it(self, archive: Archive) -> None:
        archive.add([report("theirs", "Peace by another.", coder="llm")])
        assert "theirs" not in found_by(searching(archive), "peace")
        assert found_by(searching(archive, coder="llm"), "peace") == ["theirs"]
        with pytest.raises(ArchiveError, match="holds no codings of nobody"):
            searching(archive, coder="nobody")

    def test_without_texts_titles_are_and_it_is_said(self, tmp_path: Path) -> None:
        archive = Archive.writable(tmp_path / "archive")
        archive.add([report("silent", TEXTS["talks"], title="Peace at last")], text=False)
        found = searching(archive)
        assert found.holding() == (1, 1)
        assert (found_by(found, "peace"), found_by(found, "erdogan")) == (["silent"], [])
        assert found.snippet("silent", "peace") == (0, 0, "", (), ((0, 5),))
        archive.add([report("silent", TEXTS["talks"], title="Peace at last")])
        found.refresh()
        assert found.holding() == (1, 0)
        assert found_by(found, "erdogan") == ["silent"]

    def test_an_archive_that_is_empty_holds_nothing(self, tmp_path: Path) -> None:
        found = searching(Archive.writable(tmp_path / "archive"))
        assert found.find("peace") == ((), 0)
        assert found.holding() == (0, 0)

    def test_what_is_no_archive_or_not_indexed_is_told(self, archive: Archive, tmp_path: Path) -> None:
        with pytest.raises(ArchiveError, match="is no archive"):
            Search(tmp_path)
        with pytest.raises(ArchiveError, match="is not indexed yet; make the index with: dateline search"):
            Search(archive.folder).find("peace")

    def test_a_part_that_is_damaged_inside_is_left_out(self, archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
        archive.add(numbered(0, 3))
        broken = min(archive.parts(), key=lambda part: part.stat().st_mtime_ns)
        whole = search_indexing.nested_source
        monkeypatch.setattr(search_indexing, "without_broken", lambda parts, error: [])

        def source(parts: list[Path]) -> str:
            return "read_parquet('nowhere.parquet')" if broken in parts else whole(parts)

        monkeypatch.setattr(search_indexing, "nested_source", source)
        found = Search(archive.folder)
        assert found.refresh() == 3
        assert found.refresh() == 0
        assert held(found) == ["n-0", "n-1", "n-2"]


def index_of(archive: Archive) -> Path:
    (file,) = (archive.folder / FOLDER).glob("*.sqlite")
    return file


BREAKS: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut off": lambda whole: whole[: len(whole) // 2],
    "something else": lambda whole: b"x" * len(whole),
    "wiped out in the middle": lambda whole: whole[:4096] + bytes(len(whole) - 4096),
}


class TestDamage:
    @pytest.mark.parametrize("how", BREAKS)
    def test_a_damaged_index_is_made_anew(self, archive: Archive, how: str) -> None:
        found = searching(archive)
        index = index_of(archive)
        index.write_bytes(BREAKS[how](index.read_bytes()))
        with suppress(DamagedIndexError):  # what is noticed when it is asked for is told, and gone the next time
            found.refresh()
            found.find("peace")
            found.snippet("talks", "peace")
        found.refresh()
        assert set(found_by(found, "peace")) == {"strait", "talks"}
        assert found.snippet("talks", "peace") is not None

    def test_the_index_of_another_layout_goes_when_nobody_has_used_it_for_a_day(self, archive: Archive) -> None:
        for name, age in (("search-00000000", 90_000), ("search-11111111", 60)):
            file = archive.folder / name / "reports.1.sqlite"
            file.parent.mkdir()
            file.touch()
            os.utime(file, (time.time() - age,) * 2)
        searching(archive)
        assert sorted(f.name for f in archive.folder.glob("search-*")) == sorted([FOLDER, "search-11111111"])


class TestWhereNothingMayBeWritten:
    @pytest.fixture(autouse=True)
    def elsewhere(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        place = tmp_path / "temporary"
        place.mkdir()
        monkeypatch.setattr(tempfile, "tempdir", str(place))
        return place

    def test_the_index_is_in_a_temporary_folder_that_the_next_one_uses(
        self, archive: Archive, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(search_file, "_may_write", lambda _: False)
        assert found_by(searching(archive), '"peace talks"') == ["talks"]
        assert Search(archive.folder).refresh() == 0
        assert not list(archive.folder.glob("search-*"))
        (base,) = elsewhere.iterdir()
        assert base.stat().st_mode & 0o777 == 0o700

    def test_the_archives_own_is_read_as_long_as_it_holds_all(
        self, archive: Archive, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        searching(archive)
        monkeypatch.setattr(search_file, "_may_write", lambda _: False)
        found = Search(archive.folder)
        assert found.refresh() == 0
        assert not list(elsewhere.iterdir())
        archive.add(numbered(0, 2))
        assert found.refresh() == 6
        assert found_by(found, "number1") == ["n-1"]

    def test_a_folder_that_another_user_may_have_put_there_is_not_used(
        self, archive: Archive, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(search_file, "_may_write", lambda _: False)
        searching(archive)
        (base,) = elsewhere.iterdir()
        base.chmod(0o777)
        assert Search(archive.folder).refresh() == 4


class TestManyAtOnce:
    def test_readers_find_something_whole_while_others_write(self, archive: Archive) -> None:
        found = searching(archive)

        def read() -> set[int]:
            seen = set()
            for _ in range(25):
                results = Search(archive.folder).find("oslo OR peace", limit=None)
                assert len({report_id for report_id, _ in results.found}) == len(results.found) == results.total
                seen.add(results.total)
            return seen

        def write() -> None:
            for first in range(0, 100, 20):
                archive.add(numbered(first, 20))
                Search(archive.folder).refresh()

        with ThreadPoolExecutor(6) as pool:
            for work in [*(pool.submit(read) for _ in range(4)), pool.submit(write), pool.submit(found.refresh)]:
                work.result()
        found.refresh()
        assert found.holding().reports == 104

    def test_processes_that_index_at_once_index_everything_once(self, archive: Archive) -> None:
        archive.add(numbered(0, 1_000))
        code = "import sys\nfrom pathlib import Path\nfrom dateline.archive.search import Search\nprint(Search(Path(sys.argv[1])).refresh())"
        started = [
            subprocess.Popen([sys.executable, "-c", code, str(archive.folder)], stdout=subprocess.PIPE)
            for _ in range(3)
        ]
        assert sum(int(process.communicate(timeout=120)[0]) for process in started) == 1_004
        found = Search(archive.folder)
        assert found.refresh() == 0
        assert found.holding().reports == 1_004

    def test_killed_at_any_moment_it_goes_on_where_it_was(self, archive: Archive) -> None:
        archive.add(numbered(0, 2_000))
        code = "import sys\nfrom pathlib import Path\nfrom dateline.archive.search import Search\nSearch(Path(sys.argv[1])).refresh(print)"
        chance, before = random.Random(1), 0
        for _ in range(4):
            process = subprocess.Popen(
                [sys.executable, "-c", code, str(archive.folder)], stdout=subprocess.PIPE, text=True
            )
            assert process.stdout is not None
            told = process.stdout.readline()  # something is indexed
            time.sleep(chance.uniform(0, 0.1))
            process.send_signal(signal.SIGKILL)
            process.wait()
            process.stdout.close()
            if told:
                now = Search(archive.folder).holding().reports
                assert now >= before
                before = now
        found = Search(archive.folder)
        assert before + found.refresh() == 2_004
        assert len(held(found)) == 2_004
        with sqlite3.connect(index_of(archive)) as connection:
            connection.execute("INSERT INTO words (words) VALUES ('integrity-check')")
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        connection.close()

    def test_parts_that_are_merged_away_while_they_are_read_are_looked_for_again(
        self, archive: Archive, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        archive.add(numbered(0, 10))
        whole, merged = search_indexing._wanted, []

        def wanted(views: duckdb.DuckDBPyConnection) -> Any:
            found = whole(views)
            if not merged:
                merged.extend(merge(archive.folder))
            return found

        monkeypatch.setattr(search_indexing, "_wanted", wanted)
        found = searching(archive)
        assert merged
        assert found.holding().reports == 14
