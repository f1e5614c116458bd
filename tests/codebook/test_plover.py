"""The bundled types against the PLOVER manual: names, quads, scores, and our reading where the manual contradicts itself."""

import pytest

from dateline.codebook import Codebook, find_problems, read_sources

VC, MC, VX, MX = "VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT"

# Type, quad, score, recipient required, modes with their scores; as printed but for ACCUSE, SANCTION and vandalize.
MANUAL = [
    ("AGREE", VC, 2.5, False, {}),
    ("CONSULT", VC, 2.5, False, {"visit": 4, "third-party": 1, "multilateral": 4, "phone": 1.5}),
    ("SUPPORT", VC, 5, False, {}),
    ("CONCEDE", VC, 4.5, False, {}),
    ("COOPERATE", MC, 9.5, True, {}),
    ("AID", MC, 10, True, {}),
    (
        "RETREAT",
        MC,
        6.5,
        False,
        {"withdraw": 8, "release": 6.5, "disarm": 10, "ceasefire": 7.5, "access": 6.5, "resign": 4.5},
    ),
    ("REQUEST", VX, 0, False, {"assist": 0.5, "change": -1, "yield": -1, "meet": 0}),
    ("ACCUSE", VX, -3, False, {"disapprove": -2, "investigate": -3.5, "allege": -3.5}),
    ("REJECT", VX, -2, False, {"assist": -1.5, "change": -2, "yield": -2, "meet": -2}),
    (
        "THREATEN",
        VX,
        -3.5,
        False,
        {"restrict": -3, "arrest": -3.5, "relations": -3.5, "expel": -3.5, "territory": -4, "violence": -3.5},
    ),
    (
        "PROTEST",
        MX,
        -5,
        False,
        {"demo": -5, "riot": -7, "strike": -5, "hunger": -4.5, "boycott": -4.5, "obstruct": -4.5, "vandalize": None},
    ),
    ("SANCTION", MX, -6, True, {"convict": -6, "expel": -5.5, "withdraw": -6, "discontinue": -6}),
    ("MOBILIZE", MX, -5.5, False, {"troops": -6.5, "weapons": -6.5, "police": -5.5, "militia": -6}),
    (
        "COERCE",
        MX,
        -7,
        False,
        {
            "seize": -7,
            "restrict": -7,
            "censor": -6.5,
            "curfew": -6.5,
            "martial-law": -7.5,
            "arrest": -7,
            "deport": -7,
            "withhold": -7,
            "misinformation": -6.5,
            "cyber": -7,
        },
    ),
    (
        "ASSAULT",
        MX,
        -9,
        False,
        {
            "abduct": -8.5,
            "beat": -7.5,
            "torture": -8.5,
            "sexual": -8.5,
            "targeted": -9.5,
            "destroy": -8.5,
            "primitive": -8,
            "firearms": -9,
            "explosives": -9,
            "suicide-attack": -9.5,
            "aerial": -9.5,
            "drone": -9.5,
            "heavy-weapons": -9.5,
            "crowd-control": -7.5,
            "unconventional": -10,
        },
    ),
]


@pytest.mark.parametrize(("name", "quad", "score", "required", "modes"), MANUAL, ids=[row[0] for row in MANUAL])
def test_a_type_is_as_the_manual_has_it(
    book: Codebook, name: str, quad: str, score: float, required: bool, modes: dict[str, float | None]
) -> None:
    kind = book.types[name]
    assert (kind.quad, kind.score, kind.recipient_required) == (quad, score, required)
    assert {mode: m.score for mode, m in kind.modes.items()} == modes


def test_there_are_the_sixteen_types_in_the_manuals_order_of_quads(book: Codebook) -> None:
    assert list(book.types) == [row[0] for row in MANUAL]
    assert book.quads == (VC, MC, VX, MX)


def test_every_type_and_mode_says_what_it_means(book: Codebook) -> None:
    silent = [t.name for t in book.types.values() if not t.meaning]
    silent += [f"{t.name}.{m.name}" for t in book.types.values() for m in t.modes.values() if not m.meaning]
    assert silent == []


def test_scores_of_cooperation_are_never_negative_and_those_of_conflict_hardly_positive(book: Codebook) -> None:
    for kind in book.types.values():
        for mode in (None, *kind.modes):
            score = book.intensity(kind.name, mode)
            assert -10 <= score <= 10
            # Asking for help is the one act of the conflict half that the manual scores above zero.
            assert score > 0 if kind.side == "cooperation" else score <= 0 or (kind.name, mode) == ("REQUEST", "assist")


def test_vandalism_counts_like_other_protest(book: Codebook) -> None:
    assert book.intensity("PROTEST", "vandalize") == book.intensity("PROTEST") == -5


@pytest.mark.parametrize(
    ("mode", "contexts"), [("misinformation", ("misinformation",)), ("cyber", ("cyber",)), ("arrest", ())]
)
def test_some_modes_carry_a_context(book: Codebook, mode: str, contexts: tuple[str, ...]) -> None:
    assert book.types["COERCE"].modes[mode].contexts == contexts


def test_the_manual_is_attributed(book: Codebook) -> None:
    assert book.version == "plover-2.0"
    for words in ("PLOVER", "Open Event Data Alliance", "CC BY-SA 4.0", "paraphrased"):
        assert words in book.attribution


@pytest.mark.parametrize("file", ["plover.yaml", "contexts.yaml", "roles.yaml"])
def test_a_bundled_file_has_no_problem(file: str) -> None:
    assert [str(p) for p in find_problems(read_sources()) if p.file == file] == []
