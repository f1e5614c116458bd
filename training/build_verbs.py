"""Make ``language/en/verb_forms.txt.gz``, every inflected verb form with its lemma, from lemminflect's lexicon (build time only).

``python -m training.build_verbs`` with lemminflect==0.2.3 installed (MIT; its lexicon comes from the NIH SPECIALIST Lexicon).
"""

from __future__ import annotations

import csv
import gzip
from importlib.util import find_spec
from pathlib import Path

TARGET = Path(__file__).parent.parent / "src/dateline/language/en/verb_forms.txt.gz"


def verb_forms(lexicon: Path) -> list[tuple[str, str]]:
    """(form, lemma) of every verb form that has one lemma and differs from it; alphabetical."""
    with gzip.open(lexicon, "rt", encoding="utf-8", newline="") as rows:
        pairs = {(form, lemma) for form, upos, lemma in csv.reader(rows) if upos == "verb"}
    return sorted(
        (form, lemma)
        for form, lemma in pairs
        if form.isascii() and form.isalpha() and lemma.isalpha() and form != lemma
    )


def main() -> None:
    spec = find_spec("lemminflect")
    if spec is None or spec.origin is None:
        raise SystemExit("pip install lemminflect==0.2.3")
    lines = [f"{form} {lemma}\n" for form, lemma in verb_forms(Path(spec.origin).parent / "resources/lemma_lu.csv.gz")]
    with TARGET.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as out:
        out.write("".join(lines).encode())
    print(f"{TARGET.name}: {len(lines)} forms, {TARGET.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
