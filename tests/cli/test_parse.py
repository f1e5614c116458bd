"""``dateline parse``: a text as CoNLL-U, and gold words parsed again with all else kept."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dateline.cli import cli

TEXT = "Kari Lund met a Danish envoy on Sunday.\n\nThey don't agree, her ministry said.\n"
GOLD = """\
# newdoc id = d1
# sent_id = d1-1
# text = They don't agree.
1\tThey\tthey\t_\tPRP\tCase=Nom\t_\t_\t4:nsubj\tNote=kept
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\tRange=kept
2\tdo\tdo\t_\tVBP\t_\t_\t_\t4:aux\t_
3\tn't\tnot\t_\tRB\tPolarity=Neg\t_\t_\t4:advmod\t_
4\tagree\tagree\t_\tVB\t_\t_\t_\t0:root\tSpaceAfter=No
4.1\tmeet\tmeet\tVERB\tVB\t_\t_\t_\t4:conj\tEmpty=kept
5\t.\t.\t_\t.\t_\t_\t_\t4:punct\t_

# a comment that stands alone

# sent_id = d1-2
1\tRain\train\t_\tNN\t_\t_\t_\t_\t_
2\tfell\tfall\t_\tVBD\t_\t_\t_\t_\t_

"""
FILLED = (3, 6, 7)  # UPOS, HEAD and DEPREL


def run(path: Path | str, *options: str, given: bytes | None = None) -> Result:
    return CliRunner().invoke(cli, ["parse", str(path), *options], input=given)


def words(conllu: str) -> list[list[str]]:
    return [line.split("\t") for line in conllu.splitlines() if line and not line.startswith("#")]


def is_tree(heads: list[int]) -> bool:
    """One root, and from every word a way up to it."""

    def reaches_root(word: int) -> bool:
        seen: set[int] = set()
        while word and word not in seen:
            seen.add(word)
            word = heads[word - 1]
        return word == 0

    return heads.count(0) == 1 and all(reaches_root(i + 1) for i in range(len(heads)))


def test_a_text_becomes_sentences_of_ten_columns_whose_offsets_hold(tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text(TEXT, encoding="utf-8")
    result = run(tmp_path / "t.txt")
    assert result.exit_code == 0
    blocks = result.stdout.strip().split("\n\n")
    assert [block.splitlines()[0] for block in blocks] == ["# sent_id = 1", "# sent_id = 2"]
    for block in blocks:
        rows = words(block)
        assert [row[0] for row in rows] == [str(i + 1) for i in range(len(rows))]
        assert is_tree([int(row[6]) for row in rows])
        for row in rows:
            misc = dict(part.split("=") for part in row[9].split("|"))
            assert TEXT[int(misc["Start"]) : int(misc["End"])] == row[1]


def test_standard_input_is_read() -> None:
    assert run("-", given=TEXT.encode()).stdout.count("# sent_id") == 2


def test_gold_words_get_upos_head_and_deprel_and_keep_all_else() -> None:
    result = run("-", "--from", "conllu", "--format", "conllu", given=GOLD.encode())
    assert result.exit_code == 0
    before, after = GOLD.splitlines(), result.stdout.splitlines()
    assert len(before) == len(after)
    for old, new in zip(before, after, strict=True):
        if not old[:1].isdigit() or not old.split("\t")[0].isdigit():
            assert new == old
            continue
        cells, filled = old.split("\t"), new.split("\t")
        assert [c for i, c in enumerate(cells) if i not in FILLED] == [
            c for i, c in enumerate(filled) if i not in FILLED
        ]
        assert "_" not in [filled[i] for i in FILLED]
    for block in result.stdout.split("\n\n"):
        if rows := [row for row in words(block) if row[0].isdigit()]:
            assert is_tree([int(row[6]) for row in rows])


def test_a_sentence_longer_than_the_encoder_stays_one_tree() -> None:
    gold = (
        "".join(f"{i}\t{'reconciliation' if i % 2 else 'and'}\t_\t_\t_\t_\t_\t_\t_\t_\n" for i in range(1, 1201)) + "\n"
    )
    rows = words(run("-", "--from", "conllu", given=gold.encode()).stdout)
    assert len(rows) == 1200
    assert is_tree([int(row[6]) for row in rows])


@pytest.mark.parametrize(
    ("gold", "error"),
    [
        ("1\tRain\n", "standard input:1: a word needs ten tab-separated columns, this line has 2"),
        ("# ok\n1\ta\t_\t_\t_\t_\t_\t_\t_\t_\n3\tb\t_\t_\t_\t_\t_\t_\t_\t_\n", "standard input:3: the word is numbered '3' and should be 2"),
        ("x\ta\t_\t_\t_\t_\t_\t_\t_\t_\n", "standard input:1: the word is numbered 'x'"),
        ("1\t\t_\t_\t_\t_\t_\t_\t_\t_\n", "standard input:1: the word has no form"),
    ],
)  # fmt: skip
def test_what_is_no_conllu_is_told_with_its_line(gold: str, error: str) -> None:
    result = run("-", "--from", "conllu", given=gold.encode())
    assert (result.exit_code, result.stdout) == (1, "")
    assert error in result.stderr


def test_what_cannot_be_read_is_told_in_one_line(tmp_path: Path) -> None:
    result = run(tmp_path / "none.txt")
    assert result.exit_code == 1
    assert result.stderr == f"Error: {tmp_path / 'none.txt'}: does not exist; check the name and the folder\n"
