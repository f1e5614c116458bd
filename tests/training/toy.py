"""A toy of every data set that the reader learns from, in invented sentences, laid out as ``training/README.md`` says."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

#: form, lemma, UPOS, XPOS, head, label
EWT = (
    """
    The the DET DT 2 det
    envoy envoy NOUN NN 3 nsubj
    praised praise VERB VBD 0 root
    Lena Lena PROPN NNP 3 obj
    Moor Moor PROPN NNP 4 flat
    of of ADP IN 7 case
    Tarvia Tarvia PROPN NNP 4 nmod
    . . PUNCT . 3 punct
    """,
    """
    Rain rain NOUN NN 2 nsubj
    fell fall VERB VBD 0 root
    . . PUNCT . 2 punct
    """,
    """
    Rain rain NOUN NN 2 nsubj
    fell fall VERB VBD 0 root
    . . PUNCT . 2 punct
    """,
)
GUM = (
    """
    Minister minister NOUN NN 2 compound
    Aldo Aldo PROPN NNP 4 nsubj
    Renn Renn PROPN NNP 2 flat
    left leave VERB VBD 0 root
    Tarvia Tarvia PROPN NNP 4 obj
    on on ADP IN 7 case
    Monday Monday PROPN NNP 4 obl
    """,
)


def parse(block: str) -> list[list[str]]:
    return [line.split() for line in block.strip().splitlines()]


def conllu(blocks: Sequence[str], stem: str) -> str:
    """The sentences as a treebank has them, each a document of its own, with one multi-word line that readers must pass over."""
    texts = []
    for n, block in enumerate(blocks, 1):
        lines = [f"# newdoc id = {stem}-{n}", f"# sent_id = {stem}-{n}-1"]
        for i, (form, lemma, upos, xpos, head, label) in enumerate(parse(block), 1):
            lines.append("\t".join((str(i), form, lemma, upos, xpos, "_", head, label, "_", "_")))
        lines.insert(2, "1-2\tjoined\t_\t_\t_\t_\t_\t_\t_\t_")
        texts.append("\n".join(lines) + "\n\n")
    return "".join(texts)


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(text.encode()))
    else:
        path.write_text(text, encoding="utf-8")
    return path


def json_lines(path: Path, rows: Iterable[Mapping[str, Any]]) -> Path:
    return write(path, "".join(json.dumps(row) + "\n" for row in rows))


def iob(blocks: Sequence[Sequence[tuple[str, str]]]) -> str:
    """Words with tags, numbered, as Universal NER has them."""
    return "".join("".join(f"{i}\t{w}\t{t}\t-\t-\n" for i, (w, t) in enumerate(b, 1)) + "\n" for b in blocks)


def words(block: str) -> list[str]:
    return [row[0] for row in parse(block)]


def propbank_row(sentence: int, block: str, preds: Sequence[Mapping[str, Any]], *, ok: bool = True) -> dict[str, Any]:
    ids = [[f"ewt-{sentence}-1:{i}"] for i in range(1, len(words(block)) + 1)]
    return {"ok": ok, "tokens": words(block), "ud": ids, "preds": list(preds)}


PRAISED = {"idx": 2, "args": [[0, 1, "ARG0"], [2, 2, "V"], [3, 6, "ARG1"]]}


def corpora(folder: Path) -> Path:
    """All data sets, a few sentences each; gives ``folder``."""
    for split in ("train", "dev", "test"):
        write(folder / f"ud-ewt/{split}.conllu", conllu(EWT, "ewt"))
        rows = [
            propbank_row(1, EWT[0], [PRAISED]),
            propbank_row(2, EWT[1], [{"idx": 1, "args": [[0, 0, "ARG1"]]}]),
            propbank_row(3, EWT[2], [], ok=False),
        ]
        json_lines(folder / f"propbank/ewt-{split}.jsonl.gz", rows)
        named = [("The", "O"), ("envoy", "O"), ("praised", "O"), ("Lena", "B-PER"), ("Moor", "I-PER"), ("of", "O"),
                 ("Tarvia", "B-OTH"), (".", "O")]  # fmt: skip
        plain = [("Rain", "O"), ("fell", "O"), (".", "O")]
        write(folder / f"ner/uner-ewt/{split}.iob2", iob([named, plain]))
        for licence in ("ccby", "ccbysa"):
            write(folder / f"ud-gum/{licence}-{split}.conllu", conllu(GUM, "GUM_news_toy"))
            mentions = [
                {"sent": 0, "start": 0, "end": 2, "head": 1, "type": "person", "named": True},
                {"sent": 0, "start": 4, "end": 4, "head": 4, "type": "place", "named": True},
                {"sent": 0, "start": 6, "end": 6, "head": 6, "type": "time", "named": True},
            ]
            mentions = [{**m, "group": i, "pron": False} for i, m in enumerate(mentions)]
            upos = [row[2] for row in parse(GUM[0])]
            sentences = [{"id": "GUM_news_toy-1-1", "tokens": words(GUM[0]), "upos": upos}]
            json_lines(
                folder / f"coref-gum/{licence}-{split}.jsonl.gz", [{"sentences": sentences, "mentions": mentions}]
            )
    write(folder / "voa/sentences.txt.gz", "Rain fell on the town.\n\nThe envoy has left Tarvia.\n")
    masc = {
        "ok": True,
        "tokens": ["Guards", "beat", "the", "two", "men"],
        "tags": ["NNS", "VBD", "DT", "CD", "NNS"],
        "preds": [{"idx": 1, "args": [[0, 0, "ARG0"], [1, 1, "V"], [2, 4, "ARG1"]]}],
    }
    json_lines(folder / "propbank/masc.jsonl.gz", [masc, {**masc, "ok": False}, {**masc, "preds": []}])
    qanom(
        folder / "qanom/annot.train.csv",
        [("wikinews:1", "The attack on the port", 1, votes) for votes in (True, True, False)],
    )
    write(
        folder / "ner/wikigold/CONLL-format/data/wikigold.conll.txt",
        "-DOCSTART- O\n\nLena I-PER\nMoor I-PER\nleft O\nTarvia I-LOC\n\n",
    )
    json_lines(
        folder / "ner/re3d/toy/documents.json", [{"_id": "d", "text": "Men of the Tarvian Army left Port Aldo."}]
    )
    json_lines(
        folder / "ner/re3d/toy/entities.json",
        [
            {"documentId": "d", "type": "Organisation", "begin": 7, "end": 23},
            {"documentId": "d", "type": "Location", "begin": 29, "end": 38},
            {"documentId": "d", "type": "Vehicle", "begin": 0, "end": 3},
        ],
    )
    return folder


REPORT = """
== voa-00001 1-3 2006-08-15 Tue
@ army org SWE; gen person SWE; reb group SWE
1| The army attacked rebels in Orla on Monday, General Ana Reck said.
n loc Orla; per Ana Reck
m army The army; reb rebels; gen General Ana Reck
e ASSAULT "attacked", 2"attack" | a army | r reb | at Orla TUR | on Monday
s gen | said | The army attacked rebels in Orla on Monday
2| It was the first attack, and she praised them for it.
m gen she; army them
x It; it
e SUPPORT "praised" | a gen | r army
3| Rain fell.
"""


def report(folder: Path) -> Path:
    """A folder with one annotated report."""
    write(folder / "voa-00.txt", REPORT)
    return folder


def qanom(path: Path, rows: Iterable[tuple[str, str, int, bool]]) -> Path:
    """One row a vote: id, sentence, word, is it an event."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as target:
        table = csv.writer(target)
        table.writerow(("qasrl_id", "sentence", "target_idx", "worker_id", "is_verbal"))
        for n, (key, sentence, word, answer) in enumerate(rows):
            table.writerow((key, sentence, word, f"w{n}", answer))
    return path
