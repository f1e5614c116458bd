"""The whole coder: what it refuses, that it reads all of what it takes, and that its answer depends on the report alone."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.coder import DatelineCoder, load
from dateline.errors import ReportError
from dateline.model import Coding, Event, Span, dumps, to_json
from dateline.reader.reader import weight
from dateline.reader.sentence import Sentence
from dateline.reports import checked
from dateline.reports.mojibake import as_meant

REPORT = (
    "OSLO, May 6 (NTB) - Norwegian Foreign Minister Kari Lund met with her Danish counterpart Ole Krag in Bergen on Sunday, "
    'the ministry said.\n\n"We agreed on fish," she told reporters. Police arrested three protesters outside the hall.\n'
)


@pytest.fixture(scope="module")
def coder() -> DatelineCoder:
    return load()


def attempt(coder: DatelineCoder, text: str) -> Coding | ReportError:
    try:
        return coder.code(text)
    except ReportError as error:
        return error


def is_whole(coding: Coding, text: str) -> bool:
    counted = coding.coverage
    return counted.characters == counted.read == len(text) and not counted.truncated and coding.report.text == text


@pytest.mark.parametrize(
    "text",
    [
        REPORT,
        REPORT.upper(),
        REPORT.replace("\n", "\r\n"),
        "\u202b" + REPORT.replace(" ", " \u200f") + "\u202c",
        REPORT.replace("met", "m\u200bet") + "\u2060\ufeff",
        REPORT.replace("Lund", "Lu\u0308nd\U0001f54a"),
        "OSLO, May 6 (NTB) - ",
        "KYIV, Ukraine (AP) —",
        "... --- !!! ??? () [] '' ;;; " * 20,
        "😀🎉🕊️ " * 50,
        "\n" * 100_000 + REPORT,
        'He said "' * 300 + REPORT + '"' * 300,
        '("' * 400 + REPORT + '")' * 400,
        "((((" * 500,
        "Mr. Lund and " * 120,
        "according to " * 300,
        "the ministry of " * 200,
        "1," * 600,
        "http://" + "a." * 2000,
        "Lund\tmet\tKrag\tin\tOslo\n" * 30,
        "Title: " + "x y " * 600 + "\n" + REPORT,
        "a",
    ],
    ids=lambda text: repr(text[:16]),
)
def test_odd_text_is_coded_whole_or_refused_with_a_cause(coder: DatelineCoder, text: str) -> None:
    coding = attempt(coder, text)
    if isinstance(coding, ReportError):
        assert "another language" in coding.cause
        return
    assert is_whole(coding, text)
    json.loads(next(iter(dumps([coding]))))


@settings(max_examples=40)
@given(
    st.lists(
        st.sampled_from([*REPORT.split(), "\n\n", '"', "(", "\u200b", "😀", "said", "-", "…"]), min_size=1, max_size=60
    )
)
def test_any_order_of_words_is_read_whole(words: Sequence[str]) -> None:
    text = " ".join(words)
    if not text.strip():
        return
    coding = attempt(shared(), text)
    if isinstance(coding, ReportError):
        assert "another language" in coding.cause
        return
    assert is_whole(coding, text)


def shared(kept: list[DatelineCoder] = []) -> DatelineCoder:  # noqa: B006 one coder for all examples of hypothesis, which takes no fixtures
    if not kept:
        kept.append(load())
    return kept[0]


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("", "is empty"),
        (" \n\u00a0\u3000", "is empty"),
        (REPORT + "\0", "holds NUL characters"),
        (REPORT + "\ud800", "holds half of a surrogate pair"),
        ("Der Minister hat am Freitag in Berlin mit der Regierung gesprochen. " * 3, "another language (de)"),
        ("Министр встретился с делегацией в пятницу. " * 3, "another language (ru)"),
        (REPORT * 2000, "characters, and one report has at most 300,000"),
    ],
    ids=["empty", "blank", "nul", "surrogate", "german", "russian", "long"],
)
def test_what_cannot_be_coded_is_refused_with_source_cause_and_next_move(
    coder: DatelineCoder, text: str, cause: str
) -> None:
    with pytest.raises(ReportError) as caught:
        coder.code(text, id="r-7")
    assert caught.value.source == "r-7"
    assert cause in caught.value.cause
    assert caught.value.next_move


def test_a_report_of_20000_words_is_read_to_its_end(coder: DatelineCoder) -> None:
    names = "Lund Krag Holm Berg Moen Dahl Vik Lie Ruud Aas".split()
    paragraphs = [
        f"Minister {a} {b} met a delegation from the north on day {a}{b} and rain fell.\n\n"
        for a in names
        for b in names
    ]
    text = "".join(paragraphs) * 14
    coding = coder.code(text)
    assert is_whole(coding, text)
    assert len(text.split()) > 20_000
    assert coding.sentences[-1].end >= len(text.rstrip()) - 1


def test_what_no_word_holds_is_not_counted_as_read(coder: DatelineCoder, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that loses a sentence, and one that tells a word twice: neither may pass for a whole reading."""
    whole = coder.reader.read

    def losing(text: str, *bounds: int, **most: float) -> list[Sentence]:
        return whole(text, *bounds, **most)[:-1]

    def repeating(text: str, *bounds: int, **most: float) -> list[Sentence]:
        kept = whole(text, *bounds, **most)[:-1]
        return [*kept, replace(kept[-1], index=len(kept))]

    last = "Police arrested three protesters outside the hall."
    for reading in (losing, repeating):
        monkeypatch.setattr(coder.reader, "read", reading)
        coverage = coder.code(REPORT).coverage
        assert coverage.truncated
        assert coverage.characters - coverage.read == len(last.replace(" ", ""))


