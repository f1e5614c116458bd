"""A type in a user's folder says what it is as PLOVER's do, and gets all that follows: nothing hangs on a type's name."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.coder import DatelineCoder, load
from dateline.model import Coding
from dateline.stories.similarity import score
from dateline.stories.story import EventRow, Party
from dateline.stories.traits import told
from dateline.stories.twins import are_twins
from dateline.stories.visits import visits

TYPE = """
types:
  {name}:
    quad: {quad}
    score: -1
    meaning: A type of a user's own.
{properties}
"""
FRAME = """
frames:
  - frame: own
    type: {name}
    predicates: [{predicate}]
    {more}
    examples: [{{text: "Oman {verb} Chad."}}]
"""


@pytest.fixture
def coder_with(tmp_path: Path):  # type: ignore[no-untyped-def]
    """A coder with one more type, of these properties, and one frame for it."""

    def made(
        predicate: str,
        *properties: str,
        more: str = "contexts: []",
        quad: str = "VERBAL CONFLICT",
        name: str = "OWNING",
    ) -> DatelineCoder:
        folder = tmp_path / f"{predicate}{len(list(tmp_path.iterdir()))}"
        (folder / "frames").mkdir(parents=True)
        lines = "\n".join(f"    {line}" for line in properties)
        (folder / "plover.yaml").write_text(TYPE.format(name=name, quad=quad, properties=lines), encoding="utf-8")
        frame = FRAME.format(name=name, predicate=predicate, more=more, verb=predicate[:-2])
        (folder / "frames" / "own.yaml").write_text(frame, encoding="utf-8")
        return load(folder)

    return made


def own(coding: Coding, name: str = "OWNING") -> list[tuple[list[str], list[str]]]:
    """The sides of the events of the user's type, by name."""
    names = {a.id: a.name for a in coding.actors}
    found = [e for e in coding.events if e.type == name]
    return [([names[a] for a in e.actors], [names[r] for r in e.recipients]) for e in found]


def test_whoever_stands_behind_of_does_it_only_if_the_type_says_so(coder_with) -> None:  # type: ignore[no-untyped-def]
    text = "The taming of Chad shocked the region on Monday."
    assert own(coder_with("taming.n", "of_is_doer: true").code(text)) == [(["Chad"], [])]
    assert own(coder_with("taming.n").code(text)) == [([], ["Chad"])]


def test_land_receives_only_what_may_be_done_to_land(coder_with) -> None:  # type: ignore[no-untyped-def]
    text = "Taliban fighters overran the city of Kunduz on Monday."
    (receiving,) = own(coder_with("overrun.v", "done_to_land: true").code(text))
    assert receiving[1] == ["Afghanistan"]
    (sparing,) = own(coder_with("overrun.v").code(text))
    assert sparing[1] == []


def test_only_those_behind_the_words_of_against_receive(coder_with) -> None:  # type: ignore[no-untyped-def]
    text = "Teachers picketed with Sudan against France on Monday."
    (aimed,) = own(coder_with("picket.v", "against: [against]").code(text))
    assert aimed[1] == ["France"]
    (plain,) = own(coder_with("picket.v").code(text))
    assert "Sudan" in plain[1]


def test_whoever_is_to_act_first_receives_what_goes_on_until_then(coder_with) -> None:  # type: ignore[no-untyped-def]
    text = "Turkey will sulk until Greece apologises."
    (waiting,) = own(coder_with("sulk.v", "until_they_act: true").code(text))
    assert waiting[1] == ["Greece"]
    (plain,) = own(coder_with("sulk.v").code(text))
    assert plain[1] == []


def test_whoever_did_what_it_is_about_receives_it(coder_with) -> None:  # type: ignore[no-untyped-def]
    text = "Kenya opened an audit into whether Chadian soldiers stole grain."
    (about,) = own(coder_with("audit.n", "about_acts: true").code(text))
    assert about[1] == ["Chadian soldiers"]
    (plain,) = own(coder_with("audit.n").code(text))
    assert plain[1] == []


def test_the_host_receives_a_mode_that_is_hosted(coder_with) -> None:  # type: ignore[no-untyped-def]
    text = "Chadian Foreign Minister Abakar Nour sojourned in Oslo on Monday."
    mode = "modes: {stay: {score: 1, meaning: To stay., hosted: true}}"
    (hosted,) = own(coder_with("sojourn.v", mode, more="mode: stay").code(text))
    assert hosted == (["Abakar Nour"], ["Norway"])
    (plain,) = own(coder_with("sojourn.v", mode.replace(", hosted: true", ""), more="mode: stay").code(text))
    assert plain == (["Abakar Nour"], [])


def test_mutual_acts_told_from_either_side_are_one(coder_with) -> None:  # type: ignore[no-untyped-def]
    text = "Oman embraced Qatar in Paris. Qatar embraced Oman in Paris."
    assert len(own(coder_with("embrace.v", "mutual: true").code(text))) == 1
    assert len(own(coder_with("embrace.v").code(text))) == 2


def test_two_sides_that_do_it_to_each_other_are_both_actors(coder_with) -> None:  # type: ignore[no-untyped-def]
    text = "Oman and Qatar quarrelled on Monday."
    assert own(coder_with("quarrel.v", "mutual: true", more="symmetric: true").code(text)) == [(["Oman", "Qatar"], [])]
    assert own(coder_with("quarrel.v", more="symmetric: true").code(text)) == [(["Oman", "Qatar"], [])]


