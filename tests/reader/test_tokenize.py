"""Words as the English treebanks of Universal Dependencies cut them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reader.tokenize import tokenize
from tests.timing import fastest


def words(text: str) -> list[str]:
    return [token.text for token in tokenize(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        # clitics and words written together
        ("They don't know", "They do n't know"),
        ("he can’t; we won't", "he ca n’t ; we wo n't"),
        ("I cannot go", "I can not go"),
        ("It's Russia's", "It 's Russia 's"),
        ("it’s the army’s", "it ’s the army ’s"),
        ("they'd've we'll I'm", "they 'd 've we 'll I 'm"),
        ("soldiers' children", "soldiers ' children"),
        ("gonna gotta wanna", "gon na got ta wan na"),
        ("DON'T", "DO N'T"),
        ("O'Connell and Shi'ite at ten o'clock", "O'Connell and Shi'ite at ten o'clock"),
        ("the '90s and 1990s", "the '90s and 1990s"),
        # hyphens
        ("a well-known Moscow-based group", "a well - known Moscow - based group"),
        ("a 15-year-old", "a 15 - year - old"),
        ("al-Assad and Al-Jazeera", "al - Assad and Al - Jazeera"),
        ("F-16 and AK-47", "F - 16 and AK - 47"),
        ("anti-government e-mail", "anti-government e-mail"),
        ("co-operate, re-elected, pro-Russian, mid-August", "co-operate , re-elected , pro-Russian , mid-August"),
        ("Saudi-led U.S.-led", "Saudi - led U.S. - led"),
        ("2019-2020", "2019 - 2020"),
        # given names of Korea and China behind a family name
        ("Kim Jong-un's army", "Kim Jong-un 's army"),
        ("No Kwang-chol,", "No Kwang-chol ,"),
        ("Tsai Ing-wen said", "Tsai Ing-wen said"),
        ("Ban Ki-moon", "Ban Ki-moon"),
        ("Son Heung-Min", "Son Heung-Min"),
        ("the Moon-Kim summit", "the Moon - Kim summit"),
        ("Taiwan British-made", "Taiwan British - made"),
        # numbers
        ("3,000.50 and 2.5%", "3,000.50 and 2.5 %"),
        ("$5m, £3.8bn, US$10", "$ 5 m , £ 3.8 bn , US$ 10"),
        ("5pm 11:30am 300km", "5 pm 11:30 am 300 km"),
        ("the 20th on 11/20/2000 or 2025-11-08", "the 20th on 11/20/2000 or 2025-11-08"),
        ("call 713-853-3989", "call 713-853-3989"),
        ("No. 5, Nos. 3", "No. 5 , Nos. 3"),
        ("c. 1871", "c. 1871"),
        ("No. He left", "No . He left"),
        ("3-1 and 9/11", "3 - 1 and 9/11"),
        # abbreviations
        ("U.S. Gen. Pak", "U.S. Gen. Pak"),
        ("Lt. Col. J. Edgar Smith Jr.", "Lt. Col. J. Edgar Smith Jr."),
        ("at 5 p.m. on Nov. 8", "at 5 p.m. on Nov. 8"),
        ("Acme Inc., Ph.D. and e.g. that", "Acme Inc. , Ph.D. and e.g. that"),
        ("AT&T and R&D", "AT&T and R&D"),
        # signs
        ("/TASS/.", "/ TASS / ."),
        ("and/or", "and / or"),
        ("“We agreed,” he said", "“ We agreed , ” he said"),
        ('("No!")', '( " No ! " )'),
        ("wait... what?! no…", "wait ... what ?! no …"),
        ("Kyiv—the capital–fell--fast", "Kyiv — the capital – fell -- fast"),
        ("‘yes’ [1]", "‘ yes ’ [ 1 ]"),
        # addresses
        ("see https://example.org/a-b?c=d.", "see https://example.org/a-b?c=d ."),
        ("(www.example.com)", "( www.example.com )"),
        ("mail a.b@example.org, @handle #tag", "mail a.b@example.org , @handle #tag"),
        ("on example.com/news today.", "on example.com/news today ."),
    ],
)
def test_words_are_cut_as_in_the_treebanks(text: str, cut: str) -> None:
    assert words(text) == cut.split(" ")


def test_offsets_count_code_points_of_the_whole_text() -> None:
    text = "😀 Él  didn't."
    assert [(t.start, t.end, t.text, t.space_after) for t in tokenize(text, 2, len(text))] == [
        (2, 4, "Él", True),
        (6, 9, "did", False),
        (9, 12, "n't", False),
        (12, 13, ".", True),
    ]


def test_a_part_of_a_text_ends_with_space_only_where_space_follows() -> None:
    assert [t.space_after for t in tokenize("one two,", 0, 7)] == [True, False]
    assert [t.space_after for t in tokenize("one two three", 0, 7)] == [True, True]


@pytest.mark.parametrize("text", ["", " ", "\n\t "])
def test_space_alone_has_no_words(text: str) -> None:
    assert tokenize(text, 0, len(text)) == []


def test_combining_and_invisible_characters_stay_in_their_word() -> None:
    assert words("Cafe\u0301 co\u00adoperate \ufeffMoscow") == ["Cafe\u0301", "co\u00adoperate", "\ufeffMoscow"]


PIECES = [*"a Kim - ' ’ . , n't 's http:// @ No. 5 1,000 “ é e\u0301 😀 co- (".split(), " ", "\n", "\u00a0", "\u200b"]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.characters(exclude_categories=["Cs"]))).map("".join))
def test_every_character_that_is_no_space_is_in_exactly_one_word(text: str) -> None:
    tokens = tokenize(text, 0, len(text))
    assert all(text[t.start : t.end] == t.text for t in tokens)
    assert all(a.end <= b.start for a, b in pairwise(tokens))
    assert "".join(t.text for t in tokens) == "".join(text.split())


@pytest.mark.parametrize("unit", "a a. a- a@ 1, 111, http:// www. don' n't co- . ( \u0301 a.com/ Kim-".split())
def test_time_grows_with_the_length_of_a_text_without_spaces(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        return fastest(lambda: tokenize(text, 0, len(text)))

    seconds(1_000)
    # Sixteen times the text in less than sixty times the time: a quadratic pattern would take 256 times as long.
    assert seconds(320_000) < 60 * max(seconds(20_000), 0.002)