def test_a_report_of_more_work_than_a_minutes_is_read_from_its_beginning_and_the_rest_is_not_called_read(
    coder: DatelineCoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, more = "Police arrested Kari Lund in Oslo. ", 'She said: "We stay. The port is closed." '
    monkeypatch.setattr("dateline.coder._MOST_READ", weight(7) + 0.5)
    coding = coder.code(told + more)
    assert coding.sentences == (Span.of(told, 0, len(told) - 1),)
    assert coding.coverage.truncated
    assert coding.coverage.characters - coding.coverage.read == len(more.replace(" ", ""))
    assert not coding.statements
    assert [event.type for event in coding.events] == [event.type for event in coder.code(told).events]


def test_the_same_report_gives_the_same_bytes_after_any_other(coder: DatelineCoder) -> None:
    first = list(dumps([coder.code(REPORT)]))
    coder.code("Two soldiers were killed when rebels attacked a convoy near Lunde, the army said.")
    coder.code(REPORT.replace("Lund", "Holm"))
    assert list(dumps([coder.code(REPORT)])) == first
    assert list(dumps([load().code(REPORT)])) == first


def test_what_is_given_wins_over_what_the_text_says(coder: DatelineCoder) -> None:
    report = coder.code(
        REPORT, published=date(2024, 5, 7), publisher="Bergens Avis", title="Fish", url="https://x.example/1"
    ).report
    assert (report.published, report.publisher) == (date(2024, 5, 7), "Bergens Avis")
    assert (report.title, report.url) == ("Fish", "https://x.example/1")


def test_an_id_is_kept_and_without_one_it_is_made_of_the_content(coder: DatelineCoder) -> None:
    assert coder.code(REPORT, id="r-7").report.id == "r-7"
    made = coder.code(REPORT).report.id
    assert made == coder.code(REPORT).report.id
    assert made != coder.code(REPORT + "More.").report.id


def test_a_report_without_a_date_says_so_instead_of_guessing(coder: DatelineCoder) -> None:
    coding = coder.code("Police arrested three protesters in Oslo.")
    assert any("no publication date" in a.reason for a in coding.abstained)
    assert coding.report.published is None


def test_the_contract_names_every_part(coder: DatelineCoder) -> None:
    coding = to_json(coder.code(REPORT, published=date(2024, 5, 6)))
    assert [e["type"] for e in coding["events"]][:1] == ["CONSULT"]
    assert coding["report"]["dateline"]["place"] == "OSLO"
    assert coding["versions"]["reader"] == coder.reader.version
    assert coding["versions"]["codebook"] == coder.codebook.version
    assert {"actors", "places", "events", "statements", "abstained", "coverage"} <= coding.keys()


def test_the_longest_report_is_longer_than_any_that_must_be_read() -> None:
    assert checked._LONGEST_REPORT > 20_000 * 8


def _told(coding: Coding, event: Event) -> tuple[object, ...]:
    who = (coding.names(event.actors), coding.names(event.recipients))
    return event.type, event.status, *who, coding.name(event.place), event.date and event.date.end


class TestMojibake:
    """UTF-8 that was read in another encoding is coded as it was meant, and everything stands where it was read from."""

    meant = (
        "MÁLAGA, May 6 (AP) — Norwegian Foreign Minister José Lund met with Danish Foreign Minister Åse Krag in Málaga on Sunday."
        " “We’ve agreed on fish,” Krag told reporters. Police arrested three protesters – all of them from Łódź.\n"
    )

    seen = meant.encode().decode("latin-1").encode().decode("latin-1")

    def test_it_is_coded_like_the_text_that_was_meant(self, coder: DatelineCoder) -> None:
        right, read = coder.code(self.meant, published="2024-05-07"), coder.code(self.seen, published="2024-05-07")
        assert read.report.mojibake == ("latin-1", "latin-1")
        assert right.report.mojibake == ()
        assert [_told(read, e) for e in read.events] == [_told(right, e) for e in right.events]
        assert [a.name for a in read.actors] == [a.name for a in right.actors]
        assert [a.country for a in read.actors] == [a.country for a in right.actors]
        assert [as_meant(s.content.text) for s in read.statements] == [s.content.text for s in right.statements]
        assert read.report.publisher == "AP"
        assert len(read.events) > 1

    def test_every_value_stands_where_it_was_read_from(self, coder: DatelineCoder) -> None:
        read = coder.code(self.seen, published="2024-05-07", title="JosÃ© Lundâ€™s fish")
        assert is_whole(read, self.seen)
        assert self.seen[read.report.body_start :].startswith("Norwegian")
        assert Coding.from_dict(json.loads(json.dumps(to_json(read)))) == read  # which looks at every span
        mentions = {m.span.text for a in read.actors for m in a.mentions}
        assert "José Lund".encode().decode("latin-1").encode().decode("latin-1") in mentions
        assert read.report.title == "José Lund’s fish"

    def test_asked_for_the_letters_as_they_stand_it_reads_those(self, coder: DatelineCoder) -> None:
        as_it_is = DatelineCoder(coder.reader, coder.codebook, repair=False)
        assert as_it_is.code(self.seen).report.mojibake == ()
        assert as_it_is.code(self.meant) == coder.code(self.meant)

    def test_its_id_is_its_own_and_its_coding_can_be_coded_anew(self, coder: DatelineCoder) -> None:
        read = coder.code(self.seen)
        assert read.report.id != coder.code(self.meant).report.id
        assert next(coder.pipe([read.report])).events == read.events
