"""The compact form: what is written is read back, what does not fit is told with its line."""

from datetime import date
from pathlib import Path

import pytest

from corpus.compile import compiled
from corpus.form import read_notes
from corpus.write import written

NOTES = """
== voa-00001 1-3 2006-08-15 Tue
@ army org NOR; reb group SWE; gen person NOR; orl state NOR
1| Orlan jets bombed a rebel camp near Tarva, and General Ana Reck said more raids would follow.
n nat Orlan; loc Tarva; per Ana Reck
m army Orlan jets; reb rebel; gen General Ana Reck
e ASSAULT/aerial "bombed", 2"attack" | a army | r reb | at Tarva TUR | on 2:Monday | killed 3 injured 8 | also COERCE
e THREATEN/violence "more raids would follow" | a gen | r reb | planned
s gen | said | more raids would follow
2| The attack on Monday killed three people and she said "we will go on".
m gen she; orl we
s gen q | said | we will go on
3| It rained, and it rained in Orla last week.
n loc Orla
x It; it
e? MOBILIZE/troops "rained" | a army@1 | at Orla NOR | on last week = 2006-08-07..2006-08-13 | denied | by gen
"""


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "notes.txt"
    path.write_text(NOTES, encoding="utf-8")
    return path


def test_what_is_written_reads_back_as_the_same_report(notes: Path, tmp_path: Path) -> None:
    reports, wrong = read_notes(notes)
    assert not wrong
    again = tmp_path / "again.txt"
    again.write_text("\n".join(map(written, reports)), encoding="utf-8")
    assert [compiled(r).record for r in read_notes(again)[0]] == [compiled(r).record for r in reports]


def test_every_quotation_becomes_characters_of_the_text(notes: Path) -> None:
    (report,), _ = read_notes(notes)
    done = compiled(report)
    assert not done.problems
    text = done.record["text"]
    spans = [s for e in done.record["events"] for s in (*e["evidence"], *e["actors"], *e["recipients"])]
    spans += [m for a in done.record["actors"] for m in a["mentions"]] + done.record["names"]
    assert spans
    assert all(text[s["start"] : s["end"]] == s["text"] for s in spans)


def test_an_event_has_all_that_its_line_says(notes: Path) -> None:
    (report,), _ = read_notes(notes)
    bombed, threat, rain = compiled(report).record["events"]
    assert [t["text"] for t in bombed["evidence"]] == ["bombed", "attack"]
    assert (bombed["date"]["start"], bombed["date"]["end"]) == ("2006-08-14", "2006-08-14")
    assert bombed["size"] == {"killed": 3, "injured": 8}
    assert bombed["also"] == ["COERCE"]
    assert bombed["place"]["country"] == "TUR"
    assert threat["status"] == "planned"
    assert rain["optional"]
    assert rain["sources"] == ["gen", "VOA"]
    assert (rain["date"]["start"], rain["date"]["end"]) == ("2006-08-07", "2006-08-13")


def test_the_same_words_twice_mean_the_second_place(notes: Path) -> None:
    (report,), _ = read_notes(notes)
    first, second = compiled(report).record["no_actor"]
    assert first["text"] == "It"
    assert second["start"] > first["start"]


def test_a_publication_day_and_its_sentences_are_read(notes: Path) -> None:
    (report,), _ = read_notes(notes)
    assert report.published == date(2006, 8, 15)
    assert list(report.sentences) == [1, 2, 3]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("e ASSAULT bombed | a army", "expected e TYPE/mode"),
        ("n town Orla", "expected per|org|loc|nat"),
        ('e ASSAULT "bombed" | near Orla', "not understood"),
        ("s gen | said", "expected s SPEAKER"),
        ("q what is this", "a line begins with"),
    ],
)
def test_a_line_that_does_not_fit_is_told_with_its_place(notes: Path, line: str, told: str) -> None:
    notes.write_text(NOTES + line + "\n", encoding="utf-8")
    (_, (problem,)) = read_notes(notes)
    assert told in problem
    assert problem.startswith("notes.txt:")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('e ASSAULT "shelled"', "'shelled' is not in sentence 3"),
        ('e ASSAULT "rained" | a nobody', "no actor nobody is declared"),
        ('e ASSAULT "rained" | at Paris FRA', "the place 'Paris' is not in the report"),
        ('e ASSAULT "rained" | on last week', "say which day 'last week' is"),
        ("m army it; army it", "is quoted more often than it occurs"),
    ],
)
def test_what_cannot_be_placed_is_a_problem(notes: Path, line: str, told: str) -> None:
    notes.write_text(NOTES + line + "\n", encoding="utf-8")
    (report,), _ = read_notes(notes)
    assert any(told in problem for problem in compiled(report).problems)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("2006-08-15 Tue", "2006-08-15 Fri"), "is a Tue, not a Fri"),
        (("2006-08-15 Tue", "2006-02-31"), "no day of the calendar"),
        (("killed 3 injured 8", "killed 3 | injured 8"), "gives 'killed' twice"),
        (("@ army org NOR; ", "@ army org NOR; army org SWE; "), "army is declared twice"),
        (("3| It rained", "2| It rained"), "sentence 2 stands twice"),
        (("1-3", "1-2"), "has sentences 1 to 2"),
        (
            ("| said | more raids would follow", "| said | more raids would follow | Monday"),
            "behind them only | by IDS",
        ),
        (("m gen she", "m gen she~0"), "count from ~1"),
    ],
)
def test_what_contradicts_itself_is_told_and_not_chosen_among(notes: Path, change: tuple[str, str], told: str) -> None:
    notes.write_text(NOTES.replace(*change), encoding="utf-8")
    _, problems = read_notes(notes)
    assert any(told in problem for problem in problems), problems


def test_a_file_of_another_encoding_is_told_with_its_byte(notes: Path) -> None:
    notes.write_bytes("== voa-00001 1-1 2006-08-15\n1| Café\n".encode("latin-1"))
    assert read_notes(notes) == ([], ["notes.txt: is not UTF-8 (byte 34); save it as UTF-8"])


def test_a_header_that_cannot_be_read_is_told_once(notes: Path) -> None:
    notes.write_text(NOTES.replace("== voa-00001 1-3", "== voa-00001"), encoding="utf-8")
    assert len(read_notes(notes)[1]) == 1
