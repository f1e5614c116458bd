"""Learn which words have a capital: ``python -m training.train_capitals --data DIR`` writes what the reports room asks.

A logistic regression over the named features of ``dateline.reports.capitals``, from news in the public domain: the sentences
that the annotated reports of the train part come from, so that the other parts stay unseen. How many capitals of the dev part
it finds is printed.
"""

from __future__ import annotations

import argparse
import gzip
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.parts import part_of_line
from dateline.reports.capitals import WORD, Run, features, features_behind, gap_of, names_in, written
from dateline.reports.lost_case import opens_sentence
from dateline.world.name_forms import LETTERS, acronym, capitalised

TARGET = Path("src/dateline/language/en")
COMMON, RAREST, SMALLEST = 5, 4, 0.15  # words and features seen less often, and weights below, are left out
SHOUTED = 8  # a name in capitals that was seen less often may have been shouted, or counted a king
STEPS, PENALTY, RATE = 120, 2e-7, 0.15
_DOTTED = re.compile(r"\b((?:[A-Z]\.){2,})")
Sentence = tuple[list[Run], list[str]]


def sentences(data: Path) -> Iterator[tuple[str, Sentence]]:
    """The part of each sentence, and its words in small letters beside the words as they are written."""
    with gzip.open(data / "voa/sentences.txt.gz", "rt", encoding="utf-8") as source:
        for number, line in enumerate(source, 1):
            # Every other sentence has its abbreviations as half of all papers write them: US, UN.
            text = _DOTTED.sub(lambda m: m[1].replace(".", ""), line) if number % 2 else line
            yield part_of_line(number), _taken_apart(text.strip())


def _taken_apart(text: str) -> Sentence:
    runs: list[Run] = []
    words: list[str] = []
    at = 0
    for match in LETTERS.finditer(text):
        gap = text[at : match.start()]
        opens = not runs or opens_sentence(runs[-1].word, gap)
        runs.append(Run(match[0].lower(), gap_of(gap), opens))
        words.append(match[0])
        at = match.end()
    return runs, words


def names_of(found: Sequence[Sentence]) -> tuple[frozenset[str], list[str]]:
    """The words that are judged by themselves; the names that are written in a way of their own."""
    counts = Counter(run.word for runs, _ in found for run in runs)
    forms: dict[str, Counter[str]] = {}
    for runs, words in found:
        for run, word in zip(runs, words, strict=True):
            if word[0].isupper() and not run.opens:
                forms.setdefault(run.word, Counter())[word] += 1
    best = {small: max(sorted(seen), key=seen.__getitem__) for small, seen in forms.items()}
    unlike = [
        word
        for small, word in best.items()
        if (word != capitalised(small) or acronym(small) not in (None, word))
        and forms[small][word] >= (SHOUTED if word.isupper() else 2)
        and (2 * forms[small][word] > counts[small] or acronym(small) is not None)
    ]
    return frozenset(word for word, n in counts.items() if n >= COMMON), sorted(unlike)


def cases(found: Sequence[Sentence], common: Collection[str]) -> Iterator[tuple[list[str], bool]]:
    """Each word inside a sentence, and whether it has a capital. The first word's capital says nothing: a word is taken for a
    name there if it mostly is one elsewhere."""
    capitals: Counter[str] = Counter()
    for runs, words in found:
        for run, word in zip(runs, words, strict=True):
            capitals[run.word] += 0 if run.opens else 1 if word[0].isupper() else -1
    for runs, words in found:
        named = names_in(runs)
        before = False
        for i, (run, word) in enumerate(zip(runs, words, strict=True)):
            if run.opens:
                before = capitals[run.word] > 0
                continue
            is_capital = word[0].isupper()
            yield [*features(runs, i, named, common), *features_behind(runs, i, common, capital=before)], is_capital
            before = is_capital


def fit(found: Iterator[tuple[list[str], bool]]) -> dict[str, float]:
    """Minimise the logistic loss with a small L2 penalty by Adam over the whole set."""
    index: dict[str, int] = {}
    rows: list[NDArray[np.int32]] = []
    answers: list[bool] = []
    for names, answer in found:
        rows.append(np.array([index.setdefault(name, len(index)) for name in names], dtype=np.int32))
        answers.append(answer)
    flat, sizes = np.concatenate(rows), np.array([len(row) for row in rows])
    counts = np.bincount(flat, minlength=len(index))
    kept = counts >= RAREST
    of = np.repeat(np.arange(len(rows)), sizes)[kept[flat]]
    flat = flat[kept[flat]]
    target = np.array(answers, dtype=np.float64)
    weights, mean, square = np.zeros(len(index)), np.zeros(len(index)), np.zeros(len(index))
    for step in range(1, STEPS + 1):
        shares = 1 / (1 + np.exp(-np.bincount(of, weights[flat], minlength=len(rows))))
        errors = (shares - target) / len(rows)
        slope = np.bincount(flat, errors[of], minlength=len(index)) + PENALTY * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        rate = RATE * (1 - step / (STEPS + 1))
        weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-9)
    return {
        n: w for n, i in index.items() if kept[i] and (abs(w := round(float(weights[i]), 1)) >= SMALLEST or _is_word(n))
    }


def _is_word(name: str) -> bool:
    return name.startswith(WORD) and "|" not in name


def _write(weights: dict[str, float], names: Sequence[str], target: Path) -> None:
    text = "".join(f"{name}\t{weight:g}\n" for name, weight in sorted(weights.items()))
    (target / "capitals.txt.gz").write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    head = "# Names with other capitals than one at their beginning, or that look like an acronym: training/train_capitals.py.\n"
    (target / "written_names.txt").write_text(head + "".join(f"{name}\n" for name in names), encoding="utf-8")


def _score(found: Sequence[Sentence]) -> str:
    """Precision and recall of capitals inside sentences, and how many of all words are written as they were."""
    right = made = there = same = total = 0
    for runs, words in found:
        for run, word, said in zip(runs, words, written(runs), strict=True):
            if not run.opens:
                total, same = total + 1, same + (said == word)
                made, there = made + (said != run.word), there + (word != run.word)
                right += said == word != run.word
    shares = f"precision {100 * right / made:.1f}, recall {100 * right / there:.1f}"
    return f"{shares}, words as written {100 * same / total:.2f} of {total:,}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/train"))
    parser.add_argument("--out", type=Path, default=TARGET)
    options = parser.parse_args()
    every = list(sentences(options.data))
    learned_from = [sentence for part, sentence in every if part == "train"]
    judged_alone, own_way = names_of(learned_from)
    learned = fit(cases(learned_from, judged_alone))
    _write(learned, own_way, options.out)
    print(f"{len(learned):,} weights, {len(own_way)} names;", _score([s for part, s in every if part == "dev"]))