OMAN, CHAD = Party("Oman", "state", "OMN"), Party("Abakar Nour", "person", "TCD")


#: Other words for it, so that the one text is no copy of the other.
OTHER = {"sentence_text": "On Tuesday night a Muscat court heard what befell the traveller.", "trigger_text": "befell"}


def row(coder: DatelineCoder, report: str, **given: object) -> EventRow:
    """A row of the user's type, as a report tells it."""
    from datetime import date

    day = given.pop("day", date(2024, 5, 14))
    kind = coder.codebook.types["OWNING"]
    plain: dict[str, object] = {
        "event_id": f"{report}:{given.get('trigger_start', 0)}", "report_id": report, "type": "OWNING", "quad": kind.quad,
        "status": "happened", "publisher": f"Paper of {report}", "published": date(2024, 5, 15), "date_start": day,
        "date_end": day, "date_precision": "day", "actors": (OMAN,), "recipients": (CHAD,), "kind": kind,
        "sentence_text": "Oman did it to Chad.", "trigger_text": "did",
    }  # fmt: skip
    return EventRow(**(plain | given))  # type: ignore[arg-type]


@pytest.mark.parametrize("property_", ["mutual", "either_order"])
def test_reports_may_tell_the_sides_in_either_order(property_: str, coder_with) -> None:  # type: ignore[no-untyped-def]
    def alike(coder: DatelineCoder) -> float:
        turned = row(coder, "r2", actors=(CHAD,), recipients=(OMAN,))
        return score(told(row(coder, "r1"), 0), told(turned, 1)) or -9.0

    assert alike(coder_with("own.v", f"{property_}: true")) > alike(coder_with("own.v"))


def test_what_repeats_needs_the_same_day(coder_with) -> None:  # type: ignore[no-untyped-def]
    from datetime import date

    undated = {
        "day": None,
        "date_end": date(2024, 5, 16),
        "date_precision": "not_after",
        "published": date(2024, 5, 16),
    }

    def apart(coder: DatelineCoder) -> float:
        return score(told(row(coder, "r1"), 0), told(row(coder, "r2", **undated, **OTHER), 1)) or -9.0

    assert apart(coder_with("own.v", "repeats: true")) < apart(coder_with("own.v"))


def test_what_is_told_in_pieces_is_one_and_modes_apart_are_not(coder_with) -> None:  # type: ignore[no-untyped-def]
    modes = "modes: {a: {score: 1, meaning: A., apart: true}, b: {score: 1, meaning: B., akin: [c]}, c: {score: 1, meaning: C.}}"
    coder = coder_with("own.v", "in_pieces: true", modes)
    first, again = row(coder, "r1", mode="b"), row(coder, "r1", mode="c", trigger_start=9)
    assert are_twins(first, again)
    assert not are_twins(row(coder, "r1", mode="a"), again)
    whole = coder_with("own.v", modes)
    assert not are_twins(row(whole, "r1", mode="b"), row(whole, "r1", mode="c", trigger_start=9))


def test_modes_akin_are_one_event_in_two_reports(coder_with) -> None:  # type: ignore[no-untyped-def]
    modes = "modes: {b: {score: 1, meaning: B., akin: [c]}, c: {score: 1, meaning: C.}, d: {score: 1, meaning: D.}}"
    coder = coder_with("own.v", modes)

    def alike(mode: str) -> float:
        return score(told(row(coder, "r1", mode="b"), 0), told(row(coder, "r2", mode=mode, **OTHER), 1)) or -9.0

    assert alike("c") > alike("d")


def test_a_type_in_person_tells_of_travel(coder_with) -> None:  # type: ignore[no-untyped-def]
    def trips(coder: DatelineCoder) -> int:
        told_row = row(coder, "r1", actors=(CHAD,), recipients=(OMAN,), place_country="OMN", place_name="Muscat")
        return len(list(visits([told_row], {})))

    cooperative = {"quad": "VERBAL COOPERATION"}
    assert trips(coder_with("own.v", "in_person: true", **cooperative)) == 1
    assert trips(coder_with("own.v", **cooperative)) == 0


def test_what_is_done_from_afar_is_a_stop_only_where_a_place_is_told(coder_with) -> None:  # type: ignore[no-untyped-def]
    def stops(coder: DatelineCoder) -> int:
        meets = row(coder, "r1", actors=(CHAD,), recipients=(OMAN,), place_country="OMN", place_name="Muscat",
                    type="CONSULT", kind=coder.codebook.types["CONSULT"])  # fmt: skip
        praises = row(coder, "r1", actors=(CHAD,), recipients=(OMAN,), trigger_start=9)
        (trip,) = visits([meets, praises], {})
        return len(trip.stops)

    cooperative = {"quad": "VERBAL COOPERATION"}
    assert stops(coder_with("own.v", **cooperative)) == 2
    assert stops(coder_with("own.v", "from_afar: true", **cooperative)) == 1


@pytest.mark.parametrize(
    ("ours", "text"),
    [
        ("meet.v", "The Omani minister met the Chadian president in Muscat on Monday."),
        ("talk.n", "Oman held talks with Chad on Monday."),
        ("arrest.v", "Chadian police arrested three rebels on Monday."),
    ],
)
def test_a_users_frame_beats_ours_on_the_same_words(ours: str, text: str, coder_with) -> None:  # type: ignore[no-untyped-def]
    assert [e.type for e in load().code(text).events]
    assert {e.type for e in coder_with(ours).code(text).events} == {"OWNING"}
