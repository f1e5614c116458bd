"""Learn where sentences end: ``python -m training.train_splitter --data DIR`` writes the weights that the reader ships.

A logistic regression over the named features of ``dateline.reader.segment``, from the training parts of EWT and GUM.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.reader.segment import PossibleEnd, candidates, features, is_ruled_out
from dateline.reader.tokenize import Token, tokenize
from dateline.reports.paragraphs import paragraphs
from training.evaluate_segmentation import FILES, read_documents

TARGET = Path("src/dateline/reader/data/boundaries.json")
Case = tuple[list[str], bool]
RAREST, SMALLEST = 3, 0.1  # features seen less often and weights below are left out: dev F1 is the same to a tenth
# Treebanks have too few abbreviations that end a sentence to learn from: these take the place of other words.
ABBREVIATIONS = "U.S. U.N. U.K. E.U. D.C. U.S.A. L.A. a.m. p.m. Inc. Corp. Ltd. Co. Jr. Mass. Va. Calif. Ph.D.".split()
CLOSING = [*ABBREVIATIONS, "etc.", "etc."]  # before a capital "etc." ends a sentence, nearly always


def cases(tokens: Sequence[Token], ends: set[int], draw: random.Random) -> Iterator[Case]:
    """Each candidate of a paragraph with its answer, then the pretended abbreviations."""
    first = 0
    for candidate in candidates(tokens):
        if not is_ruled_out(tokens, candidate):
            is_end = tokens[candidate.last].end in ends
            yield features(tokens, candidate, first), is_end
            first = candidate.last + 1 if is_end else first
    for i in range(1, len(tokens) - 2):
        if case := _pretended(tokens, i, ends, draw):
            yield case


def _pretended(tokens: Sequence[Token], i: int, ends: set[int], draw: random.Random) -> Case | None:
    """An abbreviation in place of the last word and its stop, or of a word between capitals inside a sentence."""
    is_end = tokens[i].end in ends
    word, after = tokens[i], tokens[i + 1]
    if is_end and word.text == "." and tokens[i - 1].text[0].isalpha() and draw.random() < 0.25:
        left, word_list = list(tokens[max(0, i - 8) : i - 1]), CLOSING
    elif not is_end and word.text[0].isupper() and word.space_after and after.text[0].isupper() and draw.random() < 0.5:
        left, word_list = list(tokens[max(0, i - 8) : i]), ABBREVIATIONS
    else:
        return None
    abbreviation = Token(word.start, word.end, draw.choice(word_list), space_after=True)
    context = [*left, abbreviation, *tokens[i + 1 : i + 4]]
    candidate = next((c for c in candidates(context) if c.stop == len(left)), None)
    plain = candidate and PossibleEnd(candidate.stop, candidate.last, candidate.kind, "", "")
    return (features(context, plain, 0), is_end) if plain else None


def training_cases(data: Path) -> list[Case]:
    draw = random.Random(1)
    found: list[Case] = []
    for path in FILES.values():
        for document in read_documents(data / path.format("train")):
            ends = {end for _, end in document.sentences}
            for start, end in paragraphs(document.text, 0, len(document.text)):
                found += cases(tokenize(document.text, start, end), ends, draw)
    return found


def fit(found: Sequence[Case], steps: int = 600, penalty: float = 1e-4) -> dict[str, float]:
    """Minimise the logistic loss with an L2 penalty by Adam over the whole set."""
    counts = Counter(name for names, _ in found for name in names)
    vocabulary = {name: i for i, name in enumerate(sorted(n for n, c in counts.items() if c >= RAREST))}
    size = len(vocabulary)
    columns = np.full((len(found), max(len(names) for names, _ in found)), size)
    for row, (names, _) in enumerate(found):
        known = [vocabulary[n] for n in names if n in vocabulary]
        columns[row, : len(known)] = known
    answers = np.array([answer for _, answer in found], dtype=float)
    weights: NDArray[np.float64] = np.zeros(size + 1)
    mean, square = np.zeros(size + 1), np.zeros(size + 1)
    for step in range(1, steps + 1):
        shares = 1 / (1 + np.exp(-weights[columns].sum(axis=1)))
        errors = np.repeat((shares - answers) / len(found), columns.shape[1])
        slope = np.bincount(columns.ravel(), errors, minlength=size + 1) + penalty * weights
        slope[size] = 0.0
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        rate = 0.1 * (1 - step / (steps + 1))
        weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return {name: round(float(weights[i]), 2) for name, i in vocabulary.items() if abs(weights[i]) >= SMALLEST}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/train"))
    parser.add_argument("--out", type=Path, default=TARGET)
    options = parser.parse_args()
    every = training_cases(options.data)
    learned = fit(every)
    lines = json.dumps(learned, indent=0, ensure_ascii=False, sort_keys=True)
    options.out.write_text(lines + "\n", encoding="utf-8")
    print(f"{len(every)} cases, {sum(answer for _, answer in every)} ends, {len(learned)} weights")
